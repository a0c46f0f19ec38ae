"""What the lint looks at, a source text beside its translation, and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from plainleaf.findings import Severity
from plainleaf.lint.side import Side


@dataclass(frozen=True)
class Pair:
    """``flags`` are the entry's: they say which placeholders are meant (python-format, c-format …)."""

    source: Side
    target: Side
    flags: frozenset[str] = field(default_factory=frozenset)


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


Look = Callable[[Pair], Iterator[tuple[str, str, Severity]] | Iterable[tuple[str, str, Severity]]]
"""Gives message, hint and severity of each flaw; its docstring is the manual page."""


@dataclass(frozen=True)
class Rule:
    """``code`` names the check; ``look`` tells what is wrong."""

    code: str
    look: Look


def aligned(pair: Pair) -> list[tuple[range, range]]:
    """Sentence beside sentence where there are as many; else the whole beside the whole."""
    ours, theirs = pair.source.sentences, pair.target.sentences
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True))
    return [(range(len(pair.source.plain)), range(len(pair.target.plain)))]
