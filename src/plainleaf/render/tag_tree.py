"""The structure tree as values, and how it is written into the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf  # type: ignore[import-untyped]

KEPT_EMPTY = frozenset({"TD", "TH", "Figure"})
"""An empty cell is a place to write, and a table needs it; any other element without content says nothing."""


@dataclass(frozen=True)
class Piece:
    """Marked content: the page's number, counted from 0, and the MCID there."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Target:
    """A link's annotation and the page that it is on."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Node:
    """One structure element. ``order`` is its DOM element's place in the document; None for a part of a text."""

    kind: str
    order: int | None = None
    kids: list["Node | Piece | Target"] = field(default_factory=list)
    language: str = ""
    alt: str | None = None
    actual: str | None = None
    identifier: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)

    def add(self, kind: str, order: int | None = None, **values: Any) -> "Node":
        """A new child."""
        child = Node(kind, order, **values)
        self.kids.append(child)
        return child

    def walk(self) -> Iterator["Node"]:
        """It and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def settle(self) -> bool:
        """Takes out what is empty, and puts children into the document's order; whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.settle()]
        places = [kid.order if isinstance(kid, Node) else None for kid in self.kids]
        if None not in places:
            # A caption below its table, or a box out of the flow, is laid out later than it is written.
            self.kids = [
                kid for _, kid in sorted(zip(places, self.kids, strict=True), key=lambda pair: pair[0] or 0)
            ]
        return bool(self.kids) or self.kind in KEPT_EMPTY


def write(pdf: Any, root: Node, pages: int) -> None:
    """Puts the tree into the file: the elements, the parent tree over pages and links, and the tree of IDs."""
    _Writer(pdf, pages).write(root)


class _Writer:
    def __init__(self, pdf: Any, pages: int) -> None:
        self._pdf = pdf
        self._parents: list[dict[int, Any]] = [{} for _ in range(pages)]
        self._links: list[Any] = []
        self._identified: dict[str, Any] = {}

    def write(self, root: Node) -> None:
        tree = self._new({"Nums": pydyf.Array()})
        top = self._new({"Type": "/StructTreeRoot", "ParentTree": tree.reference})
        top["K"] = pydyf.Array([self._element(root, top).reference])
        for number, parents in enumerate(self._parents):
            held = [parents.get(mcid, "null") for mcid in range(max(parents, default=-1) + 1)]
            tree["Nums"].extend([number, pydyf.Array(held)])
        for key, (reference, annotation) in enumerate(self._links, len(self._parents)):
            tree["Nums"].extend([key, reference])
            annotation["StructParent"] = key
        top["ParentTreeNextKey"] = len(self._parents) + len(self._links)
        if self._identified:
            names = pydyf.Array()
            for name, reference in sorted(self._identified.items(), key=lambda pair: pair[0].encode()):
                names.extend([pydyf.String(name), reference])
            top["IDTree"] = pydyf.Dictionary({"Names": names})
        self._pdf.catalog["StructTreeRoot"] = top.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _element(self, node: Node, parent: Any) -> Any:
        element = self._new({"Type": "/StructElem", "S": f"/{node.kind}", "P": parent.reference})
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        for name, value in (("Lang", node.language), ("Alt", node.alt), ("ActualText", node.actual)):
            if value:
                element[name] = pydyf.String(value)
        if node.identifier:
            element["ID"] = pydyf.String(node.identifier)
            self._identified[node.identifier] = element.reference
        if node.attributes:
            element["A"] = pydyf.Dictionary(node.attributes)
        element["K"] = pydyf.Array([self._kid(kid, element, page) for kid in node.kids])
        return element

    def _kid(self, kid: Node | Piece | Target, element: Any, page: int | None) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        where = {} if kid.page == page else {"Pg": self._pdf.page_references[kid.page]}
        if isinstance(kid, Target):
            self._links.append((element.reference, kid.annotation))
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, **where})
        self._parents[kid.page][kid.mcid] = element.reference
        return pydyf.Dictionary({"Type": "/MCR", "MCID": kid.mcid, **where}) if where else kid.mcid

    def _new(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self._pdf.add_object(made)
        return made
