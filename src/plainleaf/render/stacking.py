"""Tables too wide for the page: one block a row, each cell with its head; their tags stay those of a table."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element as Node

from plainleaf.render import overflow
from plainleaf.render.boxes import Box, Element, flow, is_own, walk


def stack_tables(root: Element, pages: list[Box]) -> bool:
    """Stacks every table with a cell too narrow for its longest unbroken word or value; whether there was one."""
    wide = {
        box.element
        for page in pages
        for outside in [{id(text) for text in overflow.outside(page)}]
        for box in (flow(page) if outside else ())
        if box.element is not None and box.element.tag == "table" and is_own(box)
        if any(id(text) in outside for text in walk(box))
    }
    found = [table for table in root.iter("table") if table in wide and table.get("data-stacked") is None]
    for table in found:
        _stack(table)
    return bool(found)


def _stack(table: Element) -> None:
    table.set("data-stacked", "")
    heads = [cell for row in _rows(table, "thead") for cell in row]
    rows = list(_rows(table, "tbody"))
    if len(rows) == 1 and all(cell.tag == "td" and not "".join(cell.itertext()).strip() for cell in rows[0]):
        _turn(table, heads, rows[0])
        return
    for row in rows:
        for head, cell in zip(heads, row, strict=False):
            _name(cell, head)


def _turn(table: Element, heads: list[Element], row: Element) -> None:
    """A row to write on becomes a column: each head stands beside its own empty cell."""
    thead, tbody = table.find("thead"), table.find("tbody")
    tbody.remove(row)
    for head, cell in zip(heads, list(row), strict=True):
        head.set("scope", "row")
        new = Node("tr", {"data-piece": ""})
        new.extend([head, cell])
        tbody.append(new)
    table.remove(thead)
    table.set("data-stacked", "turned")


def _name(cell: Element, head: Element) -> None:
    """The head again before the cell, for the eye alone: tags tell it already."""
    said = "".join(text for part in head.iter() for text in _texts(part, head))
    again = Node("span", {"class": "again", "data-artifact": ""})
    again.text, again.tail, cell.text = f"{said}: ", cell.text, None
    cell.insert(0, again)


def _texts(part: Element, head: Element) -> Iterator[str]:
    """The words of a part of a head: those of a drawing are left out."""
    is_drawing = "svg" in str(part.tag) or "title" in str(part.tag)
    if part.text and not is_drawing:
        yield part.text
    if part is not head and part.tail:
        yield part.tail


def _rows(table: Element, group: str) -> Iterator[Element]:
    held = table.find(group)
    yield from held.findall("tr") if held is not None else ()
