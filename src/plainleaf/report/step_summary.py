"""What GitHub shows on the page of a workflow run: counts, leaflets by language, the first findings, as Markdown."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from plainleaf.findings import Finding
from plainleaf.report.cases import Case, State, by_medicine, cases
from plainleaf.report.formats import printable
from plainleaf.report.summary import Summary
from plainleaf.report.verdict import counts, verdict

MOST_FINDINGS = 50
MOST_ROWS = 100
LONGEST = 300
"""Characters of a message: GitHub takes a mebibyte from a step, and then nothing of it."""

SIGNS = {
    State.WITHHELD: "❌ withheld",
    State.FAULTY: "❌ faulty",
    State.MADE: "✅",
    State.UNCHANGED: "☑️",
    State.CLEAN: "✅",
}

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#|~!&+-])")
_SHORTCODE = re.compile(r":(?=[\w+-]+:)")


def step_summary(summary: Summary, root: Path, *, color: bool = False) -> str:  # noqa: ARG001 - one signature for all
    """Ends in an empty line, because steps append to one file."""
    return "\n".join([*_lines(summary), "", ""])


def _lines(summary: Summary) -> Iterator[str]:
    found = cases(summary)
    yield f"## plainleaf: {_escaped(verdict(summary))}"
    yield ""
    yield ", ".join(f"**{number}** {name}" for name, number in counts(summary)) + "."
    if found:
        yield ""
        yield from _table(found)
    if summary.findings:
        yield ""
        yield "### Findings"
        yield ""
        yield from _findings(summary.findings)


def _table(found: tuple[Case, ...]) -> Iterator[str]:
    tags = sorted({case.job.tag for case in found})
    rows = [(_worst(some), medicine, some) for medicine, some in by_medicine(found).items()]
    rows.sort(key=lambda row: not row[0].is_failure)
    yield f"| medicine | {' | '.join(tags)} |"
    yield "| :-- |" + " :-: |" * len(tags)
    for _, medicine, some in rows[:MOST_ROWS]:
        cells = [_cell([case for case in some if case.job.tag == tag]) for tag in tags]
        yield f"| {_escaped(medicine)} | {' | '.join(cells)} |"
    states = {case.state for case in found}
    legend = {State.MADE: "✅ made", State.UNCHANGED: "☑️ made and unchanged", State.CLEAN: "✅ no error"}
    if told := [words for state, words in legend.items() if state in states]:
        yield ""
        yield ", ".join(told)
    if len(rows) > MOST_ROWS:
        yield ""
        yield f"… and {len(rows) - MOST_ROWS} more medicines"


def _cell(some: Sequence[Case]) -> str:
    return SIGNS[_worst(some)] if some else "–"


def _worst(some: Sequence[Case]) -> State:
    return min((case.state for case in some), key=list(State).index)


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    """Errors first; each on a line."""
    ranked = sorted(findings, key=lambda finding: not finding.is_error)
    for finding in ranked[:MOST_FINDINGS]:
        place, check = _code(str(finding.place)), _code(finding.check)
        yield f"- **{finding.severity}** {place} {_escaped(_said(finding))} ({check})"
    if len(ranked) > MOST_FINDINGS:
        yield ""
        yield f"… and {len(ranked) - MOST_FINDINGS} more"


def _said(finding: Finding) -> str:
    said = finding.message + (f" ({finding.hint})" if finding.hint else "")
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"


def _escaped(text: str) -> str:
    """As it stands: no markup, no emoji, no formula, nobody called by name."""
    plain = _SPECIAL.sub(r"\\\1", printable(text).replace("\t", " "))
    return _SHORTCODE.sub("&#58;", plain).replace("@", "&#64;").replace("$", "&#36;")


def _code(text: str) -> str:
    text = printable(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"
