from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.values import kinds
from plainleaf.values.hours import OpeningHours, parse_hours
from plainleaf.values.kinds import (
    ERROR_PRONE,
    Age,
    Amount,
    BadValue,
    Day,
    Duration,
    Percentage,
    Phone,
    Span,
    Strength,
    Temperature,
)

FIVE_MG = Amount(Decimal(5), "mg")


def amount(number: str, unit: str) -> Amount:
    return Amount(Decimal(number), unit)


GOOD = [
    (kinds.parse_dose, "5 mg", FIVE_MG),
    (kinds.parse_dose, "0.5 mg", amount("0.5", "mg")),
    (kinds.parse_dose, "2.05 g", amount("2.05", "g")),
    (kinds.parse_dose, "10 mg", amount("10", "mg")),
    (kinds.parse_dose, "1,000 mg", amount("1000", "mg")),
    (kinds.parse_dose, "1,234,567.5 mg", amount("1234567.5", "mg")),
    (kinds.parse_dose, "999 mg", amount("999", "mg")),
    (kinds.parse_dose, "100 microgram", amount("100", "microgram")),
    (kinds.parse_dose, "2 tablets", amount("2", "tablet")),
    (kinds.parse_dose, "1 tablet", amount("1", "tablet")),
    (kinds.parse_dose, "half tablet", amount("0.5", "tablet")),
    (kinds.parse_dose, "half a tablet", amount("0.5", "tablet")),
    (kinds.parse_dose, "1 and a half tablets", amount("1.5", "tablet")),
    (kinds.parse_amount, "2 doses", amount("2", "dose")),
    (kinds.parse_amount, "5 mL", amount("5", "mL")),
    (kinds.parse_amount, "50 mm", amount("50", "mm")),
    (kinds.parse_span, "40 to 80 mg", Span(amount("40", "mg"), amount("80", "mg"))),
    (kinds.parse_span, "0.5 to 1,000 mg", Span(amount("0.5", "mg"), amount("1000", "mg"))),
    (kinds.parse_span, "1 to 2 tablets", Span(amount("1", "tablet"), amount("2", "tablet"))),
    (kinds.parse_count, "2 doses", amount("2", "dose")),
    (kinds.parse_count, "half tablet", amount("0.5", "tablet")),
    (kinds.parse_dose, "0.0005 g", amount("0.0005", "g")),
    (kinds.parse_temperature, "0 to 5 °C", Temperature(Decimal(5), "celsius", Decimal(0))),
    (kinds.parse_strength, "25 mg in 5 mL", Strength(amount("25", "mg"), amount("5", "mL"))),
    (kinds.parse_duration, "3 days", Duration(3, "day")),
    (kinds.parse_duration, "1 to 2 weeks", Duration(2, "week", 1)),
    (kinds.parse_temperature, "20 to 25 °C", Temperature(Decimal(25), "celsius", Decimal(20))),
    (kinds.parse_temperature, "77 °F", Temperature(Decimal(77), "fahrenheit")),
    (kinds.parse_age, "12 years", Age(12)),
    (kinds.parse_percentage, "25%", Percentage(Decimal(25))),
    (kinds.parse_day, "2026-05-31", Day(date(2026, 5, 31))),
    (kinds.parse_phone, "911", Phone("911")),
    (kinds.parse_weight, "33 kg", amount("33", "kg")),
    (parse_hours, "monday to friday, 9:00 to 17:30", OpeningHours(0, 4, time(9), time(17, 30))),
    (parse_hours, "saturday, 9:05 to 12:00", OpeningHours(5, None, time(9, 5), time(12))),
    (kinds.parse_phone, "1-800-222-1222", Phone("1-800-222-1222")),
    (kinds.parse_phone, "+44 20 7946 0000", Phone("+44 20 7946 0000")),
]


@pytest.mark.parametrize(("parse", "text", "value"), GOOD)
def test_a_value_written_well_is_read(parse, text, value):
    assert parse(text) == value


