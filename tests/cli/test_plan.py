"""plan: one PDF and nothing else, and no word of a patient's file anywhere."""

import hashlib
import importlib
import io
import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from plainleaf.cli import app
from plainleaf.inspect import text
from plainleaf.layout.spoken import as_read
from plainleaf.project import Project
from plainleaf.report import FORMATS
from tests.pipeline.samples import command
from tests.plan.samples import CANARY, HIGHEST, LIQUID, TABLETS, with_rows

PLAN = importlib.import_module("plainleaf.cli.plan")
"""By name: the package holds the command of that name in its place."""

PATIENT = importlib.import_module("plainleaf.pipeline.patient")
TODAY = ("--today", "2026-06-01")
DONE = "Read it beside the prescription before it goes out."
BUG = "bug in plainleaf: RuntimeError; nothing is kept of what was read\n"

REASON = f"    prescriber_confirmed: {CANARY}"
CONFIRMED = with_rows(HIGHEST, {5: "taking_now: 20 mg", 11: f"    total: 80 mg\n{REASON}"})
"""Right, and only because its prescriber says so."""

GOOD = f"# {CANARY}\n{CONFIRMED.replace('steps:', f'steps: # {CANARY}')}"
CHILD = with_rows(TABLETS, {4: "patient: child"})
WRONG = {
    "an unknown key": with_rows(TABLETS, {3: f"language: en\n{CANARY}: {CANARY}"}),
    "an unknown key in a step": with_rows(TABLETS, {11: f"    {CANARY}: {CANARY}\n    morning: 1 tablet"}),
    "a medicine": with_rows(TABLETS, {2: f"medicine: {CANARY}"}),
    "a language": with_rows(TABLETS, {3: f"language: {CANARY}"}),
    "a clinic": with_rows(LIQUID, {4: f"clinic: {CANARY}"}),
    "a patient": with_rows(TABLETS, {4: f"patient: {CANARY}"}),
    "a strength": with_rows(TABLETS, {6: f"tablet: {CANARY} mg"}),
    "a day": with_rows(TABLETS, {9: f"  - first: {CANARY}"}),
    "a dose": with_rows(TABLETS, {11: f"    morning: {CANARY}"}),
    "a total": with_rows(TABLETS, {14: f"    total: {CANARY}"}),
    "an end": with_rows(TABLETS, {34: f"stops: {CANARY}"}),
    "an alias": with_rows(TABLETS, {34: f"stops: *{CANARY}"}),
    "an open quote": with_rows(TABLETS, {34: f'stops: "{CANARY}'}),
    "two equal keys": f"{CANARY}: {CANARY}\n{CANARY}: {CANARY}\n",
    "a list": f"- {CANARY}\n",
    "a sum": with_rows(GOOD, {13: "    total: 70 mg"}),
    "a child, confirmed": f"{CHILD}prescriber_confirmed: {CANARY}\n",
    "no text": f"{CANARY}\0",
}


@dataclass(frozen=True)
class Desk:
    """A project of one's own, the folders that programs write into, and a desk with the patient's file."""

    project: Project
    root: Path

    @property
    def desk(self) -> Path:
        return self.root / "desk"

    @property
    def plan(self) -> Path:
        return self.desk / f"{CANARY}.yaml"

    @property
    def sheet(self) -> Path:
        return self.desk / "sheet.pdf"

    @property
    def variables(self) -> dict[str, str]:
        """Where this process's children may write."""
        home = str(self.root / "home")
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.root / "tmp"))
        return {"HOME": home, "XDG_CACHE_HOME": f"{home}/.cache", "PYTHONDONTWRITEBYTECODE": "1", **temporary}

    def write(self, plan: str | bytes) -> None:
        self.plan.write_bytes(plan if isinstance(plan, bytes) else plan.encode())

    def arguments(self, *more: str) -> list[str]:
        return ["plan", str(self.plan), "-o", str(self.sheet), *TODAY, *more]

    def files(self) -> dict[str, str]:
        """Every file of all these folders, by what it holds and who may read it; the fonts are this checkout's."""
        return {path.relative_to(self.root).as_posix(): state_of(path) for path in walked(self.root)}

    def written(self, before: dict[str, str]) -> set[str]:
        """What is new, changed or gone since."""
        now = self.files()
        return {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}


def state_of(file: Path) -> str:
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()} {file.stat().st_mode:o}"


def walked(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(folder) / name for name in names)


@pytest.fixture
def desk(project, tmp_path) -> Desk:
    made = Desk(project, tmp_path)
    for name in ("desk", "home", "tmp"):
        (tmp_path / name).mkdir()
    # What other commands have left: a plan goes past all of it.
    for name in ("out/manifest.json", ".cache/files/ab/cd", ".cache/outcomes/ef"):
        file = project.root / name
        file.parent.mkdir(parents=True)
        file.write_text("{}", encoding="utf-8")
    made.write(GOOD)
    return made


