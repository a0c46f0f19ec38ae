"""What an audit finds: flaws a machine can see, questions it cannot answer, and the figures it measured."""

from collections.abc import Iterable, Mapping
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
        return Finding(self.check, on_pages(self.areas) + self.message, Span(where), self.hint, self.severity)


def on_pages(areas: Iterable[Area]) -> str:
    """“page 3: ”, “pages 1 to 4, 7: ”; nothing where there is no area."""
    pages = sorted({area.page for area in areas})
    return f"{'page' if len(pages) == 1 else 'pages'} {ranges(pages)}: " if pages else ""


def ranges(pages: Iterable[int]) -> str:
    """Numbers in order as people write them: “1 to 3, 5”."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


@dataclass(frozen=True)
class Question:
    """What only a person can decide: never told as passed."""

    check: str
    message: str
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Figure:
    """Something measured; its name says the unit ("smallest type, pt")."""

    name: str
    value: float | str


@dataclass(frozen=True)
class Looked:
    """What one part of an audit found; its fields are those of ``Audit``."""

    flaws: tuple[Flaw, ...] = ()
    questions: tuple[Question, ...] = ()
    figures: Mapping[str, float | str] = field(default_factory=dict)
    checked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audit:
    """All that was found in one file. ``figures`` are what was measured, by name;
    ``checked`` the codes of every rule that looked.
    """

    where: str
    profile: str
    pages: int
    flaws: tuple[Flaw, ...] = ()
    questions: tuple[Question, ...] = ()
    figures: Mapping[str, float | str] = field(default_factory=dict)
    checked: tuple[str, ...] = ()
