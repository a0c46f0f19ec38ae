import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plainleaf.layout.breaks import kept_whole, prepared
from plainleaf.values.numbers import without_isolates
from tests.layout.samples import TAGS, language

FSI, LRI, RLI, PDI, ZWSP, WJ = "\u2068", "\u2066", "\u2067", "\u2069", "\u200b", "\u2060"
PUT_IN = dict.fromkeys(map(ord, FSI + LRI + RLI + PDI + ZWSP + WJ))
ALL_TAGS = (*TAGS, "km", "lo", "my", "zh-Hans", "ja", "ko")

SENTENCES = {
    "th": "ห้ามหยุดยากะทันหัน",
    "lo": "ຢ່າຢຸດກິນຢາທັນທີ",
    "km": "កុំឈប់លេបថ្នាំភ្លាមៗ",
    "my": "ဆေးကိုရုတ်တရက်မရပ်ပါနှင့်",
}
NAMES = {"th": "บาโคลเฟน", "lo": "ບາໂຄລເຟນ", "km": "ប្រាក្លូហ្វែន", "my": "ဘက္ကလိုဖင်"}


def ready(tag: str, text: str, whole: str = "") -> str:
    return prepared(text, language(tag), [whole] if whole else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خذ Lioresal الآن", f"خذ {FSI}Lioresal{PDI} الآن"),
        ("خذ Ozobax DS الآن", f"خذ {FSI}Ozobax DS{PDI} الآن"),
        ("خذ Co-Beneldopa الآن", f"خذ {FSI}Co-Beneldopa{PDI} الآن"),
        ("مرض Parkinson’s وغيره", f"مرض {FSI}Parkinson’s{PDI} وغيره"),
        ("Ozobax، Fleqsuvy", f"{FSI}Ozobax{PDI}، {FSI}Fleqsuvy{PDI}"),
        ("خذ Lioresal.", f"خذ {FSI}Lioresal{PDI}."),
        ("لا شيء هنا", "لا شيء هنا"),
    ],
)
def test_latin_words_in_a_right_to_left_text_are_isolated(text, expected):
    assert ready("ar", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"خذ {FSI}5 mg{PDI} الآن",
        f"على العلبة: {FSI}Baclofen{PDI}",
        f"خذ {RLI}من {FSI}5 mg{PDI} إلى {FSI}9 mg{PDI} mg{PDI} الآن",
        f"{LRI}1-800-ABC{PDI}",
    ],
)
def test_what_is_isolated_already_is_left_as_it_is(text):
    assert ready("ar", text) == text


def test_latin_words_between_values_are_isolated():
    text = f"{FSI}5 mg{PDI} Lioresal {FSI}9 mg{PDI}"
    assert ready("ar", text) == f"{FSI}5 mg{PDI} {FSI}Lioresal{PDI} {FSI}9 mg{PDI}"


def test_what_the_page_fills_in_itself_is_no_latin_word():
    assert ready("ar", "صفحة {page} من {pages}") == "صفحة {page} من {pages}"


@pytest.mark.parametrize("tag", ["en", "es", "hi", "th"])
def test_latin_words_in_a_left_to_right_text_are_not_isolated(tag):
    assert FSI not in ready(tag, "Lioresal mg")


@pytest.mark.parametrize("tag", SENTENCES)
def test_lines_may_break_between_words_of_scripts_without_spaces(tag):
    text = SENTENCES[tag]
    pieces = ready(tag, text).split(ZWSP)
    assert len(pieces) > 2
    assert "".join(pieces) == text
    for piece in pieces[1:]:
        assert unicodedata.category(piece[0])[0] != "M", pieces


@pytest.mark.parametrize("tag", ["en", "es", "ar", "hi", "ja", "ko"])
def test_scripts_with_spaces_get_no_other_breaks(tag):
    for text in SENTENCES.values():
        assert ZWSP not in ready(tag, text)


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_value_gets_no_break_inside(tag):
    value = f"{LRI}{SENTENCES[tag]} {FSI}5\u00a0{SENTENCES[tag]}{PDI}{PDI}"
    sentence = SENTENCES[tag]
    before, inside, after = re.split(f"({LRI}.*{PDI})", ready(tag, f"{sentence}{value}{sentence}"))
    assert ZWSP in before
    assert ZWSP in after
    assert ZWSP not in inside


@pytest.mark.parametrize(
    ("tag", "text"), [("th", "ช้าๆ"), ("th", "กรุงเทพฯ"), ("th", "ยาช้า ๆ กิน"), ("km", "ភ្លាមៗ"), ("lo", "ຊ້າໆ")]
)
def test_a_mark_of_repetition_or_abbreviation_stays_with_its_word(tag, text):
    assert not re.search(f"{ZWSP}[ๆฯៗໆ]", ready(tag, text))


