"""What lies behind a text: a page rendered without its text, and the colours in any part of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import cast

from PIL import Image, ImageChops, ImageStat

Colour = tuple[int, int, int]
"""Red, green, blue, each from 0 to 255."""

_LEAST_SHARE = 0.02
"""Of a part's pixels: what covers less is the edge of something beside it."""
_STEP = 8
"""Colours nearer than this are told as one, or a gradient would have hundreds."""


@dataclass(frozen=True, slots=True)
class Ground:
    """``image`` has ``scale`` pixels a point; its first row is the page's top."""

    image: Image.Image
    scale: float

    def behind(self, left: float, bottom: float, right: float, top: float) -> tuple[Colour, ...]:
        """The colours of a part of the page, in points from its lower left corner; none where it lies outside."""
        part = self._part(left, bottom, right, top)
        if part is None:
            return ()
        extremes = cast("tuple[tuple[int, int], ...]", part.getextrema())
        if all(low == high for low, high in extremes):
            return (_colour(low for low, _ in extremes),)
        pixels = part.getcolors(part.width * part.height) or []
        found: dict[Colour, tuple[int, Colour]] = {}
        for count, pixel in pixels:
            colour = _colour(pixel)  # type: ignore[arg-type]
            key = _colour(value // _STEP for value in colour)
            held, first = found.get(key, (0, colour))
            found[key] = held + count, first
        return _weighty(list(found.values()), part.width * part.height)

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
        width, height = self.image.size
        x, y = max(0, ceil(left * self.scale)), max(0, ceil(height - top * self.scale))
        x_end = min(width, max(x + 1, int(right * self.scale)))
        y_end = min(height, max(y + 1, int(height - bottom * self.scale)))
        return self.image.crop((x, y, x_end, y_end)) if x < x_end and y < y_end else None


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
