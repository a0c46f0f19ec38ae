"""Progress: one moving line with an estimate on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator

from plainleaf.cli.streams import counted, say
from plainleaf.pipeline import Outcome

CLEAR = "\r\033[K"


def shown(outcomes: Iterable[Outcome], total: int, *, quiet: bool) -> Iterator[Outcome]:
    """Passes outcomes on, and tells of each on stderr."""
    started, moving = time.monotonic(), sys.stderr.isatty() and not quiet
    try:
        for done, outcome in enumerate(outcomes, 1):
            if moving:
                left = (time.monotonic() - started) / done * (total - done)
                estimate = f"{done} of {total}, about {left:.0f} s left"
                say(f"{CLEAR}{_line(outcome)}\n{estimate}", err=True, nl=False)
            elif not quiet:
                say(f"[{done}/{total}] {_line(outcome)}", err=True)
            yield outcome
    finally:
        if moving:
            say(CLEAR, err=True, nl=False)


def _line(outcome: Outcome) -> str:
    if outcome.entry is None:
        errors = sum(finding.is_error for finding in outcome.findings)
        # With --strict, warnings alone withhold.
        reason = counted(errors, "error") if errors else counted(len(outcome.findings), "warning")
        return f"withheld {outcome.job}: {reason}"
    how = "unchanged" if outcome.cached else f"{outcome.seconds:.1f} s"
    return f"made {outcome.entry.path}: {counted(outcome.entry.pages, 'page')}, {how}"
