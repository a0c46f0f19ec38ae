"""Faults planted in a good tagged PDF, each of its own kind: what the judge must catch."""

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf, String

Fault = Callable[[Pdf], None]


def planted(good: bytes, fault: Fault) -> bytes:
    """The file with the fault in it."""
    with Pdf.open(io.BytesIO(good)) as pdf:
        fault(pdf)
        spoilt = io.BytesIO()
        pdf.save(spoilt, static_id=True)
    return spoilt.getvalue()


def tree(pdf: Pdf) -> Iterator[Dictionary]:
    """The structure elements in the order of the tree."""
    stack: list[Object] = [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        if not isinstance(element, Dictionary) or element.get(Name.Type) in (Name.OBJR, Name.MCR):
            continue
        if Name.S in element:
            yield element
        children = element.get(Name.K, Array())
        stack.extend(reversed(list(children) if isinstance(children, Array) else [children]))


def elements(pdf: Pdf, *kinds: str) -> list[Dictionary]:
    """The structure elements of these kinds ("H2")."""
    return [element for element in tree(pdf) if str(element.S)[1:] in kinds]


def link(pdf: Pdf) -> Dictionary:
    return next(note for page in pdf.pages for note in page.Annots if note.Subtype == Name.Link)


def fonts(pdf: Pdf) -> list[Dictionary]:
    return list(pdf.pages[0].Resources.Font.values())


def first_text(content: list[ContentStreamInstruction]) -> tuple[int, int, int]:
    """Where the first tagged text of a page is opened, shown and closed."""
    opened: list[int] = []
    shown: dict[int, int] = {}
    for place, one in enumerate(content):
        match str(one.operator):
            case "BDC" | "BMC":
                opened.append(place)
            case "Tj" | "TJ":
                shown = dict.fromkeys(opened, place) | shown
            case "EMC":
                begin = opened.pop()
                if begin in shown and "/MCID" in str(content[begin].operands):
                    return begin, shown[begin], place
    raise ValueError("the page shows no tagged text")


def rewrite(pdf: Pdf, change: Callable[[list[ContentStreamInstruction]], None]) -> None:
    content = [
        one for one in pikepdf.parse_content_stream(pdf.pages[0]) if isinstance(one, ContentStreamInstruction)
    ]
    change(content)
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


ARTIFACT = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
END = ContentStreamInstruction([], Operator("EMC"))


# ---- the document


def no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def no_language(pdf: Pdf) -> None:
    for holder in (pdf.Root, *tree(pdf)):
        if Name.Lang in holder:
            del holder.Lang


def no_title(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def not_declared(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["pdfuaid:part"]


# ---- the structure tree


def picture_without_words(pdf: Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def heading_skipped(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name.H3


def header_cell_of_nothing(pdf: Pdf) -> None:
    for cell in elements(pdf, "TH", "TD"):
        if Name.A in cell:
            del cell.A


def item_outside_a_list(pdf: Pdf) -> None:
    elements(pdf, "L")[0].S = Name.Div


def cell_outside_a_row(pdf: Pdf) -> None:
    elements(pdf, "TR")[0].S = Name.Div


def tag_of_no_kind(pdf: Pdf) -> None:
    elements(pdf, "H3")[0].S = Name.Heading


# ---- the annotations


def link_without_words(pdf: Pdf) -> None:
    del link(pdf).Contents


def link_outside_the_tree(pdf: Pdf) -> None:
    elements(pdf, "Link")[0].S = Name.Span


def tab_order_of_nothing(pdf: Pdf) -> None:
    for page in pdf.pages:
        del page.Tabs


# ---- the content


def text_without_a_tag(pdf: Pdf) -> None:
    def change(content: list[ContentStreamInstruction]) -> None:
        begin, _, end = first_text(content)
        del content[end], content[begin]

    rewrite(pdf, change)


def artifact_within_text(pdf: Pdf) -> None:
    def change(content: list[ContentStreamInstruction]) -> None:
        _, shown, _ = first_text(content)
        content[shown : shown + 1] = ARTIFACT, content[shown], END

    rewrite(pdf, change)


def text_within_an_artifact(pdf: Pdf) -> None:
    def change(content: list[ContentStreamInstruction]) -> None:
        begin, _, end = first_text(content)
        content.insert(end, END)
        content.insert(begin, ARTIFACT)

    rewrite(pdf, change)


def glyph_of_nothing(pdf: Pdf) -> None:
    def change(content: list[ContentStreamInstruction]) -> None:
        _, shown, _ = first_text(content)
        content[shown] = ContentStreamInstruction([String(b"\0\0")], Operator("Tj"))

    rewrite(pdf, change)


# ---- the fonts


def font_not_embedded(pdf: Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2


def glyphs_without_text(pdf: Pdf) -> None:
    for font in fonts(pdf):
        del font.ToUnicode
