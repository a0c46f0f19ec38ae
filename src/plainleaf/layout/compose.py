"""Compose: a leaflet becomes a page, through the templates and the glyph gate."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from math import ceil
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from plainleaf.findings import Finding, Refused, Span, ordered
from plainleaf.layout.breaks import kept_whole, prepared
from plainleaf.layout.fonts import DIGITS, FALLBACK, faces
from plainleaf.layout.glyphs import bold_width, missing_glyphs
from plainleaf.layout.inline import MARK, marked_up
from plainleaf.layout.page import Face, Page
from plainleaf.layout.pictures import BadPicture, checked_png, cleaned_svg, qr_code, shape
from plainleaf.layout.profiles import PAPERS, POINTS, Profile
from plainleaf.layout.spoken import spoken
from plainleaf.layout.templates import rendered
from plainleaf.project import Project
from plainleaf.source import load
from plainleaf.translate import Leaflet, Words
from plainleaf.translate.glossary import read_glossary
from plainleaf.translate.leaflet import Logo
from plainleaf.translate.references import REFERENCE
from plainleaf.translate.rewording import side
from plainleaf.values.characters import visible
from plainleaf.values.languages import Language
from plainleaf.values.numbers import without_isolates

TEMPLATE = "leaflet.html.jinja"
HEAD_BETWEEN = " · "
FULL = 0.75
"""How much of a line is used at least where a head breaks between its words."""
MANY_PAGES = "88"
NARROWEST_COLUMN = 30
"""Characters a line: in a narrower column the eye jumps at every other word."""
COLUMN, GUTTER = 0.49, 16
"""Of the width, each of two columns (the style sheet says the same), and points between their texts."""
LOGO_WIDTH, LOGO_HEIGHT = 80, 25
"""Millimetres, at most."""


def compose(leaflet: Leaflet, project: Project, profile: Profile, paper: str, pages: int = 1) -> Page:
    """The page; raises Refused with what the templates or the glyph gate find. The number of its printed pages will be
    a multiple of ``pages``.
    """
    chosen = faces(project, *languages_of(leaflet))
    whole = (leaflet.title.text, *read_glossary(project).words(leaflet.language.tag))
    composer = Composer(leaflet, project, whole)
    html = composer.html(profile, paper, chosen, pages)
    findings = [*composer.findings, *missing_glyphs(composer.texts, project, chosen)]
    if findings:
        raise Refused(ordered(findings))
    return Page(html, leaflet.language.tag, title_of(leaflet), chosen)


def languages_of(leaflet: Leaflet) -> tuple[Language, ...]:
    """Every language that the page holds a text in, the leaflet's first."""
    clinic = leaflet.clinic
    return tuple(
        dict.fromkeys(
            [
                leaflet.language,
                *([leaflet.also] if leaflet.also else []),
                clinic.language,
                *(words.language for words in clinic.others),
            ]
        )
    )


def title_of(leaflet: Leaflet) -> str:
    """The document's title: the medicine, and what it does."""
    return without_isolates(f"{leaflet.title.text}: {leaflet.purpose.text}").replace(MARK, "")


