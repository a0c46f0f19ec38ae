"""Words that Pango's own Thai dictionary would break, held together by an element on the printed page."""

from itertools import pairwise

import pytest

from plainleaf.inspect import text
from tests.render.samples import face, page

NAME = "บาโคลเฟน"
THAI = {
    "css": "html { font-family: NotoSansThai } .whole { white-space: nowrap }",
    "faces": (face("NotoSansThai"),),
}


def torn(renderer, name: str) -> bool:
    """Whether the name stands on two lines in any of many narrow paragraphs."""
    body = "".join(f"<p style='width: 60mm'>{'กิน' * n}\u200b{name}\u200bกิน</p>" for n in range(3, 16))
    printed = renderer.render(page(body, language="th", **THAI))
    lines = [line.strip() for one in text(printed.pdf) for line in one.splitlines()]
    halves = [(NAME[:cut], NAME[cut:]) for cut in range(1, len(NAME))]
    return any(
        line.endswith(start) and following.startswith(end)
        for line, following in pairwise(lines)
        for start, end in halves
    )


@pytest.mark.parametrize("name", [NAME, "\u2060".join(NAME)])
def test_a_bare_name_is_torn_and_no_word_joiner_prevents_it(renderer, name):
    assert torn(renderer, name)


def test_a_name_in_its_element_is_never_torn(renderer):
    assert not torn(renderer, f"<span class=whole>{NAME}</span>")
