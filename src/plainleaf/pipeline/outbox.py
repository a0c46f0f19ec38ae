"""The outbox: out/ equals the sources. A file is complete or absent; what is withheld is gone."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from plainleaf.findings import Finding, Span, UsageFailure
from plainleaf.pipeline.jobs import Outcome
from plainleaf.pipeline.workshop import Workshop
from plainleaf.publish import Entry, Manifest, write_atomic
from plainleaf.translate.content import medicines


def publish(out: Path, workshop: Workshop, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Writes what was made, removes what was withheld or whose source is gone, and the manifest at the end.

    An outcome that cannot be written comes back as withheld, with a finding.
    """
    manifest = Manifest.read(out)
    gone = {
        path for path, entry in manifest.entries.items() if entry.medicine not in medicines(workshop.project)
    }
    made: list[Entry] = []
    try:
        for outcome in outcomes:
            written = _written(out, outcome)
            if written.entry is not None:
                made.append(written.entry)
                gone.discard(written.entry.path)
            else:
                gone.add(outcome.job.path)
            yield written
    finally:
        _remove(out, manifest, gone)
        _write_manifest(out, manifest.merged(made, gone), workshop)


def _written(out: Path, outcome: Outcome) -> Outcome:
    if outcome.entry is None:
        return outcome
    file = out / outcome.job.path
    try:
        if not file.is_file() or file.read_bytes() != outcome.pdf:
            write_atomic(file, outcome.pdf)
    except OSError as error:
        hint = f"free space, or allow writing to {file.parent}"
        problem = Finding("unwritable", f"cannot write {file.name}: {error.strerror}", Span(str(file)), hint)
        return replace(outcome, entry=None, pdf=b"", findings=(*outcome.findings, problem))
    return outcome


def _remove(out: Path, manifest: Manifest, gone: Iterable[str]) -> None:
    """Deletes only files that our manifest lists."""
    for path in gone:
        if path in manifest.entries:
            (out / path).unlink(missing_ok=True)


def _write_manifest(out: Path, manifest: Manifest, workshop: Workshop) -> None:
    try:
        manifest.write(out, workshop.versions)
    except OSError as error:
        raise UsageFailure(
            f"cannot write {out}/manifest.json: {error.strerror}", f"allow writing to {out}"
        ) from error
