from itertools import pairwise

import pytest

from plainleaf.inspect import Glyph, glyphs
from plainleaf.layout.compose import compose
from plainleaf.layout.profiles import read_profiles
from plainleaf.values.numbers import without_isolates
from tests.layout.editions import leaflet as edition_of
from tests.render.samples import PROJECT, codes, face, page

LONG = "Donaudampfschifffahrt"


def test_a_word_wider_than_its_cell_is_found(renderer):
    table = "<table><tr><td><div style='width: {}mm; border: 1pt solid'>" + LONG + "</div></td></tr></table>"
    assert codes(renderer, page(table.format(20))) == ["render-overflow"]
    assert codes(renderer, page(table.format(90))) == []


def test_a_line_that_runs_off_the_page_is_found(renderer):
    line = "<p style='white-space: {}'>" + f"{LONG} " * 6
    assert codes(renderer, page(line.format("nowrap"))) == ["render-overflow"]
    assert codes(renderer, page(line.format("normal"))) == []


def test_a_text_below_the_page_is_found(renderer):
    text = "<div style='position: absolute; top: {}mm'>Text</div><p>More"
    assert codes(renderer, page(text.format(260))) == ["render-overflow"]
    assert codes(renderer, page(text.format(200))) == []


def test_a_header_wider_than_its_margin_box_is_found(renderer):
    css = "@page {{ @top-left {{ content: '" + LONG + "'; width: {}mm }} }}"
    assert codes(renderer, page("<p>Text", css.format(20))) == ["render-overflow"]
    assert codes(renderer, page("<p>Text", css.format(150))) == []


def test_bullets_and_numbers_may_stand_before_their_list(renderer):
    assert codes(renderer, page("<ul><li>One<li>Two</ul><ol><li>One<li>Two</ol>")) == []


def test_a_right_to_left_line_that_ends_before_bold_words_stands_inside_its_block(renderer):
    """Its last space is gone, but not from the drawn layout: some of these widths are filled to the last letter."""
    words = "<p dir='rtl' style='width: {}pt'>قد تدخل في غيبوبة. <strong>اطلب مساعدة طارئة الآن.</strong> ثم اتصل."
    every = "".join(words.format(width / 2) for width in range(180, 420))
    faces = (face("NotoNaskhArabic"), face("NotoNaskhArabic", 700))
    css = "p { margin: 0; font-family: NotoNaskhArabic }"
    assert codes(renderer, page(every, css, faces, "ar", "rtl")) == []


@pytest.mark.parametrize(("tag", "name", "paper"), [("ru", "giant", "a4"), ("pl", "giant", "letter")])
def test_the_number_of_a_page_and_what_says_that_another_follows_stand_apart(renderer, tag, name, paper):
    """Below each other where both are too long for one line."""
    leaflet = edition_of(tag)
    printed = renderer.render(compose(leaflet, PROJECT, read_profiles(PROJECT)[name], paper))
    foot = [one for one in glyphs(printed.pdf, 1) if one.char.strip() and one.y < 90]
    words = "".join(one.char for one in foot)
    assert "".join(without_isolates(leaflet.words["more"].text).split()) in words
    lines: dict[int, list[Glyph]] = {}
    for one in foot:
        lines.setdefault(round(one.y), []).append(one)
    for line in lines.values():
        for before, after in pairwise(sorted(line, key=lambda one: one.x)):
            # The tail of a j stands out to its left.
            assert after.x > before.x + before.width - 0.1 * before.size, (before, after)
