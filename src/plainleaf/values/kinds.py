"""Typed values: what a fact holds, read from the way an author writes it ("5 mg", "40 to 80 mg", "25 mg in 5 mL")."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

MASS_UNITS = ("mg", "g", "microgram")
VOLUME_UNITS = ("mL",)
LENGTH_UNITS = ("mm",)
WEIGHT_UNITS = ("kg",)
THOUSAND = 1000
LARGEST = 10**9
DECIMALS = 4
"""Digits after the point: a smaller value belongs in a smaller unit, and none is ever rounded."""
SHORT_PHONE = 3
UNITS = MASS_UNITS + VOLUME_UNITS + LENGTH_UNITS + WEIGHT_UNITS
COUNTED = ("tablet", "dose")
SPANS_OF_TIME = ("hour", "day", "week", "month", "year")
TIMES_OF_DAY = ("morning", "midday", "evening", "bedtime")
DEGREES = {"°C": "celsius", "°F": "fahrenheit"}

ERROR_PRONE = {
    "µg": "microgram",
    "μg": "microgram",
    "mcg": "microgram",
    "ug": "microgram",
    "micrograms": "microgram",
    "ml": "mL",
    "ML": "mL",
    "cc": "mL",
    "MG": "mg",
    "Mg": "mg",
    "mgs": "mg",
    "gm": "g",
    "IU": "units, in words",
    "U": "units, in words",
}
"""Units that ISMP lists as error-prone, or a slip of the hand, and what to write."""


class BadValue(ValueError):
    """A value an author wrote that could be misread; ``check`` is the finding's code."""

    def __init__(self, message: str, hint: str, check: str = "bad-value") -> None:
        self.hint, self.check = hint, check
        super().__init__(message)


@dataclass(frozen=True)
class Amount:
    """A number with a unit of mass, volume or length, or a counted noun with a whole number or a half."""

    number: Decimal
    unit: str


@dataclass(frozen=True)
class Span:
    """From ``low`` to ``high``, both inclusive, in one unit."""

    low: Amount
    high: Amount


@dataclass(frozen=True)
class Strength:
    """So much medicine in so much liquid."""

    amount: Amount
    volume: Amount


@dataclass(frozen=True)
class Frequency:
    """``times`` in a day or a week; ``at`` are times of day, as many as ``times`` where it is a day (USP <17>)."""

    times: int
    per: Literal["day", "week"]
    at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Duration:
    """A whole number of hours, days, weeks, months or years; with ``low``, a range up to ``number``."""

    number: int
    unit: str
    low: int | None = None


@dataclass(frozen=True)
class Temperature:
    """Degrees, or a range of them; ``unit`` is "celsius" or "fahrenheit"."""

    high: Decimal
    unit: str
    low: Decimal | None = None


@dataclass(frozen=True)
class Age:
    """Whole years."""

    years: int


@dataclass(frozen=True)
class Percentage:
    number: Decimal


@dataclass(frozen=True)
class Day:
    """One date of the Gregorian calendar."""

    date: date


@dataclass(frozen=True)
class Name:
    """Words kept as they are in every language: a brand, or a fixed token such as B12 (a literal)."""

    text: str


@dataclass(frozen=True)
class Phone:
    """Digits grouped as its country writes them."""

    number: str

    @property
    def is_short(self) -> bool:
        """Short emergency numbers may stand inside a sentence."""
        return len(re.sub(r"\D", "", self.number)) <= SHORT_PHONE


Single = Amount | Span | Strength | Frequency | Duration | Temperature | Age | Percentage | Day | Name | Phone
Value = Single | tuple[Amount, ...] | tuple[Strength, ...] | tuple[Name, ...]

_NUMBER = r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]+)?"
_COUNT = "[1-9][0-9]{0,2}"


