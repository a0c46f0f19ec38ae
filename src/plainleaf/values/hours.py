"""When a clinic is open: days of the week and a clock, read from the way a clinic writes them."""

import re
from dataclasses import dataclass
from datetime import time

from plainleaf.values.kinds import BadValue

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class OpeningHours:
    """From a day of the week (Monday is 0) to another, or on one alone, by the clock."""

    first: int
    last: int | None
    opens: time
    closes: time


def parse_hours(text: str) -> OpeningHours:
    """``monday to friday, 9:00 to 17:30`` or ``saturday, 9:00 to 12:00``."""
    days = "|".join(WEEKDAYS)
    found = re.fullmatch(
        rf"({days})(?: to ({days}))?, ([0-9]{{1,2}}):([0-9]{{2}}) to ([0-9]{{1,2}}):([0-9]{{2}})", text
    )
    hint = "write days in small letters and a clock of 24 hours, such as monday to friday, 9:00 to 17:30"
    if not found:
        raise BadValue(f"“{text}” tells no opening hours", hint)
    first, last, *clock = found.groups()
    try:
        opens, closes = time(int(clock[0]), int(clock[1])), time(int(clock[2]), int(clock[3]))
    except ValueError as error:
        raise BadValue(f"“{text}” holds no time of day", hint) from error
    hours = OpeningHours(WEEKDAYS.index(first), WEEKDAYS.index(last) if last else None, opens, closes)
    if closes <= opens or (hours.last is not None and hours.last <= hours.first):
        raise BadValue(
            f"“{text}” is upside down",
            "write the earlier first, from monday to sunday; two parts of a week are two lines",
            "upside-down-range",
        )
    return hours
