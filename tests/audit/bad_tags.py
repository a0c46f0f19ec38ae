"""A small good tagged PDF, written by hand with pikepdf, and faults to plant in it: each of its own kind."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from tests.conftest import ROOT

LETTER = (612, 792)
LEFT, TOP, STEP = 73, 690, 54
"""Points: a line of 18 pt, and a blank one."""


@dataclass
class Node:
    """One structure element of the page: its words, or its children; ``across`` is where it begins on its line."""

    kind: str
    words: str = ""
    kids: tuple["Node", ...] = ()
    across: int = 0
    size: int = 18
    down: bool = True
    """Whether what follows stands on the next line."""
    entries: dict[str, Any] = field(default_factory=dict)


def scope(way: str) -> dict[str, Any]:
    return {"A": Dictionary(O=Name.Table, Scope=Name("/" + way))}


def item(words: str) -> Node:
    return Node("LI", kids=(Node("Lbl", "•", down=False), Node("LBody", words, across=24)))


def row(one: Node, two: Node) -> Node:
    one.down, two.across = False, 200
    return Node("TR", kids=(one, two))


def body() -> tuple[Node, ...]:
    return (
        Node("H1", "Testol: how to take it", size=36),
        Node("P", "Take it with food and a glass of water."),
        Node("Figure", entries={"Alt": String("A glass of water beside a plate")}),
        Node("H2", "When to take it", size=24),
        Node("L", kids=(item("In the morning, with breakfast."), item("In the evening, with dinner."))),
        Node("H2", "Which day", size=24),
        Node(
            "Table",
            kids=(
                row(
                    Node("TH", "Day", entries=scope("Column")), Node("TH", "Tablet", entries=scope("Column"))
                ),
                row(Node("TD", "Monday"), Node("TD", "white")),
            ),
        ),
        Node("P", kids=(Node("Link", "Leaflets in other languages"),)),
    )


def small(nodes: tuple[Node, ...] | None = None, font: str = "NotoSans-Regular.ttf") -> bytes:
    """One page of Letter with these elements on it, tagged, its font inside."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=LETTER)
    writer = _Writer(pdf, page.obj, TTFont(ROOT / "fonts" / font), (ROOT / "fonts" / font).read_bytes())
    writer.write(body() if nodes is None else nodes)
    held = io.BytesIO()
    pdf.save(held, deterministic_id=True)
    return held.getvalue()


