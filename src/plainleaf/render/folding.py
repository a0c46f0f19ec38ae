"""Booklets: the pages of a finished file put on sheets, two on each side, so that the folded sheets read in order.

The structure tree stays as it is: it follows the text and not the sheets. What names a page is led to its new place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf

PAGES_A_SHEET = 4


@dataclass(frozen=True)
class _Panel:
    """Where a page went: the new page, by how much it moved to the right (points), by how much its MCIDs are raised."""

    page: pikepdf.Object
    right: Decimal
    marks: int


def sides(pages: int, *, right_to_left: bool) -> tuple[tuple[int, int], ...]:
    """The pages of each side of each sheet, counted from 0, left and right: first the outermost sheet's front, then its
    back. The number of pages is a multiple of four; the back is printed with the short edge as its axis.
    """
    assert pages % PAGES_A_SHEET == 0
    found = []
    for side in range(pages // 2):
        outer, inner = pages - 1 - side, side
        left, right = (outer, inner) if side % 2 == 0 else (inner, outer)
        found.append((right, left) if right_to_left else (left, right))
    return tuple(found)


def booklet(pdf: bytes, *, right_to_left: bool) -> bytes:
    """The file as a booklet, bound at the right where its language is read from there. Equal files give equal bytes."""
    with pikepdf.open(BytesIO(pdf)) as file:
        old: list[Any] = [page.obj for page in file.pages]
        width, height = (Decimal(old[0].MediaBox[at]) for at in (2, 3))
        panels: dict[Any, _Panel] = {}
        parents = _parents(file)
        arrays: list[list[Any]] = []
        for number, (left, right) in enumerate(sides(len(old), right_to_left=right_to_left)):
            marks = len(parents.get(int(old[left].get("/StructParents", -1)), ()))
            sheet = _sheet(file, old[left], old[right], width, height, marks)
            sheet.StructParents = number
            links = [*_moved_links(old[left], Decimal(0)), *_moved_links(old[right], width)]
            if links:
                sheet.Annots = pikepdf.Array(links)
            file.pages.append(pikepdf.Page(sheet))
            made = file.pages[-1].obj
            panels[old[left].objgen] = _Panel(made, Decimal(0), 0)
            panels[old[right].objgen] = _Panel(made, width, marks)
            arrays.append(
                [
                    one
                    for page in (left, right)
                    for one in parents.get(int(old[page].get("/StructParents", -1)), ())
                ]
            )
        _lead(file, panels, arrays)
        for _ in old:
            del file.pages[0]
        file.Root.ViewerPreferences.Duplex = pikepdf.Name("/DuplexFlipShortEdge")
        made_file = BytesIO()
        file.save(made_file, deterministic_id=True)
    return made_file.getvalue()


def _sheet(file: pikepdf.Pdf, left: Any, right: Any, width: Decimal, height: Decimal, marks: int) -> Any:
    """One side of a sheet: both pages as they were drawn, the second beside the first, its marks counted on."""
    # Pages of one file share their fonts and pictures.
    assert left.Resources.objgen == right.Resources.objgen
    drawn = b"\n".join(
        (
            b"q",
            _drawing(left, 0),
            f"Q q 1 0 0 1 {width} 0 cm".encode(),
            _drawing(right, marks),
            b"Q",
        )
    )
    box: Any = [0, 0, 2 * width, height]
    return file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=box,
            TrimBox=box,
            BleedBox=box,
            Tabs=pikepdf.Name.S,
            Resources=left.Resources,
            Contents=file.make_stream(drawn),
        )
    )


def _moved_links(page: Any, right: Decimal) -> Iterator[Any]:
    """The annotations of a page where they stand on the sheet."""
    for annotation in page.get("/Annots", ()):
        left, bottom, end, top = (Decimal(str(side)) for side in annotation.Rect)
        annotation.Rect = pikepdf.Array([left + right, bottom, end + right, top])
        yield annotation


def _drawing(page: Any, marks: int) -> bytes:
    """What draws a page, with its marked content counted from ``marks``."""
    if not marks:
        return b"\n".join(stream.read_bytes() for stream in _streams(page.Contents))
    found = []
    instructions: Any = pikepdf.parse_content_stream(pikepdf.Page(page))
    for operands, operator in instructions:
        given: list[Any] = list(operands)
        if str(operator) == "BDC" and isinstance(given[1], pikepdf.Dictionary) and "/MCID" in given[1]:
            given[1].MCID = int(given[1].MCID) + marks
        found.append((given, operator))
    return pikepdf.unparse_content_stream(found)


def _streams(contents: Any) -> Iterator[Any]:
    if isinstance(contents, pikepdf.Array):
        yield from contents
    else:
        yield contents


def _parents(file: pikepdf.Pdf) -> dict[int, tuple[Any, ...]]:
    """The structure elements of each page's marks, by the key of the page."""
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    return {
        int(key): tuple(held)
        for key, held in zip(numbers[::2], numbers[1::2], strict=True)
        if isinstance(held, pikepdf.Array)
    }


