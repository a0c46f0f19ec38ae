"""The text that programs get out of a PDF's pages: of PDFium (Chrome, Edge) and of poppler (Linux readers, search)."""

import subprocess
from enum import StrEnum

import pypdfium2  # type: ignore[import-untyped]

from plainleaf.findings import UsageFailure
from plainleaf.inspect.glyphs import text

LIMIT = 60.0
"""Seconds that poppler may take. A leaflet takes it some hundredths of one."""


class Reader(StrEnum):
    """Who reads."""

    PDFIUM = "PDFium"
    POPPLER = "poppler"


class UnreadablePages(Exception):
    """A reader cannot read a file; the message is its own reason."""


def extracted(pdf: bytes, reader: Reader, *, raw: bool = False) -> tuple[str, ...]:
    """The text of each page. Raises UnreadablePages, and UsageFailure where poppler is not installed.

    Poppler has two ways, and programs use both. ``raw`` follows the file, but turns each line of a right-to-left script
    round, word by word, and takes letters that overlap for two words. The other guesses from the places of words which
    go together: it may set a phone number before the heading it stands beside, and columns before rows.
    """
    if reader is Reader.PDFIUM:
        try:
            return text(pdf)
        except pypdfium2.PdfiumError as reason:
            raise UnreadablePages(str(reason)) from None
    *pages, rest = _pdftotext(pdf, ["-raw"] if raw else []).split("\f")
    return tuple([*pages, rest] if rest.strip() else pages)


def _pdftotext(pdf: bytes, ways: list[str]) -> str:
    command = ["pdftotext", *ways, "-enc", "UTF-8", "-eol", "unix", "-", "-"]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, timeout=LIMIT, check=False)  # noqa: S603
    except FileNotFoundError:
        raise UsageFailure(
            "pdftotext is missing: what poppler reads from the pages cannot be compared",
            "apt install poppler-utils",
        ) from None
    except subprocess.TimeoutExpired:
        raise UnreadablePages(f"poppler took longer than {LIMIT:.0f} seconds") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UnreadablePages(said[0] if said else f"pdftotext ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace")
