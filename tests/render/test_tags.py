"""The structure tree of what is printed, read back from the file."""

import io

import pikepdf
import pytest

from plainleaf.inspect import Element, structure
from tests.render.samples import SENTENCE, codes, face, page

DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="40" height="30"{}>{}<circle r="4"/></svg>'


@pytest.fixture(scope="module")
def tree(renderer):
    """The root of a body's tree."""

    def read(body: str, css: str = "", **options) -> Element:
        printed = renderer.render(page(body, css, **options))
        found = structure(printed.pdf)
        assert found.orphans == ()
        assert "".join(found.loose).strip() == ""
        assert found.root is not None
        return found.root

    return read


def outline(element: Element) -> str:
    """The tree in one line: kinds with their children in brackets."""
    inside = " ".join(outline(child) for child in element.elements)
    return f"{element.kind}[{inside}]" if inside else element.kind


def of(root: Element, kind: str) -> list[Element]:
    return [element for element in root.walk() if element.kind == kind]


def test_one_structure_element_for_each_element_of_the_document(tree):
    body = (
        "<main><section><h1>Title</h1><p>One <strong>two</strong> three</p></section>"
        "<section><h2>Next</h2><div><p>Four</p></div></section></main>"
    )
    root = tree(body)
    assert outline(root) == "Document[Part[Sect[H1 P[Span]] Sect[H2 Div[P]]]]"
    assert [p.text for p in of(root, "P")] == ["One two three", "Four"]


def test_an_element_without_content_is_not_there(tree):
    assert outline(tree("<div></div><p>Text<span></span></p>")) == "Document[P]"


def test_a_paragraph_over_two_pages_is_one(tree):
    (paragraph,) = of(tree(f"<p>{SENTENCE * 40}</p>"), "P")
    assert {content.page for content in paragraph.contents()} == {1, 2, 3}
    assert paragraph.text.split() == (SENTENCE * 40).split()


def test_a_list_over_two_pages_is_one_list_with_whole_items(tree):
    items = "".join(f"<li>{number} {SENTENCE}</li>" for number in range(30))
    root = tree(f"<ul>{items}</ul>")
    (found,) = of(root, "L")
    assert [item.kind for item in found.elements] == ["LI"] * 30
    assert {tuple(part.kind for part in item.elements) for item in found.elements} == {("Lbl", "LBody")}
    assert [body.text.split()[0] for body in of(root, "LBody")] == [str(number) for number in range(30)]
    assert {element.page for element in of(root, "LBody")} == {1, 2, 3}


@pytest.mark.parametrize(
    ("style", "numbering"),
    [
        ("decimal", "Decimal"),
        ("upper-roman", "UpperRoman"),
        ("disc", "Disc"),
        ("none", "None"),
        ("'• '", "Disc"),
    ],
)
def test_a_list_says_how_it_is_numbered(tree, style, numbering):
    (found,) = of(tree("<ol><li>One<li>Two</ol>", f"ol {{ list-style-type: {style} }}"), "L")
    assert found.attributes["ListNumbering"] == numbering


def test_a_label_stands_before_its_body_and_is_no_part_of_it(tree):
    root = tree("<ol><li>One<li>Two</ol>")
    assert [label.text.strip() for label in of(root, "Lbl")] == ["1.", "2."]
    assert [body.text for body in of(root, "LBody")] == ["One", "Two"]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_white_space_between_items_in_a_row_is_no_part_of_the_list(tree, direction):
    body = "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"
    css = f"li {{ display: inline-block; list-style-type: none }} html {{ direction: {direction} }}"
    (found,) = of(tree(body, css), "L")
    assert [part.kind for part in found.parts if isinstance(part, Element)] == ["LI", "LI"]
    assert len(found.parts) == 2


