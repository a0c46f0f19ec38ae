"""A finished PDF's own account of itself, read with pikepdf."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class PdfFacts:
    """What a PDF says of itself.

    ``pages`` are (width, height) in points; ``fonts`` the names of the embedded fonts without their subset
    tags, sorted. ``preferences`` holds the viewer preferences as text: ``{"/PrintScaling": "/None"}``.
    ``identifier`` is the file's own, in hex; ``dated`` says whether it holds a date of creation or change.
    """

    pages: tuple[tuple[float, float], ...]
    language: str
    title: str
    tagged: bool
    fonts: tuple[str, ...]
    preferences: Mapping[str, str]
    identifier: str
    dated: bool


def facts(pdf: bytes) -> PdfFacts:
    """The facts of a PDF file; pikepdf.PdfError where it is none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root, info = document.Root, document.docinfo
        return PdfFacts(
            pages=tuple(_size(page) for page in document.pages),
            language=str(root.get("/Lang", "")),
            title=str(info.get("/Title", "")),
            tagged=_is_tagged(root),
            fonts=_fonts(document),
            preferences={name: _word(value) for name, value in _under(root, "/ViewerPreferences").items()},
            identifier=_identifier(document),
            dated="/CreationDate" in info or "/ModDate" in info,
        )


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.mediabox)
    return right - left, top - bottom


def _is_tagged(root: pikepdf.Object) -> bool:
    return "/StructTreeRoot" in root and bool(_under(root, "/MarkInfo").get("/Marked"))


def _under(root: pikepdf.Object, name: str) -> pikepdf.Dictionary:
    """A dictionary of the root; an empty one where a file has none, or something else in its place."""
    held = root.get(name)
    return held if isinstance(held, pikepdf.Dictionary) else pikepdf.Dictionary()


def _fonts(document: pikepdf.Pdf) -> tuple[str, ...]:
    names = {
        str(thing.FontName).removeprefix("/").split("+")[-1]
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    }
    return tuple(sorted(names))


def _identifier(document: pikepdf.Pdf) -> str:
    identifier = document.trailer.get("/ID")
    return "" if identifier is None else bytes(identifier[0]).hex()


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
