"""The structure tree of a printed page, one element for each element of the document, whole over all its pages.

It takes the place of WeasyPrint's own, which follows boxes: there a list over two pages is two lists, a running
header is content, and headers after a rowspan are wrong.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]

from plainleaf.findings import Finding, Refused, Span
from plainleaf.render.boxes import (
    Box,
    Document,
    Element,
    children,
    is_margin,
    is_own,
    is_picture,
    is_text,
    page_boxes,
    walk,
)
from plainleaf.render.grid import Cell, Scope, headers, is_whole, place
from plainleaf.render.sentences import SENTENCES
from plainleaf.render.tag_tree import Node, Piece, Target, write
from plainleaf.render.text_codes import UNSAID

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 0.75
"""Points in a CSS pixel."""

KINDS = {
    "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Sect", "div": "Div",
    "header": "Div", "footer": "Div", "figure": "Div", "blockquote": "BlockQuote", "q": "Quote", "code": "Code",
    "p": "P", "address": "P", "pre": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "li": "LI", "table": "Table", "caption": "Caption", "figcaption": "Caption",
    "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "img": "Figure", f"{SVG}svg": "Figure",
}  # fmt: skip
"""ISO 32000-1 14.8.4. What is not named here is a Span."""

WITHOUT_TEXT = frozenset({"L", "Table", "THead", "TBody", "TFoot", "TR"})
"""What stands between their items or cells in the source, line ends above all, is no text of theirs."""

NUMBERING = {
    "decimal": "Decimal", "lower-alpha": "LowerAlpha", "upper-alpha": "UpperAlpha", "lower-latin": "LowerAlpha",
    "upper-latin": "UpperAlpha", "lower-roman": "LowerRoman", "upper-roman": "UpperRoman", "circle": "Circle",
    "square": "Square", "none": "None",
}  # fmt: skip
"""List attributes of ISO 32000-1 table 347; any other mark is a Disc."""

WIDEST = 1000
"""Rows or columns of a cell, at most: as in the HTML standard."""

SCOPES: dict[str, Scope] = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def add_tags(pdf: Any, document: Document, pdf_version: object, page_streams: list[Any]) -> None:  # noqa: ARG001
    """Writes the tree; raises Refused with every text and picture that no reader of it would get."""
    builder = _Builder(pdf, document)
    for page, stream in enumerate(page_streams):
        builder.read(page, stream)
    root = builder.finished()
    if builder.findings:
        raise Refused(builder.findings)
    write(pdf, root, len(document.pages))


class _Builder:
    def __init__(self, pdf: Any, document: Document) -> None:
        self._pdf = pdf
        self._pages = page_boxes(document)
        self._html: Element = next(iter(children(self._pages[0]))).element
        self._above = {child: parent for parent in self._html.iter() for child in parent}
        self._order = {element: number for number, element in enumerate(self._html.iter())}
        self._root = Node("Document", language=self._html.get("lang") or "")
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._first_page: dict[Element, int] = {}
        self._paragraphs: dict[str, Element] = {}
        self._notes = 0
        self._page = 0
        self._stream: Any = None
        self._places: dict[int, int] = {}
        self.findings: list[Finding] = []

    def read(self, page: int, stream: Any) -> None:
        """Takes in one page: its boxes, and the marks its stream holds."""
        self._page, self._stream = page, stream
        self._places = {
            mark["MCID"]: index
            for index, mark in enumerate(stream.stream)
            if isinstance(mark, pydyf.Dictionary) and "MCID" in mark
        }
        self._walk(self._pages[page], None)
        for box in stream._tags:  # noqa: SLF001 - the only place where WeasyPrint notes them
            self._lose(box)

    def finished(self) -> Node:
        for table in (element for element in self._html.iter("table") if self._has(element)):
            self._head(table)
        self._root.settle()
        return self._root

    # ---- boxes

    def _walk(self, box: Box, artifact: dict[str, str] | None) -> None:
        element = box.element
        artifact = artifact or self._artifact(box)
        if artifact is None and element is not None and is_own(box):
            self._node(element)
        if box in self._stream._tags:  # noqa: SLF001 - see above
            self._mark(box, artifact)
        if artifact is None and getattr(box, "link_annotation", None):
            self._link(box)
        for child in children(box):
            self._walk(child, artifact)

    def _artifact(self, box: Box) -> dict[str, str] | None:
        """The properties of what is no content: what pages repeat, and what is there for the eye alone."""
        if is_margin(box):
            place = "Header" if box.at_keyword.startswith("@top") else "Footer"
            return {"Type": "/Pagination", "Subtype": f"/{place}"}
        element = box.element
        if element is None:
            return None
        if element.get("data-artifact") is not None:
            return {"Type": "/Pagination"}
        if element.tag in ("thead", "tfoot") and is_own(box):
            first = self._first_page.setdefault(element, self._page)
            return {"Type": "/Pagination"} if first != self._page else None
        if element.get("aria-hidden") == "true":
            return {"Type": "/Layout"}
        return {"Type": "/Layout"} if is_picture(box) and _alt(element) == "" else None

    def _mark(self, box: Box, artifact: dict[str, str] | None) -> None:
        """Gives a piece of marked content to its element, or makes an artifact of it."""
        mcid = self._stream._tags[box]["mcid"]  # noqa: SLF001 - see above
        if mcid not in self._places:
            return  # drawn into a group of its own: it stays, and is told as lost
        del self._stream._tags[box]  # noqa: SLF001 - see above
        if is_text(box) and not box.text.strip() and _kind(box.element) in WITHOUT_TEXT:
            artifact = {"Type": "/Layout"}
        if artifact is not None:
            place = self._places[mcid]
            self._stream.stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary(artifact)]
        elif is_text(box):
            self._say(box, Piece(self._page, mcid))
        else:
            self._picture(box, Piece(self._page, mcid))

    def _say(self, box: Box, piece: Piece) -> None:
        node = self._node(box.element, _pseudo(box))
        if box.style["direction"] == "rtl" or _is_right_to_left(box.text):
            # Its codes stand as they are drawn, from left to right: only this tells how they are read.
            space = " " if getattr(box, "ends_at_space", False) else ""
            node = node.add("Span", actual=box.text.translate(UNSAID) + space)
        node.kids.append(piece)

    def _picture(self, box: Box, piece: Piece) -> None:
        alt = _alt(box.element)
        if alt is None:
            hint = 'say in `alt` what it shows; `alt=""` where it says nothing'
            self.findings.append(
                Finding("render-alt", "a picture has no text that stands for it", Span(""), hint)
            )
        if any(True for _ in _drawn_words(box)):
            hint = "draw it without words, and write the words beside it"
            self.findings.append(Finding("render-lost", "a drawing holds text", Span(""), hint))
        node = self._node(box.element)
        height = self._pages[self._page].margin_height()
        left, top = box.content_box_x(), height - box.content_box_y()
        sides = [left, top - box.height, left + box.width, top]
        node.alt = alt
        node.attributes = {
            "O": "/Layout",
            "Placement": "/Inline",
            "BBox": pydyf.Array([round(side * POINTS, 3) for side in sides]),
        }
        node.kids.append(piece)

    def _link(self, box: Box) -> None:
        """One annotation a line of the link itself; WeasyPrint makes more, for the elements in it."""
        target = box.element
        while target is not None and not (target.tag == "a" and target.get("href")):
            target = self._above.get(target)
        if target is None:
            return
        annotation = box.link_annotation
        if box.element is not target or not is_own(box):
            self._drop(annotation)
            return
        annotation["Contents"] = pydyf.String(" ".join(_said(target).split()))
        self._node(target).kids.append(Target(self._page, annotation))

    def _drop(self, annotation: Any) -> None:
        """From its page alone: to free the object would corrupt the cross-reference table (pydyf 0.13)."""
        for held in self._pdf.objects:
            if isinstance(held, dict) and annotation.reference in held.get("Annots", ()):
                held["Annots"].remove(annotation.reference)

    def _lose(self, box: Box) -> None:
        said = box.text.strip() if is_text(box) else ""
        if said or not is_text(box):
            what = f"“{said}”" if said else "a picture"
            message = f"{what} on page {self._page + 1} is drawn where no tag reaches it"
            hint = "draw it without opacity, blending or a mask"
            self.findings.append(Finding("render-lost", message, Span(""), hint))

    # ---- elements

    def _has(self, element: Element) -> bool:
        return (element, "") in self._nodes

    def _node(self, element: Element, pseudo: str = "") -> Node:
        """The node of an element or of a mark that the style sheet puts to it; sentences of one paragraph share one."""
        if (number := element.get(SENTENCES)) is not None:
            element = self._paragraphs.setdefault(number, element)
        key = element, pseudo
        if key not in self._nodes:
            self._nodes[key] = self._generated(element, pseudo) if pseudo else self._new(element)
        return self._nodes[key]

    def _generated(self, element: Element, pseudo: str) -> Node:
        if pseudo == "marker" and element.tag == "li":
            self._node(element)
            return _labelled(self._nodes[element, "item"])
        if pseudo == "footnote-marker":
            return _labelled(self._node(element))
        if pseudo == "footnote-call":
            return self._node(self._above[element]).add("Reference")
        return self._node(element)

    def _new(self, element: Element) -> Node:
        if element is self._html or element.tag == "body":
            return self._root
        parent = self._node(self._above[element])
        kind = _kind(element)
        node = parent.add(kind, self._order[element], language=self._language(element))
        if kind == "L":
            node.attributes = {"O": "/List", "ListNumbering": f"/{self._numbering(element)}"}
        elif kind == "LI":
            self._nodes[element, "item"] = node
            return node.add("LBody")
        elif kind == "Note":
            self._notes += 1
            node.identifier = f"note-{self._notes}"
        return node

    def _language(self, element: Element) -> str:
        """Its language where that is another than round it."""
        own = element.get("lang")
        above = self._above.get(element)
        while above is not None and not above.get("lang"):
            above = self._above.get(above)
        return own if own and (above is None or above.get("lang") != own) else ""

    def _numbering(self, element: Element) -> str:
        style = next((box.style for box in self._boxes(element)), {"list_style_type": "none"})
        mark = style["list_style_type"]
        return NUMBERING.get(mark, "Disc") if isinstance(mark, str) else "Disc"

    def _boxes(self, element: Element) -> Iterator[Box]:
        return (box for page in self._pages[self._page :] for box in walk(page) if box.element is element)

    # ---- tables

    def _head(self, table: Element) -> None:
        """Scope, Headers and IDs by the table's grid; a header cell that none needs has an ID all the same."""
        groups = [
            [
                [cell for cell in row if cell.tag in ("th", "td") and self._has(cell)]
                for row in group
                if self._has(row)
            ]
            for group in _row_groups(table)
        ]
        cells = {
            cell: Cell(self._scope(cell, row), _span(cell, "rowspan"), max(1, _span(cell, "colspan")))
            for group in groups
            for row in group
            for cell in row
        }
        grid = [[[cells[cell] for cell in row] for row in group] for group in groups]
        if not is_whole(grid):
            said = " ".join("".join(table.itertext()).split())[:60]
            message, hint = (
                f"the rows of the table “{said}…” are not of one length",
                "give each row as many cells",
            )
            self.findings.append(Finding("render-table", message, Span(""), hint))
            return
        self._describe(cells, {one.cell: one.rows for one in place(grid)})
        told = headers(grid)
        named = {
            cell: self._node(element).identifier for element, cell in cells.items() if _said(element).strip()
        }
        for element, cell in cells.items():
            names = [pydyf.String(named[header]) for header in told[cell] if header in named]
            if names:
                self._node(element).attributes["Headers"] = pydyf.Array(names)

    def _describe(self, cells: dict[Element, Cell], rows: dict[Cell, int]) -> None:
        for element, cell in cells.items():
            node = self._node(element)
            node.attributes = {"O": "/Table"}
            if cell.scope is not None:
                node.identifier = f"th-{self._order[element]}"
                node.attributes["Scope"] = f"/{cell.scope}"
            for name, span in (("RowSpan", rows[cell]), ("ColSpan", cell.columns)):
                if span > 1:
                    node.attributes[name] = span

    def _scope(self, cell: Element, row: list[Element]) -> Scope | None:
        """As written; else by the HTML standard: a header with data cells in its row heads the row."""
        if cell.tag != "th":
            return None
        heads_row = self._above[self._above[cell]].tag != "thead" and any(other.tag == "td" for other in row)
        return SCOPES.get((cell.get("scope") or "").lower(), "Row" if heads_row else "Column")


