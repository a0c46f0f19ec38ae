"""Which quantity of the source is which of the translation, and what is left over on either side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plainleaf.lint.quantity import Quantity

_SIZES: dict[str, tuple[str, Fraction]] = {
    "second": ("time", Fraction(1, 60)),
    "minute": ("time", Fraction(1)),
    "hour": ("time", Fraction(60)),
    "day": ("time", Fraction(1440)),
    "night": ("time", Fraction(1440)),
    "week": ("time", Fraction(10_080)),
    "month": ("month", Fraction(1)),
    "year": ("month", Fraction(12)),
    "microgram": ("mass", Fraction(1, 1_000_000)),
    "mg": ("mass", Fraction(1, 1000)),
    "g": ("mass", Fraction(1)),
    "kg": ("mass", Fraction(1000)),
    "mL": ("volume", Fraction(1, 1000)),
    "L": ("volume", Fraction(1)),
    "mm": ("length", Fraction(1, 1000)),
    "cm": ("length", Fraction(1, 100)),
}
"""Dimension and size of units that people convert."""

_ALIKE = (
    frozenset({"degree", "celsius"}),
    frozenset({"degree", "fahrenheit"}),
    frozenset({"spoonful", "teaspoon"}),
    frozenset({"spoonful", "tablespoon"}),
    frozenset({"puff", "spray"}),
    frozenset({"day", "night"}),
)
"""Units of which translations say either."""


@dataclass(frozen=True)
class Matched:
    """``pairs`` belong together; ``lost`` and ``added`` are certain, and nothing on the other side says them."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    lost: tuple[Quantity, ...]
    added: tuple[Quantity, ...]


def matched(source: Sequence[Quantity], target: Sequence[Quantity]) -> Matched:
    """The surest matches first: certain ones of one unit, then where a unit is unknown, then what may be meant."""
    pairs: list[tuple[Quantity, Quantity]] = []
    left, right = list(source), list(target)
    for certain in (True, False):
        for fits in (_same, _same_or_unknown, _converted):
            for one in [q for q in left if q.certain or not certain]:
                other = next(
                    (
                        q
                        for q in right
                        if (q.certain or not certain) and (q.certain or one.certain) and fits(one, q)
                    ),
                    None,
                )
                if other is not None:
                    left.remove(one)
                    right.remove(other)
                    pairs.append((one, other))
    lost = [q for q in left if q.certain and not _said_again(q, (one for one, _ in pairs), target)]
    added = [q for q in right if q.certain and not _said_again(q, (other for _, other in pairs), source)]
    return Matched(tuple(sorted(pairs, key=lambda pair: pair[0].start)), tuple(lost), tuple(added))


def _said_again(one: Quantity, own: Iterable[Quantity], others: Iterable[Quantity]) -> bool:
    """Whether what is left over repeats what has its match: “after 30 minutes” once more."""
    return any(q.values == one.values and q.units == one.units for q in own) or any(
        q.certain and _same(one, q) for q in others
    )


def alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sets of units may be one unit."""
    return any(a == b or frozenset((a, b)) in _ALIKE for a in one for b in other)


def _same(one: Quantity, other: Quantity) -> bool:
    return bool(one.values & other.values) and bool(one.units) and alike(one.units, other.units)


def _same_or_unknown(one: Quantity, other: Quantity) -> bool:
    return bool(one.values & other.values) and (
        not one.units or not other.units or alike(one.units, other.units)
    )


def _converted(one: Quantity, other: Quantity) -> bool:
    """24 hours are a day, 1,000 mg a gram."""
    if len(one.values) > 1 or len(other.values) > 1:
        return False
    return any(
        _SIZES[a][0] == _SIZES[b][0] and x * _SIZES[a][1] == y * _SIZES[b][1]
        for a in one.units & _SIZES.keys()
        for b in other.units & _SIZES.keys()
        for x in one.values
        for y in other.values
    )
