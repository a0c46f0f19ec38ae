"""Fonts: static files by family and weight, each with its sha256, so that nothing else is ever drawn."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from plainleaf.findings import Finding, Refused, Span
from plainleaf.layout.page import Face
from plainleaf.monograph.authored import read
from plainleaf.monograph.facts import Authored
from plainleaf.project import Project
from plainleaf.source import load
from plainleaf.values.languages import Language

FALLBACK = "Noto Sans"
DIGITS = "Leaflet Digits"
"""Digits are set in Noto Sans in every language: Atkinson's zero is slashed, and ISMP lists that as error-prone."""

WEIGHTS = {"regular": 400, "bold": 700}

RULES: Mapping[str, str] = {
    "font-missing": """Is every font file there?

    A missing file crashes the printing; a missing bold prints as regular with no warning.
    Bad: fonts.yaml names NotoSans-Bold.ttf, and it is gone. Good: the file back in fonts/.
    """,
    "font-altered": """Is every font file the one that was tested?

    Another version may draw other glyphs or lose letters to readers.
    Bad: a newer NotoSans-Bold.ttf. Good: the file whose sha256 fonts.yaml names.
    """,
    "font-unlisted": """Does fonts.yaml list the family a language needs, regular and bold?

    Bad: `family: Noto Sans Lao` without its line in fonts.yaml. Good: both files listed with their sha256.
    """,
}


class FontRow(Authored):
    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.ttf$", description="a static TTF file of fonts/")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Family(Authored):
    """Both weights stand in every family; that one is missing is told as font-unlisted."""

    regular: FontRow | None = None
    bold: FontRow | None = None


class FontsFile(Authored):
    format: Literal["1"]
    families: Annotated[dict[str, Family], Field(min_length=1)]


@dataclass(frozen=True)
class FontFile:
    """One line of fonts.yaml."""

    family: str
    weight: int
    file: str
    sha256: str
    place: Span


def read_fonts(project: Project) -> tuple[FontFile, ...]:
    """All font files of fonts/fonts.yaml; raises Refused where a family lacks a weight."""
    source = load(project.fonts / "fonts.yaml", project.root)
    families = read(FontsFile, source).families
    fonts: list[FontFile] = []
    lacking: list[Finding] = []
    for name, family in families.items():
        for weight, number in WEIGHTS.items():
            row = getattr(family, weight)
            if row is None:
                said = f"the {weight} of {name} is not listed"
                place = source.key_place(("families", name))
                lacking.append(
                    Finding("font-unlisted", said, place, f"add `{weight}: {{file: …, sha256: …}}`")
                )
            else:
                place = source.place(("families", name, weight, "file"))
                fonts.append(FontFile(name, number, row.file, row.sha256, place))
    if lacking:
        raise Refused(lacking)
    return tuple(fonts)


def verify_fonts(project: Project) -> tuple[Finding, ...]:
    """What is missing or altered among the files of fonts.yaml."""
    try:
        return tuple(finding for font in read_fonts(project) for finding in _verify(project, font))
    except Refused as refused:
        return refused.findings


def faces(project: Project, *languages: Language) -> tuple[Face, ...]:
    """The faces for these languages: digits first, then each language's family, then the fallback."""
    fonts = read_fonts(project)
    wanted = {language.family: language.tag for language in languages}
    families = dict.fromkeys([*wanted, FALLBACK])
    unlisted = [family for family in families if not any(font.family == family for font in fonts)]
    if unlisted:
        raise Refused([_unlisted(project, family, wanted.get(family)) for family in unlisted])
    digits = [_face(font, DIGITS) for font in fonts if font.family == FALLBACK]
    return (*digits, *(_face(font, family) for family in families for font in fonts if font.family == family))


def _unlisted(project: Project, family: str, tag: str | None) -> Finding:
    said = f"no font of the family {family} is listed"
    if tag is None:
        place = load(project.fonts / "fonts.yaml", project.root).key_place(("families",))
        return Finding("font-unlisted", said, place, "list its files: digits are set in it")
    place = load(project.locales / "languages.yaml", project.root).place(("languages", tag, "family"))
    return Finding("font-unlisted", said, place, "list its files in fonts/fonts.yaml, or name another family")


def _face(font: FontFile, family: str) -> Face:
    return Face(family, font.weight, font.file, font.sha256)


def _verify(project: Project, font: FontFile) -> Iterator[Finding]:
    file = project.fonts / font.file
    try:
        status = file.stat()
    except OSError:
        yield Finding(
            "font-missing", f"fonts/{font.file} is not there", font.place, "restore it: git checkout fonts"
        )
        return
    if _sha256(file, status.st_mtime_ns, status.st_size) != font.sha256:
        hint = "restore it: git checkout fonts"
        yield Finding("font-altered", f"fonts/{font.file} is not the file that was tested", font.place, hint)


@lru_cache(maxsize=256)
def _sha256(file: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
