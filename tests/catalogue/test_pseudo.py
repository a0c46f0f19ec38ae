"""Pseudo-translations: every text said again, and back."""

import re
import string
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.catalogue import Message, bcp47, draft_state, template
from plainleaf.catalogue.pseudo import ACCENTED, MIRRORED, pseudo_catalogue, pseudo_text, restored
from plainleaf.project import Project
from plainleaf.translate.content import read_content
from plainleaf.translate.messages import templates
from plainleaf.values.languages import PSEUDO
from tests.conftest import ROOT

POTS = templates(read_content(Project(ROOT)))
TEXTS = [
    text for pot in POTS.values() for one in pot.entries for text in (one.msgid, one.msgid_plural) if text
]
KEPT = re.compile(r"\{[^{}]*\}|\*\*")
LETTERS = re.compile("[A-Za-z]")

words = st.text(string.ascii_letters, min_size=1)
parts = st.one_of(
    words, st.sampled_from(["{n}", "{start_dose}", "**", " ", ", ", ": ", "?", "(", ")", "’", "[", "]"])
)
texts = st.lists(parts, min_size=1).map("".join)


def shown(text: str) -> str:
    return KEPT.sub("", text)


@given(text=texts)
@pytest.mark.parametrize("tag", PSEUDO)
def test_every_text_can_be_restored_and_then_stays(tag, text):
    back = restored(pseudo_text(text, tag), tag)
    assert back == (text if tag == ACCENTED else _small(text))
    assert "[" in text or restored(back, tag) == back


def _small(text: str) -> str:
    """Capitals are lost in Arabic letters, but not in placeholders."""
    ends = [0, *(at for kept in KEPT.finditer(text) for at in kept.span()), len(text)]
    runs = [text[start:end] for start, end in pairwise(ends)]
    return "".join(run if index % 2 else run.lower() for index, run in enumerate(runs))


@given(text=texts)
@pytest.mark.parametrize("tag", PSEUDO)
def test_placeholders_and_bold_marks_stay_in_their_order_and_no_latin_letter_does(tag, text):
    said = pseudo_text(text, tag)
    assert KEPT.findall(said) == KEPT.findall(text)
    assert not LETTERS.search(shown(said))
    assert said == pseudo_text(text, tag)


@given(word=words)
def test_a_word_grows_by_two_letters_for_each_five(word):
    assert 1.4 * len(word) <= len(pseudo_text(word, ACCENTED)) - 2 < 1.4 * len(word) + 1


def test_all_texts_of_the_project_grow_by_about_forty_percent():
    before, after = (sum(len(shown(text)) for text in said) for said in (TEXTS, _said(ACCENTED)))
    assert before > 5000
    assert 1.35 <= after / before <= 1.5


def test_an_accented_text_stands_in_brackets_but_for_the_colon_before_a_list():
    assert pseudo_text("Tell us if:", ACCENTED) == "[Ţéēēļļ ûūš îīƒ]:"
    assert all(said[0] == "[" and said.removesuffix(":")[-1] == "]" for said in _said(ACCENTED))


def test_an_arabic_text_runs_from_right_to_left_with_nothing_hidden():
    assert pseudo_text("Do **not** stop, {n}?", MIRRORED) == "دو **نوت** ستوث، {n}؟"
    assert not any(one in "\u202a\u202b\u202c\u202d\u202e\u200f" for said in _said(MIRRORED) for one in said)


@pytest.mark.parametrize(("tag", "forms"), [(ACCENTED, 2), (MIRRORED, 6)])
def test_a_catalogue_has_every_text_in_every_plural_form_of_the_language_it_borrows_from(tag, forms):
    for pot in POTS.values():
        made = pseudo_catalogue(pot, tag, PSEUDO[tag])
        assert [one.key for one in made.entries] == [one.key for one in pot.entries]
        assert all(one.translated for one in made.entries)
        assert not made.is_stale(pot)
        assert made.language == bcp47(tag)
    counted = [one for one in pseudo_catalogue(POTS["phrases"], tag, PSEUDO[tag]).entries if one.msgid_plural]
    assert counted
    for one in counted:
        singular, plural = pseudo_text(one.msgid, tag), pseudo_text(one.msgid_plural, tag)
        assert one.msgstr == tuple(singular if form == (tag == MIRRORED) else plural for form in range(forms))


def test_an_entry_is_a_draft_of_a_machine():
    blank = template("locales/page.pot", [Message("Take care", msgstr=("",))])
    (entry,) = pseudo_catalogue(blank, ACCENTED, "en").entries
    assert draft_state(entry) == "drafted"
    assert draft_state(replace(entry, msgstr=("[Other]",))) == "edited"


def _said(tag: str) -> list[str]:
    return [pseudo_text(text, tag) for text in TEXTS]
