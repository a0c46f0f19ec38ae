"""PDFium, for one thread at a time: it is not safe in several, and a build has one for each of its workers."""

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.geometry import Box, Matrix, shown

_LOCK = threading.RLock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A file open in PDFium; whoever else wants one waits until it is closed."""
    with _LOCK, closing(pypdfium2.PdfDocument(pdf)) as document:
        yield document


def by_address(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that takes addresses as numbers: five times faster than pointers of a type."""
    held = ctypes.cast(function, ctypes.c_void_p).value
    assert held is not None
    return ctypes.CFUNCTYPE(result, *arguments)(held)


def as_shown(page: Any) -> Matrix:
    """From the own space of a page (its handle) to the page as it is shown."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return shown(Box(box.left, box.bottom, box.right, box.top), pdfium.FPDFPage_GetRotation(page))
