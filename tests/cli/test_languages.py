"""languages: one PDF, and a line on what it holds."""

import pytest

from plainleaf.inspect import facts, read_blocks, structure
from tests.conftest import change
from tests.pipeline.samples import FRENCH, files_in, translate_all


def names(pdf):
    return [one.text.split()[1] for one in read_blocks(structure(pdf)) if one.kind == "LI"]


def test_every_language_goes_into_one_file(small, plainleaf):
    before = files_in(small.root)
    done = plainleaf("languages")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == "2 languages on 1 page: languages.pdf"
    assert files_in(small.root) - before == {"languages.pdf"}
    pdf = (small.root / "languages.pdf").read_bytes()
    assert names(pdf) == ["English", "Español"]
    assert facts(pdf).tagged


def test_it_goes_where_it_is_told(small, plainleaf, tmp_path):
    done = plainleaf("languages", "-o", str(tmp_path / "sheet.PDF"), "--paper", "a4")
    assert done.exit_code == 0
    assert (tmp_path / "sheet.PDF").read_bytes().startswith(b"%PDF-")
    assert not (small.root / "languages.pdf").exists()


def test_languages_asked_for_stand_there_in_their_order_and_once(small, plainleaf):
    done = plainleaf("languages", "-l", "es", "-l", "en", "-l", "es")
    assert done.exit_code == 0
    assert names((small.root / "languages.pdf").read_bytes()) == ["Español", "English"]


def test_a_clinics_list_is_used_and_a_flag_wins(small, plainleaf):
    (small.locales / "languages.yaml").write_text(
        (small.locales / "languages.yaml").read_text(encoding="utf-8") + FRENCH, encoding="utf-8"
    )
    translate_all(small, "fr")
    change(small.clinics / "default.yaml", "language: en", "language: en\nlanguages: [fr, en]")
    plainleaf("languages")
    assert names((small.root / "languages.pdf").read_bytes()) == ["Français", "English"]
    plainleaf("languages", "-l", "es", "-l", "fr")
    assert names((small.root / "languages.pdf").read_bytes()) == ["Español", "Français"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-l", "en"), ("there is one language alone", "name two with -l, or none")),
        (("-l", "en", "-l", "en"), ("there is one language alone",)),
        (("-l", "en", "-l", "xx"), ("there is no language “xx”", "known: en, es")),
        (("--clinic", "nowhere"), ("there is no clinic “nowhere”",)),
        (("--paper", "a5"), ("--paper", "a4", "letter")),
        (("-o", "languages.html"), ("-o names no PDF", "end the name with .pdf")),
    ],
)
def test_wrong_use_exits_2_and_writes_nothing(small, plainleaf, arguments, words):
    before = files_in(small.root)
    done = plainleaf("languages", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(small.root) == before


def test_a_language_without_the_words_exits_1_with_its_place(small, plainleaf):
    catalogue = small.locales / "es/LC_MESSAGES/page.po"
    entry = 'msgid "Point to your language"\nmsgstr "Point to your language"'
    change(catalogue, entry, 'msgid "Point to your language"\nmsgstr ""')
    done = plainleaf("languages", "-l", "en", "-l", "es")
    assert done.exit_code == 1
    assert "locales/es/LC_MESSAGES/page.po:" in done.stdout
    assert "[missing-translation]" in done.stdout
    assert not (small.root / "languages.pdf").exists()
