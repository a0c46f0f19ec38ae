import re

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from plainleaf.findings import Span
from plainleaf.layout.fonts import faces
from plainleaf.layout.glyphs import missing_glyphs
from plainleaf.layout.page import Face
from plainleaf.project import Project
from plainleaf.translate import Words
from tests.conftest import change
from tests.layout.samples import PROJECT, language, leaflet_of, told

PLACE = Span("leaflets/sample.yaml", 3, 9)
GOOD = {
    "es": "Tome ¿cuánto? Niño, 5 mg — “así” y 20 °C…",
    "ar": "لا توقف الدواء فجأة، خذ \u20685 ملغ\u2069؟",
    "hi": "दवा अचानक बंद न करें। क्षत्रिय श्री द्वारा र्क",
    "th": "ห้ามหยุดยากะทันหัน\u200bน้ำ ปี่ กี่ ญู ๆ",
    "km": "កុំឈប់លេបថ្នាំ\u200bភ្លាមៗ។",
    "lo": "ຢ່າຢຸດກິນຢາ\u200bນ້ຳ",
    "my": "ဆေးကို ရုတ်တရက် မရပ်ပါနှင့်။ က္က င်္က",
    "zh-Hans": "每次5毫克，不要突然停药。",
    "ja": "急に\u2060やめないでください。",
    "ko": "갑\u2060자\u2060기 끊지 마세요.",
}


def problems(text: str, tag: str, chosen: tuple[Face, ...] | None = None, project: Project = PROJECT):
    words = Words(text, language(tag), "", PLACE)
    found = tuple(missing_glyphs([(text, words)], project, chosen or faces(project, language(tag))))
    assert {finding.check for finding in found} <= {"missing-glyph"}
    assert {finding.place for finding in found} <= {PLACE}
    return [finding.message for finding in found]


@pytest.mark.parametrize("tag", GOOD)
def test_a_good_text_of_any_script_passes(tag):
    assert problems(GOOD[tag], tag) == []


@pytest.mark.parametrize("tag", GOOD)
def test_digits_and_latin_words_pass_in_every_language(tag):
    assert problems("0123456789 Lioresal 1-800-222-1222", tag) == []


@pytest.mark.parametrize(
    ("tag", "character"), [("es", "አ"), ("es", "中"), ("ar", "க"), ("hi", "ภ"), ("th", "א"), ("ja", "ក")]
)
def test_a_character_that_no_font_of_the_language_has_is_named_by_its_code(tag, character):
    (message,) = problems(f"a {character} b", tag)
    assert message.startswith(f"no font has U+{ord(character):04X} ")
    assert character in message


def test_each_missing_character_is_told_once():
    messages = problems("አ ኡ አ", "es")
    assert [re.search(r"U\+(\w+)", message)[1] for message in messages] == ["12A0", "12A1"]


@pytest.mark.parametrize(
    ("tag", "sign", "letter"),
    [
        ("hi", "\u093f", "क"),
        ("hi", "\u0947", "क"),
        ("th", "\u0e34", "ก"),
        ("th", "\u0e48", "ก"),
        ("th", "\u0e33", "ก"),
        ("lo", "\u0eb4", "ກ"),
        ("km", "\u17b6", "ក"),
        ("my", "\u102c", "က"),
    ],
)
def test_a_vowel_sign_without_its_letter_is_named_by_its_code(tag, sign, letter):
    for text in (sign, f"{letter} {sign}", f"{letter} {sign}{letter}", f"{letter}, {sign}"):
        (message,) = problems(text, tag)
        assert message.startswith(f"U+{ord(sign):04X} "), message
        assert "stands without its letter" in message
    assert problems(f"{letter}{sign} {letter}{letter}{sign}", tag) == []


@pytest.mark.parametrize(("tag", "sign"), [("hi", "\u093f"), ("th", "\u0e34"), ("km", "\u17b6")])
def test_a_dotted_circle_that_is_written_is_no_fault(tag, sign):
    assert problems(f"\u25cc{sign}", tag) == []


def test_a_break_between_a_letter_and_its_sign_is_found():
    assert len(problems("ก\u200bิ", "th")) == 1


