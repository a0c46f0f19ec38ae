"""JUnit XML: the shape that Jenkins' schema allows, a case a leaflet, nothing that XML forbids."""

import re
from xml.etree import ElementTree as ET

import pytest

from plainleaf.findings import Finding, Severity, Span
from plainleaf.pipeline import Job, Outcome, Variant
from plainleaf.report import REPORTS, Checked, summarise
from tests.report.test_formats import ERROR, JOB, MADE, PATH, WARNING, WITHHELD

TIME = re.compile(r"\d+\.\d{3}")
COUNTS = {"tests", "failures", "errors", "time"}
SHAPE = {
    "testsuites": ({"name", *COUNTS}, {"testsuite"}),
    "testsuite": ({"name", *COUNTS}, {"testcase"}),
    "testcase": ({"name", "classname", "time"}, {"failure", "system-out"}),
    "failure": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}
"""Of Jenkins' junit-10.xsd what we use: attributes and children by element; `skipped` and the rest are not written."""


def written(root, *outcomes, more=(), **how):
    whole = ET.fromstring(REPORTS["junit"](summarise(outcomes, more, **how), root))
    for element in whole.iter():
        attributes, children = SHAPE[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= children
        assert TIME.fullmatch(element.get("time", "0.000"))
        if "tests" in attributes:
            cases = list(element.iter("testcase"))
            assert int(element.get("tests")) == len(cases)
            assert int(element.get("failures")) == sum(case.find("failure") is not None for case in cases)
    return whole


def test_a_suite_is_a_medicine_and_a_case_a_leaflet(tmp_path):
    other = Outcome(
        Job("otherol", "en", "pump", "large", "a4", "british", Variant(starting=True)), seconds=1.25
    )
    whole = written(tmp_path, MADE, WITHHELD, other)
    assert [suite.get("name") for suite in whole] == ["otherol", "testol"]
    assert [
        (case.get("classname"), case.get("name"), case.get("time")) for case in whole.iter("testcase")
    ] == [
        ("british.otherol", "en (pump, large, a4, starting)", "1.250"),
        ("default.testol", "en (oral, large, letter)", "0.000"),
        ("default.testol", "es (oral, large, letter)", "0.000"),
    ]


def test_what_withholds_is_one_failure_with_every_finding_and_warnings_stand_beside_it(tmp_path):
    made, withheld = written(tmp_path, MADE, WITHHELD).iter("testcase")
    assert made.find("failure") is None
    assert made.findtext("system-out") == "locales/es: warning: the texts have changed [stale-catalogue]\n"
    failure = withheld.find("failure")
    assert failure.get("type") == "digit-in-text"
    assert failure.get("message") == f"{PATH}:2:13: the digit “5” stands in a text (and 1 more)"
    assert "hint: write a fact" in failure.text
    assert "[stale-catalogue]" in failure.text
    assert withheld.findtext("system-out") == made.findtext("system-out")


def test_what_no_leaflet_tells_of_is_a_case_of_its_own(tmp_path):
    shared = Finding("phrase-unknown", "nothing speaks it", Span("leaflets/_phrases.yaml", 9, 3))
    stray = Finding(
        "stray-signoff", "no medicine", Span("leaflets/signoffs/a.yaml"), severity=Severity.WARNING
    )
    whole = written(tmp_path, more=(shared, stray))
    assert [suite.get("name") for suite in whole] == ["shared by all leaflets"]
    failed, warned = whole.iter("testcase")
    assert failed.get("name") == "leaflets/_phrases.yaml:9:3 phrase-unknown"
    assert failed.find("failure").get("type") == "phrase-unknown"
    assert warned.find("failure") is None
    assert "[stray-signoff]" in warned.findtext("system-out")
    assert written(tmp_path, more=(stray,), strict=True).find(".//failure") is not None


def test_what_leaflets_tell_of_is_told_once(tmp_path):
    assert [suite.get("name") for suite in written(tmp_path, WITHHELD, more=(ERROR,))] == ["testol"]


def test_a_check_has_a_case_for_each_leaflet_it_looked_at(tmp_path):
    checked = (Checked(WITHHELD.job, (ERROR,), 0.5), Checked(JOB, (WARNING,)))
    whole = written(tmp_path, more=(ERROR, WARNING), checked=checked)
    assert [(case.get("name")[:2], case.find("failure") is None) for case in whole.iter("testcase")] == [
        ("en", True),
        ("es", False),
    ]
    strict = written(tmp_path, more=(ERROR, WARNING), checked=checked, strict=True)
    assert len(strict.findall(".//failure")) == 2


def test_a_finding_that_was_not_asked_for_is_in_no_case(tmp_path):
    assert written(tmp_path, checked=(Checked(JOB, (ERROR,)),)).find(".//failure") is None


def test_nothing_to_tell_is_a_report_all_the_same(tmp_path):
    assert list(written(tmp_path)) == []


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_forbids_is_replaced(tmp_path, character):
    odd = Finding("po-syntax", f'a{character}b ]]> <&"', Span("a.po", 1, 1), f"h{character}")
    failure = written(tmp_path, Outcome(JOB, findings=(odd,))).find(".//failure")
    assert failure.get("message") == 'a.po:1:1: a\ufffdb ]]> <&"'
    assert "hint: h\ufffd" in failure.text


def test_what_xml_forbids_is_replaced_in_names_too(tmp_path):
    odd = Finding("po-syntax", "said", Span("a\x1b\udcff.po", 1, 1))
    assert written(tmp_path, more=(odd,)).find(".//testcase").get("name") == "a\ufffd\ufffd.po:1:1 po-syntax"


@pytest.mark.parametrize("text", ["نص", "पाठ", "ข้อความ", "文本", "\U0001f48a"])
def test_every_script_is_told_as_it_is(tmp_path, text):
    outcome = Outcome(JOB, findings=(Finding("po-syntax", text, Span("a.po", 1, 1)),))
    assert written(tmp_path, outcome).find(".//failure").get("message") == f"a.po:1:1: {text}"
