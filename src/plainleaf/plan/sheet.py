"""A plan on paper: the medicine's leaflet with the plan in the place of its sections."""

from dataclasses import replace
from typing import Protocol

from plainleaf.plan.model import PlanFile, StepText, in_unit
from plainleaf.translate import leaflet as made
from plainleaf.translate.leaflet import Leaflet, Words
from plainleaf.translate.phrases import Speaker
from plainleaf.values.kinds import TIMES_OF_DAY


class Says(Protocol):
    """Gives a word of the page, its placeholders filled."""

    def __call__(self, id: str, **parts: str) -> Words: ...


def plan_leaflet(leaflet: Leaflet, plan: PlanFile, speaker: Speaker, says: Says) -> Leaflet:
    """The sheet: what can kill first, then lines for name and birth, the strength in hand, each step, what was checked.

    It holds a plan and no sign of who it is for, or of who signed the leaflet: they have not seen the plan.
    """
    dangers = tuple(one for one in leaflet.front if isinstance(one, made.Warning) and one.level == "danger")
    return replace(
        leaflet,
        front=dangers,
        sections=(made.Section("plan", says("plan"), tuple(_blocks(plan, speaker, says))),),
        words=leaflet.words | {"name_line": says("name_line")},
        sheet=True,
        short=False,
        process=(),
        clinic=replace(leaflet.clinic, note=(), others=(), link=""),
    )


def _blocks(plan: PlanFile, speaker: Speaker, says: Says) -> list[made.Block]:
    assert plan.in_hand is not None
    strength = "plan_tablet" if plan.tablet is not None else "plan_liquid"
    used = {time for step in plan.steps for time in step.taken}
    times = tuple(time for time in TIMES_OF_DAY if time in used)
    blocks: list[made.Block] = [
        made.Lines((says("name_line"), says("birth_line"))),
        made.Text(says("plan_yours")),
        made.Text(says(strength, strength=speaker.speak(plan.in_hand))),
    ]
    for number, step in enumerate(plan.steps, 1):
        blocks.append(_step(plan, step, number, times, speaker, says))
    if plan.stops is not None:
        blocks.append(made.Text(says("plan_stop", date=speaker.day(plan.stops))))
    elif plan.steps[-1].last is None:
        blocks.append(made.Text(says("plan_goes_on")))
    blocks.append(made.Text(says("plan_call")))
    if plan.confirmed:
        blocks.append(made.Text(says("plan_confirmed")))
    return [*blocks, made.Text(says("plan_checked")), made.Lines((says("sign_line"),))]


def _step(
    plan: PlanFile, step: StepText, number: int, times: tuple[str, ...], speaker: Speaker, says: Says
) -> made.Step:
    days = [says("plan_first", date=speaker.day(step.first))]
    if step.last is not None:
        days.append(says("plan_last", date=speaker.day(step.last)))
    heading = says("plan_step", step=speaker.count(number), steps=speaker.count(len(plan.steps)))
    cells = tuple(
        (time, _plain(speaker.word(time), heading), _dose(plan, step, time, speaker, says)) for time in times
    )
    total = says("plan_total", amount=speaker.speak(step.total))
    return made.Step(heading, tuple(days), cells, total)


def _dose(plan: PlanFile, step: StepText, time: str, speaker: Speaker, says: Says) -> Words:
    part, nothing = step.taken.get(time), says("plan_no_dose")
    if part is None:
        return nothing
    mass = plan.milligrams(part)
    assert mass is not None
    return _plain(speaker.makes(part, in_unit(mass, plan.unit)), nothing)


def _plain(text: str, beside: Words) -> Words:
    """A value that stands alone, in the language of another text of the sheet."""
    return Words(text, beside.language, "the plan")
