"""Rules on numbers among themselves: ranges and order."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from plainleaf.lint.matching import alike
from plainleaf.lint.pair import Pair, Rule, Told
from plainleaf.lint.quantity import Quantity
from plainleaf.lint.side import Side
from plainleaf.lint.times import times_reordered

_TWO = 2
_NEAR = 16
"""Characters between the two numbers of a range, their first unit among them."""
_MARKS = re.compile(r"[.;:!?,،、，。]\s?")


def range_changed(pair: Pair) -> Iterator[Told]:
    """Does a range keep its ends in order, and stay a range?

    Bad: `msgid "Take 1 or 2 tablets."`, `msgstr "Tome 1 y 2 tabletas."`
    Good: `msgstr "Tome 1 o 2 tabletas."`
    """
    found = [(one, other) for one, other in pair.matched.pairs if one.certain]
    for (first, a), (second, b) in pairwise(found):
        if not _link(pair.source, first, second) & {"to", "or"}:
            continue
        theirs = _link(pair.target, a, b)
        if b.start < a.start and first.values != second.values:
            yield Told(f"{first} and {second} stand in the other order", "write the lower number first")
        elif "and" in theirs and "or" not in theirs and not _is_between(pair.target, a):
            yield Told(f"{first} or {second} became {first} and {second}", "write “or”, or “to”")


def number_order(pair: Pair) -> Iterator[Told]:
    """Do numbers of one unit stand in the source's order?

    Exchanged, they are another dose: 10 mg in the morning and 20 mg at night are not 20 and 10.
    Bad: `msgid "1 in the morning, 2 at night"`, `msgstr "2 por la mañana, 1 por la noche"`
    Good: `msgstr "1 por la mañana, 2 por la noche"`
    """
    if len(pair.doses) < _TWO or times_reordered(pair):
        return
    moved = _clauses_moved(pair)
    for (one, other), (later, its) in combinations(pair.doses, 2):
        if its.start > other.start or _adjacent(pair.source, one, later):
            continue
        units = one.units or other.units, later.units or its.units
        one_unit = alike(*units) or not (units[0] or units[1])
        if one_unit != (one.values == later.values) and not (one_unit and moved):
            hint = "keep the source's order, so that neither takes the other's place"
            yield Told(f"{one} and {later} stand in the other order", hint)
            return


def _clauses_moved(pair: Pair) -> bool:
    """Whether whole clauses changed places, each with its own numbers: “even if you feel better after 2 days, …”.

    Where a time of day tells what each number is for, the numbers must not move without it.
    """
    if any(term.is_certain("times") for term in pair.source.said("times")):
        return False
    ours, theirs = (
        {
            frozenset(at for at, dose in enumerate(pair.doses) if dose[side].start in clause)
            for clause in text.clauses
        }
        for side, text in enumerate((pair.source, pair.target))
    )
    return ours == theirs and len(ours - {frozenset()}) > 1


def _link(side: Side, one: Quantity, other: Quantity) -> set[str]:
    """How two numbers are joined, where nothing but their units stands between."""
    first, second = sorted((one, other), key=lambda quantity: quantity.start)
    if not _adjacent(side, first, second):
        return set()
    between = [term for term in side.terms if first.end <= term.start < second.start]
    return {key for term in between for key in term.keys("range", certain=True) or term.keys("range")}


def _adjacent(side: Side, one: Quantity, other: Quantity) -> bool:
    first, second = sorted((one, other), key=lambda quantity: quantity.start)
    gap = side.plain[first.end : second.start]
    return len(gap) <= _NEAR and not _MARKS.search(gap)


def _is_between(side: Side, one: Quantity) -> bool:
    """“between 6 and 8”: a word near the numbers makes a range of the “and” between them."""
    clause = side.clause_of(one.start)
    return any("between" in term.keys("range") for term in side.said("range", within=clause))


RULES = (
    Rule("range-changed", range_changed),
    Rule("number-order", number_order),
)
