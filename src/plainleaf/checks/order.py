"""Words in order: what of a text stands in another, at which place, by their longest common subsequence."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plainleaf.checks.lexicon import LETTER, WORD

NUMBER = r"\d+(?:[.,٫٬]\d+)*"
"""Digits of any script, with the marks inside a number: 1,000 and 0.5."""
SIGN = "[°%]"
NEAR = 12
"""Words. A reader that takes two places on a line in another order moves a word by about one line of large print."""

_SPACED = re.compile(f"{NUMBER}|{WORD}|{SIGN}")
_UNSPACED = re.compile(f"{NUMBER}|{LETTER}|{SIGN}")


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
