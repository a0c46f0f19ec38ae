"""The printed pages as rules look at them, with the profile they are held to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plainleaf.audit.verdict import Area
from plainleaf.inspect.geometry import Box, around
from plainleaf.inspect.paragraphs import Paragraph, paragraphs
from plainleaf.inspect.pieces import Char, Line, Printed, Style, Word
from plainleaf.inspect.structure import Structure
from plainleaf.layout.profiles import Profile

TOLERANCE = 0.1
"""Points a size or a distance may fall short by: programs round them to tenths."""
_HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"})
_HEADS = _HEADINGS | {"TH", "Lbl"}
_NEAR = 0.1
_FURTHEST = 2.5
"""Type sizes from a line to the next."""
_NO_INK = 0.01
"""Type sizes: what is lower is drawn with other letters."""
_PIECES = 0.25
"""Of a font's letters: where as many have no ink, programs get its words in pieces."""


@dataclass(frozen=True)
class Seen:
    """A printed file, and the profile it is held to."""

    printed: Printed
    structure: Structure
    profile: Profile

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, running heads and feet too."""
        return tuple(line for page in self.printed.pages for line in page.lines)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text without running heads and feet."""
        return paragraphs(self.printed, self.structure)

    @cached_property
    def body_size(self) -> float:
        """The type size of most characters, to a tenth of a point; 0 where there is no text."""
        counted: Counter[float] = Counter()
        for paragraph in self.paragraphs:
            for line in paragraph.lines:
                for style, words in by_style(line):
                    counted[round(style.size, 1)] += sum(len(word.text) for word in words)
        return max(counted, key=lambda size: (counted[size], size), default=0.0)

    @cached_property
    def running(self) -> tuple[Paragraph, ...]:
        """Running text: no headings, no heads of tables; where nothing is tagged, nothing all bold or larger."""
        return tuple(one for one in self.paragraphs if self._is_running(one))

    @cached_property
    def breaks(self) -> tuple[tuple[Line, Line], ...]:
        """Each line with the one it goes on in. Where nothing is tagged, a paragraph that was ended on purpose may go
        on in the next.
        """
        found: list[tuple[Line, Line]] = []
        last: Paragraph | None = None
        for one in self.paragraphs:
            if (
                last is not None
                and not last.kind
                and not one.kind
                and goes_below(last.lines[-1], one.lines[0])
            ):
                found.append((last.lines[-1], one.lines[0]))
            found += [pair for pair in pairwise(one.lines) if goes_below(*pair)]
            last = one
        return tuple(found)

    @cached_property
    def fonts_in_pieces(self) -> frozenset[str]:
        """Fonts in which many letters have no ink of their own, as in Nastaliq: programs tear their words and lines."""
        letters = [char for line in self.lines for char in letters_of(line)]
        counts = Counter(char.style.font for char in letters)
        inkless = Counter(char.style.font for char in letters if not has_ink(char))
        return frozenset(font for font, count in inkless.items() if count > _PIECES * counts[font])

    def is_whole(self, one: Paragraph) -> bool:
        """Whether its lines are read as they are printed, so that they can be counted."""
        fonts = {char.style.font for line in one.lines for char in letters_of(line)}
        return fonts.isdisjoint(self.fonts_in_pieces)

    def _is_running(self, one: Paragraph) -> bool:
        if one.kind:
            return one.kind not in _HEADS
        return one.size <= self.body_size * (1 + _NEAR) and not one.bold

    @property
    def headings(self) -> tuple[Paragraph, ...]:
        """Paragraphs that are tagged as headings."""
        return tuple(one for one in self.paragraphs if one.kind in _HEADINGS)


def goes_below(upper: Line, lower: Line) -> bool:
    """Whether a line may be the next: under the other, or on the next page."""
    if upper.page != lower.page:
        return lower.page == upper.page + 1
    step = upper.baseline - lower.baseline
    beside = min(upper.right, lower.right) <= max(upper.left, lower.left)
    return not beside and lower.size / 2 < step < _FURTHEST * lower.size


def letters_of(line: Line) -> Iterator[Char]:
    """The letters of a line that are there to be seen."""
    return (char for word in line.words for char in word.chars if char.text.isalpha() and char.style.visible)


def has_ink(char: Char) -> bool:
    """Whether a character is drawn by itself."""
    return char.ink.height > _NO_INK * char.style.size


def area(page: int, box: Box) -> Area:
    """Where a box stands."""
    return Area(page, *box)


def area_of(line: Line) -> Area:
    """Where a line stands."""
    return Area(line.page, *line.box)


def area_of_words(page: int, words: Iterable[Word]) -> Area:
    """The box round some words of a page, at least one."""
    return Area(page, *around([word.box for word in words]))


def areas_of(paragraph: Paragraph) -> tuple[Area, ...]:
    """A box a page."""
    return tuple(
        area(page, around([line.box for line in paragraph.lines if line.page == page]))
        for page in paragraph.pages
    )


def by_style(line: Line) -> Iterator[tuple[Style, list[Word]]]:
    """The words of a line by how they are set; a word set in two ways counts with both."""
    found: dict[Style, list[Word]] = {}
    for word in line.words:
        # Told apart as objects first, which most characters share: the ten parts of a style are slow to compare.
        held = {id(char.style): char.style for char in word.chars}
        for style in dict.fromkeys(held.values()):
            found.setdefault(style, []).append(word)
    yield from found.items()


def shown(number: float, digits: int = 1) -> str:
    """A number for a message: 18, 10.5."""
    return f"{round(number, digits):g}"
