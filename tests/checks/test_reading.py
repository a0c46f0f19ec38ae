import pytest

from plainleaf.checks.reading import Reading, measure, sentences, word_count


def test_the_grade_is_the_formula_of_kincaid_worked_out_by_hand() -> None:
    # Take it with food. (4 words, 4 syllables) Your doctor can help. (4 words, 5 syllables)
    reading = measure(["Take it with food. Your doctor can help."])
    assert reading == Reading(words=8, sentences=2, syllables=9)
    assert reading.grade == pytest.approx(0.39 * 4 + 11.8 * 1.125 - 15.59)
    assert reading.grade == pytest.approx(-0.755)


def test_longer_words_and_longer_sentences_give_a_higher_grade() -> None:
    easy = measure(["Do not stop. You may get ill."])
    long = measure(["Do not stop, you may get ill."])
    hard = measure(["Discontinuation necessitates medical supervision."])
    assert easy.grade < long.grade < hard.grade


@pytest.mark.parametrize("texts", [[], [""], [" \n"], ["**—**", "\u200b"]])
def test_nothing_to_read_has_grade_zero(texts: list[str]) -> None:
    assert measure(texts) == Reading(0, 0, 0)
    assert measure(texts).grade == 0.0


def test_a_list_item_without_a_full_stop_is_a_sentence() -> None:
    assert measure(["Tell your doctor if you have:", "kidney problems", "diabetes"]).sentences == 3


def test_medicine_names_are_left_out_in_any_case() -> None:
    with_names = ["Do not stop Baclofen suddenly. Ozobax DS is baclofen’s other name."]
    without = ["Do not stop suddenly. Is other name."]
    assert measure(with_names, ["baclofen", "Ozobax", "ozobax ds"]) == measure(without)
    assert measure(with_names) != measure(without)


def test_a_medicine_name_inside_a_longer_word_stays() -> None:
    assert measure(["Irons are hot."], ["iron"]).words == 3


def test_a_sentence_that_is_only_a_medicine_name_is_left_out() -> None:
    assert measure(["Baclofen", "Take it."], ["baclofen"]) == measure(["Take it."])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 5 mg. Then wait! Are you well? Good.", ("Take 5 mg.", "Then wait!", "Are you well?", "Good.")),
        ("Take 0.5 mg or 1.5 mg.", ("Take 0.5 mg or 1.5 mg.",)),
        ("Call 1-800-222-1222. Say “baclofen.” Wait.", ("Call 1-800-222-1222.", "Say “baclofen.”", "Wait.")),
        ("**Do not stop.** It can (in some) kill.", ("Do not stop.", "It can (in some) kill.")),
        ("Wait (an hour.) Then stand.", ("Wait (an hour.)", "Then stand.")),
        ("Remember: never take two doses.", ("Remember: never take two doses.",)),
        ("Tell us if you have:", ("Tell us if you have:",)),
        ("Take it at 9 a.m. or later.", ("Take it at 9 a.m. or later.",)),
        ("What?! No.", ("What?!", "No.")),
        ("One line\n  goes on. Two.\n", ("One line goes on.", "Two.")),
        ("kidney problems", ("kidney problems",)),
        ("— . !", ()),
        ("", ()),
    ],
)
def test_a_sentence_ends_where_a_reader_pauses(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("mark", ["\u2066", "\u2067", "\u2068", "\u2069", "\u200b", "\u2060", "**"])
def test_marks_that_are_not_read_change_nothing(mark: str) -> None:
    plain = "Take 5 mg. Then wait."
    marked = f"{mark}Take {mark}5 mg{mark}.{mark} Then wa{mark}it.{mark}"
    assert sentences(marked) == sentences(plain)
    assert word_count(marked) == word_count(plain) == 5
    assert measure([marked]) == measure([plain])


def test_a_no_break_space_parts_words_and_sentences() -> None:
    assert sentences("Take 5\u00a0mg.\u00a0Stop.") == ("Take 5 mg.", "Stop.")
    assert word_count("5\u00a0mg or 10\u202fmg") == 5


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Call 1-800-222-1222 now.", 3),
        ("Breast-feeding isn’t safe – ask.", 4),
        ("1,000 or 0.5, not both", 5),
        ("Take **1 tablet**, then rest.", 5),
        ("", 0),
    ],
)
def test_a_number_and_a_hyphenated_word_are_one_word(sentence: str, count: int) -> None:
    assert word_count(sentence) == count
