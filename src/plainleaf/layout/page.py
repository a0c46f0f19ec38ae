"""The page: composed HTML with all it needs to render."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """One font file: CSS family, weight (400 or 700), path from the fonts folder, sha256 as fonts.yaml says."""

    family: str
    weight: int
    file: str
    sha256: str


@dataclass(frozen=True)
class Page:
    """HTML that refers to files only as ``plainleaf:templates/…`` and ``plainleaf:fonts/…``."""

    html: str
    language: str
    title: str
    faces: tuple[Face, ...]
