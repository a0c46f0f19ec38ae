"""What a run came to: outcomes in order and each finding once."""

from collections.abc import Iterable
from dataclasses import dataclass

from plainleaf.findings import ExitCode, Finding, Severity, ordered
from plainleaf.pipeline import Outcome


@dataclass(frozen=True)
class Summary:
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    exit_code: ExitCode

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def summarise(outcomes: Iterable[Outcome], more: Iterable[Finding] = (), *, strict: bool = False) -> Summary:
    """1 where something was withheld or an error was found (with ``strict`` a warning too)."""
    outcomes = tuple(sorted(outcomes, key=lambda outcome: outcome.job))
    findings = ordered([*more, *(finding for outcome in outcomes for finding in outcome.findings)])
    bad = any(strict or finding.is_error for finding in findings) or any(
        not outcome.made for outcome in outcomes
    )
    return Summary(outcomes, findings, ExitCode.WITHHELD if bad else ExitCode.CLEAN)
