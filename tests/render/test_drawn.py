from dataclasses import replace

from tests.render.samples import LATIN, codes, face, page

DEVANAGARI = (face("NotoSansDevanagari"),)
HINDI = {"css": "html { font-family: NotoSansDevanagari }", "faces": DEVANAGARI, "language": "hi"}


def test_a_character_without_a_glyph_is_found(renderer):
    assert "render-glyph" in codes(renderer, page("<p>Text 中"))
    assert codes(renderer, page("<p>Text é")) == []


def test_a_dotted_circle_put_in_is_found(renderer):
    assert codes(renderer, page("<p>दवा ि", **HINDI)) == ["render-glyph"]
    assert codes(renderer, page("<p>दवा कि", **HINDI)) == []
    assert codes(renderer, page("<p>दवा ◌ि", **HINDI)) == []


def test_a_missing_bold_is_found(renderer):
    subject = page("<p>Do <b>not</b> stop", faces=LATIN[:1])
    assert codes(renderer, subject) == ["render-font"]
    assert codes(renderer, page("<p>Do <b>not</b> stop")) == []


def test_a_font_the_page_does_not_name_is_found(renderer):
    subject = page("<p>Do <b>not</b> stop")
    assert codes(renderer, replace(subject, faces=LATIN[1:])) == ["render-font", "render-font"]
    assert codes(renderer, subject) == []


def test_the_fonts_drawn_are_told_by_postscript_name(renderer):
    assert renderer.render(page("<p>Do <b>not</b> stop")).fonts == ("NotoSans-Bold", "NotoSans-Regular")
    assert renderer.render(page("<p>Do not stop")).fonts == ("NotoSans-Regular",)
