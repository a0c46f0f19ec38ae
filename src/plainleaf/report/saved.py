"""Reports as files: each whole or not at all, and a step summary after what other steps wrote."""

import errno
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plainleaf.findings import UsageFailure
from plainleaf.publish import write_atomic
from plainleaf.report.formats import FORMATS
from plainleaf.report.junit import junit
from plainleaf.report.sarif import sarif
from plainleaf.report.step_summary import step_summary
from plainleaf.report.summary import Summary
from plainleaf.report.web_page import web_page

STEP_SUMMARY = "summary"

REPORTS: Mapping[str, Callable[..., str]] = {
    **FORMATS,
    "junit": junit,
    "sarif": sarif,
    "html": web_page,
    STEP_SUMMARY: step_summary,
}
"""What `--report` knows: what is shown on a terminal, and what only files are for."""


@dataclass(frozen=True)
class Report:
    """A report that is wanted: in which format, into which file."""

    format: str
    file: Path


def wanted_reports(asked: Sequence[str]) -> tuple[Report, ...]:
    """The reports that `--report FORMAT=FILE` names; raises UsageFailure, also where two go into one file."""
    reports = tuple(_report(text) for text in asked)
    places: dict[Path, Report] = {}
    for report in reports:
        other = places.setdefault(report.file.resolve(), report)
        if other is not report:
            said = (
                f"two reports go into one file: {other.format}={other.file} and {report.format}={report.file}"
            )
            raise UsageFailure(said, "give each a file of its own")
    return reports


def save_reports(reports: Sequence[Report], summary: Summary, root: Path) -> None:
    """Writes all that can be written; then raises UsageFailure for those that cannot."""
    texts = [REPORTS[report.format](summary, root).encode("utf-8", "replace") for report in reports]
    failed = []
    for report, text in zip(reports, texts, strict=True):
        try:
            (_append if report.format == STEP_SUMMARY else _write)(report.file, text)
        except OSError as error:
            failed.append(f"{report.format}={report.file}: {error.strerror or error}")
    if failed:
        word = "report" if len(failed) == 1 else "reports"
        hint = "free space, or name a file that may be written; all else was done"
        raise UsageFailure(f"{len(failed)} {word} could not be written: {'; '.join(failed)}", hint)


def _report(text: str) -> Report:
    format, found, file = text.partition("=")
    if not found or not file or format not in REPORTS:
        raise UsageFailure(
            f"--report {text} is not FORMAT=FILE",
            f"such as --report json=report.json; formats: {', '.join(REPORTS)}",
        )
    return Report(format, Path(file))


def _write(file: Path, data: bytes) -> None:
    """A device or a pipe is refused: a file would take its place."""
    if file.exists() and not stat.S_ISREG(file.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    write_atomic(file, data)


def _append(file: Path, data: bytes) -> None:
    """After what stands there; what was half written is taken back."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab", buffering=0) as stream:
        before = stream.seek(0, os.SEEK_END)
        written = 0
        try:
            written = stream.write(data)
        finally:
            if written != len(data):
                stream.truncate(before)
    if written != len(data):
        raise OSError(errno.ENOSPC, "the disk is full")
