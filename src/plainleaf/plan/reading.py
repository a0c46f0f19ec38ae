"""Reads a plan file: whatever is wrong with it is told by its field, and no word of it is repeated."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from plainleaf.findings import Finding, Refused, Span, UsageFailure
from plainleaf.monograph.authored import route_of
from plainleaf.plan.model import PlanFile, StepText
from plainleaf.source import LARGEST, Source, parse
from plainleaf.values.kinds import TIMES_OF_DAY

WHERE = "the plan"
"""In the place of the file's name, which may be a patient's."""

PART = "write whole or half tablets, or millilitres: 2 tablets, half tablet, 1 and a half tablets, 2.5 mL"
DAY = "write year, month and day, such as 2026-05-31"
HOW: Mapping[str, str] = {
    "format": "write `format: 1`",
    "medicine": "write the name of a medicine of this project, such as baclofen",
    "language": "write the short name of the patient's language, such as vi for Vietnamese",
    "also": "write the short name of the second language, such as en for English",
    "clinic": "write the name of a clinic file, such as default",
    "patient": "write adult or child",
    "taking_now": "write what is taken a day before the plan begins, such as 15 mg; 0 mg for who takes none",
    "tablet": "write the strength of one tablet, such as 10 mg",
    "scored": "write true where the tablet has a line to break it at, else leave it out",
    "liquid": "write the strength of the liquid, such as 5 mg in 5 mL",
    "steps": "write each step after a hyphen: first, last, the times of day, total",
    "first": DAY,
    "last": f"{DAY}; leave it out where the last step goes on",
    "stops": f"{DAY}: the first day without a dose",
    "total": "write all that is taken in a day, such as 15 mg",
    "prescriber_confirmed": "write why, in a few words; they are not printed",
    **dict.fromkeys(TIMES_OF_DAY, PART),
}
"""What to write, by field."""


def read_plan(file: Path) -> tuple[PlanFile, Source]:
    """The plan and its source, with places and no name; raises Refused, UsageFailure where it cannot be opened."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise UsageFailure(f"the plan file cannot be read: {error.strerror}", "look at its name") from None
    try:
        source = parse.__wrapped__(WHERE, data)
    except Refused as refused:
        raise Refused(_blank(finding) for finding in refused.findings) from None
    try:
        return PlanFile.model_validate(source.data), source
    except ValidationError as error:
        found = tuple(_findings(error.errors(include_input=False, include_url=False), source))
    raise Refused(found)


def named(route: tuple[str | int, ...]) -> str:
    """A field as a nurse finds it: “total” of step 2."""
    field = next((f"“{part}”" for part in reversed(route) if isinstance(part, str)), "the plan")
    numbers = [part + 1 for part in route if isinstance(part, int)]
    return f"{field} of step {numbers[0]}" if numbers and len(route) > 2 else field  # noqa: PLR2004


def _blank(finding: Finding) -> Finding:
    """A fault of the file's form, without what it quotes."""
    hint = "look at the indents, colons and quotes of that line; docs/clinics.md has a plan to copy"
    return Finding("plan-form", "the file cannot be read from here on", finding.place, hint)


def _findings(errors: list[ErrorDetails], source: Source) -> Iterator[Finding]:
    known = frozenset(PlanFile.model_fields) | frozenset(StepText.model_fields)
    for detail in errors:
        location = tuple(step for step in detail["loc"] if isinstance(step, int) or step in known)
        route = route_of(detail["loc"], source)
        place = source.place(route)
        if detail["type"] == "extra_forbidden":
            said = "a line here is none that a plan has; nothing about the person belongs in this file"
            fields = StepText.model_fields if "steps" in detail["loc"] else PlanFile.model_fields
            yield Finding("plan-form", said, source.key_place(route), f"known here: {', '.join(fields)}")
        elif detail["type"] == "missing":
            yield Finding("plan-form", f"{named(location)} is missing", place, _how(location))
        elif not location:
            yield Finding("plan-form", "the file holds no plan", place, "docs/clinics.md has a plan to copy")
        else:
            yield Finding("plan-form", f"{named(location)} cannot be read", place, _how(location))


def _how(route: tuple[str | int, ...]) -> str:
    return next((HOW[part] for part in reversed(route) if isinstance(part, str) and part in HOW), "")


def at(source: Source, *route: str | int) -> Span:
    """Where a field of the plan stands."""
    return source.place(route)
