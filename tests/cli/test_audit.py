"""audit: several files, one report, exit codes, and that a profile without a layout audits and does not build."""

import json
import os
import shutil

import pytest

from tests.audit import bad_tags as bad

GOOD = bad.small()


@pytest.fixture
def files(small):
    """A good file, one without tags, and one that is none, in the project."""
    found = {
        "good.pdf": GOOD,
        "untagged.pdf": bad.planted(bad.untagged, GOOD),
        "unsure.pdf": bad.planted(bad.metadata("pdfuaid:part", None), GOOD),
        "torn.pdf": GOOD[:500],
    }
    for name, data in found.items():
        (small.root / name).write_bytes(data)
    return small.root


def test_a_good_file_exits_0_and_is_still_handed_to_a_person(files, plainleaf):
    done = plainleaf("audit", "good.pdf")
    assert done.exit_code == 0
    assert "error" not in done.stdout
    assert "good.pdf: needs a person\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("good.pdf: checked against ")


def test_a_flaw_exits_1_and_the_next_file_is_still_audited(files, plainleaf):
    done = plainleaf("audit", "torn.pdf", "untagged.pdf", "good.pdf")
    assert done.exit_code == 1
    assert "torn.pdf: error: the file cannot be audited: " in done.stdout
    assert "untagged.pdf: error: the file has no tags" in done.stdout
    assert "good.pdf: checked against" in done.stdout
    assert done.stderr.splitlines()[2].startswith("[3/3] good.pdf: checked against ")


def test_a_warning_exits_1_with_strict_alone(files, plainleaf):
    assert plainleaf("audit", "unsure.pdf").exit_code == 0
    assert plainleaf("audit", "unsure.pdf", "--strict").exit_code == 1


def test_quiet_says_nothing_of_a_good_file(files, plainleaf):
    done = plainleaf("audit", "good.pdf", "-q")
    assert (done.exit_code, done.output) == (0, "")


def test_json_is_all_there_is_on_stdout(files, plainleaf):
    done = plainleaf("audit", "good.pdf", "untagged.pdf", "--output-format", "json")
    report = json.loads(done.stdout)
    assert [one["path"] for one in report["audits"]] == ["good.pdf", "untagged.pdf"]
    assert report["exit_code"] == done.exit_code == 1


def test_html_is_written_beside_what_is_said(files, plainleaf):
    (files / "report").mkdir()
    done = plainleaf("audit", "good.pdf", "untagged.pdf", "--html", "report/audit.html")
    assert done.stderr.splitlines()[-1] == "report in report/audit.html"
    page = (files / "report" / "audit.html").read_text(encoding="utf-8")
    assert "good.pdf" in page
    assert "untagged.pdf" in page


@pytest.mark.parametrize(
    ("arguments", "fact", "hint"),
    [
        (("good.pdf", "--profile", "tiny"), "there is no profile “tiny”", "clear, ukaaf-large, large"),
        (("gone.pdf",), "there is no file gone.pdf", "leaflet.pdf"),
        (("good.pdf", "leaflets"), "there is no file leaflets", "leaflet.pdf"),
        ((), "no FILE is named", "leaflet.pdf"),
        (("good.pdf", "--html", "gone/audit.html"), "there is no folder gone", "make it first"),
        (("good.pdf", "--html", "good.pdf"), "the report good.pdf is no .html file", "name it first"),
    ],
)
def test_wrong_use_exits_2_with_a_hint(files, plainleaf, arguments, fact, hint):
    done = plainleaf("audit", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert fact in done.stderr
    assert hint in done.stderr


def test_a_name_that_is_not_utf_8_is_told_all_the_same(small, files, plainleaf):
    odd = os.fsdecode(b"b\xffd.pdf")
    shutil.copy(small.root / "good.pdf", small.root / odd)
    done = plainleaf("audit", odd, "--html", "audit.html", "--output-format", "json")
    assert done.exit_code in (0, 1)
    assert json.loads(done.stdout)["audits"][0]["path"] == "b\ufffdd.pdf"


def test_a_profile_is_measured_against_by_its_name(files, plainleaf):
    done = plainleaf("audit", "good.pdf", "--profile", "giant", "-q")
    assert done.exit_code == 1
    assert "the least is 24 pt" in done.stdout
    assert "[untagged]" not in done.stdout


def test_verbose_says_where_the_profile_came_from(files, plainleaf, monkeypatch):
    monkeypatch.setenv("PLAINLEAF_PROFILE", "clear")
    done = plainleaf("audit", "good.pdf", "-v")
    assert "profile = clear (from PLAINLEAF_PROFILE)" in done.stderr
    assert "measured, against the profile clear" in done.stdout


def test_explain_knows_the_rules_of_the_audit(files, plainleaf):
    done = plainleaf("explain", "heading-skipped")
    assert done.exit_code == 0
    assert "Bad: H1, then H3." in done.stdout
