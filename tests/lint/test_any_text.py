"""Whatever stands in a PO file, the lint answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.lint import Pair, Side, flaws

PIECES = [
    "5",
    "1/2",
    "2.5.1",
    "1,000",
    "٣",
    "½",
    " ",
    " mg",
    "no ",
    "не ",
    "半",
    "片",
    "(2)",
    "%s",
    "{n}",
    "**",
    "<b>",
    "\u202e",
    ". ",
    "،",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


@settings(max_examples=150, deadline=None)
@given(
    source=TEXTS,
    target=TEXTS,
    tag=st.sampled_from(["es", "ar", "hi", "th", "zh-Hans", "ko", "ru", "xx", "pt-BR"]),
)
def test_any_text_gets_an_answer(source, target, tag):
    told = flaws(Pair(Side(source, "en"), Side(target, tag)))
    assert all(flaw.message and flaw.hint for flaw in told)


@pytest.mark.parametrize("text", ["Wait 2 hours.", "Do not take 1,000 mg.", "{n} of %s", "<b>now</b>"])
def test_a_text_beside_itself_has_no_flaw_in_its_own_language(text):
    assert flaws(Pair(Side(text, "en"), Side(text, "en"))) == ()
