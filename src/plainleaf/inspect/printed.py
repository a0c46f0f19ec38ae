"""What a finished PDF shows: its text with places and styles, its pictures and lines, and what lies behind the text."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image

from plainleaf.inspect.characters import characters
from plainleaf.inspect.drawn import Drawn, drawn
from plainleaf.inspect.ground import Ground
from plainleaf.inspect.lines import lines
from plainleaf.inspect.pdfium import as_shown, by_address, opened
from plainleaf.inspect.pieces import Line, Page, Printed

_LARGEST = 2000
"""Pixels of a page's longer side: a poster needs no more."""
_WHITE = 0xFFFFFFFF
_BAND = 0.15
"""Of the page's height, at its head and at its foot: where running heads stand."""
_PAGE_NUMBER = re.compile(r"\W*(?:\w+\W+)?#(?:\W+(?:\w+\W+)?#)?\W*")
_SAME_PLACE = 2.0
_MANY = 24
"""Pages whose grounds are held as they are, each a megabyte and a half: most leaflets have fewer."""


_set_active = by_address(pdfium.FPDFPageObj_SetIsActive, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


def printed(pdf: bytes) -> Printed:
    """All pages of a PDF file; pypdfium2.PdfiumError where it is none or is locked."""
    with opened(pdf) as document:
        pages = [_page(document[index], index + 1) for index in range(len(document))]
    return Printed(tuple(_without_margins(pages)))


def _page(page: Any, number: int) -> Page:
    handle = page.raw
    width, height = float(pdfium.FPDF_GetPageWidthF(handle)), float(pdfium.FPDF_GetPageHeightF(handle))
    at = as_shown(handle)
    things = drawn(handle, at)
    chars = [char for char in characters(handle, things, at) if char.style.visible]
    ground = _ground(handle, things, width, height)
    page.close()
    return Page(
        number=number,
        width=width,
        height=height,
        lines=lines(number, chars, things.strokes),
        pictures=tuple(things.pictures),
        strokes=tuple(things.strokes),
        ground=ground.packed() if number > _MANY else ground,
    )


def _ground(handle: Any, things: Drawn, width: float, height: float) -> Ground:
    """The page without its text, at a pixel a point."""
    for thing in things.texts:
        _set_active(thing, 0)
    scale = min(1.0, _LARGEST / max(width, height))
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGRx, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, across, down, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = (ctypes.c_ubyte * (stride * down)).from_address(
            ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.c_void_p).value or 0
        )
        return Ground(Image.frombytes("RGB", (across, down), pixels, "raw", "BGRX", stride, 1), scale)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _without_margins(pages: list[Page]) -> Iterable[Page]:
    """Pages whose running heads and feet say that they are some.

    Where no mark says so, a line at the head or foot of a page is one if it stands in the same place on another page
    with the same words, whatever its numbers; or if it is a page number.
    """
    counted = Counter(key for page in pages for key in {_key(line) for line in page.lines})
    for page in pages:
        marked = tuple(
            replace(line, margin=True) if _is_in_band(line, page) and _runs(line, counted) else line
            for line in page.lines
        )
        yield replace(page, lines=marked)


def _is_in_band(line: Line, page: Page) -> bool:
    return not line.margin and not _BAND * page.height < line.baseline < (1 - _BAND) * page.height


def _runs(line: Line, counted: Counter[tuple[str, int]]) -> bool:
    words, place = _key(line)
    if counted[words, place] + counted[words, place + 1] > 1 or counted[words, place - 1]:
        return True
    return len(line.words) <= 5 and _PAGE_NUMBER.fullmatch(words) is not None  # noqa: PLR2004 - “Page 3 of 10”


def _key(line: Line) -> tuple[str, int]:
    """A line's words without its numbers, and where it stands."""
    masked = "".join("#" if char.isdigit() else char for char in line.text)
    return re.sub("#+", "#", masked), round(line.baseline / _SAME_PLACE)
