"""The characters that PDFium finds on a page, each with its place and how it is set.

A leaflet has ten thousand of them, so PDFium is called with plain addresses, and the places are read from one array.
"""

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, TypeVar

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.drawn import Drawn, Marks, colour_of
from plainleaf.inspect.geometry import Box, Matrix
from plainleaf.inspect.pdfium import by_address
from plainleaf.inspect.pieces import Char, Style
from plainleaf.values.characters import IGNORABLE

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|extrab|semib|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|[-,_ ](?:it|ita|ital)$|(?:bold|-)obl", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6
_BOLD_FLAG = 1 << 18
_SLANT = 0.1
"""Sideways over upwards: synthetic italics lean by 0.2 and more."""
_HYPHEN = 2
"""What PDFium gives for a hyphen that it takes for one of the end of a line."""
_NO_CHARACTER = frozenset({0, 0xFFFE, 0xFFFF})
_INVISIBLE = (3, 7)
_STROKED = 1
_FILLED_AND_STROKED = 2
_OPAQUE = 255
_LEVEL = 1.0
_TALLEST = 2.0
"""Type sizes that letters of a font reach over: none of a text face does over as much."""
_LAST = 0x10FFFF


_int, _at = ctypes.c_int, ctypes.c_void_p
_unicode = by_address(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _at, _int)
_object = by_address(pdfium.FPDFText_GetTextObject, _at, _at, _int)
_origin = by_address(pdfium.FPDFText_GetCharOrigin, _int, _at, _int, _at, _at)
_ink = by_address(pdfium.FPDFText_GetCharBox, _int, _at, _int, _at, _at, _at, _at)
_room = by_address(pdfium.FPDFText_GetLooseCharBox, _int, _at, _int, _at)
_matrix = by_address(pdfium.FPDFText_GetMatrix, _int, _at, _int, _at)
_size = by_address(pdfium.FPDFText_GetFontSize, ctypes.c_double, _at, _int)
_mode = by_address(pdfium.FPDFTextObj_GetTextRenderMode, _int, _at)
_font = by_address(pdfium.FPDFTextObj_GetFont, _at, _at)

Made = TypeVar("Made", Box, Char)
_Row = tuple[int, str, int, bool]
"""Index, character, address of its text object, whether a space stands before it."""


def characters(page: Any, drawn: Drawn, shown: Matrix) -> list[Char]:
    """The drawn characters of a page in the order of its text, without spaces and what is never seen."""
    reader = pdfium.FPDFText_LoadPage(page)
    try:
        return _Reader(reader, drawn, shown).read()
    finally:
        pdfium.FPDFText_ClosePage(reader)