BAD = [
    # ISMP: no trailing zero, a leading zero, one space, a separator from 1,000 up.
    (kinds.parse_dose, "5.0 mg", "bad-value", "write 5 "),
    (kinds.parse_dose, "0.50 mg", "bad-value", "write 0.5 "),
    (kinds.parse_dose, ".5 mg", "bad-value", "write 0.5 "),
    (kinds.parse_dose, "5mg", "bad-value", "write 5 mg"),
    (kinds.parse_dose, "5  mg", "bad-value", "write 5 mg"),
    (kinds.parse_dose, "5\u00a0mg", "bad-value", "a space"),
    (kinds.parse_dose, "1000 mg", "bad-value", "write 1,000 "),
    (kinds.parse_dose, "1500.5 mg", "bad-value", "write 1,500.5 "),
    (kinds.parse_dose, "1,00 mg", "bad-value", "digits"),
    (kinds.parse_dose, "1.000,5 mg", "bad-value", "digits"),
    (kinds.parse_dose, "0,5 mg", "bad-value", "digits"),
    (kinds.parse_dose, "05 mg", "bad-value", "digits"),
    (kinds.parse_dose, "5. mg", "bad-value", "digits"),
    (kinds.parse_dose, "five mg", "bad-value", "a number"),
    (kinds.parse_dose, "٥ mg", "bad-value", "a number"),
    (kinds.parse_dose, "-5 mg", "bad-value", "a number"),
    (kinds.parse_dose, "5", "bad-value", "a unit"),
    (kinds.parse_dose, "5 mg a day", "bad-value", "such as 5 mg"),
    (kinds.parse_dose, "", "bad-value", "such as 5 mg"),
    (kinds.parse_dose, "1000 mg", "bad-value", 'in braces with quotes: "1,000 '),
    (kinds.parse_dose, "0.00005 g", "bad-value", "a smaller unit"),
    (kinds.parse_dose, "1,000,000,001 mg", "bad-value", "a larger unit"),
    (kinds.parse_dose, "0 mg", "bad-value", "above zero"),
    (kinds.parse_count, "0 doses", "bad-value", "above zero"),
    # Units that are misread or unknown.
    (kinds.parse_dose, "5 IU", "unknown-unit", "in words"),
    (kinds.parse_dose, "5 U", "unknown-unit", "in words"),
    (kinds.parse_dose, "5 ml", "unknown-unit", "write mL"),
    (kinds.parse_dose, "5 mg.", "unknown-unit", "use one of mg"),
    (kinds.parse_dose, "5 lb", "unknown-unit", "use one of mg"),
    (kinds.parse_dose, "5 kg", "bad-value", "weight:"),
    (kinds.parse_weight, "5 mg", "bad-value", "33 kg"),
    (kinds.parse_weight, "33kg", "bad-value", "write 33 kg"),
    (kinds.parse_dose, "5 tbsp", "unknown-unit", "use one of mg"),
    # Counted nouns.
    (kinds.parse_dose, "1.5 tablets", "bad-value", "1 and a half tablets"),
    (kinds.parse_dose, "0.5 tablet", "bad-value", "half tablet"),
    (kinds.parse_amount, "2.5 doses", "bad-value", "half"),
    (kinds.parse_count, "2.5 doses", "bad-value", "half"),
    (kinds.parse_count, "5 mg", "bad-value", "amount:"),
    (kinds.parse_count, "50 mm", "bad-value", "amount:"),
    # A volume stands with its strength.
    (kinds.parse_dose, "5 mL", "bare-volume", "25 mg in 5 mL"),
    (kinds.parse_dose, "0.5 mL", "bare-volume", "25 mg in 5 mL"),
    (kinds.parse_span, "5 to 10 mL", "bare-volume", "25 mg in 5 mL"),
    (kinds.parse_strength, "5 mg/5 mL", "bad-value", "5 mg in 5 mL"),
    (kinds.parse_strength, "5 mL in 5 mg", "bad-value", "5 mg in 5 mL"),
    (kinds.parse_strength, "5 mg in 5 mg", "bad-value", "5 mg in 5 mL"),
    (kinds.parse_strength, "5 mg in 5mL", "bad-value", "write 5 mL"),
    (kinds.parse_strength, "5 tablets in 5 mL", "bad-value", "5 mg in 5 mL"),
    # Ranges.
    (kinds.parse_span, "80 to 40 mg", "upside-down-range", "lower bound first"),
    (kinds.parse_span, "40 to 40 mg", "upside-down-range", "lower bound first"),
    (kinds.parse_span, "40-80 mg", "bad-value", "30 to 60 mg"),
    (kinds.parse_span, "40–80 mg", "bad-value", "30 to 60 mg"),
    (kinds.parse_span, "40 mg to 80 mg", "bad-value", "digits"),
    (kinds.parse_span, "4.0 to 8 mg", "bad-value", "write 4 "),
    (kinds.parse_span, "1.5 to 2 tablets", "bad-value", "half"),
    (kinds.parse_span, "1 to 1 and a half tablets", "bad-value", "half"),
    (kinds.parse_span, "0 to 5 mg", "bad-value", "upper bound alone"),
    (kinds.parse_span, "5 to 10 mm", "bad-value", "masses"),
    (kinds.parse_duration, "3 to 2 weeks", "upside-down-range", "lower bound first"),
    (kinds.parse_duration, "2 to 2 weeks", "upside-down-range", "lower bound first"),
    (kinds.parse_temperature, "25 to 20 °C", "upside-down-range", "lower bound first"),
    # The rest.
    (kinds.parse_duration, "1.5 days", "bad-value", "3 days"),
    (kinds.parse_duration, "0 days", "bad-value", "3 days"),
    (kinds.parse_duration, "1000 days", "bad-value", "3 days"),
    (kinds.parse_duration, "3 fortnights", "bad-value", "units: hour, day"),
    (kinds.parse_duration, "3days", "bad-value", "3 days"),
    (kinds.parse_temperature, "20-25 °C", "bad-value", "digits"),
    (kinds.parse_temperature, "20 C", "bad-value", "20 to 25 °C"),
    (kinds.parse_temperature, "20°C", "bad-value", "20 to 25 °C"),
    (kinds.parse_temperature, "20.0 °C", "bad-value", "write 20 "),
    (kinds.parse_age, "12", "bad-value", "12 years"),
    (kinds.parse_age, "0 years", "bad-value", "12 years"),
    (kinds.parse_age, "12 months", "bad-value", "12 years"),
    (kinds.parse_percentage, "25", "bad-value", "25%"),
    (kinds.parse_percentage, "2.50%", "bad-value", "write 2.5 "),
    (kinds.parse_day, "31/05/2026", "bad-value", "2026-05-31"),
    (kinds.parse_day, "2026-02-30", "bad-value", "2026-05-31"),
    (kinds.parse_day, "20260531", "bad-value", "2026-05-31"),
    (kinds.parse_day, "2026-W22-7", "bad-value", "2026-05-31"),
    (kinds.parse_phone, "call us", "bad-value", "digits"),
    (parse_hours, "weekdays", "bad-value", "monday to friday"),
    (parse_hours, "monday to friday, 9 to 5", "bad-value", "24 hours"),
    (parse_hours, "monday, 9:00 to 25:00", "bad-value", "24 hours"),
    (parse_hours, "monday, 17:00 to 9:00", "upside-down-range", "first"),
    (parse_hours, "friday to monday, 9:00 to 17:00", "upside-down-range", "first"),
    (kinds.parse_phone, "202--555", "bad-value", "digits"),
    (kinds.parse_phone, "(202) 555-0142", "bad-value", "digits"),
    (kinds.parse_phone, "٩١١", "bad-value", "digits"),
    (kinds.parse_phone, "91", "bad-value", "3 digits or more"),
    (kinds.parse_phone, "+4-4", "bad-value", "3 digits or more"),
]


