"""Cases: what a run came to, leaflet by leaflet, as reports for CI show it."""

from dataclasses import dataclass
from enum import StrEnum

from plainleaf.findings import Finding
from plainleaf.pipeline import Job, withholding
from plainleaf.report.summary import Summary


class State(StrEnum):
    """What became of a leaflet, worst first: of a build, then of a check."""

    WITHHELD = "withheld"
    FAULTY = "faulty"
    MADE = "made"
    UNCHANGED = "unchanged"
    CLEAN = "clean"

    @property
    def is_failure(self) -> bool:
        return self in {State.WITHHELD, State.FAULTY}


@dataclass(frozen=True)
class Case:
    """One leaflet. ``path`` is where its PDF lies in out/, "" where there is none."""

    job: Job
    state: State
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    path: str = ""


def cases(summary: Summary) -> tuple[Case, ...]:
    """A case for each leaflet looked at, in the order of names."""
    if summary.checked:
        told = set(summary.findings)
        return tuple(
            _checked(one.job, tuple(f for f in one.findings if f in told), one.seconds, strict=summary.strict)
            for one in summary.checked
        )
    return tuple(
        Case(
            one.job, _state(one.made, one.cached), one.findings, one.seconds, one.job.path if one.made else ""
        )
        for one in summary.outcomes
    )


def shared(summary: Summary) -> tuple[Finding, ...]:
    """What was found that no leaflet tells of: what all share could not be read, or a file not be removed."""
    told = {finding for case in cases(summary) for finding in case.findings}
    return tuple(finding for finding in summary.findings if finding not in told)


def by_medicine(found: tuple[Case, ...]) -> dict[str, tuple[Case, ...]]:
    """The same cases under the medicines' names."""
    held: dict[str, list[Case]] = {}
    for case in found:
        held.setdefault(case.job.medicine, []).append(case)
    return {medicine: tuple(some) for medicine, some in held.items()}


def edition(job: Job) -> str:
    """What tells a leaflet from others of its medicine and language: “oral, large, letter”."""
    return ", ".join([job.form, job.profile, job.paper, *job.variant.extras])


def _state(made: bool, cached: bool) -> State:
    if not made:
        return State.WITHHELD
    return State.UNCHANGED if cached else State.MADE


def _checked(job: Job, findings: tuple[Finding, ...], seconds: float, *, strict: bool) -> Case:
    state = State.FAULTY if withholding(findings, strict=strict) else State.CLEAN
    return Case(job, state, findings, seconds)
