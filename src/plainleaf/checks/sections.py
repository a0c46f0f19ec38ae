"""Checks over the sections of a monograph: what each of its leaflets must tell."""

from collections.abc import Iterator

from plainleaf.checks.check import Check, MonographFile
from plainleaf.findings import Finding
from plainleaf.monograph import Monograph, passages
from plainleaf.monograph.blocks import (
    AuthoredBlock,
    CallBlock,
    CardBlock,
    DoseLinesBlock,
    StartingBlock,
    WarningBlock,
)
from plainleaf.monograph.facts import JURISDICTIONS
from plainleaf.monograph.walk import block_passages
from plainleaf.source import Route

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
"""Required of what is taken by mouth: nobody misses, or stores, a dose that a pump gives."""

NEVER_OPTIONAL = (WarningBlock, CallBlock, CardBlock, DoseLinesBlock, StartingBlock)

Edition = tuple[str, str]
"""Jurisdiction and form."""


def editions(monograph: Monograph) -> tuple[Edition, ...]:
    """Each jurisdiction in each form that the monograph has."""
    return tuple((jurisdiction, form) for jurisdiction in JURISDICTIONS for form in monograph.forms)


def missing_section(file: MonographFile) -> Iterator[Finding]:
    """Does every leaflet of the monograph tell all that a patient must know?

    Each jurisdiction and form is looked at by itself; for the pump a missed dose and storing are nothing to tell.
    Bad: no section with `id: stopping`.
    Good: each required section there, and on the front page a call box for now and one for today.
    """
    every = editions(file.monograph)
    lacking: dict[tuple[str, str, str], list[str]] = {}
    for edition in every:
        for lack in _lacking(file.monograph, edition):
            lacking.setdefault(lack, []).append(" ".join(edition))
    for (said, key, hint), where in lacking.items():
        said_where = said if len(where) == len(every) else f"{said} for {', '.join(where)}"
        yield Finding("missing-section", said_where, file.source.key_place((key,)), hint)


def repeated_section(file: MonographFile) -> Iterator[Finding]:
    """Is each section id used once in a leaflet?

    Bad: two sections with `id: how`.
    Good: `id: how` and `id: products`; or two with `id: how`, one `when: {form: oral}`, one `when: {form: pump}`.
    """
    seen: dict[str, set[Edition]] = {}
    for number, section in enumerate(file.monograph.sections):
        before = seen.setdefault(section.id, set())
        prints = {edition for edition in editions(file.monograph) if section.when.holds(*edition)}
        if before & prints:
            place = file.source.place(("sections", number, "id"))
            yield Finding(
                "repeated-section",
                f"the section id “{section.id}” stands twice",
                place,
                "give each section an id of its own",
            )
        before |= prints


def never_optional(file: MonographFile) -> Iterator[Finding]:
    """Does the short version leave out nothing that a patient must know?

    `optional: true` stands in no warning, call box, card, dose line or starting plan, not on the front page, and in no
    required section.
    Bad: `optional: true` under `id: stopping`.
    Good: `optional: true` at the table of products, in a section of its own.
    """
    for route, block, section_id in _placed_blocks(file.monograph):
        if not block.optional:
            continue
        if isinstance(block, NEVER_OPTIONAL):
            said = f"a block of the kind “{block.kind}” is never optional"
        elif section_id == "front" or section_id in REQUIRED_SECTIONS:
            said = f"nothing in “{section_id}” is optional: every patient must read it"
        else:
            continue
        place = file.source.key_place((*route, "optional"))
        yield Finding(
            "never-optional", said, place, "delete this line, or move the block to a section of its own"
        )


def _placed_blocks(monograph: Monograph) -> Iterator[tuple[Route, AuthoredBlock, str]]:
    """Every block with its place and its section's id; that of the front page is “front”."""
    yield from ((("front", at), block, "front") for at, block in enumerate(monograph.front))
    for number, section in enumerate(monograph.sections):
        for at, block in enumerate(section.blocks):
            yield ("sections", number, "blocks", at), block, section.id


def _lacking(monograph: Monograph, edition: Edition) -> Iterator[tuple[str, str, str]]:
    """What one leaflet lacks: the fact, the key it belongs under, and what to add."""
    held = {
        passage.block.partition("/")[0]
        for passage in passages(monograph)
        if passage.when.holds(*edition) and not passage.on_request and passage.route[-1] != "heading"
    }
    for id, says in REQUIRED_SECTIONS.items():
        if id not in held and (id not in ORAL_ALONE or edition[1] == "oral"):
            yield f"the section “{id}” ({says}) is missing", "sections", f"add a section with id: {id}"
    boxes = [block for block in monograph.front if isinstance(block, CallBlock)]
    for level in ("now", "today"):
        if not any(box.call == level and _has_items(box, edition) for box in boxes):
            said = f"the front page has no box for whom to call {level}"
            yield said, "front", f"add a block with call: {level}"


def _has_items(box: CallBlock, edition: Edition) -> bool:
    texts = block_passages(box, (), "front")
    return any(passage.when.holds(*edition) for passage in texts if passage.role == "item")


CHECKS = (
    Check("missing-section", MonographFile, missing_section),
    Check("repeated-section", MonographFile, repeated_section),
    Check("never-optional", MonographFile, never_optional),
)
