"""The fonts inside the HTML: cut to its letters, and drawing them as the whole fonts do."""

import base64
import re
from dataclasses import replace
from io import BytesIO

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from plainleaf.layout.fonts import DIGITS, FALLBACK, faces
from plainleaf.layout.glyphs import INVISIBLE
from plainleaf.layout.spoken import spoken
from plainleaf.layout.webfonts import css_families, embedded
from tests.layout.editions import leaflet, screen
from tests.layout.samples import OTHERS, PROJECT, TAGS, language

FACE = re.compile(
    r'@font-face { font-family: "([^"]+)"; font-weight: (\d+); src: url\("data:font/woff;base64,([^"]+)"'
)
SPLIT = {
    "th": "จำน้ำ",
    "lo": "ນ້ຳ ທຳ",
    "km": "ក្រោយ កើត កៀក ក្រៅ កឿ",
    "my": "ကျွန်ုပ်တို့ သည်",
    "hi": "क़ ज़्यादा क्षत्रिय",
    "bn": "য়ড়ঢ় কো কৌ",
    "vi": "nghiện thuốc",
    "ar": "لا إلا الله",
    "ko": "하십시오",
}
"""Words whose letters shaping takes apart or joins."""


def opened(data: bytes) -> tuple[uharfbuzz.Font, frozenset[int]]:
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    return uharfbuzz.Font(face), frozenset(face.unicodes)


def unpacked(address: str) -> bytes:
    font = TTFont(BytesIO(base64.b64decode(address)))
    font.flavor = None
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def held(tag: str) -> dict[tuple[str, int], bytes]:
    """The font files in a leaflet, by CSS family and weight."""
    found = {(family, int(weight)): unpacked(data) for family, weight, data in FACE.findall(screen(tag))}
    assert len(found) >= 4
    return found


def shaped(font: uharfbuzz.Font, run: str, tag: str) -> list[tuple[int, ...]]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.language = tag
    uharfbuzz.shape(font, buffer, {})
    assert all(glyph.codepoint for glyph in buffer.glyph_infos), run
    return [(one.x_advance, one.y_advance, one.x_offset, one.y_offset) for one in buffer.glyph_positions]


def runs(text: str, characters: frozenset[int]) -> list[str]:
    """The parts of a text that a font has, each as long as can be."""
    pattern = "".join(re.escape(chr(one)) for one in characters)
    return re.findall(f"[{pattern}]+", text)


@pytest.mark.parametrize("tag", TAGS)
def test_a_cut_font_draws_every_text_as_the_whole_font_does(tag):
    chosen = faces(PROJECT, language(tag), language("en"))
    names, cut = css_families(chosen), held(tag)
    tried = 0
    for face in chosen:
        if (names[face.family], face.weight) not in cut:
            continue
        part, characters = opened(cut[names[face.family], face.weight])
        whole, _ = opened((PROJECT.fonts / face.file).read_bytes())
        for one in spoken(leaflet(tag)):
            for run in runs(one.text, characters):
                assert shaped(part, run, tag) == shaped(whole, run, tag), (face.file, run)
                tried += 1
    assert tried > 100


@pytest.mark.parametrize("tag", TAGS)
def test_every_letter_of_the_page_has_its_font_in_both_weights(tag):
    chosen = faces(PROJECT, language(tag), language("en"))
    names, cut = css_families(chosen), held(tag)
    for weight in (400, 700):
        fonts = {family: opened(data)[1] for (family, of), data in cut.items() if of == weight}
        for one in spoken(leaflet(tag)):
            stack = (DIGITS, names[language(one.language).family], names[FALLBACK])
            letters = frozenset().union(*(fonts.get(family, frozenset()) for family in stack))
            lacking = {letter for letter in one.text if ord(letter) not in letters}
            assert not {letter for letter in lacking if not INVISIBLE.match(letter)}, one.text


@pytest.mark.parametrize("tag", SPLIT)
def test_letters_that_shaping_takes_apart_are_drawn(tag):
    (face,) = [one for one in faces(PROJECT, language(tag)) if one.family == language(tag).family][:1]
    assert tag in (*TAGS, *OTHERS)
    (cut,) = embedded((face,), {face.family}, PROJECT.fonts, SPLIT[tag])
    part, _ = opened(unpacked(cut.address.partition(",")[2]))
    whole, _ = opened((PROJECT.fonts / face.file).read_bytes())
    assert shaped(part, SPLIT[tag], tag) == shaped(whole, SPLIT[tag], tag)


def test_a_cut_font_bears_its_copyright_and_licence_and_no_reserved_name():
    """OFL 1.1 (2) and (3); “Andika” and “SIL” are reserved."""
    (face,) = [one for one in faces(PROJECT, language("ru")) if one.file == "Andika-Regular.ttf"]
    (cut,) = embedded((face,), {face.family}, PROJECT.fonts, "Привет")
    names = {
        one.nameID: str(one) for one in TTFont(BytesIO(unpacked(cut.address.partition(",")[2])))["name"].names
    }
    assert set(names) == {0, 13, 14}
    assert "SIL International" in names[0]
    assert "Open Font License" in names[13]
    assert "Andika" not in re.sub(r"Reserved Font Name.*", "", screen("ru").partition("</style>")[0])


def test_digits_are_never_those_with_a_slashed_zero():
    held_digits = opened(held("en")[DIGITS, 400])[1]
    assert {chr(one) for one in held_digits} >= set("0123456789")
    style = screen("en").partition("</style>")[0]
    assert style.count("unicode-range: U+30-39;") == 2
    stacks = re.findall(r"font(?:-family)?: ([^;]*sans-serif)", style)
    assert stacks
    assert all(f'"{DIGITS}"' in stack.partition('"Leaflet 1"')[0] for stack in stacks)


def test_the_fallback_holds_only_what_the_languages_own_fonts_lack():
    english, chinese = held("en"), held("zh-Hans")
    names = css_families(faces(PROJECT, language("zh-Hans"), language("en")))
    assert len(english) <= 6
    fallback = opened(chinese[names[FALLBACK], 400])[1]
    assert not {chr(one) for one in fallback} & set("巴氯芬")


@pytest.mark.parametrize("others", [(), ("en",)])
def test_a_language_that_is_set_in_the_fallback_has_all_its_letters_there(others):
    greek = replace(language("en"), tag="el", family=FALLBACK)
    languages = (greek, *map(language, others))
    chosen = faces(PROJECT, *languages)
    own = {one.family for one in languages}
    name = css_families(chosen)[FALLBACK]
    cut = [one for one in embedded(chosen, own, PROJECT.fonts, "Baclofen Βακλοφαίνη") if one.family == name]
    assert [one.weight for one in cut] == [400, 700]
    for one in cut:
        held_there = opened(unpacked(one.address.partition(",")[2]))[1]
        assert {chr(letter) for letter in held_there} >= set("BaclofenΒακλοφαίνη")
