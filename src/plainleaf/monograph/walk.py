"""The one walker over the texts of a monograph: extraction, translation, checks and places all use it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plainleaf.monograph.blocks import (
    AuthoredBlock,
    CallBlock,
    CardBlock,
    ConditionalItem,
    DoseLinesBlock,
    Item,
    ListBlock,
    NoteBlock,
    QuestionsBlock,
    StartingBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
    WarningBlock,
    When,
)
from plainleaf.monograph.model import Monograph
from plainleaf.source import Route

ALWAYS_WITH_CONTEXT = ("title", "heading", "label", "cell", "card")


ALWAYS = When()


@dataclass(frozen=True)
class Passage:
    """One translatable text. ``role`` is what it is on the page; ``block`` is its place for people: "stopping/list".

    ``on_request`` holds for what prints with `--starting` alone.
    """

    route: Route
    text: str
    role: str
    block: str
    when: When = ALWAYS
    on_request: bool = False

    @property
    def is_prose(self) -> bool:
        """Counted in the reading level: sentences, not headings, names or table cells."""
        return self.role not in ("title", "heading", "cell", "card")


def passages(monograph: Monograph) -> Iterator[Passage]:
    """Every translatable text, in reading order."""
    yield Passage(("title",), monograph.title, "title", "title")
    yield Passage(("purpose",), monograph.purpose, "text", "purpose")
    for index, block in enumerate(monograph.front):
        yield from block_passages(block, ("front", index), "front")
    for number, section in enumerate(monograph.sections):
        route: Route = ("sections", number)
        when = _common(section.blocks).within(section.when)
        yield Passage((*route, "heading"), section.heading, "heading", f"{section.id}/heading", when)
        for index, block in enumerate(section.blocks):
            yield from block_passages(block, (*route, "blocks", index), section.id, section.when)


def block_passages(
    block: AuthoredBlock, route: Route, section: str, outer: When = ALWAYS
) -> Iterator[Passage]:
    """The texts of one block, in reading order; ``outer`` is the condition of its section."""
    when, on_request = block.when.within(outer), isinstance(block, StartingBlock)
    place = f"{section}/{block.kind}"
    for step, item, role in _texts(block):
        if isinstance(item, ConditionalItem):
            inner = item.when.within(when)
            yield Passage((*route, *step, "text"), item.text, role, place, inner, on_request)
        else:
            yield Passage((*route, *step), item, role, place, when, on_request)


def _texts(block: AuthoredBlock) -> Iterator[tuple[Route, str | ConditionalItem, str]]:
    match block:
        case TextBlock(text=text):
            yield ("text",), text, "text"
        case NoteBlock(note=text):
            yield ("note",), text, "text"
        case ListBlock():
            yield from _each(("list",), block.list, "item")
        case StepsBlock(steps=steps):
            yield from _each(("steps",), steps, "step")
        case TableBlock(table=grid):
            yield from _each(("table", "head"), grid.head, "cell")
            for number, row in enumerate(grid.rows):
                yield from _each(("table", "rows", number), row, "cell")
        case WarningBlock(warning=texts, heading=heading):
            if heading is not None:
                yield ("heading",), heading, "heading"
            yield from _each(("warning",), texts, "warning")
        case QuestionsBlock(questions=pairs):
            for number, pair in enumerate(pairs):
                yield ("questions", number, "ask"), pair.ask, "question"
                yield ("questions", number, "answer"), pair.answer, "answer"
        case CallBlock(heading=heading, items=items):
            yield ("heading",), heading, "heading"
            yield from _each(("items",), items, "item")
        case DoseLinesBlock(dose_lines=heading):
            yield ("dose_lines",), heading, "heading"
        case StartingBlock(heading=heading, caution=texts, days=days):
            yield ("heading",), heading, "heading"
            yield from _each(("caution",), texts, "warning")
            yield ("days",), days, "cell"
        case CardBlock(heading=heading, card=texts):
            yield ("heading",), heading, "card"
            yield from _each(("card",), texts, "card")


def named_facts(monograph: Monograph) -> Iterator[tuple[Route, str]]:
    """The facts that are named outside of texts, with their places."""
    yield from named_limits(monograph)
    for place, block, _ in _plans(monograph):
        route = (*place, "starting")
        yield (*route, "every"), block.starting.every
        yield (*route, "times"), block.starting.times
        yield from (((*route, "doses", row), name) for row, name in enumerate(block.starting.doses))


def named_limits(monograph: Monograph) -> Iterator[tuple[Route, str]]:
    """The facts that the limits of a plan name, with their places."""
    if monograph.limits is None:
        return
    for key, held in monograph.limits.model_dump().items():
        if isinstance(held, str):
            yield ("limits", key), held
        else:
            yield from ((("limits", key, at), name) for at, name in enumerate(held))


def has_starting_plan(monograph: Monograph, jurisdiction: str, form: str) -> bool:
    """Whether an example of a starting plan can be asked for."""
    return any(when.holds(jurisdiction, form) for _, _, when in _plans(monograph))


def has_short_version(monograph: Monograph, jurisdiction: str, form: str) -> bool:
    """Whether a leaflet is shorter without what is optional."""
    return any(
        block.optional and not isinstance(block, StartingBlock) and prints(block, jurisdiction, form, outer)
        for _, block, outer in _blocks(monograph)
    )


def prints(block: AuthoredBlock, jurisdiction: str, form: str, outer: When = ALWAYS) -> bool:
    """Whether any text of a block does: a list may hold items for another jurisdiction alone."""
    texts = tuple(block_passages(block, (), "", outer))
    items = tuple(passage for passage in texts if passage.role in ("item", "step"))
    return any(passage.when.holds(jurisdiction, form) for passage in items or texts)


def _plans(monograph: Monograph) -> Iterator[tuple[Route, StartingBlock, When]]:
    """Each starting plan with its place and its whole condition."""
    for route, block, outer in _blocks(monograph):
        if isinstance(block, StartingBlock):
            yield route, block, block.when.within(outer)


def _blocks(monograph: Monograph) -> Iterator[tuple[Route, AuthoredBlock, When]]:
    """Each block with its place and the condition of its section."""
    held: list[tuple[Route, Sequence[AuthoredBlock], When]] = [(("front",), monograph.front, ALWAYS)]
    for number, section in enumerate(monograph.sections):
        held.append((("sections", number, "blocks"), section.blocks, section.when))
    for route, blocks, outer in held:
        for index, block in enumerate(blocks):
            yield (*route, index), block, outer


def _each(route: Route, texts: Sequence[Item], role: str) -> Iterator[tuple[Route, Item, str]]:
    for index, text in enumerate(texts):
        yield (*route, index), text, role


def _common(blocks: Sequence[AuthoredBlock]) -> When:
    """A heading prints where any of its blocks does; with one condition shared by all it has that one."""
    shared = blocks[0].when if blocks else ALWAYS
    return shared if all(block.when == shared for block in blocks) else ALWAYS
