"""What a leaflet says, block by block, in the order of its reading: the text that every edition of it must hold.

It follows the leaflet, not the templates: what a template loses or turns round shows as a difference.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plainleaf.layout.inline import MARK
from plainleaf.translate.leaflet import (
    Block,
    Call,
    Card,
    Chart,
    DoseLines,
    Leaflet,
    Lines,
    ListItems,
    Note,
    PhoneLine,
    Questions,
    Section,
    Starting,
    Step,
    Table,
    Text,
    Words,
)
from plainleaf.translate.leaflet import (
    Warning as WarningBox,
)
from plainleaf.values.characters import IGNORED
from plainleaf.values.languages import Language


@dataclass(frozen=True)
class Spoken:
    """One block as it is read out.

    ``kind`` is its structure type in the PDF (H1, H2, H3, P, LI, TH, TD, Caption, Figure: then its alternative text);
    ``text`` is in the form of ``as_read``; ``language`` is the tag of the language it is in.
    """

    kind: str
    text: str
    language: str
    also: "Spoken | None" = None
    """The same in a second language, which stands after it as a block of its own."""


def as_read(text: str) -> str:
    """A text as two readings of it are compared: NFC, without default-ignorables and bold marks, runs of white space
    as one space.
    """
    shown = unicodedata.normalize("NFC", IGNORED.sub("", text.replace(MARK, "")))
    return " ".join(shown.split())


@dataclass(frozen=True)
class Sheet:
    """A printed page that is no leaflet, by what it says. ``words`` and ``clinic_words`` hold what its pages repeat."""

    language: Language
    blocks: tuple[Spoken, ...]
    words: Mapping[str, Words]
    clinic_words: Mapping[str, Words]
    draft: bool
    process: tuple[Words, ...] = ()


def spoken(leaflet: Leaflet | Sheet) -> tuple[Spoken, ...]:
    """All blocks of a leaflet; what every page repeats (its head and foot) is not among them."""
    if isinstance(leaflet, Sheet):
        return leaflet.blocks
    every = (part for one in _all(leaflet) for part in (one, one.also))
    return tuple(replace(one, also=None) for one in every if one is not None and one.text)


def _all(leaflet: Leaflet) -> Iterator[Spoken]:
    words = leaflet.words
    yield _one("H1", leaflet.title)
    if leaflet.title.text != leaflet.latin_title:
        yield _one("P", words["on_box"])
    if leaflet.brands is not None:
        yield _one("P", leaflet.brands)
    yield _one("P", leaflet.purpose)
    for block in leaflet.front:
        yield from _block(block, "H2", leaflet)
    if leaflet.short:
        yield _one("P", words["short"])
    cards: list[Card] = []
    charts: list[Section] = []
    for section in leaflet.sections:
        if isinstance(section.blocks[0], Chart):
            charts.append(section)
            continue
        dosed = isinstance(section.blocks[0], DoseLines)
        if not dosed:
            yield _one("H2", section.heading)
        for block in section.blocks:
            if isinstance(block, Card):
                cards.append(block)
                continue
            yield from _block(block, "H3", leaflet)
            if isinstance(block, DoseLines):
                yield _one("H2", section.heading)
    yield from _end(leaflet)
    for card in cards:
        yield from _block(card, "H2", leaflet)
    for section in charts:
        yield _one("H2", section.heading)
        yield _one("P", leaflet.title)
        yield from _block(section.blocks[0], "H3", leaflet)


def _end(leaflet: Leaflet) -> Iterator[Spoken]:
    words, clinic = leaflet.words, leaflet.clinic
    own = clinic.language.tag
    if clinic.note:
        yield _one("H2", words["clinic_note"])
        yield from (_one("P", paragraph) for paragraph in clinic.note)
    yield _one("H2", words["your_clinic"])
    if clinic.logo is not None:
        yield Spoken("Figure", as_read(clinic.logo.alt), own)
    yield Spoken("P", as_read(", ".join((clinic.name, *clinic.address))), own)
    if leaflet.also and clinic.hours:
        yield _one("P", words["hours"])
    for number, line in enumerate(clinic.hours):
        before = f"{words['hours'].text} " if number == 0 and not leaflet.also else ""
        yield replace(_one("P", line), text=as_read(before + line.text))
    yield from _phones(clinic.phones)
    if clinic.link:
        yield _one("P", words["on_phone"])
        yield Spoken("P", clinic.link, leaflet.language.tag)
    if clinic.others:
        yield _one("P", words["other_languages"])
        yield from (_one("LI", name) for name in clinic.others)
    yield _one("P", leaflet.edition)
    yield from (_one("P", line) for line in leaflet.process)
    yield _one("P", words["full_size"])


def _block(block: Block, heading: str, leaflet: Leaflet) -> Iterator[Spoken]:
    match block:
        case Text(words) | Note(words):
            yield _one("P", words)
        case ListItems(items):
            yield from (_one("LI", item) for item in items)
        case Table():
            yield from _table(block)
        case WarningBox():
            if block.heading is not None:
                yield _one(heading, block.heading)
            elif block.pictogram:
                yield replace(_one("Figure", leaflet.words[block.level]), also=None)
            yield from (_one("P", paragraph) for paragraph in block.paragraphs)
        case Questions(pairs):
            for ask, answer in pairs:
                yield _one("H3", ask)
                yield _one("P", answer)
        case Call():
            yield from _call(block, heading)
        case DoseLines():
            yield _one("H2", block.heading)
            yield _one("Caption", leaflet.words["write_amount"])
            yield from (_one("TH", name) for _, name in block.times)
        case Starting():
            yield from _block(block.caution, heading, leaflet)
            yield from _table(block.table)
        case Chart() | Lines() | Step():
            yield from _written(block, leaflet)
        case Card():
            yield _one("P", leaflet.words["cut"])
            yield _one(heading, block.heading)
            yield from (_one("P", line) for line in block.lines)
            yield from _phones(block.phones)


def _written(block: Chart | Lines | Step, leaflet: Leaflet) -> Iterator[Spoken]:
    """What is there to write on, and a step of a plan."""
    match block:
        case Chart():
            yield _one("P", block.how)
            yield _one("P", block.begins)
            yield _one("TH", block.day)
            yield from (_one("TH", name) for _, name in block.times)
            yield _one("TH", leaflet.words["write_amount"])
            yield from (_one("TH", day) for day in block.days)
            yield _one("P", block.notes)
        case Lines(labels):
            yield from (_one("P", label) for label in labels)
        case Step():
            yield _one("H3", block.heading)
            yield from (_one("P", day) for day in block.days)
            for _, time, dose in block.doses:
                yield _one("TH", time)
                yield _one("TD", dose)
            yield _one("P", block.total)


def _table(table: Table) -> Iterator[Spoken]:
    yield from (_one("TH", cell) for cell in table.head)
    for row in table.rows:
        yield from (_one("TD" if column else "TH", cell) for column, cell in enumerate(row))


def _call(call: Call, heading: str) -> Iterator[Spoken]:
    yield _one(heading, call.heading)
    for line in call.beside:
        if call.level == "now":
            yield replace(_one("Figure", line.label), also=None)
        yield Spoken("P", as_read(line.number), call.heading.language.tag)
    yield from (_one("LI", item) for item in call.items)
    yield from _phones(call.below)


def _phones(lines: tuple[PhoneLine, ...]) -> Iterator[Spoken]:
    for line in lines:
        label = line.label
        also = _one("LI", label.also) if label.also else None
        yield Spoken("LI", as_read(f"{label.text} {line.number}"), label.language.tag, also)


def _one(kind: str, words: Words) -> Spoken:
    also = _one(kind, words.also) if words.also else None
    return Spoken(kind, as_read(words.text), words.language.tag, also)