ROWS = (
    "<table><caption>Doses</caption><thead>"
    "<tr><th rowspan=2 scope=col>Form</th><th colspan=2 scope=colgroup>Day</th><th rowspan=2>Night</th></tr>"
    "<tr><th>Morning</th><th>Evening</th></tr></thead><tbody>"
    "<tr><th rowspan=2 scope=rowgroup>Tablet</th><td>a</td><td>b</td><td>c</td></tr>"
    "<tr><td>d</td><td>e</td><td>f</td></tr>"
    "<tr><th scope=row>Liquid</th><td colspan=2>g</td><td></td></tr></tbody></table>"
)


def test_each_cell_names_its_headers_by_the_real_grid(tree, renderer):
    root = tree(ROWS, "table { border-collapse: collapse } td, th { border: 1px solid }")
    names = {cell.identifier: cell.text for cell in of(root, "TH")}
    told = {
        cell.text: [names[name] for name in cell.attributes.get("Headers", ())]
        for cell in (*of(root, "TH"), *of(root, "TD"))
    }
    assert told == {
        "Form": [], "Day": [], "Night": [], "Morning": ["Day"], "Evening": ["Day"],
        "Tablet": ["Form"], "Liquid": ["Form"],
        "a": ["Tablet", "Day", "Morning"], "b": ["Tablet", "Day", "Evening"], "c": ["Tablet", "Night"],
        "d": ["Tablet", "Day", "Morning"], "e": ["Tablet", "Day", "Evening"], "f": ["Tablet", "Night"],
        "g": ["Liquid", "Day", "Morning", "Evening"], "": ["Liquid", "Night"],
    }  # fmt: skip
    scopes = {cell.text: cell.attributes["Scope"] for cell in of(root, "TH")}
    assert scopes == {
        "Form": "Column", "Day": "Column", "Night": "Column", "Morning": "Column", "Evening": "Column",
        "Tablet": "Row", "Liquid": "Row",
    }  # fmt: skip
    spans = {
        cell.text: (cell.attributes.get("RowSpan"), cell.attributes.get("ColSpan")) for cell in of(root, "TH")
    }
    assert (spans["Form"], spans["Day"], spans["Tablet"]) == ((2, None), (None, 2), (2, None))
    assert outline(of(root, "Table")[0]).startswith(
        "Table[Caption THead[TR[TH TH TH] TR[TH TH]] TBody[TR[TH TD TD TD]"
    )


def test_a_header_with_data_in_its_row_heads_the_row_and_an_empty_one_heads_nothing(tree):
    rows = "<tr><th></th><th>Dose</th></tr><tr><th>Morning<td>1<tr><th>Evening<td>2"
    root = tree(f"<table>{rows}</table>")
    names = {cell.identifier: cell.text for cell in of(root, "TH")}
    told = {
        cell.text: [names[name] for name in cell.attributes.get("Headers", ())]
        for cell in (*of(root, "TH"), *of(root, "TD"))
    }
    assert told == {
        "": [],
        "Dose": [],
        "Morning": [],
        "Evening": [],
        "1": ["Morning", "Dose"],
        "2": ["Evening", "Dose"],
    }


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>a<td>b<tr><td>c",
        "<tr><td>a<td>b<tr><td colspan=5>c",
        "<tr><td>a<tr><td colspan=6000>b",
        pytest.param("<tr><td>a<tr><td colspan=60000>b", marks=pytest.mark.slow),
    ],
)
def test_a_table_with_rows_of_several_lengths_is_told(renderer, rows):
    assert "render-table" in codes(renderer, page(f"<table>{rows}</table>"))


def test_a_rowspan_is_written_as_far_as_it_reaches(tree):
    rows = "<tr><td rowspan=5>a<td>b<tr><td>c"
    first, *_ = of(tree(f"<table>{rows}</table>"), "TD")
    assert first.attributes["RowSpan"] == 2


def test_every_header_cell_stands_in_the_tree_of_ids(renderer):
    found = structure(renderer.render(page(ROWS)).pdf)
    assert found.root is not None
    assert found.identifiers == {cell.identifier for cell in of(found.root, "TH")}
    assert len(found.identifiers) == 7


