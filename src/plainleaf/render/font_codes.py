"""A code of its own for each text that a glyph stands for.

Upstream draws a glyph by its number and keeps one text a glyph for the whole document: the first that it met. In
most scripts of Asia a glyph stands for one text here and for another there. A font of ours gives each pair of glyph
and text a code. The first text of a glyph has the glyph's number, so that most of a page is drawn with the same
codes as before; ``CIDToGIDMap`` leads from the other codes to their glyphs (ISO 32000-1, 9.7.4.3). Only TrueType
fonts have such a map, so only they are coded; the others are drawn as upstream does.
"""

import functools
from itertools import chain
from typing import Any

import pydyf  # type: ignore[import-untyped]
import uharfbuzz  # type: ignore[import-untyped]

Glyph = int
Code = int

CODES = 0x10000
"""So many codes fit into two bytes."""

ZERO_WIDTH_SPACE = "\u200b"


def coded_font(upstream: Any) -> Any:
    """Replaces ``weasyprint.pdf.stream.Font``: a font that also keeps its codes. Fonts are embedded as subsets."""
    return type("CodedFont", (_Codes, upstream), {})


def vector_font_dictionary(upstream: Any) -> Any:
    """Replaces ``weasyprint.pdf.fonts._build_vector_font_dictionary``: adds the codes' widths and their map."""

    def build(
        dictionary: Any, pdf: Any, font: Any, widths: Any, compress: bool, reference: Any, pdf_version: Any
    ) -> None:
        upstream(dictionary, pdf, font, font.widths_by_code(widths), compress, reference, pdf_version)
        if glyph_map := font.glyph_map():
            stream = pydyf.Stream([glyph_map], compress=compress)
            pdf.add_object(stream)
            number = int(dictionary["DescendantFonts"][0].split()[0])
            pdf.objects[number]["CIDToGIDMap"] = stream.reference

    return build


class _Codes:
    """What a font of ours has besides upstream's."""

    bitmap: Any
    png: Any
    svg: Any
    colr: Any
    tables: list[str]
    family: str
    index: int
    upem: int
    glyph_count: int
    file_content: bytes
    missing: dict[int, Code]
    to_unicode: dict[Code, str]

    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
        super().__init__(pango_font, description, font_size)  # type: ignore[call-arg]
        pictures = self.bitmap or self.png or self.svg or self.colr
        self.is_coded = "glyf" in self.tables and not pictures
        self.glyph_of: dict[Code, Glyph] = {}
        self.codes: dict[tuple[Glyph, str], str] = {}
        self._blanks: dict[tuple[Glyph, str], str] = {}
        self._blank_widths: dict[Code, int] = {}
        self._taken: set[Code] = set()
        self._candidates = chain(range(self.glyph_count, CODES), range(1, self.glyph_count))

    def code(self, glyph: Glyph, text: str) -> str:
        """The code, in hexadecimal, that draws the glyph and says the text."""
        code = self.codes.get((glyph, text))
        if code is None:
            is_free = glyph not in self._taken and self.to_unicode.get(glyph, text) == text
            code = self._enter(glyph if is_free else self._free_code(), glyph, text)
            self.codes[glyph, text] = code
        return code

    def space(self, text: str) -> tuple[str, int] | None:
        """A code that draws a space and says the text, and its width in thousandths; None without a space."""
        return self._blank(self._space, text)

    def carrier(self, text: str) -> tuple[str, int] | None:
        """The same, but without width where the font has such a glyph."""
        return self._blank(self._zero_width or self._space, text)

    def get_unused_glyph_id(self, codepoint: int) -> int:
        if codepoint not in self.missing:
            self.missing[codepoint] = self._free_code()
        return int(self.missing[codepoint])

    def clean(self, to_unicode: dict[Code, str], hinting: Any) -> None:
        """Keeps the glyphs that the codes draw."""
        glyphs = {self.glyph_of.get(code, code): text for code, text in to_unicode.items()}
        super().clean(glyphs, hinting)  # type: ignore[misc]

    def widths_by_code(self, widths: dict[Glyph, float]) -> dict[Code, float]:
        """Widths in thousandths of the font size."""
        coded = {code: widths[glyph] for code, glyph in self.glyph_of.items() if glyph in widths}
        return {**widths, **coded, **self._blank_widths}

    def glyph_map(self) -> bytes | None:
        """The glyph of each code from 0 on, two bytes each; None where every code is its glyph's number."""
        if all(code == glyph for code, glyph in self.glyph_of.items()):
            return None
        glyphs = {code: code for code in self.to_unicode} | self.glyph_of
        table = bytearray(2 * max(glyphs) + 2)
        for code, glyph in glyphs.items():
            table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
        return bytes(table)

    def _blank(self, blank: tuple[Glyph, int] | None, text: str) -> tuple[str, int] | None:
        """Its codes are apart from those of written spaces: upstream measures them when the first is drawn."""
        if blank is None:
            return None
        glyph, width = blank
        if (glyph, text) not in self._blanks:
            code = self._free_code()
            self._blanks[glyph, text] = self._enter(code, glyph, text)
            self._blank_widths[code] = width
        return self._blanks[glyph, text], width

    def _enter(self, code: Code, glyph: Glyph, text: str) -> str:
        self._taken.add(code)
        self.glyph_of[code], self.to_unicode[code] = glyph, text
        return f"{code:04x}"

    def _free_code(self) -> Code:
        """A code that draws nothing yet: from after the last glyph's number on."""
        code = next((code for code in self._candidates if code not in self._taken), None)
        if code is None:
            raise OverflowError(f"{self.family} has more texts than codes")
        self._taken.add(code)
        return code

    @functools.cached_property
    def _space(self) -> tuple[Glyph, int] | None:
        return self._inkless(" ")

    @functools.cached_property
    def _zero_width(self) -> tuple[Glyph, int] | None:
        found = self._inkless(ZERO_WIDTH_SPACE)
        return found if found and found[1] == 0 else None

    def _inkless(self, char: str) -> tuple[Glyph, int] | None:
        """The character's glyph and its width in thousandths, where it leaves no ink."""
        glyph = self._shapes.get_nominal_glyph(ord(char))
        extents = self._shapes.get_glyph_extents(glyph) if glyph else None
        if not glyph or (extents and extents.width and extents.height):
            return None
        return glyph, round(self._shapes.get_glyph_h_advance(glyph) * 1000 / self.upem)

    @functools.cached_property
    def _shapes(self) -> Any:
        return uharfbuzz.Font(uharfbuzz.Face(self.file_content, self.index))
