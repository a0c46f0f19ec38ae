"""--also and --fold: what is made, what is told, and what is wrong use."""

import json

import pytest

from tests.conftest import change
from tests.pipeline.samples import SPANISH, STOP, edition, files_in

ENTRY = f'msgid "{STOP}"\nmsgstr "{STOP}"\n'
STEM = "default/{}/testol.oral.large.letter"


def test_a_second_language_stands_beside_every_other(small, plainleaf):
    done = plainleaf("--also", "en", "--no-cache")
    assert (done.exit_code, done.stdout) == (0, "")
    assert files_in(small.out) == {"manifest.json", *edition(f"{STEM.format('es')}.with-en.pdf")}


@pytest.mark.parametrize("command", [(), ("check",)])
def test_an_unknown_second_language_is_wrong_use(small, plainleaf, command):
    before = files_in(small.root)
    done = plainleaf(*command, "--also", "xx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no language “xx”" in done.stderr
    assert "known: en, es" in done.stderr
    assert files_in(small.root) == before


def test_a_language_beside_itself_is_wrong_use(small, plainleaf):
    before = files_in(small.root)
    done = plainleaf("-l", "en", "--also", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert files_in(small.root) == before


def test_check_looks_at_the_second_language_and_at_both_beside_each_other(small, plainleaf):
    asked = ("check", "-l", "en", "--also", "es", "--output-format", "concise")
    assert plainleaf(*asked).exit_code == 0
    change(small.root / SPANISH, ENTRY, ENTRY.replace(f'msgstr "{STOP}"', 'msgstr ""'))
    done = plainleaf(*asked)
    assert (done.exit_code, "missing-translation" in done.stdout) == (1, True)


SIGNED = ("--by", "A. Example", "--role", "pharmacist", "--until", "2027-05-31", "--today", "2026-06-01")


def test_the_manifest_tells_who_signed_the_second_text_and_a_draft_of_either_is_a_draft(small, plainleaf):
    for kind in ("reader-review", "clinical"):
        assert plainleaf("sign", "testol", "-l", "en", "--as", kind, *SIGNED).exit_code == 0
    plainleaf("-l", "en", "-l", "es", "--today", "2026-06-01")
    plainleaf("-l", "es", "--also", "en", "--today", "2026-06-01")
    told = json.loads((small.out / "manifest.json").read_text(encoding="utf-8"))["files"]
    english, both = (
        told[f"{STEM.format(tag)}.{rest}"] for tag, rest in (("en", "pdf"), ("es", "with-en.pdf"))
    )
    assert (english["signed"], both["signed"], both["signoffs"]) == ("signed", "draft", [])
    assert both["also"]["language"] == "en"
    assert both["also"]["text_digest"] == english["text_digest"]
    assert both["also"]["signoffs"] == english["signoffs"]
    assert len(english["signoffs"]) == 2


@pytest.mark.parametrize(("fold", "share"), [("duplex", 2), ("booklet", 4)])
def test_sheets_of_paper_are_told(small, plainleaf, fold, share):
    done = plainleaf("-l", "en", "--fold", fold)
    pages = int(done.stderr.split(" pages")[0].split()[-1])
    sheets = pages // share
    told = f"({sheets} sheet{'s' if sheets != 1 else ''} of paper)"
    assert (done.exit_code, pages % share) == (0, 0)
    assert done.stderr.splitlines()[-1] == f"1 leaflet in out/ {told}, 0 withheld; 0 errors, 0 warnings"
    assert files_in(small.out) == {"manifest.json", *edition(f"{STEM.format('en')}.{fold}.pdf")}
