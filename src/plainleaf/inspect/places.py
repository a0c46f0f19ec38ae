"""Where the numbered pieces of a finished PDF stand on its pages, as PDFium draws them."""

import ctypes
from collections.abc import Mapping

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.drawn import bounds, things
from plainleaf.inspect.geometry import Box, around
from plainleaf.inspect.pdfium import as_shown, by_address, opened

_piece = by_address(pdfium.FPDFPageObj_GetMarkedContentID, ctypes.c_int, ctypes.c_void_p)


def places(pdf: bytes) -> Mapping[tuple[int, int], Box]:
    """Page (counted from 1) and number of each marked piece, and the box round all that is drawn in it.

    pypdfium2.PdfiumError where PDFium cannot open the file.
    """
    found: dict[tuple[int, int], Box] = {}
    with opened(pdf) as document:
        for number, page in enumerate(document, 1):
            at = as_shown(page)
            for thing in things(page.raw):
                piece = _piece(thing)
                if piece >= 0 and (box := bounds(thing, at)):
                    key = (number, piece)
                    found[key] = around([found[key], box]) if key in found else box
    return found
