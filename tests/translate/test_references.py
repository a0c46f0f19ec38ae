import pytest

from plainleaf.translate.references import Reference, references, resolve, stray_brace
from tests.monograph.samples import changed, monograph


def test_the_names_in_braces_come_in_their_order():
    assert references("Start with {start_dose}, {start_times}; then {start_dose}.") == (
        "start_dose",
        "start_times",
        "start_dose",
    )
    assert references("Nothing {Here}, { nor_here }, {0}.") == ()


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("Take {start_dose}.", None),
        ("Take {a}{b}.", None),
        ("Take {start_dose.", "{start_dose."),
        ("Take start_dose}.", "}."),
        ("Take {Start dose}.", "{Start dose}"),
        ("Take {{start_dose}}.", "{"),
        ("Take {}.", "{}."),
    ],
)
def test_a_brace_that_is_no_part_of_a_placeholder_is_found(text, stray):
    found = stray_brace(text)
    assert found == stray if stray is None else found.startswith(stray)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("start_dose", Reference("start_dose", "start_dose")),
        ("start_dose_at_most", Reference("start_dose_at_most", "start_dose", "at_most")),
        ("checklist_more_than", Reference("checklist_more_than", "checklist", "more_than")),
        ("max_daily_at_most", Reference("max_daily_at_most", "max_daily", "at_most")),
        ("start_doze", None),
        ("start", None),
        ("start_dose_under", None),
        ("start_times_at_most", None),
        ("interactions_at_most", None),
        ("strength_for", None),
        ("checklist_at_most", None),
    ],
)
def test_a_name_means_a_fact_and_a_role_that_its_kind_has(name, reference):
    assert resolve(name, monograph()) == reference


def test_the_longest_name_of_a_fact_wins():
    both = changed(
        ("  start_dose:", "  start: {duration: 3 days}\n  start_for: {amount: 5 mg}\n  start_dose:")
    )
    assert resolve("start_for", monograph(both)) == Reference("start_for", "start_for")
    assert resolve("start_after", monograph(both)) == Reference("start_after", "start", "after")
    assert resolve("start_for_at_most", monograph(both)) == Reference(
        "start_for_at_most", "start_for", "at_most"
    )


def test_a_role_must_fit_every_variant_of_its_fact():
    mixed = changed(("{amount: 100 mg, jurisdiction: GB}", "{range: 60 to 100 mg, jurisdiction: GB}"))
    assert resolve("max_daily", monograph(mixed)) == Reference("max_daily", "max_daily")
    assert resolve("max_daily_at_most", monograph(mixed)) is None
