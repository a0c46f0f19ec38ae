"""Tables too wide for their page: a block a row for the eye, a table as before for who hears it."""

from dataclasses import dataclass
from itertools import pairwise

import pytest

from plainleaf.inspect import Element, glyphs, structure, text
from tests.render.samples import codes, face, page

CSS = """
table { width: 100%; border-collapse: collapse }
th, td { border: 1pt solid; padding: 3pt 7pt; text-align: start }
.whole { white-space: nowrap }
table[data-stacked=""], [data-stacked=""] thead, [data-stacked=""] tbody, [data-stacked=""] tr { display: block }
[data-stacked=""] th, [data-stacked=""] td { display: block }
"""


@dataclass(frozen=True)
class Script:
    """What a table says in it: four heads, and a word that is too long for a quarter of the page."""

    families: tuple[str, ...]
    heads: tuple[str, str, str, str]
    word: str
    direction: str = "ltr"

    @property
    def html(self) -> str:
        """The word, held together where its script breaks inside words."""
        breaks = not set(self.families) & {"NotoSansThai", "NotoSansSC"}
        return self.word if breaks else f"<span class=whole>{self.word}</span>"


SCRIPTS = {
    "en": Script(("NotoSans",), ("Medicine", "Morning", "Midday", "Evening"), "Hydrochlorothiazide"),
    "ar": Script(
        ("NotoNaskhArabic", "NotoSans"), ("الدواء", "صباحًا", "ظهرًا", "مساءً"), "هيدروكلوروثيازيداتهم", "rtl"
    ),
    "hi": Script(("NotoSansDevanagari", "NotoSans"), ("दवा", "सुबह", "दोपहर", "शाम"), "हाइड्रोक्लोरोथायाज़ाइड"),
    "th": Script(("NotoSansThai", "NotoSans"), ("ยา", "เช้า", "เที่ยง", "เย็น"), "ไฮโดรคลอโรไทอะไซด์"),
    "zh-Hans": Script(("NotoSansSC", "NotoSans"), ("药品", "早上", "中午", "晚上"), "氢氯噻嗪片二十五毫克"),
}


@pytest.fixture
def printed(renderer):
    """The pages of a body in a language, and what stands on them."""

    def render(body: str, tag: str = "en", css: str = ""):
        script = SCRIPTS[tag]
        faces = tuple(face(family, weight) for family in script.families for weight in (400, 700))
        style = f"{CSS} html {{ font-family: {', '.join(script.families)} }} {css}"
        return renderer.render(page(body, style, faces, tag, script.direction)).pdf

    return render


