"""messages: translators' files are brought up to date, and touched only where something changed."""

import json
import os

import pytest

from plainleaf.catalogue import draft_mark
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


HEAD = (
    "language  medicine  translated  reviewed  drafted  edited  carried  fuzzy  missing  stale  total  "
    "percent  signed"
)
TYPO, MENDED, RASH = "You get a rsah.", "You get a rash.", "Le sale un sarpullido."


def table(done) -> list[list[str]]:
    return [line.split() for line in done.stdout.splitlines()]


def texts(project: Project) -> int:
    names = ("testol", "page", "phrases")
    files = [project.locales / f"es/LC_MESSAGES/{name}.po" for name in names]
    return sum(file.read_text(encoding="utf-8").count("\nmsgid ") for file in files)


def test_status_counts_who_translated_what(small, plainleaf):
    total, spanish = texts(small), small.root / SPANISH
    done = plainleaf("messages", "status")
    assert done.stdout.splitlines()[0] == HEAD
    assert table(done)[1:] == [["es", "testol", str(total), str(total), *"000000", str(total), "100%", "–"]]
    mark = draft_mark((STOP,))
    text = spanish.read_text(encoding="utf-8")
    start = text.rindex("\n\n", 0, text.index(f'msgid "{STOP}"')) + 2
    spanish.write_text(f"{text[:start]}# {mark}\n{text[start:]}", encoding="utf-8")
    assert table(plainleaf("messages", "status"))[1][2:7] == [str(total), str(total - 1), *"100"]
    change(spanish, f'msgstr "{STOP}"', 'msgstr "Pregunte."')
    assert table(plainleaf("messages", "status"))[1][2:7] == [str(total), str(total - 1), *"010"]
    change(spanish, f"# {mark}\n", "#, fuzzy\n")
    row = table(plainleaf("messages", "status"))[1]
    assert row[2:10] == [str(total - 1), str(total - 1), *"000100"]
    assert row[11] == f"{(total - 1) * 1000 // total / 10:g}%"


def test_status_tells_what_is_missing_from_what_the_catalogue_has_not_met_yet(small, plainleaf):
    change(small.root / SPANISH, f'msgid "{STOP}"\nmsgstr "{STOP}"', f'msgid "{STOP}"\nmsgstr ""')
    assert table(plainleaf("messages", "status"))[1][7:10] == [*"010"]
    change(small.root / MONOGRAPH, STOP, NEW)
    done = plainleaf("messages", "status")
    assert table(done)[1][7:10] == [*"001"]
    assert done.stderr == "older than its texts: es; run `python3 build.py messages update`\n"
    assert done.exit_code == 0
    plainleaf("messages", "update")
    done = plainleaf("messages", "status")
    assert (table(done)[1][7:10], done.stderr) == ([*"010"], "")


def test_status_shows_each_catalogue_where_more_is_asked_for(small, plainleaf):
    change(small.root / MONOGRAPH, STOP, NEW)
    rows = table(plainleaf("messages", "status", "-v"))
    assert [row[0] for row in rows[2:]] == ["testol", "page", "phrases"]
    assert rows[2][-3:] == ["to", "be", "updated"]
    assert int(rows[1][2]) == sum(int(row[1]) for row in rows[2:])


def test_require_tells_what_is_left_to_do_and_where(small, plainleaf):
    assert plainleaf("messages", "status", "--require", "100").exit_code == 0
    change(small.root / SPANISH, f'msgid "{STOP}"\nmsgstr "{STOP}"', f'msgid "{STOP}"\nmsgstr ""')
    text = (small.root / SPANISH).read_text(encoding="utf-8")
    row = text[: text.index(f'msgid "{STOP}"')].count("\n") + 2
    done = plainleaf("messages", "status", "--require", "99.9", "--output-format", "concise", "-q")
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{SPANISH}:{row}:1: error: testol in es is 9")
    assert done.stdout.endswith("% translated, 99.9% is asked for: 1 missing [unfinished-translation]\n")
    assert plainleaf("messages", "status", "--require", "90.5").exit_code == 0
    assert plainleaf("messages", "status", "--require", "101").exit_code == 2


def test_a_language_without_catalogues_is_all_missing(small, plainleaf):
    (small.locales / "languages.yaml").write_text(LANGUAGES + FRENCH, encoding="utf-8")
    done = plainleaf("messages", "status", "-l", "fr", "--require", "0.1", "--output-format", "concise")
    total = str(texts(small))
    assert table(done)[1] == ["fr", "testol", *"000000", total, "0", total, "0%", "–"]
    assert done.stdout.splitlines()[2].startswith(
        "locales/fr/LC_MESSAGES/testol.po: error: testol in fr is 0%"
    )


def test_status_as_json_has_every_key_whatever_was_asked(small, plainleaf):
    whole = json.loads(plainleaf("messages", "status", "--output-format", "json").stdout)
    assert list(whole) == ["version", "exit_code", "required", "progress", "findings"]
    assert (whole["version"], whole["exit_code"], whole["required"], whole["findings"]) == (1, 0, None, [])
    (row,) = whole["progress"]
    counts = [*HEAD.split()[2:-1]]
    assert list(row) == ["language", "medicine", *counts, "signed", "catalogues"]
    for part in row["catalogues"]:
        assert list(part) == ["domain", "path", *counts, "damaged", "to_update"]
    change(small.root / SPANISH, f'msgid "{STOP}"', f'<<<<<<< ours\nmsgid "{STOP}"')
    asked = ("--output-format", "json", "-q", "--require", "100")
    damaged = json.loads(plainleaf("messages", "status", "testol", "-l", "es", *asked).stdout)
    assert list(damaged) == list(whole)
    assert list(damaged["progress"][0]) == list(row)
    assert (damaged["exit_code"], damaged["required"]) == (1, 100)
    assert {finding["check"] for finding in damaged["findings"]} == {"po-conflict", "unfinished-translation"}


