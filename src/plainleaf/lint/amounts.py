"""Rules on numbers: their values, their units, their ranges, their order, and how often."""

import re
from collections.abc import Iterator

from dataclasses import replace
from fractions import Fraction

from plainleaf.findings import Severity
from plainleaf.lint.circumstances import times_reordered
from plainleaf.lint.matching import Matched, alike, matched
from plainleaf.lint.pair import Pair, Rule
from plainleaf.lint.quantities import Quantity
from plainleaf.lint.side import Side

Told = Iterator[tuple[str, str, Severity]]

_MEASURES = frozenset("mg microgram g kg mL L celsius fahrenheit minute hour day week month year".split())
"""Units that nobody leaves out."""


_CLOCK = re.compile(r"[ap]\.?\s?m\b|o'clock|\d:\d\d", re.IGNORECASE)
_HALF_DAY = 12


def of(pair: Pair) -> Matched:
    """What belongs together. Where the source tells the time, 18 is 6."""
    target = pair.target.quantities
    if _CLOCK.search(pair.source.plain):
        target = tuple(replace(q, values=q.values | _hours(q)) for q in target)
    return matched(pair.source.quantities, target)


def _hours(one: Quantity) -> frozenset[Fraction]:
    return frozenset(value - _HALF_DAY for value in one.values if _HALF_DAY < value < 2 * _HALF_DAY)


def number_changed(pair: Pair) -> Told:
    """Does the translation say every number of its source, and no other?

    Numbers count by value: 5 and ٥, 0.5 and 0,5, “half” and “media”, “twice” and “dos veces” are equal. Half of the
    Spanish pharmacy labels in one study were wrong; “once a day” was read as eleven a day.
    Bad: `msgid "Take 5 mg."`, `msgstr "Tome 50 mg."` Good: `msgstr "Tome 5 mg."`
    """
    found = of(pair)
    lost, added = _without_units_changed(found)
    if lost and added:
        said, says = ", ".join(map(str, lost)), ", ".join(map(str, added))
        yield f"the source says {said}, the translation {says}", "write the source's number", Severity.ERROR
    elif lost:
        yield (
            f"the translation does not say {', '.join(map(str, lost))}",
            "write every number of the source",
            Severity.ERROR,
        )
    elif added:
        yield (
            f"the source does not say {', '.join(map(str, added))}",
            "write the numbers of the source alone",
            Severity.ERROR,
        )


def unit_changed(pair: Pair) -> Told:
    """Does each number keep its unit?

    Ten millilitres are not ten milligrams, and five days are not five weeks. What equals it in another unit (24 hours
    and a day) is a warning.
    Bad: `msgid "Take 5 mg."`, `msgstr "Tome 5 g."` Good: `msgstr "Tome 5 mg."`
    """
    found = of(pair)
    for one, other in _units_changed(found):
        yield f"the source says {one}, the translation {other}", "write the source's unit", Severity.ERROR
    for one, other in found.pairs:
        if one.certain and one.units & _MEASURES and not other.units and not _says(pair.target, one.units):
            yield f"the translation does not say the unit of {one}", "write the source's unit", Severity.ERROR
        if one.certain and other.certain and one.units and other.units and not alike(one.units, other.units):
            yield (
                f"{one} became {other}",
                "keep the source's unit, so that both can be compared",
                Severity.WARNING,
            )


def range_changed(pair: Pair) -> Told:
    """Does a range keep its ends in order, and stay a range?

    Bad: `msgid "Take 1 or 2 tablets."`, `msgstr "Tome 1 y 2 tabletas."` Good: `msgstr "Tome 1 o 2 tabletas."`
    """
    found = of(pair)
    to = {id(one): other for one, other in found.pairs}
    certain = [q for q in pair.source.quantities if id(q) in to and q.certain]
    for first, second in zip(certain, certain[1:], strict=False):
        link = _link(pair.source, first, second)
        if not link & {"to", "or"}:
            continue
        a, b = to[id(first)], to[id(second)]
        if b.start < a.start and first.values != second.values:
            yield (
                f"the ends of {first} and {second} stand in the other order",
                "write the lower number first",
                Severity.ERROR,
            )
            continue
        theirs = _link(pair.target, a, b)
        if "and" in theirs and "or" not in theirs and not _has_range_word(pair.target, a):
            yield f"{first} or {second} became {first} and {second}", "write “or”, or “to”", Severity.ERROR


def number_order(pair: Pair) -> Told:
    """Do numbers of one unit stand in the source's order?

    Exchanged, they are another dose: 10 mg in the morning and 20 mg at night are not 20 and 10.
    Bad: `msgid "1 in the morning, 2 at night"`, `msgstr "2 por la mañana, 1 por la noche"`
    Good: `msgstr "1 por la mañana, 2 por la noche"`
    """
    found = [(a, b) for a, b in of(pair).pairs if a.certain and b.certain]
    if times_reordered(pair):
        return
    for index, (one, other) in enumerate(found):
        for later, its in found[index + 1 :]:
            if its.start > other.start or _adjacent(pair.source, one, later):
                continue
            units = one.units or other.units, later.units or its.units
            one_unit = alike(*units) or not (units[0] or units[1])
            if one_unit != (one.values == later.values):
                yield (
                    f"{one} and {later} stand in the other order",
                    "keep the source's order, so that neither takes the other's place",
                    Severity.ERROR,
                )
                return


