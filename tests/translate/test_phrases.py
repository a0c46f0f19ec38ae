import re
from datetime import date
from decimal import Decimal

import pytest

from plainleaf.translate.lookup import Lookup
from plainleaf.translate.phrases import Speaker, roles_of
from plainleaf.values.kinds import (
    COUNTED,
    SPANS_OF_TIME,
    TIMES_OF_DAY,
    UNITS,
    Age,
    Amount,
    Day,
    Duration,
    Frequency,
    Name,
    Percentage,
    Phone,
    Span,
    Strength,
    Temperature,
)
from tests.translate.speakers import FIRST_ROW, is_balanced, languages, phrases, po, seen, speaker, wordings

TAGS = sorted(languages())
NUMBERS = ("0.5", "1", "2", "3", "5", "11", "21", "100", "1000")
RIGHT_TO_LEFT = ("ar", "he", "ur")
STRENGTH = Strength(Amount(Decimal(25), "mg"), Amount(Decimal(5), "mL"))
THRICE = Frequency(3, "day", ("morning", "midday", "evening"))
# Their words hold the number instead of its digits: “a tablet”, “two tablets”.
WITHOUT_DIGITS = {("ar", "tablet", "1"), ("ar", "tablet", "2")}


def amount(number: str, unit: str) -> Amount:
    return Amount(Decimal(number), unit)


def cases(tag: str):
    """Every unit with every number it can have."""
    for number in NUMBERS:
        whole = "." not in number
        for unit in (*UNITS, *(COUNTED if whole else ())):
            if (tag, unit, number) not in WITHOUT_DIGITS:
                yield number, amount(number, unit)
        yield number, Percentage(Decimal(number))
        yield number, Temperature(Decimal(number), "celsius")
        yield number, Temperature(Decimal(number), "fahrenheit")
        if whole:
            yield from ((number, Duration(int(number), unit)) for unit in SPANS_OF_TIME)
            yield number, Age(int(number))


def test_the_tried_languages_are_all_of_the_project_and_more():
    assert {"en", "es", "ar", "hi", "th", "ru", "pl"} <= set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_every_value_holds_its_digits_as_they_are_read_safely(tag):
    voice = speaker(tag)
    tried = 0
    for number, value in cases(tag):
        text = voice.speak(value)
        shown = f"{value}: {text!r}"
        tried += 1
        assert "".join(c for c in text if c.isdigit()) == number.replace(".", ""), shown
        assert number != "0.5" or re.search(r"0[.,]5", text), shown
        group = "," if tag == "en" else "\u202f"
        assert number != "1000" or f"1{group}000" in text, shown
        assert tag == "en" or not re.search(r"[0-9][.,][0-9]{3}", text), shown
        assert not set(text) & set("µμ/"), shown
        assert not seen(text).endswith("."), shown
        assert is_balanced(text), shown
    assert tried > 100


@pytest.mark.parametrize("tag", TAGS)
def test_no_space_between_a_number_and_its_unit_can_break(tag):
    voice = speaker(tag)
    for _, value in cases(tag):
        shown = seen(voice.speak(value))
        assert not re.search(r"[0-9] | [0-9]", shown), f"{value}: {shown!r}"


@pytest.mark.parametrize("tag", TAGS)
def test_a_symbol_stands_after_a_no_break_space(tag):
    voice = speaker(tag)
    for unit in ("g", "mL", "mm"):
        assert seen(voice.speak(amount("5", unit))) == f"5~{unit}"
    assert seen(voice.speak(Temperature(Decimal(5), "celsius"))) == "5~°C"


@pytest.mark.parametrize("tag", TAGS)
def test_a_symbol_value_is_isolated_by_its_own_direction_and_a_phrase_by_that_of_its_language(tag):
    voice = speaker(tag)
    start = "\u2067" if tag in RIGHT_TO_LEFT else "\u2066"
    for value in (
        amount("5", "mg"),
        Percentage(Decimal(5)),
        Temperature(Decimal(5), "celsius"),
        Name("Lioresal"),
    ):
        text = voice.speak(value)
        assert (text[0], text[-1]) == ("\u2068", "\u2069"), f"{value}: {text!r}"
    for value in (
        *(amount("5", unit) for unit in (*COUNTED, "microgram")),
        *(STRENGTH, Duration(3, "day"), Duration(3, "day", 2), Age(12), THRICE),
        Span(amount("40", "mg"), amount("80", "mg")),
        Temperature(Decimal(25), "celsius", Decimal(20)),
    ):
        text = voice.speak(value)
        assert text[0] == start, f"{value}: {text!r}"
        assert text[-1] == "\u2069", f"{value}: {text!r}"
        assert "\u2068" in text, f"{value}: {text!r}"
        assert is_balanced(text), f"{value}: {text!r}"


