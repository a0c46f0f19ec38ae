"""The one walker over the texts of a monograph: extraction, translation, checks and places all use it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plainleaf.monograph.blocks import (
    AuthoredBlock,
    CallBlock,
    CardBlock,
    DoseLinesBlock,
    ListBlock,
    NoteBlock,
    QuestionsBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
    WarningBlock,
    When,
)
from plainleaf.monograph.model import Monograph
from plainleaf.source import Route

ALWAYS_WITH_CONTEXT = ("title", "heading", "label", "cell", "card")


@dataclass(frozen=True)
class Passage:
    """One translatable text. ``role`` is what it is on the page; ``block`` is its place for people: "stopping/list"."""

    route: Route
    text: str
    role: str
    block: str
    when: When = field(default_factory=When)

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
        yield Passage(
            (*route, "heading"), section.heading, "heading", f"{section.id}/heading", _common(section.blocks)
        )
        for index, block in enumerate(section.blocks):
            yield from block_passages(block, (*route, "blocks", index), section.id)


def block_passages(block: AuthoredBlock, route: Route, section: str) -> Iterator[Passage]:
    """The texts of one block, in reading order."""
    for step, text, role in _texts(block):
        yield Passage((*route, *step), text, role, f"{section}/{block.kind}", block.when)


def _texts(block: AuthoredBlock) -> Iterator[tuple[Route, str, str]]:
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
        case CardBlock(heading=heading, card=texts):
            yield ("heading",), heading, "card"
            yield from _each(("card",), texts, "card")


def _each(route: Route, texts: list[str], role: str) -> Iterator[tuple[Route, str, str]]:
    for index, text in enumerate(texts):
        yield (*route, index), text, role


def _common(blocks: Sequence[AuthoredBlock]) -> When:
    """A heading prints where any of its blocks does; with one condition shared by all it has that one."""
    conditions = {block.when.model_dump_json(): block.when for block in blocks}
    return next(iter(conditions.values())) if len(conditions) == 1 else When()
