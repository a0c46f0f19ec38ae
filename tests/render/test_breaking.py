import re

import pytest

from plainleaf.inspect import glyphs, text
from tests.render.samples import SENTENCE, page

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
