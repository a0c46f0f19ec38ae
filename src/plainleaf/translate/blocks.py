"""Blocks of a leaflet from authored ones and their resolved texts."""

from collections.abc import Callable, Iterable, Mapping

from plainleaf.monograph.blocks import (
    AuthoredBlock,
    CallBlock,
    CardBlock,
    DoseLinesBlock,
    ListBlock,
    NoteBlock,
    Plan,
    QuestionsBlock,
    StartingBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
    WarningBlock,
)
from plainleaf.source import Route
from plainleaf.translate import leaflet as made


def settings_of(block: AuthoredBlock) -> tuple[str, ...]:
    """What a block says besides its texts: how grave it is, and whose phones it names."""
    match block:
        case WarningBlock(level=level):
            return (level,)
        case CallBlock(call=level, phones=phones):
            return (level, *phones)
        case CardBlock(phones=phones):
            return tuple(phones)
        case _:
            return ()


def made_block(
    block: AuthoredBlock,
    said: Mapping[Route, made.Words],
    pictogram: str,
    phones: Callable[[Iterable[str]], tuple[made.PhoneLine, ...]],
    time: Callable[[str], made.Words],
    plan: Callable[[Plan, made.Words], made.Table],
) -> made.Block:
    """The leaflet's block for an authored one; ``said`` holds its texts by the route inside the block."""

    def each(*route: str | int) -> tuple[made.Words, ...]:
        return tuple(words for key, words in said.items() if key[: len(route)] == route)

    match block:
        case TextBlock():
            return made.Text(said[("text",)], pictogram)
        case NoteBlock():
            return made.Note(said[("note",)], pictogram)
        case ListBlock():
            return made.ListItems(each("list"))
        case StepsBlock():
            return made.ListItems(each("steps"), ordered=True)
        case TableBlock():
            rows = tuple(each("table", "rows", number) for number in range(len(block.table.rows)))
            return made.Table(each("table", "head"), rows)
        case WarningBlock():
            return made.Warning(block.level, said.get(("heading",)), each("warning"), pictogram)
        case QuestionsBlock():
            pairs = [each("questions", number) for number in range(len(block.questions))]
            return made.Questions(tuple((ask, answer) for ask, answer in pairs))
        case CallBlock():
            return made.Call(block.call, said[("heading",)], each("items"), phones(block.phones))
        case DoseLinesBlock():
            times = tuple((name, time(name)) for name in block.times)
            return made.DoseLines(said[("dose_lines",)], times)
        case StartingBlock():
            table = plan(block.starting, said[("days",)])
            return made.Starting(made.Warning("caution", said[("heading",)], each("caution")), table)
        case CardBlock():
            return made.Card(said[("heading",)], each("card"), phones(block.phones))
        case _:
            raise AssertionError(block.kind)
