"""The text operators of a page's stream: glyphs, moves and blanks in arrays for ``TJ``."""

import functools
from typing import Any

import pydyf  # type: ignore[import-untyped]

from plainleaf.render.text_codes import FILLER, Drawn

UNITS = 1024
"""Pango's units in a CSS pixel."""

OVERLAP = 190
"""Thousandths of the font size: from 200 on poppler sees another line."""


class Pen:
    """Writes a line of glyphs. ``place`` is how far it is from the line's start, in CSS pixels.

    It moves by upstream's numbers at upstream's glyphs, and ends an array wherever upstream does, so that a viewer
    adds up the same: it puts each glyph on whole pixels, where the smallest difference may show.
    """

    def __init__(self, stream: Any, matrix: Any, pango: Any) -> None:
        self.place = 0.0
        self._stream = stream
        self._matrix = matrix
        self._pango = pango
        self._font: Any = None
        self._pango_font: Any = None
        self._size = 0.0
        self._array: list[str] = []
        self._moves = ""
        self._is_open = False
        self._follows_glyph = False
        self._is_hollow = False
        self._has_glyph = False

    def start(self, place: float = 0.0) -> None:
        """Goes to a place on the line."""
        a, b, c, d, e, f = self._matrix.values
        self._stream.set_text_matrix(a, b, c, d, e + place * a, f + place * b)
        self.place = place

    def take(self, font: Any, pango_font: Any, size: float) -> None:
        """Goes on in a font."""
        if (self._font, self._size) != (font, size):
            self.show()
            self._stream.set_font_size(font.hash, size)
        self._font, self._pango_font, self._size = font, pango_font, size

    def glyph(self, glyph: Drawn, text: str, blank: str = "") -> None:
        """Draws a glyph that says the text. ``blank`` is said before one that stands higher or lower."""
        if glyph.number is None:
            self._move(-glyph.width / self._size)
            return
        width = self._width(glyph.number)
        if glyph.rise:
            self.show()
            self._stream.set_text_rise(-glyph.rise)
            if blank:
                self.blank(blank)
        if glyph.shift:
            self._move(-glyph.shift)
        self._put(self._font.code(glyph.number, text), width)
        self._follows_glyph = self._has_glyph = True
        if glyph.rise:
            self._is_hollow = False
            self.show()
            self._stream.set_text_rise(0)
        if kerning := self._kerning(glyph, width):
            self._move(int(kerning))

    def glyphs(self, glyphs: list[Drawn]) -> None:
        """Draws glyphs, each with its text."""
        codes, widths, array = self._font.codes, self._font.widths, self._array
        scale, pixels = 1000 / UNITS / self._size, self._size / 1000
        for glyph in glyphs:
            number, shift, rise, advance, text = glyph
            code, width = codes.get((number, text)), widths.get(number)
            if code is None or width is None or shift or rise:
                self.glyph(glyph, text or FILLER)
                continue
            # As ``glyph`` does it, at a third of the time.
            if self._moves or not self._is_open:
                self._open()
            array.append(code)
            self.place += width * pixels
            kerning = width - advance * scale
            self._follows_glyph, self._has_glyph = not kerning, True
            if int(kerning):
                self._add_move(int(kerning))

    def pass_over(self, glyph: Drawn) -> None:
        """Goes where a glyph would have left it."""
        assert glyph.number is not None
        width = self._width(glyph.number)
        if glyph.rise and self._has_glyph:
            self.show()
        self._move(int(self._kerning(glyph, width)) - glyph.shift - width)

    def far_glyph(self, glyph: Drawn, text: str, place: float) -> None:
        """Draws a glyph at another place of the line, after a blank that ends here."""
        assert glyph.number is not None
        if glyph.rise:
            self._stream.set_text_rise(-glyph.rise)
        self.blank(text)
        self._add_move((self.place - place) * 1000 / self._size - glyph.shift)
        self._put(self._font.code(glyph.number, text), self._width(glyph.number))
        self.show()
        if glyph.rise:
            self._stream.set_text_rise(0)

    def blank(self, text: str) -> None:
        """Says a text with a space that ends here."""
        self._say(self._font.space(text))

    def carrier(self, text: str) -> None:
        """Says a text with nothing drawn, right after the glyph before."""
        moves, self._moves = self._moves, ""
        self._say(self._font.carrier(text))
        self._moves = moves

    def overlaps(self, glyphs: list[Drawn]) -> list[bool]:
        """Which glyphs end far after the next starts."""
        scale = 1000 / UNITS / self._size
        widths = self._font.widths
        return [
            number is not None
            and (widths.get(number) or self._width(number)) + shift - width * scale > OVERLAP
            for number, shift, _, width, _ in glyphs
        ]

    def space_after(self) -> None:
        """Draws a space that starts here."""
        if found := self._font.space(" "):
            self._put(*found)

    def space_before(self) -> None:
        """Draws a space that ends where the line starts, which is where a right-to-left line ends."""
        if found := self._font.space(" "):
            self.start(-found[1] * self._size / 1000)
            self._put(*found)
            self.show()

    def begin(self, text: str) -> None:
        """Begins a part that stands for the text."""
        self._cut()
        self._stream.stream.append(_span(text))

    def end(self, text: str, *, ends_array: bool) -> None:
        """Ends it with a blank that says the text. ``ends_array`` where upstream ends an array here."""
        if ends_array and self._has_glyph:
            moves, self._moves = self._moves, ""
            self.blank(text)
            self._moves = moves
            self.show()
        else:
            self.blank(text)
            self._cut()
        self._stream.end_marked_content()

    def show(self) -> None:
        """Ends the array, where upstream ends one.

        PDFium leaves out the moves after the last string of an array that has an empty string, as upstream's often
        have. We write none but there.
        """
        if self._has_glyph and self._moves and self._is_hollow:
            self._moves += "<>"
        self._cut(self._moves)
        self._moves = ""
        self._is_hollow = self._follows_glyph = self._has_glyph = False

    def _cut(self, moves: str = "") -> None:
        """Ends the array where upstream does not; moves that were not written go to the next."""
        if self._is_open:
            self._array.append(">")
        if self._array or moves:
            self._stream.show_text(("".join(self._array) + moves).strip())
        self._array.clear()
        self._is_open = False

    def _open(self) -> None:
        """Begins a string in the array, after the moves."""
        end = ">" if self._is_open else ""
        self._array.append(f"{end}{self._moves}<")
        self._moves, self._is_open = "", True

    def _move(self, back: float) -> None:
        """Goes back by thousandths of the font size, as upstream does."""
        self._is_hollow = self._is_hollow or not self._follows_glyph
        self._follows_glyph = False
        self._add_move(back)

    def _add_move(self, back: float) -> None:
        if number := f"{back:.6f}".rstrip("0").rstrip(".") if back else "":
            self._moves += f" {number} "
        self.place -= back * self._size / 1000

    def _put(self, code: str, width: float) -> None:
        if self._moves or not self._is_open:
            self._open()
        self._array.append(code)
        self.place += width * self._size / 1000

    def _say(self, blank: tuple[str, int] | None) -> None:
        if blank:
            self._add_move(blank[1])
            self._put(*blank)

    def _width(self, glyph: int) -> int:
        """In thousandths of the font size, measured as upstream does: at the size it is first drawn in."""
        widths = self._font.widths
        if glyph not in widths:
            extents = self._stream.logical_rect
            self._pango.pango_font_get_glyph_extents(self._pango_font, glyph, self._stream.ink_rect, extents)
            widths[glyph] = round(extents.width * 1000 / UNITS / self._size)
        return int(widths[glyph])

    def _kerning(self, glyph: Drawn, width: int) -> float:
        return width + glyph.shift - glyph.width * 1000 / UNITS / self._size


@functools.lru_cache(maxsize=4096)
def _span(text: str) -> bytes:
    properties: bytes = pydyf.Dictionary({"ActualText": pydyf.String(text)}).data
    return b"/Span " + properties + b" BDC"
