"""Which text each glyph of a run says: all of the text, each character once, in the order of the glyphs."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

NOT_DRAWN = 0x0FFFFFFF
"""Pango's glyph for a character that shows nothing."""

UNKNOWN = 0x10000000
"""Pango's flag on a character without a glyph."""

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point, but for the joiners U+200C and U+200D: they are spelling in some scripts."""

SPACES = str.maketrans("\u00a0\u202f", "  ")
"""A no-break space says a space: who looks for "5 mg" types one, and PDFium moves others in right-to-left lines."""


@dataclass(frozen=True)
class Drawn:
    """A glyph in the order of drawing, left to right.

    ``number`` is None where nothing is drawn. ``shift``, in upstream's thousandths of the font size, and ``rise``, in
    its units downwards, take it from where the line goes on; ``width``, in Pango's units, is how far the line goes on.
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


def drawn(run: Any, size: float, text: bytes) -> list[Drawn]:
    """The glyphs of a Pango run. ``text`` is that of its line, in UTF-8.

    A cluster's characters go to its glyphs one by one, what is left to the last. In a run to the left a glyph's
    text is turned round as its glyphs are: readers turn the whole line back, character by character.
    """
    count = run.glyphs.num_glyphs
    clusters = run.glyphs.log_clusters[0:count]
    infos = run.glyphs.glyphs[0:count]
    texts = _cluster_texts(run, list(clusters), text)
    shares = {cluster: iter(said) for cluster, said in texts.items()}
    left = Counter(cluster for info, cluster in zip(infos, clusters, strict=True) if info.glyph != NOT_DRAWN)
    glyphs = []
    for info, cluster in zip(infos, clusters, strict=True):
        place = info.geometry
        if info.glyph == NOT_DRAWN:
            glyphs.append(Drawn(None, 0, 0, place.width, ""))
            continue
        left[cluster] -= 1
        said = next(shares[cluster], "") if left[cluster] else "".join(shares[cluster])
        glyphs.append(Drawn(info.glyph, place.x_offset / size, place.y_offset / 1000, place.width, said))
    return glyphs


def is_leftward(run: Any) -> bool:
    """Whether the run is read from right to left."""
    return bool(run.item.analysis.level % 2)


def _cluster_texts(run: Any, clusters: list[int], text: bytes) -> dict[int, str]:
    starts = sorted(set(clusters))
    texts = {}
    for start, end in zip(starts, [*starts[1:], run.item.length], strict=True):
        said = text[run.item.offset + start : run.item.offset + end].decode()
        said = IGNORABLE.sub("", said).translate(SPACES)
        texts[start] = said[::-1] if is_leftward(run) else said
    return texts
