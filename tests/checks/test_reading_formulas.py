from dataclasses import replace
from math import inf

import pytest

from plainleaf.checks.reading.counts import Counts, measure
from plainleaf.checks.reading.formulas import (
    FORMULAS,
    INFLESZ,
    WORDS_FOR_ENGLISH,
    formula_for,
    longest_sentence,
)
from plainleaf.checks.reading.sentences import sentences
from plainleaf.values.languages import Language

TEXT = Counts(words=100, sentences=10, syllables=150, hard=20)
"""Ten words a sentence, one and a half syllables a word, 20 hard words in a hundred."""


def counts(text, language="en", names=(), hard_from=0):
    return measure(sentences(text), language, frozenset(names), hard_from)


def language(tag):
    return Language(tag, tag, tag, "Noto Sans")


@pytest.mark.parametrize(
    ("tag", "score"),
    [
        ("en", 0.39 * 10 + 11.8 * 1.5 - 15.59),
        ("de", 0.2656 * 10 + 0.2744 * 20 - 1.693),
        ("es", 206.835 - 62.3 * 1.5 - 10),
        ("fr", 207 - 1.015 * 10 - 0.736 * 150),
        ("pl", 0.4 * (10 + 20)),
        ("ru", 0.36 * 10 + 5.76 * 1.5 - 11.97),
        ("so", 10),
        ("hi", 10 / 1.3),
        ("zh-Hans", 10),
        ("ko", 10 / 0.8),
    ],
)
def test_a_score_is_the_published_formula_worked_out_by_hand(tag, score):
    assert formula_for(language(tag)).score(TEXT) == pytest.approx(score)


def test_an_english_grade_from_the_text_itself():
    # Take it with food. (4 words, 4 syllables) Your doctor can help. (4 words, 5 syllables)
    text = counts("Take it with food. Your doctor can help.")
    assert text == Counts(words=8, sentences=2, syllables=9)
    assert FORMULAS["en"].score(text) == pytest.approx(-0.755)


def test_hard_words_are_those_of_so_many_syllables():
    # cho-ro-ba 3, sa-mo-po-czu-cie 5, far-ma-ceu-ta 4
    assert counts("Choroba, samopoczucie, farmaceuta.", "pl", hard_from=4) == Counts(3, 1, 12, 2)
    # ge-sund 2, Ta-blet-te 3
    assert counts("Gesund. Tablette.", "de", hard_from=3) == Counts(2, 2, 5, 1)


def test_a_language_without_a_rule_counts_no_syllables():
    assert counts("Ha joojin dawada.", "so") == Counts(words=3, sentences=1)


EXAMPLES = {
    "en": ("Do not stop. You may get ill.", "Do not stop, you may get ill.", "Discontinuation necessitates it."),
    "de": ("Trinken Sie viel. Das hilft.", "Trinken Sie viel, das hilft.", "Flüssigkeitsaufnahme erleichtert."),
    "es": ("No lo deje. Le hace mal.", "No lo deje, le hace mal.", "La discontinuación necesita supervisión."),
    "fr": ("Ne l’arrêtez pas. Restez assis.", "Ne l’arrêtez pas, restez assis.", "L’interruption exige surveillance."),
    "pl": ("Nie przerywać. To boli.", "Nie przerywać, to boli.", "Przerwanie przyjmowania wymaga nadzorowania."),
    "ru": ("Не бросайте. Будет плохо.", "Не бросайте, будет плохо.", "Прекращение сопровождается осложнениями."),
}  # fmt: skip


@pytest.mark.parametrize("tag", FORMULAS)
def test_longer_sentences_and_longer_words_are_harder_in_every_language(tag):
    formula = FORMULAS[tag]
    easy, long, hard = (
        formula.score(counts(text, tag, hard_from=formula.hard_from)) for text in EXAMPLES[tag]
    )
    assert easy < long < hard if formula.scale.rises else easy > long > hard


@pytest.mark.parametrize("text", ["", " \n", "**—**", "\u200b"])
def test_nothing_to_read_counts_nothing(text):
    assert counts(text) == Counts()


def test_a_list_item_without_a_full_stop_is_a_sentence():
    items = ("Tell your doctor if you have:", "kidney problems", "diabetes")
    assert sum((counts(item) for item in items), Counts()).sentences == 3


def test_medicine_names_are_left_out_in_any_case():
    names = ("baclofen", "Ozobax", "ozobax ds")
    named = "Do not stop Baclofen suddenly. Ozobax DS is baclofen’s other name."
    assert counts(named, names=names) == counts("Do not stop suddenly. Is other name.")
    assert counts(named, names=names) != counts(named)


def test_a_medicine_name_inside_a_longer_word_stays():
    assert counts("Irons are hot.", names=("iron",)).words == 3


def test_a_sentence_that_is_only_a_medicine_name_is_left_out():
    assert counts("Baclofen! Take it.", names=("baclofen",)) == counts("Take it.")


@pytest.mark.parametrize(
    "formula", [*FORMULAS.values(), formula_for(language("so"))], ids=lambda one: one.name
)
def test_a_scale_goes_from_easy_to_hard_and_judges_sixth_grade_and_eighth(formula):
    scale = formula.scale
    ends = [limit for limit, _ in scale.bands]
    assert ends == sorted(ends, reverse=not scale.rises)
    assert ends[-1] == (inf if scale.rises else -inf)
    assert scale.keeps(scale.whole, scale.section)
    assert not scale.keeps(scale.section, scale.whole)
    easier = scale.whole + (-0.1 if scale.rises else 0.1)
    assert scale.keeps(easier, scale.whole)
    assert scale.meaning(ends[0]) == scale.bands[0][1]


def test_a_score_means_what_its_scale_says():
    assert [INFLESZ.meaning(score) for score in (95, 80, 79.9, 65, 64.9, 55, 41, -20)] == [
        "very easy", "very easy", "rather easy", "rather easy", "normal", "normal", "rather hard", "very hard",
    ]  # fmt: skip
    assert FORMULAS["pl"].scale.meaning(9.4) == "rather simple"


def test_a_translation_may_be_longer_by_the_words_its_language_needs():
    assert {tag: longest_sentence(language(tag)) for tag in ("en", "so", "fr", "hi", "ko", "zh-Hans")} == {
        "en": 15, "so": 25, "fr": 28, "hi": 32, "ko": 20, "zh-Hans": 25,
    }  # fmt: skip
    assert longest_sentence(replace(language("es-MX"))) == longest_sentence(language("es"))
    assert not WORDS_FOR_ENGLISH.keys() & {"en"}
