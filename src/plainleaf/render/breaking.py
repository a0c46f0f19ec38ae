"""Blocks taller than half a page (or than ``TALL`` says of their ``data-block``): broken between sentences, list items
and rows, their heading repeated.

The tree is changed and laid out again, one change a pass, in document order: what stands before a break is
then settled. Where content moves all the same, the breaks after it are taken back and found anew.
"""

import functools
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element as Node

import weasyprint  # type: ignore[import-untyped]
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]

from plainleaf.findings import Finding, Span
from plainleaf.render.boxes import Box, Document, Element, flow, is_own, page_boxes, pages_of
from plainleaf.render.sentences import split_into_sentences
from plainleaf.render.splits import HEADINGS, stranded
from plainleaf.render.stacking import stack_tables

SHEET = """
[data-block].tall { break-inside: auto !important }
[data-block].tall [data-piece] { break-inside: avoid !important }
[data-block].tall [data-heading], [data-block] [data-artifact] { break-after: avoid !important }
[data-artifact] { bookmark-level: none !important }
"""

TALL = {"whole": 0.7, "page": 0.98}
"""Of a page: a block no taller is kept whole; “whole” leaves room for its section's heading. Else half a page."""

PASSES = 40
"""Each changes one thing; the longest leaflets known, in two languages and giant print, need half as many."""

LISTS = ("ul", "ol")


def settle(
    html: Any, faces: Any, options: dict[str, Any], where: str
) -> tuple[Document, tuple[Finding, ...]]:
    """The laid-out document with its tall blocks broken, and a finding where they do not settle."""
    sheet = _sheet()
    document = html.render(font_config=faces, stylesheets=[sheet], **options)
    for left in reversed(range(PASSES + 1)):
        if not _change(html.etree_element, page_boxes(document)):
            return document, ()
        if not left:
            break
        # The wrapper WeasyPrint matches selectors on was made from the tree as it was.
        tree = html.etree_element
        html.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
        document = html.render(font_config=faces, stylesheets=[sheet], **options)
    message = f"a tall block has not found its page breaks after {PASSES} layouts"
    return document, (
        Finding("render-unsettled", message, Span(where), "divide the block into shorter ones"),
    )


@functools.cache
def _sheet() -> Any:
    return weasyprint.CSS(string=SHEET)


def _change(root: Element, pages: list[Box]) -> bool:
    """Makes the first change still needed; False where there is none."""
    steps: tuple[Callable[[Element, list[Box]], bool], ...] = (
        stack_tables,
        _tighten_front,
        _mark_tall,
        _divide_sentences,
        _unstrand,
        _repeat_heading,
        _pad,
    )
    return any(step(root, pages) for step in steps)


def _tighten_front(_root: Element, pages: list[Box]) -> bool:
    """Takes the air out of a front page that runs over."""
    for element, stands in pages_of(pages[:2]).items():
        if element.get("data-front") == "" and stands[-1] > 0:
            element.set("data-front", "tight")
            return True
    return False


def _mark_tall(root: Element, pages: list[Box]) -> bool:
    stands = _all_own_boxes(pages)
    marked = False
    for block in root.iter():
        if block.get("data-block") is None or _is_tall(block):
            continue
        boxes = stands.get(block, [])
        room = pages[boxes[0][0]].height if boxes else 0
        most = room * TALL.get(block.get("data-block"), 0.5)
        if boxes and sum(box.border_height() for _, box in boxes) > most:
            _make_tall(block)
            marked = True
    return marked


def _divide_sentences(root: Element, pages: list[Box]) -> bool:
    """Only where the block does not fit on its page whole: paragraphs read better than lines of sentences."""
    stands = pages_of(pages)
    divided = False
    for block in _tall_blocks(root):
        if len(stands.get(block, ())) > 1 and block.get("data-divided") is None:
            block.set("data-divided", "")
            divided = split_into_sentences(root, block) or divided
    return divided


def _repeat_heading(root: Element, pages: list[Box]) -> bool:
    """Puts the continued heading before the first piece on the first further page that lacks one."""
    stands = pages_of(pages)
    for block in _tall_blocks(root):
        heading = next((element for element in block.iter() if element.get("data-heading") is not None), None)
        if heading is None or not block.get("data-continued"):
            continue
        for page in stands.get(block, [])[1:]:
            piece = next((piece for piece in _pieces(block) if stands.get(piece, [-1])[0] == page), None)
            if piece is not None and _insert(block, heading, piece, pages):
                return True
    return False


