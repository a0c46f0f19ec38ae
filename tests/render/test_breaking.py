import re

import pytest

from plainleaf.inspect import glyphs, structure, text
from tests.render.samples import SENTENCE, face, page

CSS = "[data-block] { break-inside: avoid; border: 2pt solid; padding: 4mm }"
HEAD = "Do not stop"
AGAIN = "Do not stop (continued)"


def block(content: str, lead: str = "<p>Lead</p>") -> str:
    heading = f"<h2 data-heading>{HEAD}</h2>"
    return f'{lead}<div data-block data-continued="{AGAIN}">{heading}{content}</div><p>End</p>'


def words(pages: tuple[str, ...]) -> list[str]:
    return " ".join(pages).replace(AGAIN, "").split()


def numbered(count: int) -> list[str]:
    """Sentences that say their number, three a paragraph."""
    return [SENTENCE.replace("one thing", f"thing {number} <b>of</b>") for number in range(count)]


def paragraphs(sentences: list[str]) -> str:
    groups = (sentences[start : start + 3] for start in range(0, len(sentences), 3))
    return "".join(f"<p data-piece>{''.join(group)}</p>" for group in groups)


def plain(markup: str) -> list[str]:
    return re.sub(r"<[^>]+>", " ", markup).split()


@pytest.mark.parametrize(("count", "pages"), [(12, 2), (24, 4)])
def test_a_tall_block_breaks_between_sentences_under_its_heading(renderer, count, pages):
    sentences = numbered(count)
    body = block(paragraphs(sentences))
    printed = renderer.render(page(body, CSS))
    read = text(printed.pdf)
    assert printed.pages == pages
    assert words(read) == plain(body)
    assert [found.count(AGAIN) for found in read] == [0] + [1] * (pages - 1)
    for found in read[:-1]:
        assert found.rstrip().endswith("ends."), found[-40:]
    for found in read[1:]:
        assert found.startswith(f"{AGAIN}\nThis box"), found[:60]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_list_breaks_between_items_and_its_heading_is_not_indented(renderer, direction):
    items = "".join(f"<li data-piece>{sentence}</li>" for sentence in numbered(16))
    body = block(f"<ul>{items}</ul>", "")
    printed = renderer.render(page(body, CSS, direction=direction))
    read = text(printed.pdf)
    assert [found.count("continued") for found in read] == [0, 1]
    if direction == "ltr":
        assert [word for word in words(read) if word != "•"] == plain(body)
    assert heading_edge(printed.pdf, 0, direction) == pytest.approx(
        heading_edge(printed.pdf, 1, direction), abs=1
    )


def heading_edge(pdf: bytes, number: int, direction: str) -> float:
    """Where the topmost line of a page starts, in points."""
    found = glyphs(pdf, number)
    top = max(glyph.y for glyph in found)
    line = [glyph for glyph in found if glyph.y == top and glyph.char.strip()]
    return (
        min(glyph.x for glyph in line) if direction == "ltr" else max(glyph.x + glyph.width for glyph in line)
    )


def test_a_table_breaks_between_rows(renderer):
    rows = "".join(f"<tr data-piece><td>{number}</td><td>{SENTENCE}</td></tr>" for number in range(14))
    body = block(f"<table><tbody>{rows}</tbody></table>")
    printed = renderer.render(page(body, CSS))
    read = text(printed.pdf)
    assert [found.count(AGAIN) for found in read] == [0, 1]
    assert words(read) == plain(body)


def test_a_short_block_is_left_as_it_is(renderer):
    body = block(paragraphs(numbered(3)), "<p style='height: 150mm'>Lead</p>")
    printed = renderer.render(page(body, CSS))
    read = text(printed.pdf)
    assert printed.pages == 2
    assert AGAIN not in "".join(read)
    assert read[1].startswith(HEAD)
    joined = " ".join(read[1].split())
    assert "ends. This box" in joined
    assert not re.search(r"ends\. ?\n", read[1].split("End")[0].rstrip()[:-5])


def test_a_tall_block_that_fits_keeps_its_paragraphs(renderer):
    body = block(paragraphs(numbered(9)), "")
    short = renderer.render(page(body, CSS))
    undivided = renderer.render(
        page(body.replace("data-block", "data-other"), CSS.replace("data-block", "data-other"))
    )
    assert short.pages == 1
    assert text(short.pdf) == text(undivided.pdf)


LINES = "".join(f"<p>Line {number}</p>" for number in range(1, 15))
AIR = "p { margin: 0 0 27pt } [data-front=tight] p { margin-bottom: 3pt }"


def gap(pdf: bytes) -> float:
    """From the first line of page one to the second, in points."""
    first, second = sorted({round(glyph.y, 1) for glyph in glyphs(pdf, 0)}, reverse=True)[:2]
    return first - second


@pytest.mark.parametrize(("lines", "air"), [(13, 27), (14, 3), (23, 3)])
def test_a_front_page_loses_its_air_only_where_it_runs_over(renderer, lines, air):
    front = "".join(f"<p>Line {number}</p>" for number in range(1, lines + 1))
    printed = renderer.render(page(f"<div data-front>{front}</div>", AIR))
    assert printed.pages == 1
    assert gap(printed.pdf) == pytest.approx(27 + air, abs=0.5)
    assert words(text(printed.pdf)) == plain(front)


def test_a_page_without_a_front_keeps_its_air(renderer):
    printed = renderer.render(page(f"<div>{LINES}</div>", AIR))
    assert printed.pages == 2
    assert gap(printed.pdf) == pytest.approx(54, abs=0.5)