@dataclass
class Composer:
    """What the template may call; notes every text it is given, for the glyph gate."""

    leaflet: Leaflet
    project: Project
    whole: tuple[str, ...]
    texts: list[tuple[str, Words]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def html(self, profile: Profile, paper: str, chosen: tuple[Face, ...], pages: int = 1) -> str:
        width, height = PAPERS[paper]
        beside = self.leaflet.also is not None and self._fits_beside(profile, paper, chosen)
        margin = self._margin(profile, paper, beside=beside)
        return rendered(
            self.project,
            TEMPLATE,
            say=self.say,
            own=self.own,
            quoted=self.quoted,
            language=self.language,
            pictogram=self.pictogram,
            logo=self.logo,
            code=qr_code,
            address=self.address,
            languages=languages_of(self.leaflet),
            continued=self.continued,
            kind=lambda block: type(block).__name__,
            lead_in=self.lead_in,
            leaflet=self.leaflet,
            profile=profile,
            paper=paper,
            width=width,
            height=height,
            pages=pages,
            alone=profile.front == "alone" and self.leaflet.also is None and not self.leaflet.sheet,
            fits=self.leaflet.also is None
            and profile.front != "free"
            and paper != "a5"
            and not self.leaflet.language.is_tall,
            side=margin,
            beside=beside,
            faces=chosen,
            digits=DIGITS,
            fallback=FALLBACK,
            bilingual=self.bilingual,
            head_lines=[self._lines(row, profile, paper, chosen, margin) for row in self.leaflet.headers],
            foot_full=self._foot_is_full(profile, paper, chosen, margin),
        )

    @property
    def bilingual(self) -> bool:
        """Whether the clinic speaks another language."""
        return len(self.leaflet.headers) > 1

    def _margin(self, profile: Profile, paper: str, *, beside: bool) -> float:
        """Beside the text, in points; columns are narrow enough by themselves."""
        if beside:
            return round(profile.margin * POINTS, 1)
        return profile.side(paper, self.leaflet.language)

    def _fits_beside(self, profile: Profile, paper: str, chosen: tuple[Face, ...]) -> bool:
        """Whether each of two columns holds enough characters a line; a wide one (Han) counts as two."""
        column = (float(PAPERS[paper][0]) - 2 * profile.margin) * POINTS * COLUMN - GUTTER / 2
        for other in (False, True):
            one = side(self.leaflet, other=other)
            words = [said.text for said in spoken(one) if said.kind in ("P", "LI")]
            text = " ".join(words)
            width = (
                bold_width(text, one.language.family, self.project, chosen) * profile.text * one.language.size
            )
            letters = visible(text) + sum(east_asian_width(letter) in "WF" for letter in text)
            if column * letters / width < NARROWEST_COLUMN:
                return False
        return True

    def _lines(
        self, row: tuple[Words, ...], profile: Profile, paper: str, chosen: tuple[Face, ...], margin: float
    ) -> int:
        """How many lines a row of the page's head takes; of several, none is full."""
        said = HEAD_BETWEEN.join(part.text for part in row)
        share = self._share(said, row[0].language, profile, paper, chosen, margin)
        return 1 if share <= 1 else ceil(share / FULL)

    def _foot_is_full(self, profile: Profile, paper: str, chosen: tuple[Face, ...], margin: float) -> bool:
        """Whether one line is too short for the page's number and the words that another page follows."""
        words = self.leaflet.words
        number = words["page"].text.replace("{page}", MANY_PAGES).replace("{pages}", MANY_PAGES)
        said = f"{number} {words['more'].text}"
        return self._share(said, self.leaflet.language, profile, paper, chosen, margin) > 1

    def _share(
        self,
        said: str,
        language: Language,
        profile: Profile,
        paper: str,
        chosen: tuple[Face, ...],
        margin: float,
    ) -> float:
        """How much of a line a text in bold takes."""
        points = bold_width(said, language.family, self.project, chosen) * profile.text * language.size
        return points / (float(PAPERS[paper][0]) * POINTS - 2 * margin)

    def lead_in(self, words: Words) -> bool:
        """Whether a text leads to the list after it."""
        return words.text.rstrip().endswith((":", "：", "፦"))

    def own(self, words: Words) -> Words:
        """A text in its first language alone."""
        return replace(words, also=None)

    def say(self, words: Words, **parts: str) -> Markup:
        """A text as HTML, in both its languages where it has two."""
        said, other = self.half(words, **parts), words.also
        if other is None:
            return said
        return Markup('<span class="own">{}</span> <span class="also" lang="{}" dir="{}">{}</span>').format(
            said, other.language.tag, other.language.direction, self.half(other, **parts)
        )

    def half(self, words: Words, **parts: str) -> Markup:
        """A text in one language. ``parts`` fill placeholders that only the page knows: counters, already HTML."""
        said = marked_up(words.text, lambda text: self._prepared(text, words))
        said = kept_whole(said, words.language, self.whole)
        for name, part in parts.items():
            said = Markup(str(said).replace(f"{{{name}}}", part))  # noqa: S704 - both sides are escaped already
        return said

    def quoted(self, text: str, language: Language) -> Markup:
        """What a clinic says of itself, as HTML."""
        return self.say(Words(text.replace("*", ""), language, "the clinic's own words", Span("clinics")))

    def language(self, words: Words | Language) -> Markup:
        """``lang`` and ``dir`` where they change from the leaflet's."""
        given = words.language if isinstance(words, Words) else words
        if given.tag == self.leaflet.language.tag:
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(given.tag, given.direction)

    def continued(self, heading: Words) -> str:
        """A heading as it is repeated on the next page."""
        own = heading.language.tag == self.leaflet.language.tag
        word = (self.leaflet.words if own else self.leaflet.clinic_words)["continued"]
        text = word.text.replace("{heading}", heading.text).replace(MARK, "")
        return self._prepared(text, replace(word, language=heading.language))

    def pictogram(self, name: str, title: str = "", ink: str = "#000") -> Markup:
        """A drawing of ours in one ink. With a title where it says what no word beside it does; else it is decoration,
        so that nobody hears the same words twice (WCAG technique H67).
        """
        file = self.project.templates / "pictograms" / f"{name}.svg"
        if not re.fullmatch(r"[a-z-]+", name) or not file.is_file():
            known = ", ".join(sorted(other.stem for other in file.parent.glob("*.svg")))
            said = f"there is no pictogram “{name}”"
            self.findings += [
                Finding("unknown-pictogram", said, place, f"known: {known}") for place in self._places(name)
            ]
            return Markup("")
        drawing = file.read_text(encoding="utf-8").strip()
        # An inline SVG does not inherit the page's colour in WeasyPrint, so the ink stands in the drawing.
        drawing = drawing.replace("currentColor", ink)
        role, label = 'aria-hidden="true"', Markup("")
        if title:
            role = 'role="img"'
            label = Markup("<title>{}</title>").format(without_isolates(title).replace(MARK, ""))
        # A size of its own, for readers that leave the style sheet out.
        size = 'width="24" height="24"'
        drawing = drawing.replace("<svg ", f'<svg class="pictogram" {size} {role} ', 1)
        return Markup(drawing.replace(">", f">{label}", 1))  # noqa: S704 - our own file

    def logo(self, logo: Logo, language: Language) -> Markup:
        """The clinic's picture; its digest stands in the address, so that another picture is another page."""
        picture = self.picture(logo)
        if picture is None:
            return Markup("")
        if isinstance(picture, str):
            return self.drawing(picture, logo, language)
        return self.shown(logo, language, f"plainleaf:{logo.path}?{hashlib.sha256(picture).hexdigest()}")

    def address(self, link: str) -> Markup:
        """An address of the web as HTML; its line may break after a stroke."""
        self.texts.append((link, Words(link, self.leaflet.language, "the clinic's link", Span("clinics"))))
        return Markup("").join(escape(part) for part in link.replace("/", "/\u200b"))

    def shown(self, logo: Logo, language: Language, address: str) -> Markup:
        """The logo from this address, with its words."""
        alt = self.language(language) + Markup(' alt="{}"').format(logo.alt)
        return Markup('<img class="logo" src="{}"{}>').format(address, alt)

    def drawing(self, drawing: str, logo: Logo, language: Language) -> Markup:
        """A logo drawn in the page itself, as large as its room, with its words."""
        width = min(LOGO_WIDTH, LOGO_HEIGHT * shape(drawing))
        size = f'width="{width:.2f}mm" height="{width / shape(drawing):.2f}mm"'
        title = Markup("<title>{}</title>").format(logo.alt)
        opened = drawing.replace("<svg ", f'<svg class="logo" role="img" {size}{self.language(language)} ', 1)
        return Markup(opened.replace(">", f">{title}", 1))  # noqa: S704 - cleaned

    def picture(self, logo: Logo) -> bytes | str | None:
        """The PNG of a logo, or its drawing; None, with a finding, where it is neither."""
        hint = "put the picture into clinics/, or delete logo: from the clinic file"
        try:
            held = (self.project.root / logo.path).read_bytes()
            return cleaned_svg(held) if logo.path.endswith(".svg") else checked_png(held)
        except BadPicture as bad:
            problem, hint = str(bad), bad.hint
        except OSError as error:
            problem = f"cannot read the logo: {error.strerror}"
        self.findings.append(Finding("bad-logo", problem, logo.place, hint))
        return None

    def _prepared(self, text: str, words: Words) -> str:
        """The text ready for its lines, noted for the glyph gate."""
        ready = prepared(text, words.language, self.whole)
        self.texts.append((REFERENCE.sub("", ready), words))
        return ready

    def _places(self, name: str) -> tuple[Span, ...]:
        """Where the monograph names the pictogram; the file alone where it does not."""
        path = f"leaflets/{self.leaflet.medicine}.yaml"
        try:
            source = load(self.project.root / path, self.project.root)
        except (OSError, Refused):
            return (Span(path),)
        named = [route for route in source.extents if route[-1:] == ("pictogram",)]
        said = {route: source.text[slice(*source.extents[route])].strip("\"'") for route in named}
        return tuple(source.place(route) for route in named if said[route] == name) or (Span(path),)
