from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.values.characters import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE
from plainleaf.values.languages import Language
from plainleaf.values.numbers import (
    SHORT,
    ZEROS,
    clock,
    isolate,
    isolate_ltr,
    isolate_phrase,
    join,
    long_date,
    number,
    numbers_in,
    unbroken,
    weekday,
    without_isolates,
)

TAGS = (
    "en",
    "es",
    "ar",
    "hi",
    "th",
    "ru",
    "pl",
    "fr",
    "de",
    "fa",
    "ur",
    "bn",
    "ne",
    "my",
    "km",
    "zh-Hans",
    "ja",
)
NUMBERS = ("0.5", "1", "2", "3", "5", "11", "21", "100", "1000")
NATIVE = {"ar": "arab", "fa": "arabext", "hi": "deva", "th": "thai", "bn": "beng", "my": "mymr", "km": "khmr"}


def language(tag: str, digits: str = "latn") -> Language:
    return Language(tag, tag, tag, "Any", digits=digits)


@pytest.mark.parametrize("jurisdiction", ["US", "GB"])
@pytest.mark.parametrize("tag", TAGS)
def test_a_number_keeps_its_digits_in_every_language(tag, jurisdiction):
    for text in NUMBERS:
        written = number(Decimal(text), language(tag), jurisdiction)
        assert [c for c in written if c.isdigit()] == [c for c in text if c.isdigit()], written
        assert written.isascii() or text == "1000", written


@pytest.mark.parametrize("tag", TAGS)
def test_thousands_stand_apart_by_a_narrow_space_outside_english(tag):
    for text, groups in (("1000", "1 000"), ("12500", "12 500"), ("1234567", "1 234 567"), ("999", "999")):
        wanted = groups.replace(" ", "," if tag == "en" else NARROW_NO_BREAK_SPACE)
        assert number(Decimal(text), language(tag), "US") == wanted


@pytest.mark.parametrize(
    ("tag", "jurisdiction", "written"),
    [("en", "US", "0.5"), ("es", "US", "0.5"), ("es", "GB", "0,5"), ("ru", "US", "0,5"), ("ar", "US", "0.5")],
)
def test_the_decimal_mark_is_that_of_language_and_jurisdiction(tag, jurisdiction, written):
    assert number(Decimal("0.5"), language(tag), jurisdiction) == written


def test_thousands_and_decimals_stand_together():
    assert number(Decimal("1234.5"), language("en"), "US") == "1,234.5"
    assert number(Decimal("1234.5"), language("ru"), "US") == "1\u202f234,5"
    assert number(Decimal("1234.5"), language("es"), "US") == "1\u202f234.5"


@pytest.mark.parametrize("text", ["5.0", "5.00", "0.50", "100", "1000.0", "1E+2"])
def test_no_number_ends_in_a_zero_after_its_point(text):
    assert Decimal(number(Decimal(text), language("en"), "US").replace(",", "")) == Decimal(text)
    assert "." not in number(Decimal(text), language("en"), "US") or text == "0.50"


@given(
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.sampled_from(TAGS),
    st.sampled_from(["US", "GB"]),
    st.sampled_from(["latn", "native"]),
)
def test_a_number_is_read_as_it_was_written(value, tag, jurisdiction, digits):
    own = language(tag, digits)
    written = number(value, own, jurisdiction)
    text = f"a {isolate(unbroken(written + ' mg'))}, {written}."
    assert numbers_in(text, own, jurisdiction) == (value, value)


@pytest.mark.parametrize(
    ("text", "tag", "read"),
    [
        ("2.5 mg", "en", ["2.5"]),
        ("25 mg", "en", ["25"]),
        ("2,5 mg", "ru", ["2.5"]),
        ("2.5 mg", "ru", ["2", "5"]),
        ("1,000 mg and 1.000 mg", "en", ["1000", "1"]),
        ("5\u2060毫\u2060克", "zh-Hans", ["5"]),
        ("٢٫٥ أو ١٬٠٠٠", "ar", ["2.5", "1000"]),
        ("36 to 46 °F (2 to 8 °C), 202-555", "en", ["36", "46", "2", "8", "202", "555"]),
        ("5\u00a010", "pl", ["5", "10"]),
        ("9:00, 1.2.3", "en", ["9", "0", "1.2", "3"]),
    ],
)
def test_numbers_are_read_by_the_marks_of_their_language(text, tag, read):
    assert numbers_in(text, language(tag), "US") == tuple(map(Decimal, read))


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_no_number_loses_a_digit(value):
    assert Decimal(number(value, language("en"), "US").replace(",", "")) == value


@pytest.mark.parametrize(("tag", "system"), NATIVE.items())
def test_native_digits_take_the_place_of_every_latin_one(tag, system):
    written = number(Decimal("1234567890.5"), language(tag, "native"), "US")
    assert not any(character in "0123456789" for character in written)
    assert [ord(c) - ord(ZEROS[system]) for c in written if c.isdigit()] == [*range(1, 10), 0, 5]


