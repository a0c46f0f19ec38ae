"""Where the numbered pieces of a finished PDF stand on its pages, as PDFium draws them."""

from collections.abc import Iterable, Mapping
from ctypes import c_float

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.pdfium import opened

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of the page as it is shown."""


def places(pdf: bytes) -> Mapping[tuple[int, int], Box]:
    """Page (counted from 1) and number of each marked piece, and the box round all that is drawn in it.

    pypdfium2.PdfiumError where PDFium cannot open the file.
    """
    found: dict[tuple[int, int], Box] = {}
    with opened(pdf) as document:
        for number, page in enumerate(document, 1):
            crop, quarters = page.get_cropbox(), page.get_rotation() // 90
            for at in range(pdfium.FPDFPage_CountObjects(page)):
                thing = pdfium.FPDFPage_GetObject(page, at)
                piece = pdfium.FPDFPageObj_GetMarkedContentID(thing)
                if piece >= 0 and (box := _bounds(thing)):
                    placed, key = shown(box, crop, quarters), (number, piece)
                    found[key] = around(found[key], placed) if key in found else placed
    return found


def shown(box: Box, crop: Box, quarters: int) -> Box:
    """A box of a page's own space on the page as it is shown: cropped, and turned clockwise by quarters."""
    left, bottom, right, top = box[0] - crop[0], box[1] - crop[1], box[2] - crop[0], box[3] - crop[1]
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    match quarters % 4:
        case 1:
            return bottom, width - right, top, width - left
        case 2:
            return width - right, height - top, width - left, height - bottom
        case 3:
            return height - top, left, height - bottom, right
        case _:
            return left, bottom, right, top


def around(one: Box, other: Box) -> Box:
    """The box round two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def joined(boxes: Iterable[Box], near: float) -> list[Box]:
    """One box for all that stand no further apart than ``near`` points, across and down."""
    found: list[Box] = []
    for box in boxes:
        whole = box
        while touching := [one for one in found if _are_near(one, whole, near)]:
            found = [one for one in found if one not in touching]
            for one in touching:
                whole = around(one, whole)
        found.append(whole)
    return found


def _are_near(one: Box, other: Box, near: float) -> bool:
    return (
        one[0] - near <= other[2]
        and other[0] - near <= one[2]
        and one[1] - near <= other[3]
        and other[1] - near <= one[3]
    )


def _bounds(thing: pdfium.FPDF_PAGEOBJECT) -> Box | None:
    sides = [c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *sides):
        return None
    left, bottom, right, top = (float(side.value) for side in sides)
    return left, bottom, right, top
