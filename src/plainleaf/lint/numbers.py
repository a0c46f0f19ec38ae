"""Rules on numbers and their units."""

import re
from collections.abc import Iterator

from plainleaf.lint.matching import Matched, alike
from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.lint.quantity import Quantity
from plainleaf.lint.side import Side

_MEASURES = frozenset(
    {
        "mg",
        "microgram",
        "g",
        "kg",
        "mL",
        "L",
        "celsius",
        "fahrenheit",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
    }
)
"""Units that nobody leaves out."""

_TRAILING = re.compile(r"(?<![\d.,٫])\d+[.,٫]\d?[0٠۰०০](?!\d)(?![.,٫]\d)")
_ENDS_IN_NOUGHT = re.compile(r"[.,]\d*0(?!\d)")


def number_changed(pair: Pair) -> Iterator[Told]:
    """Does the translation say every number of its source, and no other?

    Numbers count by value: 5 and ٥, 0.5 and 0,5, “half” and “media”, “twice” and “dos veces” are equal. Half of the
    Spanish pharmacy labels in one study were wrong; “once a day” was read as eleven a day.
    Bad: `msgid "Take 5 mg."`, `msgstr "Tome 50 mg."`
    Good: `msgstr "Tome 5 mg."`
    """
    lost, added = _without_changed_units(pair.matched)
    lost = [one for one in lost if not _is_listed(one, pair.target)]
    added = [one for one in added if not _is_listed(one, pair.source)]
    said, says = ", ".join(map(str, lost)), ", ".join(map(str, added))
    if lost and added:
        yield Told(f"the source says {said}, the translation {says}", "write the source's number")
    elif lost:
        yield Told(f"the translation does not say {said}", "write every number of the source")
    elif added:
        yield Told(f"the source does not say {says}", "write the numbers of the source alone")


def unit_changed(pair: Pair) -> Iterator[Told]:
    """Does each number keep its unit?

    Ten millilitres are not ten milligrams, and five days are not five weeks. What equals it in another unit (24 hours
    and a day) is a warning.
    Bad: `msgid "Take 5 mg."`, `msgstr "Tome 5 g."`
    Good: `msgstr "Tome 5 mg."`
    """
    for one, other in _changed_units(pair.matched):
        yield Told(f"the source says {one}, the translation {other}", "write the source's unit")
    for one, other in pair.matched.pairs:
        if one.certain and one.units & _MEASURES and not other.units and not _says(pair.target, one.units):
            yield Told(f"the translation does not say the unit of {one}", "write the source's unit")
        both = one.certain and other.certain and one.units and other.units
        if both and not alike(one.units, other.units):
            yield warning(f"{one} became {other}", "keep the source's unit, so that both can be compared")


def trailing_zero(pair: Pair) -> Iterator[Told]:
    """Does no number end in a nought after its decimal mark, where its source has none?

    ISMP: 5.0 is read as 50 when the mark is faint.
    Bad: `msgstr "Tome 5.0 mg."`
    Good: `msgstr "Tome 5 mg."`
    """
    found = _TRAILING.search(pair.target.plain)
    if found and not pair.tells_the_time and not _ENDS_IN_NOUGHT.search(pair.source.plain):
        yield Told(f"“{found[0]}” ends in a nought", "leave it out: 5, not 5.0")


def _changed_units(found: Matched) -> list[tuple[Quantity, Quantity]]:
    """Of what is left over: the same number with another unit."""
    changed, rest = [], list(found.added)
    for one in found.lost:
        other = next((q for q in rest if q.values & one.values and q.units and one.units), None)
        if other is not None:
            rest.remove(other)
            changed.append((one, other))
    return changed


def _without_changed_units(found: Matched) -> tuple[list[Quantity], list[Quantity]]:
    changed = _changed_units(found)
    ours, theirs = [one for one, _ in changed], [other for _, other in changed]
    return [q for q in found.lost if q not in ours], [q for q in found.added if q not in theirs]


def _is_listed(one: Quantity, other: Side) -> bool:
    """“3 times a day” is “in the morning, at noon and in the evening”."""
    times = {key for term in other.said("times") for key in sorted(term.keys("times", certain=True))[:1]}
    return "time" in one.units and one.values == {len(times)}


def _says(side: Side, units: frozenset[str]) -> bool:
    return any(alike(term.keys("units") | term.keys("periods"), units) for term in side.terms)


RULES = (
    Rule("number-changed", number_changed),
    Rule("unit-changed", unit_changed),
    Rule("trailing-zero", trailing_zero),
)
