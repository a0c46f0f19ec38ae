import pickle

import pytest
from babel.core import Locale, UnknownLocaleError, localedata

from plainleaf.catalogue import (
    PluralRule,
    default_plural_forms,
    form_category,
    form_numbers,
    plural_forms_agree,
)

RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)


def rule_of(tag: str) -> PluralRule:
    return PluralRule.parse(default_plural_forms(tag))


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en", {0: 1, 1: 0, 2: 1, 21: 1}),
        ("es-US", {0: 1, 1: 0, 2: 1, 21: 1}),
        ("fr", {0: 0, 1: 0, 2: 1}),
        ("hi", {0: 0, 1: 0, 2: 1}),
        ("th", {0: 0, 1: 0, 2: 0}),
        ("zh-Hans", {0: 0, 1: 0, 2: 0}),
        ("he", {0: 2, 1: 0, 2: 1, 3: 2}),
        ("ru", {1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 100: 2, 101: 0}),
        ("pl", {1: 0, 2: 1, 5: 2, 12: 2, 21: 2, 22: 1, 100: 2}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4}),
    ],
)
def test_a_number_takes_the_form_gettext_gives_it(tag, forms):
    assert {n: rule_of(tag).form(n) for n in forms} == forms


def test_every_language_cldr_knows_has_a_default_that_agrees():
    tags = [tag.replace("_", "-") for tag in localedata.locale_identifiers()]
    assert len(tags) > 500
    for tag in tags:
        assert plural_forms_agree(rule_of(tag), tag), tag


def test_the_order_of_forms_does_not_matter():
    turned = PluralRule.parse("nplurals=2; plural=(n == 1)")
    assert plural_forms_agree(turned, "en")
    assert form_numbers(turned, 1) == (1,)
    assert (form_category(turned, "en", 0), form_category(turned, "en", 1)) == ("other", "one")


@pytest.mark.parametrize("tag", ["ru", "fr", "ja", "ar", "he"])
def test_english_forms_do_not_agree_with(tag):
    assert not plural_forms_agree(PluralRule.parse("nplurals=2; plural=(n != 1);"), tag)


def test_the_first_russian_form_also_holds_21():
    rule = PluralRule.parse(RUSSIAN)
    assert plural_forms_agree(rule, "ru")
    assert form_numbers(rule, 0)[:3] == (1, 21, 31)
    assert [form_category(rule, "ru", index) for index in range(3)] == ["one", "few", "many"]


def test_a_form_for_millions_may_stand_beside_the_counted_ones():
    rule = PluralRule.parse("nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;")
    assert plural_forms_agree(rule, "es")
    assert form_numbers(rule, 1) == ()
    assert form_category(rule, "es", 1) == "many"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nplurals=INTEGER; plural=EXPRESSION;",
        "nplurals=2",
        "nplurals=2; plural=n is 1;",
        "nplurals=2; plural=(n != 1;",
        "nplurals=2; plural=__import__('os');",
        "nplurals=0; plural=0;",
        "nplurals=1; plural=(n != 1);",
        "nplurals=3; plural=(n != 1);",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=" + "(" * 5000 + "n" + ")" * 5000 + ";",
    ],
)
def test_a_rule_that_cannot_be_used_says_why(text):
    with pytest.raises(ValueError, match=r"\w"):
        PluralRule.parse(text)


def test_a_rule_writes_the_header_it_came_from_and_pickles():
    rule = PluralRule.parse(RUSSIAN)
    assert str(rule) == RUSSIAN
    assert pickle.loads(pickle.dumps(rule)).form(21) == 0


def test_an_unknown_language_is_said():
    with pytest.raises(UnknownLocaleError):
        default_plural_forms("xq")


def test_cldr_says_what_these_tests_rely_on():
    assert Locale.parse("ru").plural_form(21) == "one"
    assert Locale.parse("pl").plural_form(22) == "few"
