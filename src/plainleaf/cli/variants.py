"""The options that set an edition apart from the plain leaflet: one list for every command that makes some."""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import TypeVar, get_args

import click

from plainleaf.pipeline import Variant
from plainleaf.pipeline.jobs import Fold

Command = TypeVar("Command", bound=Callable[..., object])

OPTIONS = (
    click.option("--starting", is_flag=True, help="Add the example of a starting plan."),
    click.option("--chart", is_flag=True, help="Add a weekly chart to write on, on a page of its own."),
    click.option("--short", is_flag=True, help="Leave out what the monograph marks as optional."),
    click.option("--also", default="", metavar="TAG", help="A second language beside the first, row by row."),
    click.option("--face", default="", metavar="NAME", help="Another face for print: nastaliq, for Urdu."),
    click.option(
        "--fold",
        type=click.Choice([fold for fold in get_args(Fold) if fold]),
        help="Pages for both sides of each sheet, or for a booklet of folded sheets.",
    ),
)


def varied(command: Command) -> Command:
    """Gives a command these options as one argument, ``variant``."""

    @wraps(command)
    def told(*given: object, **options: object) -> object:
        parts = {field.name: options.pop(field.name) or field.default for field in fields(Variant)}
        return command(*given, variant=Variant(**parts), **options)  # type: ignore[arg-type]

    for option in reversed(OPTIONS):
        told = option(told)
    return told  # type: ignore[return-value]
