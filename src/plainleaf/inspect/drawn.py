"""The objects that PDFium finds on a page: which text they are, pictures, thin strokes; those of forms too."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from plainleaf.inspect.geometry import Box, Matrix, around

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


class Marks(NamedTuple):
    """What marked content an object stands in; a number that a form gives is told by ``in_form``."""

    number: int | None = None
    artifact: bool = False


@dataclass
class Drawn:
    """The objects of a page. ``texts`` are the marks of each text object, by its address, and the opacity of all groups
    round it; ``handles`` the text objects themselves.
    """

    texts: dict[int, tuple[Marks, float]] = field(default_factory=dict)
    handles: list[Any] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    strokes: list[Box] = field(default_factory=list)
    forms: int = 0


def in_form(number: int) -> int:
    """A number that a form gives its own content, as none of the page's is: below zero."""
    return -1 - number


def drawn(page: Any, at: Matrix) -> Drawn:
    """The objects of a page; ``at`` leads from its own space to the page as it is shown."""
    found = Drawn()
    count = pdfium.FPDFPage_CountObjects(page)
    things = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    _read(things, found, at, Marks(), 1.0, 0)
    return found


def colour_of(thing: Any, *, stroke: bool = False) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity of an object, each from 0 to 255; black where it says none."""
    values = [ctypes.c_uint() for _ in range(4)]
    ask = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
    if not ask(thing, *values):
        return 0, 0, 0, _OPAQUE
    red, green, blue, opacity = (int(value.value) for value in values)
    return red, green, blue, opacity


def _read(things: Iterator[Any], found: Drawn, at: Matrix, round_: Marks, opacity: float, depth: int) -> None:
    for thing in things:
        match pdfium.FPDFPageObj_GetType(thing):
            case pdfium.FPDF_PAGEOBJ_TEXT:
                address = int(ctypes.cast(thing, ctypes.c_void_p).value or 0)
                found.texts[address] = (_marks(thing, round_, inside=depth > 0), opacity)
                found.handles.append(thing)
            case pdfium.FPDF_PAGEOBJ_IMAGE:
                if box := bounds(thing, at):
                    found.pictures.append(box)
            case pdfium.FPDF_PAGEOBJ_PATH:
                found.strokes += _strokes(thing, at)
            case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEEPEST and found.forms < _MOST_FORMS:
                found.forms += depth > 0
                count = pdfium.FPDFFormObj_CountObjects(thing)
                inner = (pdfium.FPDFFormObj_GetObject(thing, index) for index in range(count))
                group = opacity * colour_of(thing)[3] / _OPAQUE
                marks = _marks(thing, round_, inside=depth > 0)
                _read(inner, found, at.after(_matrix(thing)), marks, group, depth + 1)


def _marks(thing: Any, round_: Marks, *, inside: bool) -> Marks:
    number, artifact = round_
    name = (ctypes.c_ushort * _NAME)()
    length, value = ctypes.c_ulong(), ctypes.c_int()
    for index in range(max(0, pdfium.FPDFPageObj_CountMarks(thing))):
        mark = pdfium.FPDFPageObj_GetMark(thing, index)
        if pdfium.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", value):
            number = in_form(value.value) if inside else value.value
        elif pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length):
            artifact = artifact or bytes(name)[: length.value].decode("utf-16-le").rstrip("\0") == "Artifact"
    return Marks(number, artifact)


def _matrix(thing: Any) -> Matrix:
    held = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, held)
    return Matrix(held.a, held.b, held.c, held.d, held.e, held.f)


def bounds(thing: Any, at: Matrix) -> Box | None:
    """The box round an object of a page, moved by ``at``; None where PDFium knows none."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *sides):
        return None
    return at.box(*(side.value for side in sides))


def _strokes(thing: Any, at: Matrix) -> Iterator[Box]:
    """The thin parts of a path that is painted: a program may draw all lines of a table as one."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if pdfium.FPDFPath_CountSegments(thing) > _MOST_SEGMENTS:
        return
    width = ctypes.c_float()
    if stroke.value:
        pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
    at = at.after(_matrix(thing))
    half = width.value / 2 * abs(at.a * at.d - at.b * at.c) ** 0.5
    for left, bottom, right, top in _parts(thing, at):
        box = Box(left - half, bottom - half, right + half, top + half)
        if min(box.width, box.height) <= _THIN and max(box.width, box.height) >= _SHORTEST:
            yield box


def _parts(thing: Any, at: Matrix) -> Iterator[Box]:
    x, y = ctypes.c_float(), ctypes.c_float()
    held: list[Box] = []
    for index in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, index)
        if held and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield around(held)
            held = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        right, up = at.point(x.value, y.value)
        held.append(Box(right, up, right, up))
    if held:
        yield around(held)
