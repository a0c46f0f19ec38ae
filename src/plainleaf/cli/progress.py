"""Progress: one moving line with an estimate on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator

import click

from plainleaf.pipeline import Outcome


def shown(outcomes: Iterable[Outcome], total: int, *, quiet: bool) -> Iterator[Outcome]:
    """Passes outcomes on, and tells of each on stderr."""
    started, moving = time.monotonic(), sys.stderr.isatty()
    for done, outcome in enumerate(outcomes, 1):
        if not quiet:
            line = _line(outcome)
            if moving:
                left = (time.monotonic() - started) / done * (total - done)
                click.echo(f"\r\033[K{line}\n{done} of {total}, about {left:.0f} s left", err=True, nl=False)
            else:
                click.echo(f"[{done}/{total}] {line}", err=True)
        yield outcome
    if moving and not quiet:
        click.echo("\r\033[K", err=True, nl=False)


def _line(outcome: Outcome) -> str:
    if outcome.entry is None:
        errors = sum(finding.is_error for finding in outcome.findings)
        return f"withheld {outcome.job}: {errors} errors"
    how = "unchanged" if outcome.cached else f"{outcome.seconds:.1f} s"
    return f"made {outcome.entry.path}: {outcome.entry.pages} pages, {how}"
