"""Facts as authors write them: one typed value, its sources, its jurisdiction, and the conflict it settles."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from plainleaf.values import kinds

Jurisdiction = Literal["US", "GB"]


class Authored(BaseModel):
    """What authors write: frozen, and no key we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _reader(parse: Callable[[str], object], example: str) -> PlainValidator:
    """A field read by one of the parsers of values.kinds; its fault keeps the code and the hint."""

    def read(text: object) -> object:
        if not isinstance(text, str):
            hint = {"hint": f"write it such as {example}"}
            raise PydanticCustomError("bad-value", "a plain value belongs here", hint)
        try:
            return parse(text)
        except kinds.BadValue as fault:
            said = {"said": str(fault), "hint": fault.hint}
            # The code is one of ours, made in values.kinds, never an author's words.
            raise PydanticCustomError(fault.check, "{said}", said) from fault

    return PlainValidator(read)


def _text(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example]})


AmountText = Annotated[kinds.Amount, _reader(kinds.parse_dose, "5 mg"), _text("5 mg")]
SpanText = Annotated[kinds.Span, _reader(kinds.parse_span, "40 to 80 mg"), _text("40 to 80 mg")]
StrengthText = Annotated[
    kinds.Strength, _reader(kinds.parse_strength, "25 mg in 5 mL"), _text("25 mg in 5 mL")
]
DurationText = Annotated[kinds.Duration, _reader(kinds.parse_duration, "3 days"), _text("3 days")]
TemperatureText = Annotated[
    kinds.Temperature, _reader(kinds.parse_temperature, "20 to 25 °C"), _text("20 to 25 °C")
]
AgeText = Annotated[kinds.Age, _reader(kinds.parse_age, "12 years"), _text("12 years")]
CountText = Annotated[kinds.Amount, _reader(kinds.parse_amount, "2 doses"), _text("2 doses")]
PercentageText = Annotated[kinds.Percentage, _reader(kinds.parse_percentage, "25%"), _text("25%")]
DayText = Annotated[kinds.Day, _reader(kinds.parse_day, "2026-05-31"), _text("2026-05-31")]
PhoneText = Annotated[kinds.Phone, _reader(kinds.parse_phone, "202-555-0142"), _text("202-555-0142")]

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
    amounts: list[AmountText] | None = None
    range: SpanText | None = None
    strength: StrengthText | None = None
    strengths: list[StrengthText] | None = None
    times: Annotated[int, Field(ge=1, le=12)] | None = None
    per: Literal["day", "week"] | None = None
    at: list[Literal["morning", "midday", "evening", "bedtime"]] | None = None
    duration: DurationText | None = None
    temperature: TemperatureText | None = None
    age: AgeText | None = None
    count: CountText | None = None
    percentage: PercentageText | None = None
    date: DayText | None = None
    phone: PhoneText | None = None
    name: str | None = None
    names: list[str] | None = None
    literal: str | None = None
    jurisdiction: Jurisdiction | list[Jurisdiction] | None = None
    sources: list[str] = Field(default_factory=list)
    conflict: str | None = Field(None, description="where sources disagree: who says what else")

    @model_validator(mode="after")
    def _one_kind(self) -> "Fact":
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            said = f"a fact holds one value; this one holds {', '.join(given) or 'none'}"
            raise PydanticCustomError(
                "bad-value", "{said}", {"said": said, "hint": f"keep one of {', '.join(KINDS)}"}
            )
        if (self.times is None) != (self.per is None):
            raise PydanticCustomError(
                "bad-value",
                "a frequency needs both times and per",
                {"hint": "write {times: 3, per: day, at: […]}"},
            )
        if self.at is not None and (
            self.per != "day" or len(self.at) != self.times or len(set(self.at)) != self.times
        ):
            said = f"{self.times or 'no'} times, but {len(self.at)} times of day"
            raise PydanticCustomError(
                "bad-value",
                "{said}",
                {"said": said, "hint": "name each time of day once, as many as `times` says"},
            )
        if self.times is not None and self.per == "day" and self.at is None:
            hint = "add at: [morning, evening] and so on (USP <17>: never a bare “twice daily”)"
            raise PydanticCustomError("bad-value", "a daily frequency needs its times of day", {"hint": hint})
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

    def holds_in(self, jurisdiction: str) -> bool:
        if self.jurisdiction is None:
            return True
        places = [self.jurisdiction] if isinstance(self.jurisdiction, str) else self.jurisdiction
        return jurisdiction in places
