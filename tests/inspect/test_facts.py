import pikepdf
import pytest

from plainleaf.inspect import facts, glyphs, text
from tests.render.samples import page


def test_a_page_has_the_size_its_style_sheet_says(renderer):
    known = facts(renderer.render(page("<p>Text", "@page { size: letter }")).pdf)
    assert known.pages == ((612, 792),)


def test_fonts_are_told_without_their_subset_tags(renderer):
    assert facts(renderer.render(page("<p>Do <b>not</b> stop")).pdf).fonts == ("NotoSans", "NotoSans-Bold")


def test_what_is_no_pdf_is_refused():
    with pytest.raises(pikepdf.PdfError):
        facts(b"no PDF")


def test_a_character_is_found_where_it_stands(renderer):
    printed = renderer.render(page("<p>Ab</p>", "@page { size: 400pt 300pt; margin: 72pt }"))
    first, second = glyphs(printed.pdf, 0)
    assert (first.char, second.char, first.size) == ("A", "b", pytest.approx(18, abs=0.1))
    assert first.x == pytest.approx(72, abs=2)
    assert first.x < second.x
    assert first.y == second.y
    assert 300 - 72 - 27 < first.y < 300 - 72
    assert first.width > 0
    assert text(printed.pdf) == ("Ab",)
