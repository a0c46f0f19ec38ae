"""--also and --fold: what is made, what is told, and what is wrong use."""

import pytest

from tests.pipeline.samples import edition, files_in

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


@pytest.mark.parametrize(("fold", "share"), [("duplex", 2), ("booklet", 4)])
def test_sheets_of_paper_are_told(small, plainleaf, fold, share):
    done = plainleaf("-l", "en", "--fold", fold)
    pages = int(done.stderr.split(" pages")[0].split()[-1])
    sheets = pages // share
    told = f"({sheets} sheet{'s' if sheets != 1 else ''} of paper)"
    assert (done.exit_code, pages % share) == (0, 0)
    assert done.stderr.splitlines()[-1] == f"1 leaflet in out/ {told}, 0 withheld; 0 errors, 0 warnings"
    assert files_in(small.out) == {"manifest.json", *edition(f"{STEM.format('en')}.{fold}.pdf")}
