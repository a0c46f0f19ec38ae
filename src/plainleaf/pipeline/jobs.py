"""Jobs and outcomes: what is asked for and what came of it. Both pickle, so workers can use them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from plainleaf.findings import Finding, Severity
from plainleaf.publish import Entry

Fold = Literal["", "duplex", "booklet"]
"""On both sides of each sheet, or two pages on each side of sheets folded in the middle."""


@dataclass(frozen=True, order=True)
class Variant:
    """What sets an edition apart from the plain leaflet.

    With ``starting`` it holds the example of a starting plan, with ``chart`` the weekly chart; ``short`` leaves out
    what is optional. ``also`` is the tag of a second language beside the first, ``face`` another face of the language's
    script, for print alone, ``fold`` how its pages go on sheets.
    """

    starting: bool = False
    chart: bool = False
    short: bool = False
    also: str = ""
    face: str = ""
    fold: Fold = ""

    @property
    def extras(self) -> tuple[str, ...]:
        """Its parts as a file's name tells them: starting, chart, short, nastaliq, with-en, booklet."""
        named = {"starting": self.starting, "chart": self.chart, "short": self.short}
        others = (self.face, f"with-{self.also}" if self.also else "", self.fold)
        return (*(name for name, asked in named.items() if asked), *filter(None, others))


PLAIN = Variant()

MULTIPLE: Mapping[Fold, int] = {"": 1, "duplex": 2, "booklet": 4}
"""Of how many pages a folded edition has a multiple: so many lie on one sheet of paper."""


@dataclass(frozen=True)
class Request:
    """What a person asked for; empty tuples mean all. A ``release`` makes signed leaflets alone; ``today`` tells which
    sign-offs still hold; ``advice`` asks for what only a person can judge, too.
    """

    medicines: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    form: str = "oral"
    variant: Variant = PLAIN
    profiles: tuple[str, ...] = ("large",)
    paper: str | None = None
    clinic: str = "default"
    strict: bool = False
    release: bool = False
    advice: bool = False
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


@dataclass(frozen=True, order=True)
class Job:
    """One edition to make: the PDF, and beside it the same leaflet as HTML and as plain text."""

    medicine: str
    tag: str
    form: str
    profile: str
    paper: str
    clinic: str
    variant: Variant = PLAIN

    @property
    def path(self) -> str:
        """Where its PDF goes, relative to out/."""
        parts = (self.medicine, self.form, self.profile, self.paper, *self.variant.extras, "pdf")
        return f"{self.clinic}/{self.tag}/{'.'.join(parts)}"

    def __str__(self) -> str:
        return f"{self.medicine} {self.tag} ({', '.join((self.form, self.profile, self.paper, *self.variant.extras))})"


@dataclass(frozen=True)
class ReadingLevel:
    """How hard a section is to read, the whole leaflet where ``section`` is empty: on the scale of ``formula``."""

    section: str
    formula: str
    score: float
    limit: float
    meaning: str


@dataclass(frozen=True)
class Outcome:
    """What came of a job: an entry with its bytes when it was made, and all findings either way.

    ``beside`` are the files with the PDF's stem, by suffix: html and txt. ``cached`` tells that nothing was printed,
    ``in_place`` that all its files lie where they should, so that their bytes are not here. ``reading`` holds the
    leaflet's level first, then each section's.
    """

    job: Job
    entry: Entry | None = None
    pdf: bytes = field(default=b"", repr=False)
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    cached: bool = False
    in_place: bool = False
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    reading: tuple[ReadingLevel, ...] = ()

    @property
    def made(self) -> bool:
        return self.entry is not None


def withholding(findings: tuple[Finding, ...], *, strict: bool) -> bool:
    """Whether these findings keep a leaflet back."""
    return any(strict or finding.severity is Severity.ERROR for finding in findings)
