"""Quantities of a text: numbers in digits or words, each with the unit that stands beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from plainleaf.lint.numerals import numerals
from plainleaf.lint.vocabulary import Term, Vocabulary

PLACEHOLDER = "\ufffc"
"""Stands in a text for each of its placeholders."""

_TENS, _HUNDRED = 10, 100
_POWERS = (Fraction(100), Fraction(1000), Fraction(100_000), Fraction(1_000_000))
_NEAR = {True: 16, False: 3}
"""How far a unit may stand from its number, in characters: with and without spaces between words."""
_NEXT = 5
"""Characters of a unit between a whole and its half, where nothing joins them: 一片半."""
_AND = {
    "and",
    "y",
    "e",
    "et",
    "i",
    "и",
    "с",
    "va",
    "iyo",
    "oo",
    "và",
    "और",
    "اور",
    "এবং",
    "ও",
    "እና",
    "ከ",
    "z",
}
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
    digits = [
        Quantity(one.values, frozenset(), one.start, one.end) for one in numerals(text, vocabulary.language)
    ]
    worded = [
        _worded(term)
        for term in terms
        if term.keys("numbers") and not any(one.start < term.end and term.start < one.end for one in digits)
    ]
    both = [_both(term, text) for term in terms if term.keys("quantities")]
    units = [term for term in terms if term.keys("units")]
    spans = [term for term in terms if term.keys("periods")]
    numbers = list(_composed(sorted([*digits, *worded], key=_place), text))
    numbers = list(_once(numbers, both, [*units, *spans], text))
    links = [term for term in terms if term.keys("range")]
    united, taken = _united(
        sorted([*numbers, *both], key=_place), units, links, text, spaced=vocabulary.spaced
    )
    bare = [_one(term, "units") for term in units if term.start not in taken]
    return tuple(sorted([*united, *bare, *(_one(term, "periods") for term in spans)], key=_place))


def _place(one: Quantity) -> int:
    return one.start


def _one(term: Term, section: str) -> Quantity:
    """A bare noun: it may be one of them."""
    return Quantity(frozenset([Fraction(1)]), term.keys(section), term.start, term.end, certain=False)


def _once(numbers: list[Quantity], both: list[Quantity], units: list[Term], text: str) -> Iterator[Quantity]:
    """“two (2) tablets” says one number twice: the digits stay, or what is a number and a unit in one."""
    dropped: set[int] = set()
    for at, number in enumerate(numbers):
        if text[number.start - 1 : number.start] in {"(", "（"} and text[number.end : number.end + 1] in {
            ")",
            "）",
        }:
            near = range(number.start - _NEAR[True], number.start)
            twins = [
                other
                for other in range(at)
                if numbers[other].end in near and numbers[other].values & number.values
            ]
            if twins:
                dropped.add(twins[-1])
            elif any(one.end in near and one.values & number.values for one in both):
                dropped.add(at)
            elif 1 in number.values and any(unit.end in near for unit in units):
                dropped.add(at)
    yield from (number for at, number in enumerate(numbers) if at not in dropped)


def _worded(term: Term) -> Quantity:
    keys = term.keys("numbers", certain=True)
    alone = all(one.section == "numbers" for one in term.meanings)
    return Quantity(
        frozenset(map(Fraction, keys or term.keys("numbers"))),
        frozenset(),
        term.start,
        term.end,
        bool(keys) and alone,
        worded=True,
    )


def _both(term: Term, text: str) -> Quantity:
    """“twice”: two times. One time is left out as often as said, and so is no certain quantity."""
    keys = term.keys("quantities", certain=True) or term.keys("quantities")
    held = [(Fraction(value), unit) for value, unit in (key.split(" ") for key in keys)]
    # “{n} tablet and a half”: the placeholder is the whole.
    whole = 1 if PLACEHOLDER in text[max(0, term.start - 2) : term.start] else 0
    values = frozenset(value - whole if value > 1 else value for value, _ in held)
    sure = term.is_certain("quantities") and keys != {"1 time"}
    return Quantity(values, frozenset(unit for _, unit in held), term.start, term.end, sure)


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
    if (
        not second.worded
        or len(first.values) > 1
        or len(second.values) > 1
        or not re.fullmatch(r"[\s\u200b-]*(?:و|and|y|et|a|və)?[\s-]*", gap)
    ):
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
    numbers: list[Quantity], units: list[Term], links: list[Term], text: str, *, spaced: bool
) -> tuple[list[Quantity], set[int]]:
    """Each number with its unit, and the places of the units that have one."""
    taken: set[int] = set()
    made: list[Quantity] = []
    for at, number in enumerate(numbers):
        following = next((one for one in numbers[at + 1 :] if one.certain), None)
        end = following.start if following else len(text)
        unit = None if number.units else _after(number, units, text, end, spaced=spaced)
        if unit is not None:
            taken.add(unit.start)
            number = replace(number, units=unit.keys("units"))  # noqa: PLW2901 - the same number, with its unit
        made.append(number)
    made = list(_inherited(list(_with_part(_without_articles(made, text), text)), links, text))
    for at, number in enumerate(made):
        unit = None if number.units else _before(number, units, text, taken)
        if unit is not None:
            taken.add(unit.start)
            made[at] = replace(number, units=unit.keys("units"))
    return made, taken


def _without_articles(numbers: list[Quantity], text: str) -> list[Quantity]:
    """“a half” is no one."""
    parts = {number.start for number in numbers if min(number.values) < 1}
    return [
        number
        for number in numbers
        if number.certain
        or not number.worded
        or not any(text[number.end : start].isspace() for start in parts if start > number.end)
    ]


def _with_part(numbers: list[Quantity], text: str) -> Iterator[Quantity]:
    """“una tableta y media”, “一片半”: a part that follows a whole and has no unit of its own adds to it."""
    held: Quantity | None = None
    for number in numbers:
        if held is not None:
            if _adds(held, number, text):
                part = min(number.values)
                values = frozenset(value + part for value in held.values)
                held = replace(
                    held, values=values, units=held.units or number.units, end=number.end, certain=True
                )
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
        and (whole.certain or whole.units)
        and not (part.units and whole.units)
        and not _STOPS.search(gap)
        and (
            said.startswith("و")
            or (0 < len(words) <= 3 and bool(set(map(str.casefold, words)) & _AND))
            or (whole.units and len(gap.strip()) <= _NEXT)
        )  # noqa: PLR2004
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
        if unit.end <= number.start and unit.start not in taken and not unit.keys("periods"):
            return (
                unit
                if not text[unit.end : number.start].strip() and len(text[unit.end : number.start]) <= 1
                else None
            )
    return None


def _inherited(numbers: list[Quantity], links: list[Term], text: str) -> Iterator[Quantity]:
    """In “6 to 8 hours” the first number has the unit of the second, in “two days or three” the second that of the first."""
    held = list(numbers)
    for at, (one, following) in enumerate(pairwise(numbers)):
        gap = text[one.end : following.start]
        linked = not gap.strip() or any(one.end <= link.start < following.start for link in links)
        if not linked or len(gap) > _NEAR[True] or _STOPS.search(gap):
            continue
        if not one.units and following.units:
            held[at] = replace(held[at], units=following.units)
        elif one.units and not following.units:
            held[at + 1] = replace(held[at + 1], units=one.units)
    yield from held
