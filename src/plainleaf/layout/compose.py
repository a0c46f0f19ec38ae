"""Compose: a leaflet becomes a page, through the templates and the glyph gate."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from markupsafe import Markup

from plainleaf.findings import Finding, Refused, Span, ordered
from plainleaf.layout.breaks import prepared
from plainleaf.layout.fonts import DIGITS, FALLBACK, faces
from plainleaf.layout.glyphs import missing_glyphs
from plainleaf.layout.inline import marked_up
from plainleaf.layout.page import Face, Page
from plainleaf.layout.profiles import PAPERS, Profile
from plainleaf.project import Project
from plainleaf.translate import Leaflet, Words
from plainleaf.values.languages import Language
from plainleaf.values.numbers import without_isolates

TEMPLATE = "leaflet.html.jinja"


def compose(leaflet: Leaflet, project: Project, profile: Profile, paper: str) -> Page:
    """The page; raises Refused with what the templates or the glyph gate find."""
    languages = tuple(dict.fromkeys([leaflet.language, leaflet.clinic.language]))
    chosen = faces(project, *languages)
    composer = _Composer(leaflet, project)
    html = composer.html(profile, paper, chosen)
    findings = [*composer.findings, *missing_glyphs(composer.texts, project, chosen)]
    if findings:
        raise Refused(ordered(findings))
    title = without_isolates(f"{leaflet.title.text}: {leaflet.purpose.text}").replace("**", "")
    return Page(html, leaflet.language.tag, title, chosen)


@dataclass
class _Composer:
    """What the template may call; notes every text it is given, for the glyph gate."""

    leaflet: Leaflet
    project: Project
    texts: list[tuple[str, Words]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def html(self, profile: Profile, paper: str, chosen: tuple[Face, ...]) -> str:
        environment = jinja2.Environment(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            loader=jinja2.FileSystemLoader(self.project.templates),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= {
            "say": self.say,
            "language": self.language,
            "pictogram": self.pictogram,
            "continued": self.continued,
            "kind": lambda block: type(block).__name__,
            "lead_in": lambda words: words.text.rstrip().endswith((":", "：", "፦")),
        }
        width, height = PAPERS[paper]
        try:
            return environment.get_template(TEMPLATE).render(
                leaflet=self.leaflet,
                profile=profile,
                width=width,
                height=height,
                faces=chosen,
                digits=DIGITS,
                fallback=FALLBACK,
                bilingual=len(self.leaflet.headers) > 1,
            )
        except jinja2.TemplateError as error:
            raise Refused([_template_finding(error, self.project)]) from error

    def say(self, words: Words, **parts: str) -> Markup:
        """A text as HTML. ``parts`` fill placeholders that only the page knows, such as counters (already HTML)."""
        whole = self._prepared(words.text, words.language)
        self.texts.append((re.sub(r"\*\*|\{\w+\}", "", whole), words))
        said = marked_up(words.text, lambda run: self._prepared(run, words.language))
        for name, part in parts.items():
            said = Markup(str(said).replace(f"{{{name}}}", part))  # noqa: S704 - both sides are escaped already
        return said

    def language(self, words: Words | Language) -> Markup:
        """``lang`` and ``dir`` where they change from the leaflet's."""
        given = words.language if isinstance(words, Words) else words
        if given.tag == self.leaflet.language.tag:
            return Markup("")
        return Markup(' lang="{}" dir="{}" class="other"').format(given.tag, given.direction)

    def continued(self, heading: Words) -> str:
        """A heading as it is repeated on the next page."""
        word = self.leaflet.words["continued"]
        return self._prepared(word.text.replace("{heading}", heading.text), heading.language).replace("**", "")

    def pictogram(self, name: str, title: str, ink: str = "#000") -> Markup:
        """A drawing of ours in one ink, with the words it stands beside as its title."""
        file = self.project.templates / "pictograms" / f"{name}.svg"
        if not re.fullmatch(r"[a-z-]+", name) or not file.is_file():
            known = ", ".join(sorted(other.stem for other in file.parent.glob("*.svg")))
            self.findings.append(
                Finding("unknown-pictogram", f"there is no pictogram “{name}”", self._place(name), f"known: {known}")
            )
            return Markup("")
        drawing = file.read_text(encoding="utf-8").strip()
        label = Markup("<title>{}</title>").format(without_isolates(title).replace("**", ""))
        # An inline SVG does not inherit the page's colour in WeasyPrint, so the ink stands in the drawing.
        drawing = drawing.replace("currentColor", ink)
        return Markup(drawing.replace("<svg ", '<svg class="pictogram" role="img" ', 1).replace(">", f">{label}", 1))  # noqa: S704 - our own file

    def _prepared(self, text: str, language: Language) -> str:
        return prepared(text, language, self.leaflet.title.text)

    def _place(self, name: str) -> Span:
        path = f"leaflets/{self.leaflet.medicine}.yaml"
        try:
            lines = (self.project.root / path).read_text(encoding="utf-8").splitlines()
        except OSError:
            return Span(path)
        for row, line in enumerate(lines, 1):
            if found := re.search(rf"\bpictogram:\s*({re.escape(name)})\s*$", line):
                return Span(path, row, found.start(1) + 1)
        return Span(path)


def _template_finding(error: jinja2.TemplateError, project: Project) -> Finding:
    row, name = getattr(error, "lineno", None), getattr(error, "name", None)
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(project.templates):
            row, name = trace.tb_lineno, file.relative_to(project.templates).as_posix()
        trace = trace.tb_next
    place = Span(f"templates/{name or TEMPLATE}", row or 0)
    return Finding("template-error", f"the template fails: {error.message}", place, "mend the template")


