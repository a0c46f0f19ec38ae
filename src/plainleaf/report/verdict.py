"""What a run came to, in one line and in numbers."""

from plainleaf.findings import Severity
from plainleaf.report.cases import State, cases
from plainleaf.report.summary import Summary


def verdict(summary: Summary) -> str:
    """“2 of 30 leaflets withheld”; never that a leaflet is right, for no program can know it."""
    found = cases(summary)
    failed = sum(case.state.is_failure for case in found)
    checked = bool(summary.checked)
    if failed:
        return f"{failed} of {_leaflets(len(found))} {'with errors' if checked else 'withheld'}"
    if summary.exit_code:
        return "errors were found"
    if not found:
        return "no leaflet was looked at"
    return f"{_leaflets(len(found))}, {'no error found' if checked else 'none withheld'}"


def counts(summary: Summary) -> tuple[tuple[str, int], ...]:
    """Names and numbers, leaflets before findings."""
    found = cases(summary)
    states = [State.FAULTY, State.CLEAN] if summary.checked else [State.MADE, State.UNCHANGED, State.WITHHELD]
    names = {State.FAULTY: "with errors", State.CLEAN: "without errors", State.MADE: "printed anew"}
    leaflets = [
        (names.get(state, str(state)), sum(case.state is state for case in found)) for state in states
    ]
    errors, warnings = summary.count(Severity.ERROR), summary.count(Severity.WARNING)
    return (*leaflets, ("errors", errors), ("warnings", warnings))


def _leaflets(number: int) -> str:
    return f"{number} {'leaflet' if number == 1 else 'leaflets'}"
