"""Pages whose unit is not the point: the same file in points, so that all that measures may count in them."""

import io
from typing import Any

import pikepdf

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def unit(page: pikepdf.Page) -> float:
    """How many points a unit of a page is (ISO 32000-1, 14.11.2): 1 where it says nothing that makes sense."""
    try:
        held = float(page.obj.get("/UserUnit", 1))
    except (TypeError, ValueError):
        return 1.0
    return held if held > 0 else 1.0


def in_points(pdf: bytes) -> bytes:
    """A file with every page as large as its unit says, and no unit; marks and tags stay as they are.

    The file itself where every page counts in points already.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        scales = [unit(page) for page in document.pages]
        if all(scale == 1 for scale in scales):
            return pdf
        for page, scale in zip(document.pages, scales, strict=True):
            if scale != 1:
                _scaled(document, page, scale)
        held = io.BytesIO()
        document.save(held)
    return held.getvalue()


def _scaled(document: pikepdf.Pdf, page: pikepdf.Page, scale: float) -> None:
    page.obj["/MediaBox"], page.obj["/CropBox"] = list(page.mediabox), list(page.cropbox)
    for holder, names in ((page.obj, _BOXES), *((note, ("/Rect",)) for note in _notes(page))):
        for name in names:
            box = holder.get(name)
            if isinstance(box, pikepdf.Array):
                holder[name] = pikepdf.Array([float(side) * scale for side in box])
    page.contents_add(document.make_stream(f"q {scale:f} 0 0 {scale:f} 0 0 cm\n".encode()), prepend=True)
    page.contents_add(document.make_stream(b"\nQ"))
    del page.obj["/UserUnit"]


def _notes(page: pikepdf.Page) -> list[Any]:
    held: Any = page.obj.get("/Annots", ())
    return [one for one in held if isinstance(one, pikepdf.Dictionary)]
