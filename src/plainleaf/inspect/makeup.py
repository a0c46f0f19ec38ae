"""What a PDF is made of, beside its text: how it is tagged and locked, its fonts, pictures and annotations."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf

from plainleaf.inspect.geometry import Box, shown
from plainleaf.inspect.units import unit

_Seen = set[tuple[int, int]]
"""Forms that were looked into, by their numbers: a file may name itself, and one form a thousand times."""
_INVISIBLE = 3
"""The text rendering mode of a scan's hidden text layer; PDF/UA-1 7.21.4.1 asks no font of it."""
_HIDDEN = 0b10
"""Of the flags of an annotation (ISO 32000-1, table 165); what is only not shown on a screen is still printed."""
_NO_COPY = ("Identity-H", "Identity-V")
_UA = re.compile(r"https?://www\.aiim\.org/pdfua/ns/id/")
_WORDS = "Tf Tr Tj TJ ' \" Do q Q"


@dataclass(frozen=True)
class Annotation:
    """A link, a form field (``kind`` Widget) or another thing that lies over a page: ``words`` are its Contents, those
    of a field its alternate name or the Alt of its element; ``tagged`` says whether it names a place in the structure
    tree; ``hidden`` that nobody sees it.
    """

    kind: str
    words: str
    area: Box
    tagged: bool
    hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page: width and height in points as it is shown, the order of the tab key ("S" follows the tags), and
    how many pixel images stand on it. ``unit`` is how many points a unit of its own is; all else counts in units.
    """

    size: tuple[float, float]
    tabs: str
    pictures: int
    annotations: tuple[Annotation, ...]
    unit: float = 1.0


@dataclass(frozen=True)
class Font:
    """A font that shows text. ``mapped``: its codes can be told as characters; ``pages`` count from 1."""

    name: str
    embedded: bool
    mapped: bool
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Makeup:
    """``tree``: there is a structure tree; ``marked``: the file says that it is tagged. ``title`` is that of its XMP
    metadata, else of its old information dictionary. ``ua`` is the part of PDF/UA it claims to follow, "" where none.
    ``locked`` where its rights keep assistive technology out.
    """

    tree: bool
    marked: bool
    title: str
    ua: str
    locked: bool
    fonts: tuple[Font, ...]
    sheets: tuple[Sheet, ...]


def makeup(pdf: bytes) -> Makeup:
    """What a PDF file is made of; pikepdf.PdfError where it is none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        title, ua = _metadata(document)
        owners = _owners(root)
        return Makeup(
            tree=isinstance(root.get("/StructTreeRoot"), pikepdf.Dictionary),
            marked=bool(_dictionary(root.get("/MarkInfo")).get("/Marked", False)),
            title=title or str(document.docinfo.get("/Title", "")),
            ua=ua,
            locked=document.is_encrypted and not document.allow.accessibility,
            fonts=_fonts(document),
            sheets=tuple(_sheet(page, owners) for page in document.pages),
        )


def _metadata(document: pikepdf.Pdf) -> tuple[str, str]:
    """Title and part of PDF/UA, from the XMP packet; pikepdf reads a broken one as empty."""
    held = document.open_metadata()
    part = next((str(held[name]) for name in held if _UA.search(name) and name.endswith("}part")), "")
    return str(held.get("dc:title") or ""), part


def _owners(root: Any) -> Mapping[int, Any]:
    """The parent tree: by its number the element that holds an annotation. Empty where the tree is damaged."""
    tree = _dictionary(root.get("/StructTreeRoot")).get("/ParentTree")
    try:
        return dict(pikepdf.NumberTree(tree).items()) if isinstance(tree, pikepdf.Dictionary) else {}
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
        return {}


def _sheet(page: pikepdf.Page, owners: Mapping[int, Any]) -> Sheet:
    crop, quarters = _box(page.cropbox), int(page.get("/Rotate", 0)) // 90
    at = shown(crop, quarters)
    annotations = tuple(
        _annotation(one, at.box(*_box(one.Rect)), owners)
        for one in page.get("/Annots", ())
        if isinstance(one, pikepdf.Dictionary) and _is_box(one.get("/Rect"))
    )
    return Sheet(
        (crop.height, crop.width) if quarters % 2 else (crop.width, crop.height),
        str(page.obj.get("/Tabs", "")).removeprefix("/"),
        sum(1 for _ in _pictures(page.obj.get("/Resources"), set())),
        annotations,
        unit(page),
    )


def _annotation(one: Any, area: Box, owners: Mapping[int, Any]) -> Annotation:
    kind = str(one.get("/Subtype", "")).removeprefix("/")
    words = str(one.get("/Contents", ""))
    if kind == "Widget":
        owner = owners.get(number) if isinstance(number := one.get("/StructParent"), int) else None
        words = _field_name(one) or str(_dictionary(owner).get("/Alt", ""))
    flags = one.get("/F", 0)
    hidden = isinstance(flags, int) and bool(flags & _HIDDEN)
    return Annotation(kind, words, area, "/StructParent" in one, hidden)


def _field_name(field: Any) -> str:
    """The alternate name (TU) of a field; of a part without a name of its own (T), that of the field it belongs to."""
    if "/T" not in field and "/TU" not in field:
        field = _dictionary(field.get("/Parent"))
    return str(field.get("/TU", ""))


