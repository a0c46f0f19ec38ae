"""The options that set an edition apart: one value, however they are given."""

from dataclasses import fields

import click
import pytest
from click.testing import CliRunner

from plainleaf.cli.variants import OPTIONS, varied
from plainleaf.pipeline import Variant


@pytest.fixture
def asked():
    """The variant that a command line asks for, and its exit code."""
    given: list[tuple[str, Variant]] = []

    @click.command
    @click.argument("name")
    @varied
    def command(name: str, variant: Variant) -> None:
        given.append((name, variant))

    def run(*arguments: str) -> tuple[int, Variant | None, str]:
        given.clear()
        result = CliRunner().invoke(command, ["testol", *arguments])
        assert [name for name, _ in given] == ["testol"] * len(given)
        return result.exit_code, given[0][1] if given else None, result.output

    return run


@pytest.mark.parametrize(
    ("arguments", "variant"),
    [
        ((), Variant()),
        (("--starting",), Variant(starting=True)),
        (("--chart",), Variant(chart=True)),
        (("--short", "--chart"), Variant(chart=True, short=True)),
        (("--also", "en"), Variant(also="en")),
        (("--face", "nastaliq"), Variant(face="nastaliq")),
        (("--fold", "duplex"), Variant(fold="duplex")),
        (("--fold=booklet", "--short"), Variant(short=True, fold="booklet")),
    ],
)
def test_options_become_one_value(asked, arguments, variant):
    assert asked(*arguments)[:2] == (0, variant)


def test_an_unknown_fold_is_wrong_use_with_the_known_ones(asked):
    code, variant, said = asked("--fold", "roll")
    assert (code, variant) == (2, None)
    assert "'duplex', 'booklet'" in said


def test_every_part_of_a_variant_has_its_option():
    def none() -> None:
        """Takes the options."""

    for option in OPTIONS:
        option(none)
    names = [option.name for option in reversed(none.__click_params__)]
    assert sorted(names) == sorted(field.name for field in fields(Variant))