def _lead(file: pikepdf.Pdf, panels: dict[Any, _Panel], arrays: list[list[Any]]) -> None:
    """Leads elements, their places, bookmarks and names to the new pages."""
    tree = file.Root.StructTreeRoot
    # A link's element keeps its key, which is beyond those of the pages.
    old = list(tree.ParentTree.Nums)
    links = [
        (int(key), held)
        for key, held in zip(old[::2], old[1::2], strict=True)
        if not isinstance(held, pikepdf.Array)
    ]
    pages = [(number, pikepdf.Array(held)) for number, held in enumerate(arrays)]
    tree.ParentTree.Nums = pikepdf.Array([part for pair in [*pages, *links] for part in pair])
    for element in _elements(tree.K):
        panel = panels.get(element.Pg.objgen) if "/Pg" in element else None
        if "/K" in element:
            element.K = _kid(element.K, panel, panels)
        if panel is not None:
            element.Pg = panel.page
        _move_box(element, panel)
    for bookmark in _bookmarks(file.Root.get("/Outlines")):
        bookmark.Dest = _place(bookmark.Dest, panels)
    if "/Names" in file.Root:
        named: list[Any] = list(file.Root.Names.Dests.Names)
        for at in range(1, len(named), 2):
            named[at] = _place(named[at], panels)
        file.Root.Names.Dests.Names = pikepdf.Array(named)


def _place(place: Any, panels: dict[Any, _Panel]) -> pikepdf.Array:
    """Where a bookmark or a name leads, on the sheet."""
    page, kind, left, *rest = list(place)
    panel = panels[page.objgen]
    return pikepdf.Array([panel.page, kind, Decimal(str(left)) + panel.right, *rest])


def _elements(kids: Any) -> Iterator[Any]:
    """Every structure element."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from _elements(kid.K)


def _kid(kid: Any, panel: _Panel | None, panels: dict[Any, _Panel]) -> Any:
    """What an element holds, with its marks counted as on the new page."""
    if isinstance(kid, pikepdf.Array):
        return pikepdf.Array([_kid(one, panel, panels) for one in kid])
    if isinstance(kid, int):
        assert panel is not None
        return kid + panel.marks
    if isinstance(kid, pikepdf.Dictionary) and "/S" not in kid and "/MCID" in kid:
        own = panels[kid.Pg.objgen] if "/Pg" in kid else panel
        assert own is not None
        kid.MCID = int(kid.MCID) + own.marks
        if "/Pg" in kid:
            kid.Pg = own.page
    elif isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and "/Pg" in kid:
        kid.Pg = panels[kid.Pg.objgen].page
    return kid


def _move_box(element: Any, panel: _Panel | None) -> None:
    """A picture's place on its page."""
    held = element.get("/A")
    attributes: Any
    for attributes in held if isinstance(held, pikepdf.Array) else [held]:
        if panel is not None and isinstance(attributes, pikepdf.Dictionary) and "/BBox" in attributes:
            sides: list[Any] = list(attributes.BBox)
            left, bottom, right, top = map(Decimal, sides)
            attributes.BBox = pikepdf.Array([left + panel.right, bottom, right + panel.right, top])


def _bookmarks(outline: Any) -> Iterator[Any]:
    waiting = [outline.get("/First")] if outline is not None else []
    while waiting:
        one = waiting.pop()
        if one is None:
            continue
        yield one
        waiting += [one.get("/Next"), one.get("/First")]