def table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    columns = "".join(f"<th scope=col>{head}</th>" for head in heads)
    lines = (
        f"<th scope=row>{first}</th>" + "".join(f"<td>{cell}</td>" for cell in cells)
        for first, *cells in rows
    )
    body = "".join(f"<tr data-piece>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"


def to_write_on(heads: tuple[str, ...]) -> str:
    columns = "".join(f"<th scope=col>{head}</th>" for head in heads)
    row = "<td></td>" * len(heads)
    caption = "<caption>Amount</caption>"
    return (
        f"<table>{caption}<thead><tr>{columns}</tr></thead><tbody><tr data-piece>{row}</tr></tbody></table>"
    )


def rows_of(root: Element) -> list[list[tuple[str, str, str, list[str]]]]:
    """Row by row its cells: kind, scope, words, and the words of their headers."""
    cells = [cell for cell in root.walk() if cell.kind in {"TH", "TD"}]
    named = {cell.identifier: " ".join(cell.text.split()) for cell in cells if cell.identifier}
    return [
        [
            (
                cell.kind,
                str(cell.attributes.get("Scope", "")),
                " ".join(cell.text.split()),
                [named[name] for name in cell.attributes.get("Headers", ())],
            )
            for cell in row.elements
        ]
        for row in root.walk()
        if row.kind == "TR"
    ]


def tagged(heads: tuple[str, ...], *rows: tuple[str, ...]) -> list[list[tuple[str, str, str, list[str]]]]:
    """The same as it must be: each cell under its head and beside the head of its row."""
    return [
        [("TH", "Column", head, []) for head in heads],
        *(
            [
                ("TH", "Row", first, [heads[0]]),
                *(("TD", "", cell, [first, head]) for head, cell in zip(heads[1:], cells, strict=True)),
            ]
            for first, *cells in rows
        ),
    ]


def kinds(element: Element) -> str:
    """The tree in one line, but for spans in its cells."""
    inside = " ".join(kinds(child) for child in element.elements if child.kind != "Span")
    return f"{element.kind}[{inside}]" if inside else element.kind


def letters(words: str) -> str:
    """A text without spaces and controls, its letters in one order: readers turn right-to-left artifacts round."""
    return "".join(sorted(letter for letter in words if letter.isalpha()))


def is_stacked(pdf: bytes) -> bool:
    """Whether heads are said again for the eye."""
    return ":" in "".join(structure(pdf).artifacts)


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_table_too_wide_is_a_block_a_row_and_its_tags_stay_those_of_a_table(printed, tag):
    script = SCRIPTS[tag]
    word, heads = script.html, script.heads
    rows = ((word, f"5 {word}", f"6 {word}", f"7 {word}"), ("A", "8", "9", "10"))
    found = structure(printed(table(heads, *rows), tag))
    told = [tuple(cell.replace(word, script.word) for cell in row) for row in rows]
    assert rows_of(found.root) == tagged(heads, *told)
    row = "TR[TH TD TD TD]"
    assert kinds(found.root) == f"Document[Table[THead[TR[TH TH TH TH]] TBody[{row} {row}]]]"
    assert letters(found.artifacts[0]) == letters("".join(heads) * 2)
    assert "".join(found.artifacts).count(":") == 8
    assert (found.orphans, "".join(found.loose).strip()) == ((), "")


@pytest.mark.parametrize("tag", SCRIPTS)
def test_for_the_eye_each_cell_stands_below_the_last_with_its_head(printed, tag):
    script = SCRIPTS[tag]
    heads, word = script.heads, script.html
    pdf = printed(table(heads, (word, *[f"{word} {word}"] * 3), ("A", "8", "9", "10")), tag)
    digits = {glyph.char: glyph.y for glyph in glyphs(pdf, 0) if glyph.char in "89A"}
    assert digits["A"] > digits["8"] > digits["9"]
    lines = text(pdf)[0].splitlines()
    for head, cell in zip(heads, ("A", "8", "9", "10"), strict=True):
        (line,) = [line for line in lines if cell in line.split()]
        assert letters(line) == letters(head + cell)


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_table_that_fits_is_left_as_it_is(printed, tag):
    heads = SCRIPTS[tag].heads
    rows = (("A", "5", "6", "7"), ("B", "8", "9", "10"))
    pdf = printed(table(heads, *rows), tag)
    found = structure(pdf)
    assert rows_of(found.root) == tagged(heads, *rows)
    assert "".join(found.artifacts) == ""
    low = {glyph.char: glyph.y for glyph in glyphs(pdf, 0) if glyph.char in "AB567"}
    assert [low[char] for char in "A567"] == pytest.approx([low["A"]] * 4, abs=3)
    assert low["A"] - low["B"] > 20


@pytest.mark.parametrize("tag", ["th", "zh-Hans"])
def test_a_word_that_may_break_between_its_letters_makes_no_table_too_wide(printed, tag):
    script = SCRIPTS[tag]
    row = (script.word, *[f"5 {script.word}"] * 3)
    assert not is_stacked(printed(table(script.heads, row), tag))
    held = tuple(cell.replace(script.word, script.html) for cell in row)
    assert is_stacked(printed(table(script.heads, held), tag))


def test_a_word_that_runs_into_the_next_cell_stacks_a_table_that_fits_its_page(printed):
    heads, word = SCRIPTS["en"].heads, SCRIPTS["en"].word
    fixed = "table { table-layout: fixed }"
    assert is_stacked(printed(table(heads, ("A", word, "6", "7")), css=fixed))
    assert not is_stacked(printed(table(heads, ("A", word, "6", "7"))))


def test_every_table_too_wide_is_stacked_and_no_other(printed):
    heads, word = SCRIPTS["en"].heads, SCRIPTS["en"].word
    wide, narrow = table(heads, ("A", *[word] * 3)), table(heads, ("B", "5", "6", "7"))
    found = structure(printed(wide + narrow + wide))
    assert "".join(found.artifacts) == "Medicine: Morning: Midday: Evening: " * 2
    assert [kinds(one) for one in found.root.elements] == [
        "Table[THead[TR[TH TH TH TH]] TBody[TR[TH TD TD TD]]]"
    ] * 3


def test_a_stacked_table_over_pages_is_one_table_and_no_row_is_torn(printed):
    heads, word = SCRIPTS["en"].heads, SCRIPTS["en"].word
    rows = [(f"row {number}", *[f"{number} {word}"] * 3) for number in range(12)]
    pdf = printed(table(heads, *rows), css="tr { break-inside: avoid }")
    found = structure(pdf)
    assert rows_of(found.root) == tagged(heads, *rows)
    assert len(found.artifacts) > 1
    pages = [{content.page for content in row.contents()} for row in found.root.walk() if row.kind == "TR"]
    assert {len(on) for on in pages} == {1}
    assert {page for on in pages for page in on} == set(range(1, len(found.artifacts) + 1))
    assert "".join(found.artifacts).count("Morning: ") == 12


def test_the_head_is_said_again_with_its_words_and_without_its_drawing(printed):
    dot = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" aria-hidden="true">{}<circle r="4"/></svg>'
    title = "<title>A sun</title>"
    heads = ("Medicine", f"{dot.format(title)}In the <b>early</b> morning", "Midday", "Evening")
    word = SCRIPTS["en"].word
    found = structure(printed(table(heads, ("A", *[word] * 3))))
    assert "".join(found.artifacts) == "Medicine: In the early morning: Midday: Evening: "
    assert [cell[2] for cell in rows_of(found.root)[0]] == [
        *("Medicine", "In the early morning", "Midday", "Evening")
    ]


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_row_to_write_on_is_turned_into_a_column(printed, tag):
    script = SCRIPTS[tag]
    heads = tuple(f"{script.html} {head}" for head in script.heads)
    told = [f"{script.word} {head}" for head in script.heads]
    pdf = printed(to_write_on(heads), tag)
    found = structure(pdf)
    assert rows_of(found.root) == [[("TH", "Row", head, []), ("TD", "", "", [head])] for head in told]
    assert kinds(found.root) == f"Document[Table[Caption TBody[{' '.join(['TR[TH TD]'] * 4)}]]]"
    assert "".join(found.artifacts) == ""
    lines = [line for line in text(pdf)[0].splitlines() if letters(line) != letters("Amount")]
    assert letters("".join(lines)) == letters("".join(told))
    assert len(lines) >= 4


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_row_to_write_on_that_fits_stays_a_row(printed, tag):
    heads = SCRIPTS[tag].heads
    found = structure(printed(to_write_on(heads), tag))
    assert rows_of(found.root) == [
        [("TH", "Column", head, []) for head in heads],
        [("TD", "", "", [head]) for head in heads],
    ]


def test_a_row_with_a_word_in_it_is_none_to_write_on(printed):
    heads = tuple(f"{SCRIPTS['en'].word} {head}" for head in SCRIPTS["en"].heads)
    filled = to_write_on(heads).replace("<td></td>", "<td>5</td>", 1)
    found = structure(printed(filled, css="caption { display: block }"))
    assert kinds(found.root) == "Document[Table[Caption THead[TR[TH TH TH TH]] TBody[TR[TD TD TD TD]]]]"
    assert "".join(found.artifacts) == "".join(f"{head}: " for head in heads)


def test_a_word_wider_than_the_page_is_told_once_its_table_is_stacked(renderer):
    heads = SCRIPTS["en"].heads
    longest = SCRIPTS["en"].word * 4
    assert codes(renderer, page(table(heads, ("A", longest, "6", "7")), CSS)) == ["render-overflow"]
    assert codes(renderer, page(table(heads, ("A", SCRIPTS["en"].word * 2, "6", "7")), CSS)) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_cell_whose_lines_are_full_is_not_too_narrow(printed, direction):
    """At some of these widths a line is filled to its last letter: a space that was there hangs out of the cell."""
    tag = "ar" if direction == "rtl" else "en"
    words = {
        "ltr": "It can stop your breath. <b>Get emergency help now.</b> And call us.",
        "rtl": "قد تدخل في غيبوبة. <b>اطلب مساعدة طارئة الآن.</b> ثم اتصل.",
    }
    (head, *_), said = SCRIPTS[tag].heads, words[direction]
    css = "table { table-layout: fixed } th, td { padding: 0; border: 0 }"
    cells = [
        table((head,), (said,)).replace("<table", f"<table style='width: {width / 2}pt'")
        for width in range(250, 290)
    ]
    pdf = printed("".join(cells), tag, f"{css} tr {{ break-inside: avoid }}")
    assert not is_stacked(pdf)


def test_stacked_rows_follow_each_other_from_top_to_bottom(printed):
    """What PDFium reads, in the order of the table."""
    heads, word = SCRIPTS["en"].heads, SCRIPTS["en"].word
    rows = [(f"Row{number}", *[word] * 3) for number in range(3)]
    pdf = printed(table(heads, *rows))
    tops = [next(glyph.y for glyph in glyphs(pdf, 0) if glyph.char == str(number)) for number in range(3)]
    assert all(before > after for before, after in pairwise(tops))
    assert " ".join(text(pdf)[0].split()).endswith(
        f"Medicine: Row2 Morning: {word} Midday: {word} Evening: {word}"
    )
