"""The rule on times of day, meals and weekdays."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from plainleaf.findings import Severity
from plainleaf.lint.pair import Pair, Rule, Told
from plainleaf.lint.quantity import Quantity
from plainleaf.lint.side import Side
from plainleaf.lint.vocabulary import Term

_DARK = frozenset({"evening", "night", "bedtime"})
_MEAL_TIMES = {
    "breakfast": ("morning",),
    "morning": ("breakfast",),
    "lunch": ("noon",),
    "noon": ("lunch",),
    "dinner": ("evening", "night"),
    "evening": ("dinner",),
    "night": ("dinner",),
}
"""What people say for a meal, and for a time of day by its meal."""
_WEAK = frozenset({"meal"})
"""Food is said in many ways; what is lost there is a warning."""
_NEAR = 12
"""Characters from a number to its unit."""


def time_changed(pair: Pair) -> Iterator[Told]:
    """Does each time of day, meal and weekday stay, in its order?

    Bad: `msgid "in the morning"`, `msgstr "por la noche"`
    Good: `msgstr "por la mañana"`
    """
    if not (pair.source.said("times") or pair.target.said("times")):
        return
    left, rest, found = _matched(_times(pair.source), _times(pair.target))
    ours, theirs = _all_said(pair.source), _all_said(pair.target)
    lost = [term for term in left if _sure(term) and not (_sure(term) | _of_meals(term)) & theirs]
    added = [term for term in rest if _sure(term) and not _near(_sure(term)) & ours]
    said, says = (
        side.quote(terms[0]) if terms else "" for side, terms in ((pair.source, lost), (pair.target, added))
    )
    if lost and added:
        yield Told(f"the source says “{said}”, the translation “{says}”", "write the source's time of day")
    elif lost:
        yield Told(f"the translation does not say “{said}”", "say the time of day", _severity(lost[0]))
    elif added:
        hint = "say only the source's time of day"
        yield Told(f"the source does not say “{says}”", hint, _severity(added[0]))
    elif reordered(found) and doses_differ(pair.source) and not reordered(pair.doses):
        yield Told("the times of day stand in another order", "keep the source's order")


def times_reordered(pair: Pair) -> bool:
    """Whether the times of day stand in another order than the source's."""
    return reordered(_matched(_times(pair.source), _times(pair.target))[2])


def reordered(found: Sequence[tuple[Term, Term]] | Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Whether what belongs together, in the order of the source, stands in another in the translation."""
    starts = [other.start for _, other in found]
    return starts != sorted(starts)


def doses_differ(side: Side) -> bool:
    """Whether there are two numbers of one unit, so that an exchange would matter."""
    sure = [one for one in side.quantities if one.certain]
    return any(
        one.values != other.values and one.units == other.units for one, other in combinations(sure, 2)
    )


def _severity(term: Term) -> Severity:
    return Severity.ERROR if term.keys("times") - _WEAK else Severity.WARNING


def _sure(term: Term) -> frozenset[str]:
    return term.keys("times", certain=True)


def _of_meals(term: Term) -> frozenset[str]:
    return frozenset(other for key in _sure(term) for other in _MEAL_TIMES.get(key, ()))


def _all_said(side: Side) -> frozenset[str]:
    """Every time of day that may be said, also by “for 3 nights”."""
    said = frozenset(key for term in side.terms for key in term.keys("times"))
    return said | _DARK if any("night" in term.keys("units") for term in side.terms) else said


def _near(keys: frozenset[str]) -> frozenset[str]:
    """What may be said in its place: who goes to bed does so in the evening or at night, who has breakfast in the
    morning.
    """
    near = _DARK if keys & {"evening", "night"} else frozenset[str]()
    return keys | near | {other for key in keys for other in _MEAL_TIMES.get(key, ())}


def _times(side: Side) -> list[Term]:
    """Terms that say a time of day; “3 nights” are a quantity."""
    sure = [one for one in side.quantities if one.certain]
    return [term for term in side.said("times") if not any(_counts(one, term) for one in sure)]


def _counts(one: Quantity, term: Term) -> bool:
    units = term.keys("units")
    return bool(units) and units <= one.units and one.start <= term.start < one.end + _NEAR


def _matched(
    ours: Sequence[Term], theirs: Sequence[Term]
) -> tuple[list[Term], list[Term], list[tuple[Term, Term]]]:
    """Left over on either side, and the sure pairs: each of ours with the first of theirs that may say the same."""
    rest, lost, found = list(theirs), [], []
    for term in sorted(ours, key=lambda one: not _sure(one)):
        fitting = sorted((one for one in rest if _same(one, term)), key=lambda one: not _sure(one))
        if fitting:
            rest.remove(fitting[0])
            found.append((term, fitting[0]))
        else:
            lost.append(term)
    sure = [(one, other) for one, other in found if _sure(one) and _sure(other)]
    return lost, rest, sorted(sure, key=lambda pair: pair[0].start)


def _same(one: Term, other: Term) -> bool:
    """What one says for sure the other may say: breakfast and dinner are both perhaps a meal, and never the same."""
    return bool(_sure(one) & other.keys("times") or one.keys("times") & _sure(other))


RULES = (Rule("time-changed", time_changed),)
