"""The monograph: one medicine, its facts, sources and source text."""

from typing import Annotated, Literal

from pydantic import Field

from plainleaf.monograph.blocks import AnyBlock, Limits, Prose, When
from plainleaf.monograph.facts import (
    Authored,
    CalendarDay,
    Fact,
    FactName,
    Form,
    Jurisdiction,
    OneOrMany,
    TrueOrFalse,
    spelt,
)

FORMAT = "1"

_IDENTIFIER = r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$"
_MEDICINE, _VERSION = r"^[a-z][a-z0-9-]*$", r"^[1-9][0-9]*$"

Identifier = Annotated[
    str,
    Field(pattern=_IDENTIFIER),
    spelt(_IDENTIFIER, "write small letters, digits and hyphens, a letter first"),
]


class SourceText(Authored):
    """A label or reference a fact rests on. ``verified: false`` says that nobody has read it in full."""

    title: Prose
    publisher: str = ""
    jurisdiction: Jurisdiction | None = None
    dated: CalendarDay | None = None
    verified: TrueOrFalse = True


class SectionText(Authored):
    """``when`` holds for all its blocks; a section none of whose blocks prints is left out with its heading."""

    id: Identifier
    heading: Prose
    when: When = When()
    blocks: Annotated[list[AnyBlock], Field(min_length=1)]


class Monograph(Authored):
    """leaflets/NAME.yaml. ``front`` is the first page: the danger, and whom to call when."""

    format: Literal["1"]
    medicine: Annotated[
        str,
        Field(pattern=_MEDICINE),
        spelt(_MEDICINE, "write small letters, digits and hyphens, a letter first"),
    ]
    title: Prose
    latin_title: Prose
    version: Annotated[
        str,
        Field(pattern=_VERSION, json_schema_extra={"type": ["integer", "string"]}),
        spelt(_VERSION, "write a whole number, such as 1"),
    ]
    reviewed: Annotated[CalendarDay, Field(description="when the sources were last read")]
    purpose: Prose
    other_names: Annotated[
        list[Prose],
        Field(
            default_factory=list,
            description="other medicines named in the texts; left out of the reading level",
        ),
    ]
    forms: Annotated[
        list[Form],
        Field(
            default_factory=lambda: ["oral"],
            min_length=1,
            description="the ways of taking it, each a leaflet of its own",
        ),
    ]
    sources: Annotated[dict[Identifier, SourceText], Field(min_length=1)]
    facts: dict[FactName, OneOrMany[Fact]]
    limits: Annotated[
        Limits | None,
        Field(description="what `plan` holds a patient's own plan against; without it there is none"),
    ] = None
    front: Annotated[list[AnyBlock], Field(min_length=1)]
    sections: Annotated[list[SectionText], Field(min_length=1)]

    def variants(self, name: str) -> tuple[Fact, ...]:
        """All that is written under one name."""
        held = self.facts[name]
        return tuple(held) if isinstance(held, list) else (held,)

    def fact(self, name: str, jurisdiction: str, form: str) -> Fact | None:
        """The fact as it holds for one jurisdiction and form."""
        return next((fact for fact in self.variants(name) if fact.holds(jurisdiction, form)), None)
