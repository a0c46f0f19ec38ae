"""messages: translators' files are brought up to date, and touched only where something changed."""

import os

import pytest

from plainleaf.project import Project
from tests.conftest import change
from tests.pipeline.samples import FRENCH, LANGUAGES, MONOGRAPH, SPANISH, STOP, files_in

NEW = "Ask us how to stop it well."


def written(done):
    return [line.removeprefix("wrote ") for line in done.stderr.splitlines()]


def stamps(project: Project) -> dict[str, int]:
    return {name: (project.locales / name).stat().st_mtime_ns for name in files_in(project.locales)}


def age(project: Project) -> None:
    for name in files_in(project.locales):
        os.utime(project.locales / name, (0, 0))


def test_extract_writes_a_template_a_domain_and_then_nothing(small, plainleaf):
    done = plainleaf("messages", "extract")
    assert (done.exit_code, done.stdout) == (0, "")
    assert set(written(done)) == {"locales/testol.pot", "locales/page.pot", "locales/phrases.pot"}
    age(small)
    again = plainleaf("messages", "extract")
    assert (again.exit_code, again.stderr) == (0, "")
    assert set(stamps(small).values()) == {0}


def test_update_writes_only_what_changed_and_then_nothing(small, plainleaf):
    plainleaf("messages", "update")
    age(small)
    change(small.root / MONOGRAPH, STOP, NEW)
    assert written(plainleaf("messages", "update")) == ["locales/testol.pot", SPANISH]
    assert {name for name, stamp in stamps(small).items() if stamp} == {
        "testol.pot",
        SPANISH.removeprefix("locales/"),
    }
    assert plainleaf("messages", "update").stderr == ""


def test_update_keeps_what_was_translated_and_marks_the_doubtful_fuzzy(small, plainleaf):
    change(small.root / SPANISH, f'msgstr "{STOP}"', 'msgstr "Pregunte cómo dejarlo."')
    change(small.root / MONOGRAPH, STOP, NEW)
    plainleaf("messages", "update", "-l", "es")
    text = (small.root / SPANISH).read_text(encoding="utf-8")
    assert f'#| msgid "{STOP}"\nmsgid "{NEW}"\nmsgstr "Pregunte cómo dejarlo."' in text
    assert text.count("#, fuzzy") == 1
    done = plainleaf("check", "-l", "es", "--output-format", "concise")
    assert [line.rpartition("[")[2] for line in done.stdout.splitlines()] == ["fuzzy-translation]"]
    change(small.root / SPANISH, f'#, fuzzy\n#| msgid "{STOP}"\n', "")
    assert plainleaf("check", "-l", "es").exit_code == 0


def test_a_new_line_in_languages_yaml_and_update_make_its_files(small, plainleaf):
    (small.locales / "languages.yaml").write_text(LANGUAGES + FRENCH, encoding="utf-8")
    plainleaf("messages", "update", "-l", "es")
    assert not (small.locales / "fr").exists()
    done = plainleaf("messages", "update", "-l", "fr")
    assert written(done) == [
        f"locales/fr/LC_MESSAGES/{name}.po" for name in ("page", "phrases", "testol")
    ] or set(written(done)) == {f"locales/fr/LC_MESSAGES/{name}.po" for name in ("page", "phrases", "testol")}
    told = plainleaf("check", "-l", "fr", "--output-format", "concise")
    assert told.exit_code == 1
    assert {line.rpartition("[")[2] for line in told.stdout.splitlines()} == {"missing-translation]"}
    text = (small.locales / "fr/LC_MESSAGES/testol.po").read_text(encoding="utf-8")
    assert '"Language: fr\\n"' in text
    assert '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in text


@pytest.mark.parametrize("tags", [(), ("-l", "es")])
def test_a_damaged_catalogue_is_never_overwritten(small, plainleaf, tags):
    change(small.root / SPANISH, f'msgid "{STOP}"\n', f'<<<<<<< ours\nmsgid "{STOP}"\n')
    change(small.root / MONOGRAPH, "Call us today", "Call us soon")
    before = (small.root / SPANISH).read_bytes()
    done = plainleaf("messages", "update", *tags, "--output-format", "concise")
    row = before.decode()[: before.decode().index("<<<<<<<")].count("\n") + 1
    assert done.exit_code == 1
    assert f"{SPANISH}:{row}:1: error: " in done.stdout
    assert (small.root / SPANISH).read_bytes() == before
    assert not (small.locales / "testol.pot").exists()


def test_a_damaged_catalogue_of_another_language_is_no_hindrance(small, plainleaf):
    (small.locales / "languages.yaml").write_text(LANGUAGES + FRENCH, encoding="utf-8")
    plainleaf("messages", "update")
    (small.locales / "fr/LC_MESSAGES/page.po").write_text("<<<<<<< ours\n", encoding="utf-8")
    change(small.root / MONOGRAPH, STOP, NEW)
    assert plainleaf("messages", "update", "-l", "es").exit_code == 0
    assert plainleaf("messages", "update").exit_code == 1


@pytest.mark.parametrize("command", ["extract", "update"])
def test_a_damaged_monograph_is_told_and_nothing_is_written(small, plainleaf, command):
    change(small.root / MONOGRAPH, "version: 1", "version: x")
    before = stamps(small)
    done = plainleaf("messages", command)
    assert done.exit_code == 1
    assert f"{MONOGRAPH}:5:10: error: " in done.stdout
    assert stamps(small) == before


def test_messages_alone_says_what_there_is(plainleaf):
    done = plainleaf("messages")
    assert "extract" in done.output
    assert "update" in done.output
