"""Audits as text: one function a format, in the voice of findings."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plainleaf.audit import Area, Audit, Flaw
from plainleaf.audit.verdict import on_pages
from plainleaf.findings import ExitCode, Severity
from plainleaf.layout.profiles import Profile
from plainleaf.report import formats
from plainleaf.report.summary import Summary

ROUNDED = 0.01

_WANTED: Mapping[str, tuple[str, str]] = {
    "smallest type, pt": ("at least", "smallest"),
    "body type, pt": ("at least", "text"),
    "smallest heading, pt": ("at least", "heading"),
    "leading": ("at least", "leading"),
    "longest line, characters": ("at most", "measure"),
    "lowest contrast": ("at least", "contrast"),
    "smallest margin, mm": ("at least", "margin"),
}
"""Of figures that a profile has a number for: how they compare, and which of its cells holds it."""

VERSION = 1
"""Of the JSON: it never changes shape with verbosity."""


@dataclass(frozen=True)
class Audited:
    """Audits of several files against one profile, and whether a warning counts as an error."""

    audits: tuple[Audit, ...]
    profile: Profile
    strict: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """A question is no fault."""
        bad = any(self.strict or flaw.severity is Severity.ERROR for flaw in self.flaws)
        return ExitCode.WITHHELD if bad else ExitCode.CLEAN

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        return tuple(flaw for audit in self.audits for flaw in audit.flaws)

    def count(self, severity: Severity) -> int:
        return sum(flaw.severity is severity for flaw in self.flaws)


def counted(audit: Audit) -> str:
    """What an audit came to, in one line: never that a file is good, for no program can know it."""
    rules, flaws, asked = len(audit.checked), len(audit.flaws), len(audit.questions)
    return (
        f"checked against {rules} {'rule' if rules == 1 else 'rules'}; {flaws} {'flaw' if flaws == 1 else 'flaws'}; "
        f"{asked} {'thing needs' if asked == 1 else 'things need'} a person"
    )


def full(audited: Audited, *, color: bool = False, quiet: bool = False) -> str:
    """For each file its flaws with hints; then, unless ``quiet``, what was measured and what needs a person."""
    return "".join(
        formats.full(_summary(audit), Path(), color=color) + ("" if quiet else _rest(audit, audited.profile))
        for audit in audited.audits
    )


def concise(audited: Audited, *, color: bool = False, quiet: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """One line a flaw."""
    return formats.concise(_summary(*audited.audits), Path(), color=color)


def github(audited: Audited, *, color: bool = False, quiet: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Workflow commands that GitHub shows."""
    return formats.github(_summary(*audited.audits), Path(), color=color)


def as_json(audited: Audited, *, color: bool = False, quiet: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Everything, versioned; keys are always there."""
    report = {
        "version": VERSION,
        "exit_code": int(audited.exit_code),
        "summary": {
            "files": len(audited.audits),
            "errors": audited.count(Severity.ERROR),
            "warnings": audited.count(Severity.WARNING),
            "questions": sum(len(audit.questions) for audit in audited.audits),
        },
        "profile": audited.profile.model_dump(),
        "audits": [_audit(audit) for audit in audited.audits],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


AUDIT_FORMATS: Mapping[str, Callable[..., str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
}


def pages_of(areas: Sequence[Area]) -> tuple[int, ...]:
    """The pages some areas stand on, each once, in order."""
    return tuple(sorted({area.page for area in areas}))


def wanted(name: str, profile: Profile) -> str:
    """What a profile says of a figure (“at least 18”), "" where it says nothing."""
    if name not in _WANTED:
        return ""
    how, cell = _WANTED[name]
    return f"{how} {getattr(profile, cell):g}"


def against(name: str, value: float | str, profile: Profile) -> str:
    """The same, with a word where the figure misses it (by more than one in a hundred: sizes are rounded)."""
    limit = wanted(name, profile)
    if not limit or isinstance(value, str):
        return limit
    how, cell = _WANTED[name]
    share = float(value) / float(getattr(profile, cell))
    is_missed = share < 1 - ROUNDED if how == "at least" else share > 1 + ROUNDED
    return f"{limit}: missed" if is_missed else limit


def figure(value: float | str) -> str:
    """A measured value as people read it: no more than two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _summary(*audits: Audit) -> Summary:
    findings = tuple(flaw.finding(audit.where) for audit in audits for flaw in audit.flaws)
    return Summary((), findings, ExitCode.CLEAN)


def _rest(audit: Audit, profile: Profile) -> str:
    width = max(map(len, audit.figures), default=0)
    lines = [f"{audit.where}: measured, against the profile {audit.profile}"] if audit.figures else []
    for name, value in audit.figures.items():
        limit = against(name, value, profile)
        lines.append(f"  {name:{width}}  {figure(value)}" + (f" ({limit})" if limit else ""))
    if audit.questions:
        lines.append(f"{audit.where}: needs a person")
    lines += [f"  {on_pages(asked.areas)}{asked.message} [{asked.check}]" for asked in audit.questions]
    lines.append(f"{audit.where}: {counted(audit)}")
    return "".join(f"{formats.printable(line)}\n" for line in lines)


def _audit(audit: Audit) -> dict[str, Any]:
    return {
        "path": audit.where,
        "pages": audit.pages,
        "profile": audit.profile,
        "figures": dict(audit.figures),
        "flaws": [_flaw(flaw) for flaw in audit.flaws],
        "questions": [
            {"check": asked.check, "message": asked.message, "areas": [_area(area) for area in asked.areas]}
            for asked in audit.questions
        ],
        "checked": list(audit.checked),
    }


def _flaw(flaw: Flaw) -> dict[str, Any]:
    return {
        "check": flaw.check,
        "severity": str(flaw.severity),
        "message": flaw.message,
        "hint": flaw.hint,
        "areas": [_area(area) for area in flaw.areas],
    }


def _area(area: Area) -> dict[str, float]:
    sides = {"left": area.left, "bottom": area.bottom, "right": area.right, "top": area.top}
    return {"page": area.page, **{name: round(side, 2) for name, side in sides.items()}}
