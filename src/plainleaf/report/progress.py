"""Translations counted: a table for people, JSON for programs."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plainleaf.report import formats
from plainleaf.report.summary import Summary
from plainleaf.translate.progress import STATES, Counted, Part, Progress

VERSION = 1
"""Of the JSON: it never changes shape with verbosity."""

NONE = "–"

_TEXT_COLUMNS = 2
_COLUMNS = ("language", "medicine", "translated", *STATES, "total", "percent", "signed")


@dataclass(frozen=True)
class Counts:
    """Rows with the kinds of sign-off that are current for each, by language and medicine; ``required`` percent."""

    rows: tuple[Progress, ...]
    signed: Mapping[tuple[str, str], tuple[str, ...]]
    required: float | None = None


def table(counts: Counts, *, verbose: bool = False) -> str:
    """One line a row, below it with ``verbose`` one for each of its catalogues; columns stand under their heads."""
    lines = [_COLUMNS]
    for row in counts.rows:
        signed = ", ".join(counts.signed[row.language, row.medicine]) or NONE
        lines.append((row.language, row.medicine, *_cells(row), signed))
        if verbose:
            lines += [("", f"  {part.domain}", *_cells(part), _remark(part)) for part in row.parts]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(f"{_line(cells, widths)}\n" for cells in lines)


def as_json(counts: Counts, summary: Summary, root: Path) -> str:
    """Everything, versioned; keys are always there."""
    # One shape of a finding in all our JSON.
    findings = json.loads(formats.as_json(summary, root))["findings"]
    report = {
        "version": VERSION,
        "exit_code": int(summary.exit_code),
        "required": counts.required,
        "progress": [
            {
                "language": row.language,
                "medicine": row.medicine,
                **_numbers(row),
                "signed": list(counts.signed[row.language, row.medicine]),
                "catalogues": [_catalogue(part) for part in row.parts],
            }
            for row in counts.rows
        ],
        "findings": findings,
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _cells(counted: Counted) -> tuple[str, ...]:
    counts = (str(counted.count(state)) for state in STATES)
    return (str(counted.translated), *counts, str(counted.total), f"{counted.percent:g}%")


def _remark(part: Part) -> str:
    return "damaged" if part.is_damaged else "to be updated" if part.is_stale else ""


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Words to the left, numbers to the right, the last as it is."""
    pads: list[Callable[[str, int], str]] = [str.ljust] * _TEXT_COLUMNS
    pads += [str.rjust] * (len(cells) - _TEXT_COLUMNS - 1) + [str.ljust]
    return "  ".join(pad(cell, width) for pad, cell, width in zip(pads, cells, widths, strict=True)).rstrip()


def _numbers(counted: Counted) -> dict[str, Any]:
    return {
        "translated": counted.translated,
        **{state: counted.count(state) for state in STATES},
        "total": counted.total,
        "percent": counted.percent,
    }


def _catalogue(part: Part) -> dict[str, Any]:
    return {
        "domain": part.domain,
        "path": part.path,
        **_numbers(part),
        "damaged": part.is_damaged,
        "to_update": part.is_stale,
    }
