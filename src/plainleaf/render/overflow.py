"""Text that stands outside its block or its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from plainleaf.findings import Finding, Span
from plainleaf.render.boxes import (
    Box,
    children,
    is_container,
    is_line,
    is_margin,
    is_marker,
    is_positioned,
    is_text,
)

TOLERANCE = 1.0
"""CSS pixels: rounding of glyph positions."""


@dataclass(frozen=True)
class _Area:
    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: "_Area") -> "_Area":
        return _Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def holds(self, text: Box, moved: float) -> bool:
        """Whether the text's width and its baseline lie in the area; leading may stand over."""
        left, baseline = text.position_x + moved, text.position_y + text.baseline
        return bool(
            self.left - TOLERANCE <= left
            and left + text.width <= self.right + TOLERANCE
            and self.top - TOLERANCE <= baseline <= self.bottom + TOLERANCE
        )


def look(pages: list[Box], where: str) -> Iterator[Finding]:
    """Findings on every text outside its page's content area, or outside a block it stands in."""
    hint = "shorten the text, or let its block grow"
    for number, page in enumerate(pages, 1):
        for text in outside(page):
            message = f"“{text.text.strip()}” runs out of its block on page {number}"
            yield Finding("render-overflow", message, Span(where), hint)


def outside(page: Box) -> Iterator[Box]:
    """The texts outside their block or the page's content."""
    content = _content(page)
    sheet = _Area(0, 0, page.margin_width(), page.margin_height())
    for child in children(page):
        limit = sheet if is_margin(child) else content
        yield from _at(child, limit, limit, limit)


def _at(box: Box, page: _Area, area: _Area, block: _Area, moved: float = 0.0) -> Iterator[Box]:
    """Texts outside their block's content, or outside the padding edge of any block round it.

    A bullet stands before its block, and a positioned box where it is put: only the page holds them.
    """
    if is_text(box):
        if box.text.strip() and not area.within(block).holds(box, moved):
            yield box
        return
    if is_marker(box) or is_positioned(box):
        area = block = page
    if is_container(box) and not is_marker(box):
        area, block = area.within(_padding(box)), _content(box)
    if is_line(box):
        moved = _moved(box)
    for child in children(box):
        yield from _at(child, page, area, block, moved)


def _moved(line: Box) -> float:
    """By how much the texts of a line are drawn right of where their boxes stand.

    WeasyPrint takes the space from the end of a line and moves a right-to-left text to the left by as much, because the
    layout that it draws still holds the space there.
    """
    places = [child.position_x for child in children(line)]
    return float(max(0.0, line.position_x - min(places, default=line.position_x)))


def _content(box: Box) -> _Area:
    x, y = box.content_box_x(), box.content_box_y()
    return _Area(x, y, x + box.width, y + box.height)


def _padding(box: Box) -> _Area:
    x, y = box.padding_box_x(), box.padding_box_y()
    return _Area(x, y, x + box.padding_width(), y + box.padding_height())
