"""explain: what a finding means."""

import difflib

import click

from plainleaf.cli.options import Voice, speaking
from plainleaf.cli.streams import say
from plainleaf.findings import ExitCode, UsageFailure
from plainleaf.report import manuals


@click.command()
@click.argument("check", required=False)
@speaking
def explain(voice: Voice, check: str | None) -> ExitCode:  # noqa: ARG001 - each command has a voice
    """Say what CHECK looks for, with a bad and a good example; without CHECK, list all."""
    known = manuals()
    if check is None:
        width = max(map(len, known))
        for code, text in known.items():
            say(f"{code:{width}}  {text.splitlines()[0]}")
        return ExitCode.CLEAN
    if check not in known:
        near = difflib.get_close_matches(check, known, n=1)
        raise UsageFailure(
            f"there is no check “{check}”", f"did you mean {near[0]}?" if near else "`explain` lists all"
        )
    say(f"{check}\n\n{known[check]}")
    return ExitCode.CLEAN
