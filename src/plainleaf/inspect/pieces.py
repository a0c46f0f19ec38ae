"""What is seen on a printed page: characters, words and lines, pictures, drawn strokes and the ground behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plainleaf.inspect.geometry import Box
from plainleaf.inspect.ground import Ground
from plainleaf.values.colours import Colour


class Style(NamedTuple):
    """How one piece of text is set.

    ``font`` is without its subset tag; ``size`` in points after every matrix; ``opacity`` from 0 to 1; ``angle`` in
    degrees against the page as it is shown; ``visible`` is False for text that is there to be found, not seen (the
    hidden layer of a scan). ``number`` is its marked content id, ``artifact`` says that its marks call it none of the
    content.
    """

    font: str
    size: float
    bold: bool
    italic: bool
    colour: Colour
    opacity: float
    visible: bool
    angle: float
    number: int | None
    artifact: bool


class Char(NamedTuple):
    """One character: its ``left`` and ``right`` with the room its font gives it, its baseline, the box of its ink.
    ``order`` is its place in the extracted text; ``apart`` says that a space stands before it there.
    """

    text: str
    left: float
    right: float
    baseline: float
    ink: Box
    style: Style
    order: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space among them, in the order of the text. ``box`` is that of their ink."""

    chars: Sequence[Char]
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline without a wide gap. ``page`` counts from 1; ``left`` and ``right`` are where its text
    begins and ends, ``box`` is that of its ink, ``size`` the type size of most of its characters. ``margin`` says that
    it belongs to the page, not to the text: its marks say so, or it stands in the same place on several pages.
    """

    page: int
    words: Sequence[Word]
    text: str
    box: Box
    left: float
    right: float
    baseline: float
    size: float
    margin: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is shown, in points; ``number`` counts from 1. ``strokes`` are thin rectangles and lines, along
    the page's sides; ``ground`` is all that is drawn but text.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    pictures: tuple[Box, ...]
    strokes: tuple[Box, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Printed:
    pages: tuple[Page, ...]
