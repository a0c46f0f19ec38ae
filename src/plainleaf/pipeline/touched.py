"""Which leaflets a change touches: what each authored file is read for, told from its path."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from plainleaf.catalogue import Message, posix
from plainleaf.clinic import COUNTRIES
from plainleaf.findings import Refused
from plainleaf.monograph import Monograph, read
from plainleaf.pipeline.changes import PROGRAM, Changes
from plainleaf.pipeline.jobs import Job
from plainleaf.pipeline.workshop import Workshop
from plainleaf.source import parse
from plainleaf.translate.content import Content, domains
from plainleaf.translate.extraction import Authored, extract
from plainleaf.translate.lookup import COMMON
from plainleaf.values.languages import SOURCE_LANGUAGE

_SHARED_FILES = ("pyproject.toml", "build.py", "requirements.lock", "requirements-dev.lock")


@dataclass(frozen=True)
class Touch:
    """What changed files are read for: ``catalogues`` by folder (`zh_Hans`) and domain."""

    everything: bool = False
    medicines: frozenset[str] = frozenset()
    catalogues: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.medicines or self.catalogues)


def touch(paths: Iterable[str], clinic: str, logo: str | None = None) -> Touch:
    """What these files of a project are read for, where leaflets are made for this clinic with this logo."""
    everything, medicines, catalogues = False, set(), set()
    for path in paths:
        match PurePosixPath(path).parts:
            case ("leaflets", name) if name.endswith(".yaml") and not name.startswith("_"):
                medicines.add(name.removesuffix(".yaml"))
            case ("leaflets", "signoffs", name) if name.endswith(".yaml"):
                medicines.add(name.removesuffix(".yaml"))
            case ("locales", folder, "LC_MESSAGES", name) if name.endswith(".po"):
                catalogues.add((folder, name.removesuffix(".po")))
            case ("clinics", name):
                everything |= name in {f"{clinic}.yaml", logo, COUNTRIES}
            case parts:
                everything |= _is_shared(parts)
    return Touch(everything, frozenset(medicines), frozenset(catalogues))


def touched(workshop: Workshop, jobs: Iterable[Job], changes: Changes) -> tuple[Job, ...]:
    """Those of the jobs whose leaflet, or whose findings, the changes may alter."""
    logo = workshop.clinic.logo
    found = touch(changes.paths, workshop.request.clinic, logo.file if logo else None)
    if (
        found.everything
        or _moves_stray_signoffs(workshop, found, changes)
        or _moves_shared(workshop, changes)
    ):
        return tuple(jobs)
    return tuple(job for job in jobs if job.medicine in found.medicines or _reads(workshop, job, found))


def loses_sources(changes: Changes) -> bool:
    """Whether a monograph is gone: its files go too, though no leaflet is left to make."""
    root = changes.project.root
    names = touch(changes.paths, "").medicines
    return any(not (root / path).exists() for path in (f"leaflets/{name}.yaml" for name in names))


def _is_shared(parts: tuple[str, ...]) -> bool:
    """Whether every leaflet depends on the file. A folder by its bare name is a link or a submodule that changed."""
    match parts:
        case ("templates" | "fonts", *rest):
            return not any(part.startswith(".") for part in rest)
        case ("leaflets" | "locales", name):
            return name.endswith(".yaml") or "." not in name
        case ("locales", _, "LC_MESSAGES") | ("leaflets" | "locales" | "clinics",):
            return True
    return parts[:1] == (PROGRAM,) or parts in {(name,) for name in _SHARED_FILES}


def _reads(workshop: Workshop, job: Job, found: Touch) -> bool:
    """Whether a leaflet takes texts from a changed catalogue.

    Its clinic's card stands in the clinic's own language, and what a variant does not say itself, its parent says.
    """
    tags = workshop.with_parents(workshop.tags_of(job))
    return any((posix(tag), domain) in found.catalogues for tag in tags for domain in domains(job.medicine))


def _moves_stray_signoffs(workshop: Workshop, found: Touch, changes: Changes) -> bool:
    """Whether sign-offs lost or found their monograph, or may have: every leaflet tells of those that stray."""
    folder = workshop.project.leaflets
    changed = {name for name in found.medicines if f"leaflets/{name}.yaml" in changes.paths}
    gone = {name for name in found.medicines if not (folder / f"{name}.yaml").is_file()}
    come = {name for name in changed - gone if _before(changes, name) is None}
    signed = {name for name in found.medicines if f"leaflets/signoffs/{name}.yaml" in changes.paths}
    held = {name for name in found.medicines if (folder / "signoffs" / f"{name}.yaml").is_file()}
    return bool((gone | come) & (signed | held))


def _moves_shared(workshop: Workshop, changes: Changes) -> bool:
    """Whether the template of shared sentences, which every leaflet is checked with, is another than it was.

    A sentence that a second monograph comes to hold moves there, and moves back when one of two drops it.
    """
    content = workshop.content
    names = {name for name in touch(changes.paths, "").medicines if f"leaflets/{name}.yaml" in changes.paths}
    if not names:
        return False
    others = {name: authored for name, authored in content.monographs.items() if name not in names}
    if not changes.revision:
        return bool(others)
    before = dict(others)
    for name in names:
        data = _before(changes, name)
        if data is None:
            continue
        try:
            source = parse(f"leaflets/{name}.yaml", data)
            before[name] = Authored(read(Monograph, source), source)
        except Refused:
            # It cannot be told what it shared.
            return bool(others)
    earlier = replace(content, monographs={name: before[name] for name in sorted(before)})
    return _shared(earlier) != _shared(content)


def _shared(content: Content) -> tuple[Message, ...]:
    language = content.languages[SOURCE_LANGUAGE]
    return extract(content.monographs.values(), content.wordings, language).get(COMMON, ())


def _before(changes: Changes, medicine: str) -> bytes | None:
    return changes.before(f"leaflets/{medicine}.yaml") if changes.revision else b""