def parse_number(text: str) -> Decimal:
    """A number as ISMP wants it: no trailing zero, a leading zero, thousands apart by a comma from 1,000 up."""
    if re.fullmatch(r"\.[0-9]+", text):
        raise BadValue(
            f"“{text}” has no zero before the point", f"write 0{text} (ISMP: always a leading zero)"
        )
    if re.fullmatch(r"[0-9,]+\.[0-9]*0", text):
        short = text.rstrip("0").rstrip(".")
        raise BadValue(f"“{text}” ends in a zero", f"write {short} (ISMP: never a trailing zero)")
    if not re.fullmatch(_NUMBER, text):
        raise BadValue(f"“{text}” is not a number", "write digits with a point, such as 0.5 or 1,000")
    if len(text.partition(".")[2]) > DECIMALS:
        raise BadValue(f"“{text}” has more than {DECIMALS} decimals", "write it in a smaller unit")
    number = Decimal(text.replace(",", ""))
    if number > LARGEST:
        raise BadValue(f"“{text}” is more than {LARGEST:,}", "write it in a larger unit")
    if number >= THOUSAND and "," not in text:
        hint = f'write {number:,} (ISMP: a separator from 1,000 up), in braces with quotes: "{number:,} …"'
        raise BadValue(f"“{text}” has no separator", hint)
    return number


def parse_amount(text: str) -> Amount:
    """``5 mg``, ``0.5 mL``, ``2 doses``, ``half tablet``, ``1 and a half tablets``."""
    halves = re.fullmatch(r"(?:([1-9][0-9]?) and a )?half (?:a )?tablets?", text)
    if halves:
        return Amount(Decimal(halves[1] or 0) + Decimal("0.5"), "tablet")
    found = re.fullmatch(r"([0-9.,]+)( *)(\S+)", text)
    if not found:
        raise BadValue(f"“{text}” is not an amount", "write a number, a space and a unit, such as 5 mg")
    digits, space, unit = found.groups()
    unit = _unit(unit)
    number = parse_number(digits)
    if space != " ":
        raise BadValue(f"“{text}” needs one space before the unit", f"write {digits} {found[3]}")
    if number == 0:
        raise BadValue(f"“{text}” is nothing", "write an amount above zero")
    if unit in COUNTED and number != int(number):
        raise BadValue(f"“{text}” counts in decimals", "write half tablet, or 1 and a half tablets")
    return Amount(number, unit)


def parse_dose(text: str) -> Amount:
    """An amount of medicine; a volume never stands without its strength."""
    amount = parse_amount(text)
    if amount.unit in VOLUME_UNITS:
        hint = "write a strength, such as 25 mg in 5 mL: liquids of one medicine differ fivefold"
        raise BadValue(f"“{text}” is a volume without its strength", hint, "bare-volume")
    if amount.unit in WEIGHT_UNITS:
        raise BadValue(f"“{text}” is what a person weighs", "write it as weight:")
    return amount


def parse_weight(text: str) -> Amount:
    """``33 kg``: what a person weighs."""
    amount = parse_amount(text)
    if amount.unit not in WEIGHT_UNITS:
        raise BadValue(f"“{text}” is not a person's weight", "write it in kg, such as 33 kg")
    return amount


def parse_count(text: str) -> Amount:
    """``2 doses``, ``half tablet``: what is counted, not measured."""
    amount = parse_dose(text)
    if amount.unit not in COUNTED:
        raise BadValue(f"“{text}” is measured, not counted", "write it as amount:, or count tablets or doses")
    return amount


def parse_span(text: str) -> Span:
    """``40 to 80 mg`` or ``1 to 2 tablets``, the lower bound first."""
    low_text, found, high_text = text.partition(" to ")
    if not found:
        raise BadValue(f"“{text}” is not a range", "write it in words, such as 30 to 60 mg")
    high = parse_dose(high_text)
    low = Amount(parse_number(low_text), high.unit)
    if low.number >= high.number:
        raise BadValue(f"“{text}” is upside down", "write the lower bound first", "upside-down-range")
    if low.number == 0:
        raise BadValue(f"“{text}” begins at nothing", "write the upper bound alone, as amount:")
    if high.unit in LENGTH_UNITS:
        raise BadValue(f"“{text}” is a range of lengths", "write a range of masses, tablets or doses")
    if high.unit in COUNTED and any(bound.number != int(bound.number) for bound in (low, high)):
        hint = "write whole numbers, such as 1 to 2 tablets; a half is an amount of its own"
        raise BadValue(f"“{text}” counts in parts", hint)
    return Span(low, high)


