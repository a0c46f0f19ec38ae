"""Walks over WeasyPrint's laid-out boxes.

A box is ``Any``: the library has no types, and no box leaves this room.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes as kinds  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]

Box = Any
Element = Any
Document = Any


def page_boxes(document: Document) -> list[Box]:
    """The root box of each page."""
    return [page._page_box for page in document.pages]  # noqa: SLF001 - the only way to the boxes


def children(box: Box) -> list[Box]:
    """A box's children, with what was taken out of the flow in its place."""
    return [
        child._box if isinstance(child, AbsolutePlaceholder) else child  # noqa: SLF001 - it stands for its box
        for child in getattr(box, "children", ())
    ]


def walk(box: Box) -> Iterator[Box]:
    """A box and all below it, in document order."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        yield box
        if hasattr(box, "children"):
            waiting += reversed(children(box))


def flow(page: Box) -> Iterator[Box]:
    """All boxes of a page but those in its margins."""
    for child in children(page):
        if not isinstance(child, kinds.MarginBox):
            yield from walk(child)


def is_text(box: Box) -> bool:
    """Whether the box is a run of text on one line."""
    return isinstance(box, kinds.TextBox)


def is_picture(box: Box) -> bool:
    """Whether the box is an image or a drawing."""
    return isinstance(box, kinds.ReplacedBox)


def is_line(box: Box) -> bool:
    """Whether the box is one line of a block."""
    return isinstance(box, kinds.LineBox)


def is_margin(box: Box) -> bool:
    """Whether the box stands in a page margin: a running header or footer."""
    return isinstance(box, kinds.MarginBox)


def is_container(box: Box) -> bool:
    """Whether lines may stand in the box."""
    return isinstance(box, kinds.BlockContainerBox)


def is_marker(box: Box) -> bool:
    """Whether the box is a bullet or a number before a list item."""
    return str(box.element_tag).endswith("::marker")


def is_positioned(box: Box) -> bool:
    """Whether the box was taken out of the flow and put at a place."""
    return box.style["position"] in ("absolute", "fixed")


def is_own(box: Box) -> bool:
    """Whether the box is its element's own, not generated content or a text in it."""
    if box.element is None or is_text(box) or is_line(box):
        return False
    return bool(box.element_tag == box.element.tag)


def pages_of(pages: list[Box]) -> dict[Element, list[int]]:
    """On which pages each element's own boxes stand, in order."""
    stands: dict[Element, list[int]] = {}
    for number, page in enumerate(pages):
        for box in flow(page):
            if is_own(box):
                seen = stands.setdefault(box.element, [])
                if number not in seen:
                    seen.append(number)
    return stands


def text_below(box: Box) -> str:
    """The text in a box, in document order."""
    return "".join(part.text for part in walk(box) if is_text(part))
