"""build and check: what they write, what they say and where, and their exit codes."""

import hashlib
import importlib
import json
import re
import shutil

import pytest

from plainleaf import __version__
from tests.conftest import change
from tests.pipeline.samples import MONOGRAPH, SPANISH, STOP, command, edition, files_in, monograph

ENGLISH_FILE = "default/en/testol.oral.large.letter.pdf"
SPANISH_FILE = "default/es/testol.oral.large.letter.pdf"
ALL = {"manifest.json", *edition(ENGLISH_FILE, SPANISH_FILE)}
BUILD = importlib.import_module("plainleaf.cli.build")
"""By name: the package holds the command of that name in its place."""

LONG = "Ask us if you need help and ask us again and again until you know all of it."


@pytest.fixture
def broken(small):
    """One fault in English; the row of its text is told."""
    change(small.root / MONOGRAPH, STOP, "Ask 5 of us.")
    text = (small.root / MONOGRAPH).read_text(encoding="utf-8")
    return text[: text.index("Ask 5 of us.")].count("\n") + 1


@pytest.mark.parametrize("arguments", [(), ("build",), ("testol",), ("build", "testol"), ("-j", "1")])
def test_build_is_the_default_command(small, plainleaf, arguments):
    done = plainleaf(*arguments)
    assert (done.exit_code, done.stdout) == (0, "")
    assert files_in(small.out) == ALL


def test_progress_goes_to_stderr_in_plain_lines_where_no_terminal_reads(plainleaf):
    plainleaf("-l", "en")
    done = plainleaf("-l", "en")
    first, last = done.stderr.splitlines()
    assert re.fullmatch(
        r"\[1/1\] made default/en/testol\.oral\.large\.letter\.pdf: \d pages, unchanged", first
    )
    assert last == "1 leaflet in out/ (3 sheets of paper), 0 withheld; 0 errors, 0 warnings"
    assert done.stdout == ""


def test_a_finding_withholds_exits_1_and_stands_on_stdout(small, plainleaf, broken):
    done = plainleaf("-l", "en")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == (
        f"{MONOGRAPH}:{broken}:19: error: the digit “5” stands in a text [digit-in-text]"
    )
    assert done.stderr.splitlines() == [
        "[1/1] withheld testol en (oral, large, letter): 1 error",
        "0 leaflets in out/, 1 withheld; 1 error, 0 warnings",
    ]
    assert files_in(small.out) == {"manifest.json"}


@pytest.mark.parametrize("command", ["build", "check"])
def test_strictly_a_warning_is_a_fault(small, plainleaf, command):
    change(small.root / MONOGRAPH, STOP, LONG)
    lax = plainleaf(command, "-l", "en", "--output-format", "concise")
    strict = plainleaf(command, "-l", "en", "--strict", "--output-format", "concise")
    assert (lax.exit_code, strict.exit_code) == (0, 1)
    assert lax.stdout == strict.stdout
    assert "[long-sentence]" in lax.stdout
    if command == "build":
        assert "withheld testol en (oral, large, letter): 1 warning" in strict.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("testool",), ("there is no medicine “testool”", "known: testol", "did you mean testol?")),
        (("-l", "xx"), ("there is no language “xx”", "known: en, es")),
        (("--clinic", "nowhere"), ("there is no clinic “nowhere”", "known: default")),
        (("--profile", "tiny"), ("there is no profile “tiny”", "known: clear, ukaaf-large, large")),
        (("--form", "spray"), ("there is no form “spray”", "known: oral, pump")),
        (("testol", "--form", "pump"), ("testol has no form “pump”", "forms here: oral")),
        (("--paper", "a6"), ("--paper", "a4", "letter", "a5")),
        (("--paper", "a5"), ("the profile “large” is not laid out on a5", "laid out on a5: clear")),
        (("--face", "nastaliq"), ("there is no face “nastaliq”", "known: none")),
        (("--fold", "roll"), ("--fold", "duplex", "booklet")),
        (("--report", "json"), ("is not FORMAT=FILE", "--report json=report.json")),
        (("--report", "xml=x.xml"), ("is not FORMAT=FILE", "full, concise, json, github")),
        (("--no-such-flag",), ("No such option", "--no-such-flag")),
        (("-j", "0"), ("-j",)),
        (("check", "--select", "digits"), ("there is no check “digits”", "`explain` lists them")),
        (("check", "--ignore", "po-syntax"), ("there is no check “po-syntax”", "cannot be left out")),
        (("messages", "update", "-l", "xx"), ("there is no language “xx”", "locales/languages.yaml")),
    ],
)
def test_wrong_use_exits_2_with_what_is_known_and_writes_nothing(small, plainleaf, arguments, words):
    before = files_in(small.root)
    done = plainleaf(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(small.root) == before


def test_a_paper_from_the_environment_is_checked_too(plainleaf, monkeypatch):
    monkeypatch.setenv("PLAINLEAF_PAPER", "a6")
    done = plainleaf("-l", "en")
    assert done.exit_code == 2
    assert "there is no paper “a6”" in done.stderr
    assert "known: a4, letter, a5" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("check",), ("messages", "extract"), ("new", "xol"), ("explain",)])
