"""The structure tree of a finished PDF: what a screen reader walks over, with the text it gets at each place."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from plainleaf.inspect.content import FormId, marked

_DEEPEST = 200
BLOCKS = frozenset(
    {"H1", "H2", "H3", "H4", "H5", "H6", "H", "P", "LBody", "Lbl", "TH", "TD", "Caption", "Figure", "Note"}
)
"""Types that hold running text. What stands in an inline type (Span, Link …) belongs to the block round it."""

PARTS = frozenset({"Span", "Div"})
"""Types of a part of a block that may be in another language."""


@dataclass(frozen=True)
class Content:
    """A numbered piece of a page: page counted from 1, and the text its codes stand for. ``form`` is the form that
    numbers it, None for the page itself.
    """

    page: int
    number: int
    text: str
    form: FormId | None = None


@dataclass(frozen=True)
class Element:
    """One structure element.

    ``kind`` is its standard type after the role map, without the slash; ``language`` the nearest ``Lang`` up the tree,
    else the document's. ``attributes`` are those of its classes and over them its own, of all their owners, as Python
    values: ``{"Scope": "Row", "Headers": ("th-1",), "BBox": (left, bottom, right, top)}``. ``annotations`` are the
    ``Contents`` of the links it points to. ``page`` is its own or that of its first content, counted from 1; 0 where it
    has none.
    """

    kind: str
    parts: tuple["Element | Content", ...] = ()
    language: str = ""
    alt: str | None = None
    actual: str | None = None
    identifier: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    annotations: tuple[str, ...] = ()
    page: int = 0

    @property
    def elements(self) -> tuple["Element", ...]:
        """Its children that are elements."""
        return tuple(part for part in self.parts if isinstance(part, Element))

    @property
    def text(self) -> str:
        """What is read of it: its ActualText, else what stands in it, in order."""
        return self.actual if self.actual is not None else "".join(part.text for part in self.parts)

    def is_foreign_to(self, language: str) -> bool:
        """Whether it is a part in another language of a block in this one: it is read by itself."""
        return self.kind in PARTS and bool(self.text) and self.language not in ("", language)

    def walk(self) -> Iterator["Element"]:
        """It and all elements below it, in order."""
        yield self
        for element in self.elements:
            yield from element.walk()

    def contents(self) -> Iterator[Content]:
        """All pieces of pages below it, in order."""
        for part in self.parts:
            if isinstance(part, Content):
                yield part
            else:
                yield from part.contents()


@dataclass(frozen=True)
class Structure:
    """``root`` is None where a file has no tags. ``artifacts`` and ``loose`` text by page (see ``Marked``);
    ``orphans`` is marked text that no element claims: lost to every reader of the tree.
    """

    root: Element | None
    artifacts: tuple[str, ...]
    loose: tuple[str, ...]
    orphans: tuple[Content, ...]
    identifiers: frozenset[str] = frozenset()
    """The names in the IDTree."""
    language: str = ""
    """The document's own."""
    endless: bool = False
    """Whether a page draws forms in forms beyond all measure: programs that draw it may never end."""


