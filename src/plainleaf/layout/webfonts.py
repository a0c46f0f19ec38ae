"""Fonts inside an HTML file: only the letters it shows, so that it is small enough to mail and never draws a box."""

import base64
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import uharfbuzz  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from plainleaf.layout.fonts import DIGITS, FALLBACK
from plainleaf.layout.page import Face

DIGIT_CHARACTERS = frozenset(map(ord, "0123456789"))
SPACES = frozenset(map(ord, " \u00a0\u202f"))
TAKEN_APART = {
    "\u0e33": "\u0e4d\u0e32",
    "\u0eb3": "\u0ecd\u0eb2",
    **dict.fromkeys("\u17be\u17bf\u17c0\u17c4\u17c5", "\u17c1"),
}
"""Thai and Lao sara am and Khmer's split vowels: HarfBuzz draws them by parts that Unicode does not call theirs."""

COPYRIGHT, LICENCE, LICENCE_ADDRESS = 0, 13, 14
"""Records of the name table that OFL 1.1 (2) wants in each copy; those with the font's name go, as its (3) wants."""


@dataclass(frozen=True)
class EmbeddedFace:
    """One ``@font-face``: CSS family, weight (400 or 700) and a WOFF file as a data: address."""

    family: str
    weight: int
    address: str


def css_families(faces: tuple[Face, ...]) -> Mapping[str, str]:
    """What the style sheet calls each family: a cut font may not bear a reserved name (Andika's is one)."""
    families = dict.fromkeys(face.family for face in faces)
    return {name: name if name == DIGITS else f"Leaflet {n}" for n, name in enumerate(families)}


def embedded(
    faces: tuple[Face, ...], own: Collection[str], folder: Path, text: str
) -> Iterator[EmbeddedFace]:
    """The faces cut to the characters of a text. ``own`` are the families of its languages; the fallback, where it is
    none of them, holds only what one of them lacks.
    """
    names = css_families(faces)
    used = _drawn(text) | SPACES
    held_by_all = frozenset.intersection(
        used, *(_characters(folder / face.file) for face in faces if face.family in own)
    )
    wanted = {DIGITS: DIGIT_CHARACTERS, FALLBACK: used - held_by_all} | dict.fromkeys(own, used)
    for face in faces:
        held = wanted[face.family] & _characters(folder / face.file)
        if held - SPACES:
            yield EmbeddedFace(
                names[face.family], face.weight, _address(folder / face.file, face.sha256, held)
            )


def _drawn(text: str) -> frozenset[int]:
    """The characters, whole and in the parts that shaping may take them apart into."""
    whole = set(text)
    parts = {part for character in whole for part in TAKEN_APART.get(character, "")}
    return frozenset(map(ord, whole | parts | set(unicodedata.normalize("NFD", "".join(whole)))))


@lru_cache(maxsize=64)
def _address(file: Path, _sha256: str, characters: frozenset[int]) -> str:
    """A data: address of the font with these characters, in equal bytes for equal characters."""
    chosen = uharfbuzz.SubsetInput()
    chosen.unicode_set.update(characters)
    chosen.flags = uharfbuzz.SubsetFlags.NO_HINTING
    chosen.name_id_set.clear()
    chosen.name_id_set.update((COPYRIGHT, LICENCE, LICENCE_ADDRESS))
    cut = uharfbuzz.subset(_opened(file), chosen).blob.data
    # WOFF, not WOFF2: a quarter larger, but made in a tenth of the time.
    font = TTFont(BytesIO(cut), recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = "woff"
    written = BytesIO()
    font.save(written, reorderTables=False)
    return "data:font/woff;base64," + base64.b64encode(written.getvalue()).decode("ascii")


@cache
def _characters(file: Path) -> frozenset[int]:
    return frozenset(_opened(file).unicodes)


@cache
def _opened(file: Path) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