@pytest.mark.parametrize(
    ("value", "role", "text"),
    [
        (amount("5", "mg"), "", "5~mg"),
        (amount("1000", "mg"), "", "1,000~mg"),
        (amount("80", "mg"), "at_most", "at~most~80~mg"),
        (amount("0.5", "tablet"), "", "half~a~tablet"),
        (amount("1.5", "tablet"), "", "1~and~a~half~tablets"),
        (amount("1", "tablet"), "", "1~tablet"),
        (amount("2", "tablet"), "", "2~tablets"),
        (amount("2", "tablet"), "at_most", "at~most~2~tablets"),
        (amount("1", "microgram"), "", "1~microgram"),
        (amount("2", "microgram"), "", "2~micrograms"),
        (amount("0.5", "microgram"), "", "0.5~micrograms"),
        (amount("2", "dose"), "", "2~doses"),
        (amount("1", "dose"), "more_than", "more~than~1~dose"),
        (Span(amount("40", "mg"), amount("80", "mg")), "", "40~to~80~mg"),
        (STRENGTH, "", "25~mg~in~5~mL"),
        (Duration(3, "day"), "for", "for~3~days"),
        (Duration(1, "day"), "every", "every~1~day"),
        (Duration(2, "week", 1), "after", "after~1~to~2~weeks"),
        (Temperature(Decimal(25), "celsius", Decimal(20)), "", "20~to~25~°C"),
        (Age(12), "", "12~years~old"),
        (Age(12), "under", "under~12~years"),
        (Age(18), "from", "18~years~and~older"),
        (Percentage(Decimal("2.5")), "", "2.5%"),
        (Day(date(2026, 5, 31)), "", "May~31,~2026"),
        (Frequency(1, "week"), "", "1~time~a~week"),
        (THRICE, "", "3~times~a~day: morning, midday, and evening"),
        ((Name("Lioresal"), Name("Ozobax")), "", "Lioresal and Ozobax"),
    ],
)
def test_a_value_in_english_reads_so(value, role, text):
    assert seen(speaker("en").speak(value, role)) == text


@pytest.mark.parametrize("tag", TAGS)
def test_every_item_of_a_list_carries_its_unit(tag):
    doses = tuple(amount(number, "mg") for number in ("5", "10", "15"))
    text = speaker(tag).speak(doses)
    unit = "ملغ" if tag == "ar" else "mg"
    assert re.findall(rf"\u2068([0-9]+)\u00a0{unit}\u2069", text) == ["5", "10", "15"]
    strengths = speaker(tag).speak((STRENGTH, STRENGTH))
    assert strengths.count("mL") == 2


@pytest.mark.parametrize("tag", TAGS)
def test_a_strength_names_both_its_values_and_has_no_slash(tag):
    text = speaker(tag).speak(STRENGTH)
    assert "/" not in text
    assert re.findall("[0-9]+", text) == ["25", "5"]


@pytest.mark.parametrize("tag", TAGS)
def test_half_a_tablet_stands_in_words(tag):
    text = speaker(tag).speak(amount("0.5", "tablet"))
    words = {"ru": "полтаблетки", "es": "media~tableta"}.get(tag, "half~a~tablet")
    assert seen(text) == words
    assert not set(text) & set("0123456789½ ")


@pytest.mark.parametrize("tag", TAGS)
def test_a_frequency_names_its_times_of_day_in_order(tag):
    text = speaker(tag).speak(THRICE)
    places = [text.index(word) for word in ("3", "morning", "midday", "evening")]
    assert places == sorted(places)


@pytest.mark.parametrize("digits", ["latn", "native"])
@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("911", "911"),
        ("202-555-0142", "202-\u2060555-\u20600142"),
        ("020 7946 0000", "020\u00a07946\u00a00000"),
        ("+44 20 7946 0000", "+44\u00a020\u00a07946\u00a00000"),
        ("+1 202-555-0142 12345 67890 12", "+1\u00a0202-\u2060555-\u20600142\u00a012345\u00a067890\u00a012"),
    ],
)
def test_a_phone_stands_left_to_right_in_latin_digits_on_one_line(tag, number, written, digits):
    assert speaker(tag, digits=digits).speak(Phone(number)) == f"\u2066{written}\u2069"


@pytest.mark.parametrize(
    ("tag", "n", "word"),
    [
        *(("ru", n, "день") for n in (1, 21, 101)),
        *(("ru", n, "дня") for n in (2, 3, 24)),
        *(("ru", n, "дней") for n in (5, 11, 100, 1000)),
        ("pl", 1, "dzień"),
        *(("pl", n, "dni") for n in (2, 22)),
        *(("pl", n, "dnia") for n in (5, 11, 21, 100)),
        *[
            ("ar", 1, "يوم واحد"),
            ("ar", 2, "يومان"),
            ("ar", 3, "أيام"),
            ("ar", 11, "يومًا"),
            ("ar", 100, "يوم"),
        ],
        *[("es", 1, "día"), ("es", 2, "días"), ("es", 100, "días")],
    ],
)
def test_a_counted_noun_takes_the_form_of_its_number(tag, n, word):
    shown = seen(speaker(tag).speak(Duration(n, "day"))).replace("~", " ")
    assert shown.replace("\u202f", "") == f"{n} {word}"


