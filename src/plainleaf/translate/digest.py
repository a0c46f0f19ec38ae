"""The text digest: what a sign-off names and the edition line prints."""

import hashlib
import unicodedata
from collections.abc import Iterable

from plainleaf.values.numbers import ISOLATES, WORD_JOINER

IGNORED = dict.fromkeys(map(ord, "\u200b" + WORD_JOINER + ISOLATES))


def text_digest(entries: Iterable[tuple[str, ...]]) -> str:
    """64 hex digits over entries of kind, source and resolved text, in order; isolates and breaks do not count."""
    digest = hashlib.sha256()
    for entry in entries:
        for part in entry:
            digest.update(unicodedata.normalize("NFC", part.translate(IGNORED)).encode() + b"\x00")
        digest.update(b"\x01")
    return digest.hexdigest()
