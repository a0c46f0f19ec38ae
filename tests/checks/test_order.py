"""Words in order: as many as can be, each once, and what a reader moved is not lost."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.checks.order import NEAR, aligned, recovered, signs, tokens, turned_back

WORDS = st.lists(st.sampled_from("abcd"), max_size=9)


def texts(text, *, spaced=True):
    return [token.text for token in tokens(text, spaced=spaced)]


def is_common(part, whole):
    rest = iter(whole)
    return all(word in rest for word in part)


def longest(one, other):
    """Slow and plain: the longest part of one that stands in order in the other."""
    return max(
        size
        for size in range(len(one) + 1)
        for part in itertools.combinations(one, size)
        if is_common(part, other)
    )


@settings(deadline=None)
@given(WORDS, WORDS)
def test_no_longer_common_subsequence_exists(expected, found):
    places = aligned(expected, found)
    kept = [place for place in places if place is not None]
    assert kept == sorted(set(kept))
    assert all(place is None or found[place] == word for word, place in zip(expected, places, strict=True))
    assert len(kept) == longest(expected, found)


def test_what_pages_repeat_between_words_costs_nothing():
    expected = ["do", "not", "stop", "taking", "it"]
    found = ["do", "not", "DRAFT", "page", "1", "of", "9", "stop", "taking", "it", "now"]
    assert aligned(expected, found) == [0, 1, 7, 8, 9]


def test_a_lost_word_has_no_place():
    assert aligned(["do", "not", "stop"], ["do", "stop"]) == [0, None, 1]
    assert aligned([], ["do"]) == []
    assert aligned(["do"], []) == [None]


def test_a_word_that_stands_in_the_place_of_its_block_was_moved_and_each_stands_for_one():
    expected = ["get", "help", "now", "911", "or", "911", "call"]
    found = ["911", "get", "help", "now", "or", "call"]
    places = aligned(expected, found)
    assert [expected[at] for at, place in enumerate(places) if place is None] == ["911", "911"]
    assert len(recovered(expected, found, places, [range(7)])) == 1


def test_a_word_far_from_its_block_is_lost():
    filling = [f"word{number}" for number in range(3 * NEAR)]
    expected, blocks = ["do", "not", *filling], [range(2), range(2, 2 + 3 * NEAR)]
    far, near = ["do", *filling, "not"], ["do", *filling[: NEAR - 2], "not", *filling[NEAR - 2 :]]
    assert aligned(expected, far)[1] is None
    assert recovered(expected, far, aligned(expected, far), blocks) == frozenset()
    assert recovered(expected, near, aligned(expected, near), blocks) == {1}
    assert recovered(expected, far, aligned(expected, far), [range(len(expected))]) == {1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take 0.5 mg (1,000 µg), not 80%.", ["Take", "0.5", "mg", "1,000", "µg", "not", "80", "%"]),
        ("Don’t: 1-800-222", ["Don't", "1", "800", "222"]),
        ("خذ ٥ ملغم، لا أكثر", ["خذ", "5", "ملغم", "لا", "أكثر"]),
        ("मिर्गी न हो।", ["मिर्गी", "न", "हो"]),
        ("5ملغم", ["5", "ملغم"]),
    ],
)
def test_words_numbers_and_signs_count_and_punctuation_does_not(text, found):
    assert texts(text) == found


def test_a_hyphen_at_the_end_of_a_line_parts_no_word_otherwise_than_in_its_middle():
    whole = texts("naas-nuujin")
    assert whole == texts("naas-\nnuujin") == texts("naas\ufffenuujin") == ["naas", "nuujin"]


def test_where_no_spaces_part_words_each_letter_counts_and_a_number_is_one():
    assert texts("每天10 mg不", spaced=False) == ["每", "天", "10", "m", "g", "不"]
    assert texts("ห้าม 2", spaced=False) == ["ห", "้", "า", "ม", "2"]


def test_a_line_whose_runs_stand_the_wrong_way_round_is_turned_back():
    marked = "\u202b\u0648\u0642\u062a\u202c"
    turned = f"5:00 {marked} 9:00"
    assert texts(turned_back(f"Page 2\n{turned}\nPage 3")) == texts(f"Page 2 9:00 {marked} 5:00 Page 3")
    nested = "\u202b\u0648\u0642\u062a \u202a9:00\u202c \u0648\u0642\u062a\u202c"
    assert texts(turned_back(nested)) == texts(nested)


def test_letters_marks_and_digits_are_counted_in_whatever_order():
    assert signs("٥ ml no") == signs("on lm5")
    assert signs("é") == signs("e\u0301")
    assert signs("5 °C, 80%") - signs("5 C, 80") == {"°": 1, "%": 1}
    assert signs("ห้าม") - signs("หาม") == {"้": 1}
