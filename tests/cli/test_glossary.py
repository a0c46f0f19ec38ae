"""glossary: to other programs and back; and what a build says of it."""

import os

import pytest
from click.testing import CliRunner

from plainleaf.cli import app
from tests.conftest import change

GLOSSARY = "locales/glossary.yaml"
HEAD = "entry,language,status,word\n"
SYRUP = "syrup,en,preferred,syrup\nsyrup,es,preferred,jarabe\n"
ADDED = f"{HEAD}tablet,es,admitted,tabletita\n{SYRUP}"


@pytest.fixture
def plainleaf(project, monkeypatch):
    """Runs a command in a copy of this project."""
    monkeypatch.chdir(project.root)

    def invoke(*arguments):
        return CliRunner().invoke(app, [*arguments], prog_name="plainleaf")

    return invoke


@pytest.fixture
def file(project):
    return project.root / GLOSSARY


@pytest.mark.parametrize("kind", ["tbx", "csv"])
def test_an_export_comes_back_without_a_change(plainleaf, project, file, kind):
    before = file.read_bytes()
    done = plainleaf("glossary", "export", "--format", kind, "-o", f"terms.{kind}")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"wrote terms.{kind}\n")
    assert (
        plainleaf("glossary", "export", "--format", kind).stdout_bytes
        == (project.root / f"terms.{kind}").read_bytes()
    )
    done = plainleaf("glossary", "import", f"terms.{kind}")
    assert (done.exit_code, done.stderr) == (0, "nothing is new\n")
    assert file.read_bytes() == before


def test_a_dry_run_tells_what_an_import_then_writes(plainleaf, project, file):
    (project.root / "more.csv").write_text(ADDED, encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    told = ["tablet, es: “tabletita”", "syrup: new, in es"]
    done = plainleaf("glossary", "import", "more.csv", "--dry-run")
    assert (done.exit_code, done.stderr.splitlines()) == (0, [*told, f"{GLOSSARY}: would change in 2 places"])
    assert file.read_text(encoding="utf-8") == before
    done = plainleaf("glossary", "import", "more.csv")
    assert (done.exit_code, done.stderr.splitlines()) == (0, [*told, f"{GLOSSARY}: changed in 2 places"])
    after = file.read_text(encoding="utf-8")
    assert "forms: [tabletas, tabletita]" in after
    assert set(before.splitlines()) - set(after.splitlines()) == {
        "      es: {term: tableta, forms: [tabletas], forbidden: [píldora, píldoras]}"
    }
    assert plainleaf("glossary", "import", "more.csv").stderr == "nothing is new\n"


def test_a_bad_row_writes_nothing_and_names_its_place(plainleaf, project, file):
    (project.root / "more.csv").write_text(ADDED + "syrup,es,best,x\n", encoding="utf-8")
    before = file.read_bytes()
    done = plainleaf("glossary", "import", "more.csv", "--output-format", "concise")
    assert done.exit_code == 1
    assert done.stdout == "more.csv:5:10: error: the status “best” is unknown [bad-termbase]\n"
    assert file.read_bytes() == before


def test_an_import_that_would_contradict_the_glossary_writes_nothing(plainleaf, project, file):
    more = f"{HEAD}syrup,en,admitted,tablets\n{SYRUP}"
    (project.root / "more.csv").write_text(more, encoding="utf-8")
    before = file.read_bytes()
    done = plainleaf("glossary", "import", "more.csv", "--output-format", "concise")
    assert done.exit_code == 1
    assert "“tablets” stands for “tablet” too [bad-glossary]" in done.stdout
    assert file.read_bytes() == before


def test_what_stays_is_told_with_the_way_to_change_it(plainleaf, project, file):
    more = f"{HEAD}tablet,es,preferred,comprimido\n"
    (project.root / "more.csv").write_text(more, encoding="utf-8")
    done = plainleaf("glossary", "import", "more.csv")
    assert done.stderr.splitlines() == [
        "tablet, es: “tableta” stays; the file prefers “comprimido”",
        "nothing is new",
        "use --replace where the file has the last word",
    ]
    done = plainleaf("glossary", "import", "more.csv", "--replace")
    assert done.exit_code == 0
    assert "      es: {term: comprimido}\n" in file.read_text(encoding="utf-8")


def test_no_such_file_is_wrong_use(plainleaf):
    done = plainleaf("glossary", "import", "nowhere.tbx")
    assert done.exit_code == 2
    assert "nowhere.tbx: No such file" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "place", "hint"),
    [
        ("a.tbx", b"", "a.tbx:1:1: error: not XML", "as XML in UTF-8"),
        (
            "a.tbx",
            "<martif/>".encode("utf-16"),
            "a.tbx:1:1: error: byte 0xff is not UTF-8",
            "as XML in UTF-8",
        ),
        (
            "a.xml",
            "<martif/>".encode("utf-16"),
            "a.xml:1:1: error: byte 0xff is not UTF-8",
            "as XML in UTF-8",
        ),
        ("a.csv", HEAD.encode("utf-16"), "a.csv:1:1: error: byte 0xff is not UTF-8", "CSV UTF-8"),
        ("a.csv", b"", "a.csv:1:1: error: the first row names no column", "begin the file with entry,"),
    ],
)
def test_the_hint_is_of_the_format_that_was_given(plainleaf, project, name, data, place, hint):
    (project.root / name).write_bytes(data)
    done = plainleaf("glossary", "import", name)
    assert done.exit_code == 1
    assert done.stdout.startswith(place)
    assert hint in done.stdout


def test_a_pipe_is_neither_read_nor_replaced(plainleaf, project):
    pipe = project.root / "pipe.csv"
    os.mkfifo(pipe)
    for arguments in (("import", "pipe.csv"), ("export", "--format", "csv", "-o", "pipe.csv")):
        done = plainleaf("glossary", *arguments)
        assert (done.exit_code, done.stderr.splitlines()[0]) == (2, "error: pipe.csv is no regular file")
    assert pipe.is_fifo()


def test_an_export_makes_no_folder(plainleaf, project):
    done = plainleaf("glossary", "export", "--format", "csv", "-o", "nowhere/terms.csv")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, "error: there is no folder nowhere")
    assert not (project.root / "nowhere").exists()


def test_check_tells_a_forbidden_word_and_a_glossary_that_cannot_be_read(plainleaf, project, file):
    catalogue = project.locales / "es/LC_MESSAGES/baclofen.po"
    change(catalogue, 'msgstr "Tabletas"', 'msgstr "Píldoras"')
    done = plainleaf("check", "-l", "es", "--output-format", "concise")
    assert done.exit_code == 1
    assert "error: “píldoras” must not stand for “tablet” [forbidden-term]" in done.stdout
    change(file, "  tablet:\n    kind: form\n", "  tablet:\n    kind: shape\n")
    done = plainleaf("check", "-l", "es", "--output-format", "concise")
    assert done.exit_code == 1
    row = file.read_text(encoding="utf-8").partition("kind: shape")[0].count("\n") + 1
    assert f"{GLOSSARY}:{row}:11: error: “shape” does not fit here [wrong-type]" in done.stdout
    assert "[forbidden-term]" not in done.stdout


def test_what_a_stage_refuses_is_told_whatever_is_selected(plainleaf, file):
    select = ("check", "-l", "es", "--select", "bad-glossary", "--output-format", "concise")
    assert plainleaf(*select).exit_code == 0
    change(file, "format: 1\n", "format: 2\n")
    done = plainleaf(*select)
    assert done.exit_code == 1
    assert "error: format 2 is unknown [wrong-format]" in done.stdout
