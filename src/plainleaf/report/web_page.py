"""A run as one web page that needs nothing else: what became of each leaflet, and every finding in its line."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plainleaf.findings import Finding
from plainleaf.report.cases import Case, State, by_medicine, cases, edition
from plainleaf.report.formats import printable, source_line
from plainleaf.report.manual import manuals
from plainleaf.report.summary import Summary
from plainleaf.report.verdict import counts, verdict
from plainleaf.values.languages import PSEUDO

AROUND = 90
"""Characters of a line before and after the one a finding points at."""

SIGNS: Mapping[State, str] = {
    State.WITHHELD: "✕",
    State.FAULTY: "✕",
    State.MADE: "✓",
    State.UNCHANGED: "=",
    State.CLEAN: "✓",
}
WORDS: Mapping[State, str] = {
    State.WITHHELD: "withheld",
    State.FAULTY: "has errors",
    State.MADE: "made, printed anew",
    State.UNCHANGED: "made, its pages unchanged",
    State.CLEAN: "no error found",
}


@dataclass(frozen=True)
class Row:
    """A medicine's edition; ``cells`` by language tag."""

    medicine: str
    edition: str
    cells: Mapping[str, Case]


@dataclass(frozen=True)
class Excerpt:
    """A line of a source, parted round the character that is meant."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Numbered:
    """A finding under its number; ``about`` says which leaflets it concerns."""

    number: int
    finding: Finding
    question: str
    excerpt: Excerpt | None
    about: str


def web_page(summary: Summary, root: Path, *, color: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """The page as HTML; all that comes from the project is escaped."""
    found = cases(summary)
    numbered = _numbered(summary.findings, found, root)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    tags = sorted({case.job.tag for case in found})
    states = {case.state for case in found}
    return environment.get_template("web_page.html.jinja").render(
        verdict=verdict(summary),
        is_bad=bool(summary.exit_code),
        counts=counts(summary),
        tags={tag: _english(tag) for tag in tags},
        rows=_rows(found),
        failed=[(anchor(case), case) for case in found if case.state.is_failure],
        numbers={one.finding: one.number for one in numbered},
        errors=[one for one in numbered if one.finding.is_error],
        warnings=[one for one in numbered if not one.finding.is_error],
        legend=[(SIGNS[state], WORDS[state]) for state in State if state in states],
        signs=SIGNS,
        words=WORDS,
        anchor=anchor,
        edition=edition,
        printable=printable,
    )


def anchor(case: Case) -> str:
    """Where the page tells of a leaflet."""
    return "leaflet-" + case.job.path.removesuffix(".pdf").replace("/", "-").replace(" ", "-")


def excerpt(line: str, column: int) -> Excerpt | None:
    """The line with what stands at a column (from 1) parted from the rest, cut where it is long."""
    if not line:
        return None
    if not 1 <= column <= len(line):
        return Excerpt(_cut(line, 2 * AROUND), "", "")
    start = column - 1
    end = start + 1
    while end < len(line) and unicodedata.category(line[end]) in {"Mn", "Mc", "Me", "Cf"}:
        end += 1
    before, after = line[:start], line[end:]
    before = before if len(before) <= AROUND else "…" + before[-AROUND:]
    return Excerpt(before, line[start:end], _cut(after, AROUND))


def _numbered(findings: Iterable[Finding], found: Sequence[Case], root: Path) -> list[Numbered]:
    """Errors first: the numbers run down the page."""
    known = manuals()
    concerned: dict[Finding, list[Case]] = {}
    for case in found:
        for finding in dict.fromkeys(case.findings):
            concerned.setdefault(finding, []).append(case)
    ranked = sorted(findings, key=lambda finding: not finding.is_error)
    return [
        Numbered(
            number,
            finding,
            known.get(finding.check, finding.check).splitlines()[0],
            excerpt(source_line(root, finding), finding.place.column),
            _about(concerned.get(finding, []), len(found)),
        )
        for number, finding in enumerate(ranked, 1)
    ]


def _about(concerned: Sequence[Case], total: int) -> str:
    """“baclofen: ar, es”, or all of them."""
    if not concerned:
        return ""
    if len(concerned) == total > 1:
        return "every leaflet"
    return "; ".join(
        f"{medicine}: {', '.join(dict.fromkeys(case.job.tag for case in some))}"
        for medicine, some in by_medicine(tuple(concerned)).items()
    )


def _rows(found: Sequence[Case]) -> list[Row]:
    held: dict[tuple[str, str], dict[str, Case]] = {}
    for case in found:
        held.setdefault((case.job.medicine, edition(case.job)), {})[case.job.tag] = case
    return [Row(medicine, words, cells) for (medicine, words), cells in held.items()]


def _english(tag: str) -> str:
    """What CLDR calls a language in English; the tag where it does not know it."""
    try:
        name = Locale.parse(PSEUDO.get(tag, tag), sep="-").get_display_name("en")
    except (ValueError, UnknownLocaleError):
        return tag
    return f"Pseudo-{name}" if tag in PSEUDO else str(name)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"
