"""One function a format: findings (and, for JSON, artifacts) as text."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from plainleaf.findings import Finding, Severity
from plainleaf.pipeline import Outcome
from plainleaf.plan import WHERE as PLAN
from plainleaf.report.summary import Summary

VERSION = 1
"""Of the JSON: it never changes shape with verbosity."""

_RED, _YELLOW, _BOLD, _DIM, _OFF = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"


def full(summary: Summary, root: Path, *, color: bool = False) -> str:
    """As ruff shows them: place, what is wrong, the line with a caret, a hint."""
    return "".join(_full_finding(finding, root, color=color) for finding in summary.findings)


def concise(summary: Summary, root: Path, *, color: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """One line a finding: path:row:column: severity: message [check]."""
    return "".join(f"{_line(finding, color=color)}\n" for finding in summary.findings)


def github(summary: Summary, root: Path, *, color: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Workflow commands that GitHub shows beside the line."""
    return "".join(
        f"::{finding.severity} file={_property(finding.place.path)},line={finding.place.row or 1},"
        f"col={finding.place.column or 1},title={_property(finding.check)}::{_data(_message(finding))}\n"
        for finding in summary.findings
    )


def as_json(summary: Summary, root: Path, *, color: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Everything, versioned; keys are always there."""
    report = {
        "version": VERSION,
        "exit_code": int(summary.exit_code),
        "summary": {
            "jobs": len(summary.outcomes),
            "made": sum(outcome.made for outcome in summary.outcomes),
            "withheld": sum(not outcome.made for outcome in summary.outcomes),
            "cached": sum(outcome.cached for outcome in summary.outcomes),
            "errors": summary.count(Severity.ERROR),
            "warnings": summary.count(Severity.WARNING),
        },
        "artifacts": [_artifact(outcome) for outcome in summary.outcomes if outcome.made],
        "findings": [_finding(finding) for finding in summary.findings],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[..., str]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
}


def _full_finding(finding: Finding, root: Path, *, color: bool) -> str:
    parts = [_line(finding, color=color)]
    excerpt = source_line(root, finding)
    if excerpt:
        parts.append(f"    {excerpt}")
        if finding.place.column and not _is_right_to_left(excerpt):
            parts.append(f"    {_blank(excerpt[: finding.place.column - 1])}^")
    parts += [f"  see also: {place}" for place in finding.related]
    if finding.hint:
        parts.append(f"  hint: {printable(finding.hint)}")
    return "\n".join(parts) + "\n"


def _line(finding: Finding, *, color: bool) -> str:
    severity, message = str(finding.severity), printable(finding.message)
    if color:
        paint = _RED if finding.is_error else _YELLOW
        return (
            f"{_BOLD}{finding.place}{_OFF}: {paint}{severity}{_OFF}: {message} {_DIM}[{finding.check}]{_OFF}"
        )
    return f"{finding.place}: {severity}: {message} [{finding.check}]"


def source_line(root: Path, finding: Finding) -> str:
    """The line a finding stands in, "" where there is none; never one of a patient's plan."""
    if not finding.place.row or finding.place.path == PLAN:
        return ""
    try:
        text = (root / finding.place.path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
    # Not splitlines: it counts rows at U+2028 and form feeds, where no editor does.
    lines = text.split("\n")
    return printable(lines[finding.place.row - 1].rstrip()) if finding.place.row <= len(lines) else ""


def _is_right_to_left(line: str) -> bool:
    """No caret under such a line: terminals reorder it and the caret would lie."""
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in line)


def printable(text: str) -> str:
    """On one line, and without what would command the terminal."""
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c != "\t" else c for c in text)


def _blank(text: str) -> str:
    """As wide as the text: wide characters take two columns, marks none, a tab what a tab takes."""
    return "".join("\t" if c == "\t" else " " * _width(c) for c in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _message(finding: Finding) -> str:
    return finding.message + (f" ({finding.hint})" if finding.hint else "")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _artifact(outcome: Outcome) -> dict[str, Any]:
    entry = outcome.entry
    assert entry is not None
    return {
        "medicine": entry.medicine,
        "language": entry.language,
        "form": entry.form,
        "starting": entry.starting,
        "extras": list(entry.extras),
        "clinic": entry.clinic,
        "jurisdiction": entry.jurisdiction,
        "profile": entry.profile,
        "paper": entry.paper,
        "path": entry.path,
        "pages": entry.pages,
        "sheets": entry.sheets,
        "sha256": entry.sha256,
        "beside": [{"path": path, "sha256": sha256} for path, sha256 in list(entry.files.items())[1:]],
        "text_digest": entry.text_digest,
        "signed": entry.signed,
        "reading": [asdict(level) for level in outcome.reading],
        "cached": outcome.cached,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "message": finding.message,
        "location": {"path": finding.place.path, "row": finding.place.row, "column": finding.place.column},
        "related": [{"path": p.path, "row": p.row, "column": p.column} for p in finding.related],
        "hint": finding.hint,
    }
