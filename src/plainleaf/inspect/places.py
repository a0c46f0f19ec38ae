"""Where the numbered pieces of a finished PDF stand on its pages, as PDFium draws them."""

from collections.abc import Mapping

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.drawn import bounds
from plainleaf.inspect.geometry import Box, around
from plainleaf.inspect.pdfium import as_shown, opened


def places(pdf: bytes) -> Mapping[tuple[int, int], Box]:
    """Page (counted from 1) and number of each marked piece, and the box round all that is drawn in it.

    pypdfium2.PdfiumError where PDFium cannot open the file.
    """
    found: dict[tuple[int, int], Box] = {}
    with opened(pdf) as document:
        for number, page in enumerate(document, 1):
            at = as_shown(page)
            for index in range(pdfium.FPDFPage_CountObjects(page)):
                thing = pdfium.FPDFPage_GetObject(page, index)
                piece = pdfium.FPDFPageObj_GetMarkedContentID(thing)
                if piece >= 0 and (box := bounds(thing, at)):
                    key = (number, piece)
                    found[key] = around([found[key], box]) if key in found else box
    return found
