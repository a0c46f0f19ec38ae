"""Digests over what a leaflet says: sign-offs name them, and the edition line prints how the text digest begins."""

import hashlib
import unicodedata
from collections.abc import Iterable

from plainleaf.values.characters import ISOLATES, WORD_JOINER

IGNORED = dict.fromkeys(map(ord, "\u200b" + WORD_JOINER + ISOLATES))


class Said:
    """What a leaflet says, noted in its order: for who reads the page, and for who compares it with its source."""

    def __init__(self) -> None:
        self._read: list[tuple[str, ...]] = []
        self._compared: list[tuple[str, ...]] = []

    def note(self, kind: str, *read: str, source: Iterable[str] = ()) -> None:
        """``read`` is on the page; ``source`` is where it comes from, which no reader sees."""
        self._read.append((kind, *read))
        self._compared.append((kind, *source, *read))

    @property
    def text_digest(self) -> str:
        """Over source and resolved text: what translators, revisers and back-translators sign."""
        return digest(self._compared)

    @property
    def reader_digest(self) -> str:
        """Over what a reader sees alone: what reader reviews and clinical checks sign."""
        return digest(self._read)


def digest(entries: Iterable[tuple[str, ...]]) -> str:
    """64 hex digits over entries of a kind and its texts, in order; isolates and breaks do not count."""
    made = hashlib.sha256()
    for entry in entries:
        for part in entry:
            made.update(unicodedata.normalize("NFC", part.translate(IGNORED)).encode() + b"\x00")
        made.update(b"\x01")
    return made.hexdigest()
