"""Lines that broke at white space: WeasyPrint draws none there, so a reader who joins texts would glue two words."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from plainleaf.render.boxes import Box, Element, children, is_line, is_margin, is_text
from plainleaf.render.sentences import SENTENCES

WHITE_SPACE = re.compile("[ \t\n\f\r]+")
"""What collapses (CSS Text 3). U+200B is none: where a line broke at one, no space was written."""


def mark_line_ends(pages: list[Box]) -> None:
    """Sets ``ends_at_space`` on each text whose line broke at white space; ``text_drawing`` draws a space there.

    A text is found in the document by its letters. One that is not there (a counter, a bullet) is passed over, one
    that comes again (a repeated table head, a running header) is found again.
    """
    if not pages:
        return
    letters = _Letters(next(iter(pages[0].children)).element)
    ends: dict[Element | str, tuple[Box, int]] = {}
    for page in pages:
        for child in children(page):
            _mark(child, letters, {} if is_margin(child) else ends)


def _mark(part: Box, letters: "_Letters", ends: dict[Element | str, tuple[Box, int]]) -> None:
    """``ends`` holds the last text of each paragraph's last line, and where it ends in the document."""
    if is_line(part) and (texts := _texts(part)):
        first, *_, last = [letters.find(text) for text in (*texts, texts[-1])]
        number = None if part.element is None else part.element.get(SENTENCES)
        whose = number or part.element
        before = ends.pop(whose, None)
        if before and first and letters.are_parted(before[1], first[0]):
            before[0].ends_at_space = True
        if last:
            ends[whose] = texts[-1], last[1]
    for child in children(part):
        if not is_text(child):
            _mark(child, letters, ends)


def _texts(part: Box) -> list[Box]:
    """The texts below that say something."""
    texts = []
    for child in children(part):
        if not is_text(child):
            texts += _texts(child)
        elif WHITE_SPACE.sub("", child.text):
            texts.append(child)
    return texts


class _Letters:
    """The document's text without its white space; a place is a number of letters from the start."""

    def __init__(self, root: Element) -> None:
        self._count = 0
        self._spaces: list[int] = []
        self._pieces: dict[Element, list[tuple[int, str]]] = {}
        self._own: dict[Element, str] = {}
        self._next: dict[Element, int] = {}
        self._found: dict[Box, tuple[int, int] | None] = {}
        self._read(root)

    def find(self, box: Box) -> tuple[int, int] | None:
        """Where a text starts and ends; None where it is not the document's."""
        if box not in self._found:
            self._found[box] = self._find(box)
        return self._found[box]

    def are_parted(self, start: int, end: int) -> bool:
        """Whether white space stands between two places, the first not after the second."""
        place = bisect_left(self._spaces, start)
        return place < len(self._spaces) and self._spaces[place] <= end

    def _find(self, box: Box) -> tuple[int, int] | None:
        if box.element not in self._pieces or "::" in box.element_tag:
            return None
        pieces = self._pieces[box.element]
        if box.element not in self._own:
            self._own[box.element] = "".join(text for _, text in pieces)
        own = self._own[box.element]
        wanted = WHITE_SPACE.sub("", box.text)
        start = own.find(wanted, self._next.get(box.element, 0))
        if start < 0:
            start = own.find(wanted)
        if start < 0:
            return None
        end = self._next[box.element] = start + len(wanted)
        starts = list(accumulate((len(text) for _, text in pieces), initial=0))
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
        return pieces[first][0] + start - starts[first], pieces[last][0] + end - starts[last]

    def _read(self, element: Element) -> None:
        if element.get("data-artifact") is not None:
            return  # a heading that was put in again, between two sentences that no space may part
        self._note(element, element.text)
        for child in element:
            if isinstance(child.tag, str) and not child.tag.endswith("svg"):
                self._read(child)
            self._note(element, child.tail)

    def _note(self, element: Element, text: str | None) -> None:
        if not text:
            return
        taken = 0
        for space in WHITE_SPACE.finditer(text):
            self._spaces.append(self._count + space.start() - taken)
            taken += len(space[0])
        letters = WHITE_SPACE.sub("", text)
        if letters:
            self._pieces.setdefault(element, []).append((self._count, letters))
            self._count += len(letters)
