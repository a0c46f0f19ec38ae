"""The rule on limits: what is at most, and what is at least."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plainleaf.lint.order import said_order
from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.lint.quantity import PLACEHOLDER, Quantity
from plainleaf.lint.side import Side
from plainleaf.lint.vocabulary import Term

_UPPER = frozenset({"at-most", "less-than", "within"})
_OPPOSITE = {"upper": "lower", "lower": "upper"}
_SAID = {"upper": "at most", "lower": "at least"}
_BY_ORDER = {"before": "upper", "until": "upper", "after": "lower"}
"""“before half an hour has passed” is within it."""

_NEGATED = {"at-most": "more-than", "at-least": "less-than"}
"""Where “not more than” is one entry, its “more than” says nothing."""
_STRICT = frozenset(_NEGATED.values())
"""What a negation in its clause turns round: not more than is at most."""

_SPANS = frozenset({"hour", "day", "night", "week", "month", "year"})
"""“longer than a week” has no number, and is a limit."""
_TOUCHING = 2
"""Characters: a space, and a letter glued on."""


@dataclass(frozen=True)
class Bound:
    """A limit beside a number: “upper” or “lower” as it is written, and as it is meant (“not more than” is upper)."""

    written: str
    meant: str
    negated: bool
    strict: bool
    """“more than”, not “at least”."""


def bound_changed(pair: Pair) -> Iterator[Told]:
    """Is a most still a most, and a least a least?

    Bad: `msgid "no more than 4"`, `msgstr "al menos 4"`
    Good: `msgstr "como máximo 4"`
    """
    if not (pair.source.said("bounds") or pair.target.said("bounds")):
        return
    lost, added = _left_over(bounds(pair.source), bounds(pair.target))
    ours, theirs = ({one.meant for one in bounds(side, certain=False)} for side in (pair.source, pair.target))
    for one in lost:
        other = next((two for two in added if two.written != one.written), None)
        if other is not None and other.meant not in ours - {one.meant}:
            yield Told(f"“{_SAID[one.meant]}” is turned round", "keep the bound as the source has it")
            return
    for one in lost:
        if one.meant not in theirs | _by_order(pair.target):
            said = f"the translation does not say “{_SAID[one.meant]}”", "say the bound"
            yield Told(*said) if not _is_within(pair.source) or _comes_after(pair) else warning(*said)
            return
    for one in added:
        if one.meant not in ours | _by_order(pair.source):
            yield Told(f"the source does not say “{_SAID[one.meant]}”", "see that the limit is the source's")
            return


def bounds(side: Side, *, certain: bool = True) -> list[Bound]:
    """The bounds of a text that have a number beside them."""
    found: list[Bound] = []
    for term in side.said("bounds"):
        clause = _reach(side, term)
        limited = any(_counts(one, term) for one in side.quantities if one.start in clause)
        if not limited and PLACEHOLDER not in side.plain[clause.start : clause.stop]:
            continue
        keys = term.keys("bounds", certain=certain)
        keys -= {opposite for key, opposite in _NEGATED.items() if key in keys}
        negated = any(
            other.keys("negations", certain=True) & {"not", "avoid"}
            for other in side.said("negations", within=clause)
        )
        for key in sorted(keys):
            written = "upper" if key in _UPPER else "lower"
            meant = _OPPOSITE[written] if negated and key in _STRICT else written
            found.append(Bound(written, meant, negated, key in _STRICT))
    return found


def _reach(side: Side, term: Term) -> range:
    """The clause of a bound; with the next one where it holds nothing else: “at most, one every 24 hours”."""
    clause = side.clause_of(term.start)
    if side.plain[term.end : clause.stop].strip(" ,،、，፣") or clause.stop >= len(side.plain):
        return clause
    return range(clause.start, side.clause_of(clause.stop).stop)


def _counts(one: Quantity, term: Term) -> bool:
    """Whether a quantity is what a bound limits: a number, or a bare span of time that touches it."""
    if one.certain or (one.worded and one.units):
        return True
    return bool(one.units & _SPANS) and max(one.start - term.end, term.start - one.end) <= _TOUCHING


_FITS: tuple[Callable[[Bound, Bound], bool], ...] = (
    lambda one, two: one == two,
    lambda one, two: one.written == two.written and one.meant == two.meant,
    lambda one, two: one.written == two.written and one.strict == two.strict and one.negated != two.negated,
    lambda one, two: one.meant == two.meant and not (one.negated and two.negated),
)
"""Which two say the same, the surest first. Where both negate, “more than” must stay “more than”."""


def _left_over(ours: list[Bound], theirs: list[Bound]) -> tuple[list[Bound], list[Bound]]:
    """What has no like on the other side."""
    rest = list(theirs)
    for fits in _FITS:
        lost = []
        for one in ours:
            two = next((two for two in rest if fits(one, two)), None)
            if two is None:
                lost.append(one)
            else:
                rest.remove(two)
        ours = lost
    return ours, rest


def _is_within(side: Side) -> bool:
    """Whether a time limit is meant: languages say it in many ways."""
    return any("within" in term.keys("bounds") for term in side.terms)


def _comes_after(pair: Pair) -> bool:
    """Whether the translation says “after”, and the source does not."""
    return "after" in said_order(pair.target, certain=True) and "after" not in said_order(
        pair.source, certain=False
    )


def _by_order(side: Side) -> set[str]:
    return {_BY_ORDER[key] for key in said_order(side, certain=False) if key in _BY_ORDER}


RULES = (Rule("bound-changed", bound_changed),)
