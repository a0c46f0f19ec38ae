"""Fonts: static files by family and weight, each with its sha256, so that nothing else is ever drawn."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plainleaf.findings import Finding, Refused, Span
from plainleaf.layout.page import Face
from plainleaf.project import Project
from plainleaf.source import Source, load
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
    fonts = tuple(_listed(source))
    lacking = [
        Finding("font-unlisted", f"the {weight} of {family} is not listed", source.place(("families", family)), "list it")
        for family in dict.fromkeys(font.family for font in fonts)
        for weight, number in WEIGHTS.items()
        if not any(font.family == family and font.weight == number for font in fonts)
    ]
    if lacking:
        raise Refused(lacking)
    return fonts


def verify_fonts(project: Project) -> tuple[Finding, ...]:
    """What is missing or altered among the files of fonts.yaml."""
    try:
        return tuple(finding for font in read_fonts(project) for finding in _verify(project, font))
    except Refused as refused:
        return refused.findings


def faces(project: Project, *languages: Language) -> tuple[Face, ...]:
    """The faces for these languages: digits first, then each language's family, then the fallback."""
    fonts = read_fonts(project)
    families = dict.fromkeys([*(language.family for language in languages), FALLBACK])
    chosen = [_face(font, DIGITS) for font in fonts if font.family == FALLBACK]
    for family in families:
        held = [_face(font, family) for font in fonts if font.family == family]
        if not held:
            place = Span("locales/languages.yaml")
            hint = "list its files in fonts/fonts.yaml, or name another family"
            raise Refused([Finding("font-unlisted", f"no font of the family {family}", place, hint)])
        chosen += held
    return tuple(chosen)


def _listed(source: Source) -> Iterator[FontFile]:
    families = source.data.get("families", {}) if isinstance(source.data, dict) else {}
    for family, weights in families.items() if isinstance(families, dict) else ():
        for weight, row in weights.items() if isinstance(weights, dict) else ():
            if weight in WEIGHTS and isinstance(row, dict):
                place = source.place(("families", family, weight))
                yield FontFile(family, WEIGHTS[weight], str(row.get("file")), str(row.get("sha256")), place)


def _face(font: FontFile, family: str) -> Face:
    return Face(family, font.weight, font.file, font.sha256)


def _verify(project: Project, font: FontFile) -> Iterator[Finding]:
    file = project.fonts / font.file
    try:
        status = file.stat()
    except OSError:
        yield Finding("font-missing", f"fonts/{font.file} is not there", font.place, "restore it: git checkout fonts")
        return
    if _sha256(file, status.st_mtime_ns, status.st_size) != font.sha256:
        hint = "restore it: git checkout fonts"
        yield Finding("font-altered", f"fonts/{font.file} is not the file that was tested", font.place, hint)


@lru_cache(maxsize=256)
def _sha256(file: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
