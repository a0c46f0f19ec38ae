"""The quantities of a text: its numbers, each with the unit that stands beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from plainleaf.lint.counting import counted, in_order
from plainleaf.lint.quantity import PLACEHOLDER, Quantity
from plainleaf.lint.vocabulary import Term, Vocabulary

_NEAR = {True: 16, False: 3}
"""How far a unit may stand from its number, in characters: with and without spaces between words."""
_BETWEEN, _WORDS = 2, 3
"""Words between a number and its unit, and between a whole and its half, at most."""
_NEXT = 5
"""Characters of a unit between a whole and its half, where nothing joins them: 一片半."""
_STOPS = re.compile(r"[.;:!?。；：！？।።]\s|[,،、，;؛፣()\n]")
_IN_BRACKETS = re.compile(rf"\((?:\d+|{PLACEHOLDER})\)")
"""“قرصين (2) ونصف قرص”: the number once more, in digits."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SINGLE = frozenset({Fraction(1)})
_ARABIC_AND = "و"


def quantities(text: str, vocabulary: Vocabulary, terms: Sequence[Term]) -> tuple[Quantity, ...]:
    """All of them in order, also what may be one: a bare noun, “a day”."""
    units = [term for term in terms if term.keys("units")]
    links = [term for term in terms if term.keys("range")]
    numbers = counted(text, vocabulary.language, terms)
    taken: set[int] = set()
    apart = [term for term in terms if term.is_certain("order") or term.is_certain("times")]
    numbers = list(_with_unit_after(numbers, units, apart, text, taken, spaced=vocabulary.spaced))
    numbers = list(_with_part(_without_articles(numbers, text), links, text))
    numbers = list(_inherited(numbers, links, text))
    numbers = list(_with_unit_before(numbers, units, text, taken))
    bare = [_one(term, "units") for term in units if term.start not in taken]
    spans = [_one(term, "periods") for term in terms if term.keys("periods")]
    return tuple(in_order([*numbers, *bare, *spans]))


def _one(term: Term, section: str) -> Quantity:
    """A bare noun: it may be one of them."""
    return Quantity(_SINGLE, term.keys(section), term.start, term.end, certain=False)


def _with_unit_after(
    numbers: Sequence[Quantity],
    units: Sequence[Term],
    apart: Sequence[Term],
    text: str,
    taken: set[int],
    *,
    spaced: bool,
) -> Iterator[Quantity]:
    """“5 mg”, “3 large tablets”: the nearest unit before the next number; notes the units ``taken``.

    No unit is taken over another number or a word that stands ``apart``: in “double for a week” nothing is doubled.
    """
    for at, number in enumerate(numbers):
        end = next((one.start for one in numbers[at + 1 :] if one.certain), len(text))
        unit = next((one for one in units if number.end <= one.start < end), None)
        gap = text[number.end : unit.start] if unit else ""
        near = len(gap) <= _NEAR[spaced] and len(gap.split()) <= _BETWEEN and not _STOPS.search(gap)
        near = near and not any(unit and number.end <= one.start and one.end <= unit.start for one in apart)
        if unit and near and not number.units:
            taken.add(unit.start)
            yield _with(number, unit)
        else:
            yield number


def _with(number: Quantity, unit: Term) -> Quantity:
    """The number with its unit. “1 time” is left out as often as said: no certain quantity."""
    units = unit.keys("units")
    return replace(
        number, units=units, certain=number.certain and not ("time" in units and number.values == _SINGLE)
    )


def _with_unit_before(
    numbers: Sequence[Quantity], units: Sequence[Term], text: str, taken: set[int]
) -> Iterator[Quantity]:
    """“قرص واحد”, “kiniin 1”: the noun stands first."""
    for number in numbers:
        free = (one for one in reversed(units) if one.start not in taken and not one.keys("periods"))
        unit = next((one for one in free if one.end <= number.start), None)
        if unit and not number.units and text[unit.end : number.start] in {"", " ", "\u00a0"}:
            taken.add(unit.start)
            yield _with(number, unit)
        else:
            yield number


def _without_articles(numbers: Sequence[Quantity], text: str) -> list[Quantity]:
    """“a half” is no one."""
    parts = [number.start for number in numbers if number.is_part]

    def is_article(number: Quantity) -> bool:
        return (
            not number.certain
            and number.worded
            and any(text[number.end : start].isspace() for start in parts)
        )

    return [number for number in numbers if not is_article(number)]


def _with_part(numbers: Sequence[Quantity], links: Sequence[Term], text: str) -> Iterator[Quantity]:
    """“una tableta y media”, “一片半”: a part that follows a whole and has no unit of its own adds to it."""
    held: Quantity | None = None
    for number in numbers:
        if held is not None and _adds(held, number, links, text):
            values = frozenset(value + min(number.values) for value in held.values)
            units = held.units or number.units
            held = replace(held, values=values, units=units, end=number.end, certain=True)
            continue
        if held is not None:
            yield held
        held = number
    if held is not None:
        yield held


def _adds(whole: Quantity, part: Quantity, links: Sequence[Term], text: str) -> bool:
    gap = _IN_BRACKETS.sub("", text[whole.end : part.start])
    fits = part.is_part and part.worded and len(part.values) == 1 and not whole.is_part
    if any(
        "or" in link.keys("range", certain=True) and whole.end <= link.start < part.start for link in links
    ):
        return False
    if not fits or not (whole.certain or whole.units) or _STOPS.search(gap):
        return False
    if part.units and whole.units and (part.units != whole.units or text[part.start] != _ARABIC_AND):
        return False
    joined = text[part.start] == _ARABIC_AND or any(
        "and" in link.keys("range") and whole.end <= link.start and link.end <= part.start for link in links
    )
    return (joined and len(_LETTERS.findall(gap)) <= _WORDS) or bool(
        whole.units and len(gap.strip()) <= _NEXT
    )


def _inherited(numbers: Sequence[Quantity], links: Sequence[Term], text: str) -> Iterator[Quantity]:
    """In “6 to 8 hours” the first has the unit of the second, in “two days or three” the second that of the first."""
    held = list(numbers)
    for at, (one, following) in enumerate(pairwise(numbers)):
        gap = text[one.end : following.start]
        linked = any(one.end <= link.start < following.start for link in links)
        linked = linked or (not gap.strip() and one.worded and following.worded)
        if not linked or not following.certain or len(gap) > _NEAR[True] or _STOPS.search(gap):
            continue
        if not one.units and following.units:
            held[at] = replace(held[at], units=following.units)
        elif one.units and not following.units and len(gap.split()) <= _BETWEEN:
            held[at + 1] = replace(held[at + 1], units=one.units)
    yield from held
