"""Colours, and how far they stand out from each other."""

from functools import cache

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

_LINEAR = 0.04045


def hexadecimal(text: str) -> Colour:
    """``#0b2545`` as a colour."""
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


@cache
def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours by WCAG 2.2: from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value / 255 <= _LINEAR else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
