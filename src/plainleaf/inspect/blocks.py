"""The blocks of a structure tree: each text as whoever follows the tags comes to it, one after another."""

from collections.abc import Iterator
from dataclasses import dataclass

from plainleaf.inspect.structure import BLOCKS, PARTS, Content, Element, Structure
from plainleaf.layout.spoken import as_read

_LABEL = "Lbl"
_INSIDE = frozenset({"P", "Note"})
"""Blocks that belong to the one round them, as a paragraph to its table cell."""


@dataclass(frozen=True)
class Block:
    """One block of a tree. ``kind`` is its structure type, but LI for the body of a list item; ``text`` is in the form
    of ``as_read``, of a Figure its alternative text; ``page`` counts from 1.
    """

    kind: str
    text: str
    language: str
    page: int


def read_blocks(structure: Structure) -> tuple[Block, ...]:
    """The blocks of a tree that say something, in order; none where a file has no tree.

    Labels of list items are left out: the list's numbering says what they are. A block within a block stands after it,
    and so does a part of it in another language, as a block of the same kind.
    """
    return () if structure.root is None else tuple(one for one in _blocks(structure.root) if one.text)


def _blocks(element: Element) -> Iterator[Block]:
    if element.kind == _LABEL:
        return
    if element.kind not in BLOCKS:
        yield Block(element.kind, as_read(_loose(element)), element.language, element.page)
        for inner in element.elements if element.actual is None else ():
            yield from _blocks(inner)
        return
    kind = "LI" if element.kind == "LBody" else element.kind
    text = element.alt or element.text if element.kind == "Figure" else _own(element, element.language)
    yield Block(kind, as_read(text), element.language, element.page)
    yield from _within(element, kind)


def _within(element: Element, kind: str) -> Iterator[Block]:
    """The blocks and foreign parts within a block, or within such a part."""
    for inner in _nested(element, element.language) if element.actual is None else ():
        if inner.kind in PARTS:
            yield Block(kind, as_read(_own(inner, inner.language)), inner.language, inner.page)
            yield from _within(inner, kind)
        else:
            yield from _blocks(inner)


def _loose(element: Element) -> str:
    """What stands in no block at all: as wrong as a lost text, so it is read as a block of its own."""
    if element.actual is not None:
        return element.actual
    return "".join(part.text for part in element.parts if isinstance(part, Content))


def _own(element: Element, language: str) -> str:
    """What stands in a block and in no other within it; paragraphs of a cell are parted by a space."""
    if element.actual is not None:
        return element.actual
    return "".join(_said(part, language) for part in element.parts)


def _said(part: Element | Content, language: str) -> str:
    if isinstance(part, Content):
        return part.text
    if part.kind in _INSIDE:
        return f" {_own(part, language)} "
    return "" if part.kind in BLOCKS or part.is_foreign_to(language) else _own(part, language)


def _nested(element: Element, language: str) -> Iterator[Element]:
    for inner in element.elements:
        if (inner.kind in BLOCKS and inner.kind not in _INSIDE) or inner.is_foreign_to(language):
            yield inner
        else:
            yield from _nested(inner, language)
