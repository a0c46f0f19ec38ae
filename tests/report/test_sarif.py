"""SARIF: rules with their manuals, places that GitHub takes, fingerprints that last."""

import json
from dataclasses import replace

import pytest

from plainleaf.findings import Finding, Severity, Span
from plainleaf.report import REPORTS, manuals, summarise
from tests.report.test_formats import ERROR, PATH, WARNING

MOST = 1024
"""Characters of a rule's description that GitHub keeps."""


def written(root, *findings):
    report = json.loads(REPORTS["sarif"](summarise((), findings), root))
    assert (report["version"], len(report["runs"])) == ("2.1.0", 1)
    return report["runs"][0]


def results(root, *findings):
    return written(root, *findings)["results"]


def prints(root, *findings):
    return [result["partialFingerprints"]["plainleafFinding/v1"] for result in results(root, *findings)]


@pytest.fixture
def root(tmp_path):
    (tmp_path / "leaflets").mkdir()
    (tmp_path / PATH).write_text("format: 1\ntext: Start 5 mg.\n", encoding="utf-8")
    return tmp_path


def test_every_check_is_a_rule_with_its_manual(root):
    driver = written(root)["tool"]["driver"]
    assert {rule["id"]: rule["help"]["markdown"] for rule in driver["rules"]} == manuals()
    for rule in driver["rules"]:
        assert rule["fullDescription"]["text"] == rule["help"]["text"] == manuals()[rule["id"]]
        assert rule["shortDescription"]["text"] == manuals()[rule["id"]].splitlines()[0]
        assert len(rule["fullDescription"]["text"]) <= MOST
        assert "helpUri" not in rule


def test_a_result_has_rule_level_message_place_and_related_places(root):
    run = written(root, ERROR, WARNING)
    first, second = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in (first, second)] == ["digit-in-text", "stale-catalogue"]
    assert [one["ruleId"] for one in (first, second)] == ["digit-in-text", "stale-catalogue"]
    assert [one["level"] for one in (first, second)] == ["error", "warning"]
    assert first["message"]["text"] == (
        "the digit “5” stands in a text\nWhat to do: write a fact and name it in braces."
    )
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": PATH, "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 2, "startColumn": 13},
            }
        }
    ]
    (related,) = first["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "leaflets/other.yaml"
    assert (related["id"], related["physicalLocation"]["region"]["startLine"]) == (1, 7)
    assert "relatedLocations" not in second


def test_a_place_without_a_row_is_told_as_the_first_because_github_shows_none_without(root):
    (result,) = results(root, WARNING)
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_columns_count_code_points_and_it_is_said(root):
    (root / PATH).write_text("\U0001f48a\U0001f48a 5\n", encoding="utf-8")
    run = written(root, replace(ERROR, place=Span(PATH, 1, 4)))
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    line = (root / PATH).read_text(encoding="utf-8")
    assert line[region["startColumn"] - 1] == "5"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("leaflets/a b.yaml", "leaflets/a%20b.yaml"),
        ("leaflets/a#b?c%d.yaml", "leaflets/a%23b%3Fc%25d.yaml"),
        ("locales/日本.po", "locales/%E6%97%A5%E6%9C%AC.po"),
        ("leaflets/a\udcff.yaml", "leaflets/a%FF.yaml"),
    ],
)
def test_paths_are_uris(root, path, uri):
    (result,) = results(root, replace(ERROR, place=Span(path, 1, 1)))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_no_machine_path_is_told(root):
    text = REPORTS["sarif"](summarise((), (ERROR,)), root)
    assert str(root) not in text
    bases = json.loads(text)["runs"][0]["originalUriBaseIds"]
    assert "uri" not in bases["%SRCROOT%"]


def test_a_file_outside_of_the_project_is_named_where_it_lies(root):
    (result,) = results(root, replace(ERROR, place=Span("/elsewhere/out/a b.pdf")))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "file:///elsewhere/out/a%20b.pdf"
    }


def test_a_fingerprint_lasts_when_lines_are_added_above(root):
    before = prints(root, ERROR)
    (root / PATH).write_text("format: 1\n# new\n\n  text: Start 5 mg.\n", encoding="utf-8")
    assert prints(root, replace(ERROR, place=Span(PATH, 4, 15))) == before


def test_another_line_check_file_or_message_has_another_fingerprint(root):
    before = prints(root, ERROR)
    others = (
        replace(ERROR, check="po-syntax"),
        replace(ERROR, message="the digit “6” stands in a text"),
        replace(ERROR, place=Span("leaflets/other.yaml", 2, 13)),
        replace(ERROR, place=Span(PATH, 1, 1)),
    )
    assert len({*before, *prints(root, *others)}) == 5


def test_equal_findings_in_equal_lines_are_told_apart_by_their_order(root):
    (root / PATH).write_text("text: Start 5 mg.\ntext: Start 5 mg.\n", encoding="utf-8")
    first, second = prints(root, *(replace(ERROR, place=Span(PATH, row, 13)) for row in (1, 2)))
    assert (first[:-1], first[-1], second[-1]) == (second[:-1], "1", "2")


def test_no_text_becomes_a_link(root):
    (result,) = results(root, Finding("po-syntax", "[pl] [a](b) {start_dose}", Span(PATH, 1, 1)))
    assert result["message"]["text"] == r"[pl] \[a](b) {start_dose}"


def test_a_code_without_a_manual_has_a_rule_too(root):
    run = written(root, Finding("from-elsewhere", "said", Span(PATH, 1, 1), severity=Severity.WARNING))
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "from-elsewhere"


def test_nothing_to_tell_is_a_report_all_the_same(root):
    run = written(root)
    assert (run["results"], run["invocations"]) == ([], [{"executionSuccessful": True, "exitCode": 0}])