def _unstrand(root: Element, pages: list[Box]) -> bool:
    """Gives a heading that is the last thing on its page what follows it: WeasyPrint leaves it where that is tall.

    The first item of a list is let go from the second; else the heading moves to the next page, with those right above
    it; one that is alone there too moves back, and heads a block that may then be broken. Headings that were repeated
    further on are taken back: what they stand before has moved.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    for _, heading in stranded(pages, root):
        if heading.get("data-artifact") is None and _joined(heading, parents):
            _take_back(root, heading, parents)
            return True
    return False


def _joined(heading: Element, parents: dict[Element, Element]) -> bool:
    """Whether there was something left to do for it."""
    after = _after(heading, parents)
    item = next((one for one in after.iter("li")), None) if after is not None and after.tag in LISTS else None
    if item is not None and item.get("data-alone") is None:
        item.set("data-alone", "")
        item.set("style", "break-after:auto")
        return True
    first = _first_of_run(heading, parents)
    if first.get("data-moved") is None:
        first.set("data-moved", first.get("style") or "")
        first.set("style", f"{first.get('style') or ''};break-before:page".strip(";"))
        return True
    blocks = [*_around(heading, parents), *reversed([*after.iter()] if after is not None else [])]
    whole = next((one for one in blocks if one.get("data-block") is not None and not _is_tall(one)), None)
    if whole is None:
        return False
    _make_tall(whole)
    first.set("style", first.get("data-moved") or "")
    return True


def _around(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    """What it stands in, from the inside, as far as its section."""
    while element.tag != "section" and element in parents:
        yield element
        element = parents[element]


def _after(element: Element, parents: dict[Element, Element]) -> Element | None:
    """What comes next in its section; None at the end of it."""
    for one in _around(element, parents):
        beside = list(parents[one])
        below = beside[beside.index(one) + 1 :]
        if below:
            return below[0]
    return None


def _first_of_run(heading: Element, parents: dict[Element, Element]) -> Element:
    """The outermost element that begins with it, or with the headings and drawings right above it."""
    first = heading
    while True:
        parent = parents[first]
        above = [one for one in takewhile(first.__ne__, parent) if "svg" not in str(one.tag)]
        if above and above[-1].tag in HEADINGS:
            first = above[-1]
        elif above or parent.tag in ("section", "body"):
            return first
        else:
            first = parent


def _take_back(root: Element, since: Element, parents: dict[Element, Element]) -> None:
    """Removes the headings repeated after an element."""
    every = list(root.iter())
    for one in every[every.index(since) + 1 :]:
        if one.get("data-repeated") is not None:
            parents[one].remove(one)


def _pad(root: Element, pages: list[Box]) -> bool:
    """Adds empty pages, which say so, until their number is a multiple of what the document asks for."""
    lacking = -len(pages) % int(root.get("data-pages") or 1)
    pad = next((one for one in root.iter() if one.get("data-pad") is not None), None)
    if not lacking or pad is None:
        return False
    parent = next(one for one in root.iter() if pad in list(one))
    for _ in range(lacking):
        page = deepcopy(pad)
        del page.attrib["data-pad"]
        page.set("style", "display:block;break-before:page")
        parent.append(page)
    return True


def _insert(block: Element, heading: Element, piece: Element, pages: list[Box]) -> bool:
    """False where the continued heading already stands there."""
    parent = next(element for element in block.iter() if piece in list(element))
    index = list(parent).index(piece)
    if index and parent[index - 1].get("data-artifact") is not None:
        return False
    new = _copy(heading, block.get("data-continued"))
    if piece.tag == "tr":
        new = _row(new, sum(int(cell.get("colspan") or 1) for cell in piece))
    else:
        new.set("style", _outdent(heading, parent, pages))
    new.set("style", f"{new.get('style') or ''};break-before:page".strip(";"))
    new.set("data-repeated", "")
    parent.insert(index, new)
    return True


def _copy(heading: Element, text: str) -> Element:
    new = Node("div" if heading.tag == "caption" else heading.tag, dict(heading.attrib))
    for name in ("id", "data-heading", "style"):
        new.attrib.pop(name, None)
    new.set("data-artifact", "")
    new.text = text
    return new


def _row(heading: Element, columns: int) -> Element:
    row, cell = Node("tr", {"data-artifact": ""}), Node("td", {"colspan": str(columns), "data-artifact": ""})
    cell.append(heading)
    row.append(cell)
    return row


def _outdent(heading: Element, parent: Element, pages: list[Box]) -> str:
    """Puts the copy where the heading stands, when its new parent (a list) is indented."""
    heads, parents = _own_boxes(heading, pages), _own_boxes(parent, pages)
    if not heads or not parents:
        return ""
    head, box = heads[0][1], parents[0][1]
    left = head.position_x + head.margin_left - box.content_box_x()
    right = box.content_box_x() + box.width - (head.position_x + head.margin_width() - head.margin_right)
    return f"margin-left:{min(left, 0):.3f}px;margin-right:{min(right, 0):.3f}px"


def _tall_blocks(root: Element) -> Iterator[Element]:
    for element in root.iter():
        if element.get("data-block") is not None and _is_tall(element):
            yield element


def _pieces(block: Element) -> Iterator[Element]:
    for element in block.iter():
        if element.get("data-piece") is not None:
            yield element


def _make_tall(block: Element) -> None:
    block.set("class", f"{block.get('class') or ''} tall".strip())


def _is_tall(block: Element) -> bool:
    return "tall" in (block.get("class") or "").split()


def _own_boxes(element: Element, pages: list[Box]) -> list[tuple[int, Box]]:
    """The element's outermost box on each page it stands on."""
    return _all_own_boxes(pages).get(element, [])


def _all_own_boxes(pages: list[Box]) -> dict[Element, list[tuple[int, Box]]]:
    """The same of every element."""
    found: dict[Element, list[tuple[int, Box]]] = {}
    for number, page in enumerate(pages):
        for box in flow(page):
            if is_own(box):
                stands = found.setdefault(box.element, [])
                if not stands or stands[-1][0] != number:
                    stands.append((number, box))
    return found
