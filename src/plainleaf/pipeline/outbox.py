"""The outbox: out/ equals the sources. An edition is complete or absent; what is withheld is gone."""

import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from plainleaf.clinic import clinic_file
from plainleaf.findings import Finding, Refused, Span
from plainleaf.monograph.walk import has_starting_plan
from plainleaf.pipeline.jobs import Outcome, Request
from plainleaf.pipeline.workshop import Workshop
from plainleaf.project import Project
from plainleaf.publish import SHEET, Entry, Manifest, beside, write_atomic
from plainleaf.render import versions
from plainleaf.translate.content import medicines

RULES: Mapping[str, str] = {
    "unwritable": """Could the finished file be written?

    Bad: a full disk, or out/ without the right to write. Good: space and rights; then build again.
    """,
}


def publish(out: Path, workshop: Workshop, outcomes: Iterable[Outcome]) -> Generator[Outcome, None, None]:
    """Writes what was made, removes what was withheld or whose source is gone, and the manifest at the end.

    Outcomes come back without their bytes: a thousand leaflets would fill the memory. One that cannot be written comes
    back as withheld, with a finding. Raises Refused at the end where an old file could not be removed or the manifest
    not be written.
    """
    manifest = Manifest.read(out)
    held = frozenset(medicines(workshop.project))
    gone = {path for path, entry in manifest.entries.items() if not _has_source(entry, held, workshop)}
    made: list[Entry] = []
    problems: list[Finding] = []
    try:
        for outcome in outcomes:
            written = _written(out, outcome, workshop)
            if written.entry is not None:
                made.append(written.entry)
                gone.discard(written.entry.path)
            else:
                gone.add(outcome.job.path)
            yield written
    finally:
        problems += _settled(out, manifest, made, gone, workshop.project)
    if problems:
        raise Refused(problems)


def keep_sheet(out: Path, png: bytes, project: Project) -> None:
    """Puts the contact sheet of a build beside its leaflets; the next build takes it away. Raises Refused."""
    file = out / SHEET
    try:
        write_atomic(file, png)
        replace(Manifest.read(out), sheet=hashlib.sha256(png).hexdigest()).write(out, versions())
    except OSError as error:
        raise Refused([_unwritable("write", file, error, project)]) from error


def withdraw(out: Path, project: Project, request: Request) -> tuple[Finding, ...]:
    """Removes the files of every leaflet asked for: what all leaflets share is broken, so none of them passes.

    Gives what could not be removed.
    """
    manifest = Manifest.read(out)
    gone = {path for path, entry in manifest.entries.items() if _is_asked_for(entry, request)}
    return tuple(_settled(out, manifest, (), gone, project)) if gone else ()


def _is_asked_for(entry: Entry, request: Request) -> bool:
    return (
        entry.clinic == request.clinic
        and (entry.form, entry.starting) == (request.form, request.starting)
        and entry.profile in request.profiles
        and entry.medicine in (request.medicines or (entry.medicine,))
        and entry.language in (request.tags or (entry.language,))
    )


def _has_source(entry: Entry, held: frozenset[str], workshop: Workshop) -> bool:
    return (
        entry.medicine in held
        and entry.language in workshop.content.languages
        and entry.profile in workshop.profiles
        and clinic_file(workshop.project, entry.clinic).is_file()
        and _is_offered(entry, workshop)
    )


def _is_offered(entry: Entry, workshop: Workshop) -> bool:
    """Whether the monograph still has this form and, for a file with one, a starting plan; one we cannot read may."""
    authored = workshop.content.monographs.get(entry.medicine)
    if authored is None:
        return True
    planned = has_starting_plan(authored.monograph, entry.jurisdiction, entry.form)
    return entry.form in authored.monograph.forms and (planned or not entry.starting)


def _written(out: Path, outcome: Outcome, workshop: Workshop) -> Outcome:
    if outcome.entry is None:
        return outcome
    path, new = outcome.job.path, []
    files = {path: outcome.pdf} | {beside(path, suffix): data for suffix, data in outcome.beside.items()}
    for file, data in ((out / name, data) for name, data in files.items()):
        try:
            if not file.is_file() or file.read_bytes() != data:
                write_atomic(file, data)
                new.append(file)
        except OSError as error:
            # An edition is whole or absent; what lay there before, the manifest's end takes away.
            for half in new:
                half.unlink(missing_ok=True)
            problem = _unwritable("write", file, error, workshop.project)
            return replace(outcome, entry=None, pdf=b"", beside={}, findings=(*outcome.findings, problem))
    return replace(outcome, pdf=b"", beside={})


def _settled(
    out: Path, manifest: Manifest, made: Iterable[Entry], gone: set[str], project: Project
) -> Iterator[Finding]:
    """Deletes what is gone, only files that our manifest lists, and writes the manifest; what it could not do."""
    listed = [
        (path, file)
        for path in sorted(gone & manifest.entries.keys())
        for file in manifest.entries[path].files
    ]
    for path, file in [*listed, *([("", SHEET)] if manifest.sheet else [])]:
        try:
            (out / file).unlink(missing_ok=True)
        except NotADirectoryError:
            continue
        except OSError as error:
            gone.discard(path)
            yield _unwritable("remove", out / file, error, project)
    try:
        manifest.merged(made, gone).write(out, versions())
    except OSError as error:
        yield _unwritable("write", out / "manifest.json", error, project)


def _unwritable(verb: str, file: Path, error: OSError, project: Project) -> Finding:
    hint = f"free space, or allow writing to {file.parent}"
    place = Span(project.relative(file))
    return Finding("unwritable", f"cannot {verb} {file.name}: {error.strerror}", place, hint)
