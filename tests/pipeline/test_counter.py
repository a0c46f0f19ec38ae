"""The sheet of languages: every language by its own name, numbered, on one page."""

import re

import pytest

from plainleaf.clinic import clinic_file
from plainleaf.findings import Refused, UsageFailure
from plainleaf.inspect import facts, glyphs, read_blocks, structure
from plainleaf.inspect.printed import printed
from plainleaf.layout.spoken import as_read
from plainleaf.pipeline import Request, open_workshop
from plainleaf.pipeline.counter import print_languages
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.values.colours import hexadecimal
from plainleaf.values.languages import read_languages
from tests.conftest import ROOT, change
from tests.judges.verapdf import judge

PROJECT = Project(ROOT)
LANGUAGES = read_languages(PROJECT)
SHEETS = {
    "letter": {"paper": "letter"},
    "a4": {"paper": "a4"},
    "clinic": {"clinic": "complete"},
    "three": {"tags": ("ur", "am", "th")},
}


def sheet(project=PROJECT, **asked):
    return print_languages(open_workshop(project, Request(**asked), Shelf(None)))


@pytest.fixture(scope="module")
def made():
    return {name: sheet(**asked) for name, asked in SHEETS.items()}


def rows(pdf):
    """The items of the list: language tag, and the paragraphs in it with theirs."""
    root = structure(pdf).root
    return [
        (item.language, [(one.language, as_read(one.text)) for one in item.walk() if one.kind == "P"])
        for item in root.walk()
        if item.kind == "LI"
    ]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_all_languages_stand_on_one_page(made, paper):
    one = made[paper]
    assert (one.pages, one.languages) == (1, len(LANGUAGES)) == (1, 15)
    assert len(structure(one.pdf).artifacts) == 1


@pytest.mark.parametrize("name", SHEETS)
def test_numbers_stand_in_order_before_the_names(made, name):
    items = [one.text for one in read_blocks(structure(made[name].pdf)) if one.kind == "LI"]
    assert [int(re.match(r"\d+", one)[0]) for one in items] == list(range(1, made[name].languages + 1))


@pytest.mark.parametrize("name", SHEETS)
def test_each_name_is_tagged_in_its_own_language_and_the_staffs_word_in_theirs(made, name):
    found = rows(made[name].pdf)
    asked = {"clinic": ("en", "es", "ar", "zh-Hans"), "three": SHEETS["three"]["tags"]}.get(
        name, tuple(LANGUAGES)
    )
    assert [tag for tag, _ in found][: len(asked)] == list(asked)
    for tag, paragraphs in found:
        language = LANGUAGES[tag]
        assert paragraphs[0] == (tag, as_read(language.name))
        assert paragraphs[1][0] == tag
        staff = [] if tag == "en" else [("en", LANGUAGES["en"].name_of(language))]
        assert paragraphs[2:] == staff


def test_its_title_is_in_the_staffs_language(made):
    (title,) = [one for one in read_blocks(structure(made["letter"].pdf)) if one.kind == "H1"]
    assert (title.text, title.language) == ("Point to your language", "en")
    assert facts(made["letter"].pdf).language == "en"
    assert facts(made["letter"].pdf).title == "Point to your language"


def test_a_clinics_list_is_its_own_order(made):
    assert [tag for tag, _ in rows(made["clinic"].pdf)][:6] == ["en", "es", "ar", "zh-Hans", "vi", "ru"]


def test_fewer_languages_have_larger_names(made):
    largest = {name: max(one.size for one in glyphs(made[name].pdf, 0)) for name in ("three", "letter")}
    assert largest["three"] > largest["letter"] > 20


def test_words_a_machine_drafted_are_marked_on_the_page(made):
    for name in SHEETS:
        assert structure(made[name].pdf).artifacts == ("DRAFT: do not give to patients",)


def test_without_drafts_there_is_no_mark(small):
    """Its Spanish says the English again, as a person's work."""
    assert "DRAFT" not in structure(sheet(small).pdf).artifacts[0]


def test_vera_pdf_finds_nothing(made):
    verdicts = judge({name: one.pdf for name, one in made.items()})
    assert {name: one.failures for name, one in verdicts.items()} == dict.fromkeys(SHEETS, ())


def test_one_language_is_none_to_choose():
    with pytest.raises(UsageFailure, match="there is one language alone"):
        sheet(tags=("en",))


def test_a_language_without_the_words_of_the_page_is_told(small):
    catalogue = small.locales / "es/LC_MESSAGES/page.po"
    text = catalogue.read_text(encoding="utf-8")
    entry = 'msgid "Point to your language"\nmsgstr "Point to your language"'
    change(catalogue, entry, 'msgid "Point to your language"\nmsgstr ""')
    with pytest.raises(Refused) as caught:
        sheet(small)
    (finding,) = caught.value.findings
    row = text[: text.index(entry)].count("\n") + 1
    assert (finding.check, finding.place.path, finding.place.row) == (
        "missing-translation",
        "locales/es/LC_MESSAGES/page.po",
        row,
    )
    catalogue.write_text(text, encoding="utf-8")
    assert sheet(small).languages == 2


def test_equal_sheets_are_equal_bytes(made):
    assert sheet(**SHEETS["three"]).pdf == made["three"].pdf


def test_a_clinic_of_another_language_speaks_it_on_the_sheet(project):
    change(clinic_file(project, "default"), "language: en", "language: es")
    found = rows(sheet(project, tags=("en", "es", "ar")).pdf)
    assert [paragraphs[2:] for _, paragraphs in found][1] == []
    assert found[0][1][2][0] == found[2][1][2][0] == "es"


@pytest.mark.parametrize(("name", "structure"), [("clinic", "#0b3d2e"), ("letter", "#0b2545")])
def test_it_is_printed_in_the_clinics_colours(made, name, structure):
    lines = [line for page in printed(made[name].pdf).pages for line in page.lines]
    inks = {char.style.colour for line in lines for word in line.words for char in word.chars}
    assert inks == {hexadecimal("#000000"), hexadecimal(structure)}
