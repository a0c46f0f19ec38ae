"""Checks over facts, sources and sections of a monograph, and over a clinic."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plainleaf.checks.check import Check, ClinicFile, MonographFile
from plainleaf.findings import Finding, Severity
from plainleaf.monograph import Monograph, passages
from plainleaf.monograph.blocks import CallBlock
from plainleaf.monograph.facts import JURISDICTIONS, Fact
from plainleaf.monograph.model import SectionText
from plainleaf.monograph.walk import named_facts
from plainleaf.source import Route
from plainleaf.translate.references import references, resolve
from plainleaf.values.kinds import Amount, Duration, Frequency, Value

REQUIRED_SECTIONS = {
    "uses": "what it is for",
    "before": "before you take it",
    "interactions": "other medicines and alcohol",
    "pregnancy": "pregnancy and breast-feeding",
    "driving": "driving and machines",
    "how": "how to take it",
    "missed": "a missed dose",
    "overdose": "too much",
    "side-effects": "side effects",
    "stopping": "stopping",
    "storing": "how to store it",
    "about": "about this leaflet",
}
"""Section ids and what each tells (DESIGN.md, "The monograph"); "when to get help" is the front page's call boxes."""

ORAL_ALONE = ("missed", "storing")
"""Sections that a pump leaflet must not have: nobody misses, or stores, a dose that a pump gives."""

SPECIAL_FACTS = ("brands",)
"""Facts that the page itself prints."""


@dataclass(frozen=True)
class PlanPart:
    """What one key of a starting plan needs."""

    words: str
    fits: Callable[[Value], bool]


PLAN_PARTS = {
    "every": PlanPart("whole days", lambda v: isinstance(v, Duration) and v.unit == "day" and v.low is None),
    "times": PlanPart("times of day", lambda v: isinstance(v, Frequency) and bool(v.at)),
    "doses": PlanPart("one amount", lambda v: isinstance(v, Amount)),
}

REQUIRED_PHONES = ("emergency", "clinic")


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
    """Does a starting plan name facts of the kinds it needs?

    Each row lasts whole days; the columns are times of day; each cell is one amount.
    Bad: `starting: {every: start_dose, times: start_times, doses: [start_dose, next_dose]}`
    Good: `starting: {every: step_days, times: start_times, doses: [start_dose, next_dose]}`
    """
    for route, name in named_facts(file.monograph):
        said = PLAN_PARTS[next(str(step) for step in reversed(route) if step in PLAN_PARTS)]
        held = file.monograph.variants(name) if name in file.monograph.facts else ()
        if not all(said.fits(fact.value) for fact in held):
            hint = f"name a fact that holds {said.words}"
            yield Finding("unfit-fact", f"“{name}” is not {said.words}", file.source.place(route), hint)


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
            editions = {edition for edition in _editions(file.monograph) if fact.holds(*edition)}
            if seen & editions:
                both = ", ".join(sorted({jurisdiction for jurisdiction, _ in seen & editions}))
                yield Finding(
                    "overlapping-fact",
                    f"“{name}” has a second value for {both}",
                    file.source.place(route),
                    "keep one value a jurisdiction",
                )
            seen |= editions


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


def missing_section(file: MonographFile) -> Iterator[Finding]:
    """Does the monograph tell all that a patient must know?

    Bad: no section with `id: stopping`.
    Good: each required section there, and on the front page a call box for now and one for today.
    """
    lacking: dict[tuple[str, str], str] = {}
    for edition in _editions(file.monograph):
        where = "" if len(_editions(file.monograph)) == 1 else f" ({', '.join(edition)})"
        held = {section.id for section in _printed(file.monograph, edition)}
        for id, says in REQUIRED_SECTIONS.items():
            if id not in held and (id not in ORAL_ALONE or edition[1] == "oral"):
                lacking.setdefault((id, says), where)
        calls = {
            block.call
            for block in file.monograph.front
            if isinstance(block, CallBlock) and block.when.holds(*edition)
        }
        for level in ("now", "today"):
            if level not in calls:
                lacking.setdefault((level, ""), where)
    for (id, says), where in lacking.items():
        if says:
            said, key = f"the section “{id}” ({says}) is missing{where}", "sections"
            hint = f"add a section with id: {id}"
        else:
            said, key = f"the front page has no box for whom to call {id}{where}", "front"
            hint = f"add a block with call: {id}"
        yield Finding("missing-section", said, file.source.key_place((key,)), hint)


def repeated_section(file: MonographFile) -> Iterator[Finding]:
    """Is each section id used once in a leaflet?

    Bad: two sections with `id: how`.
    Good: `id: how` and `id: products`; or two with `id: how`, one `when: {form: oral}`, one `when: {form: pump}`.
    """
    editions = _editions(file.monograph)
    seen: dict[str, set[Edition]] = {}
    for number, section in enumerate(file.monograph.sections):
        held = seen.setdefault(section.id, set())
        prints = {edition for edition in editions if section.when.holds(*edition)}
        if held & prints:
            place = file.source.place(("sections", number, "id"))
            yield Finding(
                "repeated-section",
                f"the section id “{section.id}” stands twice",
                place,
                "give each section an id of its own",
            )
        held |= prints


def missing_phone(file: ClinicFile) -> Iterator[Finding]:
    """Has the clinic the phones without which the front page is of no use?

    Bad: no `emergency:` under `phones:`.
    Good: `phones: {emergency: "911", clinic: 202-555-0142}`
    """
    for purpose in REQUIRED_PHONES:
        if purpose not in file.clinic.phones:
            yield Finding(
                "missing-phone",
                f"the phone “{purpose}” is missing",
                file.source.key_place(("phones",)),
                f"add {purpose}: under phones:",
            )


def unknown_language(file: ClinicFile) -> Iterator[Finding]:
    """Is the clinic's language one of locales/languages.yaml?

    Bad: `language: english`
    Good: `language: en`
    """
    if file.clinic.language not in file.languages:
        known = ", ".join(file.languages)
        yield Finding(
            "unknown-language",
            f"the language “{file.clinic.language}” is unknown",
            file.source.place(("language",)),
            f"known: {known}",
        )


Edition = tuple[str, str]
"""Jurisdiction and form."""


def _editions(monograph: Monograph) -> tuple[Edition, ...]:
    """All that a monograph's facts speak of: one jurisdiction is told apart from another only where they are."""
    return tuple((jurisdiction, form) for jurisdiction in JURISDICTIONS for form in monograph.forms)


def _printed(monograph: Monograph, edition: Edition) -> Iterator[SectionText]:
    for section in monograph.sections:
        if section.when.holds(*edition) and any(block.when.holds(*edition) for block in section.blocks):
            yield section


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
    Check("unverified-source", MonographFile, unverified_source),
    Check("missing-section", MonographFile, missing_section),
    Check("repeated-section", MonographFile, repeated_section),
    Check("missing-phone", ClinicFile, missing_phone),
    Check("unknown-language", ClinicFile, unknown_language),
)
