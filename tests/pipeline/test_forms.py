"""Forms and starting plans that are no more: their leaflets leave out/; those that are, are checked."""

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.pipeline import Variant, plan_jobs
from tests.conftest import change
from tests.pipeline.samples import MONOGRAPH, edition, files_in, outcomes, workshop

PUMP = "default/en/testol.pump.large.letter.pdf"
PLANNED = "default/en/testol.oral.large.letter.starting.pdf"
SHORT = "default/en/testol.oral.large.letter.short.pdf"
PLAN = """\
  - id: starting
    heading: The plan
    when: {form: oral}
    blocks:
      - starting: {every: step, times: often, doses: [start_dose, next_dose]}
        heading: An example
        caution: Take the dose on your label.
        days: Days
"""
OPTIONAL = """\
  - id: more
    heading: More
    blocks:
      - text: Ask us for more.
        optional: true
"""
FACTS = """\
facts:
  step: {duration: 3 days, form: oral, sources: [us-label]}
  often: {times: 2, per: day, at: [morning, evening], form: oral, sources: [us-label]}
  next_dose: {amount: 10 mg, form: oral, sources: [us-label]}
"""


@pytest.fixture
def two_forms(small):
    """The small monograph with a pump leaflet and a plan; its doses print for what is taken by mouth alone."""
    file = small.root / MONOGRAPH
    change(file, "format: 1\n", "format: 1\nforms: [oral, pump]\n")
    change(file, "facts:\n", FACTS)
    change(file, "{amount: 5 mg, ", "{amount: 5 mg, form: oral, ")
    change(file, "{count: 2 doses, ", "{count: 2 doses, form: oral, ")
    for sentence in ("Start with {start_dose} a day.", "Do not take {together} at the same time."):
        change(
            file,
            f"- text: {sentence}\n",
            f"- text: {sentence}\n        when: {{form: oral}}\n      - text: Ask.\n",
        )
    file.write_text(file.read_text(encoding="utf-8") + PLAN, encoding="utf-8")
    return small


def test_each_form_and_plan_is_an_edition_of_its_own(two_forms):
    for asked in ({}, {"form": "pump"}, {"variant": Variant(starting=True)}):
        assert outcomes(two_forms, tags=("en",), **asked)["en"].findings == ()
    english = "default/en/testol.oral.large.letter.pdf"
    assert files_in(two_forms.out) == {"manifest.json", *edition(english, PUMP, PLANNED)}


def test_a_chart_and_a_short_version_are_editions_of_their_own(two_forms):
    """Two chosen together are one more; a build of one leaves the others alone."""
    with (two_forms.root / MONOGRAPH).open("a", encoding="utf-8") as file:
        file.write(OPTIONAL)
    asked = (Variant(), Variant(chart=True), Variant(short=True), Variant(chart=True, short=True))
    for one in asked:
        assert outcomes(two_forms, tags=("en",), variant=one)["en"].findings == ()
    stem = "default/en/testol.oral.large.letter"
    stems = (stem, f"{stem}.chart", f"{stem}.short", f"{stem}.chart.short")
    assert files_in(two_forms.out) == {"manifest.json", *edition(*(f"{one}.pdf" for one in stems))}
    texts = [(two_forms.out / f"{one}.txt").read_text(encoding="utf-8") for one in stems]
    assert ["Weekly chart" in text for text in texts] == [False, True, False, True]
    assert ["Short version." in text for text in texts] == [False, False, True, True]


def test_a_short_version_that_is_no_more_leaves_out_with_the_next_build(small):
    file = small.root / MONOGRAPH
    file.write_text(file.read_text(encoding="utf-8") + OPTIONAL, encoding="utf-8")
    outcomes(small, tags=("en",), variant=Variant(short=True))
    assert edition(SHORT) <= files_in(small.out)
    change(file, "        optional: true\n", "")
    outcomes(small, tags=("en",))
    assert not edition(SHORT) & files_in(small.out)


def test_a_form_that_is_no_more_leaves_out_with_the_next_build(two_forms):
    outcomes(two_forms, tags=("en",), form="pump")
    assert edition(PUMP) <= files_in(two_forms.out)
    change(two_forms.root / MONOGRAPH, "forms: [oral, pump]", "forms: [oral]")
    outcomes(two_forms, tags=("en",))
    assert not edition(PUMP) & files_in(two_forms.out)


def test_a_plan_that_is_no_more_leaves_out_with_the_next_build(two_forms):
    outcomes(two_forms, tags=("en",), variant=Variant(starting=True))
    assert edition(PLANNED) <= files_in(two_forms.out)
    change(two_forms.root / MONOGRAPH, PLAN, "")
    outcomes(two_forms, tags=("en",))
    assert not edition(PLANNED) & files_in(two_forms.out)


def test_a_plan_is_asked_for_in_vain_where_the_form_has_none(two_forms):
    with pytest.raises(UsageFailure, match="testol has no starting plan for the form “pump”") as caught:
        workshop(two_forms, medicines=("testol",), form="pump", variant=Variant(starting=True))
    assert caught.value.hint == "leave --starting out"


def test_every_form_can_be_planned_at_once(two_forms):
    opened = workshop(two_forms, tags=("en",))
    assert [job.form for job in plan_jobs(opened)] == ["oral"]
    assert [job.form for job in plan_jobs(opened, every_form=True)] == ["oral", "pump"]