@pytest.mark.parametrize(
    "invisible",
    [
        "\u00ad",
        "\u034f",
        "\u061c",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u2060",
        "\u2066",
        "\u2069",
        "\ufe0f",
        "\ufeff",
    ],
)
@pytest.mark.parametrize("tag", ["es", "ar", "th", "zh-Hans"])
def test_what_is_never_drawn_needs_no_glyph(tag, invisible):
    assert problems(f"{invisible}a{invisible} {invisible}", tag) == []


def test_a_control_that_is_drawn_needs_a_glyph():
    """U+0600 ARABIC NUMBER SIGN is of the category of controls, and yet a sign that readers see."""
    (message,) = problems("\u0600", "es")
    assert "U+0600" in message


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_both_weights_are_tried(tmp_path, weight):
    (tmp_path / "fonts").mkdir()
    for other in ("Regular", "Bold"):
        (tmp_path / "fonts" / f"NotoSans-{other}.ttf").symlink_to(PROJECT.fonts / f"NotoSans-{other}.ttf")
    chosen = tuple(face for face in faces(PROJECT, language("en")) if face.family == "Noto Sans")
    own = Project(tmp_path)
    assert problems("quick", "en", chosen, own) == []
    file = tmp_path / "fonts" / f"NotoSans-{weight}.ttf"
    with TTFont(file) as font:
        subsetter = Subsetter()
        subsetter.populate(text="uick")
        subsetter.subset(font)
        file.unlink()
        font.save(tmp_path / "fonts" / f"Less-{weight}.ttf")
    number = 700 if weight == "Bold" else 400
    less = tuple(
        Face("Noto Sans", number, f"Less-{weight}.ttf", "") if face.weight == number else face
        for face in chosen
    )
    (message,) = problems("quick", "en", less, own)
    assert "U+0071" in message


def test_a_text_may_not_borrow_the_fonts_of_another_language_on_the_page():
    both = faces(PROJECT, language("es"), language("ar"))
    assert problems("Tome دواء", "es", both) != []
    assert problems("خذ دواء", "ar", both) == []


def entry(project, tag: str, msgid: str):
    """The file and row of a translation that stands on one line."""
    file = project.locales / tag / "LC_MESSAGES" / "baclofen.po"
    lines = file.read_text(encoding="utf-8").splitlines()
    row = lines.index(f'msgid "{msgid}"') + 1
    assert lines[row].startswith('msgstr "')
    return file, row + 1, lines[row]


@pytest.mark.parametrize(("tag", "bad"), [("es", "አ"), ("ar", "中"), ("hi", " ि"), ("th", " ิ")])
def test_a_fault_of_a_translation_is_told_at_its_msgstr(project, tag, bad):
    file, row, line = entry(project, tag, "It helps tight, stiff muscles relax.")
    assert told(leaflet_of(project, tag), project) == []
    change(file, line, f'{line[:-1]}{bad}"')
    assert told(leaflet_of(project, tag), project) == [
        ("missing-glyph", f"locales/{tag}/LC_MESSAGES/baclofen.po:{row}:1")
    ]
    change(file, f'{line[:-1]}{bad}"', line)
    assert told(leaflet_of(project, tag), project) == []


@pytest.mark.parametrize(
    ("path", "old", "column"),
    [
        ("leaflets/baclofen.yaml", "purpose: It helps", 10),
        ("templates/words.yaml", "  more: {text: More", 9),
        ("leaflets/_phrases.yaml", "  midday: {text: midday", 11),
    ],
)
def test_a_fault_of_a_source_text_is_told_at_its_line(project, path, old, column):
    file = project.root / path
    row = next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if line.startswith(old))
    change(file, old, f"{old}አ")
    # A phrase is told where it stands alone, and again where a text speaks it.
    assert ("missing-glyph", f"{path}:{row}:{column}") in told(leaflet_of(project, "en"), project)
    change(file, f"{old}አ", old)
    assert told(leaflet_of(project, "en"), project) == []


def test_the_name_of_the_clinic_is_tried_too(project):
    change(project.clinics / "default.yaml", "Example Clinic", "Example 中 Clinic")
    assert told(leaflet_of(project, "en"), project) == [("missing-glyph", "clinics")]
