"""--report on the command line: every format of build and check, whatever came of the run."""

import json
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import change
from tests.pipeline.samples import MONOGRAPH, STOP, edition, files_in

ENGLISH_FILE = "default/en/testol.oral.large.letter.pdf"
SPANISH_FILE = "default/es/testol.oral.large.letter.pdf"
EVERY = tuple(
    word
    for format in ("junit", "sarif", "html", "json", "summary", "full", "concise", "github")
    for word in ("--report", f"{format}=reports/{format}")
)


def cases(file):
    return {
        case.get("name")[:2]: case.find("failure") is not None for case in ET.parse(file).iter("testcase")
    }


def findings(file):
    return [result["ruleId"] for result in json.loads(file.read_text("utf-8"))["runs"][0]["results"]]


@pytest.mark.parametrize("command", ["build", "check"])
def test_every_format_is_written_in_one_run(small, plainleaf, command):
    assert plainleaf(command, "-q", *EVERY).exit_code == 0
    reports = small.root / "reports"
    assert files_in(reports) == {word.rpartition("/")[2] for word in EVERY if "=" in word}
    assert cases(reports / "junit") == {"en": False, "es": False}
    assert findings(reports / "sarif") == []


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_fault_in_one_leaflet_fails_its_case_alone(small, plainleaf, command):
    change(small.root / MONOGRAPH, STOP, "Ask 5 of us.")
    change(small.root / "locales/es/LC_MESSAGES/testol.po", f'msgid "{STOP}"', 'msgid "Ask 5 of us."')
    assert plainleaf(command, "-q", "-l", "en", *EVERY).exit_code == 1
    assert cases(small.root / "reports/junit") == {"en": True}
    assert findings(small.root / "reports/sarif") == ["digit-in-text"]


def test_a_check_says_by_leaflet_what_it_was_asked_to_say(small, plainleaf):
    change(small.root / MONOGRAPH, "Start with {start_dose}", "Start low with TODO {start_dose}")
    change(small.root / MONOGRAPH, STOP, "Ask 5 of us.")
    arguments = ("check", "-q", "-l", "en", "--select", "unfinished-text", "--report", "junit=a.xml")
    assert plainleaf(*arguments).exit_code == 1
    (failure,) = ET.parse(small.root / "a.xml").iter("failure")
    assert "[digit-in-text]" not in failure.text


def test_a_rendered_check_has_its_cases_and_tells_no_file_as_made(small, plainleaf):
    assert plainleaf(
        "check", "-q", "--rendered", "-l", "en", "--report", "junit=a.xml", "--report", "html=a.html"
    )
    assert cases(small.root / "a.xml") == {"en": False}
    assert "1 leaflet, no error found" in (small.root / "a.html").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("command", ["build", "check"])
def test_where_nothing_could_begin_what_all_share_is_a_case(small, plainleaf, command):
    (small.locales / "languages.yaml").write_text("format: [", encoding="utf-8")
    assert plainleaf(command, "-q", *EVERY).exit_code == 1
    (suite,) = ET.parse(small.root / "reports/junit").getroot()
    assert suite.get("name") == "shared by all leaflets"
    assert suite.find("testcase/failure").get("type") == "source-syntax"
    assert findings(small.root / "reports/sarif") == ["source-syntax"]
    assert "source-syntax" in (small.root / "reports/html").read_text(encoding="utf-8")
    assert "source-syntax" in (small.root / "reports/summary").read_text(encoding="utf-8")


def test_what_goes_wrong_at_the_very_end_is_told_too(small, plainleaf, monkeypatch):
    plainleaf("-q")
    (small.out / "manifest.json").chmod(0o644)
    monkeypatch.setattr("plainleaf.publish.manifest.Manifest.write", _full)
    assert plainleaf("-q", "--report", "junit=a.xml").exit_code == 1
    assert [suite.get("name") for suite in ET.parse(small.root / "a.xml").getroot()] == [
        "testol",
        "shared by all leaflets",
    ]


def _full(*_):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("command", ["build", "check"])
def test_two_reports_into_one_file_are_wrong_use(small, plainleaf, command):
    before = files_in(small.root)
    done = plainleaf(command, "--report", "junit=a.xml", "--report", "html=./a.xml")
    assert done.exit_code == 2
    assert "two reports go into one file: junit=a.xml and html=a.xml" in done.stderr
    assert files_in(small.root) == before


def test_a_report_that_cannot_be_written_leaves_the_leaflets_and_the_other_reports(small, plainleaf):
    (small.root / "file").write_text("a file", encoding="utf-8")
    done = plainleaf("--report", "html=file/a.html", "--report", "junit=a.xml")
    assert done.exit_code == 2
    assert "1 report could not be written: html=file/a.html: " in done.stderr
    assert "Traceback" not in done.output
    assert files_in(small.out) == {"manifest.json", *edition(ENGLISH_FILE, SPANISH_FILE)}
    assert cases(small.root / "a.xml") == {"en": False, "es": False}


def test_a_step_summary_is_appended_to_what_other_steps_wrote(small, plainleaf):
    step = small.root / "step.md"
    step.write_text("# Before\n\n", encoding="utf-8")
    plainleaf("-q", "--report", f"summary={step}")
    plainleaf("check", "-q", "--report", f"summary={step}")
    text = step.read_text(encoding="utf-8")
    assert text.startswith("# Before\n\n## plainleaf: 2 leaflets, none withheld\n")
    assert "\n\n## plainleaf: 2 leaflets, no error found\n" in text


def test_on_githubs_machines_nothing_is_done_that_nobody_asked_for(small, plainleaf, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(small.root / "step.md"))
    done = plainleaf("check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert not (small.root / "step.md").exists()
