"""Values in words: a typed value becomes the text a patient reads, isolated and unbroken."""

from dataclasses import dataclass, replace
from decimal import Decimal

from plainleaf.translate.lookup import Lookup
from plainleaf.translate.wordings import DURATION_ROLES, Wordings
from plainleaf.values.characters import WORD_JOINER
from plainleaf.values.hours import OpeningHours
from plainleaf.values.kinds import (
    COUNTED,
    Age,
    Amount,
    Day,
    Duration,
    Frequency,
    Name,
    Percentage,
    Phone,
    Span,
    Strength,
    Temperature,
    Value,
)
from plainleaf.values.numbers import (
    clock,
    full_date,
    isolate,
    isolate_ltr,
    isolate_phrase,
    join,
    long_date,
    number,
    unbroken,
    weekday,
)

ROLES: dict[type, tuple[str, ...]] = {
    Amount: ("at_most", "more_than"),
    Duration: DURATION_ROLES,
    Age: ("under", "from"),
}
"""What may follow a fact's name in a reference: ``{start_dose_at_most}``, ``{taper_for}``, ``{adult_age_under}``."""


@dataclass(frozen=True)
class Speaker:
    """Speaks values in one language for one jurisdiction. A phrase without translation speaks as an empty text;
    the lookup keeps the finding.
    """

    lookup: Lookup
    wordings: Wordings
    jurisdiction: str

    def speak(self, value: Value, role: str = "") -> str:
        """The value as a patient reads it (USP <17>, ISMP), isolated, with no-break spaces."""
        if isinstance(value, tuple):
            return join([self.speak(item) for item in value], self.lookup.language)
        match value:
            case Amount():
                return self._amount(value, role)
            case Span(low=low, high=high):
                return self._frame("range", low=isolate(self._number(low.number)), high=self._amount(high))
            case Strength(amount=amount, volume=volume):
                latin = self._in_latin_digits()
                return self._frame("strength", amount=latin.speak(amount), volume=latin.speak(volume))
            case Frequency():
                return self._frequency(value)
            case Duration(number=n, unit=unit, low=low):
                return self._counted(unit + (f"_{role}" if role else ""), n, low)
            case Temperature(high=degrees, unit=unit, low=lowest):
                warmest = isolate(unbroken(self._phrase(unit, n=self._number(degrees))))
                if lowest is None:
                    return warmest
                return self._frame("range", low=isolate(self._number(lowest)), high=warmest)
            case Age(years=years):
                return self._counted("age" + (f"_{role}" if role else ""), years)
            case Percentage(number=share):
                return isolate(unbroken(self._phrase("percent", n=self._number(share))))
            case Day(date=day):
                return isolate(unbroken(long_date(day, self.lookup.language, self.jurisdiction)))
            case Name(text=text):
                return isolate(unbroken(text))
            case Phone():
                return self.phone(value)

    def phone(self, phone: Phone) -> str:
        """Always left to right, in Latin digits, on one line."""
        return isolate_ltr(unbroken(phone.number).replace("-", "-" + WORD_JOINER))

    def opening(self, hours: OpeningHours) -> str:
        """When the clinic is open: days by name, the clock as the language and its country write it."""
        language = self.lookup.language
        days = weekday(hours.first, language)
        if hours.last is not None:
            days = self._frame("weekdays", first=days, last=weekday(hours.last, language))
        opens, closes = (
            isolate(unbroken(clock(time, language, self.jurisdiction)))
            for time in (hours.opens, hours.closes)
        )
        return self._frame("opening", days=days, opens=opens, closes=closes)

    def day_span(self, first: int, last: int) -> str:
        """``1 to 3``, or ``1`` alone: days of a plan, counted from its first."""
        if first == last:
            return isolate(self._number(Decimal(first)))
        low, high = (isolate(self._number(Decimal(day))) for day in (first, last))
        return self._frame("range", low=low, high=high)

    def day(self, day: Day) -> str:
        """A date with the name of its weekday, on one line."""
        return isolate(unbroken(full_date(day.date, self.lookup.language, self.jurisdiction)))

    def count(self, n: int) -> str:
        """A whole number that counts steps."""
        return isolate(self._number(Decimal(n)))

    def makes(self, part: Amount, mass: Amount) -> str:
        """How many tablets, or how much liquid, and how much medicine that is."""
        return self._frame("makes", count=self._amount(part), amount=self._amount(mass))

    def word(self, id: str) -> str:
        """A phrase without a number: a time of day."""
        return self._phrase(id)

    def _amount(self, amount: Amount, role: str = "") -> str:
        if role == "at_most":
            return self._frame("at_most", value=self._amount(amount))
        if role == "more_than":
            return self._counted(f"{amount.unit}_more_than", int(amount.number))
        if amount.unit in COUNTED and amount.number == int(amount.number):
            return self._counted(amount.unit, int(amount.number))
        if amount.unit == "tablet":
            whole = int(amount.number)
            return (
                self._counted("tablet_and_half", whole)
                if whole
                else isolate(unbroken(self._phrase("half_tablet")))
            )
        unit = amount.unit
        if unit == "microgram":
            if amount.number == int(amount.number):
                return self._counted(unit, int(amount.number))
            unit = "microgram_decimal"
        return isolate(unbroken(self._phrase(unit, n=self._number(amount.number))))

    def _in_latin_digits(self) -> "Speaker":
        """The same voice with the digits that stand on every box and bottle."""
        language = replace(self.lookup.language, digits="latn")
        return replace(self, lookup=replace(self.lookup, language=language))

    def _frequency(self, frequency: Frequency) -> str:
        often = self._counted(f"per_{frequency.per}", frequency.times)
        if not frequency.at:
            return often
        times = join([self._phrase(time) for time in frequency.at], self.lookup.language)
        return self._frame("frequency_at", frequency=often, times=times)

    def _counted(self, id: str, n: int, low: int | None = None) -> str:
        """A phrase with a whole number; a range takes its upper bound's form."""
        written = isolate(self._number(Decimal(n)))
        if low is not None:
            written = self._frame("range", low=isolate(self._number(Decimal(low))), high=written)
        text = self._phrase(id, count=n, n=written)
        return isolate_phrase(unbroken(text), self.lookup.language)

    def _frame(self, id: str, **parts: str) -> str:
        text = self._phrase(id)
        for name, part in parts.items():
            text = text.replace(f"{{{name}}}", part)
        return isolate_phrase(unbroken(text), self.lookup.language)

    def _number(self, value: Decimal) -> str:
        return number(value, self.lookup.language, self.jurisdiction)

    def _phrase(self, id: str, count: int | None = None, **parts: str) -> str:
        wording = self.wordings.phrases[id]
        key = (wording.domain, wording.context, wording.text)
        if wording.plural is None:
            text = self.lookup.text(*key, wording.place) or ""
        else:
            assert count is not None
            text = self.lookup.counted(*key, wording.plural, count, wording.place) or ""
        for name, part in parts.items():
            text = text.replace(f"{{{name}}}", part)
        return text


def roles_of(value: Value) -> tuple[str, ...]:
    """The roles a reference to this value may name."""
    if isinstance(value, tuple):
        return ()
    roles = ROLES.get(type(value), ())
    if isinstance(value, Amount):
        return ("more_than",) if value.unit == "dose" else ("at_most",)
    return roles
