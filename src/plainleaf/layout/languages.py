"""The sheet at the counter: every language by its own name, numbered, to point at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plainleaf.clinic.model import Colours
from plainleaf.findings import Refused, Span, ordered
from plainleaf.layout.breaks import kept_whole, prepared
from plainleaf.layout.fonts import DIGITS, FALLBACK, faces
from plainleaf.layout.glyphs import missing_glyphs
from plainleaf.layout.inline import marked_up
from plainleaf.layout.page import Page
from plainleaf.layout.profiles import PAPERS, Profile
from plainleaf.layout.spoken import Sheet, Spoken, as_read
from plainleaf.layout.templates import rendered
from plainleaf.project import Project
from plainleaf.translate import Words
from plainleaf.values.languages import Language
from plainleaf.values.numbers import isolate, without_isolates

TEMPLATE = "languages.html.jinja"
COLUMNS = 2


@dataclass(frozen=True)
class Row:
    """One language: its number, its own name, “Point to your language” in it, and what the staff call it."""

    number: str
    name: Words
    point: Words
    staff: Words


def rows_of(
    languages: Sequence[Language], staff: Language, point: Callable[[Language], Words]
) -> tuple[Row, ...]:
    """The rows, numbered from 1 in the order given."""
    where = "locales/languages.yaml"
    return tuple(
        Row(
            str(number),
            Words(one.name, one, where, Span(where)),
            point(one),
            Words(staff.name_of(one), staff, where, Span(where)),
        )
        for number, one in enumerate(languages, 1)
    )


def compose_languages(
    project: Project,
    rows: Sequence[Row],
    title: Words,
    draft: Words,
    profile: Profile,
    paper: str,
    colours: Colours,
    *,
    drafted: bool,
) -> tuple[Page, Sheet]:
    """The page, and what it says; raises Refused with what the template or the glyph gate finds."""
    staff = title.language
    chosen = faces(project, staff, *(row.name.language for row in rows))
    texts: list[tuple[str, Words]] = []

    def say(words: Words) -> object:
        ready = prepared(words.text, words.language)
        texts.append((ready, words))
        return kept_whole(marked_up(ready), words.language, ())

    width, height = PAPERS[paper]
    html = rendered(
        project,
        TEMPLATE,
        say=say,
        isolate=isolate,
        title=title,
        draft=draft if drafted else None,
        rows=rows,
        deep=(len(rows) + COLUMNS - 1) // COLUMNS,
        profile=profile,
        colours=colours,
        width=width,
        height=height,
        faces=chosen,
        digits=DIGITS,
        fallback=FALLBACK,
        staff=staff,
        languages=tuple(
            dict.fromkeys(row.name.language for row in rows if row.name.language.tag != staff.tag)
        ),
    )
    if findings := tuple(missing_glyphs(texts, project, chosen)):
        raise Refused(ordered(findings))
    page = Page(html, staff.tag, without_isolates(title.text), chosen)
    words = {"draft": draft}
    return page, Sheet(staff, tuple(_spoken(rows, title)), words, words, drafted)


def _spoken(rows: Sequence[Row], title: Words) -> list[Spoken]:
    staff = title.language.tag
    said = [Spoken("H1", as_read(title.text), staff)]
    for row in rows:
        own = row.name.language.tag
        parts = (row.number, row.name.text, row.point.text, *([row.staff.text] if own != staff else []))
        said.append(Spoken("LI", as_read(" ".join(parts)), own))
    return said
