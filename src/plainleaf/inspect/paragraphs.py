"""Lines become paragraphs: by the structure tree where there is one, else by where they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from statistics import median

from babel import Locale, UnknownLocaleError

from plainleaf.inspect.drawn import in_form
from plainleaf.inspect.lines import line as line_of
from plainleaf.inspect.pieces import Line, Printed, Word
from plainleaf.inspect.structure import BLOCKS, Content, Element, Structure

_MARK = re.compile(r"[•◦▪‣·*–—-]|\(?(?:\d{1,2}|[a-zA-Z])[.)]")
"""A word that begins the item of a list."""
_NEAR = 1.2
"""Times the usual distance of two lines: what stands further down begins a paragraph."""
_FURTHEST = 2.5
"""Type sizes between two lines of one paragraph, at most."""
_FLOWING = ("", "P", "LBody")
"""Types that a program may have tagged twice where a page ends in them."""
_SIZE = 0.1
_INDENT = 0.8
_SHORT = 0.5
_EDGE = 3.0
"""Points within which lines begin or end at one place."""
_ENDS = ".!?:;…。！？：؟۔।॥።"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one piece, perhaps over pages. ``kind`` is its type in the structure tree, "" where it has
    none; ``language`` that of the tree; ``block`` tells two blocks of one kind apart.
    """

    kind: str
    lines: tuple[Line, ...]
    language: str = ""
    block: int = 0

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The type size of most of its characters."""
        counted: dict[float, int] = {}
        for line in self.lines:
            counted[line.size] = counted.get(line.size, 0) + len(line.text)
        return max(counted, key=lambda size: counted[size])

    @property
    def right_to_left(self) -> bool:
        """Whether it runs that way: as its language does, by CLDR; without one, as most of its letters do."""
        if direction := _direction(self.language):
            return direction == "right-to-left"
        ways = [unicodedata.bidirectional(char) for char in self.text]
        return sum(way in {"R", "AL"} for way in ways) > sum(way == "L" for way in ways)

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(char.style.bold for line in self.lines for word in line.words for char in word.chars)

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({line.page for line in self.lines}))


def paragraphs(printed: Printed, structure: Structure) -> tuple[Paragraph, ...]:
    """The paragraphs of a file without running heads and feet, in the order of their text."""
    blocks = _blocks(structure.root) if structure.root is not None else {}
    tagged: dict[int, list[Line]] = {}
    known: dict[int, _Block] = {}
    loose: list[Line] = []
    for page in printed.pages:
        for line in page.lines:
            if line.margin:
                continue
            for block, part in _by_block(line, blocks):
                if block is None:
                    loose.append(part)
                else:
                    known[block.place] = block
                    tagged.setdefault(block.place, []).append(part)
    found = [
        Paragraph(known[place].kind, _joined(lines), known[place].language, place)
        for place, lines in sorted(tagged.items())
    ]
    return tuple(_over_pages([*found, *_geometric(loose)]))


@dataclass(frozen=True, slots=True)
class _Block:
    place: int
    kind: str
    language: str


def _blocks(root: Element) -> Mapping[tuple[int, int], _Block]:
    """The block each numbered piece of a page belongs to: the nearest element round it that holds running text. One
    that says itself in two languages, each in a part of its own, is two.
    """
    found: dict[tuple[int, int], _Block] = {}

    def follow(element: Element, block: _Block | None) -> None:
        if element.kind in BLOCKS or (block is None and any(isinstance(p, Content) for p in element.parts)):
            block = _Block(len(found) + 1, element.kind, element.language)
        mute = not any(isinstance(part, Content) and part.text.strip() for part in element.parts)
        for part in element.parts:
            if isinstance(part, Element):
                other = block is not None and mute and part.is_foreign_to(block.language)
                own = _Block(len(found) + 1, block.kind, part.language) if block and other else block
                follow(part, own)
            elif block is not None:
                found[part.page, part.number if part.form is None else in_form(part.number)] = block

    follow(root, None)
    return found


def _by_block(line: Line, blocks: Mapping[tuple[int, int], _Block]) -> Iterator[tuple[_Block | None, Line]]:
    """A line parted where one block ends and another begins."""

    def block_of(word: Word) -> _Block | None:
        number = word.chars[0].style.number
        return None if number is None else blocks.get((line.page, number))

    held = {block_of(word) for word in line.words}
    if len(held) == 1:
        yield held.pop(), line
        return
    for block, words in groupby(line.words, block_of):
        yield block, line_of(line.page, tuple(words))


def _joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of one block; pieces of a line that were drawn apart become one again."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and last.page == line.page and _touch(last, line):
            found[-1] = line_of(line.page, (*last.words, *line.words))
        else:
            found.append(line)
    return tuple(found)


def _touch(one: Line, other: Line) -> bool:
    size = max(one.size, other.size)
    beside = max(other.left - one.right, one.left - other.right)
    return abs(one.baseline - other.baseline) <= size / 4 and -size / 2 <= beside <= 2 * size


def _geometric(lines: Sequence[Line]) -> list[Paragraph]:
    usual = _usual_distance(lines)
    widest = _widths(lines)
    found: list[list[Line]] = []
    marks = {(line.page, round(line.baseline)) for line in lines if _MARK.fullmatch(line.text)}
    for line in lines:
        last = found[-1] if found else []
        item = any((line.page, round(line.baseline) + near) in marks for near in (-1, 0, 1))
        if last and not item and _continues(last, line, usual, widest):
            last.append(line)
        else:
            found.append([line])
    return [Paragraph("", tuple(some)) for some in found]


def _usual_distance(lines: Sequence[Line]) -> float:
    """From line to line, in type sizes; of a whole file, because a paragraph may have but two lines."""
    steps = [
        (one.baseline - other.baseline) / other.size
        for one, other in pairwise(lines)
        if one.page == other.page and _alike(one, other) and one.baseline - other.baseline > 0
    ]
    near = [step for step in steps if step <= _FURTHEST]
    return median(near) if near else 0.0


_Key = tuple[int, float, str, int]


def _widths(lines: Iterable[Line]) -> Mapping[_Key, float]:
    """The width of the widest of the lines that share a page, a type size and an edge: about that of their column."""
    found: dict[_Key, float] = {}
    for line in lines:
        for key in _keys(line):
            found[key] = max(found.get(key, 0.0), line.right - line.left)
    return found


def _keys(line: Line) -> tuple[_Key, ...]:
    size = round(line.size, 1)
    edges = (("left", line.left), ("right", line.right), ("any", 0.0))
    return tuple((line.page, size, name, round(place / _EDGE)) for name, place in edges)


def _alike(one: Line, other: Line) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    shorter = min(one.right - one.left, other.right - other.left)
    return abs(one.size - other.size) <= _SIZE * other.size and shared > shorter / 2


def _continues(held: list[Line], line: Line, usual: float, widths: Mapping[_Key, float]) -> bool:
    last = held[-1]
    step = last.baseline - line.baseline
    near = _FURTHEST * line.size if len(held) == 1 and not usual else _NEAR * usual * line.size
    if len(held) > 1:
        near = _NEAR * (held[0].baseline - held[1].baseline)
    if line.page != last.page or not _alike(last, line) or not 0 < step <= near:
        return False
    if _MARK.fullmatch(line.words[0].text) or _bold(last) != _bold(line):
        return False
    if len(held) > 1 and line.left - last.left > _INDENT * line.size and line.right - last.right < -_EDGE:
        return False
    # A line that had room for the next word was ended on purpose.
    own = last.right - last.left
    left, right, any_ = (widths[key] for key in _keys(last))
    column = max(left, right) if max(left, right) > own + _EDGE else any_
    return own + line.words[0].box.width > column - _SHORT * line.size


def _bold(line: Line) -> bool:
    return all(char.style.bold for word in line.words for char in word.chars)


def _over_pages(held: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Joins a paragraph with its rest on the next page, where the words say that it goes on: no sentence ends, and the
    next begins with a small letter.
    """
    last: Paragraph | None = None
    for one in held:
        if last is not None and _goes_on(last, one):
            last = Paragraph(last.kind, (*last.lines, *one.lines), last.language, last.block)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _goes_on(one: Paragraph, other: Paragraph) -> bool:
    end, begin = one.lines[-1], other.lines[0]
    return (
        one.kind == other.kind
        and one.kind in _FLOWING
        and begin.page == end.page + 1
        and abs(one.size - other.size) <= _SIZE * other.size
        and end.text[-1] not in _ENDS
        and begin.text[0].islower()
    )


@cache
def _direction(language: str) -> str | None:
    """How a language runs, by CLDR; None for a tag that it does not know."""
    try:
        return str(Locale.parse(language, sep="-").character_order) if language else None
    except (ValueError, UnknownLocaleError):
        return None