class _Reader:
    def __init__(self, reader: Any, drawn: Drawn, shown: Matrix) -> None:
        self._reader = reader
        self._handle = ctypes.cast(reader, ctypes.c_void_p).value
        self._drawn = drawn
        self._shown = shown
        self._turned = shown[:4] != (1.0, 0.0, 0.0, 1.0)
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self._numbers = array("f", bytes(24))

    def read(self) -> list[Char]:
        rows = self._rows()
        doubles, floats = array("d", bytes(48 * len(rows))), array("f", bytes(16 * len(rows)))
        (begin, count), (room, _) = doubles.buffer_info(), floats.buffer_info()
        x, y, *sides = (range(begin + 8 * place, begin + 8 * count, 48) for place in range(6))
        every, indices = repeat(self._handle), [row[0] for row in rows]
        _run(map(_origin, every, indices, x, y))
        _run(map(_ink, every, indices, *sides))
        _run(map(_room, every, indices, range(room, room + 16 * len(rows), 16)))
        chars = self._chars(rows, doubles.tolist(), floats.tolist())
        return chars if all(font for font, _, _ in self._fonts.values()) else list(_sized(chars))

    def _rows(self) -> list[_Row]:
        every, indices = repeat(self._handle), range(pdfium.FPDFText_CountChars(self._reader))
        codes = list(map(_unicode, every, indices))
        texts = {code: _text(code) for code in set(codes)}
        found: list[_Row] = []
        apart = False
        for index, code, thing in zip(indices, codes, map(_object, every, indices), strict=True):
            text = texts[code]
            if not thing or text == " ":
                apart = True
            elif text:
                found.append((index, text, thing, apart))
                apart = False
        return found

    def _chars(self, rows: list[_Row], doubles: list[float], floats: list[float]) -> list[Char]:
        x, y, left, right, bottom, top = (doubles[place::6] for place in range(6))
        begin, end = floats[::4], floats[2::4]
        dx, dy = self._shown.e, self._shown.f
        if self._turned:
            ink = [self._shown.box(*sides) for sides in zip(left, bottom, right, top, strict=True)]
            y = [self._shown.point(*place)[1] for place in zip(x, y, strict=True)]
            begin, end = [box.left for box in ink], [box.right for box in ink]
        else:
            if dx:
                left, right, begin, end = ([one + dx for one in some] for some in (left, right, begin, end))
            if dy:
                bottom, top, y = ([one + dy for one in some] for some in (bottom, top, y))
            ink = _made(Box, zip(left, bottom, right, top, strict=True))
        styles: dict[int, Style] = {}
        for index, _, thing, _ in rows:
            if thing not in styles:
                styles[thing] = self._style(index, thing)
        indices, texts, things, aparts = zip(*rows, strict=True) if rows else ((), (), (), ())
        style = map(styles.__getitem__, things)
        return _made(Char, zip(texts, begin, end, y, ink, style, indices, aparts, strict=True))

    def _style(self, index: int, thing: int) -> Style:
        _matrix(self._handle, index, self._numbers.buffer_info()[0])
        a, b, c, d, *_ = self._numbers
        a, b, c, d, *_ = self._shown.after(Matrix(a, b, c, d))
        mode = _mode(thing)
        red, green, blue, opacity = colour_of(thing, stroke=mode == _STROKED)
        (number, artifact), group = self._drawn.texts.get(thing, (Marks(), 1.0))
        name, bold, italic = self._described(_font(thing))
        # Along the line of writing, and square to it: what is left of a lean once the turn is taken out.
        lean = (a * c + b * d) / max(abs(a * d - b * c), 1e-9)
        return Style(
            font=name,
            size=_size(self._handle, index) * math.hypot(c, d),
            bold=bold or mode == _FILLED_AND_STROKED,
            italic=italic or abs(lean) > _SLANT,
            colour=(red, green, blue),
            opacity=opacity / _OPAQUE * group,
            visible=mode not in _INVISIBLE and opacity * group > 0,
            angle=math.degrees(math.atan2(b, a)),
            number=number,
            artifact=artifact,
        )

    def _described(self, font: int | None) -> tuple[str, bool, bool]:
        if not font:
            return "", False, False
        if font not in self._fonts:
            self._fonts[font] = _described(ctypes.cast(font, pdfium.FPDF_FONT))
        return self._fonts[font]


def _run(calls: Iterable[int]) -> None:
    """Calls that write what they find; what they return says nothing."""
    deque(calls, maxlen=0)


def _made(kind: type[Made], rows: Iterable[tuple[Any, ...]]) -> list[Made]:
    """Named tuples of rows; as their ``_make``, without a step in Python for each."""
    return list(map(tuple.__new__, repeat(kind), rows))


def _text(code: int) -> str:
    """A character as it is read; a space for all that part words, "" for what is never seen."""
    if code == _HYPHEN:
        return "-"
    if code in _NO_CHARACTER or code > _LAST:
        return "\ufffd"
    text = chr(code)
    if text.isspace():
        return " "
    return "" if code in IGNORABLE and text != "\u00ad" else text


def _sized(chars: list[Char]) -> Iterator[Char]:
    """Characters whose type size is that of their letters.

    The unit of a Type 3 font is its own: a point, a pixel. Such a font has no name, and where its letters stand far out
    of their size, they reach from the highest to the lowest over as much as their true size is.
    """
    reaches: dict[float, tuple[float, float]] = {}
    for char in chars:
        if not char.style.font and abs(char.style.angle) < _LEVEL:
            low, high = reaches.get(char.style.size, (0.0, 0.0))
            low, high = min(low, char.ink.bottom - char.baseline), max(high, char.ink.top - char.baseline)
            reaches[char.style.size] = low, high
    wrong = {size: high - low for size, (low, high) in reaches.items() if high - low > _TALLEST * size}
    styles: dict[int, Style] = {}
    for char in chars:
        style = char.style
        if wrong and not style.font and style.size in wrong:
            style = styles.setdefault(id(style), style._replace(size=wrong[style.size]))
            yield char._replace(style=style)
        else:
            yield char


def _described(font: Any) -> tuple[str, bool, bool]:
    """Name, boldness and italics of a font, as far as it says them."""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    held = ctypes.create_string_buffer(max(1, length))
    pdfium.FPDFFont_GetBaseFontName(font, held, length)
    name = _SUBSET.sub("", held.value.decode("utf-8", "replace"))
    flags = max(0, pdfium.FPDFFont_GetFlags(font))
    angle = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, angle)
    bold = bool(flags & _BOLD_FLAG) or _BOLD.search(name) is not None
    italic = bool(flags & _ITALIC_FLAG) or angle.value != 0 or _ITALIC.search(name) is not None
    return name, bold, italic