def test_a_caption_below_its_table_is_still_told_before_it(tree):
    (table,) = of(tree(ROWS, "caption { caption-side: bottom }"), "Table")
    assert [part.kind for part in table.elements] == ["Caption", "THead", "TBody"]


def test_a_table_over_two_pages_is_one_and_its_repeated_head_an_artifact(renderer):
    rows = "".join(f"<tr><th>{number}</th><td>{SENTENCE}</td></tr>" for number in range(20))
    table = f"<table><thead><tr><th>Number<th>Words</thead>{rows}</table>"
    printed = renderer.render(page(table, "tr { break-inside: avoid }"))
    found = structure(printed.pdf)
    assert printed.pages > 1
    (table,) = of(found.root, "Table")
    assert len(of(found.root, "TR")) == 21
    assert {row.page for row in of(table, "TR")} > {1}
    assert [cell.text for cell in of(found.root, "TH")][:3] == ["Number", "Words", "0"]
    assert "NumberWords" in found.artifacts[1]
    assert "Number" not in found.artifacts[0]


def test_heads_feet_and_page_numbers_are_artifacts(renderer):
    css = (
        ".head { position: running(head) } @page { @top-left { content: element(head) }"
        ' @bottom-left { content: "Page " counter(page) } }'
    )
    found = structure(renderer.render(page("<p class=head>Head</p><p>Text</p>", css)).pdf)
    assert outline(found.root) == "Document[P]"
    assert found.artifacts == ("HeadPage 1",)


def test_the_subtype_of_an_artifact_says_head_or_foot(renderer):
    css = '@page { @top-left { content: "Head" } @bottom-left { content: "Foot" } }'
    printed = renderer.render(page("<p>Text</p>", css))
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        marks = [
            tuple(map(str, (instruction.operands[1].Type, instruction.operands[1].Subtype)))
            for instruction in pikepdf.parse_content_stream(pdf.pages[0], "BDC")
            if "/Subtype" in instruction.operands[1]
        ]
    assert marks == [("/Pagination", "/Header"), ("/Pagination", "/Footer")]


def test_a_repeated_heading_is_an_artifact_and_no_bookmark(renderer):
    paragraphs = f"<p data-piece>{SENTENCE * 9}</p>" * 5
    body = f'<div data-block data-continued="Storing (continued)"><h2 data-heading>Storing</h2>{paragraphs}</div>'
    printed = renderer.render(page(body))
    found = structure(printed.pdf)
    assert [heading.text for heading in of(found.root, "H2")] == ["Storing"]
    assert "Storing (continued)" in found.artifacts[1]
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf, pdf.open_outline() as bookmarks:
        assert [bookmark.title for bookmark in bookmarks.root] == ["Storing"]


def test_bookmarks_hold_no_invisible_characters(renderer):
    printed = renderer.render(page("<h1>Take \u20685\u00a0mg\u2069</h1><h2>Sto\u200bring</h2><p>Text</p>"))
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf, pdf.open_outline() as bookmarks:
        (first,) = bookmarks.root
        assert first.title == "Take 5\u00a0mg"
        assert [bookmark.title for bookmark in first.children] == ["Storing"]


def test_a_picture_has_its_text_and_the_place_where_it_stands(tree):
    root = tree(
        DOT.format("", "<title>A green\n  dot</title>"), "svg { display: block; margin: 10px 0 0 20px }"
    )
    (figure,) = of(root, "Figure")
    assert figure.alt == "A green dot"
    margin = 25.4 / 25.4 * 72
    top = 297 / 25.4 * 72 - margin - 10 * 0.75
    left = margin + 20 * 0.75
    assert figure.attributes["BBox"] == pytest.approx(
        (left, top - 30 * 0.75, left + 40 * 0.75, top), abs=0.01
    )


