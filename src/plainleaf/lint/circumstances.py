"""Rules on when and how much at most: times of day, before and after, minimum and maximum."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from plainleaf.findings import Severity
from plainleaf.lint.matching import matched
from plainleaf.lint.pair import Pair, Rule, aligned
from plainleaf.lint.quantities import PLACEHOLDER, Quantity
from plainleaf.lint.side import Side
from plainleaf.lint.vocabulary import Term

Told = Iterator[tuple[str, str, Severity]]

_UPPER = frozenset({"at-most", "less-than", "within"})
_REVERSED = (
    *permutations(("before", "after", "during"), 2),
    ("until", "after"),
    ("until", "before"),
    ("after", "until"),
    ("before", "until"),
    ("with", "before"),
    ("with", "after"),
)
"""What must not become what."""
_SPANS = frozenset({"hour", "day", "night", "week", "month", "year"})
"""“longer than a week” has no number, and is a limit."""
_DARK = frozenset({"evening", "night", "bedtime"})
_SAID = {"upper": "at most", "lower": "at least"}
_NEGATED = {"at-most": "more-than", "at-least": "less-than"}
"""Where “not more than” is one entry, its “more than” says nothing."""

_STRICT = frozenset(_NEGATED.values())
"""What a negation in its clause turns round: not more than is at most."""
_OPPOSITE = {"upper": "lower", "lower": "upper"}
_WEAK_TIMES = frozenset({"meal"})


def time_changed(pair: Pair) -> Told:
    """Does each time of day, meal and weekday stay, in its order?

    Bad: `msgid "in the morning"`, `msgstr "por la noche"` Good: `msgstr "por la mañana"`
    """
    ours, theirs = _times(pair.source), _times(pair.target)
    lost, added, found = _matched(ours, theirs)
    ours_all, theirs_all = _said_times(pair.source), _said_times(pair.target)
    lost = [term for term in lost if term.is_certain("times") and not term.keys("times", certain=True) & theirs_all]
    added = [term for term in added if term.is_certain("times") and not _near_times(term) & ours_all]
    if lost and added:
        said, says = (
            pair.source.plain[lost[0].start : lost[0].end],
            pair.target.plain[added[0].start : added[0].end],
        )
        yield (
            f"the source says “{said}”, the translation “{says}”",
            "write the source's time of day",
            Severity.ERROR,
        )
    elif lost:
        said = pair.source.plain[lost[0].start : lost[0].end]
        strong = lost[0].keys("times") - _WEAK_TIMES
        yield (
            f"the translation does not say “{said}”",
            "say the time of day",
            Severity.ERROR if strong else Severity.WARNING,
        )
    elif added:
        says = pair.target.plain[added[0].start : added[0].end]
        strong = added[0].keys("times") - _WEAK_TIMES
        yield (
            f"the source does not say “{says}”",
            "say only the source's time of day",
            Severity.ERROR if strong else Severity.WARNING,
        )
    if (
        not lost
        and not added
        and reordered(found)
        and _doses_differ(pair.source)
        and not reordered(_doses(pair))
    ):
        yield "the times of day stand in another order", "keep the source's order", Severity.ERROR


def bound_changed(pair: Pair) -> Told:
    """Is a most still a most, and a least a least?

    Bad: `msgid "no more than 4"`, `msgstr "al menos 4"` Good: `msgstr "como máximo 4"`
    """
    lost, added = _left_over(bounds(pair.source), bounds(pair.target))
    may = [{one.effective for one in bounds(side, certain=False)} for side in (pair.source, pair.target)]
    for one in lost:
        other = next((two for two in added if two.raw != one.raw), None)
        if other is not None and other.effective not in may[0] - {one.effective}:
            yield (
                f"“{_SAID[one.effective]}” is turned round",
                "keep the bound as the source has it",
                Severity.ERROR,
            )
            return
    for one in lost:
        if one.effective not in {*may[1], *_by_order(pair.target)}:
            late = "after" in _order(pair.target, _all(pair.target), certain=True)
            late = late and "after" not in _order(pair.source, _all(pair.source), certain=False)
            severity = Severity.WARNING if _within(pair.source) and not late else Severity.ERROR
            yield f"the translation does not say “{_SAID[one.effective]}”", "say the bound", severity
            return
    for one in added:
        if one.effective not in {*may[0], *_by_order(pair.source)}:
            yield (
                f"the source does not say “{_SAID[one.effective]}”",
                "see that the limit is the source's",
                Severity.ERROR,
            )
            return


def order_changed(pair: Pair) -> Told:
    """Is before still before, and after after?

    Bad: `msgid "before meals"`, `msgstr "después de comer"` Good: `msgstr "antes de comer"`
    """
    for ours, theirs in aligned(pair):
        sure = [_order(pair.source, ours, certain=True), _order(pair.target, theirs, certain=True)]
        may = [_order(pair.source, ours, certain=False), _order(pair.target, theirs, certain=False)]
        for one, other in _REVERSED:
            gone = sure[0].count(one) > sure[1].count(one) and sure[1].count(other) > may[0].count(other)
            weak = {one, other} == {"before", "after"} and sure[0].count(one) and not may[1].count(one)
            if gone or (weak and may[1].count(other) > may[0].count(other)):
                yield f"“{one}” became “{other}”", "keep the order of the source", Severity.ERROR
                return
        for one in ("before", "after"):
            if sure[0].count(one) and not may[1].count(one):
                yield (
                    f"the translation does not say “{one}”",
                    "see that the order is still told",
                    Severity.WARNING,
                )
    anchors = [
        [t for t in side.said("order") if t.is_certain("order")] for side in (pair.source, pair.target)
    ]
    keys = [[min(t.keys("order", certain=True)) for t in side] for side in anchors]
    if len(keys[0]) == len(keys[1]) > 1 and sorted(keys[0]) == sorted(keys[1]) and keys[0] != keys[1]:
        severity = (
            Severity.ERROR if _doses_differ(pair.source) and not reordered(_doses(pair)) else Severity.WARNING
        )
        yield "“before” and “after” stand in the other order", "keep the order of the source", severity


@dataclass(frozen=True)
class Bound:
    """A limit beside a number: “upper” or “lower” as it is written, and as it is meant (“not more than” is upper)."""

    raw: str
    effective: str
    negated: bool


def bounds(side: Side, *, certain: bool = True) -> list[Bound]:
    """The bounds of a text that have a number beside them."""
    found: list[Bound] = []
    for term in side.said("bounds"):
        clause = side.clause_of(term.start)
        numbers = [
            q
            for q in side.quantities
            if q.start in clause
            and (q.certain or (q.worded and q.units) or (q.units & _SPANS and _touching(q, term)))
        ]
        if not numbers and PLACEHOLDER not in side.plain[clause.start : clause.stop]:
            continue
        keys = term.keys("bounds", certain=certain)
        keys -= {opposite for key, opposite in _NEGATED.items() if key in keys}
        negated = any(
            other.keys("negations", certain=True) & {"not", "avoid"}
            for other in side.said("negations", within=clause)
        )
        for key in sorted(keys):
            raw = "upper" if key in _UPPER else "lower"
            meant = _OPPOSITE[raw] if negated and key in _STRICT else raw
            found.append(Bound(raw, meant, negated))
    return found


def _left_over(ours: list[Bound], theirs: list[Bound]) -> tuple[list[Bound], list[Bound]]:
    """What has no like on the other side. Where both negate, “more than” must stay “more than”."""
    lost, rest = [], list(theirs)
    for fits in (
        lambda one, two: one == two,
        lambda one, two: one.raw == two.raw and one.effective == two.effective,
        lambda one, two: one.effective == two.effective and not (one.negated and two.negated),
        lambda one, two: one.raw == two.raw and one.negated != two.negated,
    ):
        lost = []
        for one in ours:
            two = next((two for two in rest if fits(one, two)), None)
            if two is None:
                lost.append(one)
            else:
                rest.remove(two)
        ours = lost
    return lost, rest


def _all(side: Side) -> range:
    return range(len(side.plain))


def _touching(one: Quantity, term: Term) -> bool:
    return max(one.start - term.end, term.start - one.end) <= 2  # noqa: PLR2004 - a space, and a letter glued on


def _within(side: Side) -> bool:
    """Whether a time limit is meant: languages say it in many ways."""
    return any("within" in term.keys("bounds") for term in side.terms)


def _by_order(side: Side) -> list[str]:
    """“before half an hour has passed” is within it."""
    said = {key for term in side.said("order") for key in term.keys("order")}
    return [
        word for key, word in (("before", "upper"), ("after", "lower"), ("until", "upper")) if key in said
    ]


def _said_times(side: Side) -> frozenset[str]:
    """Every time of day that may be said, also by “for 3 nights”."""
    said = frozenset(key for term in side.terms for key in term.keys("times"))
    return said | (_DARK if any("night" in term.keys("units") for term in side.terms) else frozenset())


def _near_times(term: Term) -> frozenset[str]:
    """What may be said in its place: who goes to bed does so in the evening or at night."""
    keys = term.keys("times", certain=True)
    return keys | _DARK if keys & {"evening", "night"} else keys


def _times(side: Side) -> list[Term]:
    """Terms that say a time of day; “3 nights” are a quantity."""
    taken = [q for q in side.quantities if q.certain]
    return [
        term
        for term in side.said("times")
        if not (
            term.keys("units")
            and any(
                q.start <= term.start and term.keys("units") <= q.units and term.start - q.end < 12
                for q in taken
            )
        )  # noqa: PLR2004
    ]


def _matched(
    ours: Sequence[Term], theirs: Sequence[Term]
) -> tuple[list[Term], list[Term], list[tuple[Term, Term]]]:
    """Left over on either side, and the pairs: each of ours with the first of theirs that may say the same."""
    rest, lost, found = list(theirs), [], []
    for sure in (True, False):
        for term in [one for one in ours if one.is_certain("times") is sure]:
            fitting = [one for one in rest if _same_time(one, term)]
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
    return any(
        one.values != other.values and (one.units == other.units) for one, other in combinations(sure, 2)
    )


def _same_time(one: Term, other: Term) -> bool:
    """What one says for sure the other may say: breakfast and dinner are both perhaps a meal, and never the same."""
    sure, may = one.keys("times", certain=True), one.keys("times")
    its_sure, its_may = other.keys("times", certain=True), other.keys("times")
    return bool(sure & its_may or may & its_sure)


def _order(side: Side, within: range, *, certain: bool) -> list[str]:
    return [
        key
        for term in side.said("order", within=within)
        for key in sorted(term.keys("order", certain=certain))
    ]


RULES = (
    Rule("time-changed", time_changed),
    Rule("bound-changed", bound_changed),
    Rule("order-changed", order_changed),
)