@pytest.mark.parametrize(("tag", "written"), [("ar", "٠٫٥"), ("fa", "۰٫۵"), ("hi", "०.५"), ("th", "๐.๕")])
def test_a_decimal_mark_is_that_of_the_digits_around_it(tag, written):
    assert number(Decimal("0.5"), language(tag, "native"), "US") == written


@pytest.mark.parametrize("tag", ["en", "es", "ru", "zh-Hans"])
def test_a_language_of_latin_digits_has_them_for_native(tag):
    assert number(Decimal(42), language(tag, "native"), "US") == "42"


@pytest.mark.parametrize(
    ("tag", "joined"),
    [("en", "5 mg, 10 mg, and 15 mg"), ("es", "5 mg, 10 mg y 15 mg"), ("ru", "5 mg, 10 mg и 15 mg")],
)
def test_a_list_is_joined_as_its_language_joins(tag, joined):
    assert join(["5 mg", "10 mg", "15 mg"], language(tag)) == joined


@pytest.mark.parametrize("tag", [*TAGS, "he", "am", "th"])
def test_a_date_is_gregorian_in_latin_digits_with_its_month_in_words(tag):
    written = long_date(date(2026, 5, 31), language(tag), "US")
    digits = "".join(c if c.isdigit() else " " for c in written).split()
    assert {"2026", "31"} <= set(digits), written
    assert written.isascii() or not any(c.isdigit() and not c.isascii() for c in written)


def test_a_list_of_one_is_that_one():
    assert join(["5 mg"], language("en")) == "5 mg"


def test_an_atomic_value_takes_its_own_direction_and_a_phrase_that_of_its_language():
    assert isolate("5 mg") == "\u20685 mg\u2069"
    assert isolate_phrase("5 mg", language("en")) == "\u20665 mg\u2069"
    assert isolate_phrase("5 mg", language("ar")) == "\u20675 mg\u2069"
    assert isolate_phrase("5 mg", language("ur")) == "\u20675 mg\u2069"
    assert isolate_ltr("911") == "\u2066911\u2069"
    assert without_isolates(isolate_phrase(isolate("5 mg"), language("ar"))) == "5 mg"


def test_a_short_value_holds_no_space_that_breaks():
    assert unbroken("half a tablet") == "half\u00a0a\u00a0tablet"
    assert unbroken("x " * (SHORT // 2)).count(NO_BREAK_SPACE) == SHORT // 2


def test_a_long_value_breaks_only_away_from_its_digits():
    written = unbroken("3 times a day: morning, midday, and evening")
    assert written == "3\u00a0times a day: morning, midday, and evening"
    assert unbroken("not more than\u0020\u20682\u2069\u0020times in all the day") == (
        "not more than\u00a0\u20682\u2069\u00a0times in all the day"
    )


def test_isolates_do_not_count_in_the_length_of_a_value():
    text = "one and " + "x" * (SHORT - 8)
    assert " " not in unbroken(f"\u2066{text}\u2069")


def test_in_chinese_spaces_stand_round_the_word_before_the_last_value():
    values = [isolate("5 mg"), isolate("10 mg"), isolate("20 mg")]
    assert without_isolates(join(values, language("zh-Hans"))) == "5 mg、10 mg 和 20 mg"
    assert join(["早上", "晚上"], language("zh-Hans")) == "早上和晚上"
    assert join(values[:1], language("zh-Hans")) == values[0]


MONDAYS = {
    "ur": "پیر",
    "bn": "সোমবার",
    "zh-Hans": "星期一",
    "ko": "월요일",
    "am": "ሰኞ",
    "so": "Isniin",
    "pl": "poniedziałek",
    "en": "Monday",
}


@pytest.mark.parametrize("tags", [tuple(MONDAYS), tuple(reversed(MONDAYS))], ids=["Urdu first", "Urdu last"])
def test_a_day_has_the_name_of_its_own_language_whichever_was_asked_for_before(tags):
    for _ in range(2):
        assert {tag: weekday(0, language(tag)) for tag in tags} == MONDAYS


@pytest.mark.parametrize(
    ("tag", "jurisdiction", "morning", "evening"),
    [
        ("en", "US", "9:05\u202fAM", "5:30\u202fPM"),
        ("en", "GB", "09:05", "17:30"),
        ("fr", "US", "09:05", "17:30"),
        ("ko", "US", "오전 9:05", "오후 5:30"),
        ("am", "GB", "9:05 ጥዋት", "5:30 ከሰዓት"),
        ("ar", "US", "9:05 ص", "5:30 م"),
    ],
)
def test_a_time_of_day_is_written_as_language_and_country_do(tag, jurisdiction, morning, evening):
    assert clock(time(9, 5), language(tag), jurisdiction) == morning
    assert clock(time(17, 30), language(tag), jurisdiction) == evening


def test_noon_is_after_noon_and_midnight_before():
    assert clock(time(12), language("en"), "US") == "12:00\u202fPM"
    assert clock(time(0), language("en"), "US") == "12:00\u202fAM"
