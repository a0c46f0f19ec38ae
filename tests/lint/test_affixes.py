from hypothesis import given
from hypothesis import strategies as st

from plainleaf.lint.affixes import affixes

LETTERS = st.text("abć", max_size=5)
ENTRIES = st.lists(
    st.tuples(st.sampled_from(["{}-", "-{}", "-{}-"]), st.text("abć", min_size=1, max_size=2)).map(
        lambda made: made[0].format(made[1])
    )
)


def makes(entry: str, word: str) -> bool:
    letters = entry.strip("-")
    if entry.startswith("-") and entry.endswith("-"):
        return letters in word
    return word.endswith(letters) if entry.startswith("-") else word.startswith(letters)


def test_a_word_means_what_its_beginning_end_and_middle_mean():
    held = affixes([("un-", "not"), ("-less", "without"), ("-dose-", "dose"), ("un-", "maybe")])
    assert held.of("underdosed") == {"not", "maybe", "dose"}
    assert held.of("painless") == {"without"}
    assert held.of("un") == {"not", "maybe"}
    assert held.of("tablet") == frozenset()


@given(ENTRIES, LETTERS)
def test_looking_up_finds_what_trying_each_affix_finds(entries, word):
    held = affixes((entry, entry) for entry in entries)
    assert held.of(word) == {entry for entry in entries if makes(entry, word)}
