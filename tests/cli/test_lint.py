"""messages lint: on anybody's PO files, with and without a project."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from plainleaf.cli import app

HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n\n'
TWO = "nplurals=2; plural=(n != 1);"


def po(folder: Path, *entries: str, language: str = "es", plural: str = TWO, name: str = "a.po") -> Path:
    file = folder / name
    file.write_text(HEAD.format(language, plural) + "\n".join(entries), encoding="utf-8")
    return file


def entry(source: str, target: str, before: str = "") -> str:
    return f'{before}msgid "{source}"\nmsgstr "{target}"\n'


@pytest.fixture
def lint(tmp_path, monkeypatch):
    """Runs the command in a folder that is no project."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str):
        return CliRunner().invoke(app, ["messages", "lint", *map(str, arguments)])

    return run


def test_a_wrong_dose_is_an_error_at_its_line_outside_of_any_project(lint, tmp_path):
    file = po(tmp_path, entry("Take 5 mg.", "Tome 50 mg."), entry("Take 5 mg now.", "Tome 5 mg ahora."))
    done = lint(file, "--output-format", "concise")
    assert done.exit_code == 1
    assert done.stdout.startswith(
        "a.po:8:1: error: the source says 5 mg, the translation 50 mg [number-changed]"
    )
    assert "2 translations: 1 error, 0 warnings" in done.stderr


def test_a_right_file_is_clean(lint, tmp_path):
    done = lint(po(tmp_path, entry("Take 5 mg.", "Tome 5 mg.")))
    assert (done.exit_code, done.stdout) == (0, "")


def test_fuzzy_empty_and_obsolete_entries_are_left_out(lint, tmp_path):
    wrong = entry("Take 5 mg.", "Tome 50 mg.", "#, fuzzy\n")
    file = po(tmp_path, wrong, entry("Take 6 mg.", ""), '#~ msgid "Take 7 mg."\n#~ msgstr "Tome 70 mg."\n')
    assert lint(file).exit_code == 0


def test_a_flag_of_the_translator_makes_an_error_a_warning_that_says_so(lint, tmp_path):
    file = po(tmp_path, entry("Take 5 mg.", "Tome 50 mg.", "#, ignore-number-changed\n"))
    done = lint(file, "--output-format", "concise")
    assert done.exit_code == 0
    assert (
        "warning: the source says 5 mg, the translation 50 mg (the entry is flagged ignore-number-changed)"
        in done.stdout
    )
    assert lint(file, "--strict").exit_code == 1


def test_a_damaged_file_is_told_and_what_can_be_read_is_compared(lint, tmp_path):
    file = po(tmp_path, 'msgid "Wait.\nmsgstr "Espere."\n', entry("Take 5 mg.", "Tome 50 mg."))
    done = lint(file, "--output-format", "json")
    told = json.loads(done.stdout)["findings"]
    assert {one["check"] for one in told} == {"po-syntax", "number-changed"}
    assert all(one["location"]["row"] > 0 for one in told)
    assert done.exit_code == 1


def test_conflict_markers_are_told_with_their_line(lint, tmp_path):
    file = po(
        tmp_path,
        'msgid "Take 5 mg."\n<<<<<<< HEAD\nmsgstr "Tome 5 mg."\n=======\nmsgstr "Tome 50 mg."\n>>>>>>> b\n',
    )
    done = lint(file, "--output-format", "concise")
    assert "a.po:8:1: error:" in done.stdout
    assert "[po-conflict]" in done.stdout


def test_a_form_of_a_single_number_may_leave_it_out_and_name_it(lint, tmp_path):
    forms = ("{n} يوم", "يوم واحد", "يومين", "{n} أيام", "{n} يومًا", "{n} يوم")
    arabic = (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    )
    right = 'msgid "for {n} day"\nmsgid_plural "for {n} days"\n' + "".join(
        f'msgstr[{at}] "لمدة {form}"\n' for at, form in enumerate(forms)
    )
    assert lint(po(tmp_path, right, language="ar", plural=arabic)).exit_code == 0
    wrong = right.replace("يومين", "ثلاثة أيام")
    done = lint(po(tmp_path, wrong, language="ar", plural=arabic, name="b.po"), "--output-format", "concise")
    assert "b.po:11:1: error:" in done.stdout


def test_checks_can_be_chosen_and_left_out(lint, tmp_path):
    file = po(tmp_path, entry("Do not take 5 mg.", "Tome 50 mg."))
    told = json.loads(lint(file, "--select", "negation-dropped", "--output-format", "json").stdout)[
        "findings"
    ]
    assert [one["check"] for one in told] == ["negation-dropped"]
    told = json.loads(lint(file, "--ignore", "negation-dropped", "--output-format", "json").stdout)[
        "findings"
    ]
    assert [one["check"] for one in told] == ["number-changed"]


@pytest.mark.parametrize("arguments", [(), ("none.po",), ("a.po", "--select", "nonsense")])
def test_wrong_use_says_what_to_do(lint, tmp_path, arguments):
    po(tmp_path, entry("Take 5 mg.", "Tome 5 mg."))
    done = lint(*arguments)
    assert done.exit_code == 2
    assert "hint:" in done.stderr


def test_a_language_without_a_lexicon_is_said_to_be_looked_at_less(lint, tmp_path):
    file = po(tmp_path, entry("Take 5 mg.", "Ota 50 mg."), language="fi")
    done = lint(file)
    assert "no lexicon for fi" in done.stderr
    assert done.exit_code == 1


def test_a_file_without_a_language_needs_one_named(lint, tmp_path):
    file = po(tmp_path, entry("Take 5 mg.", "Tome 50 mg."), language="")
    assert "name it with -l" in lint(file).stderr
    assert "number-changed" in lint(file, "-l", "es").stdout
