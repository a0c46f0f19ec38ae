"""How values read in a right-to-left line: characters by their place on the page, not by what a reader extracts."""

import pytest

from plainleaf.inspect import glyphs
from tests.render.samples import face, page

FACES = (face("NotoNaskhArabic"), face("NotoSans"))
FSI, RLI, PDI, NBSP = "\u2068", "\u2067", "\u2069", "\u00a0"
PHONE = "1-800-222-1222"


def seen(renderer, text: str) -> str:
    """The Latin letters, digits and signs of an Arabic paragraph as they stand from left to right."""
    css = "html { font-family: NotoSans, NotoNaskhArabic }"
    printed = renderer.render(page(f"<p>{text}</p>", css, FACES, "ar", "rtl"))
    found = [glyph for glyph in glyphs(printed.pdf, 0) if glyph.char.isascii() or glyph.char in "°‐"]
    assert len({round(glyph.y) for glyph in found}) == 1, "the text stands on more than one line"
    return "".join(
        glyph.char for glyph in sorted(found, key=lambda glyph: glyph.x) if not glyph.char.isspace()
    )


def value(text: str) -> str:
    return f"{FSI}{text.replace(' ', NBSP)}{PDI}"


@pytest.mark.parametrize("text", ["5 mg", PHONE, "20 °C"])
def test_an_isolated_value_reads_as_written(renderer, text):
    assert seen(renderer, f"خذ {value(text)} الآن") == text.replace(" ", "").replace("-", "-")


def test_a_strength_reads_as_a_phrase(renderer):
    phrase = f"{RLI}{value('5 mg')} في {value('10 mL')}{PDI}"
    assert seen(renderer, f"خذ {phrase} الآن") == "10mL5mg"


def test_a_range_reads_from_right_to_left(renderer):
    phrase = f"{RLI}من {value('20 °C')} إلى {value('25 °C')}{PDI}"
    assert seen(renderer, f"احفظه {phrase} دائما") == "25°C20°C"


@pytest.mark.parametrize("text", [PHONE, "30-60 mg", "20-25 °C"])
def test_an_unprotected_value_reads_wrong(renderer, text):
    assert seen(renderer, f"خذ {text} الآن") != text.replace(" ", "")
    assert seen(renderer, f"خذ {value(text)} الآن") == text.replace(" ", "")
