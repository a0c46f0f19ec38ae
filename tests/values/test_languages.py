import pytest

from plainleaf.findings import Refused
from plainleaf.values.languages import Language, read_faces, read_languages
from tests.conftest import change

SPANISH = "  es: {name: Español, english: Spanish, family: Atkinson Hyperlegible Next,"
FACE = "  nastaliq: {language: ur, family: Noto Nastaliq Urdu,"


def told(project, read=read_languages) -> list[tuple[str, int, int]]:
    with pytest.raises(Refused) as caught:
        read(project)
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
        (SPANISH + " floor: 0,", 77),
        (SPANISH + " letter: wide,", 77),
        (SPANISH + " letter: 0.05,", 77),
        (SPANISH + " letter: -1,", 77),
        (SPANISH + " letter: 9,", 77),
        (SPANISH + " letter: [0.36],", 77),
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


def test_a_language_says_how_wide_its_letters_are_where_they_are_narrower_than_latin_ones(project):
    languages = read_languages(project)
    assert (languages["ar"].letter, languages["en"].letter) == (0.36, 0.395)
    change(project.locales / "languages.yaml", SPANISH, SPANISH + " letter: 0.3,")
    assert read_languages(project)["es"].letter == 0.3


def test_the_project_sets_urdu_in_nastaliq_for_print_with_the_rest_of_its_row(project):
    faces, urdu = read_faces(project), read_languages(project)["ur"]
    assert list(faces) == ["nastaliq"]
    nastaliq = faces["nastaliq"]
    assert (nastaliq.tag, nastaliq.family) == ("ur", "Noto Nastaliq Urdu")
    kept = ("tag", "name", "english", "size", "breaks", "digits", "address", "parent")
    assert {name: getattr(nastaliq, name) for name in kept} == {name: getattr(urdu, name) for name in kept}
    assert (nastaliq.leading, nastaliq.ink, nastaliq.letter) == (2.4, 2.4, 0.33)
    assert nastaliq.is_tall
    assert not urdu.is_tall
    assert (nastaliq.floor, urdu.floor) == (0, 0.94)


def test_what_a_face_says_of_itself_is_its_own_and_the_language_keeps_its_row(project):
    before = read_languages(project)
    change(project.locales / "languages.yaml", FACE, FACE + " size: 1.3, address: نام,")
    face = read_faces(project)["nastaliq"]
    assert (face.size, face.address) == (1.3, "نام")
    assert read_languages(project) == before


@pytest.mark.parametrize(
    ("new", "column"),
    [
        (FACE.replace("language: ur,", ""), 3),
        (FACE.replace("language: ur,", "language: xx,"), 3),
        (FACE.replace("language: ur,", "language: [ur],"), 3),
        (FACE.replace("family: Noto", "famly: Noto"), 28),
        (FACE + " leeding: 2,", 56),
        (FACE + " size: 9,", 56),
        (FACE + " breaks: never,", 56),
    ],
)
def test_one_slip_in_a_face_is_one_finding_where_it_stands(project, new, column):
    file = project.locales / "languages.yaml"
    row = row_of(file, FACE)
    change(file, FACE, new)
    assert told(project, read_faces) == [("bad-language", row, column)]
    change(file, new, FACE)
    assert list(read_faces(project)) == ["nastaliq"]


@pytest.mark.parametrize(
    ("old", "new"), [("letter: 0.33", "letter: 0.05"), ("floor: 0", "floor: 2"), ("floor: 0", "floor: -1")]
)
def test_a_number_out_of_range_in_a_face_is_told_where_it_stands(project, old, new):
    file = project.locales / "languages.yaml"
    row = row_of(file, FACE)
    line = file.read_text(encoding="utf-8").splitlines()[row - 1]
    change(file, line, line.replace(old, new))
    assert told(project, read_faces) == [("bad-language", row, line.index(old) + 1)]
    change(file, line.replace(old, new), line)
    assert read_faces(project)


@pytest.mark.parametrize("floor", ["0", "0.3"])
def test_only_in_a_face_may_few_words_be_read_out_or_none(project, floor):
    file = project.locales / "languages.yaml"
    change(file, "floor: 0}", f"floor: {floor}}}")
    assert read_faces(project)["nastaliq"].floor == float(floor)
    change(file, SPANISH, SPANISH + f" floor: {floor},")
    assert told(project) == [("bad-language", row_of(file, SPANISH), 77)]


@pytest.mark.parametrize("faces", ["faces: [nastaliq]\n", "faces: nastaliq\n"])
def test_faces_that_are_no_table_are_one_finding(project, faces):
    file = project.locales / "languages.yaml"
    before, _, _ = file.read_text(encoding="utf-8").partition("faces:\n")
    file.write_text(before + faces, encoding="utf-8")
    assert [check for check, *_ in told(project, read_faces)] == ["bad-language"]
    file.write_text(before, encoding="utf-8")
    assert read_faces(project) == {}


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
