"""What the sources of a medicine set as limits, for one country."""

from dataclasses import dataclass
from fractions import Fraction

from plainleaf.monograph import Monograph
from plainleaf.plan.model import milligrams
from plainleaf.values.kinds import Amount, Duration, Frequency, Strength, Value

DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Limits:
    """Masses in milligrams a day, lengths in days. ``size`` is the largest step up or down, ``every`` the days that a
    step up lasts at least, ``start`` the highest first dose of who takes none yet, ``stop_over`` the shortest time from
    the first step down to the last dose. ``in_hand`` are the strengths there are.
    """

    highest: Fraction
    start: Fraction
    size: Fraction
    every: int
    stop_over: int
    in_hand: frozenset[Amount | Strength]


def limits_of(monograph: Monograph, jurisdiction: str, form: str) -> Limits | None:
    """The limits; None where the monograph names none, or one of them does not hold there, or a dose is not raised."""
    named = monograph.limits
    if named is None:
        return None

    def value(name: str) -> Value | None:
        fact = monograph.fact(name, jurisdiction, form)
        return fact.value if fact else None

    highest, low, high = value(named.highest), value(named.raise_from), value(named.raise_to)
    times, every, taper = value(named.times), value(named.every), value(named.stop_over)
    if not (
        isinstance(highest, Amount)
        and isinstance(low, Amount)
        and isinstance(high, Amount)
        and isinstance(times, Frequency)
        and isinstance(every, Duration)
        and isinstance(taper, Duration)
        and milligrams(low) < milligrams(high)
    ):
        return None
    in_hand: set[Amount | Strength] = set()
    for name in (*named.tablets, *named.liquids):
        held = value(name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, Amount | Strength):
                in_hand.add(one)
    return Limits(
        highest=milligrams(highest),
        start=milligrams(low) * times.times,
        size=(milligrams(high) - milligrams(low)) * times.times,
        every=every.number * DAYS[every.unit],
        stop_over=(taper.low or taper.number) * DAYS[taper.unit],
        in_hand=frozenset(in_hand),
    )
