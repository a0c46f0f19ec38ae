"""The outbox: out/ equals the sources. An edition is complete or absent; what is withheld is gone."""

import fcntl
import hashlib
import logging
import os
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from plainleaf.clinic import clinic_file
from plainleaf.findings import Finding, Refused, Severity, Span
from plainleaf.pipeline.jobs import Job, Outcome, Request
from plainleaf.pipeline.workshop import Workshop
from plainleaf.project import Project
from plainleaf.publish import (
    OWN_EXTRAS,
    SHEET,
    UNFINISHED,
    Entry,
    Manifest,
    Part,
    beside,
    remove,
    write_atomic,
    write_together,
)
from plainleaf.render import versions
from plainleaf.translate.content import medicines

RULES: Mapping[str, str] = {
    "unwritable": """Could the finished file be written?

    Bad: a full disk, or out/ without the right to write. Good: space and rights; then build again.
    """,
    "manifest-damaged": """Can the manifest of a folder be read?

    It tells a build which files are its own: without it, old leaflets that no longer pass stay where they are. A build
    that ends writes a new one, of what it made.
    Bad: out/manifest.json cut short. Good: `python3 build.py verify out` finds nothing.
    """,
}

_LOG = logging.getLogger(__name__)


@contextmanager
def claimed(out: Path) -> Iterator[None]:
    """Holds a folder for one build at a time: another one waits. Where folders cannot be locked, nothing is held."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(out, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _LOG.warning("waiting for another build into %s", out)
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            _LOG.info("%s cannot be locked: see that no other build writes into it", out)
        yield
    finally:
        os.close(handle)
        with suppress(OSError):
            out.rmdir()


def publish(
    out: Path,
    workshop: Workshop,
    outcomes: Iterable[Outcome],
    jobs: Collection[Job] = (),
    part: Part | None = None,
) -> Generator[Outcome, None, None]:
    """Writes what was made, removes what was withheld or whose source is gone, and the manifest at the end.

    The manifest first says which ``jobs`` have begun: whatever a killed build leaves, the next one knows of it.
    Outcomes come back without their bytes: a thousand leaflets would fill the memory. One that cannot be written comes
    back as withheld, with a finding. Raises Refused at the end where an old file could not be removed or the manifest
    not be read or written.
    """
    manifest = Manifest.read(out)
    problems = list(_damage(manifest, out, workshop.project))
    gone = set(_without_source(manifest, workshop))
    made: list[Entry] = []
    _sweep(out)
    begun = manifest.begun(job.path for job in jobs)
    if begun != manifest:
        with suppress(OSError):
            begun.write(out, versions())
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
        problems += _settled(out, replace(manifest, part=part), made, gone, workshop.project)
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
    gone |= manifest.unfinished
    return tuple(_settled(out, manifest, (), gone, project)) if gone else ()


def _damage(manifest: Manifest, out: Path, project: Project) -> Iterator[Finding]:
    if manifest.fault:
        place = Span(project.relative(out / "manifest.json"))
        said = f"{manifest.fault}: what else lies in the folder is nobody’s now"
        hint = (
            "see that no old leaflet lies there: `python3 build.py verify` lists what this build did not make"
        )
        yield Finding("manifest-damaged", said, place, hint, Severity.WARNING)


def _sweep(out: Path) -> None:
    """Takes away what a killed build was writing: whoever calls this holds the folder."""
    remove(file for file in out.rglob(f".*{UNFINISHED}") if file.is_file())


def _is_asked_for(entry: Entry, request: Request) -> bool:
    return (
        entry.clinic == request.clinic
        and entry.form == request.form
        and entry.extras == request.variant.extras
        and entry.profile in request.profiles
        and entry.medicine in (request.medicines or (entry.medicine,))
        and entry.language in (request.tags or (entry.language,))
    )


def _without_source(manifest: Manifest, workshop: Workshop) -> Iterator[str]:
    """The paths whose leaflet nobody can ask for any more."""
    held = frozenset(medicines(workshop.project))
    for path, entry in manifest.entries.items():
        if not _has_source(entry, held, workshop):
            yield path
    for path in manifest.unfinished - manifest.entries.keys():
        clinic, tag, name = Path(path).parts
        listed = name.partition(".")[0] in held and tag in workshop.content.languages
        if not listed or not clinic_file(workshop.project, clinic).is_file():
            yield path


def _has_source(entry: Entry, held: frozenset[str], workshop: Workshop) -> bool:
    return (
        entry.medicine in held
        and entry.language in workshop.content.languages
        and entry.profile in workshop.profiles
        and entry.paper in workshop.profiles[entry.profile].papers
        and all(_is_known(extra, workshop) for extra in entry.extras)
        and clinic_file(workshop.project, entry.clinic).is_file()
        and _is_offered(entry, workshop)
    )


def _is_known(extra: str, workshop: Workshop) -> bool:
    """Whether an edition of this kind can still be asked for: faces and second languages may be gone."""
    with_also, _, tag = extra.partition("with-")
    if not with_also and tag:
        return tag in workshop.content.languages
    return extra in OWN_EXTRAS or extra in workshop.faces


def _is_offered(entry: Entry, workshop: Workshop) -> bool:
    """Whether the monograph still has this form and, for a file of its kind, a starting plan and a short version; one
    we cannot read may.
    """
    outline = workshop.outlines.get(entry.medicine)
    if outline is None:
        return True
    pair = entry.jurisdiction, entry.form
    planned = pair in outline.plans or not entry.starting
    shortened = pair in outline.shorts or "short" not in entry.extras
    return entry.form in outline.forms and planned and shortened


def _written(out: Path, outcome: Outcome, workshop: Workshop) -> Outcome:
    if outcome.entry is None or outcome.in_place:
        return outcome
    path = outcome.job.path
    files = {path: outcome.pdf} | {beside(path, suffix): data for suffix, data in outcome.beside.items()}
    whole = {out / name: data for name, data in files.items()}
    try:
        if not all(_holds(file, data) for file, data in whole.items()):
            write_together(whole)
    except OSError as error:
        # An edition is whole or absent; what lay there before, the manifest's end takes away.
        problem = _unwritable("write", out / path, error, workshop.project)
        return replace(outcome, entry=None, pdf=b"", beside={}, findings=(*outcome.findings, problem))
    return replace(outcome, pdf=b"", beside={})


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data


def _settled(
    out: Path, manifest: Manifest, made: Iterable[Entry], gone: set[str], project: Project
) -> Iterator[Finding]:
    """Deletes what is gone, only files that our manifest lists, and writes the manifest; what it could not do."""
    listed = [
        (path, file)
        for path in sorted(gone & (manifest.entries.keys() | manifest.unfinished))
        for file in manifest.files_of(path)
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
        replace(manifest.merged(made, gone), part=manifest.part).write(out, versions())
    except OSError as error:
        yield _unwritable("write", out / "manifest.json", error, project)


def _unwritable(verb: str, file: Path, error: OSError, project: Project) -> Finding:
    hint = f"free space, or allow writing to {file.parent}"
    place = Span(project.relative(file))
    return Finding("unwritable", f"cannot {verb} {file.name}: {error.strerror}", place, hint)
