"""A quantity: a number with the unit that stands beside it."""

from dataclasses import dataclass
from fractions import Fraction

PLACEHOLDER = "\ufffc"
"""Stands in a text for each of its placeholders."""

_SHOWN = (1, 3, 6)
"""Denominators of numbers that are shown as they are: 2, 1/3."""


@dataclass(frozen=True)
class Quantity:
    """``values`` are what the number may mean, ``units`` what stands beside it (none: nothing known).

    Not ``certain``: an article, a bare noun (“a tablet” is one), a word that may mean something else. ``worded``: the
    number is written in letters.
    """

    values: frozenset[Fraction]
    units: frozenset[str]
    start: int
    end: int
    certain: bool = True
    worded: bool = False

    def __str__(self) -> str:
        value = min(self.values)
        number = str(value) if value.denominator in _SHOWN else f"{float(value):g}"
        return " ".join([number, *sorted(self.units)[:1]])

    @property
    def is_part(self) -> bool:
        """Whether it is less than one: a half, a quarter."""
        return min(self.values) < 1
