"""Rules on when and how much at most: times of day, before and after, minimum and maximum."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from plainleaf.findings import Severity
from plainleaf.lint.matching import matched
from plainleaf.lint.pair import Pair, Rule
from plainleaf.lint.quantities import Quantity
from plainleaf.lint.side import Side
from plainleaf.lint.vocabulary import Term

Told = Iterator[tuple[str, str, Severity]]

_UPPER = frozenset({"at-most", "less-than", "within"})
_SAID = {"upper": "at most", "lower": "at least"}
_STRICT = frozenset({"less-than", "more-than"})
_WEAK_TIMES = frozenset({"meal"})


def time_changed(pair: Pair) -> Told:
    """Does each time of day, meal and weekday stay, in its order?

    Bad: `msgid "in the morning"`, `msgstr "por la noche"` Good: `msgstr "por la mañana"`
    """
    ours, theirs = _times(pair.source), _times(pair.target)
    lost, added, found = _matched(ours, theirs)
    lost = [term for term in lost if term.is_certain("times")]
    added = [term for term in added if term.is_certain("times")]
    if lost and added:
        said, says = pair.source.plain[lost[0].start : lost[0].end], pair.target.plain[added[0].start : added[0].end]
        yield f"the source says “{said}”, the translation “{says}”", "write the source's time of day", Severity.ERROR
    elif lost:
        said = pair.source.plain[lost[0].start : lost[0].end]
        strong = lost[0].keys("times") - _WEAK_TIMES
        yield f"the translation does not say “{said}”", "say the time of day", Severity.ERROR if strong else Severity.WARNING
    elif added:
        says = pair.target.plain[added[0].start : added[0].end]
        strong = added[0].keys("times") - _WEAK_TIMES
        yield f"the source does not say “{says}”", "say only the source's time of day", Severity.ERROR if strong else Severity.WARNING
    if not lost and not added and reordered(found) and _doses_differ(pair.source) and not reordered(_doses(pair)):
        yield "the times of day stand in another order", "keep the source's order", Severity.ERROR


def bound_changed(pair: Pair) -> Told:
    """Is a most still a most, and a least a least?

    Bad: `msgid "no more than 4"`, `msgstr "al menos 4"` Good: `msgstr "como máximo 4"`
    """
    ours, theirs = bounds(pair.source), bounds(pair.target)
    may = [bounds(side, certain=False) for side in (pair.source, pair.target)]
    for key, other in (("upper", "lower"), ("lower", "upper")):
        if ours.count(key) > theirs.count(key) and theirs.count(other) > may[0].count(other):
            yield f"“{_SAID[key]}” became “{_SAID[other]}”", "keep the bound as the source has it", Severity.ERROR
            return
    for key, said in _SAID.items():
        if ours.count(key) and key not in {*may[1], *_by_order(pair.target)}:
            severity = Severity.WARNING if _within(pair.source) else Severity.ERROR
            yield f"the translation does not say “{said}”", "say the bound", severity
        elif theirs.count(key) and key not in {*may[0], *_by_order(pair.source)}:
            yield f"the source does not say “{said}”", "see that the limit is the source's", Severity.ERROR


def order_changed(pair: Pair) -> Told:
    """Is before still before, and after after?

    Bad: `msgid "before meals"`, `msgstr "después de comer"` Good: `msgstr "antes de comer"`
    """
    sure = [_order(side, certain=True) for side in (pair.source, pair.target)]
    may = [_order(side, certain=False) for side in (pair.source, pair.target)]
    for one, other in (("before", "after"), ("after", "before"), ("before", "during"), ("after", "during"), ("during", "before"), ("during", "after"), ("until", "after"), ("until", "before"), ("after", "until"), ("before", "until")):
        gone, come = sure[0].count(one) > sure[1].count(one), sure[1].count(other) > may[0].count(other)
        if gone and come:
            yield f"“{one}” became “{other}”", "keep the order of the source", Severity.ERROR
            return
    for one in ("before", "after"):
        if sure[0].count(one) and not may[1].count(one):
            yield f"the translation does not say “{one}”", "see that the order is still told", Severity.WARNING
    anchors = [[t for t in side.said("order") if t.is_certain("order")] for side in (pair.source, pair.target)]
    keys = [[min(t.keys("order", certain=True)) for t in side] for side in anchors]
    if len(keys[0]) == len(keys[1]) > 1 and sorted(keys[0]) == sorted(keys[1]) and keys[0] != keys[1]:
        severity = Severity.ERROR if _doses_differ(pair.source) and not reordered(_doses(pair)) else Severity.WARNING
        yield "“before” and “after” stand in the other order", "keep the order of the source", severity


def bounds(side: Side, *, certain: bool = True) -> list[str]:
    """The bounds beside a number: “upper” or “lower”; “not more than” is upper."""
    found: list[str] = []
    for term in side.said("bounds"):
        clause = side.clause_of(term.start)
        numbers = [q for q in side.quantities if q.start in clause and (q.certain or q.units)]
        if not numbers and "\ufffc" not in side.plain[clause.start : clause.stop]:
            continue
        keys = term.keys("bounds", certain=certain)
        turned = bool(keys & _STRICT) and any(
            other.is_certain("negations") and (other.keys("negations") - {"maybe"})
            for other in side.said("negations", within=clause)
        )
        found += ["upper" if (key in _UPPER) is not (turned and key in _STRICT) else "lower" for key in sorted(keys)]
    return found


def _within(side: Side) -> bool:
    """Whether a time limit is meant: languages say it in many ways."""
    return any("within" in term.keys("bounds") for term in side.terms)


def _by_order(side: Side) -> list[str]:
    """“before half an hour has passed” is within it."""
    said = {key for term in side.said("order") for key in term.keys("order")}
    return [word for key, word in (("before", "upper"), ("after", "lower"), ("until", "upper")) if key in said]


def _times(side: Side) -> list[Term]:
    """Terms that say a time of day; “3 nights” are a quantity."""
    taken = [q for q in side.quantities if q.certain]
    return [
        term
        for term in side.said("times")
        if not (term.keys("units") and any(q.start <= term.start and term.keys("units") <= q.units and term.start - q.end < 12 for q in taken))  # noqa: PLR2004
    ]


def _matched(ours: Sequence[Term], theirs: Sequence[Term]) -> tuple[list[Term], list[Term], list[tuple[Term, Term]]]:
    """Left over on either side, and the pairs: each of ours with the first of theirs that may say the same."""
    rest, lost, found = list(theirs), [], []
    for sure in (True, False):
        for term in [one for one in ours if one.is_certain("times") is sure]:
            fitting = [one for one in rest if one.keys("times") & term.keys("times")]
            other = next((one for one in fitting if one.is_certain("times")), next(iter(fitting), None))
            if other is None:
                lost.append(term)
            else:
                rest.remove(other)
                found.append((term, other))
    return lost, rest, sorted(found, key=lambda pair: pair[0].start)


def times_reordered(pair: Pair) -> bool:
    """Whether the times of day stand in another order than the source's."""
    return reordered(_matched(_times(pair.source), _times(pair.target))[2])


def reordered(found: Sequence[tuple[Term, Term]] | Sequence[tuple[Quantity, Quantity]]) -> bool:
    starts = [other.start for _, other in found]
    return starts != sorted(starts)


def _doses(pair: Pair) -> list[tuple[Quantity, Quantity]]:
    found = matched(pair.source.quantities, pair.target.quantities).pairs
    return [(one, other) for one, other in found if one.certain and other.certain]


def _doses_differ(side: Side) -> bool:
    """Whether there are two numbers of one unit, so that an exchange would matter."""
    sure = [q for q in side.quantities if q.certain]
    return any(one.values != other.values and (one.units == other.units) for one, other in combinations(sure, 2))


def _order(side: Side, *, certain: bool) -> list[str]:
    return [key for term in side.said("order") for key in sorted(term.keys("order", certain=certain))]


RULES = (
    Rule("time-changed", time_changed),
    Rule("bound-changed", bound_changed),
    Rule("order-changed", order_changed),
)
