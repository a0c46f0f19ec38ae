"""Leaflets to compose and pages to look into, of this project and of a copy of it."""

from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

import tinyhtml5

from plainleaf.clinic import read_clinic
from plainleaf.findings import Refused
from plainleaf.layout.compose import compose
from plainleaf.layout.page import Page
from plainleaf.layout.profiles import Profile, read_profiles
from plainleaf.project import Project
from plainleaf.translate import Leaflet, Wanted, translate
from plainleaf.translate.content import read_content
from plainleaf.values.languages import Language, read_languages
from tests.conftest import ROOT

PROJECT = Project(ROOT)
TAGS = tuple(read_languages(PROJECT))
SCRIPTS = ("en", "ar", "th")
"""A sample of them: Latin, Arabic, Thai."""
OTHERS = {
    "km": ("Noto Sans Khmer", "icu"),
    "lo": ("Noto Sans Lao", "icu"),
    "my": ("Noto Sans Myanmar", "icu"),
    "ja": ("Noto Sans JP", "spaces"),
}
"""Languages that the project has the fonts for, and how their lines break."""


@cache
def language(tag: str) -> Language:
    """A language of the project, or one that it has the fonts for."""
    if tag not in OTHERS:
        return read_languages(PROJECT)[tag]
    family, breaks = OTHERS[tag]
    return Language(tag, tag, tag, family, breaks=breaks)


@cache
def profile() -> Profile:
    return read_profiles(PROJECT)["large"]


def leaflet_of(project: Project, tag: str) -> Leaflet:
    """A project's leaflet, translated but not checked."""
    content = read_content(project)
    clinic = read_clinic(project, "default")
    wanted = Wanted(content.languages[tag], "oral", clinic, content.languages[clinic.language])
    return translate(content.monographs["baclofen"], wanted, content.wordings, content.catalogues)


@cache
def own_leaflet(tag: str) -> Leaflet:
    """This project's leaflet, made once."""
    return leaflet_of(PROJECT, tag)


@cache
def page(tag: str, paper: str = "a4") -> Page:
    return compose(own_leaflet(tag), PROJECT, profile(), paper)


def tree(html: str) -> Element:
    return tinyhtml5.parse(html, namespace_html_elements=False)


def composed(leaflet: Leaflet, project: Project = PROJECT) -> Element:
    return tree(compose(leaflet, project, profile(), "a4").html)


def told(leaflet: Leaflet, project: Project) -> list[tuple[str, str]]:
    """Check and place of each finding; none where the page is composed."""
    try:
        compose(leaflet, project, profile(), "a4")
    except Refused as refused:
        return [(finding.check, str(finding.place)) for finding in refused.findings]
    return []


def elements(root: Element, *names: str) -> list[Element]:
    """The elements of these names, in the page's order."""
    return [element for element in root.iter() if element.tag in names]


def words(element: Element) -> str:
    return "".join(element.itertext())


def of_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def descend(element: Element, *above: Element) -> Iterator[tuple[Element, ...]]:
    """Each element with those it stands in, the nearest first."""
    yield (element, *above)
    for child in element:
        yield from descend(child, element, *above)
