"""What prints for one jurisdiction, one form or on request alone; and what the clinic's file adds."""

from datetime import time

import pytest

from plainleaf.findings import Refused
from plainleaf.translate import leaflet as made
from plainleaf.values.hours import OpeningHours
from plainleaf.values.kinds import Phone
from tests.monograph.samples import changed
from tests.translate.samples import clinic, leaflet
from tests.translate.speakers import seen

LIST = "- list: [Opioids., Alcohol.]"
FACTS = "facts:\n"
PLAN = (
    "- starting: {every: step, times: start_times, doses: [start_dose, next_dose]}\n"
    "        heading: Only an example\n"
    "        caution: [Take the dose on your label., Do not go back to it.]\n"
    "        days: Days"
)
PLANNED = changed(
    (FACTS, f"{FACTS}  step: {{duration: 3 days}}\n  next_dose: {{amount: 10 mg}}\n"),
    (LIST, f"{LIST}\n      {PLAN}"),
)
HOURS = OpeningHours(0, 4, time(9), time(17, 30))


def items(of: made.Leaflet) -> list[str]:
    return [
        words.text
        for block in of.sections[0].blocks
        if isinstance(block, made.ListItems)
        for words in block.items
    ]


def told(text: str, **how) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        leaflet(text, **how)
    return [(finding.check, str(finding.place)) for finding in caught.value.findings]


def test_an_item_prints_only_where_its_condition_holds():
    text = changed((LIST, "- list: [Opioids., {text: Alcohol., when: {jurisdiction: GB, form: oral}}]"))
    british = clinic(jurisdiction="GB")
    assert items(leaflet(text)) == ["Opioids."]
    assert items(leaflet(text, by=british)) == ["Opioids.", "Alcohol."]
    assert items(leaflet(text, by=british, form="pump")) == ["Opioids."]


def test_a_list_whose_items_all_stand_elsewhere_is_left_out():
    text = changed((LIST, "- list: [{text: Alcohol., when: {jurisdiction: GB}}]"))
    assert [type(block) for block in leaflet(text).sections[0].blocks] == [made.Text]
    assert items(leaflet(text, by=clinic(jurisdiction="GB"))) == ["Alcohol."]


def test_an_item_for_another_country_than_its_list_prints_nowhere():
    text = changed((LIST, "- {list: [{text: Alcohol., when: {jurisdiction: GB}}], when: {jurisdiction: US}}"))
    for jurisdiction in ("US", "GB"):
        assert items(leaflet(text, by=clinic(jurisdiction=jurisdiction))) == []


def test_a_section_prints_only_where_its_condition_holds_and_its_blocks_with_it():
    text = changed(("  - id: strength\n", "  - id: strength\n    when: {form: oral}\n"))
    assert [section.id for section in leaflet(text).sections] == ["interactions", "strength"]
    assert [section.id for section in leaflet(text, form="pump").sections] == ["interactions"]


def test_a_fact_of_one_form_is_refused_in_a_text_of_the_other():
    text = changed(("{strength: 25 mg in 5 mL}", "{strength: 25 mg in 5 mL, form: oral}"))
    assert leaflet(text)
    assert told(text, form="pump") == [("fact-elsewhere", "leaflets/sampline.yaml:35:25")]


def test_a_starting_plan_prints_on_request_alone():
    assert not [block for block in leaflet(PLANNED).sections[0].blocks if isinstance(block, made.Starting)]
    asked = leaflet(PLANNED, starting=True)
    (plan,) = [block for block in asked.sections[0].blocks if isinstance(block, made.Starting)]
    assert plan.caution.heading.text == "Only an example"
    assert [words.text for words in plan.caution.paragraphs] == [
        "Take the dose on your label.",
        "Do not go back to it.",
    ]
    assert [seen(cell.text) for cell in plan.table.head] == ["Days", "morning", "evening"]
    rows = [[seen(cell.text) for cell in row] for row in plan.table.rows]
    assert rows == [["1~to~3", "5~mg", "5~mg"], ["4~to~6", "10~mg", "10~mg"]]


def test_a_starting_plan_makes_another_text_digest():
    assert leaflet(PLANNED).text_digest != leaflet(PLANNED, starting=True).text_digest
    dearer = PLANNED.replace("amount: 10 mg", "amount: 15 mg")
    assert leaflet(PLANNED).text_digest == leaflet(dearer).text_digest
    assert leaflet(PLANNED, starting=True).text_digest != leaflet(dearer, starting=True).text_digest


def test_a_plan_whose_fact_does_not_hold_is_told_where_it_names_it():
    text = PLANNED.replace("{amount: 10 mg}", "{amount: 10 mg, jurisdiction: GB}")
    assert told(text, starting=True) == [("fact-elsewhere", "leaflets/sampline.yaml:31:73")]
    assert leaflet(text)


def test_opening_hours_print_as_language_and_country_write_them():
    american = leaflet(by=clinic(hours=[HOURS])).clinic.hours
    british = leaflet(by=clinic(hours=[HOURS], jurisdiction="GB")).clinic.hours
    assert [seen(line.text) for line in american] == ["Monday~to~Friday:~9:00\u202fAM to~5:30\u202fPM"]
    assert [seen(line.text) for line in british] == ["Monday~to~Friday:~09:00~to~17:30"]
    saturday = OpeningHours(5, None, time(9), time(12))
    (line,) = leaflet(by=clinic(hours=[saturday], jurisdiction="GB")).clinic.hours
    assert seen(line.text) == "Saturday:~09:00~to~12:00"


def test_the_pump_team_stands_beside_the_clinic_in_the_pump_leaflet_alone():
    phones = {"emergency": Phone("911"), "clinic": Phone("1-23"), "pump": Phone("4-56")}
    assert [line.purpose for line in leaflet(by=clinic(phones=phones)).clinic.phones] == ["clinic"]
    assert [line.purpose for line in leaflet(by=clinic(phones=phones), form="pump").clinic.phones] == [
        "pump",
        "clinic",
    ]


def test_a_box_without_any_number_to_call_is_refused():
    text = changed((LIST, "- {call: today, heading: Call, items: [It hurts.], phones: [pump]}"))
    assert told(text) == [("missing-phone", "clinics")]
    phones = {"emergency": Phone("911"), "clinic": Phone("1-23"), "pump": Phone("4-56")}
    assert leaflet(text, by=clinic(phones=phones))
