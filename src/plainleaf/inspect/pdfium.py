"""PDFium, for one thread at a time: it is not safe in several, and a build has one for each of its workers."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2  # type: ignore[import-untyped]

_LOCK = threading.RLock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A file open in PDFium; whoever else wants one waits until it is closed."""
    with _LOCK, closing(pypdfium2.PdfDocument(pdf)) as document:
        yield document
