"""Characters as a reader sees them."""

import pytest

from plainleaf.values.characters import visible


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("five mg", 7),
        ("cafe\u0301", 4),
        ("दवा", 2),
        ("क्या", 1),
        ("ওষুধ", 3),
        ("ที่นี่", 2),
        ("قُلْ", 2),
        ("\u20685 mg\u2069", 4),
        ("药片", 2),
    ],
)
def test_a_letter_with_all_its_signs_is_one_character(text, count):
    assert visible(text) == count