def _kind(element: Element) -> str:
    if element.tag == "a" and element.get("href"):
        return "Link"
    if element.get("role") in ("note", "doc-footnote", "doc-endnote"):
        return "Note"
    return KINDS.get(element.tag, "Span")


def _pseudo(box: Box) -> str:
    """The name of generated content: ``marker`` for the bullet of a list item."""
    return str(box.element_tag).partition("::")[2].partition("::")[0]


def _labelled(item: Node) -> Node:
    """A label, before all else in the item."""
    label = item.add("Lbl", -1)
    item.kids.insert(0, item.kids.pop())
    return label


def _row_groups(table: Element) -> list[list[Element]]:
    """Its own rows by head, body and foot, in order; not those of a table in it, nor rows that repeat a heading."""
    groups: list[list[Element]] = [[]]
    for child in table:
        if child.tag == "tr" and child.get("data-artifact") is None:
            groups[-1].append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            groups += [[row for row in child if row.tag == "tr" and row.get("data-artifact") is None], []]
    return [group for group in groups if group]


def _span(cell: Element, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(int(said), WIDEST) if said.isdecimal() else 1


def _alt(element: Element) -> str | None:
    """What stands for a picture; empty where it is decoration, None where nothing is said."""
    if element.tag == f"{SVG}svg":
        said = element.findtext(f"{SVG}title") or element.get("aria-label")
        return " ".join(said.split()) if said else None
    alt: str | None = element.get("alt")
    return alt if alt is None else " ".join(alt.split())


def _said(element: Element) -> str:
    """The words of an element as they are heard: what stands for a picture is among them."""
    if element.tag in ("img", f"{SVG}svg"):
        return _alt(element) or ""
    return "".join((element.text or "", *(f"{_said(child)}{child.tail or ''}" for child in element)))


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)


def _drawn_words(box: Box) -> Iterator[str]:
    """The texts in an SVG drawing, inline or from a file."""
    drawing = getattr(box.replacement, "_svg", None)
    if drawing is not None:
        for node in drawing.tree._etree_node.iter():  # noqa: SLF001 - the only way to it
            if str(node.tag).rpartition("}")[2] in ("text", "tspan", "textPath"):
                yield from (text for text in node.itertext() if text.strip())