@pytest.mark.parametrize("attributes", [' aria-hidden="true"', ' aria-hidden="true" role="img"'])
def test_decoration_is_no_figure(tree, attributes):
    assert outline(tree(f"<div>{DOT.format(attributes, '')}<p>Text</p></div>")) == "Document[Div[P]]"


def test_a_picture_that_says_nothing_is_told(renderer):
    assert codes(renderer, page(DOT.format("", ""))) == ["render-alt"]
    assert codes(renderer, page(DOT.format("", "<title>A dot</title>"))) == []


@pytest.mark.parametrize("word", ["<text>5 mg</text>", "<text><tspan>5 mg</tspan></text>"])
def test_words_in_a_drawing_are_told_as_lost(renderer, word):
    drawing = DOT.format("", f"<title>A dot</title>{word}")
    assert "render-lost" in codes(renderer, page(drawing))


@pytest.mark.parametrize("style", ["opacity: 0.5", "mix-blend-mode: multiply"])
def test_text_drawn_into_a_group_is_told_as_lost(renderer, style):
    found = codes(renderer, page(f"<p style='{style}'>Do not stop</p><p>Other</p>"))
    assert found in (["render-lost"], ["render-warning"])
    assert codes(renderer, page("<p>Do not stop</p><p>Other</p>")) == []


def test_a_link_is_one_element_with_its_words(tree):
    root = tree("<p>Read <a href='https://example.org/'>how to <b>store</b> it</a> now</p>")
    (link,) = of(root, "Link")
    assert link.text == "how to store it"
    assert link.annotations == ("how to store it",)


def test_a_link_round_a_picture_has_its_text(tree):
    body = f"<p><a href='https://example.org/'>{DOT.format('', '<title>A dot</title>')} home</a></p>"
    (link,) = of(tree(body), "Link")
    assert set(link.annotations) == {"A dot home"}


def test_a_link_over_two_lines_has_an_annotation_for_each(tree):
    (link,) = of(tree(f"<p><a href='https://example.org/'>{SENTENCE}</a></p>"), "Link")
    assert len(link.annotations) == 2
    assert set(link.annotations) == {SENTENCE.strip()}


def test_a_note_has_an_id_of_its_own(tree):
    root = tree("<p>Text</p><p role=note>One</p><p role=note>Two</p>")
    assert [note.identifier for note in of(root, "Note")] == ["note-1", "note-2"]


def test_a_footnote_is_a_note_with_its_label(tree):
    root = tree("<p>Text<span role=note>Why</span> goes on</p>", "span { float: footnote }")
    (note,) = of(root, "Note")
    assert [part.kind for part in note.elements] == ["Lbl"]
    assert note.text.endswith("Why")
    assert len(of(root, "Reference")) == 1


def test_each_change_of_language_is_told_and_nothing_else(renderer):
    body = "<p>English</p><p lang=es>Español <span lang=es>aquí</span> <b lang=fr>ici</b></p>"
    printed = renderer.render(page(body))
    root = structure(printed.pdf).root
    assert [(p.text, p.language) for p in of(root, "P")] == [("English", "en"), ("Español aquí ici", "es")]
    assert [span.language for span in of(root, "Span")] == ["es", "fr"]
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        held = [
            str(thing.Lang)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing
        ]
    assert sorted(held) == ["en", "en", "es", "fr"]


def test_a_right_to_left_text_is_read_as_it_was_written(tree):
    faces = (face("NotoNaskhArabic"), face("NotoNaskhArabic", 700), face("NotoSans"))
    words = "لا تتوقف عن تناول \u206830\u00a0mg\u2069 من الدواء فجأة أبدًا. "
    css = "html { font-family: NotoNaskhArabic, NotoSans }"
    root = tree(f"<p>{words * 6}</p>", css, faces=faces, language="ar", direction="rtl")
    (paragraph,) = of(root, "P")
    plain = (words * 6).replace("\u2068", "").replace("\u2069", "")
    assert " ".join(paragraph.text.split()) == " ".join(plain.split())
