"""What an audit finds: flaws a machine can see, questions it cannot answer, and the figures it measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plainleaf.findings import Finding, Severity, Span


@dataclass(frozen=True)
class Area:
    """A rectangle on a page, in points from the page's lower left corner; pages count from 1."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Flaw:
    """One thing wrong in a finished file, and where it stands; no area where it is the whole file that is wrong."""

    check: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    areas: tuple[Area, ...] = ()

    def finding(self, where: str) -> Finding:
        """As builds and reports tell it; the page stands in the message, because a PDF has no rows."""
        pages = sorted({area.page for area in self.areas})
        shown = f"page {', '.join(map(str, pages))}: " if pages else ""
        return Finding(self.check, shown + self.message, Span(where), self.hint, self.severity)


@dataclass(frozen=True)
class Question:
    """What only a person can decide: never told as passed."""

    check: str
    message: str
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Audit:
    """All that was found in one file. ``figures`` are what was measured, by name, in the units their names say
    ("smallest type, pt"); ``checked`` the codes of every rule that looked.
    """

    where: str
    profile: str
    pages: int
    flaws: tuple[Flaw, ...] = ()
    questions: tuple[Question, ...] = ()
    figures: Mapping[str, float | str] = field(default_factory=dict)
    checked: tuple[str, ...] = ()
