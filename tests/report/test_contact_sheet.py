import io

from PIL import Image

from plainleaf.inspect import picture
from plainleaf.report.contact_sheet import COLUMNS, DOTS, GAP, LABEL, make_sheet
from tests.conftest import ROOT
from tests.render.samples import page

FONT = ROOT / "fonts" / "AtkinsonHyperlegibleNext-Bold.ttf"


def test_every_first_page_stands_under_its_label(renderer):
    pdf = renderer.render(page("<p>Text", "@page { size: letter }")).pdf
    sheet = Image.open(io.BytesIO(make_sheet([(str(number), pdf) for number in range(COLUMNS + 1)], FONT)))
    tile = picture(pdf, 0, DOTS)
    assert sheet.size == (COLUMNS * (tile.width + GAP) + GAP, 2 * (tile.height + LABEL + GAP) + GAP)
    for column, row in [(0, 0), (COLUMNS - 1, 0), (0, 1)]:
        left = GAP + column * (tile.width + GAP)
        top = GAP + row * (tile.height + LABEL + GAP) + LABEL
        shown = sheet.crop((left, top, left + tile.width, top + tile.height))
        assert shown.tobytes() == tile.tobytes()
        label = sheet.crop((left, top - LABEL, left + tile.width, top))
        assert len(label.getcolors() or ()) > 1


def test_a_leaflet_that_was_withheld_leaves_a_frame(renderer):
    pdf = renderer.render(page("<p>Text")).pdf
    sheet = Image.open(io.BytesIO(make_sheet([("ar", None), ("en", pdf)], FONT)))
    assert sheet.getpixel((GAP + 2, GAP + LABEL + 2)) == (0x8A, 0, 0x12)


def test_without_any_leaflet_there_is_still_a_sheet():
    assert Image.open(io.BytesIO(make_sheet([], FONT))).width > 0
