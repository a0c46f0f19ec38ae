"""Every edition of the project's leaflet, and an HTML file read as a screen reader goes through it."""

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from plainleaf.clinic import read_clinic
from plainleaf.layout.screen import compose_screen
from plainleaf.layout.spoken import Spoken, as_read
from plainleaf.translate import Leaflet, Wanted, translate
from plainleaf.translate.content import Content, read_content
from tests.layout.samples import PROJECT, TAGS, profile

KINDS = (("default", "oral", False), ("default", "pump", False), ("british", "oral", False))
KINDS += (("british", "pump", False), ("default", "oral", True))
"""Clinic, form, with a starting plan."""
VARIANTS = (("default", "oral", False, True, False), ("british", "oral", False, False, True))
VARIANTS += (("default", "oral", True, True, True),)
"""The same, with the weekly chart, short; in some languages."""
EDITIONS = tuple((tag, *kind) for tag in TAGS for kind in KINDS)
EDITIONS += tuple((tag, *kind) for tag in ("en", "ar", "hi", "ko") for kind in VARIANTS)
FEW = tuple(one for one in EDITIONS if one[0] in {"en", "ar"} or one[1:] == KINDS[0])
"""A sample of them: each kind in two directions, and one kind in every language."""

SVG = "{http://www.w3.org/2000/svg}svg"
BLOCKS = ("h1", "h2", "h3", "p", "li", "th", "td", "caption")


@cache
def _content() -> Content:
    return read_content(PROJECT)


@cache
def leaflet(
    tag: str,
    clinic: str = "default",
    form: str = "oral",
    starting: bool = False,
    chart: bool = False,
    short: bool = False,
) -> Leaflet:
    content, handing = _content(), read_clinic(PROJECT, clinic)
    languages = content.languages
    wanted = Wanted(languages[tag], form, handing, languages[handing.language], starting, chart, short)
    return translate(content.monographs["baclofen"], wanted, content.wordings, content.catalogues)


@cache
def screen(*edition: str | bool) -> str:
    return compose_screen(leaflet(*edition), PROJECT, profile(), "letter")


def named(edition: tuple[str | bool, ...]) -> str:
    tag, clinic, form, *asked = edition
    names = [name for name, wanted in zip(("starting", "chart", "short"), asked, strict=False) if wanted]
    return "-".join((tag, clinic, form, *names))


def read_out(element: Element, language: str) -> Iterator[Spoken]:
    """The blocks under an element in the order of the page: what is decoration is not read."""
    for child in element:
        own = child.get("lang", language)
        if child.get("aria-hidden") == "true":
            continue
        if child.tag == SVG:
            yield Spoken("Figure", as_read("".join(child.itertext())), own)
        elif child.tag == "img":
            yield Spoken("Figure", as_read(child.get("alt", "")), own)
        elif child.tag in BLOCKS:
            yield from (one for one in read_out(child, own) if one.kind == "Figure")
            kind = "Caption" if child.tag == "caption" else child.tag.upper()
            yield Spoken(kind, as_read(heard(child)), own)
        else:
            yield from read_out(child, own)


def heard(element: Element) -> str:
    """The text of an element without its pictures."""
    inside = "".join(("" if child.tag == SVG else heard(child)) + (child.tail or "") for child in element)
    return (element.text or "") + inside
