"""The numbers of a text, in digits and in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from plainleaf.lint.numerals import numerals
from plainleaf.lint.quantity import PLACEHOLDER, Quantity
from plainleaf.lint.vocabulary import Term

_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_POWERS = (Fraction(100), Fraction(1000), Fraction(100_000), Fraction(1_000_000))
_NEAR = 16
"""Characters between a number and its like in brackets."""
_GAP = re.compile(r"[\s\u200b-]*")
_ARABIC_AND = "و"
"""Glued to what it joins."""


def counted(text: str, language: str, terms: Sequence[Term]) -> list[Quantity]:
    """Every number in order, without its unit but where one word says both (“twice”)."""
    counting = [term for term in terms if term.keys("numbers") | term.keys("quantities")]
    digits = [
        Quantity(one.values, frozenset(), one.start, one.end)
        for one in numerals(text, language)
        # “1 and a half” is one entry, and longer than its digit.
        if not any(term.start <= one.start and one.end <= term.end for term in counting)
    ]
    worded = [_worded(term) for term in counting if term.keys("numbers")]
    ands = [term for term in terms if "and" in term.keys("range")]
    both = [_both(term, text) for term in counting if term.keys("quantities")]
    nouns = [term for term in terms if term.keys("units") | term.keys("periods")]
    numbers = list(_composed(in_order([*digits, *worded]), ands, text))
    return in_order([*_once(numbers, both, nouns, text), *both])


def in_order(found: Sequence[Quantity]) -> list[Quantity]:
    """By their places in the text."""
    return sorted(found, key=lambda one: one.start)


def _worded(term: Term) -> Quantity:
    sure = term.keys("numbers", certain=True)
    alone = all(one.section == "numbers" for one in term.meanings)
    values = frozenset(map(Fraction, sure or term.keys("numbers")))
    return Quantity(values, frozenset(), term.start, term.end, bool(sure) and alone, worded=True)


def _both(term: Term, text: str) -> Quantity:
    """“twice”: two times. One time is left out as often as said, and so is no certain quantity."""
    keys = term.keys("quantities", certain=True) or term.keys("quantities")
    held = [(Fraction(value), unit) for value, unit in (key.split(" ") for key in keys)]
    # “{n} tablet and a half”: the placeholder is the whole.
    whole = 1 if PLACEHOLDER in text[max(0, term.start - 2) : term.start] else 0
    values = frozenset(value - whole if value > 1 else value for value, _ in held)
    sure = term.is_certain("quantities") and keys != {"1 time"}
    return Quantity(values, frozenset(unit for _, unit in held), term.start, term.end, sure, worded=True)


def _composed(numbers: Sequence[Quantity], ands: Sequence[Term], text: str) -> Iterator[Quantity]:
    """“twenty four”, “two hundred”, “خمسة وعشرون”: neighbours that make one number."""
    held: Quantity | None = None
    for number in numbers:
        value = None if held is None else _sum(held, number, ands, text)
        if held is not None and value is not None:
            held = replace(held, values=frozenset([value]), end=number.end, certain=True)
            continue
        if held is not None:
            yield held
        held = number
    if held is not None:
        yield held


def _sum(first: Quantity, second: Quantity, ands: Sequence[Term], text: str) -> Fraction | None:
    """The number that two make; None where they are two."""
    gap = text[first.end : second.start]
    joined = second.worded and text[second.start] == _ARABIC_AND
    joined = joined or any(first.end <= one.start and one.end <= second.start for one in ands)
    if not second.worded or len(first.values) > 1 or len(second.values) > 1:
        return None
    if not (_GAP.fullmatch(gap) or (joined and len(gap.split()) == 1)):
        return None
    a, b = next(iter(first.values)), next(iter(second.values))
    if b in _POWERS and 0 < a < b and a.denominator == 1:
        return a * b
    if not first.worded or a.denominator != 1 or b.denominator != 1:
        return None
    tens_first = _TWENTY <= a < _HUNDRED and a % _TEN == 0 and 1 <= b < _TEN and (second.certain or joined)
    tens_last = 1 <= a < _TEN and _TWENTY <= b < _HUNDRED and b % _TEN == 0 and joined
    hundreds = a >= _HUNDRED and a % _HUNDRED == 0 and 1 < b < _HUNDRED
    return a + b if tens_first or tens_last or hundreds else None


def _once(
    numbers: list[Quantity], both: Sequence[Quantity], nouns: Sequence[Term], text: str
) -> Iterator[Quantity]:
    """“two (2) tablets” says one number twice: the digits stay, or what is a number and a unit in one."""
    dropped: set[int] = set()
    for at, number in enumerate(numbers):
        if text[number.start - 1 : number.start] + text[number.end : number.end + 1] not in {"()", "（）"}:
            continue
        near = range(number.start - _NEAR, number.start)
        twins = [
            other
            for other in range(at)
            if numbers[other].end in near and numbers[other].values & number.values
        ]
        said = any(one.end in near and one.values & number.values for one in both)
        if twins:
            dropped.add(twins[-1])
        elif said or (1 in number.values and any(noun.end in near for noun in nouns)):
            dropped.add(at)
    yield from (number for at, number in enumerate(numbers) if at not in dropped)
