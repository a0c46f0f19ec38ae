"""Publish: the shelf of prints, atomic writes, and the manifest of out/."""

from plainleaf.publish.atomic import write_atomic
from plainleaf.publish.manifest import SHEET, Checked, Entry, Manifest, beside
from plainleaf.publish.shelf import Shelf, page_digest, program_digest

__all__ = [
    "SHEET",
    "Checked",
    "Entry",
    "Manifest",
    "Shelf",
    "beside",
    "page_digest",
    "program_digest",
    "write_atomic",
]