def structure(pdf: bytes) -> Structure:
    """The structure tree of a PDF file; pikepdf.PdfError where it is none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _Tree(document).read()


class _Tree:
    def __init__(self, document: pikepdf.Pdf) -> None:
        self._root = document.Root
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        self._marked = marked(document)
        self._claimed: set[tuple[int, FormId | None, int]] = set()
        self._seen: set[tuple[int, int]] = set()
        held = self._root.get("/StructTreeRoot")
        self._tree: Any = held if isinstance(held, pikepdf.Dictionary) else None
        self._roles = {str(name): str(role) for name, role in self._map("/RoleMap").items()}
        self._classes = self._map("/ClassMap")

    def _map(self, name: str) -> Any:
        held = None if self._tree is None else self._tree.get(name)
        return held if isinstance(held, pikepdf.Dictionary) else {}

    def read(self) -> Structure:
        root, language = None, str(self._root.get("/Lang", ""))
        if self._tree is not None:
            kids = _several(self._tree.get("/K"))
            tops = [part for part in self._parts(kids, 0, language, 0) if isinstance(part, Element)]
            root = tops[0] if len(tops) == 1 else Element("StructTreeRoot", tuple(tops), language)
        pieces = (
            Content(page, number, text, form)
            for page, one in enumerate(self._marked, 1)
            for form, number, text in (
                *((None, number, text) for number, text in sorted(one.numbered.items())),
                *((form, number, text) for (form, number), text in sorted(one.in_forms.items())),
            )
        )
        orphans = tuple(one for one in pieces if (one.page, one.form, one.number) not in self._claimed)
        return Structure(
            root,
            tuple("".join(one.artifacts) for one in self._marked),
            tuple("".join(one.loose) for one in self._marked),
            orphans,
            frozenset(_names(self._tree.get("/IDTree"))) if self._tree is not None else frozenset(),
            language,
            any(one.endless for one in self._marked),
        )

    def _parts(self, kids: list[Any], page: int, language: str, depth: int) -> list["Element | Content"]:
        found: list[Element | Content] = []
        for kid in kids:
            if isinstance(kid, int):
                found += self._content(page, kid)
            elif isinstance(kid, pikepdf.Dictionary):
                named = kid.get("/Pg")
                own = self._pages.get(named.objgen, 0) if isinstance(named, pikepdf.Dictionary) else page
                if kid.get("/Type") == "/MCR" or ("/MCID" in kid and "/S" not in kid):
                    found += self._referred(kid, own)
                elif "/S" in kid and depth < _DEEPEST and self._is_new(kid):
                    found.append(self._element(kid, own, language, depth))
        return found

    def _referred(self, reference: Any, page: int) -> list["Element | Content"]:
        """What a marked-content reference names; nothing where it lacks its number."""
        number, stream = reference.get("/MCID"), reference.get("/Stm")
        if not isinstance(number, int):
            return []
        return self._content(page, number, stream.objgen if isinstance(stream, pikepdf.Stream) else None)

    def _content(self, page: int, number: int, form: FormId | None = None) -> list["Element | Content"]:
        if not 1 <= page <= len(self._marked):
            return []
        one = self._marked[page - 1]
        if form is None and number not in one.numbered:
            # Programs that draw all of a page in a form forget to name it; readers find the text all the same.
            form = next((held for held, own in one.in_forms if own == number), None)
        self._claimed.add((page, form, number))
        text = one.numbered.get(number, "") if form is None else one.in_forms.get((form, number), "")
        return [Content(page, number, text, form)]

    def _is_new(self, node: Any) -> bool:
        if node.objgen == (0, 0):
            return True
        new = node.objgen not in self._seen
        self._seen.add(node.objgen)
        return new

    def _element(self, node: Any, page: int, language: str, depth: int) -> Element:
        own = str(node.get("/Lang", "")) or language
        kids = _several(node.get("/K"))
        parts = tuple(self._parts(kids, page, own, depth + 1))
        return Element(
            kind=self._role(str(node.S)),
            parts=parts,
            language=own,
            alt=_string(node.get("/Alt")),
            actual=_string(node.get("/ActualText")),
            identifier=_string(node.get("/ID")) or "",
            attributes=_attributes(node, self._classes),
            annotations=tuple(_annotations(kids)),
            page=page or next((part.page for part in parts if part.page), 0),
        )

    def _role(self, name: str) -> str:
        for _ in range(len(self._roles) + 1):
            if name not in self._roles:
                break
            name = self._roles[name]
        return name.removeprefix("/")


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _string(value: Any) -> str | None:
    return None if value is None else str(value)


def _attributes(node: Any, classes: Any) -> dict[str, Any]:
    """Those of its classes, and its own over them (ISO 32000-1, 14.7.5.3); of what is no plain value, nothing."""
    named = [str(name) for name in _several(node.get("/C")) if isinstance(name, pikepdf.Name)]
    held = [*(one for name in named for one in _several(classes.get(name))), *_several(node.get("/A"))]
    owners = [owner for owner in held if isinstance(owner, pikepdf.Dictionary)]
    read = {
        name.removeprefix("/"): _value(value)
        for owner in owners
        if owner.get("/O") != "/UserProperties"
        for name, value in owner.items()
        if name != "/O"
    }
    return {name: value for name, value in read.items() if value is not None}


def _value(value: Any) -> Any:
    """A name, a text, a number or several of them; None for what is none of these."""
    if isinstance(value, pikepdf.Array):
        return tuple(_value(item) for item in value)
    if isinstance(value, pikepdf.Name):
        return str(value).removeprefix("/")
    if isinstance(value, pikepdf.String):
        return str(value)
    if isinstance(value, int):
        return value
    return float(value) if isinstance(value, Decimal | float) else None


def _annotations(kids: list[Any]) -> Iterator[str]:
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            thing = kid.get("/Obj")
            yield (_string(thing.get("/Contents")) or "") if isinstance(thing, pikepdf.Dictionary) else ""


def _names(tree: Any) -> Iterator[str]:
    """The names of a name tree; a node that a file names twice is read once."""
    seen: set[tuple[int, int]] = set()
    left = [tree]
    while left:
        node = left.pop()
        if not isinstance(node, pikepdf.Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        names = node.get("/Names")
        if isinstance(names, pikepdf.Array):
            yield from (str(names[index]) for index in range(0, len(names), 2))
        left += reversed(_several(node.get("/Kids")))
