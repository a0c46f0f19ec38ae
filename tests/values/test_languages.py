import pytest

from plainleaf.findings import Refused
from plainleaf.values.languages import Language, read_languages
from tests.conftest import change

SPANISH = "  es: {name: Español, english: Spanish, family: Atkinson Hyperlegible Next,"


def told(project) -> list[tuple[str, int, int]]:
    with pytest.raises(Refused) as caught:
        read_languages(project)
    places = [(finding.check, finding.place.row, finding.place.column) for finding in caught.value.findings]
    assert {finding.place.path for finding in caught.value.findings} == {"locales/languages.yaml"}
    return places


def row_of(file, text: str) -> int:
    before, found, _ = file.read_text(encoding="utf-8").partition(text)
    assert found
    return before.count("\n") + 1


def test_the_languages_of_the_project_are_read_in_their_order(project):
    languages = read_languages(project)
    assert list(languages)[:3] == ["en", "es", "ar"]
    assert languages["ar"].size == 1.1
    assert languages["ar"].direction == "rtl"
    assert languages["en"].is_source
    assert not languages["es"].is_source
    assert languages["th"].breaks == "icu"
    assert languages["en"].floor == 1.0


@pytest.mark.parametrize(
    ("new", "column"),
    [
        (SPANISH.replace("es:", "xq:"), 3),
        (SPANISH.replace("family: Atkinson Hyperlegible Next,", ""), 3),
        (SPANISH.replace("name: Español,", ""), 3),
        (SPANISH + " leeding: 1.6,", 77),
        (SPANISH + " leading: wide,", 77),
        (SPANISH + " leading: [1.6],", 77),
        (SPANISH + " size: 9,", 77),
        (SPANISH + " floor: 99.5,", 77),
        (SPANISH + " floor: 1.5,", 77),
        (SPANISH + " breaks: never,", 77),
        (SPANISH + " digits: roman,", 77),
        (SPANISH + " direction: rtl,", 77),
        (SPANISH + " parent: xx,", 85),
        (SPANISH + " parent: es,", 85),
    ],
)
def test_one_slip_in_a_language_is_one_finding_where_it_stands(project, new, column):
    file = project.locales / "languages.yaml"
    row = row_of(file, SPANISH)
    change(file, SPANISH, new)
    assert told(project) == [("bad-language", row, column)]
    change(file, new, SPANISH)
    assert "es" in read_languages(project)


def test_slips_in_several_languages_are_told_at_once(project):
    file = project.locales / "languages.yaml"
    change(file, "english: Spanish,", "")
    change(file, "  th: {", "  th: {leading: x, digits: y, ")
    spanish, thai = row_of(file, "  es: {"), row_of(file, "  th: {")
    assert sorted(told(project)) == [
        ("bad-language", spanish, 3),
        ("bad-language", thai, 8),
        ("bad-language", thai, 20),
    ]


def test_a_file_without_languages_is_one_finding(project):
    change(project.locales / "languages.yaml", "languages:\n", "tongues:\n")
    assert [check for check, *_ in told(project)] == ["bad-language"]


def test_a_file_of_an_unknown_format_is_a_finding(project):
    file = project.locales / "languages.yaml"
    row = row_of(file, "format: 1")
    change(file, "format: 1", "format: 9")
    assert told(project) == [("wrong-format", row, 9)]
    change(file, "format: 9", "format: 1")
    assert read_languages(project)


def test_a_variant_names_the_language_it_is_a_variant_of(project):
    change(project.locales / "languages.yaml", SPANISH, SPANISH.replace("es:", "es-US:") + " parent: en,")
    assert read_languages(project)["es-US"].parent == "en"


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("ur", "rtl"),
        ("ps", "rtl"),
        ("en", "ltr"),
        ("zh-Hans", "ltr"),
        ("hi", "ltr"),
    ],
)
def test_direction_comes_from_cldr(tag, direction):
    assert Language(tag, tag, tag, "Any").direction == direction


def test_a_language_names_others_in_its_own_words():
    english, spanish = (
        Language("en", "English", "English", "Any"),
        Language("es", "Español", "Spanish", "Any"),
    )
    assert english.name_of(spanish) == "Spanish"
    assert spanish.name_of(english) == "inglés"
    assert spanish.name_of(spanish) == "Español"
    assert english.name_of(Language("zh-Hans", "简体中文", "Chinese", "Any")) == "Simplified Chinese"
