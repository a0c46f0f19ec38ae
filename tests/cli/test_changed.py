"""--changed-since and --files: only what a change touches, and nothing of the rest is lost."""

import json
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import change
from tests.pipeline.repository import SETTINGS, commit_all
from tests.pipeline.samples import MONOGRAPH, SPANISH, STOP, edition, files_in, monograph, translate_all

ENGLISH = edition("default/en/testol.oral.large.letter.pdf")
SPANISH_FILES = edition("default/es/testol.oral.large.letter.pdf")
OTHER = "leaflets/otherol.yaml"
OTHERS = edition(*(f"default/{tag}/otherol.oral.large.letter.pdf" for tag in ("en", "es")))


@pytest.fixture
def tracked(small, monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    commit_all(small.root)
    return small


def test_nothing_touched_leaves_out_as_it_is(tracked, plainleaf):
    plainleaf("-q", "--contact-sheet")
    before = {name: (tracked.out / name).read_bytes() for name in files_in(tracked.out)}
    (tracked.root / "docs").mkdir()
    (tracked.root / "docs/a.md").write_text("new", encoding="utf-8")
    done = plainleaf("--changed-since", "HEAD", "--report", "junit=out.xml")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "no leaflet is touched\n")
    assert {name: (tracked.out / name).read_bytes() for name in files_in(tracked.out)} == before
    assert list(ET.parse(tracked.root / "out.xml").getroot()) == []
    checked = plainleaf("check", "--changed-since", "HEAD", "--output-format", "json")
    assert (checked.exit_code, checked.stderr) == (0, "no leaflet is touched\n")
    assert json.loads(checked.stdout)["findings"] == []


def test_only_what_is_touched_is_built_and_the_rest_stays(tracked, plainleaf):
    plainleaf("-q")
    old = {name: (tracked.out / name).stat().st_mtime_ns for name in ENGLISH}
    with (tracked.root / SPANISH).open("a", encoding="utf-8") as file:
        file.write("\n# seen\n")
    done = plainleaf("--changed-since", "HEAD")
    assert done.exit_code == 0
    assert "[1/1] made default/es/" in done.stderr
    assert files_in(tracked.out) == {"manifest.json", *ENGLISH, *SPANISH_FILES}
    assert {name: (tracked.out / name).stat().st_mtime_ns for name in ENGLISH} == old
    manifest = (tracked.out / "manifest.json").read_text(encoding="utf-8")
    assert all(name in manifest for name in ENGLISH | SPANISH_FILES if name.endswith(".pdf"))


def test_a_touched_leaflet_with_a_fault_is_withheld_and_no_other(tracked, plainleaf):
    plainleaf("-q")
    change(tracked.root / SPANISH, f'msgstr "{STOP}"', 'msgstr "Pregunte 5."')
    assert plainleaf("-q", "--changed-since", "HEAD").exit_code == 1
    assert files_in(tracked.out) == {"manifest.json", *ENGLISH}


def test_a_deleted_monograph_takes_its_files_away_though_nothing_is_left_to_make(
    small, plainleaf, monkeypatch
):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    (small.root / OTHER).write_text(monograph("otherol"), encoding="utf-8")
    translate_all(small, "es")
    commit_all(small.root)
    plainleaf("-q")
    assert files_in(small.out) == {"manifest.json", *ENGLISH, *SPANISH_FILES, *OTHERS}
    (small.root / OTHER).unlink()
    assert plainleaf("--changed-since", "HEAD").exit_code == 0
    assert files_in(small.out) == {"manifest.json", *ENGLISH, *SPANISH_FILES}


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        ((), "2 leaflets"),
        (("testol",), "2 leaflets"),
        (("-l", "es"), "1 leaflet"),
        (("testol", "-l", "en"), "1 leaflet"),
    ],
)
def test_names_and_languages_narrow_it(tracked, plainleaf, arguments, made):
    change(tracked.root / MONOGRAPH, STOP, "Ask us how to end it.")
    done = plainleaf("check", "-q", *arguments, "--changed-since", "HEAD", "--report", "junit=a.xml")
    assert done.exit_code == int("es" in arguments or "en" not in arguments)
    assert len(list(ET.parse(tracked.root / "a.xml").iter("testcase"))) == int(made[0])


def test_what_was_broken_before_the_change_takes_no_leaflet_away(tracked, plainleaf):
    plainleaf("-q")
    phrases = tracked.leaflets / "_phrases.yaml"
    phrases.write_text(
        phrases.read_text(encoding="utf-8") + "  unheard_of: {text: a, note: b}\n", encoding="utf-8"
    )
    commit_all(tracked.root)
    change(tracked.root / MONOGRAPH, STOP, "Ask us how to end it.")
    done = plainleaf("--changed-since", "HEAD", "--output-format", "concise")
    assert done.exit_code == 1
    assert "[phrase-unknown]" in done.stdout
    assert files_in(tracked.out) == {"manifest.json", *ENGLISH, *SPANISH_FILES}
    assert plainleaf("-q", "--changed-since", "HEAD~1").exit_code == 1
    assert files_in(tracked.out) == {"manifest.json"}


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("revision", "words"), [("nowhere", "git knows no revision “nowhere”"), ("", "git knows no revision")]
)
def test_an_unknown_revision_is_wrong_use(tracked, plainleaf, command, revision, words):
    done = plainleaf(command, "--changed-since", revision)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert not tracked.out.exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_outside_of_a_repository_it_is_wrong_use(small, plainleaf, command):
    done = plainleaf(command, "--changed-since", "HEAD")
    assert done.exit_code == 2
    assert "lies in no git repository" in done.stderr


def test_files_name_the_leaflets_they_touch(tracked, plainleaf):
    def told(*files):
        return plainleaf("check", "--files", *files).stderr

    assert told(SPANISH) == "1 leaflet: 0 errors, 0 warnings\n"
    assert told(SPANISH, MONOGRAPH) == "2 leaflets: 0 errors, 0 warnings\n"
    assert told("templates/profiles.yaml") == "2 leaflets: 0 errors, 0 warnings\n"
    assert told("docs/a.md") == told() == "no leaflet is touched\n"


def test_files_and_a_revision_at_once_are_wrong_use(tracked, plainleaf):
    done = plainleaf("check", "--files", "--changed-since", "HEAD", SPANISH)
    assert done.exit_code == 2
    assert "both say what has changed" in done.stderr
