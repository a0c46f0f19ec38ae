"""Draws a line of text so that what a reader extracts from it is what was written, in order.

Every glyph stands where upstream puts it, and says the text that ``text_codes`` gives it. What else is here is for
readers that look at places: they take a mark that stands far from where the line goes on for the start of another
word or line, sort what is drawn by where it starts, and turn lines from right to left by rules of their own. So

* a letter whose marks stand far off is drawn as one, with its text as ``ActualText`` (rightward only: readers would
  turn it round in a line to the left);
* leftward, a blank in the place of a mark says its text, and the mark is drawn after the line;
* in a right-to-left line, what has no such direction of its own is told by a mark that the line goes to the left.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped]

from plainleaf.render.text_codes import NOT_DRAWN, UNKNOWN, Drawn, drawn, is_leftward
from plainleaf.render.text_operators import Pen

FILLER = "\u200b"
"""What a glyph says that has no text of its own: PDF/UA-1 (7.21.7) wants a text for every code."""

RIGHT_TO_LEFT_MARK = "\u200f"

UNTURNED = {"L", "EN", "AN", "ES", "ET", "CS"}
"""Bidirectional classes that poppler, in a right-to-left line, puts on the wrong side of the space beside them."""

FAR = 30
"""Thousandths of the font size: from 100 on poppler sees another word, from half a space on PDFium a space."""

SMALLEST = 1e-6
"""A smaller font size is 0 in the file."""

PANGO_WITH_SIZES = 14802
"""The first Pango whose fonts tell their size."""

OTHER_WHITE_SPACE = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


@dataclass(frozen=True)
class _Run:
    """Glyphs of one font at one size, in the order of drawing."""

    font: Any
    pango_font: Any
    size: float
    leftward: bool
    glyphs: list[Drawn]


def draw_first_line(upstream: Any) -> Any:
    """Replaces ``weasyprint.draw.text.draw_first_line``; leaves to it what is cut short or not in coded fonts."""
    from weasyprint.text.ffi import pango  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango

    def draw(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        layout, style = textbox.pango_layout, textbox.style
        is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
        if not is_cut and style["font_size"] >= SMALLEST and textbox.text.strip(OTHER_WHITE_SPACE):
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
            size = style["font_size"] if pango.pango_version() < PANGO_WITH_SIZES else None
            runs = _runs(stream, layout, size)
            if runs is not None:
                line = _Line(Pen(stream, matrix, pango), style["direction"] == "rtl")
                line.draw(runs, ends_at_space=getattr(textbox, "ends_at_space", False))
                return []
        return upstream(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw


def _runs(stream: Any, layout: Any, wanted_size: float | None) -> list[_Run] | None:
    """The runs of a layout's first line; None where a character has no glyph or a font no codes."""
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    runs: list[_Run] = []
    link = line.runs
    while link:
        run, link = link.data, link.next
        pango_font = run.item.analysis.font
        if runs and runs[-1].pango_font == pango_font:
            font, size = runs[-1].font, runs[-1].size
        else:
            font, size = stream.add_font(pango_font)
            size = wanted_size or size
        if not font.is_coded or not _has_glyphs(run):
            return None
        runs.append(_Run(font, pango_font, size, is_leftward(run), drawn(run, size, text)))
    return runs


def _has_glyphs(run: Any) -> bool:
    infos = run.glyphs.glyphs[0 : run.glyphs.num_glyphs]
    return not any(info.glyph & UNKNOWN for info in infos if info.glyph != NOT_DRAWN)


class _Line:
    """One line while it is drawn."""

    def __init__(self, pen: Pen, is_right_to_left: bool) -> None:
        self._pen = pen
        self._is_right_to_left = is_right_to_left
        self._last = ""
        self._left_over: list[tuple[float, _Run, Drawn]] = []

    def draw(self, runs: list[_Run], *, ends_at_space: bool) -> None:
        pen = self._pen
        for place, run in enumerate(runs):
            pen.take(run.font, run.pango_font, run.size)
            if place == 0:
                if ends_at_space and self._is_right_to_left:
                    pen.space_before()
                    self._last = " "
                pen.start()
            if run.leftward:
                self._draw_leftward(run)
            else:
                follower = runs[place + 1] if place + 1 < len(runs) else None
                self._draw_rightward(run, follower)
        if ends_at_space and not self._is_right_to_left and runs:
            pen.space_after()
        pen.show()
        self._draw_left_over()

    def _draw_rightward(self, run: _Run, follower: _Run | None) -> None:
        goes_on = follower is not None and (follower.font, follower.size) == (run.font, run.size)
        letters = list(_letters(run.glyphs))
        for letter in letters:
            text = "".join(glyph.text for glyph in letter)
            self._tell_direction(text)
            if len(letter) > 1 and any(glyph.rise or abs(glyph.shift) > FAR for glyph in letter):
                self._draw_as_one(letter, text, ends_array=letter is letters[-1] and not goes_on)
            else:
                for glyph in letter:
                    self._pen.glyph(glyph, glyph.text or FILLER)

    def _draw_as_one(self, letter: list[Drawn], text: str, *, ends_array: bool) -> None:
        """Blanks make every part start within the letter, and the last end where the line goes on."""
        pen = self._pen
        pen.begin({"ActualText": pydyf.String(text)})
        for glyph in letter:
            pen.glyph(glyph, glyph.text or FILLER, blank=FILLER)
        pen.end(FILLER, ends_array=ends_array)

    def _draw_leftward(self, run: _Run) -> None:
        pen = self._pen
        for glyph in run.glyphs:
            if glyph.number is not None and (glyph.shift or glyph.rise):
                for char in glyph.text:
                    pen.carrier(char)
                self._left_over.append((pen.place, run, glyph))
                pen.pass_over(glyph)
            else:
                self._tell_direction(glyph.text[:1])
                pen.glyph(glyph, glyph.text[:1] or FILLER)
                for char in glyph.text[1:]:
                    pen.carrier(char)

    def _tell_direction(self, text: str) -> None:
        if self._is_right_to_left and self._last == " " and unicodedata.bidirectional(text[:1] or " ") in UNTURNED:
            self._pen.carrier(RIGHT_TO_LEFT_MARK)
        self._last = text[-1:] or self._last

    def _draw_left_over(self) -> None:
        for place, run, glyph in self._left_over:
            self._pen.start(place)
            self._pen.take(run.font, run.pango_font, run.size)
            self._pen.glyph(glyph, FILLER)
            self._pen.show()


def _letters(glyphs: list[Drawn]) -> Iterator[list[Drawn]]:
    """Each glyph with the marks that follow it."""
    letter: list[Drawn] = []
    for glyph in glyphs:
        if letter and not glyph.is_mark:
            yield letter
            letter = []
        letter.append(glyph)
        if glyph.number is None:
            yield letter
            letter = []
    if letter:
        yield letter
