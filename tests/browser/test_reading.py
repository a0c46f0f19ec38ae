"""In Chromium: the same words in the same order, at any zoom and spacing, offline and without scripts, and on paper."""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from plainleaf.inspect import text
from plainleaf.layout.spoken import as_read, spoken
from tests.layout.editions import leaflet, screen
from tests.layout.samples import profile

SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""
"""WCAG 2.2, 1.4.12."""

LOST = """() => {
  // Every line of text: where it leaves the window, is cut off or covered, its words.
  const lost = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('thead, title')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    parent.scrollIntoView({block: 'center'});
    const rects = [...range.getClientRects()].filter(rect => rect.width > 1);
    if (!rects.length) lost.push(['unseen', node.data]);
    for (const rect of rects) {
      const outside = rect.left < -0.5 || rect.right > innerWidth + 0.5;
      const top = document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
      if (outside) lost.push(['outside', node.data]);
      else if (rect.bottom < innerHeight && rect.top > 0 && !(top && (parent.contains(top) || top.contains(parent))))
        lost.push(['covered', node.data]);
    }
  }
  return lost;
}"""

LINES = """() => {
  // The lines of each paragraph and item as they are shown.
  const lines = [];
  for (const block of document.querySelectorAll('main p, main li, main td, main th, main h2')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let line = '', middle = null;
    for (let node; (node = walker.nextNode());) {
      if (node.parentElement.closest('title')) continue;
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const rect = range.getBoundingClientRect();
        const here = (rect.top + rect.bottom) / 2;
        if (rect.width && middle !== null && here > middle + 12) { lines.push(line); line = ''; }
        if (rect.width) middle = here;
        line += node.data[at];
      }
    }
    lines.push(line);
  }
  return lines;
}"""

NUMBER = re.compile(r"[0-9]+")


def blocks(tag: str) -> Iterator[str]:
    """What a page shows of a leaflet: all but the words of pictures."""
    return (one.text for one in spoken(leaflet(tag)) if one.kind != "Figure")


def letters(line: str) -> int:
    """How many characters a line is wide: signs above and below others are none of them."""
    return sum(unicodedata.category(letter)[0] != "M" for letter in as_read(line))


def shown(page) -> str:
    return as_read(page.locator("main").inner_text())


def sideways(page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_offline_and_without_scripts_it_shows_what_the_leaflet_says_and_asks_for_nothing(reader):
    assert shown(reader) == " ".join(blocks(reader.tag))
    language = leaflet(reader.tag).language
    root = reader.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (reader.tag, language.direction)
    assert reader.asked[0].startswith("file:")
    assert {address.partition(":")[0] for address in reader.asked[1:]} <= {"data"}
    assert reader.said == []


def test_at_400_percent_nothing_scrolls_sideways_and_nothing_is_lost(reader, resized):
    """WCAG 2.2, 1.4.10: 1,280 pixels at 400% are 320."""
    resized(320)
    assert sideways(reader) == 0
    assert reader.evaluate(LOST) == []
    assert shown(reader) == " ".join(blocks(reader.tag))


@pytest.mark.parametrize("width", [1280, 320])
def test_wider_spacing_loses_nothing(reader, resized, width):
    before = reader.evaluate("document.body.scrollHeight")
    resized(width, SPACING)
    assert reader.evaluate("document.body.scrollHeight") > before
    assert sideways(reader) == 0
    assert reader.evaluate(LOST) == []


def test_no_line_holds_more_than_seventy_characters_and_no_number_is_divided(reader, resized):
    wide, narrow = (resized(width).evaluate(LINES) for width in (1280, 320))
    assert max(map(letters, wide)) <= profile().measure
    assert len(narrow) > len(wide) > 80
    whole = sorted(NUMBER.findall(" ".join(blocks(reader.tag))))
    assert sorted(NUMBER.findall("\n".join(narrow))) == whole
    assert sorted(NUMBER.findall("\n".join(wide))) == whole


def test_letters_of_twice_the_size_lose_nothing(reader, resized):
    """A reader's own size of letters, not zoom: every size follows it."""
    resized(1280, "html { font-size: 200% }")
    assert reader.evaluate("parseFloat(getComputedStyle(document.querySelector('.number')).fontSize)") == 64
    assert sideways(reader) == 0
    assert reader.evaluate(LOST) == []


def test_all_letters_are_drawn_in_its_own_fonts(reader):
    session = reader.context.new_cdp_session(reader)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    session.send("DOM.getDocument", {"depth": -1})
    found = session.send("DOM.performSearch", {"query": "//body//*[normalize-space(text())]"})
    asked = {"searchId": found["searchId"], "fromIndex": 0, "toIndex": found["resultCount"]}
    nodes = session.send("DOM.getSearchResults", asked)["nodeIds"]
    assert len(nodes) > 80
    for node in nodes:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        strange = [font["familyName"] for font in fonts if not font["isCustomFont"]]
        assert strange == [], session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]


