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


def test_the_languages_of_the_project_are_read_in_their_order(project):
    languages = read_languages(project)
    assert list(languages)[:3] == ["en", "es", "ar"]
    assert languages["ar"].size == 1.1
    assert languages["ar"].direction == "rtl"
    assert languages["en"].is_source
    assert not languages["es"].is_source
    assert languages["th"].breaks == "icu"


@pytest.mark.parametrize(
    ("new", "row", "column"),
    [
        (SPANISH.replace("es:", "xq:"), 6, 3),
        (SPANISH.replace("family: Atkinson Hyperlegible Next,", ""), 6, 3),
        (SPANISH.replace("name: Español,", ""), 6, 3),
        (SPANISH + " leeding: 1.6,", 6, 77),
        (SPANISH + " leading: wide,", 6, 77),
        (SPANISH + " size: 9,", 6, 77),
        (SPANISH + " breaks: never,", 6, 77),
        (SPANISH + " digits: roman,", 6, 77),
        (SPANISH + " direction: rtl,", 6, 77),
    ],
)
def test_one_slip_in_a_language_is_one_finding_at_its_key(project, new, row, column):
    file = project.locales / "languages.yaml"
    change(file, SPANISH, new)
    assert told(project) == [("bad-language", row, column)]
    change(file, new, SPANISH)
    assert "es" in read_languages(project)


def test_slips_in_several_languages_are_told_at_once(project):
    file = project.locales / "languages.yaml"
    change(file, "english: Spanish,", "")
    change(file, "leading: 1.6, breaks: icu", "leading: x, breaks: y")
    assert sorted(told(project)) == [("bad-language", 6, 3), ("bad-language", 9, 58), ("bad-language", 9, 70)]


def test_a_file_without_languages_is_one_finding(project):
    change(project.locales / "languages.yaml", "languages:\n", "tongues:\n")
    assert [check for check, *_ in told(project)] == ["bad-language"]


def test_a_file_of_an_unknown_format_is_a_finding(project):
    change(project.locales / "languages.yaml", "format: 1", "format: 9")
    assert told(project)[0][1:] == (3, 9)


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
    assert spanish.name_of_territory("US") == "Estados Unidos"
