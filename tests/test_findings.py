import pickle

import pytest

from plainleaf.findings import Finding, Refused, Severity, Span, UsageFailure, ordered

FIRST = Finding("source-key", "twice", Span("a.yaml", 3, 1))
SECOND = Finding("bad-value", "“5.0” ends in a zero", Span("a.yaml", 12, 4))
THIRD = Finding("bad-value", "“5.0” ends in a zero", Span("b.yaml", 1, 1))


@pytest.mark.parametrize(
    ("span", "text"),
    [(Span("a.yaml", 3, 7), "a.yaml:3:7"), (Span("a.yaml", 3), "a.yaml:3"), (Span("a.yaml"), "a.yaml")],
)
def test_a_place_shows_as_much_as_is_known(span, text):
    assert str(span) == text


def test_findings_come_by_file_row_and_column_as_numbers_and_each_once():
    assert ordered([THIRD, SECOND, FIRST, SECOND]) == (FIRST, SECOND, THIRD)


def test_findings_that_differ_only_in_their_hint_are_both_told():
    other = Finding(SECOND.check, SECOND.message, SECOND.place, "write 5")
    assert len(ordered([SECOND, other])) == 2


def test_a_finding_is_an_error_unless_it_says_otherwise():
    assert FIRST.is_error
    assert not Finding("grade", "grade 9", Span("a.yaml"), severity=Severity.WARNING).is_error


def test_a_refusal_survives_the_way_to_another_process_with_every_finding():
    again = pickle.loads(pickle.dumps(Refused([FIRST, SECOND])))
    assert again.findings == (FIRST, SECOND)


def test_a_usage_failure_survives_the_way_to_another_process_with_its_hint():
    again = pickle.loads(pickle.dumps(UsageFailure("no clinic “x”", "write clinics/x.yaml")))
    assert (str(again), again.hint) == ("no clinic “x”", "write clinics/x.yaml")
