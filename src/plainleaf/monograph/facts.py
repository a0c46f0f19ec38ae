"""Facts as authors write them: one typed value, its sources, its jurisdiction, and the conflict it settles."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from plainleaf.values import hours, kinds

Jurisdiction = Literal["US", "GB"]
Form = Literal["oral", "pump"]
JURISDICTIONS: tuple[Jurisdiction, ...] = get_args(Jurisdiction)
FORMS: tuple[Form, ...] = get_args(Form)


_FACT_NAME = r"^[a-z][a-z0-9_]*$"


class Authored(BaseModel):
    """What authors write: frozen, and no key we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _one_or_many(value: object) -> str:
    return "<many>" if isinstance(value, list) else "<one>"


One = TypeVar("One")
# Tags in angle brackets never equal a key on the way to an error; a bare union would tell each fault twice.
OneOrMany = Annotated[
    Annotated[One, Tag("<one>")] | Annotated[list[One], Field(min_length=1), Tag("<many>")],
    Discriminator(_one_or_many),
]


def is_among(given: str, wanted: str | Sequence[str] | None) -> bool:
    """Whether one of ``wanted`` is given; nothing wanted is anything."""
    return wanted is None or given in ([wanted] if isinstance(wanted, str) else wanted)


def refuse(message: str, hint: str, check: str = "bad-value") -> PydanticCustomError:
    """What a validator raises; authored.py makes the finding of it."""
    # "{said}" keeps an author's braces out of pydantic's own templates; the check is one of ours, never theirs.
    return PydanticCustomError(check, "{said}", {"said": message, "hint": hint})


def spelt(pattern: str, hint: str) -> BeforeValidator:
    """Text of one pattern, told in words and not as a regular expression."""

    def read(text: object) -> object:
        if not isinstance(text, str):
            raise refuse("a plain value belongs here", hint, "wrong-type")
        if not re.fullmatch(pattern, text):
            raise refuse(f"“{text}” does not fit here", hint, "wrong-type")
        return text

    return BeforeValidator(read)


FactName = Annotated[
    str,
    Field(pattern=_FACT_NAME),
    spelt(_FACT_NAME, "write small letters, digits and underscores, a letter first"),
]


def _true_or_false(text: object) -> object:
    if text not in ("true", "false"):
        raise refuse("only true or false fits here", "write true or false", "wrong-type")
    return text == "true"


def _calendar_day(text: object) -> date:
    try:
        return kinds.parse_day(text if isinstance(text, str) else "").date
    except kinds.BadValue as fault:
        raise refuse("a date belongs here", fault.hint, "wrong-type") from fault


TrueOrFalse = Annotated[bool, BeforeValidator(_true_or_false)]
CalendarDay = Annotated[
    date, PlainValidator(_calendar_day), WithJsonSchema({"type": "string", "format": "date"})
]


def read_by(parse: Callable[[str], object], example: str) -> PlainValidator:
    """A field read by one of the parsers of values.kinds; its fault keeps the code and the hint."""

    def read(text: object) -> object:
        if not isinstance(text, str):
            raise refuse("a plain value belongs here", f"write it such as {example}")
        try:
            return parse(text)
        except kinds.BadValue as fault:
            raise refuse(str(fault), fault.hint, fault.check) from fault

    return PlainValidator(read)


def _text(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example]})


