"""Which text each glyph of a run says: all of the text, each character once, in the order of the glyphs."""

import functools
import re
import struct
from collections import Counter
from typing import Any, NamedTuple

from plainleaf.values.characters import IGNORABLE, NO_BREAK_SPACE

NOT_DRAWN = 0x0FFFFFFF
"""Pango's glyph for a character that shows nothing."""

UNKNOWN = 0x10000000
"""Pango's glyphs are below, but for characters without one."""

GLYPH_INFO = struct.Struct("=Iiii4x")
"""PangoGlyphInfo: glyph, width, two offsets, and a flag. Read at once: glyph by glyph takes as long as all else."""

JOINERS = (0x200C, 0x200D)
UNSAID = {code: None for code in IGNORABLE if code not in JOINERS}
"""Default-ignorables but for the two joiners: those are spelling in some scripts."""

SPACES = str.maketrans("\u00a0\u202f", "  ")
"""A no-break space says a space: who looks for "5 mg" types one, and PDFium moves others in right-to-left lines.

Between two digits it stays: there PDFium takes a space for the end of a number, and turns "116 123" into "123 116".
"""

IN_NUMBER = re.compile("(?<=[0-9])(?:\u00a0|\u202f)(?=[0-9])".encode())

FILLER = "\u200b"
"""What a glyph says that has no text of its own: PDF/UA-1 (7.21.7) wants a text for every code."""


class Drawn(NamedTuple):
    """A glyph in the order of drawing, left to right.

    ``number`` is None where nothing is drawn. ``shift`` (in upstream's thousandths of the font size) and ``rise`` (in
    its units, downwards) take it away from where the line goes on; ``width``, in Pango's units, is how far that is.
    """

    number: int | None
    shift: float
    rise: float
    width: int
    text: str

    @property
    def is_mark(self) -> bool:
        """Whether it stands over, under or in another glyph."""
        return self.number is not None and (bool(self.shift or self.rise) or not self.width)


def drawn(ffi: Any, run: Any, size: float, text: bytes) -> list[Drawn] | None:
    """The glyphs of a Pango run; None where a character has none. ``text`` is that of its line, in UTF-8.

    A cluster's characters go to its glyphs one by one, what is left to the last. In a run to the left a glyph's
    text is turned round as its glyphs are: readers turn the whole line back, character by character.
    """
    count = run.glyphs.num_glyphs
    infos = list(GLYPH_INFO.iter_unpack(ffi.buffer(run.glyphs.glyphs, GLYPH_INFO.size * count)))
    if any(number >= UNKNOWN for number, *_ in infos):
        return None
    clusters = ffi.unpack(run.glyphs.log_clusters, count)
    texts = _cluster_texts(run, clusters, text)
    is_plain = len(texts) == count
    shares = [texts[cluster] for cluster in clusters] if is_plain else _shares(texts, clusters, infos)
    return [
        Drawn(number, x / size, y / 1000, width, share)
        if number != NOT_DRAWN
        else Drawn(None, 0, 0, width, "")
        for (number, width, x, y), share in zip(infos, shares, strict=True)
    ]


def is_leftward(run: Any) -> bool:
    """Whether the run is read from right to left."""
    return bool(run.item.analysis.level % 2)


def _cluster_texts(run: Any, clusters: list[int], text: bytes) -> dict[int, str]:
    """The text of each cluster, by where it starts."""
    offset, leftward = run.item.offset, is_leftward(run)
    starts = sorted(set(clusters))
    ends = [*starts[1:], run.item.length]
    held = {match.start(): NO_BREAK_SPACE for match in IN_NUMBER.finditer(text)}
    return {
        start: held.get(offset + start) or _said(text[offset + start : offset + end], leftward)
        for start, end in zip(starts, ends, strict=True)
    }


def _shares(texts: dict[int, str], clusters: list[int], infos: list[tuple[int, ...]]) -> list[str]:
    """The text of each glyph, where clusters have several."""
    is_drawn = [number != NOT_DRAWN for number, *_ in infos]
    left = Counter(cluster for cluster, there in zip(clusters, is_drawn, strict=True) if there)
    letters = {cluster: iter(said) for cluster, said in texts.items()}
    shares = []
    for cluster, there in zip(clusters, is_drawn, strict=True):
        left[cluster] -= there
        if there:
            shares.append(next(letters[cluster], "") if left[cluster] else "".join(letters[cluster]))
        else:
            shares.append("")
    return shares


@functools.lru_cache(maxsize=4096)
def _said(raw: bytes, leftward: bool) -> str:
    said = raw.decode().translate(UNSAID).translate(SPACES)
    return said[::-1] if leftward else said
