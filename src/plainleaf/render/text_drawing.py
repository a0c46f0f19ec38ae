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

    @property
    def first(self) -> str:
        """The text of the first glyph that has one."""
        return next((glyph.text for glyph in self.glyphs if glyph.text), "")


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
            if place:
                self._tell_direction(run.first, changes=runs[place - 1].leftward and not run.leftward)
            pen.take(run.font, run.pango_font, run.size)
            if not place:
                self._start(ends_at_space=ends_at_space)
            if run.leftward:
                self._draw_leftward(run)
            else:
                after = runs[place + 1 : place + 2]
                self._draw_rightward(
                    run, ends_array=[(run.font, run.size)] != [(a.font, a.size) for a in after]
                )
        if ends_at_space and not self._is_right_to_left:
            pen.space_after()
        pen.show()
        self._draw_left_over()

    def _start(self, *, ends_at_space: bool) -> None:
        if ends_at_space and self._is_right_to_left:
            self._pen.space_before()
            self._last = " "
        self._pen.start()

    def _draw_rightward(self, run: _Run, *, ends_array: bool) -> None:
        letters = self._letters(run.glyphs)
        for letter in letters:
            text = "".join(glyph.text for glyph in letter)
            self._tell_direction(text)
            self._last = text[-1:] or self._last
            if self._is_scattered(letter):
                self._draw_as_one(letter, text, ends_array=ends_array and letter is letters[-1])
            else:
                for glyph in letter:
                    self._pen.glyph(glyph, glyph.text or FILLER)

    def _letters(self, glyphs: list[Drawn]) -> list[list[Drawn]]:
        """Each glyph with what stands over, under or in it."""
        letters: list[list[Drawn]] = []
        for glyph in glyphs:
            before = letters[-1][-1] if letters else None
            if before and before.number is not None and (glyph.is_mark or self._pen.overlaps(before)):
                letters[-1].append(glyph)
            else:
                letters.append([glyph])
        return letters

    def _is_scattered(self, letter: list[Drawn]) -> bool:
        apart = any(glyph.rise or abs(glyph.shift) > FAR for glyph in letter)
        return len(letter) > 1 and (apart or any(self._pen.overlaps(glyph) for glyph in letter[:-1]))

    def _draw_as_one(self, letter: list[Drawn], text: str, *, ends_array: bool) -> None:
        """Blanks make every part start within the letter, and the last end where the line goes on."""
        self._pen.begin({"ActualText": pydyf.String(text)})
        for glyph in letter:
            self._pen.glyph(glyph, glyph.text or FILLER, blank=FILLER)
        self._pen.end(FILLER, ends_array=ends_array)

    def _draw_leftward(self, run: _Run) -> None:
        pen = self._pen
        for glyph in run.glyphs:
            if glyph.number is not None and (glyph.shift or glyph.rise):
                for char in glyph.text:
                    pen.carrier(char)
                self._left_over.append((pen.place, run, glyph))
                pen.pass_over(glyph)
            else:
                self._tell_direction(glyph.text)
                self._last = glyph.text[-1:] or self._last
                pen.glyph(glyph, glyph.text[:1] or FILLER)
                for char in glyph.text[1:]:
                    pen.carrier(char)

    def _tell_direction(self, text: str, *, changes: bool = False) -> None:
        """Says that the line goes to the left, before what has no such direction and stands at a space or number."""
        kind, before = (
            unicodedata.bidirectional(text[:1] or " "),
            unicodedata.bidirectional(self._last or "א"),
        )
        at_edge = before == "WS" or (changes and before in UNTURNED)
        if self._is_right_to_left and kind in UNTURNED and at_edge:
            self._pen.carrier(RIGHT_TO_LEFT_MARK)
            self._last = RIGHT_TO_LEFT_MARK

    def _draw_left_over(self) -> None:
        """Marks whose text is said already, as one part that starts and ends where the line does."""
        pen = self._pen
        if not self._left_over:
            return
        end = pen.place
        pen.begin({"ActualText": pydyf.String(FILLER)})
        for place, run, glyph in self._left_over:
            pen.take(run.font, run.pango_font, run.size)
            pen.start(end)
            pen.far_glyph(glyph, FILLER, place)
        pen.start(end)
        pen.blank(FILLER)
        pen.end(FILLER, ends_array=False)