def test_a_word_after_a_mark_of_repetition_may_start_a_line():
    assert f"ๆ{ZWSP}" in ready("th", "กินยาช้าๆกินยา")


@pytest.mark.parametrize("tag", NAMES)
def test_the_name_of_the_medicine_stays_whole(tag):
    name, sentence = NAMES[tag], SENTENCES[tag]
    text = ready(tag, sentence + name + sentence, name)
    start, end = text.split(name)
    # The words beside it break as they do without it, and a line may end on both its sides.
    assert start == ready(tag, sentence) + ZWSP
    assert end == ZWSP + ready(tag, sentence)


@pytest.mark.parametrize("tag", NAMES)
def test_the_name_gets_no_break_and_an_element_that_holds_it_together(tag):
    name, sentence = NAMES[tag], SENTENCES[tag]
    said = ready(tag, sentence + name, name)
    assert said.endswith(name)
    html = kept_whole(Markup(said), language(tag), [name])
    assert html.endswith(f'<span class="whole">{name}</span>')
    assert html.count("<span") == 1


def test_the_longest_of_two_known_words_is_kept_whole():
    html = kept_whole(Markup("กล้ามเนื้อหดเกร็ง"), language("th"), ["กล้ามเนื้อ", "กล้ามเนื้อหดเกร็ง"])
    assert html == '<span class="whole">กล้ามเนื้อหดเกร็ง</span>'


def test_scripts_with_spaces_need_no_such_element():
    assert kept_whole(Markup("baclofeno"), language("es"), ["baclofeno"]) == "baclofeno"


def test_korean_words_are_never_broken():
    assert ready("ko", "약을 드세요") == f"약{WJ}을 드{WJ}세{WJ}요"


@pytest.mark.parametrize("tag", ["zh-Hans", "ja", "ko"])
def test_the_characters_of_a_value_are_joined(tag):
    assert ready(tag, f"每{FSI}5毫克{PDI}一") == f"每{FSI}5{WJ}毫{WJ}克{PDI}一"


@pytest.mark.parametrize("tag", ["en", "ar", "hi"])
def test_the_characters_of_a_value_are_left_elsewhere(tag):
    assert ready(tag, f"{FSI}5毫克{PDI}") == f"{FSI}5毫克{PDI}"


def test_a_strength_may_break_between_its_values():
    strength = f"{LRI}每{FSI}5毫升{PDI}含{FSI}5毫克{PDI}{PDI}"
    joined = ready("zh-Hans", strength)
    assert joined == f"{LRI}每{FSI}5{WJ}毫{WJ}升{PDI}{WJ}含{FSI}5{WJ}毫{WJ}克{PDI}{PDI}"
    assert f"含{WJ}" not in joined


def test_a_joiner_is_not_put_beside_another():
    assert WJ + WJ not in ready("ja", f"{LRI}1-{WJ}800-{WJ}222{PDI}")


def test_an_isolate_that_is_never_closed_loses_nothing():
    assert ready("ar", f"خذ {FSI}5 mg") == f"خذ {FSI}5 mg"
    assert ready("ar", f"خذ{PDI} mg") == f"خذ{PDI} {FSI}mg{PDI}"


@given(
    st.lists(
        st.one_of(
            st.text(),
            st.sampled_from([FSI, LRI, RLI, PDI, "mg", " ", "\u00a0", "ๆ", "**", *SENTENCES.values()]),
        )
    ).map("".join),
    st.sampled_from(ALL_TAGS),
    st.sampled_from(["", *NAMES.values()]),
)
def test_without_what_is_put_in_the_text_is_the_text(text, tag, whole):
    normal = unicodedata.normalize("NFC", text)
    assert ready(tag, text, whole).translate(PUT_IN) == normal.translate(PUT_IN)
    depth = 0
    for character in without_isolates(normal) and ready(tag, without_isolates(text), whole):
        depth += (character in FSI + LRI + RLI) - (character == PDI)
        assert depth in {0, 1}
    assert depth == 0


def test_a_decomposed_text_is_composed():
    assert ready("es", "o\u0301") == "ó"
    assert prepared("e\u0301", replace(language("th"), breaks="spaces")) == "é"


def test_a_short_value_in_thai_is_held_together_and_a_long_one_by_its_parts():
    short = f"{LRI}{FSI}36{PDI} ถึง {FSI}46 °F{PDI}{PDI}"
    assert (
        kept_whole(Markup(f"ที่ {short} เสมอ"), language("th"), [])
        == f'ที่ <span class="whole">{short}</span> เสมอ'
    )
    often = f"{LRI}วันละ {FSI}3{PDI} ครั้ง{PDI}"
    long = f"{LRI}{often}: เช้า กลางวัน และเย็น{PDI}"
    held = kept_whole(Markup(long), language("th"), [])
    assert held == long.replace(often, f'<span class="whole">{often}</span>')
