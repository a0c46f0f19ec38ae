"""The same leaflet as plain text: for readers, apps and mails that show no pages.

A block is a line, and nothing is wrapped: whoever shows it does. In right-to-left languages the isolates stay, so that
values keep their order in every viewer that knows Unicode's bidirectional algorithm.
"""

from collections.abc import Iterable, Iterator

from plainleaf.layout.breaks import isolated
from plainleaf.layout.inline import MARK
from plainleaf.translate import Leaflet, Words
from plainleaf.translate.leaflet import (
    Block,
    Call,
    Card,
    Chart,
    DoseLines,
    ListItems,
    Note,
    PhoneLine,
    Questions,
    Section,
    Starting,
    Table,
    Text,
)
from plainleaf.translate.leaflet import (
    Warning as WarningBox,
)
from plainleaf.translate.rewording import side
from plainleaf.values.characters import WORD_JOINER
from plainleaf.values.languages import Language
from plainleaf.values.numbers import without_isolates

BULLET = "- "
APART = " · "
"""Between the parts of the head, as in print."""


def plain_text(leaflet: Leaflet) -> str:
    """The text, in NFC, ending with a line feed. Paragraphs stand one empty line apart, parts two: underlines and rows
    of signs would only be read aloud.

    A leaflet in two languages is told in one after the other.

    It holds all that the printed leaflet says but the words about its bar: no text shows when a printer shrank it.
    """
    if leaflet.also is not None:
        return "\n\n".join(plain_text(side(leaflet, other=other)) for other in (False, True))
    return "\n\n\n".join("\n\n".join(part) for part in _parts(leaflet)) + "\n"


Part = list[str]
"""Paragraphs that belong under one heading; a list is one paragraph of several lines."""


def _parts(leaflet: Leaflet) -> Iterator[Part]:
    words = leaflet.words
    mark = [_said(words["draft"])] if leaflet.draft else []
    yield ["\n".join([*mark, *(APART.join(map(_said, row)) for row in leaflet.headers)])]
    yield list(_top(leaflet))
    for block in leaflet.front:
        yield list(_block(block, leaflet))
    if leaflet.short:
        yield [_said(leaflet.words["short"])]
    cards: list[Card] = []
    charts: list[Section] = []
    for section in leaflet.sections:
        if isinstance(section.blocks[0], Chart):
            charts.append(section)
            continue
        part = [_said(section.heading)]
        for block in section.blocks:
            if isinstance(block, Card):
                cards.append(block)
            elif isinstance(block, DoseLines):
                yield list(_block(block, leaflet))
            else:
                part += _block(block, leaflet)
        yield part
    if leaflet.clinic.note:
        yield [_said(leaflet.words["clinic_note"]), *map(_said, leaflet.clinic.note)]
    yield list(_end(leaflet))
    for card in cards:
        yield list(_block(card, leaflet))
    for section in charts:
        yield [_said(section.heading), _said(leaflet.title), *_block(section.blocks[0], leaflet)]
    if leaflet.draft:
        yield ["\n".join(dict.fromkeys([*mark, _said(leaflet.clinic_words["draft"])]))]


def _top(leaflet: Leaflet) -> Iterator[str]:
    yield _said(leaflet.title)
    if leaflet.title.text != leaflet.latin_title:
        yield _said(leaflet.words["on_box"])
    if leaflet.brands is not None:
        yield _said(leaflet.brands)
    yield _said(leaflet.purpose)


def _end(leaflet: Leaflet) -> Iterator[str]:
    clinic, words = leaflet.clinic, leaflet.words
    yield _said(words["your_clinic"])
    if clinic.logo is not None:
        yield clinic.logo.alt
    yield ", ".join((clinic.name, *clinic.address))
    before = [f"{_said(words['hours'])} ", *([""] * len(clinic.hours))]
    yield "\n".join(word + _said(line) for word, line in zip(before, clinic.hours, strict=False))
    yield from _phones(clinic.phones)
    if clinic.link:
        yield f"{_said(words['on_phone'])}\n{clinic.link}"
    if clinic.others:
        yield f"{_said(words['other_languages'])}\n{chr(10).join(map(_said, clinic.others))}"
    yield _said(leaflet.edition)
    yield from map(_said, leaflet.process)


def _block(block: Block, leaflet: Leaflet) -> Iterator[str]:
    match block:
        case Text(words) | Note(words):
            yield _said(words)
        case ListItems(items, ordered):
            yield _list(items, ordered=ordered)
        case Table():
            yield from _table(block)
        case WarningBox():
            if block.heading is not None:
                yield _said(block.heading)
            elif block.pictogram:
                yield _said(leaflet.words[block.level])
            yield from map(_said, block.paragraphs)
        case Questions(pairs):
            yield from (f"{_said(ask)}\n{_said(answer)}" for ask, answer in pairs)
        case Call():
            yield _said(block.heading)
            for line in block.beside:
                yield f"{_said(line.label)} {_number(line)}" if block.level == "now" else _number(line)
            yield _list(block.items)
            yield from _phones(block.below)
        case DoseLines():
            yield _said(block.heading)
            yield _said(leaflet.words["write_amount"])
            yield "\n".join(f"{_said(name)}:" for _, name in block.times)
        case Starting():
            yield from _block(block.caution, leaflet)
            yield from _table(block.table)
        case Chart():
            yield _said(block.how)
            yield _said(block.begins)
            yield f"{_said(leaflet.words['write_amount'])}:"
            times = [_said(name) for _, name in block.times]
            for day in block.days:
                yield "\n".join([_said(day), *(f"{time}: [ ]" for time in times)])
            yield _said(block.notes)
        case Card():
            yield _said(leaflet.words["cut"])
            yield _said(block.heading)
            yield from map(_said, block.lines)
            yield from _phones(block.phones)


def _list(items: Iterable[Words], *, ordered: bool = False) -> str:
    numbered = enumerate(items, 1)
    return "\n".join((f"{number}. " if ordered else BULLET) + _said(item) for number, item in numbered)


def _table(table: Table) -> Iterator[str]:
    """A paragraph a row, a line a cell, each with its head: columns of spaces would need one width of letter."""
    for row in table.rows:
        yield "\n".join(f"{_said(head)}: {_said(cell)}" for head, cell in zip(table.head, row, strict=True))


def _phones(lines: tuple[PhoneLine, ...]) -> Iterator[str]:
    if lines:
        yield "\n".join(f"{_said(line.label)} {_number(line)}" for line in lines)


def _number(line: PhoneLine) -> str:
    return _in_direction(line.number.replace(WORD_JOINER, ""), line.label.language)


def _said(words: Words) -> str:
    return _in_direction(isolated(words.text.replace(MARK, ""), words.language), words.language)


def _in_direction(text: str, language: Language) -> str:
    """Where all runs left to right isolates order nothing, and old viewers draw them as boxes."""
    return text if language.direction == "rtl" else without_isolates(text)
