"""Blocks as authors write them; the key that names a block is its kind."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    model_validator,
)

from plainleaf.monograph.facts import (
    Authored,
    FactName,
    Form,
    Jurisdiction,
    OneOrMany,
    TimeOfDay,
    TrueOrFalse,
    is_among,
    refuse,
)

PhonePurpose = Literal[
    "emergency", "urgent", "crisis", "clinic", "pump", "poison", "closed", "pharmacy", "interpreter"
]


def _filled(text: str) -> str:
    if not text.strip():
        raise refuse("the text is empty", "write the text or delete its key")
    return text


Prose = Annotated[str, AfterValidator(_filled)]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Paragraphs = Annotated[
    list[Prose],
    BeforeValidator(_as_list),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class When(Authored):
    """A block prints only where all that is named holds."""

    jurisdiction: OneOrMany[Jurisdiction] | None = None
    form: OneOrMany[Form] | None = None

    def holds(self, jurisdiction: str, form: str) -> bool:
        return is_among(jurisdiction, self.jurisdiction) and is_among(form, self.form)

    def within(self, outer: "When") -> "When":
        """The condition inside another: it holds where both do, which may be nowhere."""
        if outer.jurisdiction is None and outer.form is None:
            return self
        return When.model_construct(
            jurisdiction=_both(self.jurisdiction, outer.jurisdiction), form=_both(self.form, outer.form)
        )


def _both(inner: str | Sequence[str] | None, outer: str | Sequence[str] | None) -> str | Sequence[str] | None:
    """What two conditions share; none of them leaves all open."""
    if inner is None or outer is None:
        return outer if inner is None else inner
    return [name for name in ([inner] if isinstance(inner, str) else inner) if is_among(name, outer)]


class ConditionalItem(Authored):
    """An item of a list that prints only where its condition holds."""

    text: Prose
    when: When


def _kind_of_item(value: object) -> str:
    return "<item>" if isinstance(value, dict | ConditionalItem) else "<plain>"


Item = Annotated[
    Annotated[Prose, Tag("<plain>")] | Annotated[ConditionalItem, Tag("<item>")],
    Discriminator(_kind_of_item),
]


class AuthoredBlock(Authored):
    """What every block may say besides: where it prints, and whether the short version leaves it out."""

    kind: ClassVar[str]
    when: When = When()
    optional: Annotated[
        TrueOrFalse, Field(description="left out by `--short`; never in a warning or a required section")
    ] = False


class TextBlock(AuthoredBlock):
    """A paragraph."""

    kind = "text"
    text: Prose
    pictogram: str = ""


class ListBlock(AuthoredBlock):
    """A bulleted list; each item is a sentence."""

    kind = "list"
    list: Annotated[list[Item], Field(min_length=1)]


class StepsBlock(AuthoredBlock):
    """A numbered list of things to do in order."""

    kind = "steps"
    steps: Annotated[list[Item], Field(min_length=1)]


class Grid(Authored):
    """Head cells name the columns; the first cell of each row names the row."""

    head: Annotated[list[Prose], Field(min_length=2)]
    rows: Annotated[list[list[Prose]], Field(min_length=1)]

    @model_validator(mode="after")
    def _rectangular(self) -> "Grid":
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.head):
                said = f"row {number} has {len(row)} cells, the head {len(self.head)}"
                raise refuse(said, "give each row as many cells")
        return self


class TableBlock(AuthoredBlock):
    kind = "table"
    table: Grid


class WarningBlock(AuthoredBlock):
    """A box; ``danger`` is for what can kill."""

    kind = "warning"
    warning: Paragraphs
    heading: Prose | None = None
    level: Literal["danger", "caution"] = "caution"
    pictogram: str = ""


class Question(Authored):
    ask: Prose
    answer: Prose


class QuestionsBlock(AuthoredBlock):
    """What readers ask, in their words, with the answer."""

    kind = "questions"
    questions: Annotated[list[Question], Field(min_length=1)]


class NoteBlock(AuthoredBlock):
    """A remark beside a pictogram."""

    kind = "note"
    note: Prose
    pictogram: str = ""


class CallBlock(AuthoredBlock):
    """Whom to call when; phones come from the clinic file, those it has."""

    kind = "call"
    call: Literal["now", "today"]
    heading: Prose
    items: Annotated[list[Item], Field(min_length=1)]
    phones: Annotated[list[PhonePurpose], Field(min_length=1)]


class DoseLinesBlock(AuthoredBlock):
    """Lines to write the dose on by hand."""

    kind = "dose_lines"
    dose_lines: Prose
    times: list[TimeOfDay] = Field(default=["morning", "midday", "evening", "bedtime"], min_length=1)


class Plan(Authored):
    """Facts by name: how long each row lasts, at which times of day, and the dose of each row."""

    every: FactName
    times: FactName
    doses: Annotated[list[FactName], Field(min_length=2)]


class Limits(Authored):
    """Facts by name that a patient's own plan is held against: the highest dose a day; by how much a dose is raised
    (from one to the other, at these times of day), and how long such a step lasts; over how long it is stopped; and the
    strengths there are.
    """

    highest: FactName
    raise_from: FactName
    raise_to: FactName
    times: FactName
    every: FactName
    stop_over: FactName
    tablets: list[FactName] = Field(default_factory=list)
    liquids: list[FactName] = Field(default_factory=list)


class StartingBlock(AuthoredBlock):
    """An example of how a dose is built up. It prints on request alone (`--starting`), under its own caution."""

    kind = "starting"
    starting: Plan
    heading: Prose
    caution: Paragraphs
    days: Annotated[Prose, Field(description="head of the column that numbers the days")]


class CardBlock(AuthoredBlock):
    """A card to cut out, printed in the clinic's language."""

    kind = "card"
    card: Paragraphs
    heading: Prose
    phones: list[PhonePurpose] = Field(default_factory=list)


KINDS: tuple[type[AuthoredBlock], ...] = (
    TextBlock,
    ListBlock,
    StepsBlock,
    TableBlock,
    WarningBlock,
    QuestionsBlock,
    NoteBlock,
    CallBlock,
    DoseLinesBlock,
    StartingBlock,
    CardBlock,
)


def _tag(value: Any) -> str | None:
    """The kind of a block, in angle brackets so that it never equals a key on the way to an error."""
    keys = vars(value) if isinstance(value, AuthoredBlock) else value if isinstance(value, dict) else ()
    return next((f"<{block.kind}>" for block in KINDS if block.kind in keys), None)


AnyBlock = Annotated[
    Annotated[TextBlock, Tag("<text>")]
    | Annotated[ListBlock, Tag("<list>")]
    | Annotated[StepsBlock, Tag("<steps>")]
    | Annotated[TableBlock, Tag("<table>")]
    | Annotated[WarningBlock, Tag("<warning>")]
    | Annotated[QuestionsBlock, Tag("<questions>")]
    | Annotated[NoteBlock, Tag("<note>")]
    | Annotated[CallBlock, Tag("<call>")]
    | Annotated[DoseLinesBlock, Tag("<dose_lines>")]
    | Annotated[StartingBlock, Tag("<starting>")]
    | Annotated[CardBlock, Tag("<card>")],
    Discriminator(
        _tag,
        custom_error_type="unknown-block",
        custom_error_message="no known kind of block",
        custom_error_context={"hint": f"name one of {', '.join(block.kind for block in KINDS)}"},
    ),
]
