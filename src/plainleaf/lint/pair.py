"""What the lint looks at, a source text beside its translation, and what it finds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from plainleaf.findings import Severity
from plainleaf.lint.matching import Matched, matched
from plainleaf.lint.quantity import Quantity
from plainleaf.lint.side import Side

_CLOCK = re.compile(
    r"[ap]\.?\s?m\b|o'clock|\d:\d\d|\b\d+ (?:in the (?:morning|afternoon|evening)|at night|every)|midnight",
    re.IGNORECASE,
)
_DAY, _HALF_DAY, _ETHIOPIAN = 24, 12, 6


@dataclass(frozen=True)
class Pair:
    """``flags`` are the entry's: they say which placeholders are meant (python-format, c-format …)."""

    source: Side
    target: Side
    flags: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def tells_the_time(self) -> bool:
        return _CLOCK.search(self.source.plain) is not None

    @cached_property
    def matched(self) -> Matched:
        """Which quantities belong together. Where the source tells the time, 18 is 6 (in Amharic 12 is)."""
        target = self.target.quantities
        if target and self.tells_the_time:
            shift = _ETHIOPIAN if self.target.language == "am" else _HALF_DAY
            target = tuple(replace(one, values=one.values | _hours(one, shift)) for one in target)
        return matched(self.source.quantities, target)

    @cached_property
    def doses(self) -> tuple[tuple[Quantity, Quantity], ...]:
        """The pairs of quantities that both sides say for sure, in the source's order."""
        return tuple((one, other) for one, other in self.matched.pairs if one.certain and other.certain)

    @cached_property
    def aligned(self) -> tuple[tuple[range, range], ...]:
        """Sentence beside sentence where there are as many; else the whole beside the whole."""
        ours, theirs = self.source.sentences, self.target.sentences
        if len(ours) == len(theirs):
            return tuple(zip(ours, theirs, strict=True))
        return ((range(len(self.source.plain)), range(len(self.target.plain))),)


class Told(NamedTuple):
    """What a rule says of a pair."""

    message: str
    hint: str
    severity: Severity = Severity.ERROR


def warning(message: str, hint: str) -> Told:
    """Told, and no alarm."""
    return Told(message, hint, Severity.WARNING)


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a translation; the place is the entry's."""

    check: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    @property
    def is_alarm(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(frozen=True)
class Rule:
    """``code`` names the check; the docstring of ``look`` is its manual page."""

    code: str
    look: Callable[[Pair], Iterator[Told]]


def _hours(one: Quantity, shift: int) -> frozenset[Fraction]:
    """The same hour on the other half of the clock; in Amharic, where the day begins at six, six hours off."""
    return frozenset(value + by for value in one.values for by in (-shift, shift) if 0 < value + by <= _DAY)