def frequency_changed(pair: Pair) -> Told:
    """Is a day still a day, where the source says how often?

    Bad: `msgid "Take it once a week."`, `msgstr "Tómelo una vez al día."` Good: `msgstr "Tómelo una vez a la semana."`
    """
    ours, theirs = (_periods(side) for side in (pair.source, pair.target))
    lost = {key for key in ours[0] if key not in theirs[0] | theirs[1]}
    added = {key for key in theirs[0] if key not in ours[0] | ours[1]}
    if lost and added:
        yield (
            f"per {'/'.join(sorted(lost))} became per {'/'.join(sorted(added))}",
            "keep how often",
            Severity.ERROR,
        )
    elif lost:
        yield f"the translation does not say per {'/'.join(sorted(lost))}", "say how often", Severity.ERROR
    elif added:
        yield (
            f"the source does not say per {'/'.join(sorted(added))}",
            "say only how often the source says",
            Severity.ERROR,
        )


def _says(side: Side, units: frozenset[str]) -> bool:
    return any(alike(term.keys("units") | term.keys("periods"), units) for term in side.terms)


def _units_changed(found: Matched) -> list[tuple[Quantity, Quantity]]:
    """Of what is left over: the same number with another unit."""
    changed, rest = [], list(found.added)
    for one in found.lost:
        other = next((q for q in rest if q.values & one.values and q.units and one.units), None)
        if other is not None:
            rest.remove(other)
            changed.append((one, other))
    return changed


def _without_units_changed(found: Matched) -> tuple[list[Quantity], list[Quantity]]:
    changed = _units_changed(found)
    ours, theirs = {id(a) for a, _ in changed}, {id(b) for _, b in changed}
    return [q for q in found.lost if id(q) not in ours], [q for q in found.added if id(q) not in theirs]


def _periods(side: Side) -> tuple[set[str], set[str]]:
    """What is said per which time: for sure, and perhaps (a bare unit of time, or a number of them)."""
    sure, perhaps = set(), set()
    for term in side.terms:
        if keys := term.keys("periods", certain=True):
            sure |= keys
        perhaps |= term.keys("periods") | term.keys("units") | term.keys("times")
        perhaps |= {key.split(" ")[1] for key in term.keys("quantities")}
    if perhaps & {"morning", "noon", "evening", "night", "bedtime", "afternoon", "hour", "hours"}:
        perhaps.add("day")
    return sure, perhaps


def _link(side: Side, one: Quantity, other: Quantity) -> set[str]:
    """How two numbers are joined, where nothing but their units stands between."""
    first, second = sorted((one, other), key=lambda q: q.start)
    if not _adjacent(side, first, second):
        return set()
    between = [term for term in side.terms if first.end <= term.start < second.start]
    return {key for term in between for key in term.keys("range", certain=True) or term.keys("range")}


def _adjacent(side: Side, one: Quantity, other: Quantity) -> bool:
    first, second = sorted((one, other), key=lambda q: q.start)
    gap = side.plain[first.end : second.start]
    return len(gap) <= 16 and not re.search(r"[.;:!?,،、，。]\s?", gap)  # noqa: PLR2004


def _has_range_word(side: Side, one: Quantity) -> bool:
    """“between 6 and 8”: a word before the first number that makes a range of the “and” after it."""
    before = side.plain[max(0, one.start - 14) : one.start]
    return bool(
        re.search(
            r"entre|between|miejdzy|między|między|между|بين|के बीच|在|giữa|ระหว่าง|درمیان|মধ্যে|사이|u dhex|መካከል",
            before,
        )
    )


def trailing_zero(pair: Pair) -> Told:
    """Does no number end in a nought after its decimal mark, where its source has none?

    ISMP: 5.0 is read as 50 when the mark is faint.
    Bad: `msgstr "Tome 5.0 mg."` Good: `msgstr "Tome 5 mg."`
    """
    found = re.search(r"(?<![\d.,٫])\d+[.,٫]\d{0,2}[0٠۰०০](?!\d)(?![.,٫]\d)", pair.target.plain)
    if _CLOCK.search(pair.source.plain):
        return
    if (
        found
        and len(re.split(r"[.,٫]", found[0])[1]) < 3
        and not re.search(r"[.,]\d*0(?!\d)", pair.source.plain)
    ):  # noqa: PLR2004
        yield f"“{found[0]}” ends in a nought", "leave it out: 5, not 5.0", Severity.ERROR


RULES = (
    Rule("number-changed", number_changed),
    Rule("unit-changed", unit_changed),
    Rule("range-changed", range_changed),
    Rule("number-order", number_order),
    Rule("frequency-changed", frequency_changed),
    Rule("trailing-zero", trailing_zero),
)
