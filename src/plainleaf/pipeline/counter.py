"""The sheet of languages for a counter, printed and looked at as leaflets are."""

from dataclasses import dataclass

from plainleaf.audit import audit
from plainleaf.checks import PrintedLeaflet, run_checks
from plainleaf.findings import Finding, Refused, Span, UsageFailure, ordered
from plainleaf.layout.languages import compose_languages, rows_of
from plainleaf.pipeline.workshop import Workshop
from plainleaf.render import Renderer
from plainleaf.translate import Words
from plainleaf.translate.lookup import Lookup
from plainleaf.values.languages import Language

WHERE = "the sheet of languages"
PROFILE, MANY, FEW = "ukaaf-large", "clear", 10
"""Large print at its least size, the names far larger; for more languages than ten, which shall stand on one page too,
clear print with names as large as large print's headings.
"""


@dataclass(frozen=True)
class CounterSheet:
    """The finished PDF, its pages, how many languages stand on it, and what was warned of while it was printed."""

    pdf: bytes
    pages: int
    languages: int
    findings: tuple[Finding, ...]


def print_languages(workshop: Workshop) -> CounterSheet:
    """The sheet: the clinic's languages, or all that the project has. Raises Refused with every finding."""
    content, clinic = workshop.content, workshop.clinic
    asked = workshop.request.tags or tuple(clinic.languages) or tuple(content.languages)
    languages = [content.languages[tag] for tag in asked]
    if len(languages) < 2:  # noqa: PLR2004 - there is nothing to choose
        raise UsageFailure(
            "there is one language alone: nobody has to point at it", "name two with -l, or none"
        )
    point = _Points(workshop)
    staff = content.languages[clinic.language]
    rows = rows_of(languages, staff, point.in_language)
    title, draft = point.in_language(staff), point.word("draft", staff)
    if point.findings:
        raise Refused(ordered(point.findings))
    name = PROFILE if len(rows) <= FEW else MANY
    profile, paper = workshop.profiles[name], workshop.paper.value
    page, sheet = compose_languages(
        workshop.project, rows, title, draft, profile, paper, clinic.colours, drafted=point.drafted
    )
    with Renderer(workshop.project) as renderer:
        printed = renderer.render(page, WHERE)
    told = (
        *printed.warnings,
        *run_checks(PrintedLeaflet.of(sheet, printed.pdf, Span(WHERE)), workshop.checks),
        *(flaw.finding(WHERE) for flaw in audit(printed.pdf, profile, name, WHERE).flaws),
    )
    if any(finding.is_error for finding in told):
        raise Refused(told)
    return CounterSheet(printed.pdf, printed.pages, len(rows), told)


class _Points:
    """Words of the page in any language, what is missing, and whether a machine drafted any."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self.findings: list[Finding] = []
        self.drafted = False

    def in_language(self, language: Language) -> Words:
        return self.word("point", language)

    def word(self, id: str, language: Language) -> Words:
        """The word; a finding where the language has none."""
        wording, content = self._workshop.content.wordings.words[id], self._workshop.content
        held = content.catalogues.get(language.tag, {})
        lookup = Lookup(language, held, content.catalogues.get(language.parent, {}))
        key = (wording.domain, wording.context, wording.text)
        text, place = lookup.text(*key, wording.place), lookup.place(*key, wording.place)
        self.findings += lookup.missing.values()
        self.drafted = self.drafted or lookup.drafted() > 0
        return Words(text or "", language, f"{wording.place.path}:{id}", place)
