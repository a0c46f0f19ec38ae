"""Characters of a PDF page where PDFium finds them: what a reader extracts, and where it stands."""

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.pdfium import opened


@dataclass(frozen=True)
class Glyph:
    """One extracted character: its left edge and its baseline; points from the page's lower left corner."""

    char: str
    x: float
    y: float
    width: float
    size: float


def glyphs(pdf: bytes, page: int) -> tuple[Glyph, ...]:
    """The characters of a page (counted from 0) in reading order, without the spaces that PDFium makes up."""
    with opened(pdf) as document:
        reader = document[page].get_textpage()
        drawn = (index for index in range(reader.count_chars()) if not _is_made_up(reader, index))
        return tuple(_glyph(reader, index) for index in drawn)


def text(pdf: bytes) -> tuple[str, ...]:
    """The text a reader extracts, page by page, lines ended by a newline."""
    with opened(pdf) as document:
        return tuple(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


def _is_made_up(reader: Any, index: int) -> bool:
    return bool(pdfium.FPDFText_IsGenerated(reader, index) == 1)


def _glyph(reader: Any, index: int) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(reader, index, x, y)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(reader, index, matrix)
    left, _, right, _ = reader.get_charbox(index, loose=True)
    character = chr(pdfium.FPDFText_GetUnicode(reader, index))
    # The size in the file counts in the units of its own scale, as WeasyPrint's CSS pixels.
    size = float(pdfium.FPDFText_GetFontSize(reader, index)) * math.hypot(matrix.c, matrix.d)
    return Glyph(character, left, y.value, right - left, size)
