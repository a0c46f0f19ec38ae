import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.lint.running import Running, bare
from plainleaf.values.lexicon import languages, sections

ALIKE = "iİıI\u0307sSſkK\u212aßẞσςΣµμ ab"
"""Letters that IGNORECASE takes for one another."""


def expressions() -> list[str]:
    return [
        entry[1:]
        for language in languages()
        for table in sections(language).values()
        for entries in table.values()
        for entry in entries
        if entry.startswith("~")
    ]


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        (r"(?<!for )\ban hour(?!\w)", ("an hour",)),
        (r"\b(?:hora\s+y\s+media|día)\b", ("media", "día")),
        (r"(?<=raz )na tydzień\b", ("na tydzień",)),
        (r"łyż\w+\s+stołow\w+", ("stołow",)),
        (r"(?:ab)?c*", ()),
        (r"[ab]|cd", ()),
    ],
)
def test_of_what_must_stand_there_the_rarest_is_asked_for(expression, needs):
    assert Running(expression).needs == needs


@given(st.text(ALIKE, min_size=1, max_size=3), st.text(ALIKE, max_size=8))
def test_what_is_asked_for_first_hides_no_match(literal, text):
    held = Running(re.escape(literal))
    straight = re.compile(held.expression, re.IGNORECASE)
    assert list(held.spans(text, bare(text))) == [match.span() for match in straight.finditer(text)]


def test_most_expressions_of_the_lexicons_are_asked_for_by_their_letters():
    every = expressions()
    assert len(every) > 100
    assert sum(bool(Running(expression).needs) for expression in every) > 0.9 * len(every)
