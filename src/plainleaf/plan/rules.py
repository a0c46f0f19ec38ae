"""The rules of a plan: does it add up, are its days whole, does it stay within what the sources set?"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from plainleaf.findings import Finding, Span
from plainleaf.plan.limits import Limits
from plainleaf.plan.model import PlanFile, is_written
from plainleaf.plan.reading import at
from plainleaf.source import Source

LONGEST = 366
"""Days of a plan: a longer one is a slip in a year."""

NEAR = 183
"""How many days from today the first day may be: a slip of one year is then out of reach, either way."""

TENTHS = 10
"""Of a millilitre: an oral syringe shows no less."""

CONFIRM = (
    "go back to the prescriber; if it is meant, add `prescriber_confirmed:` with the reason to this step"
)
CONFIRM_END = (
    "stopping suddenly can kill: go back to the prescriber; "
    "if it is meant, add `prescriber_confirmed:` with the reason under `stops:`"
)

RULES: Mapping[str, str] = {
    "plan-form": """Is the plan written as a plan is?

    What is wrong is told by its field; no word of the file is repeated, for a plan is about a person.
    Bad: `name: …`, or a morning without a unit. Good: `morning: half tablet`.
    """,
    "plan-hand": """Is one strength in hand, and is it one that the monograph knows?

    Bad: `tablet: 25 mg` of a medicine with tablets of 5, 10 and 20 mg; a tablet and a liquid in one plan.
    Good: `tablet: 10 mg`.
    """,
    "plan-part": """Can each amount be taken as it is written?

    Whole tablets; halves where the tablet has a line (`scored: true`); millilitres to a tenth.
    Bad: `morning: 2.25 mL`. Good: `morning: 2.5 mL`.
    """,
    "plan-sum": """Do the doses of a day add up to its total?

    Bad: one tablet of 10 mg in the morning and one in the evening, `total: 30 mg`. Good: `total: 20 mg`.
    """,
    "plan-days": """Does each day belong to one step, and one alone?

    And is it a plan for the days to come? The first day is within half a year of today, the last one is not over.
    Bad: a step ends on the 5th, the next begins on the 7th, or on the 5th. Good: it begins on the 6th.
    """,
    "plan-highest": """Does each day stay within the highest dose that the sources give?

    Bad: more than `max_daily` of the monograph. Good: at most as much.
    """,
    "plan-step": """Is no step larger or faster than the sources allow, unless the prescriber has confirmed it?

    Steps up are compared with those of the labels. No source gives a size or a pace for steps down, so those of steps
    up hold. A confirmation is for the step it stands in.
    Bad: three days of 15 mg, then 60 mg. Good: then 30 mg; or `prescriber_confirmed:` with the reason in that step.
    """,
    "plan-stop": """Is the way to the last dose as long as the sources ask for, unless the prescriber has confirmed it?

    Stopping baclofen suddenly can kill. The way begins with the first step down from a dose that was taken as long as
    the whole way must last.
    Bad: 60 mg one day, none the next. Good: steps down over a week or two; or `prescriber_confirmed:` under `stops:`.
    """,
    "plan-child": """Is the plan for an adult, where the monograph has no facts for children?

    Bad: `patient: child`. Good: `patient: adult`; a child's plan is made by other means.
    """,
    "plan-limits": """Does the monograph name the limits of a plan?

    Bad: a medicine without `limits:`. Good: `limits: {highest: max_daily, …}`.
    """,
}


def check_plan(plan: PlanFile, source: Source, limits: Limits, today: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a plan, each a sentence that names its field and no value.

    Steps are compared once their amounts are right: a wrong sum is to be mended, not confirmed.
    """
    amounts = (*_hand(plan, source, limits), *_parts(plan, source), *_amounts(plan, source, limits))
    return (
        *_patient(plan, source),
        *amounts,
        *_days(plan, source, today),
        *(() if amounts else _steps(plan, source, limits)),
    )


def _patient(plan: PlanFile, source: Source) -> Iterator[Finding]:
    if plan.patient == "child":
        said = "the plan is for a child, and the monograph has no facts for children"
        hint = "this program makes no plan for children: ask a pharmacist"
        yield Finding("plan-child", said, at(source, "patient"), hint)


