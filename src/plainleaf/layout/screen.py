"""The same leaflet for browsers: one HTML file that holds its fonts and pictures, fetches nothing and runs nothing.

WCAG 2.2 AA, with the contrast of AAA; the sizes are the print profile's.
"""

import base64
import re
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from plainleaf.findings import Refused, ordered
from plainleaf.layout.breaks import held_together, isolated
from plainleaf.layout.compose import Composer, languages_of, title_of
from plainleaf.layout.fonts import DIGITS, FALLBACK, faces
from plainleaf.layout.inline import MARK, marked_up
from plainleaf.layout.pictures import qr_code
from plainleaf.layout.profiles import PAPERS, Profile
from plainleaf.layout.templates import rendered
from plainleaf.layout.webfonts import css_families, embedded
from plainleaf.project import Project
from plainleaf.translate import Leaflet, Words
from plainleaf.translate.glossary import read_glossary
from plainleaf.translate.leaflet import Logo
from plainleaf.values.characters import WORD_JOINER
from plainleaf.values.languages import Language
from plainleaf.values.numbers import without_isolates

BODY, FILE = "screen/body.html.jinja", "screen/leaflet.html.jinja"


def compose_screen(leaflet: Leaflet, project: Project, profile: Profile, paper: str) -> str:
    """The HTML file; raises Refused with what the templates find. The glyph gate is ``compose``'s."""
    whole = (leaflet.title.text, *read_glossary(project).words(leaflet.language.tag))
    composer = _ScreenComposer(leaflet, project, whole)
    body = composer.body()
    if composer.findings:
        raise Refused(ordered(composer.findings))
    languages = languages_of(leaflet)
    chosen = faces(project, *languages)
    own = {language.family for language in languages}
    letters = _letters(body, leaflet.words["page"].text)
    width, height = PAPERS[paper]
    return rendered(
        project,
        FILE,
        body=Markup(body),  # noqa: S704 - a template's own output
        title=title_of(leaflet),
        leaflet=leaflet,
        profile=profile,
        width=width,
        height=height,
        fonts=tuple(embedded(chosen, own, project.fonts, letters)),
        families=css_families(chosen),
        digits=DIGITS,
        fallback=FALLBACK,
        languages=languages,
        page_words=_page_words(leaflet),
        draft_words=_css(_plain(leaflet.clinic_words["draft"])),
        bilingual=composer.bilingual,
    )


@dataclass
class _ScreenComposer(Composer):
    """What the templates of the screen may call."""

    def body(self) -> str:
        return rendered(
            self.project,
            BODY,
            say=self.say,
            own=self.own,
            quoted=self.quoted,
            language=self.language,
            pictogram=lambda name, title="": self.pictogram(name, title, "currentColor"),
            logo=self.logo,
            code=qr_code,
            plain=_plain,
            number=_number,
            shown=_shown,
            dialled=_dialled,
            kind=lambda block: type(block).__name__,
            lead_in=self.lead_in,
            leaflet=self.leaflet,
            bilingual=self.bilingual,
        )

    def half(self, words: Words, **_parts: str) -> Markup:
        """A text in one language, without the characters that only lines of print need."""
        said = marked_up(words.text, lambda text: isolated(text, words.language))
        return held_together(said, words.language, self.whole)

    def logo(self, logo: Logo, language: Language) -> Markup:
        """The clinic's picture, inside the file."""
        picture = self.picture(logo)
        if picture is None:
            return Markup("")
        if isinstance(picture, str):
            return self.drawing(picture, logo, language)
        return self.shown(
            logo, language, "data:image/png;base64," + base64.b64encode(picture).decode("ascii")
        )


def _page_words(leaflet: Leaflet) -> Markup:
    """“Page 1 of 9” as CSS writes it, for browsers that number printed pages."""
    counters = {"{page}": Markup("counter(page)"), "{pages}": Markup("counter(pages)")}
    words = re.split(r"(\{pages?\})", _plain(leaflet.words["page"]))
    return Markup(" ").join(counters.get(word) or _css(word) for word in words if word)


def _css(text: str) -> Markup:
    """A CSS string, in which no tag can end its style element."""
    escaped = re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704 - only letters, digits and escapes


def _letters(body: str, more: str) -> str:
    """All that stands between the tags, and what the style sheet shows besides: the heads of cells, ``more``."""
    heads = "".join(re.findall(r'data-head="([^"]*)"', body))
    return unescape(heads + re.sub(r"<[^>]*>", "", body)) + more + ":"


def _plain(words: Words) -> str:
    """A text for an attribute, where no markup can stand."""
    return isolated(words.text.replace(MARK, ""), words.language)


def _number(number: str) -> str:
    """A phone number as one may copy it: its element says that it runs left to right."""
    return without_isolates(number).replace(WORD_JOINER, "")


def _shown(number: str) -> Markup:
    """The same as HTML; where it is wider than a line it breaks after a hyphen, never inside a group."""
    return Markup("-<wbr>").join(_number(number).split("-"))


def _dialled(number: str) -> str:
    """RFC 3966, without the visual separators."""
    return re.sub(r"[^+0-9]", "", number)