@pytest.mark.parametrize(("parse", "text", "check", "hint"), BAD)
def test_a_value_that_could_be_misread_is_refused_with_what_to_write(parse, text, check, hint):
    with pytest.raises(BadValue) as caught:
        parse(text)
    assert caught.value.check == check
    assert hint in caught.value.hint


@pytest.mark.parametrize("unit", sorted(ERROR_PRONE))
def test_every_error_prone_unit_is_refused_with_the_safe_one(unit):
    with pytest.raises(BadValue, match="misread") as caught:
        kinds.parse_amount(f"5 {unit}")
    assert caught.value.check == "unknown-unit"
    assert caught.value.hint == f"write {ERROR_PRONE[unit]}"


def test_the_micro_sign_and_the_greek_letter_are_both_refused():
    assert {"\u00b5g", "\u03bcg"} <= ERROR_PRONE.keys()


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_any_number_written_as_ismp_wants_it_is_read_as_itself(number):
    whole, _, rest = f"{number:,f}".partition(".")
    rest = rest.rstrip("0")
    assert kinds.parse_number(f"{whole}.{rest}" if rest else whole) == number


@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_no_number_with_a_trailing_zero_is_read(number):
    with pytest.raises(BadValue, match="zero"):
        kinds.parse_number(f"{number:,f}".rstrip("0").rstrip(".") + (".0" if number % 1 == 0 else "0"))


@pytest.mark.parametrize(
    ("number", "short"), [("911", True), ("112", True), ("111", True), ("0800 111", False)]
)
def test_a_number_of_three_digits_is_short(number, short):
    assert Phone(number).is_short is short
