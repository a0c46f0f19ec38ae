"""What Pango shaped: missing glyphs, inserted dotted circles, and fonts the page did not name.

The texts were shaped before with uharfbuzz; this looks again because Pango carries another HarfBuzz.
"""

import functools
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uharfbuzz  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi, harfbuzz, pango  # type: ignore[import-untyped]
from weasyprint.text.fonts import get_hb_object_data  # type: ignore[import-untyped]

from plainleaf.findings import Finding, Span
from plainleaf.layout.page import Face
from plainleaf.project import Project
from plainleaf.render.boxes import Box, is_text, walk
from plainleaf.render.text_codes import GLYPH_INFO
from plainleaf.render.text_drawing import OTHER_WHITE_SPACE
from plainleaf.render.text_layouts import keep_for_drawing

DOTTED_CIRCLE = "\u25cc"
BOLD = 600
"""CSS weights from here on are drawn with a bold face."""

Faces = dict[str, list[Face]]


@dataclass(frozen=True)
class Drawn:
    """The findings on all drawn runs, and the PostScript names of the fonts drawn with, sorted."""

    findings: tuple[Finding, ...]
    fonts: tuple[str, ...]


@dataclass(frozen=True)
class _Run:
    """A run of glyphs in one font: its page, the text and weight of its box, the font file's sha256."""

    page: int
    text: str
    weight: int
    sha256: str
    glyphs: tuple[int, ...]


def look(project: Project, pages: list[Box], faces: tuple[Face, ...], where: str) -> Drawn:
    """Every run of every page, looked at once more as Pango will draw it."""
    by_content: Faces = {}
    for face in faces:
        by_content.setdefault(face.sha256, []).append(face)
    findings: dict[Finding, None] = {}
    used: dict[str, None] = {}
    for run in _runs(pages):
        known = by_content.get(run.sha256)
        if known:
            used[known[0].file] = None
        findings.update(dict.fromkeys(_look(project, run, known, where)))
    return Drawn(tuple(findings), tuple(sorted(_postscript_name(project.fonts / file) for file in used)))


def _look(project: Project, run: _Run, known: list[Face] | None, where: str) -> Iterator[Finding]:
    shown = f"“{run.text.strip()}” on page {run.page}"
    if known is None:
        message = f"{shown} is drawn in a font that the page does not name"
        yield Finding("render-font", message, Span(where), "name every font file in fonts/fonts.yaml")
        return
    weight = 700 if run.weight >= BOLD else 400
    if weight not in {face.weight for face in known}:
        message = f"{shown} asks for weight {weight} and is drawn with {known[0].file}"
        hint = f"add the file of weight {weight} to fonts/fonts.yaml"
        yield Finding("render-font", message, Span(where), hint)
    if any(glyph == 0 or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG for glyph in run.glyphs):
        hint = "write it with other characters, or add a font that has them"
        yield Finding("render-glyph", f"a character of {shown} has no glyph", Span(where), hint)
    circle = _circle(project.fonts / known[0].file)
    if circle and circle in run.glyphs and DOTTED_CIRCLE not in run.text:
        hint = "a mark stands before its letter or without one: type the letter first"
        yield Finding("render-glyph", f"a dotted circle is drawn in {shown}", Span(where), hint)


def _runs(pages: list[Box]) -> Iterator[_Run]:
    digests: dict[int, str] = {}
    for number, page in enumerate(pages, 1):
        for box in walk(page):
            if is_text(box) and box.text.strip() and box.style["font_size"]:
                yield from _runs_of(box, number, digests)


def _runs_of(box: Box, page: int, digests: dict[int, str]) -> Iterator[_Run]:
    layout = box.pango_layout
    layout.reactivate(box.style)
    # As it is drawn: that decides how line ends are shaped, and there is none here.
    one_line = not any(char in OTHER_WHITE_SPACE for char in layout.text)
    if one_line:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    link = line.runs
    while link:
        run, link = link.data, link.next
        size = GLYPH_INFO.size * run.glyphs.num_glyphs
        glyphs = (number for number, *_ in GLYPH_INFO.iter_unpack(ffi.buffer(run.glyphs.glyphs, size)))
        drawn = tuple(glyph for glyph in glyphs if glyph != pango.PANGO_GLYPH_EMPTY)
        digest = _digest(run.item.analysis.font, digests)
        yield _Run(page, box.text, box.style["font_weight"], digest, drawn)
    if one_line:
        keep_for_drawing(layout)
    else:
        layout.deactivate()


def _digest(font: Any, digests: dict[int, str]) -> str:
    """The sha256 of a Pango font's file; the address of its face, alive with the font map, names it."""
    face = harfbuzz.hb_font_get_face(pango.pango_font_get_hb_font(font))
    address = int(ffi.cast("uintptr_t", face))
    if address not in digests:
        digests[address] = hashlib.sha256(get_hb_object_data(face) or b"").hexdigest()
    return digests[address]


@functools.lru_cache(maxsize=128)
def _circle(file: Path) -> int | None:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))
    glyph: int | None = font.get_nominal_glyph(ord(DOTTED_CIRCLE))
    return glyph


@functools.lru_cache(maxsize=128)
def _postscript_name(file: Path) -> str:
    with TTFont(file, lazy=True) as font:
        return str(font["name"].getDebugName(6))