def test_a_planted_request_would_be_seen(opened):
    html = screen("en").replace("<main>", '<main><img alt="" src="https://example.invalid/x.png">')
    page = opened("en", html=html)
    assert any("Content Security Policy" in said for said in page.said)
    open_gate = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert "https://example.invalid/x.png" in opened("en", html=open_gate, offline=True).asked


def test_planted_losses_are_found(opened):
    wide = screen("en").replace("</style>", ".purpose { white-space: nowrap; width: max-content }</style>")
    assert sideways(opened("en", html=wide, width=320)) > 0
    over = '<b style="position: absolute; inset: 0 0 auto; height: 4rem; background: #fff"></b></main>'
    covered = opened("en", html=screen("en").replace("</main>", over)).evaluate(LOST)
    assert {kind for kind, _ in covered} == {"covered"}
    out = screen("en").replace("</style>", ".purpose { position: relative; left: -99rem }</style>")
    assert {kind for kind, _ in opened("en", html=out).evaluate(LOST)} == {"outside"}


def test_each_link_is_named_by_whose_number_it_is(opened):
    page = opened("en")
    named = ["Emergency 911", "Crisis line 988", "Poison help 1-800-222-1222", "Your clinic 202-555-0142"]
    for name in named:
        assert page.get_by_role("link", name=name, exact=True).count() >= 1, name
    page.keyboard.press("Tab")
    focused = "getComputedStyle(document.activeElement).outlineStyle"
    assert (page.evaluate("document.activeElement.href"), page.evaluate(focused)) == ("tel:911", "solid")


def test_a_stacked_table_is_still_a_table_to_a_reader(opened):
    page = opened("en", width=320)
    table = page.get_by_role("table", name="Check the strength")
    assert table.count() == 1
    assert table.get_by_role("columnheader").all_inner_texts() == ["Product", "Strength"]
    assert table.get_by_role("rowheader").count() == 5
    assert page.evaluate("getComputedStyle(document.querySelector('.table td')).display") == "block"
    head = page.evaluate("getComputedStyle(document.querySelector('.table td'), '::before').content")
    assert head.startswith('"Strength: "')


@pytest.mark.parametrize("tag", ["en", "ar", "hi", "zh-Hans"])
def test_printed_it_holds_every_block_and_the_draft_mark_on_each_page(opened, tag, tmp_path):
    page = opened(tag)
    pages = text(page.pdf(prefer_css_page_size=True))
    assert len(pages) > 5
    if tag in {"en", "zh-Hans"}:
        # In the others PDFium gives the glyphs' order, and what Chromium's own codes make of them.
        read = "".join(as_read(" ".join(pages)).split())
        lacking = [block for block in blocks(tag) if "".join(block.split()) not in read]
        assert [block for block in lacking if not _divided(block, read)] == []
        draft = "".join(as_read(leaflet(tag).words["draft"].text).split())
        assert all(draft in "".join(as_read(one).split()) for one in pages)
    numbers = sorted(NUMBER.findall(" ".join(blocks(tag))))
    printed = NUMBER.findall(" ".join(pages))
    assert [one for one in numbers if printed.count(one) < numbers.count(one)] == []


def _divided(block: str, read: str) -> bool:
    """Whether all words of a block stand in the text: a page's head came between."""
    return all("".join(word.split()) in read for word in block.split())
