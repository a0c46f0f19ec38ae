import hashlib
import shutil

import pytest

from plainleaf.findings import Refused
from plainleaf.layout.fonts import DIGITS, FALLBACK, faces, read_fonts, verify_fonts
from plainleaf.values.languages import read_languages
from tests.conftest import change
from tests.layout.samples import PROJECT, language

LIST = "fonts/fonts.yaml"


@pytest.fixture
def own_fonts(project):
    """The project with a fonts folder of its own: links to the files, the list a copy."""
    (project.root / "fonts").unlink()
    project.fonts.mkdir()
    for file in PROJECT.fonts.glob("*.ttf"):
        (project.fonts / file.name).symlink_to(file)
    shutil.copy(PROJECT.fonts / "fonts.yaml", project.fonts)
    assert verify_fonts(project) == ()
    return project


def place_of(project, text: str) -> str:
    """Row and column of what stands once in the list."""
    lines = (project.fonts / "fonts.yaml").read_text(encoding="utf-8").splitlines()
    ((row, line),) = [(row, line) for row, line in enumerate(lines, 1) if text in line]
    return f"{LIST}:{row}:{line.index(text) + 1}"


def told(project) -> list[tuple[str, str]]:
    return [(finding.check, str(finding.place)) for finding in verify_fonts(project)]


def test_the_files_of_the_project_are_those_that_were_tested():
    assert verify_fonts(PROJECT) == ()


def test_every_font_file_is_listed_once():
    listed = [font.file for font in read_fonts(PROJECT)]
    lying = sorted(file.name for file in PROJECT.fonts.glob("*.ttf"))
    assert len(lying) > 40
    assert sorted(listed) == lying


def test_every_file_is_listed_under_its_own_weight():
    for font in read_fonts(PROJECT):
        assert font.file.endswith("-Bold.ttf" if font.weight == 700 else "-Regular.ttf"), font


def test_a_missing_file_is_told_at_its_line(own_fonts):
    file = own_fonts.fonts / "NotoSansThai-Bold.ttf"
    file.unlink()
    assert told(own_fonts) == [("font-missing", place_of(own_fonts, file.name))]
    file.symlink_to(PROJECT.fonts / file.name)
    assert told(own_fonts) == []


def test_an_altered_file_is_told_at_its_line(own_fonts):
    file = own_fonts.fonts / "NotoSansLao-Regular.ttf"
    good = file.read_bytes()
    file.unlink()
    file.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert told(own_fonts) == [("font-altered", place_of(own_fonts, file.name))]
    file.unlink()
    file.write_bytes(good)
    assert told(own_fonts) == []


def test_every_fault_of_the_files_is_told_at_once(own_fonts):
    for name in ("NotoSansThai-Bold.ttf", "Andika-Regular.ttf"):
        (own_fonts.fonts / name).unlink()
    assert [check for check, _ in told(own_fonts)] == ["font-missing", "font-missing"]


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_half_a_family_is_told_at_the_family(own_fonts, weight):
    listing = own_fonts.fonts / "fonts.yaml"
    good = listing.read_text(encoding="utf-8")
    (line,) = [line for line in good.splitlines() if f"{weight}: {{file: NotoSansThai-" in line]
    change(listing, line + "\n", "")
    assert told(own_fonts) == [("font-unlisted", place_of(own_fonts, "Noto Sans Thai:"))]
    with pytest.raises(Refused):
        faces(own_fonts, language("th"))
    listing.write_text(good, encoding="utf-8")
    assert told(own_fonts) == []


def test_an_unlisted_family_is_told_where_the_language_names_it(own_fonts):
    languages = own_fonts.locales / "languages.yaml"
    change(languages, "family: Noto Sans Thai,", "family: Noto Sans Thay,")
    (row,) = [n for n, line in enumerate(languages.read_text("utf-8").splitlines(), 1) if "Thay" in line]
    column = languages.read_text("utf-8").splitlines()[row - 1].index("Noto Sans Thay") + 1
    with pytest.raises(Refused) as caught:
        faces(own_fonts, language("en"), read_languages(own_fonts)["th"])
    (finding,) = caught.value.findings
    assert (finding.check, str(finding.place)) == ("font-unlisted", f"locales/languages.yaml:{row}:{column}")
    change(languages, "family: Noto Sans Thay,", "family: Noto Sans Thai,")
    assert faces(own_fonts, read_languages(own_fonts)["th"])


def test_without_the_family_of_the_digits_nothing_is_printed(own_fonts):
    change(own_fonts.fonts / "fonts.yaml", "  Noto Sans:\n", "  Noto Sanz:\n")
    with pytest.raises(Refused) as caught:
        faces(own_fonts, language("en"))
    (finding,) = caught.value.findings
    assert (finding.check, str(finding.place)) == ("font-unlisted", place_of(own_fonts, "families:"))


@pytest.mark.parametrize(
    ("old", "new", "check", "at"),
    [
        ("1\nfamilies:", "two\nfamilies:", "wrong-format", "two"),
        (
            "    bold: {file: NotoSansThai-Bold.ttf",
            "    blod: {file: NotoSansThai-Bold.ttf",
            "unknown-key",
            "blod",
        ),
        ("{file: NotoSansThai-Bold.ttf", "{file: ../NotoSansThai-Bold.ttf", "wrong-type", "../NotoSansThai"),
    ],
)
def test_a_fault_of_the_list_is_told_at_row_and_column(own_fonts, old, new, check, at):
    change(own_fonts.fonts / "fonts.yaml", old, new)
    assert told(own_fonts) == [(check, place_of(own_fonts, at))]
    change(own_fonts.fonts / "fonts.yaml", new, old)
    assert told(own_fonts) == []


def test_the_digits_come_first_and_the_fallback_last():
    chosen = faces(PROJECT, language("th"), language("en"))
    assert [(face.family, face.weight) for face in chosen] == [
        (family, weight)
        for family in (DIGITS, "Noto Sans Thai", "Atkinson Hyperlegible Next", FALLBACK)
        for weight in (400, 700)
    ]
    assert {face.file for face in chosen[:2]} == {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"}
    for face in chosen:
        assert face.sha256 == hashlib.sha256((PROJECT.fonts / face.file).read_bytes()).hexdigest()


def test_a_family_is_named_once_where_two_languages_share_it():
    chosen = faces(PROJECT, language("es"), language("en"))
    assert len(chosen) == len(set(chosen)) == 6
