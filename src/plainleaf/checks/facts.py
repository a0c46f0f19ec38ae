"""Checks over facts and sources of a monograph."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from plainleaf.checks.check import Check, MonographFile
from plainleaf.checks.sections import Edition, editions
from plainleaf.findings import Finding, Severity
from plainleaf.monograph import passages
from plainleaf.monograph.facts import Fact
from plainleaf.monograph.walk import named_facts
from plainleaf.source import Route
from plainleaf.translate.references import references, resolve
from plainleaf.values.kinds import MASS_UNITS, Amount, Duration, Frequency, Strength, Value

SPECIAL_FACTS = ("brands",)
"""Facts that the page itself prints."""


@dataclass(frozen=True)
class PlanPart:
    """What one key of a starting plan needs."""

    words: str
    fits: Callable[[Value], bool]


def _is_mass(value: Value) -> bool:
    return isinstance(value, Amount) and value.unit in MASS_UNITS


def _all_are(value: Value, kind: type) -> bool:
    return all(isinstance(one, kind) for one in (value if isinstance(value, tuple) else (value,)))


PLAN_PARTS: Mapping[str | int, PlanPart] = {
    "every": PlanPart("whole days", lambda v: isinstance(v, Duration) and v.unit == "day" and v.low is None),
    "times": PlanPart("times of day", lambda v: isinstance(v, Frequency) and bool(v.at)),
    "doses": PlanPart("one dose", lambda v: isinstance(v, Amount) and v.unit in (*MASS_UNITS, "tablet")),
    "highest": PlanPart("one mass", _is_mass),
    "raise_from": PlanPart("one mass", _is_mass),
    "raise_to": PlanPart("one mass", _is_mass),
    "stop_over": PlanPart("days or weeks", lambda v: isinstance(v, Duration) and v.unit in ("day", "week")),
    "tablets": PlanPart("masses", lambda v: _all_are(v, Amount)),
    "liquids": PlanPart("strengths", lambda v: _all_are(v, Strength)),
}


def undefined_fact(file: MonographFile) -> Iterator[Finding]:
    """Does each placeholder name a fact, and a role that this kind of fact has?

    Bad: `text: Start with {start_doze}.`
    Good: `text: Start with {start_dose}.`
    """
    for passage in passages(file.monograph):
        for name in references(passage.text):
            if resolve(name, file.monograph) is None:
                place = file.source.place(passage.route, f"{{{name}}}")
                known = ", ".join(sorted(file.monograph.facts)[:8])
                yield Finding(
                    "undefined-fact",
                    f"{{{name}}} names no fact, or a role its kind has not",
                    place,
                    f"facts here: {known} …",
                )
    for route, name in named_facts(file.monograph):
        if name not in file.monograph.facts:
            hint = "mend the name, or write the fact under facts:"
            yield Finding("undefined-fact", f"“{name}” names no fact", file.source.place(route), hint)


def unfit_fact(file: MonographFile) -> Iterator[Finding]:
    """Do a starting plan and the limits of plans name facts of the kinds they need?

    Each row lasts whole days; the columns are times of day; each cell is one dose. Limits are masses, days, strengths.
    Bad: `starting: {every: start_dose, times: start_times, doses: [start_dose, next_dose]}`
    Good: `starting: {every: step_days, times: start_times, doses: [start_dose, next_dose]}`
    """
    for route, name in named_facts(file.monograph):
        part = next(PLAN_PARTS[step] for step in reversed(route) if step in PLAN_PARTS)
        held = file.monograph.variants(name) if name in file.monograph.facts else ()
        if not all(part.fits(fact.value) for fact in held):
            said = f"the fact “{name}” does not hold {part.words}"
            yield Finding("unfit-fact", said, file.source.place(route), f"name one that holds {part.words}")


def unused_fact(file: MonographFile) -> Iterator[Finding]:
    """Does every fact print somewhere?

    A fact nobody reads is one nobody checks; often a text was cut or a name misspelt.
    Bad: `facts: {old_limit: {amount: 90 mg, sources: [us-label]}}` that no text names.
    Good: the fact deleted, or `{old_limit}` in a text.
    """
    named = {name for passage in passages(file.monograph) for name in references(passage.text)}
    used = {reference.fact for name in named if (reference := resolve(name, file.monograph))}
    used |= {name for _, name in named_facts(file.monograph)}
    for name in file.monograph.facts:
        if name not in used and name not in SPECIAL_FACTS:
            yield Finding(
                "unused-fact",
                f"no text names the fact “{name}”",
                file.source.key_place(("facts", name)),
                "delete it or name it in a text",
            )


def unsourced_fact(file: MonographFile) -> Iterator[Finding]:
    """Does every fact say where it stands?

    Bad: `max_daily: {amount: 80 mg}`
    Good: `max_daily: {amount: 80 mg, sources: [us-label]}`
    """
    for route, _, fact in _facts(file):
        if not fact.sources:
            yield Finding(
                "unsourced-fact", "the fact names no source", file.source.place(route), "add sources: [ … ]"
            )


def unknown_source(file: MonographFile) -> Iterator[Finding]:
    """Is each source a fact names listed under `sources:`?

    Bad: `sources: [us-lable]`
    Good: `sources: [us-label]`
    """
    for route, _, fact in _facts(file):
        for index, name in enumerate(fact.sources):
            if name not in file.monograph.sources:
                place = file.source.place((*route, "sources", index))
                known = ", ".join(file.monograph.sources)
                yield Finding(
                    "unknown-source", f"the source “{name}” is not listed", place, f"listed: {known}"
                )


def overlapping_fact(file: MonographFile) -> Iterator[Finding]:
    """Does each jurisdiction and form have one value for a fact?

    Of two values for one country and one form nobody could tell which prints.
    Bad: two variants of `max_daily` with `jurisdiction: US`.
    Good: one for US, one for GB.
    """
    for name in file.monograph.facts:
        seen: set[Edition] = set()
        for route, _, fact in _facts(file, name):
            held = {edition for edition in editions(file.monograph) if fact.holds(*edition)}
            if seen & held:
                both = ", ".join(sorted({jurisdiction for jurisdiction, _ in seen & held}))
                yield Finding(
                    "overlapping-fact",
                    f"“{name}” has a second value for {both}",
                    file.source.place(route),
                    "keep one value a jurisdiction and form",
                )
            seen |= held


def formless_fact(file: MonographFile) -> Iterator[Finding]:
    """Does each fact say for which form it holds, where a medicine has several?

    A dose of the tablets must never print in the pump leaflet.
    Bad: `forms: [oral, pump]` and `max_daily: {amount: 80 mg, sources: [us-label]}`
    Good: `max_daily: {amount: 80 mg, form: oral, sources: [us-label]}`
    """
    forms = file.monograph.forms
    for route, name, fact in _facts(file):
        if fact.form is None and len(forms) > 1:
            said = f"the fact “{name}” does not say for which form it holds"
            hint = f"add form: {' or '.join(forms)}, or form: [{', '.join(forms)}]"
            yield Finding("formless-fact", said, file.source.place(route), hint)


def unverified_source(file: MonographFile) -> Iterator[Finding]:
    """Has somebody read each source in full?

    A warning in every report until then; it blocks a release.
    Bad: `verified: false`
    Good: the label read, the facts compared, and the line deleted.
    """
    for name, source in file.monograph.sources.items():
        if not source.verified:
            place = file.source.place(("sources", name, "verified"))
            yield Finding(
                "unverified-source",
                f"nobody has read “{source.title}” in full",
                place,
                "read it, compare each fact, then delete this line",
                Severity.WARNING,
            )


def _facts(file: MonographFile, wanted: str | None = None) -> Iterator[tuple[Route, str, Fact]]:
    for name, held in file.monograph.facts.items():
        if wanted is not None and name != wanted:
            continue
        if isinstance(held, list):
            yield from ((("facts", name, index), name, fact) for index, fact in enumerate(held))
        else:
            yield ("facts", name), name, held


CHECKS = (
    Check("undefined-fact", MonographFile, undefined_fact),
    Check("unfit-fact", MonographFile, unfit_fact),
    Check("unused-fact", MonographFile, unused_fact),
    Check("unsourced-fact", MonographFile, unsourced_fact),
    Check("unknown-source", MonographFile, unknown_source),
    Check("overlapping-fact", MonographFile, overlapping_fact),
    Check("formless-fact", MonographFile, formless_fact),
    Check("unverified-source", MonographFile, unverified_source),
)
