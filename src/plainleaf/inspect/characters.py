"""The characters that PDFium finds on a page, each with its place and how it is set.

A leaflet has ten thousand of them, so PDFium is called with plain addresses, and the places are read from one array.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.drawn import Drawn, Marks, colour_of
from plainleaf.inspect.geometry import Box, Matrix
from plainleaf.inspect.pieces import Char, Style
from plainleaf.layout.spoken import IGNORABLE

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


def _address(result: Any, function: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function, taking addresses as numbers: five times faster than pointers of a type."""
    held = ctypes.cast(function, ctypes.c_void_p).value
    assert held is not None
    return ctypes.CFUNCTYPE(result, *arguments)(held)


_int, _at = ctypes.c_int, ctypes.c_void_p
_unicode = _address(ctypes.c_uint, pdfium.FPDFText_GetUnicode, _at, _int)
_object = _address(_at, pdfium.FPDFText_GetTextObject, _at, _int)
_origin = _address(_int, pdfium.FPDFText_GetCharOrigin, _at, _int, _at, _at)
_ink = _address(_int, pdfium.FPDFText_GetCharBox, _at, _int, _at, _at, _at, _at)
_room = _address(_int, pdfium.FPDFText_GetLooseCharBox, _at, _int, _at)

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

    def read(self) -> list[Char]:
        rows = self._rows()
        doubles, floats = (ctypes.c_double * (6 * len(rows)))(), (ctypes.c_float * (4 * len(rows)))()
        at, room_at, handle = ctypes.addressof(doubles), ctypes.addressof(floats), self._handle
        for index, *_ in rows:
            _origin(handle, index, at, at + 8)
            _ink(handle, index, at + 16, at + 24, at + 32, at + 40)
            _room(handle, index, room_at)
            at, room_at = at + 48, room_at + 16
        chars = self._chars(rows, list(doubles), list(floats))
        return chars if all(font for font, _, _ in self._fonts.values()) else list(_sized(chars))

    def _rows(self) -> list[_Row]:
        found: list[_Row] = []
        apart, handle = False, self._handle
        for index in range(pdfium.FPDFText_CountChars(self._reader)):
            code, thing = _unicode(handle, index), _object(handle, index)
            text = (
                "-" if code == _HYPHEN else "\ufffd" if code in _NO_CHARACTER or code > _LAST else chr(code)
            )
            if not thing or text.isspace():
                apart = True
            elif ord(text) not in IGNORABLE or text == "\u00ad":
                found.append((index, text, thing, apart))
                apart = False
        return found

    def _chars(self, rows: list[_Row], doubles: list[float], floats: list[float]) -> list[Char]:
        styles: dict[int, Style] = {}
        found: list[Char] = []
        dx, dy = self._shown.e, self._shown.f
        for place, (index, text, thing, apart) in enumerate(rows):
            style = styles.get(thing)
            if style is None:
                style = styles[thing] = self._style(index, thing)
            x, y, left, right, bottom, top = doubles[6 * place : 6 * place + 6]
            begin, _, end, _ = floats[4 * place : 4 * place + 4]
            if self._turned:
                ink = self._shown.box(left, bottom, right, top)
                x, y = self._shown.point(x, y)
                begin, end = ink.left, ink.right
            else:
                ink = Box(left + dx, bottom + dy, right + dx, top + dy)
                y, begin, end = y + dy, begin + dx, end + dx
            found.append(Char(text, begin, end, y, ink, style, index, apart))
        return found

    def _style(self, index: int, address: int) -> Style:
        held = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._reader, index, held)
        matrix = self._shown.after(Matrix(held.a, held.b, held.c, held.d, 0.0, 0.0))
        a, b, c, d, *_ = matrix
        thing = pdfium.FPDFText_GetTextObject(self._reader, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        red, green, blue, opacity = colour_of(thing, stroke=mode == _STROKED)
        (number, artifact), group = self._drawn.texts.get(address, (Marks(), 1.0))
        name, bold, italic = self._font(thing)
        # Along the line of writing, and square to it: what is left of a lean once the turn is taken out.
        lean = (a * c + b * d) / max(abs(a * d - b * c), 1e-9)
        return Style(
            font=name,
            size=float(pdfium.FPDFText_GetFontSize(self._reader, index)) * math.hypot(c, d),
            bold=bold or mode == _FILLED_AND_STROKED,
            italic=italic or abs(lean) > _SLANT,
            colour=(red, green, blue),
            opacity=opacity / _OPAQUE * group,
            visible=mode not in _INVISIBLE and opacity * group > 0,
            angle=math.degrees(math.atan2(b, a)),
            number=number,
            artifact=artifact,
        )

    def _font(self, thing: Any) -> tuple[str, bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(thing)
        if not font:
            return "", False, False
        address = int(ctypes.cast(font, ctypes.c_void_p).value or 0)
        if address not in self._fonts:
            self._fonts[address] = _described(font)
        return self._fonts[address]


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
