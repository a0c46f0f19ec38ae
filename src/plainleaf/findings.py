"""Findings: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """An error withholds the leaflet; a warning is told and, with ``--strict``, withholds too."""

    ERROR = "error"
    WARNING = "warning"


class ExitCode(IntEnum):
    """What the process says to the shell that called it."""

    CLEAN = 0
    WITHHELD = 1
    USAGE = 2
    BUG = 3
    INTERRUPTED = 130


@dataclass(frozen=True, order=True)
class Span:
    """A place in an authored file: path from the project root; row and column count from 1, 0 is unknown."""

    path: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.row, self.column) if n)])


@dataclass(frozen=True)
class Finding:
    """One problem. ``check`` is the code that ``explain`` knows; ``related`` are other places that matter."""

    check: str
    message: str
    place: Span
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Span, ...] = field(default=())

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def sort_key(self) -> tuple[Span, str, str]:
        return (self.place, self.check, self.message)


class Refused(Exception):
    """A stage cannot give its output; it holds *all* the findings that say why."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(self.findings)} findings")

    def __reduce__(self) -> tuple[type["Refused"], tuple[tuple[Finding, ...]]]:
        return (type(self), (self.findings,))


class UsageFailure(Exception):
    """Wrong use or a wrong environment (exit code 2): the fact, then a hint with the exact command."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)

    def __reduce__(self) -> tuple[type["UsageFailure"], tuple[str, str]]:
        return (type(self), (str(self), self.hint))


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=Finding.sort_key))
