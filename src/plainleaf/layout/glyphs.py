"""The glyph gate: every text is shaped in both weights before it is printed; a box never reaches a patient."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz

from plainleaf.findings import Finding, Span
from plainleaf.layout.fonts import DIGITS
from plainleaf.layout.page import Face
from plainleaf.project import Project
from plainleaf.translate import Words

DOTTED_CIRCLE = 0x25CC
ASCII_DIGITS = "0123456789"

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


def missing_glyphs(texts: Iterable[tuple[str, Words]], project: Project, faces: tuple[Face, ...]) -> Iterator[Finding]:
    """A finding for each text that some weight cannot draw; ``texts`` are as they go into the page."""
    files = [face for face in faces if face.family != DIGITS]
    for text, words in texts:
        for problem in _problems(text, words.language.tag, tuple(files), project.fonts):
            yield Finding("missing-glyph", problem, _place(words), "write it with letters the language's fonts have")


@lru_cache(maxsize=4096)
def _problems(text: str, tag: str, faces: tuple[Face, ...], folder: Path) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for weight in (400, 700):
        fonts = [_opened(folder / face.file) for face in faces if face.weight == weight]
        for font, run in _runs(text, fonts):
            if font is None:
                found[f"no font has {_named(run)}"] = None
            else:
                found.update(dict.fromkeys(_shaping_problems(font, run, tag)))
    return tuple(found)


def _runs(text: str, fonts: list[_Font]) -> Iterator[tuple[_Font | None, str]]:
    """The text cut where the font changes; a mark stays with its letter's font, spaces and controls with any."""
    current: _Font | None = None
    run = ""
    for character in text:
        if _is_invisible(character):
            run += character if run else ""
            continue
        keeps = current is not None and ord(character) in current.characters and unicodedata.category(character)[0] == "M"
        font = current if keeps else next((f for f in fonts if ord(character) in f.characters), None)
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
    for glyph in buffer.glyph_infos:
        around = run[max(0, glyph.cluster - 1) : glyph.cluster + 2]
        if glyph.codepoint == 0:
            yield f"cannot draw “{around}”"
        elif glyph.codepoint == font.dotted_circle and chr(DOTTED_CIRCLE) not in run:
            yield f"a vowel sign stands without its letter in “{around}”"


@cache
def _opened(file: Path) -> _Font:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    font = uharfbuzz.Font(face)
    return _Font(font, frozenset(face.unicodes), font.get_nominal_glyph(DOTTED_CIRCLE))


def _is_invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')} “{character}”"


def _place(words: Words) -> Span:
    return Span(words.where)
