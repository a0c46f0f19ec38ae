"""The glyph gate: every text is shaped in both weights before it is printed; a box never reaches a patient."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz  # type: ignore[import-untyped]

from plainleaf.findings import Finding
from plainleaf.layout.fonts import FALLBACK, WEIGHTS
from plainleaf.layout.page import Face
from plainleaf.project import Project
from plainleaf.translate import Words
from plainleaf.values.characters import IGNORED

BOLD = WEIGHTS["bold"]
DOTTED_CIRCLE = 0x25CC
JOINERS = "\u200c\u200d"
NEVER_APART = "\u0e33\u0eb3"
"""Sara am of Thai and Lao: letters to Unicode, drawn in part above the letter before them."""

INVISIBLE = re.compile(rf"\s|{IGNORED.pattern}")
"""White space, and Unicode's Default_Ignorable_Code_Point: no font needs a glyph for them."""

RULES: Mapping[str, str] = {
    "missing-glyph": """Has a font of the page every character, and can it shape them?

    A missing character prints as a box, a misplaced vowel sign on a dotted circle. Both weights are tried.
    Bad: an Amharic letter in a Spanish text. Good: the letters of the language's own script.
    """,
}


@dataclass(frozen=True)
class _Font:
    """One file, opened for shaping."""

    font: uharfbuzz.Font
    characters: frozenset[int]
    dotted_circle: int | None


def missing_glyphs(
    texts: Iterable[tuple[str, Words]], project: Project, faces: tuple[Face, ...]
) -> Iterator[Finding]:
    """A finding for each text that some weight cannot draw; ``texts`` are as they go into the page.

    A text may only use the fonts of its own language: the style sheet gives it no others.
    """
    hint = "write it with letters the language's fonts have"
    for text, words in texts:
        families = (words.language.family, FALLBACK)
        own = tuple(face for family in families for face in faces if face.family == family)
        for problem in _problems(text, words.language.tag, own, project.fonts):
            yield Finding("missing-glyph", problem, words.place, hint)


def bold_width(text: str, family: str, project: Project, faces: tuple[Face, ...]) -> float:
    """How wide a text is on one line, in type sizes."""
    own = (
        face for name in (family, FALLBACK) for face in faces if face.family == name and face.weight == BOLD
    )
    fonts = [_opened(project.fonts / face.file) for face in own]
    return sum(_advance(font, run) for font, run in _runs(text, fonts) if font is not None)


def _advance(font: _Font, run: str) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font.font, buffer, {})
    return float(sum(place.x_advance for place in buffer.glyph_positions) / font.font.face.upem)


@lru_cache(maxsize=1024)
def _problems(text: str, tag: str, faces: tuple[Face, ...], folder: Path) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for weight in WEIGHTS.values():
        for font, run in _runs(text, _fonts(faces, weight, folder)):
            if font is None:
                found[f"no font has {_named(run)}"] = None
            else:
                found.update(dict.fromkeys(_shaping_problems(font, run, tag)))
    return tuple(found)


@lru_cache(maxsize=128)
def _fonts(faces: tuple[Face, ...], weight: int, folder: Path) -> tuple[_Font, ...]:
    return tuple(_opened(folder / face.file) for face in faces if face.weight == weight)


def _runs(text: str, fonts: Sequence[_Font]) -> Iterator[tuple[_Font | None, str]]:
    """The text cut where the font changes; a mark stays with its letter's font, spaces and controls with any."""
    shown = INVISIBLE.sub("", text)
    if fonts and shown and fonts[0].characters.issuperset(map(ord, shown)):
        yield fonts[0], text[text.index(shown[0]) :]
        return
    current: _Font | None = None
    run = ""
    for character in text:
        if INVISIBLE.match(character):
            run += character if run else ""
            continue
        held = [font for font in fonts if ord(character) in font.characters]
        font = current if current in held and _is_sign(character) else next(iter(held), None)
        if run and font is not current:
            yield current, run
            run = ""
        current = font
        run += character
        if font is None:
            yield None, character
            run = ""
    if run and current is not None:
        yield current, run


def _shaping_problems(font: _Font, run: str, tag: str) -> Iterator[str]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.language = tag
    uharfbuzz.shape(font.font, buffer, {})
    stray = set(_stray_signs(run))
    for glyph in buffer.glyph_infos:
        if glyph.codepoint == 0:
            yield f"the font cannot draw {_named(run[glyph.cluster])} in “{_around(run, glyph.cluster)}”"
        elif glyph.codepoint == font.dotted_circle and chr(DOTTED_CIRCLE) not in run:
            stray.add(next((i for i in range(glyph.cluster, len(run)) if _is_sign(run[i])), glyph.cluster))
    for index in sorted(stray):
        yield f"{_named(run[index])} stands without its letter in “{_around(run, index)}”"


def _stray_signs(run: str) -> Iterator[int]:
    """Signs with no letter before them.

    HarfBuzz puts a dotted circle there in Indic scripts, in Khmer and Burmese, but not in Thai and Lao.
    """
    before = " "
    for index, character in enumerate(run):
        bears = unicodedata.category(before)[0] in "LMN" or ord(before) == DOTTED_CIRCLE
        if _is_sign(character) and not bears:
            yield index
        if character not in JOINERS:
            before = character


@cache
def _opened(file: Path) -> _Font:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    font = uharfbuzz.Font(face)
    return _Font(font, frozenset(face.unicodes), font.get_nominal_glyph(DOTTED_CIRCLE))


@lru_cache(maxsize=4096)
def _is_sign(character: str) -> bool:
    """Whether it is drawn on or beside the letter before it."""
    is_mark = unicodedata.category(character)[0] == "M" and not INVISIBLE.match(character)
    return is_mark or character in NEVER_APART


def _around(run: str, index: int) -> str:
    return run[max(0, index - 1) : index + 2]


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')} “{character}”"
