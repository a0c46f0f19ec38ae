from functools import cache
from pathlib import Path

import pytest

from plainleaf.checks.reading.formulas import FORMULAS
from plainleaf.checks.reading.syllables import SPOKEN, syllables


@cache
def counted(language: str) -> tuple[tuple[str, int], ...]:
    """Words counted by hand, by dictionary and ear: a wrong rule is repaired, not a count."""
    file = Path(__file__).with_name(f"syllables-{language}.tsv")
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return tuple((word, int(count)) for word, count in rows)


def test_each_language_with_a_formula_has_a_rule_and_a_list_of_its_own():
    assert SPOKEN.keys() == FORMULAS.keys() == {"de", "en", "es", "fr", "pl", "ru"}
    sizes = {language: len({word for word, _ in counted(language)}) for language in SPOKEN}
    assert sizes == {"de": 148, "en": 200, "es": 133, "fr": 192, "pl": 139, "ru": 116}
    assert sizes == {language: len(counted(language)) for language in SPOKEN}


@pytest.mark.parametrize("language", SPOKEN)
def test_the_sum_of_a_rule_is_within_2_percent_of_the_hand_count(language):
    by_hand = sum(count for _, count in counted(language))
    assert sum(syllables(word, language) for word, _ in counted(language)) == pytest.approx(by_hand, rel=0.02)


@pytest.mark.parametrize("language", SPOKEN)
def test_a_rule_is_exact_for_nineteen_words_of_twenty(language):
    wrong = [(word, count) for word, count in counted(language) if syllables(word, language) != count]
    assert len(wrong) <= len(counted(language)) / 20, wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("like", 1), ("the", 1), ("tablespoon", 3), ("litre", 2), ("tongues", 1),  # final e
        ("called", 1), ("handled", 2), ("rested", 2), ("hundred", 2), ("worried", 2), ("bed", 1),  # -ed
        ("pages", 2), ("hives", 1), ("catches", 2), ("muscles", 2), ("always", 2),  # -es, -s
        ("entirely", 3), ("medically", 3), ("useful", 2), ("homeless", 2), ("statements", 2),  # suffixes
        ("everything", 3), ("somewhat", 2), ("eyelid", 2), ("grapefruit", 2),  # compounds
        ("paying", 2), ("seeing", 2), ("increasing", 3), ("spring", 1),  # -ing
        ("dementia", 3), ("marriage", 2), ("appreciate", 4), ("radio", 3), ("million", 2),  # i before a, o
        ("anxiety", 4), ("ingredient", 4), ("friend", 1), ("earlier", 3), ("lithium", 3),  # i before e, u
        ("video", 3), ("surgeon", 2), ("creature", 2), ("created", 3), ("tea", 1), ("urea", 3),  # after e
        ("language", 2), ("annual", 3), ("suicide", 3), ("guide", 1), ("fluoride", 3),  # after u
        ("continuous", 4), ("question", 2), ("royal", 2), ("cyanosis", 4), ("year", 1),
        ("coordinate", 4), ("reopen", 3), ("reuse", 2),
        ("spasms", 2), ("rhythm", 2), ("aorta", 3), ("poem", 2), ("headaches", 2),
    ],
)  # fmt: skip
def test_an_english_word_outside_the_list_is_counted_as_it_is_spoken(word, count):
    assert syllables(word, "en") == count


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("es", "noroeste", 4), ("es", "peor", 2), ("es", "tío", 2), ("es", "tiene", 2),  # strong, accented, weak
        ("es", "quiero", 2), ("es", "guerra", 2), ("es", "vergüenza", 3), ("es", "zanahoria", 4), ("es", "ley", 1),
        ("fr", "cause", 1), ("fr", "causes", 1), ("fr", "ne", 1), ("fr", "les", 1), ("fr", "prise", 1),  # final e
        ("fr", "risquent", 1), ("fr", "talent", 2), ("fr", "vents", 1), ("fr", "boivent", 1),  # -ent
        ("fr", "viande", 1), ("fr", "nation", 2), ("fr", "sablier", 3), ("fr", "réel", 2), ("fr", "égoïste", 3),
        ("fr", "qu’il", 1), ("fr", "j’ai", 1), ("fr", "envoyer", 3), ("fr", "linge", 1), ("fr", "longue", 1),
        ("de", "Seele", 2), ("de", "Bäume", 2), ("de", "Lungen", 2), ("de", "Studien", 3), ("de", "dienen", 2),
        ("de", "Reaktionen", 5), ("de", "beeilen", 3), ("de", "qualvoll", 2), ("de", "Raum", 1), ("de", "Italien", 4),
        ("de", "Petroleum", 4), ("de", "Kodein", 3), ("de", "Serie", 3), ("de", "finanziell", 4),
        ("pl", "dziś", 1), ("pl", "kości", 2), ("pl", "chemia", 2), ("pl", "autobus", 3), ("pl", "zauważyć", 4),
        ("pl", "przeuroczy", 4), ("pl", "nienaukowy", 5), ("pl", "leukocyty", 4), ("pl", "Afryka", 3), ("pl", "idź", 1),
        ("ru", "поэт", 2), ("ru", "с", 0), ("ru", "объяснение", 5), ("ru", "ёлка", 2), ("ru", "Россия", 3),
    ],
)  # fmt: skip
def test_a_word_of_another_language_outside_the_list_is_counted_as_it_is_spoken(language, word, count):
    assert (word.lower(), count) not in counted(language)
    assert syllables(word, language) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("can't", 1), ("isn’t", 2), ("haven't", 2), ("you'll", 1), ("nurse's", 2), ("baby’s", 2)],
)
def test_an_apostrophe_is_spoken(word, count):
    assert syllables(word, "en") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("5", 1), ("40", 2), ("0.5", 2), ("1-800-222-1222", 11), ("½", 1), ("B12", 3), ("mg", 3), ("mL", 4)],
)
def test_a_number_has_a_syllable_a_digit_and_a_unit_is_spoken_in_full(word, count):
    assert syllables(word, "en") == count


@pytest.mark.parametrize("language", SPOKEN)
def test_a_digit_has_one_syllable_in_every_language(language):
    assert syllables("0", language) == 1


@pytest.mark.parametrize(
    ("language", "whole", "parts"),
    [
        ("en", "light-headed", ("light", "headed")),
        ("en", "breast\u2011feeding", ("breast", "feeding")),
        ("fr", "rendez-vous", ("rendez", "vous")),
        ("ru", "из-за", ("из", "за")),
    ],
)
def test_the_parts_of_a_hyphenated_word_are_added_up(language, whole, parts):
    assert syllables(whole, language) == sum(syllables(part, language) for part in parts)


@pytest.mark.parametrize(("language", "word"), [("en", "MRI"), ("fr", "IRM"), ("ru", "МРТ"), ("es", "EPO")])
def test_capitals_are_spelled_out(language, word):
    assert syllables(word, language) == 3


def test_one_capital_is_a_word_and_a_capital_letter_changes_nothing():
    assert syllables("Emergency", "en") == syllables("emergency", "en") == 4
    assert syllables("I", "en") == 1


@pytest.mark.parametrize("language", SPOKEN)
def test_what_is_not_spoken_has_no_syllable(language):
    assert syllables("", language) == syllables("—", language) == 0


def test_a_language_without_a_rule_is_no_guess():
    with pytest.raises(KeyError):
        syllables("dawo", "so")