@pytest.mark.parametrize(
    ("tag", "low", "high", "word"),
    [
        *[("ru", 2, 21, "день"), ("ru", 1, 2, "дня"), ("ru", 1, 5, "дней")],
        *[("pl", 2, 5, "dnia"), ("pl", 1, 2, "dni")],
        *[("ar", 3, 11, "يومًا"), ("ar", 2, 3, "أيام"), ("ar", 3, 100, "يوم"), ("ar", 1, 2, "يومان")],
        *[("en", 1, 2, "days"), ("es", 1, 2, "días")],
    ],
)
def test_a_range_takes_the_form_of_its_upper_bound(tag, low, high, word):
    shown = seen(speaker(tag).speak(Duration(high, "day", low))).replace("~", " ")
    assert shown.split(str(high))[1].strip() == word
    assert str(low) in shown.split(str(high))[0]


@pytest.mark.parametrize(
    ("tag", "low", "high", "word"),
    [
        ("ru", "2", "21", "таблетка"),
        ("pl", "2", "5", "tabletek"),
        ("ar", "3", "11", "قرصًا"),
        ("en", "1", "2", "tablets"),
    ],
)
def test_a_range_of_tablets_takes_the_form_of_its_upper_bound(tag, low, high, word):
    shown = seen(speaker(tag).speak(Span(amount(low, "tablet"), amount(high, "tablet"))))
    assert re.findall("[0-9]+", shown) == [low, high]
    assert shown.endswith(f"~{word}")


def test_a_form_for_a_single_number_may_go_without_it():
    assert seen(speaker("ar").speak(amount("2", "tablet"))) == "قرصان"


@pytest.mark.parametrize(("tag", "zero"), [("ar", "٠"), ("hi", "०"), ("th", "๐")])
def test_native_digits_take_the_place_of_every_latin_one(tag, zero):
    voice = speaker(tag, digits="native")
    for number, value in cases(tag):
        text = voice.speak(value)
        digits = [ord(c) - ord(zero) for c in text if c.isdigit()]
        assert digits == [int(c) for c in number if c.isdigit()], f"{value}: {text!r}"


@pytest.mark.parametrize("tag", ["ar", "hi", "th"])
def test_a_strength_is_in_latin_digits_always_as_on_its_bottle(tag):
    text = speaker(tag, digits="native").speak(STRENGTH)
    assert [c for c in text if c.isdigit()] == ["2", "5", "5"]


VALUES = (
    *(amount("2", unit) for unit in (*UNITS, *COUNTED)),
    *(Duration(2, unit) for unit in SPANS_OF_TIME),
    *(Age(2), Percentage(Decimal(2)), Name("x2"), Day(date(2026, 5, 2)), Frequency(2, "week"), (Name("x2"),)),
)


def test_every_role_that_a_value_has_can_be_spoken():
    voice = speaker("en")
    spoken = [(value, role) for value in VALUES for role in roles_of(value)]
    assert {role for _, role in spoken} == {
        *("at_most", "more_than", "for", "after", "every", "within", "under", "from")
    }
    for value, role in spoken:
        assert "2" in voice.speak(value, role), (value, role)
        assert voice.speak(value, role) != voice.speak(value), (value, role)


def test_times_of_day_are_words_of_their_own():
    assert [speaker("en").word(time) for time in TIMES_OF_DAY] == list(TIMES_OF_DAY)


def test_a_phrase_without_translation_says_nothing_and_is_told_once():
    voice = Speaker(Lookup(languages()["es"], {"phrases": po("es", "", "phrases")}), wordings(), "US")
    assert seen(voice.speak(amount("5", "mg"))) == ""
    assert seen(voice.speak(amount("10", "mg"))) == ""
    (finding,) = voice.lookup.missing.values()
    assert finding.check == "missing-translation"
    assert finding.place == wordings().phrases["mg"].place


def test_a_phrase_translated_before_it_had_plural_forms_is_told_and_does_not_crash():
    body = 'msgctxt "phrase"\nmsgid "{n} day"\nmsgstr "{n} día"\n'
    voice = Speaker(Lookup(languages()["es"], {"phrases": po("es", body, "phrases")}), wordings(), "US")
    voice.speak(Duration(3, "day"))
    (finding,) = voice.lookup.missing.values()
    assert (finding.check, finding.place.row) == ("half-plural", FIRST_ROW + 2)
    assert "messages update -l es" in finding.hint


def test_a_phrase_of_the_parent_takes_the_parents_rule_of_forms():
    reverse = po(
        "ru",
        "",
        "phrases",
        3,
        "(n%10==1 && n%100!=11 ? 2 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 0)",
    )
    lookup = Lookup(languages()["ru"], {"phrases": reverse}, {"phrases": phrases("ru")})
    assert seen(Speaker(lookup, wordings(), "US").speak(Duration(21, "day"))) == "21~день"
