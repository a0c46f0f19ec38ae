"""Content: everything authored that leaflets are made from; what is damaged keeps its findings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from plainleaf.catalogue import Catalogue, posix
from plainleaf.catalogue import read as read_po
from plainleaf.findings import Finding, Refused, Span
from plainleaf.monograph import Monograph, read
from plainleaf.project import Project
from plainleaf.source import load
from plainleaf.translate.extraction import Authored
from plainleaf.translate.lookup import COMMON
from plainleaf.translate.wordings import Wordings, read_wordings
from plainleaf.values.languages import Language, read_languages

RULES: Mapping[str, str] = {
    "misnamed-monograph": """Is each monograph in a file of its own name?

    Bad: leaflets/baclofen.yaml with `medicine: tizanidine`. Good: leaflets/tizanidine.yaml.
    """,
}

HELD_MONOGRAPHS, HELD_CATALOGUES = 8, 8
"""How many stay in memory, of catalogues in each language: of a thousand, each serves a leaflet or two."""

Read = TypeVar("Read")
Findings = tuple[Finding, ...]


class Opened(Mapping[str, Read]):
    """Files by name, each read when it is first asked for and again when it was long ago; one that cannot be read is
    not in it, and ``damage`` says why.
    """

    def __init__(self, names: tuple[str, ...], read: Callable[[str], Read | Findings], held: int) -> None:
        self._names = names
        self._read = lru_cache(maxsize=held)(read)

    def __getitem__(self, name: str) -> Read:
        found = self._read(name) if name in self._names else ()
        if isinstance(found, tuple):
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._names if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def names(self) -> tuple[str, ...]:
        """All, readable or not."""
        return self._names

    def damage(self, name: str) -> Findings:
        """Why it cannot be read; nothing where it can, or where there is none."""
        found = self._read(name) if name in self._names else ()
        return found if isinstance(found, tuple) else ()


@dataclass(frozen=True)
class Damaged(Mapping[str, Findings]):
    """The findings of what could not be read, by medicine or by "tag/domain"; reads what it is asked about."""

    monographs: Opened[Authored]
    catalogues: Mapping[str, Opened[Catalogue]]

    def __getitem__(self, name: str) -> Findings:
        tag, _, domain = name.rpartition("/")
        held: Opened[Authored] | Opened[Catalogue] = self.catalogues[tag] if tag else self.monographs
        if found := held.damage(domain):
            return found
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        keys = [
            *self.monographs.names,
            *(f"{tag}/{name}" for tag, held in self.catalogues.items() for name in held.names),
        ]
        return (key for key in keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Content:
    """``damaged`` holds, by medicine or by "tag/domain", the findings of what could not be read."""

    project: Project
    languages: Mapping[str, Language]
    wordings: Wordings
    monographs: Mapping[str, Authored]
    catalogues: Mapping[str, Mapping[str, Catalogue]]
    damaged: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)


def medicines(project: Project) -> tuple[str, ...]:
    """The names of the monographs that lie in leaflets/, readable or not."""
    return tuple(
        sorted(file.stem for file in project.leaflets.glob("*.yaml") if not file.stem.startswith("_"))
    )


def read_content(project: Project) -> Content:
    """All content; raises Refused only for what every leaflet needs: languages, phrases, page words."""
    findings: list[Finding] = []
    languages: dict[str, Language] = {}
    wordings = Wordings({}, {})
    try:
        languages = read_languages(project)
    except Refused as refused:
        findings += refused.findings
    try:
        wordings = read_wordings(project)
    except Refused as refused:
        findings += refused.findings
    if findings:
        raise Refused(findings)
    monographs = Opened(medicines(project), lambda name: _monograph(project, name), HELD_MONOGRAPHS)
    catalogues = {tag: _opened_catalogues(project, tag) for tag in languages}
    return Content(project, languages, wordings, monographs, catalogues, Damaged(monographs, catalogues))


def read_monograph(project: Project, file: Path) -> Authored:
    """One monograph with its source; raises Refused with its findings."""
    source = load(file, project.root)
    monograph = read(Monograph, source)
    if monograph.medicine != file.stem:
        said = f"the medicine “{monograph.medicine}” stands in {file.name}"
        hint = f"name the file {monograph.medicine}.yaml, or write `medicine: {file.stem}`"
        raise Refused([Finding("misnamed-monograph", said, source.place(("medicine",)), hint)])
    return Authored(monograph, source)


def domains(medicine: str) -> tuple[str, ...]:
    """The catalogues that a leaflet's texts come from."""
    return (medicine, COMMON, "page", "phrases")


def catalogue_folder(project: Project, tag: str) -> Path:
    """Where the PO files of a language lie: gettext's own layout, with underscores."""
    return project.locales / posix(tag) / "LC_MESSAGES"


def _monograph(project: Project, name: str) -> Authored | Findings:
    try:
        return read_monograph(project, project.leaflets / f"{name}.yaml")
    except Refused as refused:
        return refused.findings


def _opened_catalogues(project: Project, tag: str) -> Opened[Catalogue]:
    names = tuple(sorted(file.stem for file in catalogue_folder(project, tag).glob("*.po")))
    return Opened(names, lambda name: _catalogue(project, tag, name), HELD_CATALOGUES)


def _catalogue(project: Project, tag: str, name: str) -> Catalogue | Findings:
    file = catalogue_folder(project, tag) / f"{name}.po"
    path = project.relative(file)
    if file.exists() and not file.is_file():
        said, hint = "a folder, a pipe or a device stands here", "put a file in its place"
        return (Finding("po-encoding", said, Span(path), hint),)
    try:
        return read_po(path, file.read_bytes(), language=tag)
    except Refused as refused:
        return refused.findings
    except OSError as error:
        return (Finding("po-encoding", str(error), Span(path), "mend the file's rights"),)
