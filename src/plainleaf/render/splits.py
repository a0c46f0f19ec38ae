"""What two lines or two pages tear apart: a value, a heading and its text, a list item, a row, a box."""

from collections.abc import Iterator

from plainleaf.findings import Finding, Severity, Span
from plainleaf.render.boxes import (
    Box,
    Element,
    flow,
    is_line,
    is_picture,
    is_text,
    pages_of,
    text_below,
    walk,
)
from plainleaf.render.sentences import CLOSER, OPENERS

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NO_BREAK = "\u00a0\u202f\u2007"
ZERO_WIDTH_SPACE = "\u200b"
SHORT = 25
"""Characters. A longer value may need two lines at 24 points."""


def divided_values(pages: list[Box], root: Element, where: str) -> Iterator[Finding]:
    """UKAAF G003: a dose, a phone number, a date is never split over two lines.

    A value is what stands between isolates with no space that may break. Lines lose the space they break at,
    so whether it could break is read from the document.
    """
    whole = {value for value in _isolated("".join(root.itertext())) if _may_not_break(value)}
    for lines in _paragraphs(pages):
        for value in _over_two_lines(lines):
            if value in whole:
                message = f"“{value}” stands on two lines"
                hint = "join its characters with U+2060, or give its block more room"
                yield Finding("render-split", message, Span(where), hint)


def stranded_headings(pages: list[Box], root: Element, where: str) -> Iterator[Finding]:
    """A heading with nothing below it on its page leads nowhere."""
    for number, element in stranded(pages, root):
        message = f"the heading “{_said(element)}” is the last thing on page {number}"
        yield Finding("render-stranded", message, Span(where), "give headings `break-after: avoid`")


def stranded(pages: list[Box], root: Element) -> Iterator[tuple[int, Element]]:
    """The headings that are the last thing on their page, with its number."""
    parents = {child: parent for parent in root.iter() for child in parent}
    for number, page in enumerate(pages, 1):
        last = None
        for box in flow(page):
            if is_picture(box) or (is_text(box) and box.text.strip()):
                last = box
        element = last.element if last is not None else None
        while element is not None and element.tag not in HEADINGS:
            element = parents.get(element)
        if element is not None:
            yield number, element


def divided_pieces(pages: list[Box], where: str) -> Iterator[Finding]:
    """A list item, a row or a box that is not tall stands on one page. Repeated header rows are no pieces."""
    repeated = {box.element for page in pages for box in flow(page) if getattr(box, "is_header", False)}
    rows = {row for group in repeated for row in group.iter()}
    for element, stands in pages_of(pages).items():
        if len(stands) > 1 and element not in rows and _is_piece(element):
            numbers = " and ".join(str(number + 1) for number in stands)
            message = f"“{_said(element)}” is torn over pages {numbers}"
            hint = "give it `break-inside: avoid`, or shorten it"
            yield Finding("render-piece-split", message, Span(where), hint)


def spilt_front(pages: list[Box], where: str) -> Iterator[Finding]:
    """The front page says what kills and whom to call; a reader in a hurry turns no page."""
    for element, stands in pages_of(pages).items():
        if element.get("data-front") is not None and stands[-1] > 0:
            message = "the front page runs over to the next page"
            hint = "shorten its texts, or the names and numbers in the clinic file"
            yield Finding("render-front", message, Span(where), hint, Severity.WARNING)


def _is_piece(element: Element) -> bool:
    if element.get("data-block") is not None:
        return "tall" not in (element.get("class") or "").split()
    return element.tag in ("li", "tr") or element.get("data-piece") is not None


def _said(element: Element) -> str:
    words = " ".join("".join(element.itertext()).split())
    return words if len(words) <= 60 else f"{words[:59]}…"  # noqa: PLR2004 - a line of a terminal


def _paragraphs(pages: list[Box]) -> Iterator[list[str]]:
    """The lines of each block, over all pages, headers and footers too."""
    blocks: dict[tuple[Element, str], list[str]] = {}
    for page in pages:
        for box in walk(page):
            if is_line(box):
                blocks.setdefault((box.element, box.element_tag), []).append(text_below(box))
    yield from blocks.values()


def _isolated(text: str) -> Iterator[str]:
    """What stands between isolates, at every depth, without inner isolates."""
    for value, _ in _isolates((character, 0) for character in text):
        yield value


def _over_two_lines(lines: list[str]) -> Iterator[str]:
    characters = ((character, number) for number, line in enumerate(lines) for character in line)
    for value, numbers in _isolates(characters):
        if len(numbers) > 1:
            yield value


def _isolates(characters: Iterator[tuple[str, int]]) -> Iterator[tuple[str, set[int]]]:
    """Each isolate's text and the lines its characters stand on."""
    open_: list[list[tuple[str, int]]] = []
    for character, line in characters:
        if character in OPENERS:
            open_.append([])
        elif character == CLOSER and open_:
            closed = open_.pop()
            yield "".join(letter for letter, _ in closed), {number for _, number in closed}
            if open_:
                open_[-1].extend(closed)
        elif open_:
            open_[-1].append((character, line))


def _may_not_break(value: str) -> bool:
    spaces = (character for character in value if character.isspace() or character == ZERO_WIDTH_SPACE)
    return 0 < len(value) < SHORT and all(space in NO_BREAK for space in spaces)
