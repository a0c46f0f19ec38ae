"""Lines that broke at white space: WeasyPrint draws none there, so a reader who joins texts would glue two words."""

from bisect import bisect_left
from typing import Any

from plainleaf.render.boxes import Box, Element, children, is_line, is_margin, is_text, walk

WHITE_SPACE = " \t\n\f\r"
"""What collapses (CSS Text 3). U+200B is none: where a line broke at one, no space was written."""


def mark_line_ends(pages: list[Box]) -> None:
    """Sets ``ends_at_space`` on each text whose line broke at white space; ``text_drawing`` draws a space there.

    A text's place in the document is found by its words. A text that is not in it (a counter, a bullet) is passed
    over; one that comes again (a repeated table head, a running header) is found again.
    """
    if not pages:
        return
    source = _Source(next(iter(pages[0].children)).element)
    ends: dict[Element, tuple[Box, int]] = {}
    for page in pages:
        margins = [child for child in children(page) if is_margin(child)]
        for margin in margins:
            _mark(margin, source, {})
        for child in children(page):
            if not is_margin(child):
                _mark(child, source, ends)


def _mark(box: Box, source: "_Source", ends: dict[Element, tuple[Box, int]]) -> None:
    """``ends`` holds the last text of each element's last line, and where it ends in the document."""
    for line in walk(box):
        if not is_line(line):
            continue
        texts = [part for part in walk(line) if is_text(part) and part.text.strip(WHITE_SPACE)]
        found = [source.find(part) for part in texts]
        if texts:
            before = ends.pop(line.element, None)
            if before and found[0] and source.has_space(before[1], found[0][0]):
                before[0].ends_at_space = True
            if found[-1]:
                ends[line.element] = texts[-1], found[-1][1]


class _Source:
    """All text of the document, and where each element's own stands in it."""

    def __init__(self, root: Element) -> None:
        self._text: list[str] = []
        self._length = 0
        self._own: dict[Element, list[tuple[int, str]]] = {}
        self._next: dict[Element, int] = {}
        self._letters: dict[Element, tuple[str, list[int]]] = {}
        self._found: dict[Box, tuple[int, int] | None] = {}
        self._read(root)
        self._spaces = [place for place, char in enumerate("".join(self._text)) if char in WHITE_SPACE]

    def find(self, box: Box) -> tuple[int, int] | None:
        """Where a text starts and ends; None where it is not the document's."""
        if box not in self._found:
            self._found[box] = self._find(box)
        return self._found[box]

    def has_space(self, start: int, end: int) -> bool:
        """Whether white space stands between two places, the first before the second."""
        place = bisect_left(self._spaces, start)
        return place < len(self._spaces) and self._spaces[place] < end

    def _find(self, box: Box) -> tuple[int, int] | None:
        if "::" in box.element_tag or box.element not in self._own:
            return None
        letters, places = self._letters_of(box.element)
        wanted = "".join(char for char in box.text if char not in WHITE_SPACE)
        start = letters.find(wanted, self._next.get(box.element, 0))
        if start < 0:
            start = letters.find(wanted)
        if start < 0:
            return None
        end = self._next[box.element] = start + len(wanted)
        return places[start], places[end - 1] + 1

    def _letters_of(self, element: Element) -> tuple[str, list[int]]:
        if element not in self._letters:
            found = [
                (char, start + place)
                for start, text in self._own[element]
                for place, char in enumerate(text)
                if char not in WHITE_SPACE
            ]
            self._letters[element] = "".join(char for char, _ in found), [place for _, place in found]
        return self._letters[element]

    def _read(self, element: Element) -> None:
        self._note(element, element.text)
        for child in element:
            if isinstance(child.tag, str) and not child.tag.endswith("svg"):
                self._read(child)
            self._note(element, child.tail)

    def _note(self, element: Element, text: Any) -> None:
        if text:
            self._own.setdefault(element, []).append((self._length, text))
            self._text.append(text)
            self._length += len(text)