def parse_strength(text: str) -> Strength:
    """``25 mg in 5 mL``: ISMP warns of the slash."""
    amount_text, found, volume_text = text.partition(" in ")
    if not found:
        raise BadValue(f"“{text}” is not a strength", "write it with “in”, such as 5 mg in 5 mL")
    amount, volume = parse_amount(amount_text), parse_amount(volume_text)
    if amount.unit not in MASS_UNITS or volume.unit not in VOLUME_UNITS:
        raise BadValue(f"“{text}” is not a mass in a volume", "write it such as 5 mg in 5 mL")
    return Strength(amount, volume)


def parse_duration(text: str) -> Duration:
    """``3 days`` or ``1 to 2 weeks``."""
    found = re.fullmatch(rf"(?:({_COUNT}) to )?({_COUNT}) ([a-z]+?)s?", text)
    if not found or found[3] not in SPANS_OF_TIME:
        raise BadValue(
            f"“{text}” is not a duration", f"write it such as 3 days; units: {', '.join(SPANS_OF_TIME)}"
        )
    number, low = int(found[2]), int(found[1]) if found[1] else None
    if low is not None and low >= number:
        raise BadValue(f"“{text}” is upside down", "write the lower bound first", "upside-down-range")
    return Duration(number, found[3], low)


def parse_temperature(text: str) -> Temperature:
    """``20 to 25 °C`` or ``30 °C``."""
    found = re.fullmatch(r"(?:(\S+) to )?(\S+) (°[CF])", text)
    if not found:
        raise BadValue(f"“{text}” is not a temperature", "write it such as 20 to 25 °C")
    high, low = parse_number(found[2]), parse_number(found[1]) if found[1] else None
    if low is not None and low >= high:
        raise BadValue(f"“{text}” is upside down", "write the lower bound first", "upside-down-range")
    return Temperature(high, DEGREES[found[3]], low)


def parse_age(text: str) -> Age:
    """``12 years``."""
    found = re.fullmatch(rf"({_COUNT}) years?", text)
    if not found:
        raise BadValue(f"“{text}” is not an age", "write it such as 12 years")
    return Age(int(found[1]))


def parse_percentage(text: str) -> Percentage:
    """``25%``."""
    if not text.endswith("%"):
        raise BadValue(f"“{text}” is not a percentage", "write it such as 25%")
    return Percentage(parse_number(text.removesuffix("%").rstrip()))


def parse_day(text: str) -> Day:
    """``2026-05-31``."""
    fault = BadValue(f"“{text}” is not a date", "write year, month and day, such as 2026-05-31")
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise fault
    try:
        return Day(date.fromisoformat(text))
    except ValueError as error:
        raise fault from error


def parse_phone(text: str) -> Phone:
    """``911``, ``202-555-0142``, ``020 7946 0000`` or ``+44 20 7946 0000``."""
    if not re.fullmatch(r"\+?[0-9]+(?:[ -][0-9]+)*", text):
        raise BadValue(f"“{text}” is not a phone number", "write digits grouped by spaces or hyphens")
    if sum(map(str.isdecimal, text)) < SHORT_PHONE:
        raise BadValue(f"“{text}” is too short for a phone number", f"write {SHORT_PHONE} digits or more")
    return Phone(text)


def _unit(written: str) -> str:
    if written in ERROR_PRONE:
        hint = f"write {ERROR_PRONE[written]}"
        raise BadValue(f"the unit “{written}” is easily misread", hint, "unknown-unit")
    unit = written.removesuffix("s") if written.removesuffix("s") in COUNTED else written
    if unit not in UNITS + COUNTED:
        known = ", ".join(UNITS + COUNTED)
        raise BadValue(f"the unit “{written}” is unknown", f"use one of {known}", "unknown-unit")
    return unit
