"""The objects that PDFium finds on a page: which text they are, pictures, thin strokes; those of forms too."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.geometry import Box, Matrix, around
from plainleaf.inspect.pdfium import by_address

_DEEPEST = 12
_MOST_FORMS = 2000
"""Forms within forms on a page that are looked into."""
_THIN = 3.0
"""Points: what is thicker is a bar, not a line."""
_SHORTEST = 4.0
_MOST_SEGMENTS = 80
"""A path of more is a drawing."""
_NAME = 64
_OPAQUE = 255


_int, _at, _long = ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong
_object = by_address(pdfium.FPDFPage_GetObject, _at, _at, _int)
_inner = by_address(pdfium.FPDFFormObj_GetObject, _at, _at, _long)
_type = by_address(pdfium.FPDFPageObj_GetType, _int, _at)
_fill = by_address(pdfium.FPDFPageObj_GetFillColor, _int, _at, _at, _at, _at, _at)
_stroke = by_address(pdfium.FPDFPageObj_GetStrokeColor, _int, _at, _at, _at, _at, _at)
_bounds = by_address(pdfium.FPDFPageObj_GetBounds, _int, _at, _at, _at, _at, _at)
_placed = by_address(pdfium.FPDFPageObj_GetMatrix, _int, _at, _at)
_count_marks = by_address(pdfium.FPDFPageObj_CountMarks, _int, _at)
_mark = by_address(pdfium.FPDFPageObj_GetMark, _at, _at, _long)
_number = by_address(pdfium.FPDFPageObjMark_GetParamIntValue, _int, _at, ctypes.c_char_p, _at)
_called = by_address(pdfium.FPDFPageObjMark_GetName, _int, _at, _at, _long, _at)
_painted = by_address(pdfium.FPDFPath_GetDrawMode, _int, _at, _at, _at)
_count_segments = by_address(pdfium.FPDFPath_CountSegments, _int, _at)
_segment = by_address(pdfium.FPDFPath_GetPathSegment, _at, _at, _int)
_segment_type = by_address(pdfium.FPDFPathSegment_GetType, _int, _at)
_point = by_address(pdfium.FPDFPathSegment_GetPoint, _int, _at, _at, _at)
_width = by_address(pdfium.FPDFPageObj_GetStrokeWidth, _int, _at, _at)


class Marks(NamedTuple):
    """What marked content an object stands in; a number that a form gives is told by ``in_form``."""

    number: int | None = None
    artifact: bool = False


@dataclass
class Drawn:
    """The objects of a page. ``texts`` are the marks of each text object, by its address, and the opacity of all groups
    round it.
    """

    texts: dict[int, tuple[Marks, float]] = field(default_factory=dict)
    pictures: list[Box] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)
    forms: int = 0


def in_form(number: int) -> int:
    """A number that a form gives its own content, as none of the page's is: below zero."""
    return -1 - number


def drawn(page: Any, at: Matrix) -> Drawn:
    """The objects of a page; ``at`` leads from its own space to the page as it is shown."""
    found = Drawn()
    _read(things(page), found, at, Marks(), 1.0, 0)
    return found


def things(page: Any) -> Iterator[int]:
    """The objects of a page, by their addresses; not those in its forms."""
    return (_object(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))


def colour_of(thing: Any, *, stroke: bool = False) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity of an object, each from 0 to 255; black where it says none."""
    values = (ctypes.c_uint * 4)()
    at, ask = ctypes.addressof(values), _stroke if stroke else _fill
    if not ask(thing, at, at + 4, at + 8, at + 12):
        return 0, 0, 0, _OPAQUE
    red, green, blue, opacity = values
    return red, green, blue, opacity


def _read(things: Iterator[int], found: Drawn, at: Matrix, round_: Marks, opacity: float, depth: int) -> None:
    for thing in things:
        match _type(thing):
            case pdfium.FPDF_PAGEOBJ_TEXT:
                found.texts[thing] = (_marks(thing, round_, inside=depth > 0), opacity)
            case pdfium.FPDF_PAGEOBJ_IMAGE:
                if box := bounds(thing, at):
                    found.pictures.append(box)
            case pdfium.FPDF_PAGEOBJ_PATH:
                found.strokes += _strokes(thing, at)
            case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEEPEST and found.forms < _MOST_FORMS:
                found.forms += depth > 0
                count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(thing, pdfium.FPDF_PAGEOBJECT))
                inner = (_inner(thing, index) for index in range(count))
                group = opacity * colour_of(thing)[3] / _OPAQUE
                marks = _marks(thing, round_, inside=depth > 0)
                _read(inner, found, at.after(_matrix(thing)), marks, group, depth + 1)


def _marks(thing: int, round_: Marks, *, inside: bool) -> Marks:
    number, artifact = round_
    name, length, value = ctypes.create_string_buffer(2 * _NAME), ctypes.c_ulong(), ctypes.c_int()
    for index in range(_count_marks(thing)):
        mark = _mark(thing, index)
        if _number(mark, b"MCID", ctypes.addressof(value)):
            number = in_form(value.value) if inside else value.value
        elif not artifact and _called(mark, name, ctypes.sizeof(name), ctypes.addressof(length)):
            artifact = name.raw[: length.value].decode("utf-16-le").rstrip("\0") == "Artifact"
    return Marks(number, artifact)


def _matrix(thing: int) -> Matrix:
    held = (ctypes.c_float * 6)()
    _placed(thing, held)
    return Matrix(*held)


def bounds(thing: Any, at: Matrix) -> Box | None:
    """The box round an object of a page, moved by ``at``; None where PDFium knows none."""
    sides = (ctypes.c_float * 4)()
    first = ctypes.addressof(sides)
    if not _bounds(thing, first, first + 4, first + 8, first + 12):
        return None
    return at.box(*sides)


def _strokes(thing: int, at: Matrix) -> Iterator[Box]:
    """The thin parts of a path that is painted: a program may draw all lines of a table as one."""
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    _painted(thing, ctypes.addressof(fill), ctypes.addressof(stroke))
    if not fill.value and not stroke.value:
        return
    if _count_segments(thing) > _MOST_SEGMENTS:
        return
    if stroke.value:
        _width(thing, ctypes.addressof(width))
    at = at.after(_matrix(thing))
    half = width.value / 2 * abs(at.a * at.d - at.b * at.c) ** 0.5
    for left, bottom, right, top in _parts(thing, at):
        box = Box(left - half, bottom - half, right + half, top + half)
        if min(box.width, box.height) <= _THIN and max(box.width, box.height) >= _SHORTEST:
            yield box


def _parts(thing: int, at: Matrix) -> Iterator[Box]:
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    held: list[Box] = []
    for index in range(_count_segments(thing)):
        segment = _segment(thing, index)
        if held and _segment_type(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield around(held)
            held = []
        _point(segment, x_at, y_at)
        right, up = at.point(x.value, y.value)
        held.append(Box(right, up, right, up))
    if held:
        yield around(held)