class _Writer:
    def __init__(self, pdf: Pdf, page: Object, font: TTFont, file: bytes) -> None:
        self._pdf, self._page, self._font = pdf, page, font
        self._codes: dict[str, int] = font.getBestCmap()
        self._y = float(TOP)
        self._drawn: list[str] = []
        self._owners: list[Object] = []
        self._used: set[str] = set()
        self._file = file

    def write(self, nodes: tuple[Node, ...]) -> None:
        pdf, page = self._pdf, self._page
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._element(Node("Document", kids=nodes), tree)
        tree.K = document
        self._number(tree)
        page.Contents = pdf.make_stream("\n".join(self._drawn).encode("ascii"))
        page.Resources = Dictionary(Font=Dictionary(F=self._embedded()))
        page.StructParents, page.Tabs = 0, Name.S
        root = pdf.Root
        root.StructTreeRoot, root.MarkInfo = tree, Dictionary(Marked=True)
        root.Lang, root.ViewerPreferences = String("en"), Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = "Testol: how to take it"
            metadata["pdfuaid:part"] = "1"

    def _number(self, tree: Object) -> None:
        numbers = [0, self._pdf.make_indirect(Array(self._owners))]
        for at, note in enumerate(self._page.get("/Annots", ()), 1):
            numbers += [at, note.Owner]
            del note["/Owner"]
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))

    def _element(self, node: Node, parent: Object) -> Object:
        made = self._pdf.make_indirect(
            Dictionary(S=Name("/" + node.kind), P=parent, Pg=self._page, **node.entries)
        )
        if node.kids:
            made.K = Array([self._element(kid, made) for kid in node.kids])
        else:
            made.K = Array([self._draw(node, made)])
        if node.kind == "Link":
            made.K.append(self._link(node, made))
        if node.down and not node.kids:
            self._y -= STEP
        return made

    def _draw(self, node: Node, owner: Object) -> int:
        number, x = len(self._owners), LEFT + node.across
        self._owners.append(owner)
        if node.kind == "Figure":
            shown = f"0.04 0.15 0.27 rg {x} {self._y - 8} 40 32 re f 0 g"
            owner.A = Dictionary(O=Name.Layout, BBox=Array([x, self._y - 8, x + 40, self._y + 24]))
        else:
            self._used |= set(node.words)
            codes = "".join(f"{self._font.getGlyphID(self._codes[ord(c)]):04x}" for c in node.words)
            shown = f"BT /F {node.size} Tf {x} {self._y} Td <{codes}> Tj ET"
        self._drawn.append(f"/{node.kind} << /MCID {number} >> BDC {shown} EMC")
        return number

    def _link(self, node: Node, owner: Object) -> Object:
        note = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([LEFT, self._y - 6, LEFT + 230, self._y + 18]),
                Contents=String(node.words),
                StructParent=len(self._page.get("/Annots", ())) + 1,
                F=4,
                A=Dictionary(S=Name.URI, URI=String("https://example.org/")),
                Owner=owner,
            )
        )
        self._page.Annots = Array([*self._page.get("/Annots", ()), note])
        return self._pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=note, Pg=self._page))

    def _embedded(self) -> Object:
        head, hhea, units = self._font["head"], self._font["hhea"], self._font["head"].unitsPerEm
        name = Name("/AAAAAA+NotoSans")
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=Array([v * 1000 // units for v in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            ItalicAngle=0,
            Ascent=hhea.ascent * 1000 // units,
            Descent=hhea.descent * 1000 // units,
            CapHeight=714,
            StemV=80,
            FontFile2=self._pdf.make_stream(self._file),
        )
        widths = Array()
        lines = []
        for character in sorted(self._used):
            glyph = self._codes[ord(character)]
            code = self._font.getGlyphID(glyph)
            widths.extend([code, Array([round(self._font["hmtx"][glyph][0] * 1000 / units)])])
            lines.append(f"<{code:04x}> <{character.encode('utf-16-be').hex()}>")
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=self._pdf.make_indirect(descriptor),
            W=widths,
        )
        mapped = f"begincmap\n{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\nendcmap"
        return self._pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([self._pdf.make_indirect(inner)]),
                ToUnicode=self._pdf.make_stream(mapped.encode("ascii")),
            )
        )


# ---- planting


def planted(fault: Callable[[Pdf], None], good: bytes, **how: Any) -> bytes:
    """A good file with one fault in it; ``how`` it is saved."""
    with pikepdf.open(io.BytesIO(good)) as pdf:
        fault(pdf)
        held = io.BytesIO()
        pdf.save(held, **how)
    return held.getvalue()


def elements(pdf: Pdf, *kinds: str) -> list[Object]:
    return [one for one in _below(pdf.Root.StructTreeRoot) if str(one.S).removeprefix("/") in kinds]


def _below(node: Object) -> Iterator[Object]:
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def renamed(old: str, new: str, at: int | None = None) -> Callable[[Pdf], None]:
    """Elements of one type, or the one of them at a place, become another type."""

    def change(pdf: Pdf) -> None:
        found = elements(pdf, old)
        for one in found if at is None else [found[at]]:
            one.S = Name("/" + new)

    return change


def entry(kind: str, name: str, value: Any, at: int = 0) -> Callable[[Pdf], None]:
    """An entry of an element gets another value, or goes away."""

    def change(pdf: Pdf) -> None:
        _set(elements(pdf, kind)[at], name, value)

    return change


def of_root(name: str, value: Any) -> Callable[[Pdf], None]:
    return lambda pdf: _set(pdf.Root, name, value)


def of_page(name: str, value: Any) -> Callable[[Pdf], None]:
    return lambda pdf: _set(pdf.pages[0].obj, name, value)


def of_link(name: str, value: Any) -> Callable[[Pdf], None]:
    return lambda pdf: _set(pdf.pages[0].Annots[0], name, value)


