"""Publish: the shelf of finished work, atomic writes, and the manifest of out/."""

from plainleaf.publish.atomic import UNFINISHED, remove, write_atomic, write_together
from plainleaf.publish.joining import Shard, join, read_shards
from plainleaf.publish.manifest import (
    OWN_EXTRAS,
    SHEET,
    Checked,
    Entry,
    Manifest,
    Part,
    SecondText,
    are_in_place,
    beside,
    edition_files,
)
from plainleaf.publish.shelf import Shelf, page_digest, program_digest
from plainleaf.publish.verifying import verify

__all__ = [
    "OWN_EXTRAS",
    "SHEET",
    "UNFINISHED",
    "Checked",
    "Entry",
    "Manifest",
    "Part",
    "SecondText",
    "Shard",
    "Shelf",
    "are_in_place",
    "beside",
    "edition_files",
    "join",
    "page_digest",
    "program_digest",
    "read_shards",
    "remove",
    "verify",
    "write_atomic",
    "write_together",
]
