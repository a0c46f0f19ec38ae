"""Quantities of a text: numbers in digits or words, each with the unit that stands beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from plainleaf.lint.numerals import numerals
from plainleaf.lint.vocabulary import Term, Vocabulary

_TENS, _HUNDRED = 10, 100
_POWERS = (Fraction(100), Fraction(1000), Fraction(100_000), Fraction(1_000_000))
_NEAR = {True: 16, False: 3}
"""How far a unit may stand from its number, in characters: with and without spaces between words."""
_NEXT = 5
"""Characters of a unit between a whole and its half, where nothing joins them: 一片半."""
_AND = {"and", "y", "e", "et", "i", "и", "с", "va", "iyo", "oo", "và", "और", "اور", "এবং", "ও", "እና", "ከ", "z"}
_LETTERS = re.compile(r"[^\W\d_]+")
_STOPS = re.compile(r"[.;:!?。；：！？।።]\s|[,،、，;؛፣()\n]")


@dataclass(frozen=True)
class Quantity:
    """``values`` are what the number may mean, ``units`` what stands beside it (none: nothing known).

    Not ``certain``: an article, a bare noun (“a tablet” is one), a word that may mean something else.
    """

    values: frozenset[Fraction]
    units: frozenset[str]
    start: int
    end: int
    certain: bool = True
    worded: bool = False

    def __str__(self) -> str:
        value = min(self.values)
        number = str(value) if value.denominator == 1 or value.denominator in {3, 6} else f"{float(value):g}"
        return " ".join([number, *sorted(self.units)[:1]])


def quantities(text: str, vocabulary: Vocabulary, terms: Sequence[Term]) -> tuple[Quantity, ...]:
    """All of them in order, also what may be one."""
    digits = [Quantity(one.values, frozenset(), one.start, one.end) for one in numerals(text, vocabulary.language)]
    worded = [
        _worded(term)
        for term in terms
        if term.keys("numbers") and not any(one.start < term.end and term.start < one.end for one in digits)
    ]
    numbers = list(_composed(sorted([*digits, *worded], key=lambda one: one.start), text))
    units = [term for term in terms if term.keys("units")]
    united, taken = _united(numbers, units, text, spaced=vocabulary.spaced)
    both = [found for term in terms if term.keys("quantities") for found in _both(term)]
    bare = [
        Quantity(frozenset([Fraction(1)]), term.keys("units"), term.start, term.end, certain=False)
        for term in units
        if term.start not in taken
    ]
    spans = [
        Quantity(frozenset([Fraction(1)]), term.keys("periods"), term.start, term.end, certain=False)
        for term in terms
        if term.keys("periods")
    ]
    return tuple(sorted([*united, *both, *bare, *spans], key=lambda one: one.start))


def _worded(term: Term) -> Quantity:
    keys = term.keys("numbers", certain=True)
    alone = all(one.section == "numbers" for one in term.meanings)
    return Quantity(
        frozenset(map(Fraction, keys or term.keys("numbers"))), frozenset(), term.start, term.end, bool(keys) and alone, worded=True
    )


def _both(term: Term) -> Iterator[Quantity]:
    """“twice”: two times. One time is left out as often as said, and so is no certain quantity."""
    keys = term.keys("quantities", certain=True) or term.keys("quantities")
    values, units = zip(*(key.split(" ") for key in keys), strict=True)
    sure = term.is_certain("quantities") and keys != {"1 time"}
    yield Quantity(frozenset(map(Fraction, values)), frozenset(units), term.start, term.end, sure)


def _composed(numbers: list[Quantity], text: str) -> Iterator[Quantity]:
    """“twenty four”, “two hundred”, “خمسة وعشرون”: neighbours that make one number."""
    held: Quantity | None = None
    for number in numbers:
        if held is not None:
            gap = text[held.end : number.start]
            value = _sum(held, number, gap)
            if value is not None:
                held = replace(held, values=frozenset([value]), end=number.end, certain=True)
                continue
            yield held
        held = number
    if held is not None:
        yield held


def _sum(first: Quantity, second: Quantity, gap: str) -> Fraction | None:
    if not second.worded or len(first.values) > 1 or len(second.values) > 1 or not re.fullmatch(r"[\s\u200b-]*(?:و|and|y|et|a|və)?[\s-]*", gap):
        return None
    a, b = next(iter(first.values)), next(iter(second.values))
    if b in _POWERS and 0 < a < b and a.denominator == 1:
        return a * b
    if not first.worded:
        return None
    joined = re.sub(r"[\s-]", "", gap)
    if 20 <= a < _HUNDRED and a % _TENS == 0 and 1 <= b < _TENS and b.denominator == 1 and a.denominator == 1:  # noqa: PLR2004
        return a + b if second.certain or joined else None
    if 1 <= a < _TENS and 20 <= b < _HUNDRED and b % _TENS == 0 and joined:  # noqa: PLR2004
        return a + b
    if a % _HUNDRED == 0 and a >= _HUNDRED and 1 < b < _HUNDRED and b.denominator == 1:
        return a + b
    return None


def _united(
    numbers: list[Quantity], units: list[Term], text: str, *, spaced: bool
) -> tuple[list[Quantity], set[int]]:
    """Each number with its unit, and the places of the units that have one."""
    made: list[Quantity] = []
    taken: set[int] = set()
    for at, number in enumerate(numbers):
        following = next((one for one in numbers[at + 1 :] if one.certain), None)
        end = following.start if following else len(text)
        unit = _after(number, units, text, end, spaced=spaced) or _before(number, units, text, taken)
        if unit is not None:
            taken.add(unit.start)
        made.append(replace(number, units=unit.keys("units") if unit else frozenset()))
    return list(_inherited(list(_with_part(made, text)), text)), taken


def _with_part(numbers: list[Quantity], text: str) -> Iterator[Quantity]:
    """“una tableta y media”, “一片半”: a part that follows a whole and has no unit of its own adds to it."""
    held: Quantity | None = None
    for number in numbers:
        if held is not None:
            if _adds(held, number, text):
                part = min(number.values)
                held = replace(held, values=frozenset(v + part for v in held.values), end=number.end, certain=True)
                continue
            yield held
        held = number
    if held is not None:
        yield held


def _adds(whole: Quantity, part: Quantity, text: str) -> bool:
    gap = text[whole.end : part.start]
    words = _LETTERS.findall(gap)
    said = text[part.start : part.end]
    return (
        len(part.values) == 1
        and min(part.values) < 1
        and min(whole.values) >= 1
        and part.worded
        and not part.units
        and not _STOPS.search(gap)
        and (said.startswith("و") or (0 < len(words) <= 3 and bool(set(map(str.casefold, words)) & _AND)) or len(gap.strip()) <= _NEXT)  # noqa: PLR2004
    )


def _after(number: Quantity, units: list[Term], text: str, end: int, *, spaced: bool) -> Term | None:
    for unit in units:
        if number.end <= unit.start < end:
            gap = text[number.end : unit.start]
            near = len(gap) <= _NEAR[spaced] and len(gap.split()) <= 2 and not _STOPS.search(gap)  # noqa: PLR2004
            return unit if near else None
    return None


def _before(number: Quantity, units: list[Term], text: str, taken: set[int]) -> Term | None:
    """“قرص واحد”, “kiniin 1”: the noun stands first."""
    for unit in reversed(units):
        if unit.end <= number.start and unit.start not in taken:
            return unit if not text[unit.end : number.start].strip() and len(text[unit.end : number.start]) <= 1 else None
    return None


def _inherited(numbers: list[Quantity], text: str) -> Iterator[Quantity]:
    """In “6 to 8 hours” the first number has the unit of the second."""
    for one, following in pairwise(numbers):
        gap = text[one.end : following.start]
        if not one.units and following.units and len(gap) <= 12 and not _STOPS.search(gap):  # noqa: PLR2004
            yield replace(one, units=following.units)
        else:
            yield one
    yield from numbers[-1:]