def _hand(plan: PlanFile, source: Source, limits: Limits) -> Iterator[Finding]:
    if plan.tablet is not None and plan.liquid is not None:
        said = "“tablet” and “liquid” both say what is in hand"
        yield Finding("plan-hand", said, at(source, "liquid"), "keep one; two products are two plans")
    elif plan.in_hand is None:
        said = "nothing says which strength is in hand"
        yield Finding("plan-hand", said, at(source), "add `tablet: 10 mg` or `liquid: 5 mg in 5 mL`")
    elif plan.in_hand not in limits.in_hand:
        field = "tablet" if plan.tablet is not None else "liquid"
        said = f"“{field}” is a strength that the monograph does not know in this country"
        yield Finding("plan-hand", said, at(source, field), "look at the label on the box or bottle again")
    if plan.scored and plan.tablet is None and plan.liquid is not None:
        said = "“scored” is about tablets, and a liquid is in hand"
        yield Finding("plan-hand", said, at(source, "scored"), "delete this line")


def _parts(plan: PlanFile, source: Source) -> Iterator[Finding]:
    for number, step in enumerate(plan.steps):
        for time, part in step.taken.items():
            place, field = at(source, "steps", number, time), f"“{time}” of step {number + 1}"
            mass = plan.milligrams(part)
            if mass is not None and not is_written(mass, plan.unit):
                said = f"{field} is no round amount of medicine with the strength in hand"
                yield Finding("plan-part", said, place, "choose an amount that can be measured")
            elif plan.in_hand is not None and mass is None:
                said = f"{field} is not in the unit of what is in hand"
                hint = "count tablets where tablets are in hand, millilitres (mL) where a liquid is"
                yield Finding("plan-part", said, place, hint)
            elif part.unit == "tablet" and part.number % 1 and not plan.scored:
                said = f"{field} halves a tablet, and nothing says that it can be halved"
                hint = "look for a line across the tablet; if it has one, add `scored: true`"
                yield Finding("plan-part", said, place, hint)
            elif part.unit == "mL" and (part.number * TENTHS) % 1:
                said = f"{field} is finer than an oral syringe shows"
                yield Finding(
                    "plan-part", said, place, "round it to a tenth of a millilitre with the prescriber"
                )


def _days(plan: PlanFile, source: Source, today: date) -> Iterator[Finding]:
    steps = plan.steps
    if abs((steps[0].begins - today).days) > NEAR:
        said = "the first day is more than half a year from today"
        yield Finding("plan-days", said, at(source, "steps", 0, "first"), "look at the year")
    for number, step in enumerate(steps):
        place = at(source, "steps", number, "last")
        if step.ends is not None and step.ends < step.begins:
            said = f"step {number + 1} ends before it begins"
            yield Finding("plan-days", said, place, "look at both days")
        if step.ends is None and (number < len(steps) - 1 or plan.stops is not None):
            said = f"“last” of step {number + 1} is missing: another step, or the end, comes after it"
            yield Finding("plan-days", said, at(source, "steps", number), "add the last day of this step")
    for number, (before, after) in enumerate(pairwise(steps), 1):
        if before.ends is not None:
            place, field = at(source, "steps", number, "first"), f"step {number + 1}"
            yield from _joined(before.ends, after.begins, field, f"step {number}", place)
    final = steps[-1].ends
    if plan.stops is not None and final is not None:
        yield from _joined(final, plan.stops.date, "“stops”", f"step {len(steps)}", at(source, "stops"))
    if ((final or steps[-1].begins) - steps[0].begins).days > LONGEST:
        said = "the plan lasts longer than a year"
        field = "last" if final else "first"
        yield Finding("plan-days", said, at(source, "steps", len(steps) - 1, field), "look at the years")
    if final is not None and final < today:
        said = "the plan is over: its last day lies before today"
        yield Finding(
            "plan-days", said, at(source, "steps", len(steps) - 1, "last"), "look at the months and years"
        )
    if final is not None and plan.stops is None:
        said = "nothing says what comes after the last day"
        hint = "leave out “last” of the last step if it goes on; add `stops:` with the first day without a dose if not"
        yield Finding("plan-days", said, at(source, "steps", len(steps) - 1, "last"), hint)


def _joined(ended: date, begun: date, what: str, before: str, place: Span) -> Iterator[Finding]:
    if (begun - ended).days > 1:
        said = f"days without any dose lie between {before} and {what}"
        yield Finding("plan-days", said, place, "a step begins the day after the one before it ends")
    elif begun <= ended:
        said = f"{what} begins on a day that still belongs to {before}"
        yield Finding("plan-days", said, place, "a step begins the day after the one before it ends")


