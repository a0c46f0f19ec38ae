"""What lies behind a text: a page rendered without its text, and the colours in any part of it."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import cast

from PIL import Image, ImageChops, ImageStat

from plainleaf.values.colours import Colour

_LEAST_SHARE = 0.02
"""Of a part's pixels: what covers less is the edge of something beside it."""
_STEP = 8
"""Colours nearer than this are told as one, or a gradient would have hundreds."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A picture of ``scale`` pixels a point; its first row is the page's top."""

    held: "Image.Image | Packed"
    scale: float

    def packed(self) -> "Ground":
        """The same in a hundredth of the room, and slower: for a file of many pages."""
        return Ground(Packed(self.image.size, zlib.compress(self.image.tobytes(), 1)), self.scale)

    @property
    def image(self) -> Image.Image:
        return _unpacked(self.held) if isinstance(self.held, Packed) else self.held

    def behind(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
        without: Iterable[tuple[float, float]] = (),
    ) -> tuple[Colour, ...]:
        """The colours of a part of the page, in points from its lower left corner; none where it lies outside.

        ``without`` are levels of it that count for nothing, each from its bottom to its top: strokes of the text.
        """
        parts = [
            part
            for low, high in self._levels(bottom, top, without)
            if (part := self._part(left, low, right, high)) is not None
        ]
        if len(parts) == 1:
            extremes = cast("tuple[tuple[int, int], ...]", parts[0].getextrema())
            if all(low == high for low, high in extremes):
                return (_colour(low for low, _ in extremes),)
        pixels = [one for part in parts for one in part.getcolors(part.width * part.height) or []]
        found: dict[Colour, tuple[int, Colour]] = {}
        for count, pixel in pixels:
            colour = _colour(pixel)  # type: ignore[arg-type]
            key = _colour(value // _STEP for value in colour)
            held, first = found.get(key, (0, colour))
            found[key] = held + count, first
        return _weighty(list(found.values()), sum(part.width * part.height for part in parts))

    def _levels(
        self, bottom: float, top: float, without: Iterable[tuple[float, float]]
    ) -> Iterator[tuple[float, float]]:
        """What is left between bottom and top, each a pixel high at least where something is taken out."""
        pixel, taken = 1 / self.scale, sorted(without)
        for low, high in taken:
            if low - bottom >= 2 * pixel:
                yield bottom, low - pixel
            bottom = max(bottom, high + pixel)
        if not taken or top - bottom >= pixel:
            yield bottom, top

    def roughness(self, left: float, bottom: float, right: float, top: float) -> float:
        """By how much neighbouring pixels differ on average, from 0 to 255: next to nothing for a plain ground or a
        gradient, some units for a photograph.
        """
        part = self._part(left, bottom, right, top)
        if part is None or part.width < 2 or part.height < 2:  # noqa: PLR2004 - no neighbour
            return 0.0
        beside = ImageChops.difference(part, ImageChops.offset(part, 1, 0)).crop((1, 0, *part.size))
        return float(sum(ImageStat.Stat(beside).mean) / 3)

    def _part(self, left: float, bottom: float, right: float, top: float) -> Image.Image | None:
        # Only pixels that lie wholly in it: the others are mixed with what is beside.
        image = self.image
        width, height = image.size
        x, y = max(0, ceil(left * self.scale)), max(0, ceil(height - top * self.scale))
        x_end = min(width, max(x + 1, int(right * self.scale)))
        y_end = min(height, max(y + 1, int(height - bottom * self.scale)))
        return image.crop((x, y, x_end, y_end)) if x < x_end and y < y_end else None


@dataclass(frozen=True, slots=True)
class Packed:
    """A picture in RGB: width and height in pixels, and its compressed rows."""

    size: tuple[int, int]
    rows: bytes


@lru_cache(maxsize=1)
def _unpacked(packed: Packed) -> Image.Image:
    """Rules go page by page, and ask the same page again and again."""
    return Image.frombytes("RGB", packed.size, zlib.decompress(packed.rows))


def _weighty(counted: list[tuple[int, Colour]], total: int) -> tuple[Colour, ...]:
    """The colours that cover enough; of a motley part, also the darkest and the lightest without its last specks."""
    found = [colour for count, colour in counted if count >= _LEAST_SHARE * total]
    if sum(count for count, _ in counted if count >= _LEAST_SHARE * total) < total / 2:
        for ordered in (sorted(counted, key=_brightness), sorted(counted, key=_brightness, reverse=True)):
            seen = 0
            for count, colour in ordered:
                seen += count
                if seen >= _LEAST_SHARE * total:
                    found.append(colour)
                    break
    return tuple(dict.fromkeys(found))


def _brightness(counted: tuple[int, Colour]) -> float:
    red, green, blue = counted[1]
    return 0.2 * red + 0.7 * green + 0.1 * blue


def _colour(values: Iterable[float]) -> Colour:
    red, green, blue = (int(value) for value in values)
    return red, green, blue