AmountText = Annotated[kinds.Amount, read_by(kinds.parse_dose, "5 mg"), _text("5 mg")]
SpanText = Annotated[kinds.Span, read_by(kinds.parse_span, "40 to 80 mg"), _text("40 to 80 mg")]
StrengthText = Annotated[
    kinds.Strength, read_by(kinds.parse_strength, "25 mg in 5 mL"), _text("25 mg in 5 mL")
]
DurationText = Annotated[kinds.Duration, read_by(kinds.parse_duration, "3 days"), _text("3 days")]
TemperatureText = Annotated[
    kinds.Temperature, read_by(kinds.parse_temperature, "20 to 25 °C"), _text("20 to 25 °C")
]
AgeText = Annotated[kinds.Age, read_by(kinds.parse_age, "12 years"), _text("12 years")]
WeightText = Annotated[kinds.Amount, read_by(kinds.parse_weight, "33 kg"), _text("33 kg")]
CountText = Annotated[kinds.Amount, read_by(kinds.parse_count, "2 doses"), _text("2 doses")]
PercentageText = Annotated[kinds.Percentage, read_by(kinds.parse_percentage, "25%"), _text("25%")]
DayText = Annotated[kinds.Day, read_by(kinds.parse_day, "2026-05-31"), _text("2026-05-31")]
HoursText = Annotated[
    hours.OpeningHours,
    read_by(hours.parse_hours, "monday to friday, 9:00 to 17:30"),
    _text("monday to friday, 9:00 to 17:30"),
]
PhoneText = Annotated[kinds.Phone, read_by(kinds.parse_phone, "202-555-0142"), _text("202-555-0142")]
Times = Annotated[int, Field(ge=1, le=12), spelt("[0-9]{1,3}", "write a whole number, such as 2")]
TimeOfDay = Literal["morning", "midday", "evening", "bedtime"]
Token = Annotated[str, Field(min_length=1)]

KINDS = (
    "amount",
    "amounts",
    "range",
    "strength",
    "strengths",
    "times",
    "duration",
    "temperature",
    "age",
    "count",
    "weight",
    "percentage",
    "date",
    "phone",
    "name",
    "names",
    "literal",
)


class Fact(Authored):
    """Exactly one of the kinds, its sources, and where it holds."""

    amount: AmountText | None = None
    amounts: Annotated[list[AmountText], Field(min_length=1)] | None = None
    range: SpanText | None = None
    strength: StrengthText | None = None
    strengths: Annotated[list[StrengthText], Field(min_length=1)] | None = None
    times: Times | None = None
    per: Literal["day", "week"] | None = None
    at: list[TimeOfDay] | None = None
    duration: DurationText | None = None
    temperature: TemperatureText | None = None
    age: AgeText | None = None
    count: CountText | None = None
    weight: WeightText | None = None
    percentage: PercentageText | None = None
    date: DayText | None = None
    phone: PhoneText | None = None
    name: Token | None = None
    names: Annotated[list[Token], Field(min_length=1)] | None = None
    literal: Token | None = None
    jurisdiction: OneOrMany[Jurisdiction] | None = None
    form: OneOrMany[Form] | None = None
    sources: list[str] = Field(default_factory=list)
    conflict: str | None = Field(None, description="where sources disagree: who says what else")

    @model_validator(mode="after")
    def _one_kind(self) -> "Fact":
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            said = f"a fact holds one value; this one holds {', '.join(given) or 'none'}"
            raise refuse(said, f"keep one of {', '.join(KINDS)}")
        if (self.times is None) != (self.per is None):
            raise refuse("a frequency needs both times and per", "write {times: 3, per: day, at: […]}")
        if self.times is not None and self.per == "day" and self.at is None:
            hint = "add at: [morning, evening] and so on (USP <17>: never a bare “twice daily”)"
            raise refuse("a daily frequency needs its times of day", hint)
        return self

    @model_validator(mode="after")
    def _times_of_day(self) -> "Fact":
        if self.at is None:
            return self
        if self.per != "day":
            raise refuse("times of day without a daily frequency", "write per: day, or delete at:")
        if len(set(self.at)) < len(self.at):
            raise refuse("a time of day stands twice", "name each time of day once")
        if len(self.at) != self.times:
            said = f"{self.times} times a day, but {len(self.at)} times of day"
            raise refuse(said, "name as many times of day as `times` says")
        return self

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def value(self) -> kinds.Value:
        """The typed value."""
        if self.times is not None and self.per is not None:
            return kinds.Frequency(self.times, self.per, tuple(self.at or ()))
        if self.names is not None:
            return tuple(kinds.Name(name) for name in self.names)
        if (text := self.name or self.literal) is not None:
            return kinds.Name(text)
        held = getattr(self, self.kind)
        return tuple(held) if isinstance(held, list) else held

    def holds(self, jurisdiction: str, form: str) -> bool:
        """Whether it holds there: a dose of the tablets never prints for the pump."""
        return is_among(jurisdiction, self.jurisdiction) and is_among(form, self.form)
