"""Rules over the lines of a printed page: how far apart, how long, where they begin, end and break."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from plainleaf.audit.rule import Rule, quoted
from plainleaf.audit.seen import Seen, area, area_of, areas_of, shown
from plainleaf.audit.verdict import Area, Figure, Flaw
from plainleaf.inspect.geometry import around
from plainleaf.inspect.pieces import Line, Word
from plainleaf.values.characters import visible

_LEADING_TOLERANCE = 0.02
_ONE_LINE = 0.5
"""Of the type size: what is nearer stands on the same line."""
_FLUSH = 1.5
"""Points two edges may differ by that are meant to be even: programs round each word."""
_UNEVEN = 4.0
"""Points by which edges differ that are not."""
_STRETCH = 0.08
"""Of the type size: so much more room between the words of one line than of another is justification."""


def lines_too_close(seen: Seen) -> Iterator[Flaw | Figure]:
    """Are the lines of a paragraph as far apart as the profile says?

    ACB: at least 1.5; APH 1.25. From baseline to baseline over the type size, in running text: headings and the heads
    of tables are short. A line may stand further off, for a larger word in it or because its script needs the room.
    Bad: 18 points on 20. Good: 18 on 27.
    """
    steps: list[float] = []
    close: list[tuple[float, Area]] = []
    for paragraph in seen.running:
        size = paragraph.size
        for upper, lower in pairwise(paragraph.lines):
            step = (upper.baseline - lower.baseline) / size
            if upper.page != lower.page or step < _ONE_LINE:
                continue
            steps.append(step)
            if step < seen.profile.leading - _LEADING_TOLERANCE:
                close.append((step, area(upper.page, around([upper.box, lower.box]))))
    if steps:
        yield Figure("leading", round(median(steps), 2))
    if close:
        least = min(step for step, _ in close)
        yield Flaw(
            "lines-too-close",
            f"lines stand {shown(least, 2)} type sizes apart; the least is {shown(seen.profile.leading, 2)}",
            "give lines more room",
            areas=tuple(place for _, place in close),
        )


def line_too_long(seen: Seen) -> Iterator[Flaw | Figure]:
    """Is no line longer than an eye can follow?

    RNIB: 60 to 70 characters a line at most, counted as a reader sees them: a letter with its accents is one, a space
    between words too. Not counted where programs get words in pieces, as of most Nastaliq fonts.
    Bad: 105 characters over the width of a page. Good: 60.
    """
    longest, long = 0, []
    for paragraph in filter(seen.is_whole, seen.paragraphs):
        for line in paragraph.lines:
            count = visible(line.text)
            longest = max(longest, count)
            if count > seen.profile.measure:
                long.append((count, area_of(line)))
    if longest:
        yield Figure("longest line, characters", longest)
    if long:
        yield Flaw(
            "line-too-long",
            f"a line has {longest} characters; the most is {seen.profile.measure}",
            "make the column narrower, or the type larger",
            areas=tuple(place for _, place in long),
        )


def not_ragged(seen: Seen) -> Iterator[Flaw]:
    """Do lines begin evenly and end unevenly?

    UKAAF G003: aligned at the side where reading begins, ragged at the other; from right to left the right side.
    Justified text has rivers of space, and a centred line's beginning must be searched for. Not seen where programs get
    words in pieces, as of most Nastaliq fonts.
    Bad: `text-align: justify`. Good: `text-align: start`.
    """
    if seen.profile.alignment == "any":
        return
    found: dict[str, list[Area]] = {}
    for paragraph in filter(seen.is_whole, seen.running):
        if paragraph.kind not in {"TD", "Caption"}:
            for page in paragraph.pages:
                lines = [line for line in paragraph.lines if line.page == page]
                last = page == paragraph.pages[-1]
                said = _alignment(lines, ended=last, from_right=paragraph.right_to_left)
                if said:
                    found.setdefault(said, []).extend(areas_of(paragraph))
    for said, areas in found.items():
        yield Flaw(
            "not-ragged",
            f"text is {said}",
            "align lines where reading begins, and let them end as they fall",
            areas=tuple(dict.fromkeys(areas)),
        )


def _alignment(lines: Sequence[Line], *, ended: bool, from_right: bool) -> str:
    """How lines are set that are not ragged; "" where they are, or are too few to tell."""
    if len(lines) < 2 or any(one.baseline <= other.baseline for one, other in pairwise(lines)):  # noqa: PLR2004
        return ""
    begins = [-line.right if from_right else line.left for line in lines]
    ends = [-line.left if from_right else line.right for line in lines]
    inner = slice(1, None) if len(lines) > 2 else slice(None)  # noqa: PLR2004 - the first may be indented
    even = _spread(begins[inner]) <= _FLUSH
    full = lines[:-1] if ended else lines
    if len(full) > 1 and even and _spread(ends[: len(full)]) <= _FLUSH:
        return "justified" if _is_stretched(lines) else ""
    middles = [(begin + end) / 2 for begin, end in zip(begins, ends, strict=True)]
    if _spread(begins) < _UNEVEN or (_spread(ends) < _FLUSH and len(lines) < 3):  # noqa: PLR2004
        return ""
    if _spread(middles) <= _FLUSH:
        return "centred"
    if _spread(ends) <= _FLUSH and _spread(begins[inner]) >= _UNEVEN:
        return "aligned where its lines end"
    return ""


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values) if values else 0.0


def _is_stretched(lines: Sequence[Line]) -> bool:
    """Whether one line has more room between its words than another; between its letters where lines have one word."""
    wordy = [line for line in lines if len(line.words) > 1]
    if len(wordy) > 1:
        gaps = [_usual_gap(map(_room, line.words)) for line in wordy]
    else:
        gaps = [_usual_gap(_letters(line)) for line in lines]
    return _spread(gaps) > _STRETCH * lines[0].size


def _room(word: Word) -> tuple[float, float]:
    """From where to where the fonts give it room; ink differs from letter to letter."""
    return min(char.left for char in word.chars), max(char.right for char in word.chars)


def _letters(line: Line) -> Iterator[tuple[float, float]]:
    """The room of each letter; marks stand where letters are."""
    for word in line.words:
        for char in word.chars:
            if not unicodedata.category(char.text[:1] or " ").startswith("M"):
                yield char.left, char.right


def _usual_gap(parts: Iterable[tuple[float, float]]) -> float:
    """From one part to the next; most of them."""
    gaps = [other[0] - one[1] for one, other in pairwise(sorted(parts))]
    return median(gaps) if gaps else 0.0


def lonely_line(seen: Seen) -> Iterator[Flaw]:
    """Does a paragraph over two pages have enough lines on each?

    ACB: no widows, no orphans. A line alone at the head of a page has lost what it belongs to. Not counted where
    programs get words in pieces, as of most Nastaliq fonts.
    Bad: “your doctor.” as the first line of a page. Good: three lines before the end of a page, and three after it.
    """
    for paragraph in filter(seen.is_whole, seen.paragraphs):
        first, last = paragraph.pages[0], paragraph.pages[-1]
        if first == last:
            continue
        above = [line for line in paragraph.lines if line.page == first]
        below = [line for line in paragraph.lines if line.page == last]
        hint = "keep lines together (CSS: widows, orphans), or the whole paragraph"
        if _rows(above) < seen.profile.orphans:
            message = (
                f"{_rows(above)} of the lines of {quoted(paragraph.text)} stand alone at the foot of a page"
            )
            yield Flaw("lonely-line", message, hint, areas=tuple(area_of(line) for line in above))
        if _rows(below) < seen.profile.widows:
            message = (
                f"{_rows(below)} of the lines of {quoted(paragraph.text)} stand alone at the head of a page"
            )
            yield Flaw("lonely-line", message, hint, areas=tuple(area_of(line) for line in below))


def _rows(lines: Sequence[Line]) -> int:
    """How many lines there are; pieces beside one another are one."""
    return len({round(line.baseline / line.size * 2) for line in lines})


RULES: tuple[Rule[Seen], ...] = (
    Rule("lines-too-close", lines_too_close),
    Rule("line-too-long", line_too_long),
    Rule("not-ragged", not_ragged),
    Rule("lonely-line", lonely_line),
)