def _is_box(array: Any) -> bool:
    return (
        isinstance(array, pikepdf.Array)
        and len(array) == 4  # noqa: PLR2004 - two corners
        and all(isinstance(side, int | float | Decimal) for side in array)
    )


def _box(array: Any) -> Box:
    """Its corners may stand in any order."""
    x, y = sorted((float(array[0]), float(array[2]))), sorted((float(array[1]), float(array[3])))
    return Box(x[0], y[0], x[1], y[1])


def _pictures(resources: Any, seen: _Seen) -> Iterator[Any]:
    if not isinstance(resources, pikepdf.Dictionary):
        return
    for thing in resources.get("/XObject", {}).values():
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            yield thing
        elif isinstance(thing, pikepdf.Stream) and _is_new(thing, seen):
            yield from _pictures(thing.get("/Resources"), seen)


def _fonts(document: pikepdf.Pdf) -> tuple[Font, ...]:
    """Fonts that show text. Most files have no doubtful one; only where there is, the pages are read for its use."""
    held: dict[tuple[int, ...], tuple[Any, list[int]]] = {}
    for number, page in enumerate(document.pages, 1):
        own = {_key(font): font for font in _listed(page.obj.get("/Resources"), set())}
        if not all(_embedded(font) and _mapped(font) for font in own.values()):
            own = {_key(font): font for font in _shown(page, page.obj.get("/Resources"), set())}
        for key, font in own.items():
            held.setdefault(key, (font, []))[1].append(number)
    return tuple(
        sorted(
            (
                Font(_name(font), _embedded(font), _mapped(font), tuple(pages))
                for font, pages in held.values()
            ),
            key=lambda font: (font.name, font.pages),
        )
    )


def _key(font: Any) -> tuple[int, ...]:
    return tuple(font.objgen) if font.is_indirect else (hash(font.unparse()),)


def _is_new(form: Any, seen: _Seen) -> bool:
    new = form.objgen not in seen
    seen.add(form.objgen)
    return new


def _listed(resources: Any, seen: _Seen) -> Iterator[Any]:
    if not isinstance(resources, pikepdf.Dictionary):
        return
    yield from (font for font in resources.get("/Font", {}).values() if isinstance(font, pikepdf.Dictionary))
    for thing in resources.get("/XObject", {}).values():
        if isinstance(thing, pikepdf.Stream) and _is_new(thing, seen):
            yield from _listed(thing.get("/Resources"), seen)


def _shown(stream: Any, resources: Any, seen: _Seen) -> Iterator[Any]:
    """The fonts a page or form draws text with, where an eye sees it."""
    if not isinstance(resources, pikepdf.Dictionary):
        return
    font, mode = None, 0
    kept: list[tuple[Any, int]] = []
    instructions: Any = pikepdf.parse_content_stream(stream, _WORDS)
    for operands, operator in instructions:
        match str(operator):
            case "Tf":
                font = _held(resources, "/Font", operands[0])
            case "Tr":
                mode = int(operands[0])
            case "q":
                kept.append((font, mode))
            case "Q" if kept:
                font, mode = kept.pop()
            case "Do":
                form = _held(resources, "/XObject", operands[0])
                if (
                    isinstance(form, pikepdf.Stream)
                    and form.get("/Subtype") == "/Form"
                    and _is_new(form, seen)
                ):
                    yield from _shown(form, form.get("/Resources", resources), seen)
            case "Tj" | "TJ" | "'" | '"' if isinstance(font, pikepdf.Dictionary) and mode != _INVISIBLE:
                yield font


def _held(resources: Any, kind: str, name: Any) -> Any:
    return resources.get(kind, {}).get(str(name))


def _name(font: Any) -> str:
    name = str(font.get("/BaseFont", font.get("/Name", "without a name")))
    return name.removeprefix("/").split("+")[-1]


def _embedded(font: Any) -> bool:
    """A Type 3 font is drawn by the file itself."""
    if font.get("/Subtype") == "/Type3":
        return True
    inner = font
    if font.get("/Subtype") == "/Type0":
        held = font.get("/DescendantFonts")
        inner = _dictionary(held[0] if isinstance(held, pikepdf.Array) and len(held) else None)
    descriptor = _dictionary(inner.get("/FontDescriptor"))
    return any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def _dictionary(held: Any) -> Any:
    """What a file has where a dictionary belongs; an empty one where it is none."""
    return held if isinstance(held, pikepdf.Dictionary) else pikepdf.Dictionary()


def _mapped(font: Any) -> bool:
    """PDF/UA-1 7.21.7: a ToUnicode map, or an encoding whose characters are known by name."""
    if "/ToUnicode" in font:
        return True
    encoding = font.get("/Encoding")
    if font.get("/Subtype") == "/Type0":
        return isinstance(encoding, pikepdf.Name) and str(encoding).removeprefix("/") not in _NO_COPY
    if font.get("/Subtype") == "/Type3":
        return False
    # A symbol font without an encoding has letters of its own.
    flags = int(_dictionary(font.get("/FontDescriptor")).get("/Flags", 0))
    symbolic = bool(flags & 4) and not flags & 32
    return encoding is not None or not symbolic
