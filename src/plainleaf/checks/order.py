"""Words in order: what of a text stands in another, at which place, by their longest common subsequence."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from plainleaf.values.lexicon import LETTER, WORD

NUMBER = r"\d+(?:[.,٫٬]\d+)*"
"""Digits of any script, with the marks inside a number: 1,000 and 0.5."""
SIGN = "°%"
NEAR = 12
"""Words. A reader that takes two places on a line in another order moves a word by about one line of large print."""

RIGHT_TO_LEFT, LEFT_TO_RIGHT, END = "\u202b", "\u202a", "\u202c"
"""The marks round a run of a direction: RLE, LRE, PDF."""

_RUNS = {"L": "L", "R": "R", "AL": "R", "NSM": "M"} | dict.fromkeys(("EN", "AN", "CS", "ES", "ET"), "N")
"""By its bidirectional class, the kind of run that a character stands in: letters, marks, numbers and times."""

_SPACED = re.compile(f"{NUMBER}|{WORD}|[{SIGN}]")
_UNSPACED = re.compile(f"{NUMBER}|{LETTER}|[{SIGN}]")


class Token(NamedTuple):
    """A word, a number or a sign, as it is compared; where it starts and ends in its text."""

    text: str
    start: int
    end: int


def tokens(text: str, *, spaced: bool) -> list[Token]:
    """The words and numbers of a text in NFC; where no spaces part words, each letter counts as a word.

    Punctuation counts as none: readers set it at the other end of a right-to-left word, mirror its brackets and drop
    the hyphen that ends a line. Digits are compared by their value, whatever script they are in.
    """
    shape = _SPACED if spaced else _UNSPACED
    return [Token(_compared(match[0]), *match.span()) for match in shape.finditer(text)]


def signs(text: str) -> Counter[str]:
    """How often each letter, mark, digit and sign stands in a text; letters in NFD, digits by their value.

    Where words are glued together or stand turned round, their letters are still as many.
    """
    found: Counter[str] = Counter()
    for one, times in Counter(unicodedata.normalize("NFD", text)).items():
        if one.isalnum() or one in SIGN or unicodedata.category(one)[0] == "M":
            found[str(int(one)) if one.isdecimal() else one] += times
    return found


def turned_back(text: str, apart: str = " ") -> str:
    """A text with its right-to-left lines the right way round, their runs with ``apart`` between them.

    Where poppler takes a page for one from left to right, it has them the wrong way round, run by run, and says so by
    its marks: they stand round each run, and not round the whole line.
    """
    return "\n".join(
        apart.join(reversed(list(_runs(line)))) if RIGHT_TO_LEFT in line else line
        for line in text.split("\n")
    )


def runs_both_ways(line: str) -> bool:
    """Whether a line holds letters of both directions."""
    ways = set(map(unicodedata.bidirectional, line))
    return "L" in ways and not ways.isdisjoint({"R", "AL"})


def turned_round(line: str) -> str:
    """A line from its end to its beginning, run by run: so PDFium takes a language that runs against its line."""
    runs = groupby(line, lambda letter: _RUNS.get(unicodedata.bidirectional(letter), ""))
    return "".join(reversed(["".join(run) for _, run in runs]))


def aligned(expected: Sequence[str], found: Sequence[str]) -> list[int | None]:
    """For each expected word its place in what was found, None where it is lost; as many as can be, in order.

    Hyyrö, Bit-parallel LCS-length computation revisited (2004): one addition of a number as long as the text for each
    word found, and the way back through what was noted.
    """
    places = _straight(expected, found)
    return _best(expected, found) if places is None else places


def recovered(
    expected: Sequence[str], found: Sequence[str], places: Sequence[int | None], blocks: Iterable[range]
) -> frozenset[int]:
    """Which of the lost words stand about where their block does all the same, each once: a reader moved them.

    ``blocks`` are the words of each block. One stands between the last word found before it and the first one after it.
    """
    spare = set(range(len(found))).difference(place for place in places if place is not None)
    before, after = _around(places, len(found))
    moved = set()
    for block in blocks:
        near = range(max(0, before[block.start] - NEAR), min(len(found), after[block.stop] + NEAR))
        for index in block:
            if places[index] is None:
                at = next((at for at in near if at in spare and found[at] == expected[index]), None)
                if at is not None:
                    spare.discard(at)
                    moved.add(index)
    return frozenset(moved)


def _runs(line: str) -> Iterator[str]:
    """What stands in marks of direction, each with the marks in it, and what stands between."""
    depth = start = 0
    for at, letter in enumerate(line):
        if letter in (RIGHT_TO_LEFT, LEFT_TO_RIGHT):
            if depth == 0:
                yield line[start:at]
                start = at
            depth += 1
        elif letter == END and depth:
            depth -= 1
            if depth == 0:
                yield line[start : at + 1]
                start = at + 1
    yield line[start:]


def _compared(text: str) -> str:
    if text[0].isdecimal():
        return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
    return text.replace("’", "'")


def _straight(expected: Sequence[str], found: Sequence[str]) -> list[int | None] | None:
    """The places of all words where none is lost; None where one is."""
    places: list[int | None] = []
    at = -1
    try:
        for word in expected:
            at = found.index(word, at + 1)
            places.append(at)
    except ValueError:
        return None
    return places


def _best(expected: Sequence[str], found: Sequence[str]) -> list[int | None]:
    stands: dict[str, int] = {}
    for index, word in enumerate(expected):
        stands[word] = stands.get(word, 0) | 1 << index
    rest = whole = (1 << len(expected)) - 1
    noted = []
    for word in found:
        hits = rest & stands.get(word, 0)
        rest = ((rest + hits) | (rest - hits)) & whole
        noted.append(rest)
    return _way_back(len(expected), noted)


def _way_back(length: int, noted: Sequence[int]) -> list[int | None]:
    """A bit of a note is 0 where the word of that number makes the subsequence so far longer by one."""
    places: list[int | None] = [None] * length
    index, at = length - 1, len(noted) - 1
    while index >= 0 and at >= 0:
        if noted[at] >> index & 1:
            index -= 1
        elif at and not noted[at - 1] >> index & 1:
            at -= 1
        else:
            places[index] = at
            index, at = index - 1, at - 1
    return places


def _around(places: Sequence[int | None], length: int) -> tuple[list[int], list[int]]:
    """For each word, and for the end: the place of the last one found before it, of the first one found from it on."""
    before, after = [0], [length]
    for place in places:
        before.append(before[-1] if place is None else place)
    for place in reversed(places):
        after.append(after[-1] if place is None else place)
    return before, after[::-1]