def field(tagged: bool = True, parent: bool = False, alt: str = "", **entries: Any) -> Callable[[Pdf], None]:
    """A form field beside the last line, in a Form element or in none, perhaps with its name in a field above it."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            F=4,
            Rect=Array([400, 80, 520, 110]),
            P=page.obj,
        )
        holder = Dictionary() if parent else note
        holder.T = String("a")
        for name, value in entries.items():
            holder[f"/{name}"] = value
        if parent:
            note.Parent = pdf.make_indirect(holder)
        made = pdf.make_indirect(note)
        page.Annots = Array([*page.get("/Annots", ()), made])
        pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
        if tagged:
            _tagged_field(pdf, made, alt)

    return change


def _tagged_field(pdf: Pdf, field: Object, alt: str) -> None:
    top, page = elements(pdf, "P")[0].P, pdf.pages[0].obj
    key = 1000
    form = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=top,
            Pg=page,
            K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page),
        )
    )
    if alt:
        form.Alt = String(alt)
    field.StructParent = key
    top.K.append(form)
    pdf.Root.StructTreeRoot.ParentTree.Nums.extend([key, form])


def of_font(name: str, value: Any) -> Callable[[Pdf], None]:
    return lambda pdf: _set(pdf.pages[0].Resources.Font.F, name, value)


def _set(holder: Object, name: str, value: Any) -> None:
    if value is None:
        del holder[name]
    else:
        holder[name] = value


def untagged(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


def metadata(name: str, value: str | None) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as held:
            if value is None:
                del held[name]
            else:
                held[name] = value

    return change


def no_font_file(pdf: Pdf) -> None:
    del pdf.pages[0].Resources.Font.F.DescendantFonts[0].FontDescriptor["/FontFile2"]


def dropped(kind: str, at: int) -> Callable[[Pdf], None]:
    """An element leaves its parent; what it held stays on the page."""

    def change(pdf: Pdf) -> None:
        one = elements(pdf, kind)[at]
        kids = one.P.K
        place = next(
            n for n, kid in enumerate(kids) if isinstance(kid, Dictionary) and kid.objgen == one.objgen
        )
        del kids[place]

    return change


def emptied(kind: str, at: int) -> Callable[[Pdf], None]:
    """An element says nothing any more; its words are decoration now."""

    def change(pdf: Pdf) -> None:
        one = elements(pdf, kind)[at]
        number = int(one.K[0])
        content = pdf.pages[0].Contents.read_bytes().decode("ascii").split("\n")
        content[number] = "/Artifact BMC " + content[number].split("BDC", 1)[1]
        pdf.pages[0].Contents = pdf.make_stream("\n".join(content).encode("ascii"))
        one.K = Array()

    return change


def loose(pdf: Pdf) -> None:
    """The first paragraph is drawn with no mark at all, by its tag and by its artifact."""
    content = pdf.pages[0].Contents.read_bytes().decode("ascii").split("\n")
    content[1] = content[1].split("BDC", 1)[1].removesuffix("EMC")
    pdf.pages[0].Contents = pdf.make_stream("\n".join(content).encode("ascii"))
    dropped("P", 0)(pdf)


def scanned(pdf: Pdf) -> None:
    """A second page that is one grey picture."""
    pdf.add_blank_page(page_size=LETTER)
    picture = pdf.make_stream(
        b"\x80" * 64, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8
    )
    picture.ColorSpace = Name.DeviceGray
    pdf.pages[1].Resources = Dictionary(XObject=Dictionary(I=picture))
    pdf.pages[1].Contents = pdf.make_stream(b"/Artifact BMC q 612 0 0 792 0 0 cm /I Do Q EMC")


def larger(pdf: Pdf) -> None:
    """A second page of Ledger behind one of Letter."""
    pdf.add_blank_page(page_size=(792, 1224))


def private(pdf: Pdf) -> None:
    """The bullet is a sign of the font's own, as Symbol has it."""
    font = pdf.pages[0].Resources.Font.F
    held = font.ToUnicode.read_bytes().replace(b"<2022>", b"<f0b7>")
    font.ToUnicode = pdf.make_stream(held)


def unknown(pdf: Pdf) -> None:
    """The map of the font leaves a letter out."""
    font = pdf.pages[0].Resources.Font.F
    lines = font.ToUnicode.read_bytes().split(b"\n")
    font.ToUnicode = pdf.make_stream(b"\n".join(line for line in lines if b"<0066>" not in line))
