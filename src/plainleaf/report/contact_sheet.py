"""The contact sheet: the first page of every leaflet side by side, for a human eye."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from plainleaf.inspect import picture

COLUMNS = 5
DOTS = 60
"""Dots an inch: a Letter page is 510 pixels wide, and its headings can be read."""

GAP, LABEL = 24, 44
"""Pixels between tiles, and above each for its label."""

GROUND, INK, MISSING = "#d8dde3", "#000000", "#8a0012"


def make_sheet(leaflets: Sequence[tuple[str, bytes | None]], font: Path) -> bytes:
    """A PNG of first pages, each under its label; None in place of a file is a leaflet that was withheld."""
    letters = ImageFont.truetype(str(font), 26)
    tiles = [(label, None if pdf is None else picture(pdf, 0, DOTS)) for label, pdf in leaflets]
    width, height = _largest([tile for _, tile in tiles if tile is not None])
    columns = min(COLUMNS, max(1, len(tiles)))
    rows = -(-len(tiles) // columns)
    step, drop = width + GAP, height + LABEL + GAP
    sheet = Image.new("RGB", (columns * step + GAP, rows * drop + GAP), GROUND)
    pen = ImageDraw.Draw(sheet)
    for number, (label, tile) in enumerate(tiles):
        left, top = GAP + number % columns * step, GAP + number // columns * drop
        pen.text((left, top), label, INK, letters)
        if tile is None:
            box = (left, top + LABEL, left + width, top + LABEL + height)
            pen.rectangle(box, "#ffffff", MISSING, 6)
            pen.text((left + GAP, top + LABEL + GAP), "withheld", MISSING, letters)
        else:
            sheet.paste(tile, (left, top + LABEL))
    held = io.BytesIO()
    sheet.save(held, "PNG", optimize=True)
    return held.getvalue()


def _largest(tiles: Sequence[Image.Image]) -> tuple[int, int]:
    """Width and height that every tile fits into; those of a Letter page where there is none."""
    sizes = [tile.size for tile in tiles] or [(int(8.5 * DOTS), 11 * DOTS)]
    return max(width for width, _ in sizes), max(height for _, height in sizes)
