"""What a run came to: outcomes in order and each finding once."""

from collections.abc import Iterable
from dataclasses import dataclass

from plainleaf.findings import ExitCode, Finding, Severity, ordered
from plainleaf.pipeline import Job, Outcome


@dataclass(frozen=True)
class Checked:
    """A leaflet that was looked at and not to be made, with what was found."""

    job: Job
    findings: tuple[Finding, ...]
    seconds: float = 0.0


@dataclass(frozen=True)
class Summary:
    """``checked`` tells by leaflet what a check found; ``strict`` whether a warning counts as an error."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    exit_code: ExitCode
    checked: tuple[Checked, ...] = ()
    strict: bool = False

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def summarise(
    outcomes: Iterable[Outcome],
    more: Iterable[Finding] = (),
    *,
    checked: Iterable[Checked] = (),
    strict: bool = False,
) -> Summary:
    """1 where something was withheld or an error was found (with ``strict`` a warning too)."""
    outcomes = tuple(sorted(outcomes, key=lambda outcome: outcome.job))
    findings = ordered([*more, *(finding for outcome in outcomes for finding in outcome.findings)])
    bad = any(strict or finding.is_error for finding in findings) or any(
        not outcome.made for outcome in outcomes
    )
    code = ExitCode.WITHHELD if bad else ExitCode.CLEAN
    return Summary(outcomes, findings, code, tuple(sorted(checked, key=lambda one: one.job)), strict)
