"""Level strokes that belong to a text: what underlines it, or strikes it through."""

from collections.abc import Iterator
from typing import NamedTuple

from plainleaf.inspect.geometry import Box
from plainleaf.inspect.pieces import Line, Page, Word

_BELOW, _ABOVE = 0.32, 0.06
"""Of the type size, round the baseline: where an underline lies. A cell's border lies lower."""
_THROUGH = (0.15, 0.45)
_OVERLAP = 0.6
_LONGER = 0.6
"""Type sizes an underline may be longer than its text, on each side: a border is longer."""


class TextStroke(NamedTuple):
    """A stroke ``under`` some words of a line, else through them."""

    words: list[Word]
    box: Box
    under: bool


def text_strokes(page: Page, line: Line) -> Iterator[TextStroke]:
    """The strokes of a page that underline words of a line or strike them through."""
    for box in page.strokes:
        words = _words_at(line, box) if box.width > box.height else []
        if not words:
            continue
        middle = ((box.bottom + box.top) / 2 - line.baseline) / line.size
        if -_BELOW <= middle <= _ABOVE or _THROUGH[0] <= middle <= _THROUGH[1]:
            yield TextStroke(words, box, middle <= _ABOVE)


def _words_at(line: Line, stroke: Box) -> list[Word]:
    """The words a level stroke belongs to: those over its length, if it is no longer than they are."""
    near = line.box.bottom - line.size < stroke.bottom < line.box.top
    if not near or stroke.right < line.left or stroke.left > line.right:
        return []
    words = [
        word for word in line.words if min(word.box.right, stroke.right) > max(word.box.left, stroke.left)
    ]
    if not words:
        return []
    left, right = min(word.box.left for word in words), max(word.box.right for word in words)
    slack = _LONGER * line.size
    if stroke.left < left - slack or stroke.right > right + slack:
        return []
    covered = sum(min(word.box.right, stroke.right) - max(word.box.left, stroke.left) for word in words)
    return words if covered >= _OVERLAP * stroke.width else []