def _amounts(plan: PlanFile, source: Source, limits: Limits) -> Iterator[Finding]:
    for number, step in enumerate(plan.steps):
        place = at(source, "steps", number, "total")
        if not step.taken:
            said = f"step {number + 1} has no dose at any time of day"
            hint = "write what is taken in the morning, at midday, in the evening or at bedtime; `stops:` ends a plan"
            yield Finding("plan-sum", said, at(source, "steps", number), hint)
            continue
        if plan.in_hand is not None and step.total.unit != plan.unit:
            said = f"“total” of step {number + 1} is not in the unit that the strength in hand is in"
            yield Finding("plan-sum", said, place, "write it in the unit that stands on the box or bottle")
        parts = [plan.milligrams(part) for part in step.taken.values()]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and sum(known) != step.day:
            said = f"the doses of step {number + 1} do not add up to its “total”"
            yield Finding(
                "plan-sum", said, place, "count again with the strength in hand; one of them is wrong"
            )
        if max(step.day, sum(known)) > limits.highest:
            said = f"step {number + 1} is above the highest dose a day that the sources give"
            yield Finding(
                "plan-highest", said, place, "go back to the prescriber: this program prints no higher dose"
            )


def _steps(plan: PlanFile, source: Source, limits: Limits) -> Iterator[Finding]:
    """What is too large or too fast and nobody has confirmed; and confirmations that nothing needs."""
    for number, step in enumerate(plan.steps):
        found = [*_change(plan, number, source, limits)]
        yield from _unconfirmed(found, step.prescriber_confirmed, source, "steps", number)
    yield from _unconfirmed([*_stopping(plan, source, limits)], plan.prescriber_confirmed, source)


def _unconfirmed(
    found: list[Finding], reason: str | None, source: Source, *route: str | int
) -> Iterator[Finding]:
    if reason is None:
        yield from found
    elif not found:
        said = "“prescriber_confirmed” stands where nothing needs it"
        place = at(source, *route, "prescriber_confirmed")
        yield Finding("plan-step", said, place, "delete it: it would hide a later slip")


def _change(plan: PlanFile, number: int, source: Source, limits: Limits) -> Iterator[Finding]:
    """What is wrong with the way from one step to the next, or from what is taken now to the first."""
    step, before = plan.steps[number], plan.before(number)
    place, name = at(source, "steps", number, "total"), f"step {number + 1}"
    up, down = step.day > before, step.day < before
    if up and step.day - before > (limits.size if before else limits.start):
        what = "goes up by more" if before else "begins higher"
        yield Finding("plan-step", f"{name} {what} than the sources allow", place, CONFIRM)
    if down and before - step.day > limits.size:
        said = f"{name} goes down by more than one step of the sources"
        yield Finding("plan-step", said, place, CONFIRM)
    if number and (up or down) and (step.begins - plan.since(number - 1)).days < limits.every:
        said = f"{name} goes {'up' if up else 'down'} sooner than the sources allow"
        yield Finding("plan-step", said, at(source, "steps", number, "first"), CONFIRM)


def _stopping(plan: PlanFile, source: Source, limits: Limits) -> Iterator[Finding]:
    """What is wrong with the way to the day without a dose."""
    if plan.stops is None:
        return
    place, final = at(source, "stops"), len(plan.steps) - 1
    if plan.steps[final].day > limits.size:
        said = "the last step before the end is more than one step of the sources"
        yield Finding("plan-stop", said, place, CONFIRM_END)
    elif (plan.stops.date - _way_down(plan, limits)).days < limits.stop_over:
        said = "the way down to the last dose is shorter than the sources ask for"
        yield Finding("plan-stop", said, place, CONFIRM_END)


def _way_down(plan: PlanFile, limits: Limits) -> date:
    """The day of its first step down: from a dose that was risen to, or held as long as the whole way must last."""
    assert plan.stops is not None
    began = plan.stops.date
    for number in reversed(range(len(plan.steps))):
        step, before = plan.steps[number], plan.before(number)
        if step.day > before:
            break
        if step.day < before:
            began = step.begins
            if number and (began - plan.since(number - 1)).days >= limits.stop_over:
                break
    return began
