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
from typing import Any, NamedTuple

from plainleaf.render.text_codes import FILLER, Drawn, drawn, is_leftward
from plainleaf.render.text_operators import Pen

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


class _Run(NamedTuple):
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
    from weasyprint.text.ffi import ffi, pango  # type: ignore[import-untyped] # noqa: PLC0415 - loads Pango

    has_sizes = pango.pango_version() >= PANGO_WITH_SIZES

    def draw(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        layout, style = textbox.pango_layout, textbox.style
        is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
        if not is_cut and style["font_size"] >= SMALLEST and textbox.text.strip(OTHER_WHITE_SPACE):
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
            runs = _runs(ffi, stream, layout, None if has_sizes else style["font_size"])
            if runs is not None:
                line = _Line(Pen(stream, matrix, pango), style["direction"] == "rtl")
                ends = getattr(textbox, "ends_at_space", False) and not layout.text.endswith(" ")
                line.draw(runs, ends_at_space=ends)
                return []
        return upstream(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw


def _runs(ffi: Any, stream: Any, layout: Any, wanted_size: float | None) -> list[_Run] | None:
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
        glyphs = drawn(ffi, run, size, text) if font.is_coded else None
        if glyphs is None:
            return None
        runs.append(_Run(font, pango_font, size, is_leftward(run), glyphs))
    return runs


class _Line:
    """One line while it is drawn."""

    def __init__(self, pen: Pen, is_right_to_left: bool) -> None:
        self._pen = pen
        self._is_right_to_left = is_right_to_left
        self._left_over: list[tuple[float, _Run, Drawn]] = []

    def draw(self, runs: list[_Run], *, ends_at_space: bool) -> None:
        pen = self._pen
        for place, run in enumerate(runs):
            if place and self._is_right_to_left:
                self._tell_direction(runs[place - 1], run)
            pen.take(run.font, run.pango_font, run.size)
            if not place:
                if ends_at_space and self._is_right_to_left:
                    pen.space_before()
                pen.start()
            if run.leftward:
                self._draw_leftward(run, last="" if place else " ")
            else:
                after = runs[place + 1] if place + 1 < len(runs) else None
                ends_array = after is None or (after.font, after.size) != (run.font, run.size)
                self._draw_rightward(run, ends_array=ends_array)
        if runs and ends_at_space and not self._is_right_to_left:
            pen.space_after()
        pen.show()
        if self._left_over:
            self._draw_left_over()

    def _draw_rightward(self, run: _Run, *, ends_array: bool) -> None:
        pen, glyphs = self._pen, run.glyphs
        is_scattered = [glyph.rise or abs(glyph.shift) > FAR for glyph in glyphs]
        overlaps = pen.overlaps(glyphs)
        if not any(is_scattered) and not any(overlaps):
            pen.glyphs(glyphs)
            return
        start = 0
        for end in range(1, len(glyphs) + 1):
            is_over = end < len(glyphs) and (glyphs[end].is_mark or overlaps[end - 1])
            if is_over and glyphs[end - 1].number is not None:
                continue
            letter = glyphs[start:end]
            if len(letter) > 1 and (any(is_scattered[start:end]) or any(overlaps[start : end - 1])):
                self._draw_as_one(letter, ends_array=ends_array and end == len(glyphs))
            else:
                pen.glyphs(letter)
            start = end

    def _draw_as_one(self, letter: list[Drawn], *, ends_array: bool) -> None:
        """Blanks make every part start within the letter, and the last end where the line goes on."""
        self._pen.begin("".join(glyph.text for glyph in letter))
        for glyph in letter:
            self._pen.glyph(glyph, glyph.text or FILLER, blank=FILLER)
        self._pen.end(FILLER, ends_array=ends_array)

    def _draw_leftward(self, run: _Run, last: str) -> None:
        """``last`` is the text to the left of the run."""
        pen = self._pen
        for glyph in run.glyphs:
            text = glyph.text
            if glyph.number is not None and (glyph.shift or glyph.rise):
                for char in text:
                    pen.carrier(char)
                self._left_over.append((pen.place, run, glyph))
                pen.pass_over(glyph)
                continue
            if last == " " and self._is_right_to_left and _is_unturned(text):
                pen.carrier(RIGHT_TO_LEFT_MARK)
            pen.glyph(glyph, text[:1] or FILLER)
            for char in text[1:]:
                pen.carrier(char)
            last = text[-1:] or last

    def _tell_direction(self, before: _Run, run: _Run) -> None:
        """Parts numbers and foreign words from the space or sign to their left, which is not theirs."""
        said = "".join(glyph.text for glyph in before.glyphs)[-1:]
        if (
            before.leftward
            and not run.leftward
            and _is_unturned(run.first)
            and (said == " " or _is_unturned(said))
        ):
            self._pen.carrier(RIGHT_TO_LEFT_MARK)

    def _draw_left_over(self) -> None:
        """Marks whose text is said already, as one part that starts and ends where the line does."""
        pen = self._pen
        end = pen.place
        pen.begin(FILLER)
        for place, run, glyph in self._left_over:
            pen.take(run.font, run.pango_font, run.size)
            pen.start(end)
            pen.far_glyph(glyph, FILLER, place)
        pen.start(end)
        pen.end(FILLER, ends_array=False)


def _is_unturned(text: str) -> bool:
    return bool(text) and unicodedata.bidirectional(text[0]) in UNTURNED