def test_only_the_front_loses_its_air_and_what_follows_it_moves_up(renderer):
    body = f"<div data-front>{LINES}</div><p>After</p><p>it</p>"
    printed = renderer.render(page(body, AIR))
    assert printed.pages == 1
    height = {glyph.char: glyph.y for glyph in glyphs(printed.pdf, 0) if glyph.char in "At"}
    assert height["A"] - height["t"] == pytest.approx(54, abs=0.5)


def test_a_front_page_that_runs_over_without_its_air_prints_on(renderer):
    printed = renderer.render(page(f"<div data-front>{LINES * 3}</div>", AIR))
    assert printed.pages == 2
    assert gap(printed.pdf) == pytest.approx(30, abs=0.5)
    assert words(text(printed.pdf)) == plain(LINES * 3)


@pytest.mark.parametrize(("kind", "again"), [("", 1), ("whole", 0)])
def test_a_block_to_be_kept_whole_moves_to_the_next_page_where_another_breaks(renderer, kind, again):
    """Three fifths of a page tall, below a lead of half a page."""
    body = block(paragraphs(numbered(6)), "<p style='height: 120mm'>Lead</p>")
    printed = renderer.render(page(body.replace("data-block", f"data-block='{kind}'"), CSS))
    read = text(printed.pdf)
    assert printed.pages == 2
    assert words(read) == plain(body)
    assert "".join(read).count(AGAIN) == again
    assert read[1].startswith(HEAD)
    assert ("This box" in read[0]) is bool(again)


@pytest.mark.parametrize(("count", "pages"), [(12, 2), (24, 4)])
def test_a_block_to_be_kept_whole_breaks_where_no_page_holds_it(renderer, count, pages):
    body = block(paragraphs(numbered(count)), "").replace("data-block", "data-block=whole")
    printed = renderer.render(page(body, CSS))
    read = text(printed.pdf)
    assert printed.pages == pages
    assert words(read) == plain(body)
    assert [found.count(AGAIN) for found in read] == [0] + [1] * (pages - 1)
    assert all(found.rstrip().endswith("ends.") for found in read[:-1])


SPOKEN = {
    "en": ("ltr", "NotoSans", "Take it with food. Do **not** stop it. Why? Ask us. "),
    "ar": (
        "rtl",
        "NotoNaskhArabic",
        "خذه مع الطعام. **لا** تتوقف عنه. لماذا؟ اسألنا عن \u20685\u2069 أقراص. ",
    ),
    "hi": ("ltr", "NotoSansDevanagari", "इसे खाने के साथ लें। इसे **बंद** न करें। क्यों? हमसे पूछें। "),
    "th": ("ltr", "NotoSansThai", "กินพร้อมอาหาร? **อย่า**หยุดยา! ถามเรา. "),
    "zh-Hans": ("ltr", "NotoSansSC", "和饭一起吃。**不要**停药。为什么？请问我们。"),
}
"""Direction, family, and four sentences (in Thai three)."""


@pytest.mark.parametrize("tag", SPOKEN)
def test_the_sentences_of_a_divided_paragraph_are_one_paragraph_to_who_hears_them(renderer, tag):
    direction, family, said = SPOKEN[tag]
    faces = tuple(face(name, weight) for name in dict.fromkeys((family, "NotoSans")) for weight in (400, 700))
    css = f"{CSS} p {{ margin: 0 0 3pt }} html {{ font-family: {family}, NotoSans }}"
    texts = [(said * count).strip() for count in (4, 5, 1, 6)] * 2
    marked = [f"<p data-piece>{re.sub('[*]{2}(.+?)[*]{2}', bold, one)}</p>" for one in texts]
    lead = "<p style='height: 120mm'>Lead</p>"
    body = "".join(block("".join(some), lead) for some in (marked[:4], marked[4:]))
    printed = renderer.render(page(body, css, faces, tag, direction))
    found = structure(printed.pdf)
    told = [element for element in found.root.walk() if element.kind == "P"]
    own = [element for element in told if element.text.strip() not in {"Lead", "End"}]
    assert [compared(element.text) for element in own] == [compared(one) for one in texts]
    assert max(len({content.page for content in element.contents()}) for element in own) == 2
    assert "".join(found.artifacts).count("continued") > 1
    assert sum(len(lines.splitlines()) for lines in text(printed.pdf)) > 2 * 3 * 16


def bold(found: re.Match[str]) -> str:
    return f"<b>{found[1]}</b>"


def compared(said: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069*]", "", said).split())


JOINED = (
    "li { break-inside: avoid } li:last-child { break-before: avoid } p { margin: 0 0 10pt }"
    "section > h2 + * > li:first-child { break-after: avoid }"
)


@pytest.mark.parametrize(("lead", "pages"), [(60, 6), (140, 7)])
def test_a_heading_keeps_the_first_item_of_a_list_that_no_page_holds(renderer, lead, pages):
    """And the breaks after it are those of where things stand at last: pages are full, no heading is said amid one."""
    items = f"<li>{SENTENCE * 5}</li>" * 3
    tall = block(paragraphs(numbered(27)), "<p>Mid</p>")
    body = f"<p style='height: {lead}mm; margin: 0'>Lead</p><section><h2>Head</h2><ul>{items}</ul></section>"
    printed = renderer.render(page(f"{body}{tall}", CSS + JOINED))
    read = text(printed.pdf)
    assert printed.pages == pages
    (with_head,) = (found for found in read if "Head\n" in found)
    assert with_head.partition("Head\n")[2].startswith("This box says")
    assert [found.startswith(AGAIN) for found in read] == [AGAIN in found for found in read]
    assert min(len(found) for found in read[-5:-1]) > 700