def test_outside_a_project_exits_2(plainleaf, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    done = plainleaf(*arguments)
    assert done.exit_code == 2
    assert f"no plainleaf project in {tmp_path} or above" in done.stderr
    assert "[tool.plainleaf]" in done.stderr


def test_below_the_root_of_a_project_it_is_found(small, plainleaf, monkeypatch):
    monkeypatch.chdir(small.leaflets)
    assert plainleaf("check", "-q").exit_code == 0


def test_a_file_the_project_needs_and_lacks_exits_2_with_its_name(small, plainleaf):
    (small.locales / "languages.yaml").unlink()
    done = plainleaf("check")
    assert done.exit_code == 2
    assert "languages.yaml: No such file or directory" in done.stderr
    assert not (small.root / "plainleaf-bug.txt").exists()


def test_a_bug_of_ours_exits_3_with_one_line_and_a_report_without_values(small, plainleaf, monkeypatch):
    name = "anna"

    def fail(*_):
        held = name.upper()
        raise RuntimeError("two\nlines") from ValueError(len(held))

    monkeypatch.setattr(BUILD, "open_workshop", fail)
    done = plainleaf("build", "-l", "en")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == "bug in plainleaf: RuntimeError: two lines; report it with plainleaf-bug.txt\n"
    report = (small.root / "plainleaf-bug.txt").read_text(encoding="utf-8")
    assert report.startswith(f"plainleaf {__version__}\n")
    assert "['build', '-l', 'en']\n" in report
    assert "in fail\n" in report
    assert "ANNA" not in report


def test_where_not_even_a_report_can_be_written_a_bug_is_still_one_line(small, plainleaf, monkeypatch):
    monkeypatch.setattr(BUILD, "open_workshop", lambda *_: 1 / 0)
    (small.root / "plainleaf-bug.txt").mkdir()
    done = plainleaf()
    assert (done.exit_code, done.stderr) == (3, "bug in plainleaf: ZeroDivisionError: division by zero\n")


def test_quiet_says_only_findings(plainleaf, broken):
    assert (plainleaf("-q", "-v", "-l", "es").stderr, plainleaf("-q", "-l", "es").stderr) == ("", "")
    assert "[digit-in-text]" in plainleaf("-q", "-l", "en").stdout


def test_verbose_tells_where_each_setting_came_from(plainleaf, monkeypatch):
    monkeypatch.setenv("PLAINLEAF_CLINIC", "default")
    lines = plainleaf("-v", "-l", "en", "--profile", "large").stderr.splitlines()
    assert "form = oral (from pyproject.toml)" in lines
    assert "clinic = default (from PLAINLEAF_CLINIC)" in lines
    assert "profile = large (from --profile)" in lines
    assert "paper = letter (from the clinic file)" in lines
    monkeypatch.setenv("PLAINLEAF_PAPER", "letter")
    assert "paper = letter (from PLAINLEAF_PAPER)" in plainleaf("-v", "-l", "en").stderr
    assert "paper = letter (from --paper)" in plainleaf("-v", "-l", "en", "--paper", "letter").stderr


def test_paper_is_the_projects_where_the_clinic_names_none(small, plainleaf):
    change(small.clinics / "default.yaml", "paper: letter\n", "")
    assert "paper = a4 (from the default)" in plainleaf("-v", "-l", "en").stderr
    change(
        small.root / "pyproject.toml", "[tool.plainleaf]\n", '[tool.plainleaf]\ndefault-paper = "letter"\n'
    )
    done = plainleaf("-v", "-l", "en")
    assert "paper = letter (from pyproject.toml)" in done.stderr
    assert "made default/en/testol.oral.large.letter.pdf" in done.stderr


def shape(value):
    """The keys of a report, all the way down; of a list its first item's."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value[:1]] if isinstance(value, list) else None


def test_json_has_one_shape_whatever_is_said_beside_it(plainleaf, broken):
    said = [plainleaf("--output-format", "json", *flags) for flags in ((), ("-q",), ("-v",), ("--strict",))]
    reports = [json.loads(done.stdout) for done in said]
    assert {json.dumps(shape(report)) for report in reports} == {json.dumps(shape(reports[0]))}
    assert list(reports[0]) == ["version", "exit_code", "summary", "artifacts", "findings"]
    assert reports[0]["exit_code"] == said[0].exit_code == 1


def test_json_of_a_build_tells_its_artifacts(small, plainleaf):
    report = json.loads(plainleaf("--output-format", "json").stdout)
    assert [(one["language"], one["path"]) for one in report["artifacts"]] == [
        ("en", "default/en/testol.oral.large.letter.pdf"),
        ("es", "default/es/testol.oral.large.letter.pdf"),
    ]
    assert all((small.out / one["path"]).is_file() for one in report["artifacts"])
    again = json.loads(plainleaf("--output-format", "json").stdout)
    assert [one["cached"] for one in again["artifacts"]] == [True, True]


def test_reports_are_written_beside_what_is_shown(small, plainleaf, broken):
    done = plainleaf(
        *("-l", "en", "--output-format", "concise"),
        *("--report", "json=reports/all.json", "--report", "github=gh.txt", "--report", "full=full.txt"),
    )
    assert done.exit_code == 1
    report = json.loads((small.root / "reports/all.json").read_text(encoding="utf-8"))
    assert [found["check"] for found in report["findings"]] == ["digit-in-text"]
    assert (
        (small.root / "gh.txt")
        .read_text(encoding="utf-8")
        .startswith(f"::error file={MONOGRAPH},line={broken},")
    )
    assert "\033" not in (small.root / "full.txt").read_text(encoding="utf-8")
    assert len(done.stdout.splitlines()) == 1


def test_a_report_is_written_also_where_nothing_could_begin(small, plainleaf):
    (small.locales / "languages.yaml").write_text("format: [", encoding="utf-8")
    done = plainleaf("--report", "json=all.json")
    report = json.loads((small.root / "all.json").read_text(encoding="utf-8"))
    assert done.exit_code == report["exit_code"] == 1
    assert [found["check"] for found in report["findings"]] == ["source-syntax"]


def test_a_report_that_cannot_be_written_exits_2(small, plainleaf):
    (small.root / "all.json").mkdir()
    done = plainleaf("-l", "en", "--report", "json=all.json")
    assert done.exit_code == 2
    assert "all.json" in done.stderr


@pytest.mark.parametrize(
    ("flags", "variables", "coloured"),
    [
        ((), {}, False),  # no terminal
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {}, False),
        (("--color", "auto"), {"NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_only_where_it_is_wanted(plainleaf, broken, flags, variables, coloured):
    done = plainleaf("check", "-l", "en", *flags, env=variables)
    assert ("\033[" in done.stdout) is coloured
    assert "\033[" not in done.stderr


def test_out_may_lie_anywhere_and_is_named_as_it_lies(small, plainleaf, tmp_path):
    assert plainleaf("-q", "-o", str(tmp_path / "elsewhere")).exit_code == 0
    assert files_in(tmp_path / "elsewhere") == ALL
    assert not small.out.exists()
    assert "1 leaflet in leaflets-of-today/" in plainleaf("-l", "en", "-o", "leaflets-of-today").stderr


def test_without_the_shelf_nothing_is_kept_there(small, plainleaf):
    shutil.rmtree(small.shelf)
    assert "0.0 s" not in plainleaf("--no-cache", "-l", "en").stderr
    assert not small.shelf.exists()
    assert "unchanged" not in plainleaf("--no-cache", "-l", "en").stderr


def test_the_shelf_may_lie_anywhere(small, plainleaf, tmp_path):
    elsewhere = tmp_path / "shelf"
    assert "unchanged" not in plainleaf("-l", "en", "--cache", str(elsewhere)).stderr
    assert plainleaf("-l", "en", "--cache", str(elsewhere)).stderr.count("unchanged") == 1


def test_an_unfit_environment_exits_2_with_what_to_install(small, tmp_path):
    done = command(small, "--no-cache", "-l", "en", variables={"PATH": str(tmp_path)})
    assert done.returncode == 2
    said = "error: pdftotext is missing: what poppler reads from the pages cannot be compared"
    assert done.stderr.endswith(f"{said}\nhint: apt install poppler-utils\n")
    assert "Traceback" not in done.stderr


def test_unwritable_out_exits_1_with_findings_and_no_traceback(small, plainleaf):
    small.out.mkdir()
    (small.out / "default").write_text("a file", encoding="utf-8")
    done = plainleaf("--output-format", "concise")
    assert done.exit_code == 1
    assert [line.rpartition("[")[2] for line in done.stdout.splitlines()] == ["unwritable]"] * 2
    assert "Traceback" not in done.output


def test_a_full_disk_exits_1_with_every_finding(small, plainleaf, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = plainleaf("--output-format", "concise")
    assert done.exit_code == 1
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        f"out/{path}" for path in (ENGLISH_FILE, SPANISH_FILE)
    ] + ["out/manifest.json"]
    assert "0 leaflets in out/, 2 withheld; 3 errors, 0 warnings" in done.stderr


def test_check_tells_every_finding_of_every_leaflet(small, plainleaf, broken):
    change(small.root / SPANISH, f'msgstr "{STOP}"', 'msgstr "Pregunte 5."')
    (small.leaflets / "badol.yaml").write_text("format: 9\n", encoding="utf-8")
    done = plainleaf("check", "--output-format", "concise")
    assert done.exit_code == 1
    for code in ("digit-in-text", "digit-in-translation", "wrong-format", "missing-key", "stale-catalogue"):
        assert f"[{code}]" in done.stdout
    assert "4 leaflets: " in done.stderr
    assert not small.out.exists()


def test_check_can_be_narrowed(plainleaf, small, broken):
    change(small.root / MONOGRAPH, "Start with {start_dose}", "Start low with TODO {start_dose}")
    one = plainleaf("check", "-l", "en", "--select", "unfinished-text", "--output-format", "concise")
    assert [line.rpartition("[")[2] for line in one.stdout.splitlines()] == ["unfinished-text]"]
    other = plainleaf("check", "-l", "en", "--ignore", "unfinished-text", "--output-format", "concise")
    assert [line.rpartition("[")[2] for line in other.stdout.splitlines()] == ["digit-in-text]"]


def test_a_clinic_in_an_unknown_language_is_told_also_where_its_check_is_left_out(small, plainleaf):
    change(small.clinics / "default.yaml", "language: en", "language: english")
    assert "[unknown-language]" in plainleaf("check").stdout
    done = plainleaf("check", "--ignore", "unknown-language")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no language “english”" in done.stderr


def test_check_rendered_prints_to_nowhere(small, plainleaf):
    before = files_in(small.root)
    done = plainleaf("check", "--rendered", "-l", "en")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 leaflet: 0 errors, 0 warnings" in done.stderr
    assert files_in(small.root) == before


def test_one_bad_medicine_leaves_the_others_in_out(small, plainleaf):
    (small.leaflets / "badol.yaml").write_text(
        monograph("badol").replace("version: 1", "version: x"), encoding="utf-8"
    )
    done = plainleaf("-l", "en")
    assert done.exit_code == 1
    assert files_in(small.out) == {"manifest.json", *edition(ENGLISH_FILE)}
    assert "1 leaflet in out/ (3 sheets of paper), 1 withheld" in done.stderr


def test_help_and_version_are_the_apps_own(plainleaf):
    assert "Build patient leaflets" in plainleaf("--help").stdout
    assert "MEDICINE" in plainleaf("build", "--help").stdout
    assert plainleaf("--version").stdout.startswith("plainleaf, version ")


def test_a_fault_in_what_all_share_withdraws_every_leaflet_asked_for_and_no_other(plainleaf, small):
    assert plainleaf("build").exit_code == 0
    phrases = small.leaflets / "_phrases.yaml"
    good = phrases.read_text(encoding="utf-8")
    phrases.write_text(good + "  unheard_of: {text: nothing, note: nothing speaks it}\n", encoding="utf-8")
    told = plainleaf("build", "-l", "es", "--output-format", "concise")
    assert told.exit_code == 1
    assert "[phrase-unknown]" in told.stdout
    assert sorted(file.parent.name for file in small.out.rglob("*.pdf")) == ["en"]
    assert plainleaf("build").exit_code == 1
    assert files_in(small.out) == {"manifest.json"}
    phrases.write_text(good, encoding="utf-8")
    assert plainleaf("build").exit_code == 0
    assert sorted(file.parent.name for file in small.out.rglob("*.pdf")) == ["en", "es"]


def test_a_contact_sheet_shows_every_leaflet_asked_for_until_the_next_build(small, plainleaf):
    done = plainleaf("--contact-sheet")
    assert (done.exit_code, "2 first pages in out/contact-sheet.png" in done.stderr) == (0, True)
    sheet = small.out / "contact-sheet.png"
    manifest = json.loads((small.out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["contact_sheet"] == hashlib.sha256(sheet.read_bytes()).hexdigest()
    assert files_in(small.out) == ALL | {"contact-sheet.png"}
    first = sheet.read_bytes()
    plainleaf("--contact-sheet")
    assert sheet.read_bytes() == first
    plainleaf("-l", "en")
    assert files_in(small.out) == ALL


@pytest.mark.usefixtures("broken")
def test_a_contact_sheet_shows_a_withheld_leaflet_too(small, plainleaf):
    done = plainleaf("--contact-sheet", "-l", "en")
    assert done.exit_code == 1
    assert "0 first pages in out/contact-sheet.png" in done.stderr
    assert (small.out / "contact-sheet.png").is_file()


def test_a_contact_sheet_that_is_not_ours_stays(small, plainleaf):
    small.out.mkdir()
    (small.out / "contact-sheet.png").write_bytes(b"mine")
    plainleaf("-l", "en")
    assert (small.out / "contact-sheet.png").read_bytes() == b"mine"
