"""Characters become words and lines by where they stand; their text keeps the order in which it is extracted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median_high
from unicodedata import bidirectional

from plainleaf.inspect.geometry import Box, around
from plainleaf.inspect.pieces import Char, Line, Word

_ONE_ROW = 0.35
"""Of the type size: as far as a raised figure stands from its line."""
_APART = 1.0
"""Type sizes: a wider gap parts two columns or cells."""
_STRAY_APART = 0.5
"""The same where the text does not run on from one side to the other."""
_WORD_GAP = 0.2
_RUNS_ON = 2
"""Places in the text: the next, or one with a space between."""
_STRAIGHT = 1.0
"""Degrees a line may lean."""
_ORDER, _BASELINE, _LEFT = attrgetter("order"), attrgetter("baseline"), attrgetter("left", "order")


def lines(page: int, chars: Sequence[Char], strokes: Iterable[Box]) -> tuple[Line, ...]:
    """The lines of a page, in the order of its text. Text that is turned stands in a line a piece."""
    upright = [box for box in strokes if box.height > box.width]
    found: list[Line] = []
    turned: dict[int, list[Char]] = {}
    straight: dict[bool, list[Char]] = {}
    for char in chars:
        if abs(char.style.angle) <= _STRAIGHT:
            straight.setdefault(char.style.artifact, []).append(char)
        else:
            turned.setdefault(id(char.style), []).append(char)
    for some in straight.values():
        for row in _rows(some):
            found += (line(page, words(part)) for part in _parts(row, upright))
    found += (line(page, words(part)) for part in turned.values())
    return tuple(sorted(found, key=_place))


def words(chars: Iterable[Char]) -> tuple[Word, ...]:
    """Characters parted where a space stands, drawn or said."""
    found: list[list[Char]] = []
    left = right = size = 0.0
    for char in _in_order(chars):
        before, after, room = left, right, size
        left, right, size = char.left, char.right, char.style.size
        # The gap is from one to the next, whichever way the text runs.
        if not found or char.apart or max(left - after, before - right) > _WORD_GAP * max(room, size):
            found.append([])
        found[-1].append(char)
    return tuple(_word(one) for one in found)


def line(page: int, parts: Sequence[Word], *, margin: bool = False) -> Line:
    """A line of some words, at least one."""
    chars = [char for word in parts for char in word.chars]
    held = [char.style.size for char in chars]
    rounded = {one: round(one, 2) for one in set(held)}
    size = Counter(map(rounded.__getitem__, held)).most_common(1)[0][0]
    return Line(
        page=page,
        words=tuple(parts),
        text=" ".join(word.text for word in parts),
        box=around([word.box for word in parts]),
        left=min([char.left for char in chars]),
        right=max([char.right for char in chars]),
        baseline=median_high(
            [char.baseline for char, one in zip(chars, held, strict=True) if rounded[one] == size]
        ),
        size=size,
        margin=margin or chars[0].style.artifact,
    )


def _place(one: Line) -> int:
    """Where most of a line stands in the text: its bullet may have been drawn long after."""
    orders = sorted([char.order for word in one.words for char in word.chars])
    return orders[len(orders) // 2]


def _word(chars: list[Char]) -> Word:
    return Word(tuple(chars), "".join([char.text for char in chars]), around([char.ink for char in chars]))


def _in_order(chars: Iterable[Char]) -> list[Char]:
    """As they are read: in the order of the text, but a piece that was drawn later stands where it is seen. In a
    right-to-left line only the text knows the order.
    """
    ordered = sorted(chars, key=_ORDER)
    if all(after.order - before.order <= _RUNS_ON for before, after in pairwise(ordered)):
        return ordered
    pieces: list[list[Char]] = []
    for char in ordered:
        if not pieces or char.order - pieces[-1][-1].order > _RUNS_ON:
            pieces.append([])
        pieces[-1].append(char)
    if any(bidirectional(char.text) in {"R", "AL"} for char in ordered):
        return ordered
    pieces.sort(key=lambda piece: min(char.left for char in piece))
    return [char for piece in pieces for char in piece]


def _rows(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters on one baseline, raised and lowered ones with them."""
    row: list[Char] = []
    baseline = size = 0.0
    for char in sorted(chars, key=_BASELINE, reverse=True):
        if row and baseline - char.baseline > _ONE_ROW * max(size, char.style.size):
            yield row
            row = []
        if not row:
            baseline, size = char.baseline, char.style.size
        row.append(char)
    if row:
        yield row


def _parts(row: list[Char], upright: list[Box]) -> Iterator[list[Char]]:
    """A row parted at wide gaps, and where a line is drawn between."""
    row.sort(key=_LEFT)
    bars = [bar for bar in upright if bar.bottom < row[0].baseline + row[0].style.size / 4 < bar.top]
    part: list[Char] = []
    end = 0.0
    for char in row:
        if part and _is_apart(part[-1], char, end, bars):
            yield part
            part = []
        end = max(end, char.right) if part else char.right
        part.append(char)
    if part:
        yield part


def _is_apart(last: Char, char: Char, end: float, bars: list[Box]) -> bool:
    gap, size = char.left - end, max(last.style.size, char.style.size)
    if gap <= _WORD_GAP * size:
        return False
    runs_on = abs(char.order - last.order) <= _RUNS_ON
    if gap > (_APART if runs_on else _STRAY_APART) * size:
        return True
    return any(end <= bar.left and bar.right <= char.left for bar in bars)
