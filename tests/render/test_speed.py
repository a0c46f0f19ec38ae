"""What is kept to print faster changes no byte, whatever was printed before."""

import pytest

from plainleaf.layout.page import Page
from plainleaf.render import Renderer
from tests.render.samples import LATIN, PROJECT, codes, face, page

pytestmark = pytest.mark.usefixtures("cold_children")

ARABIC = (face("NotoNaskhArabic"), face("NotoNaskhArabic", 700), *LATIN)
THAI = (face("NotoSansThai"), face("NotoSansThai", 700), *LATIN)
BODY = "<h2>{0}</h2><p data-block>{0} <b>5&nbsp;mg</b> {0} <u>{0}</u></p><ul><li>{0}<li>{0}</ul>"
STYLE = "html {{ font-family: {}, NotoSans; --ink: #123 }} h2 {{ color: var(--ink) }} ul {{ width: calc(90% - 3pt) }}"


def leaflets() -> list[Page]:
    return [
        page(BODY.format("Take one every day."), STYLE.format("NotoSans")),
        page(BODY.format("Una cada noche."), STYLE.format("NotoSans"), language="es"),
        page(BODY.format("قرص كل يوم."), STYLE.format("NotoNaskhArabic"), ARABIC, "ar", "rtl"),
        page(BODY.format("วันละหนึ่งเม็ด"), STYLE.format("NotoSansThai"), THAI, "th"),
    ]


def test_every_order_and_a_fresh_process_give_the_same_bytes(renderer):
    subjects = leaflets()
    forward = [renderer.render(subject).pdf for subject in subjects]
    backward = [renderer.render(subject).pdf for subject in reversed(subjects)][::-1]
    assert len(set(forward)) == len(subjects)
    assert backward == forward
    for subject, printed in zip(subjects, forward, strict=True):
        with Renderer(PROJECT) as fresh:
            assert fresh.render(subject).pdf == printed, subject.language


@pytest.mark.parametrize("css", ["p { colour: red }", ":root { --ink: 5mg } p { margin: var(--ink) }"])
def test_every_leaflet_is_told_of_its_warnings(renderer, css):
    assert codes(renderer, page("<p>Text", css)) == ["render-warning"]
    assert codes(renderer, page("<p>Text", css)) == ["render-warning"]


def test_the_same_sheet_warns_only_the_leaflet_that_meets_the_fault(renderer):
    css = ":root { --ink: 5mg } b { margin: var(--ink) }"
    told = [
        codes(renderer, page(body, css)) for body in ("<p>Text", "<p><b>Text</b>", "<p>Text", "<p><b>A</b>")
    ]
    assert told == [[], ["render-warning"], [], ["render-warning"]]
