"""Paragraphs divided into one paragraph a sentence, their inline markup kept."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from icu4py.breakers import SentenceBreaker

SENTENCES = "data-sentences"
"""The number of the paragraph that an element holds a sentence of: tags make one paragraph of them again."""

OPENERS = "\u2066\u2067\u2068"
CLOSER = "\u2069"


def split_into_sentences(root: Element, block: Element) -> bool:
    """Whether any ``p[data-piece]`` in the block held more than one sentence; each now holds one, and ``SENTENCES``."""
    parents = {child: parent for parent in root.iter() for child in parent}
    paragraphs = [element for element in block.iter("p") if element.get("data-piece") is not None]
    divided = [_split(paragraph, parents) for paragraph in paragraphs]
    return any(divided)


def boundaries(text: str, language: str) -> list[int]:
    """Where a sentence ends and another begins: never inside an isolate, nor after its opener."""
    found: list[int] = []
    end = 0
    # A line end in the source is a space, but to ICU it ends a sentence.
    for sentence in SentenceBreaker(text.replace("\n", " "), language):
        end += len(sentence)
        start = end
        while text[start - 1] in OPENERS:
            start -= 1
        before = text[:start]
        closed = sum(before.count(opener) for opener in OPENERS) == before.count(CLOSER)
        if closed and text[start:].strip() and before[found[-1] if found else 0 :].strip():
            found.append(start)
    return found


def _split(paragraph: Element, parents: dict[Element, Element]) -> bool:
    if any("also" in (part.get("class") or "").split() for part in paragraph.iter()):
        return False  # two languages: the halves of a row stay beside each other
    cuts = boundaries("".join(paragraph.itertext()), _language(paragraph, parents))
    parent = parents[paragraph]
    if cuts:
        before = len(set(filter(None, (one.get(SENTENCES) for one in parents))))
        paragraph.set(SENTENCES, str(before + 1))
    place = list(parent).index(paragraph) + 1
    for cut in reversed(cuts):
        rest = _cut(paragraph, cut)
        # White space at the end of a right-to-left line is drawn beside it: it stands between the paragraphs instead.
        rest.tail, paragraph.tail = paragraph.tail, " " if _stripped(paragraph) else None
        parent.insert(place, rest)
    return bool(cuts)


def _cut(element: Element, at: int) -> Element:
    """Cuts an element after ``at`` characters of its text; the rest, in a like element without id."""
    attributes = {name: value for name, value in element.attrib.items() if name != "id"}
    rest = Element(element.tag, attributes)
    text = element.text or ""
    if at <= len(text):
        element.text, rest.text = text[:at], text[at:]
        _move(element, rest, 0)
        return rest
    at -= len(text)
    for index, child in enumerate(list(element)):
        inside, tail = len("".join(child.itertext())), child.tail or ""
        if at < inside:
            inner = _cut(child, at)
            inner.tail, child.tail = tail, None
            rest.append(inner)
            _move(element, rest, index + 1)
            return rest
        if at <= inside + len(tail):
            child.tail, rest.text = tail[: at - inside], tail[at - inside :]
            _move(element, rest, index + 1)
            return rest
        at -= inside + len(tail)
    return rest


def _stripped(element: Element) -> bool:
    """Takes the white space from the end of an element's text; whether there was any."""
    last = element
    while len(last) and not last[-1].tail:
        last = last[-1]
    text = last[-1].tail if len(last) else last.text
    bare = (text or "").rstrip()
    if len(last):
        last[-1].tail = bare
    else:
        last.text = bare
    return bare != (text or "")


def _move(source: Element, target: Element, index: int) -> None:
    for child in list(source)[index:]:
        source.remove(child)
        target.append(child)


def _language(element: Element, parents: dict[Element, Element]) -> str:
    return next((lang for lang in _languages(element, parents) if lang), "en")


def _languages(element: Element | None, parents: dict[Element, Element]) -> Iterator[str | None]:
    while element is not None:
        yield element.get("lang")
        element = parents.get(element)
