"""Content: everything authored that leaflets are made from, read once; what is damaged keeps its findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
    damaged: dict[str, tuple[Finding, ...]] = {}
    monographs: dict[str, Authored] = {}
    for name in medicines(project):
        try:
            monographs[name] = read_monograph(project, project.leaflets / f"{name}.yaml")
        except Refused as refused:
            damaged[name] = refused.findings
    catalogues = {tag: dict(_read_catalogues(project, tag, damaged)) for tag in languages}
    return Content(project, languages, wordings, monographs, catalogues, damaged)


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


def _read_catalogues(
    project: Project, tag: str, damaged: dict[str, tuple[Finding, ...]]
) -> Iterator[tuple[str, Catalogue]]:
    for file in sorted(catalogue_folder(project, tag).glob("*.po")):
        path = project.relative(file)
        if file.exists() and not file.is_file():
            said, hint = "a folder, a pipe or a device stands here", "put a file in its place"
            damaged[f"{tag}/{file.stem}"] = (Finding("po-encoding", said, Span(path), hint),)
            continue
        try:
            yield file.stem, read_po(path, file.read_bytes(), language=tag)
        except Refused as refused:
            damaged[f"{tag}/{file.stem}"] = refused.findings
        except OSError as error:
            damaged[f"{tag}/{file.stem}"] = (
                Finding("po-encoding", str(error), Span(path), "mend the file's rights"),
            )
