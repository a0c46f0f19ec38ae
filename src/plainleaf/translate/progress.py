"""Progress: how far the texts of each medicine's leaflet are translated, counted as a build looks them up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor
from typing import Literal, TypeAlias, get_args

from plainleaf.catalogue import Catalogue, Message, draft_state
from plainleaf.catalogue.same_meaning import is_carried
from plainleaf.findings import Finding, Span
from plainleaf.translate.content import Content, catalogue_folder, domains
from plainleaf.translate.extraction import Authored
from plainleaf.translate.lookup import COMMON, Lookup

RULES: Mapping[str, str] = {
    "unfinished-translation": """Is as much of a leaflet translated as `messages status --require` asks for?

    Fuzzy, empty and stale texts are not done; what a machine drafted is. The place is the first text to do.
    Bad: `--require 100`, and one text of fifty fuzzy. Good: each text translated, and no fuzzy mark left.
    """,
}

State: TypeAlias = Literal["reviewed", "drafted", "edited", "carried", "fuzzy", "missing", "stale"]
"""Of one text: a person's translation; a machine's; a machine's that someone edited; one for another text of the same
meaning; one marked unsure; none; none, because the catalogue is older than the text."""

STATES: tuple[State, ...] = get_args(State)
TRANSLATED: tuple[State, ...] = ("reviewed", "drafted", "edited", "carried")
"""What a leaflet prints: the states that count as done."""

RELATED = 5
"""Places that a finding names besides the first."""


@dataclass(frozen=True)
class Counted:
    """Texts with their states: what can be counted."""

    texts: tuple[tuple[State, Span], ...]

    def count(self, *states: State) -> int:
        return sum(state in states for state, _ in self.texts)

    @property
    def translated(self) -> int:
        return self.count(*TRANSLATED)

    @property
    def total(self) -> int:
        return len(self.texts)

    @property
    def percent(self) -> float:
        """To one decimal, rounded down: 100 only where nothing is left."""
        return floor(1000 * self.translated / self.total) / 10 if self.total else 100.0

    def reaches(self, percent: float) -> bool:
        return self.translated * 100 >= percent * self.total


@dataclass(frozen=True)
class Part(Counted):
    """What a leaflet takes from one catalogue. ``is_damaged``: the file cannot be read; ``is_stale``: merge it."""

    domain: str
    path: str
    is_damaged: bool
    is_stale: bool


@dataclass(frozen=True)
class Progress(Counted):
    """One medicine in one language."""

    language: str
    medicine: str
    parts: tuple[Part, ...]

    @property
    def is_stale(self) -> bool:
        return any(part.is_stale for part in self.parts)


def progress(
    content: Content, templates: Mapping[str, Catalogue], tags: Iterable[str], medicines: Iterable[str]
) -> tuple[Progress, ...]:
    """A row a language and medicine; a variant counts its parent's translations where it has none of its own."""
    rows = [
        (tag, content.monographs[name]) for tag in tags for name in medicines if name in content.monographs
    ]
    return tuple(_row(content, templates, tag, authored) for tag, authored in rows)


def shortfall(row: Progress, percent: float) -> Finding | None:
    """What is left to do where less than so many percent is done."""
    if row.reaches(percent):
        return None
    left = ", ".join(
        f"{row.count(state)} {state}" for state in STATES if state not in TRANSLATED and row.count(state)
    )
    said = (
        f"{row.medicine} in {row.language} is {row.percent:g}% translated, {percent:g}% is asked for: {left}"
    )
    update = f"run `python3 build.py messages update -l {row.language}`, then translate it"
    first, *others = dict.fromkeys(place for state, place in row.texts if state not in TRANSLATED)
    hint = update if row.is_stale else "translate it"
    return Finding("unfinished-translation", said, first, hint, related=tuple(others[:RELATED]))


def _row(content: Content, templates: Mapping[str, Catalogue], tag: str, authored: Authored) -> Progress:
    language = content.languages[tag]
    own = content.catalogues.get(tag, {})
    lookup = Lookup(language, own, content.catalogues.get(language.parent, {}))
    folder = content.project.relative(catalogue_folder(content.project, tag))
    parts = []
    for domain in domains(authored.domain):
        if domain not in templates:
            continue
        held, path = own.get(domain), f"{folder}/{domain}.po"
        is_stale = held is not None and held.is_stale(templates[domain])
        texts = []
        for source in _sources(templates[domain], authored):
            # A shared text may still stand where it stood before it was shared.
            asked = authored.domain if domain == COMMON else domain
            message = lookup.message(asked, *source.key)
            texts.append(
                (_state(source, message, is_stale=is_stale), message.place_of() if message else Span(path))
            )
        parts.append(Part(tuple(texts), domain, path, f"{tag}/{domain}" in content.damaged, is_stale))
    texts = [text for part in parts for text in part.texts]
    return Progress(tuple(texts), tag, authored.domain, tuple(parts))


def _sources(template: Catalogue, authored: Authored) -> Iterator[Message]:
    """The texts of this leaflet; of the shared ones those that stand in this monograph."""
    place = f"{authored.source.path}:"
    shared = template.path == f"locales/{COMMON}.pot"
    return (m for m in template.entries if not shared or any(one.startswith(place) for one in m.references))


def _state(source: Message, message: Message | None, *, is_stale: bool) -> State:
    if message is None:
        return "stale" if is_stale else "missing"
    if message.fuzzy:
        return "fuzzy"
    if not message.translated:
        return "missing"
    if message.msgid_plural != source.msgid_plural:
        return "stale"
    if is_carried(message):
        return "carried"
    written = draft_state(message)
    return "reviewed" if written == "person" else written
