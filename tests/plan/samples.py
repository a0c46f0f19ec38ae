"""Good plans to break, and what is found in them: one of tablets that ends, one of a liquid that goes on, one at the
highest dose.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from plainleaf.clinic import read_clinic
from plainleaf.findings import Finding, Refused
from plainleaf.plan import Limits, check_plan, limits_of, plan_leaflet, read_plan
from plainleaf.project import Project
from plainleaf.translate import Leaflet, Wanted, translate
from plainleaf.translate.content import Content, read_content
from plainleaf.translate.voice import Voice
from tests.conftest import ROOT

PROJECT = Project(ROOT)
TODAY = date(2026, 6, 1)
CANARY = "CANARY-7319"

TABLETS = """\
format: 1
medicine: baclofen
language: en
patient: adult
taking_now: 15 mg
tablet: 10 mg
scored: true
steps:
  - first: 2026-06-01
    last: 2026-06-03
    morning: 1 tablet
    midday: half tablet
    evening: 1 tablet
    total: 25 mg
  - first: 2026-06-04
    last: 2026-06-10
    morning: 1 tablet
    midday: 1 tablet
    evening: 2 tablets
    total: 40 mg
  - first: 2026-06-11
    last: 2026-06-13
    morning: 1 tablet
    evening: 2 tablets
    total: 30 mg
  - first: 2026-06-14
    last: 2026-06-16
    bedtime: 2 tablets
    total: 20 mg
  - first: 2026-06-17
    last: 2026-06-19
    bedtime: 1 tablet
    total: 10 mg
stops: 2026-06-20
"""
"""Up by as much (15 mg) as the sources allow; up and down as soon (3 days)."""

LIQUID = """\
format: 1
medicine: baclofen
language: es
clinic: default
patient: adult
taking_now: 0 mg
liquid: 5 mg in 5 mL
steps:
  - first: 2026-06-01
    last: 2026-06-03
    morning: 5 mL
    midday: 5 mL
    evening: 5 mL
    total: 15 mg
  - first: 2026-06-04
    morning: 7.5 mL
    midday: 5 mL
    bedtime: 7.5 mL
    total: 20 mg
"""
"""Begins as high (15 mg) as the sources allow, and goes on."""

HIGHEST = """\
format: 1
medicine: baclofen
language: en
patient: adult
taking_now: 65 mg
tablet: 10 mg
scored: true
steps:
  - first: 2026-06-01
    morning: 8 tablets
    total: 80 mg
"""
"""The highest dose of the American sources, in one step."""


PLANS = {"tablets": TABLETS, "liquid": LIQUID, "highest": HIGHEST}
FILE = Path(__file__).with_name("plans.txt")


@dataclass(frozen=True)
class Sample:
    """A good plan with some rows changed: the finding's code, its place and what it says; none where it is right."""

    name: str
    plan: str
    jurisdiction: str
    rows: Mapping[int, str | None]
    check: str = ""
    row: int = 0
    column: int = 0
    said: str = ""

    @property
    def good(self) -> str:
        return PLANS[self.plan]

    @property
    def text(self) -> str:
        return with_rows(self.good, self.rows)

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def samples() -> Iterator[Sample]:
    """All of plans.txt."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    for block in "\n".join(line for line in lines if not line.startswith("#")).split("\n\n"):
        head, *body = block.strip("\n").split("\n")
        if not head:
            continue
        name, which, expected = head.split(" | ")
        plan, _, country = which.partition(", ")
        said = [line.removeprefix("  says: ") for line in body if line.startswith("  says: ")]
        rows = _rows(line for line in body if not line.startswith("  says: "))
        if expected == "right":
            assert not said
            yield Sample(name, plan, country or "US", rows)
        else:
            check, row, column = re.split("[ :]", expected)
            yield Sample(name, plan, country or "US", rows, check, int(row), int(column), *said)


def _rows(lines: Iterator[str]) -> dict[int, str | None]:
    rows: dict[int, str | None] = {}
    for line in lines:
        found = re.fullmatch(r"  (\d+)(?:-(\d+))?(?: gone|\|(.*))", line)
        assert found is not None, line
        first, last, text = found.groups()
        for row in range(int(first), int(last or first) + 1):
            before = rows.get(row)
            said = None if text is None else text.replace("→", "\t")
            rows[row] = said if before is None else f"{before}\n{said}"
    return rows


def with_rows(text: str, rows: Mapping[int, str | None]) -> str:
    """The text with other rows, counted from 1; None takes a row away, a row after the last is a new one."""
    lines: list[str | None] = [*text.splitlines(), *([None] * (max(rows, default=0) - text.count("\n")))]
    for row, line in rows.items():
        lines[row - 1] = line
    return "".join(f"{line}\n" for line in lines if line is not None)


@cache
def content() -> Content:
    return read_content(PROJECT)


@cache
def limits(jurisdiction: str = "US") -> Limits:
    found = limits_of(content().monographs["baclofen"].monograph, jurisdiction, "oral")
    assert found is not None
    return found


def findings(file: Path, jurisdiction: str = "US") -> tuple[Finding, ...]:
    """What is wrong with a plan file, but for names that the project has not."""
    try:
        plan, source = read_plan(file)
    except Refused as refused:
        return refused.findings
    return check_plan(plan, source, limits(jurisdiction), TODAY)


def told(file: Path, text: str | bytes, jurisdiction: str = "US") -> tuple[Finding, ...]:
    """What is wrong with a plan of this text."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return findings(file, jurisdiction)


@cache
def _leaflet(tag: str, clinic: str) -> Leaflet:
    handing, held = read_clinic(PROJECT, clinic), content()
    wanted = Wanted(held.languages[tag], "oral", handing, held.languages[handing.language])
    return translate(held.monographs["baclofen"], wanted, held.wordings, held.catalogues)


def voice_of(tag: str, jurisdiction: str = "US") -> Voice:
    held = content()
    language = held.languages[tag]
    return Voice.of(
        held.monographs["baclofen"], language, jurisdiction, "oral", held.wordings, held.catalogues
    )


def sheet(file: Path, text: str, tag: str = "en", clinic: str = "default") -> Leaflet:
    """The sheet of a plan in a language, before it is laid out."""
    file.write_text(text, encoding="utf-8")
    leaflet, voice = _leaflet(tag, clinic), voice_of(tag, read_clinic(PROJECT, clinic).jurisdiction)
    wordings = content().wordings
    plan = read_plan(file)[0]
    return plan_leaflet(
        leaflet, plan, voice.speaker, lambda id, **parts: voice.wording(id, wordings, **parts)
    )
