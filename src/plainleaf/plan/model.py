"""The plan file, typed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from plainleaf.monograph.blocks import Prose
from plainleaf.monograph.facts import Authored, DayText, StrengthText, TrueOrFalse, read_by
from plainleaf.values import kinds
from plainleaf.values.kinds import DECIMALS, TIMES_OF_DAY, Amount, Strength

IN_MILLIGRAMS: Mapping[str, Fraction] = {
    "mg": Fraction(1),
    "g": Fraction(1000),
    "microgram": Fraction(1, 1000),
}


def milligrams(amount: Amount) -> Fraction:
    """A mass in milligrams, exactly."""
    return Fraction(amount.number) * IN_MILLIGRAMS[amount.unit]


def in_unit(mass: Fraction, unit: str) -> Amount:
    """A mass in milligrams as an amount in a unit; to be asked only of what ``is_written`` there."""
    value = mass / IN_MILLIGRAMS[unit]
    return Amount(Decimal(value.numerator) / Decimal(value.denominator), unit)


def is_written(mass: Fraction, unit: str) -> bool:
    """Whether the mass is a number of that unit with few decimals."""
    return bool((mass / IN_MILLIGRAMS[unit] * 10**DECIMALS).denominator == 1)


def _parse_taken(text: str) -> Fraction:
    """``15 mg``, or ``0 mg`` for who takes none yet."""
    if text in {f"0 {unit}" for unit in IN_MILLIGRAMS}:
        return Fraction(0)
    amount = kinds.parse_amount(text)
    if amount.unit not in IN_MILLIGRAMS:
        raise kinds.BadValue("not a mass", "")
    return milligrams(amount)


def _parse_mass(text: str) -> Amount:
    amount = kinds.parse_amount(text)
    if amount.unit not in IN_MILLIGRAMS:
        raise kinds.BadValue("not a mass", "")
    return amount


Mass = Annotated[Amount, read_by(_parse_mass, "10 mg")]
Part = Annotated[Amount, read_by(kinds.parse_amount, "1 tablet")]
Taken = Annotated[Fraction, read_by(_parse_taken, "15 mg")]


class StepText(Authored):
    """One step: from its first day to its last, both in it; what is taken at each time of day; and the day's sum.

    Without ``last`` it goes on: the last step alone may. ``prescriber_confirmed`` says why it may be larger or sooner
    than the sources allow.
    """

    first: DayText
    last: DayText | None = None
    morning: Part | None = None
    midday: Part | None = None
    evening: Part | None = None
    bedtime: Part | None = None
    total: Mass
    prescriber_confirmed: Prose | None = None

    @property
    def taken(self) -> Mapping[str, Amount]:
        """What is taken by time of day, in the day's order."""
        return {time: part for time in TIMES_OF_DAY if (part := getattr(self, time)) is not None}

    @property
    def begins(self) -> date:
        return self.first.date

    @property
    def ends(self) -> date | None:
        return self.last.date if self.last else None

    @property
    def day(self) -> Fraction:
        """The day's sum as it is stated, in milligrams."""
        return milligrams(self.total)


class PlanFile(Authored):
    """One patient's plan. Nothing here says whose: name and date of birth are written on the sheet by hand.

    ``taking_now`` is what is taken a day before the plan begins, ``0 mg`` for who takes none. One strength is in hand:
    ``tablet`` (``scored`` where it has a line to break it at) or ``liquid``. ``stops`` is the first day without a dose,
    and ``prescriber_confirmed`` beside it says why the way there may be shorter than the sources ask for.
    """

    format: Literal["1"]
    medicine: str
    language: str
    also: str = ""
    clinic: str = ""
    patient: Literal["adult", "child"]
    taking_now: Taken
    tablet: Mass | None = None
    scored: TrueOrFalse = False
    liquid: StrengthText | None = None
    steps: Annotated[list[StepText], Field(min_length=1, max_length=60)]
    stops: DayText | None = None
    prescriber_confirmed: Prose | None = None

    @property
    def in_hand(self) -> Amount | Strength | None:
        return self.tablet or self.liquid

    @property
    def unit(self) -> str:
        """The unit of mass of what is in hand: no other is printed."""
        in_hand = self.in_hand
        assert in_hand is not None
        return in_hand.amount.unit if isinstance(in_hand, Strength) else in_hand.unit

    @property
    def confirmed(self) -> bool:
        """Whether the prescriber has confirmed any of it."""
        reasons = (self.prescriber_confirmed, *(step.prescriber_confirmed for step in self.steps))
        return any(reason is not None for reason in reasons)

    def before(self, number: int) -> Fraction:
        """What is taken a day before a step, in milligrams; steps count from 0."""
        return self.steps[number - 1].day if number else self.taking_now

    def since(self, number: int) -> date:
        """From which day of the plan the dose of a step is taken: steps may differ in times of day alone."""
        while number and self.steps[number].day == self.before(number):
            number -= 1
        return self.steps[number].begins

    def milligrams(self, part: Amount) -> Fraction | None:
        """How much medicine a part of the day's dose is; None where it is not of what is in hand."""
        if self.tablet is not None and part.unit == "tablet":
            return Fraction(part.number) * milligrams(self.tablet)
        if self.liquid is not None and part.unit == self.liquid.volume.unit:
            return (
                Fraction(part.number) * milligrams(self.liquid.amount) / Fraction(self.liquid.volume.number)
            )
        return None
