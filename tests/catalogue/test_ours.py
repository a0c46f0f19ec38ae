"""The catalogues that leaflets are made from, as gettext and translate-toolkit see them."""

import shutil

import pytest

from plainleaf.catalogue import read, write
from tests.catalogue.others import by_toolkit, msgfmt_passes
from tests.conftest import ROOT

FILES = sorted((ROOT / "locales").rglob("*.po*"))


def test_there_are_catalogues_of_fifteen_languages_and_their_templates():
    assert {file.suffix for file in FILES} == {".po", ".pot"}
    assert len(FILES) >= 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "locales")))
def test_our_catalogue_is_in_our_form_and_saved_by_translate_toolkit_byte_for_byte(file):
    data = file.read_bytes()
    catalogue = read(str(file), data)
    assert write(catalogue).encode() == data
    units, saved = by_toolkit(data)
    assert len(units) == len(catalogue.entries) + len(catalogue.obsolete)
    assert saved == data


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt (gettext) is not installed")
@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "locales")))
def test_our_catalogue_passes_msgfmt_and_a_template_does_with_the_plural_rule_of_a_language(file):
    data = file.read_bytes()
    filled = data.replace(b"nplurals=INTEGER; plural=EXPRESSION;", b"nplurals=2; plural=(n != 1);")
    assert (filled != data) == (file.suffix == ".pot")
    assert msgfmt_passes(filled)