@pytest.fixture
def run(desk, monkeypatch, caplog):
    """Runs the command in the project, in this process; what libraries log is kept."""
    monkeypatch.chdir(desk.project.root)
    for name, value in desk.variables.items():
        monkeypatch.setenv(name, value)
    caplog.set_level("DEBUG")

    def invoke(*more: str):
        arguments = desk.arguments(*more)
        monkeypatch.setattr("sys.argv", ["plainleaf", *arguments])
        return CliRunner().invoke(app, arguments, prog_name="plainleaf")

    return invoke


@pytest.fixture
def printed(monkeypatch):
    """Takes the printing for done: these tests are about what comes after it."""
    monkeypatch.setattr(PLAN, "print_plan", lambda *_: PATIENT.PlanSheet(b"%PDF-new", 1, ()))


def said(done) -> str:
    """All that a run in this process said."""
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.stdout + done.stderr


def pages_of(sheet: Path) -> str:
    return as_read(" ".join(text(sheet.read_bytes())))


def holds_canary(data: bytes) -> bool:
    """In any spelling that a file may hide it in."""
    spelt = [CANARY.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le")]
    spelt += [one.hex().encode() for one in spelt]
    return any(one.lower() in data.lower() for one in spelt)


def inside(pdf: bytes) -> bytes:
    """A PDF with all its streams unpacked, and the words of its pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [one.read_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]
        told = repr([one for one in opened.objects if not isinstance(one, pikepdf.Stream)])
    return b"\n".join([pdf, *streams, told.encode(), " ".join(text(pdf)).encode()])


def test_the_canary_would_be_noticed():
    for data in (
        f"is {CANARY}.".encode(),
        CANARY.encode("utf-16-be"),
        b"<" + CANARY.encode().hex().encode() + b">",
    ):
        assert holds_canary(data)
    assert not holds_canary(b"CANARY-731")


# ---- what it says, and its exit codes


def test_a_good_plan_is_printed_and_said_in_one_line(desk, run):
    before = desk.files()
    done = run()
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.fullmatch(rf"\d pages?\. {DONE}\n", done.stderr)
    assert desk.written(before) == {"desk/sheet.pdf"}
    assert desk.sheet.read_bytes().startswith(b"%PDF-")
    assert "The prescriber has confirmed the unusual parts of this plan." in pages_of(desk.sheet)


@pytest.mark.usefixtures("printed")
def test_the_sheet_is_its_owners_alone_whatever_lay_there(desk, run):
    """And with -q nothing is said of it."""
    desk.sheet.write_bytes(b"old")
    desk.sheet.chmod(0o666)
    umask = os.umask(0)
    try:
        done = run("-q")
    finally:
        os.umask(umask)
    assert (done.exit_code, said(done)) == (0, "")
    assert stat.S_IMODE(desk.sheet.stat().st_mode) == 0o600
    assert desk.sheet.read_bytes() == b"%PDF-new"


def test_a_wrong_plan_exits_1_and_is_told_without_a_line_of_it(desk, run):
    desk.write(CHILD)
    done = run("--output-format", "full")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "the plan:4:10: error: the plan is for a child, and the monograph has no facts for children [plan-child]",
        "  hint: this program makes no plan for children: ask a pharmacist",
    ]
    assert not desk.sheet.exists()


def test_a_refused_plan_leaves_what_lay_at_its_place(desk, run):
    desk.sheet.write_bytes(b"old")
    desk.write(CHILD)
    before, stamp = desk.files(), desk.sheet.stat().st_mtime_ns
    assert run().exit_code == 1
    assert desk.written(before) == set()
    assert desk.sheet.stat().st_mtime_ns == stamp


def test_the_findings_of_a_plan_are_data_too(desk, run):
    desk.write(CHILD)
    done = run("--output-format", "json")
    told = json.loads(done.stdout)
    assert (told["exit_code"], told["artifacts"], done.stderr) == (1, [], "")
    (found,) = told["findings"]
    assert found["location"] == {"path": "the plan", "row": 4, "column": 10}
    assert (found["check"], found["severity"], found["related"]) == ("plan-child", "error", [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "sheet.txt"), "error: -o names no PDF\nhint: end the name with .pdf\n"),
        (("--profile", "huge"), "error: there is no profile “huge”\n"),
        (("--clinic", "north"), "error: there is no clinic “north”\n"),
        (("--paper", "a5"), "error: the profile “large” is not laid out on a5\n"),
        (("--paper", "a3"), "Usage: plainleaf plan [OPTIONS] FILE\n"),
        (("--today", "tomorrow"), "error: --today: “tomorrow” is not a date\n"),
    ],
)
def test_wrong_use_exits_2_and_writes_nothing(desk, run, arguments, message):
    before = desk.files()
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(message)
    assert CANARY not in said(done)
    assert desk.written(before) == set()


@pytest.mark.parametrize(
    ("out", "reason"), [("desk.pdf", "Is a directory"), ("pyproject.toml/sheet.pdf", "File exists")]
)
@pytest.mark.usefixtures("printed")
def test_a_place_that_cannot_be_written_exits_2_and_leaves_nothing(desk, run, out, reason):
    (desk.project.root / "desk.pdf").mkdir()
    before = desk.files()
    done = run("-o", out)
    hint = "hint: free space, or choose another place with -o\n"
    assert (done.exit_code, said(done)) == (2, f"error: the PDF cannot be written: {reason}\n{hint}")
    assert desk.written(before) == set()


def test_a_file_that_is_not_there_or_is_a_folder_exits_2_without_its_name(desk, run):
    desk.plan.unlink()
    done = run()
    assert (done.exit_code, said(done)) == (
        2,
        "error: the plan file cannot be read: No such file or directory\nhint: look at its name\n",
    )
    desk.plan.mkdir()
    done = run()
    assert (done.exit_code, said(done)) == (
        2,
        "error: the plan file cannot be read: Is a directory\nhint: look at its name\n",
    )


def test_without_o_nothing_is_printed(desk, monkeypatch):
    monkeypatch.chdir(desk.project.root)
    before = desk.files()
    done = CliRunner().invoke(app, ["plan", str(desk.plan)], prog_name="plainleaf")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Missing option '-o'" in done.stderr
    assert desk.written(before) == set()


@pytest.mark.parametrize(
    ("named", "flag"),
    [("default", ("--clinic", "british")), ("british", ())],
    ids=["the command", "the plan"],
)
def test_the_clinic_of_the_command_goes_before_the_plans_and_that_before_the_projects(desk, run, named, flag):
    desk.write(with_rows(HIGHEST, {4: f"patient: adult\nclinic: {named}"}))
    assert run(*flag).exit_code == 0
    pages = pages_of(desk.sheet)
    assert "020 7946 0142" in pages
    assert "202-555-0142" not in pages


# ---- the canary


@pytest.mark.parametrize("fault", WRONG)
def test_no_finding_repeats_a_word_of_the_plan(desk, run, caplog, fault):
    desk.write(WRONG[fault])
    desk.sheet.write_bytes(b"old")
    before = desk.files()
    for form in FORMATS:
        done = run("-v", "--output-format", form)
        assert done.exit_code == 1, said(done)
        assert "the plan" in done.stdout
        assert CANARY not in said(done)
    assert CANARY not in caplog.text
    assert desk.written(before) == set()


DEEP = {
    "reading": (PLAN, "read_plan"),
    "names": (PATIENT, "medicines"),
    "opening": (PATIENT, "open_workshop"),
    "rules": (PATIENT, "check_plan"),
    "sheet": (PATIENT, "plan_leaflet"),
    "layout": (PATIENT, "compose"),
    "print": (PATIENT.Renderer, "render"),
    "inspection": (PATIENT, "inspected"),
}
"""What breaks before anything is written."""


def bug(*_arguments, **_named):
    """A fault with the patient in its words, in its cause and in its locals."""
    name = CANARY
    raise RuntimeError(f"no {name} here") from ValueError(name)


@pytest.mark.parametrize("where", DEEP)
def test_a_bug_is_told_by_its_kind_alone_and_leaves_no_report(desk, run, monkeypatch, caplog, where):
    desk.sheet.write_bytes(b"old")
    before = desk.files()
    monkeypatch.setattr(*DEEP[where], bug)
    done = run("-v")
    assert done.exit_code == 3
    assert done.stderr.endswith(BUG)
    assert "Traceback" not in said(done)
    assert CANARY not in said(done)
    assert CANARY not in caplog.text
    assert desk.written(before) == set()


@pytest.mark.parametrize("where", ["write_atomic", "summarise"])
@pytest.mark.usefixtures("printed")
def test_a_bug_after_the_print_is_told_in_the_same_way(desk, run, monkeypatch, where):
    before = desk.files()
    monkeypatch.setattr(PLAN, where, bug)
    done = run("-v")
    assert done.exit_code == 3
    assert CANARY not in said(done)
    # It says that nothing was written, so nothing was.
    assert done.stderr.endswith(BUG)
    assert desk.written(before) == set()


@pytest.mark.usefixtures("printed")
def test_a_disk_that_is_full_leaves_no_half_of_a_sheet(desk, run, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device", str(desk.plan))

    desk.sheet.write_bytes(b"old")
    before = desk.files()
    monkeypatch.setattr("os.fsync", full)
    done = run()
    hint = "hint: free space, or choose another place with -o\n"
    assert (done.exit_code, said(done)) == (
        2,
        f"error: the PDF cannot be written: No space left on device\n{hint}",
    )
    assert desk.written(before) == set()


def test_an_interrupted_plan_leaves_nothing(desk, run, monkeypatch):
    def stopped(*_arguments, **_named):
        raise KeyboardInterrupt(CANARY)

    before = desk.files()
    monkeypatch.setattr(PATIENT, "compose", stopped)
    done = run("-v")
    assert done.exit_code == 130
    assert CANARY not in said(done)
    assert desk.written(before) == set()


RUNS = """
import os, sys
from plainleaf.cli import main

def started(arguments):
    try:
        main(arguments)
    except SystemExit as left:
        print("exit", left.code, flush=True)

for name in os.environ["PLANS"].split(os.pathsep):
    if name.endswith("bug.yaml"):
        import plainleaf.render.renderer as room
        def bug(*_arguments, **_named):
            name = open(os.environ["GOOD"]).read()
            raise RuntimeError(name)
        room.Renderer.render = bug
    for form in os.environ["FORMS"].split():
        sheet = os.path.join(os.environ["SHEETS"], os.path.basename(os.path.dirname(name)) + form + ".pdf")
        sys.argv = ["plainleaf", "plan", name, "-o", sheet, "--today", "2026-06-01", "-v", "--output-format", form]
        started(sys.argv[1:])
"""
"""Each plan in each format, one after the other in a process of its own; the printer breaks before the last."""


def test_a_process_of_its_own_leaves_the_sheets_and_no_trace_of_the_patient(desk):
    """Printed, refused and broken, in every format, with all that libraries say in verbose mode."""
    plans = {"good": GOOD, "wrong": WRONG["a child, confirmed"], "broken": GOOD}
    for name, plan in plans.items():
        (desk.desk / name).mkdir()
        ending = ".bug.yaml" if name == "broken" else ".yaml"
        (desk.desk / name / f"{CANARY}{ending}").write_text(plan, encoding="utf-8")
    files = [next((desk.desk / name).iterdir()) for name in plans]
    before = desk.files()
    told = {
        "PLANS": os.pathsep.join(map(str, files)),
        "FORMS": " ".join(FORMATS),
        "SHEETS": str(desk.desk),
        "GOOD": str(desk.plan),
    }
    done = command(desk.project, code=RUNS, variables=desk.variables | told)
    codes = re.findall(r"(?m)^exit (\d+)$", done.stdout)
    assert codes == [code for code in "013" for _ in FORMATS], done.stderr
    assert done.stderr.count(DONE) == done.stderr.count(BUG) == len(FORMATS)
    assert "Traceback" not in done.stderr
    assert not holds_canary((done.stdout + done.stderr).encode())
    sheets = {f"desk/good{form}.pdf" for form in FORMATS}
    assert desk.written(before) == sheets
    for name in sheets:
        sheet = desk.root / name
        assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
        assert not holds_canary(inside(sheet.read_bytes())), name


def test_the_command_itself_leaves_one_file(desk):
    """With an empty home, as on a borrowed computer."""
    before = desk.files()
    done = command(desk.project, *desk.arguments("-v"), variables=desk.variables, umask=0)
    assert (done.returncode, done.stdout) == (0, "")
    assert not holds_canary(done.stderr.encode())
    assert desk.written(before) == {"desk/sheet.pdf"}
    assert stat.S_IMODE(desk.sheet.stat().st_mode) == 0o600
    assert not holds_canary(inside(desk.sheet.read_bytes()))


def test_a_plan_file_of_the_same_name_as_its_place_is_not_shown(desk, run):
    """Findings of a plan stand in “the plan”: a file of that name in the project is a patient's, and no source."""
    (desk.project.root / "the plan").write_text(WRONG["a patient"], encoding="utf-8")
    desk.write(WRONG["a patient"])
    done = run("--output-format", "full")
    assert done.exit_code == 1
    assert CANARY not in said(done)


def test_a_bug_before_the_plan_is_read_leaves_no_report_with_its_name(desk, run):
    (desk.project.root / "pyproject.toml").write_text("tool = 1\n", encoding="utf-8")
    before = desk.files()
    done = run()
    assert done.exit_code in (2, 3)
    assert CANARY not in said(done)
    assert desk.written(before) == set()