def test_a_damaged_catalogue_is_told_and_the_others_are_counted(small, plainleaf):
    whole = table(plainleaf("messages", "status", "-v"))
    change(small.root / SPANISH, f'msgid "{STOP}"', f'<<<<<<< ours\nmsgid "{STOP}"')
    done = plainleaf("messages", "status", "-v")
    rows = table(done)
    assert done.exit_code == 1
    assert "[po-conflict]" in done.stdout
    assert (rows[2][1], rows[2][-1]) == ("0", "damaged")
    assert rows[3:5] == whole[3:5]


def test_a_damaged_monograph_is_told_and_the_others_are_counted(small, plainleaf):
    (small.leaflets / "otherol.yaml").write_text("format: 1\nmedicine: otherol\n", encoding="utf-8")
    done = plainleaf("messages", "status")
    assert done.exit_code == 1
    assert "leaflets/otherol.yaml:" in done.stdout
    assert table(done)[1][:2] == ["es", "testol"]
    assert plainleaf("messages", "status", "testol").exit_code == 0


def test_a_variant_counts_what_its_parent_says(small, plainleaf):
    variant = "  es-US: {name: Español, english: Spanish, family: Atkinson Hyperlegible Next, parent: es}\n"
    (small.locales / "languages.yaml").write_text(LANGUAGES + variant, encoding="utf-8")
    rows = table(plainleaf("messages", "status"))
    assert rows[1][2:] == rows[2][2:]
    plainleaf("messages", "update", "-l", "es-US")
    rows = table(plainleaf("messages", "status"))
    assert rows[1][2:] == rows[2][2:]
    change(small.root / SPANISH, f'msgid "{STOP}"\nmsgstr "{STOP}"', f'msgid "{STOP}"\nmsgstr ""')
    rows = table(plainleaf("messages", "status"))
    assert rows[1][8] == rows[2][8] == "1"
    change(small.root / SPANISH, f'msgid "{STOP}"', f'<<<<<<< ours\nmsgid "{STOP}"')
    done = plainleaf("messages", "status", "-l", "es-US")
    assert done.exit_code == 1
    assert "[po-conflict]" in done.stdout


@pytest.mark.parametrize("arguments", [("-l", "xx"), ("-l", "en"), ("nosuchol",)])
def test_status_of_what_there_is_not_is_wrong_use(plainleaf, arguments):
    done = plainleaf("messages", "status", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "error: " in done.stderr


def test_a_mended_typo_carries_its_translation_over_and_shows_until_it_is_read(small, plainleaf):
    spanish = small.root / SPANISH
    change(small.root / MONOGRAPH, MENDED, TYPO)
    plainleaf("messages", "update")
    change(spanish, f'#, fuzzy\n#| msgid "{MENDED}"\nmsgid "{TYPO}"', f'msgid "{TYPO}"')
    change(spanish, f'msgstr "{MENDED}"', f'msgstr "{RASH}"')
    change(small.root / MONOGRAPH, TYPO, MENDED)
    done = plainleaf("messages", "update", "--same-meaning", "You get")
    assert done.exit_code == 0
    said = f"“{MENDED}” is taken to mean “{TYPO}”: its translations are marked for review"
    assert done.stderr.splitlines()[-1] == said
    text = spanish.read_text(encoding="utf-8")
    assert f"# same meaning as: {TYPO} [" in text
    assert "fuzzy" not in text
    assert plainleaf("check", "-l", "es").exit_code == 0
    assert table(plainleaf("messages", "status"))[1][6] == "1"
    age(small)
    assert plainleaf("messages", "update", "--same-meaning", MENDED).stderr == ""
    assert set(stamps(small).values()) == {0}
    change(spanish, f'msgid "{MENDED}"\nmsgstr "{RASH}"', f'msgid "{MENDED}"\nmsgstr "Pregunte."')
    assert table(plainleaf("messages", "status"))[1][6] == "0"


def test_another_meaning_is_refused_and_nothing_is_written(small, plainleaf):
    plainleaf("messages", "update")
    change(small.root / MONOGRAPH, STOP, "Do not ask us how to stop it.")
    before = stamps(small)
    same = ("--same-meaning", f"Do not ask={STOP}")
    done = plainleaf("messages", "update", *same, "--output-format", "concise")
    assert done.exit_code == 1
    said = "error: the negations differ from those of “Ask us how to stop it.” [same-meaning-changed]\n"
    assert done.stdout.startswith(f"{MONOGRAPH}:")
    assert done.stdout.endswith(said)
    assert stamps(small) == before
    assert plainleaf("messages", "update", "--same-meaning", "Nobody wrote this").exit_code == 2


def test_messages_alone_says_what_there_is(plainleaf):
    done = plainleaf("messages")
    assert "extract" in done.output
    assert "update" in done.output
    assert "status" in done.output
