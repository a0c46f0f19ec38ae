"""Facts inside a monograph: one fault, one finding, at its row and column."""

from decimal import Decimal

import pytest

from plainleaf.monograph.facts import KINDS, Fact
from plainleaf.values.kinds import Amount, Frequency, Name
from tests.monograph.samples import changed, findings, monograph, told

DOSE, ROW = "start_dose: {amount: 5 mg", 11
TIMES = "start_times: {times: 2, per: day, at: [morning, evening]}"


@pytest.mark.parametrize(
    ("value", "check"),
    [
        ("5.0 mg", "bad-value"),
        (".5 mg", "bad-value"),
        ("5mg", "bad-value"),
        ("5  mg", "bad-value"),
        ("1000 mg", "bad-value"),
        ("1.5 tablets", "bad-value"),
        ("5 µg", "unknown-unit"),
        ("5 mcg", "unknown-unit"),
        ("5 IU", "unknown-unit"),
        ("5 stone", "unknown-unit"),
        ("5 mL", "bare-volume"),
        ("[5 mg]", "bad-value"),
        ("''", "bad-value"),
    ],
)
def test_a_dose_that_could_be_misread_is_one_finding_at_its_value(value, check):
    assert told((DOSE, f"start_dose: {{amount: {value}")) == [(check, ROW, 24)]


@pytest.mark.parametrize(
    "value", ["0.5 mg", "'1,000 mg'", "100 microgram", "half tablet", "1 and a half tablets"]
)
def test_a_dose_written_well_is_nothing_to_tell(value):
    assert isinstance(fact(DOSE, f"start_dose: {{amount: {value}").value, Amount)


@pytest.mark.parametrize(
    ("new", "check", "column"),
    [
        ("start_dose: {range: 80 to 40 mg", "upside-down-range", 23),
        ("start_dose: {range: 5 to 10 mL", "bare-volume", 23),
        ("start_dose: {count: 5 mL", "bare-volume", 23),
        ("start_dose: {count: 5 mg", "bad-value", 23),
        ("start_dose: {amount: 5 mg, jurisdiction: []", "wrong-type", 44),
        ("start_dose: {duration: 3 to 2 weeks", "upside-down-range", 26),
        ("start_dose: {temperature: 25 to 20 °C", "upside-down-range", 29),
        ("start_dose: {strength: 5 mg/5 mL", "bad-value", 26),
        ("start_dose: {age: 12", "bad-value", 21),
        ("start_dose: {percentage: 25", "bad-value", 28),
        ("start_dose: {date: 31/05/2026", "bad-value", 22),
        ("start_dose: {phone: call us", "bad-value", 23),
        ("start_dose: {amounts: [5 mg, 5.0 mg]", "bad-value", 32),
        ("start_dose: {strengths: [5 mg in 5 mL, 5 mL]", "bad-value", 42),
        ("start_dose: {amount: 5 mg, jurisdiction: UK", "wrong-type", 44),
        ("start_dose: {amount: 5 mg, jurisdiction: [US, UK]", "wrong-type", 49),
        ("start_dose: {amount: 5 mg, age: 12 years", "bad-value", 15),
        ("start_dose: {conflict: none", "bad-value", 15),
        ("start_dose: {amout: 5 mg", "unknown-key", 16),
    ],
)
def test_a_fault_of_any_kind_is_one_finding_where_it_stands(new, check, column):
    assert told((DOSE, new)) == [(check, ROW, column)]


def test_a_fault_in_a_variant_is_one_finding_where_it_stands():
    assert told(("amount: 100 mg", "amount: 100.0 mg")) == [("bad-value", 15, 16)]


@pytest.mark.parametrize(
    ("new", "check", "column"),
    [
        ("{times: 2, per: day}", "bad-value", 16),
        ("{times: 2, per: day, at: [morning]}", "bad-value", 16),
        ("{times: 2, per: day, at: [morning, midday, evening]}", "bad-value", 16),
        ("{times: 2, per: day, at: [morning, morning]}", "bad-value", 16),
        ("{times: 2, per: week, at: [morning, evening]}", "bad-value", 16),
        ("{times: 2}", "bad-value", 16),
        ("{per: day, at: [morning]}", "bad-value", 16),
        ("{times: 2, per: day, at: [morning, noon]}", "wrong-type", 51),
        ("{times: 0, per: week}", "wrong-type", 24),
        ("{times: 13, per: week}", "wrong-type", 24),
        ("{times: twice, per: week}", "wrong-type", 24),
        ("{times: 2.0, per: day, at: [morning, evening]}", "wrong-type", 24),
        ("{times: 2, per: month}", "wrong-type", 32),
    ],
)
def test_a_frequency_names_as_many_times_of_day_as_it_says(new, check, column):
    assert told((TIMES, f"start_times: {new}")) == [(check, 12, column)]


@pytest.mark.parametrize(
    ("new", "value"),
    [
        ("{times: 1, per: week}", Frequency(1, "week")),
        ("{times: 1, per: day, at: [bedtime]}", Frequency(1, "day", ("bedtime",))),
        (
            "{times: 4, per: day, at: [morning, midday, evening, bedtime]}",
            Frequency(4, "day", ("morning", "midday", "evening", "bedtime")),
        ),
    ],
)
def test_a_frequency_written_well_is_read(new, value):
    assert fact(TIMES, f"start_times: {new}", "start_times").value == value


def test_a_time_of_day_named_twice_is_told_as_what_it_is():
    (finding,) = findings((TIMES, "start_times: {times: 2, per: day, at: [morning, morning]}"))
    assert "2 times, but 2 times" not in finding.message


def test_a_daily_frequency_without_times_of_day_is_told_what_to_add():
    found = findings((TIMES, "start_times: {times: 2, per: day}"))
    assert "at: [morning, evening]" in found[0].hint


def test_a_fact_holds_where_it_says_and_everywhere_if_it_says_nothing():
    sample = monograph()
    assert sample.fact("start_dose", "US", "oral") == sample.fact("start_dose", "GB", "oral")
    assert sample.fact("max_daily", "US", "oral").value == Amount(Decimal(80), "mg")
    assert sample.fact("max_daily", "GB", "oral").value == Amount(Decimal(100), "mg")
    only = monograph_with("    - {amount: 100 mg, jurisdiction: GB}\n", "")
    assert only.fact("max_daily", "GB", "oral") is None


def test_several_jurisdictions_may_share_a_fact():
    shared = fact(DOSE, "start_dose: {amount: 5 mg, jurisdiction: [US, GB]")
    assert shared.holds("US", "oral")
    assert shared.holds("GB", "oral")


def test_a_fact_of_one_form_does_not_hold_for_another():
    tablets = fact(DOSE, "start_dose: {amount: 5 mg, form: oral")
    assert tablets.holds("US", "oral")
    assert not tablets.holds("US", "pump")


def test_names_and_literals_stay_as_they_are():
    assert monograph().fact("interactions", "US", "oral").value == (Name("Brand"),)
    assert fact(DOSE, "start_dose: {literal: B12").value == Name("B12")


def test_every_kind_is_a_field_of_a_fact():
    assert len(KINDS) > 10
    assert set(KINDS) <= Fact.model_fields.keys()


def fact(old: str, new: str, name: str = "start_dose"):
    return monograph_with(old, new).fact(name, "US", "oral")


def monograph_with(old: str, new: str):
    return monograph(changed((old, new)))
