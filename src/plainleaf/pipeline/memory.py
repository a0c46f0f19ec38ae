"""What the shelf remembers: outcomes by the digest of their inputs, and the outlines of monographs; as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from plainleaf.findings import Finding, Severity, Span
from plainleaf.pipeline.jobs import Job, Outcome, ReadingLevel
from plainleaf.publish import Entry, Shelf, are_in_place
from plainleaf.translate.outline import Outline

EDITIONS, OUTLINES = "editions", "outlines"


def keep_outcome(shelf: Shelf, digest: str, outcome: Outcome) -> None:
    """Remembers what came of a job, its files too; only what was made."""
    if outcome.entry is None:
        return
    for data in (outcome.pdf, *outcome.beside.values()):
        shelf.keep(data)
    note = {
        "entry": asdict(outcome.entry),
        "findings": [asdict(finding) for finding in outcome.findings],
        "reading": [asdict(level) for level in outcome.reading],
    }
    shelf.keep_note(EDITIONS, digest, note)


def recall_outcome(shelf: Shelf, digest: str, job: Job, out: Path | None) -> Outcome | None:
    """What came of a job with these inputs: without its files where they lie in ``out`` as they should; None where
    anything of it is missing or damaged.
    """
    note = shelf.note(EDITIONS, digest)
    try:
        if note is None or (entry := Entry.of(note["entry"])).path != job.path:
            return None
        findings = tuple(_finding(row) for row in note["findings"])
        reading = tuple(ReadingLevel(**row) for row in note["reading"])
    except (KeyError, TypeError, ValueError):
        return None
    outcome = Outcome(job, entry, cached=True, findings=findings, reading=reading)
    if out is not None and are_in_place(out, entry):
        return replace(outcome, in_place=True)
    pdf = shelf.file(entry.sha256)
    beside = {suffix: shelf.file(sha256) for suffix, sha256 in entry.beside.items()}
    held = {suffix: data for suffix, data in beside.items() if data is not None}
    return replace(outcome, pdf=pdf, beside=held) if pdf is not None and len(held) == len(beside) else None


def keep_outline(shelf: Shelf, digest: str, outline: Outline) -> None:
    """Remembers what a build must know of a monograph."""
    pairs = {"plans": sorted(outline.plans), "shorts": sorted(outline.shorts)}
    note = {"forms": outline.forms, **pairs, "texts": outline.texts}
    shelf.keep_note(OUTLINES, digest, note)


def recall_outline(shelf: Shelf, digest: str) -> Outline | None:
    """The outline of a monograph with this digest."""
    note = shelf.note(OUTLINES, digest)
    try:
        return _outline(note) if note is not None else None
    except (KeyError, TypeError, ValueError):
        return None


def _outline(note: Mapping[str, Any]) -> Outline:
    plans, shorts = (
        frozenset((str(jurisdiction), str(form)) for jurisdiction, form in note[name])
        for name in ("plans", "shorts")
    )
    texts = tuple((context, str(msgid)) for context, msgid in note["texts"])
    return Outline(tuple(map(str, note["forms"])), plans, shorts, texts)


def _finding(row: Mapping[str, Any]) -> Finding:
    related = tuple(Span(**place) for place in row["related"])
    severity = Severity(row["severity"])
    return Finding(**{**row, "place": Span(**row["place"]), "severity": severity, "related": related})
