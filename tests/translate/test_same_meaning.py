"""What an author may say means the same, and what is refused."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from plainleaf.catalogue import Catalogue, Message, empty, template
from plainleaf.findings import Refused, Span, UsageFailure
from plainleaf.project import Project
from plainleaf.translate.content import Content
from plainleaf.translate.same_meaning import same_meanings
from plainleaf.translate.wordings import Wording, Wordings
from plainleaf.values.languages import Language
from tests.conftest import ROOT

OLD = "Swallow the tablets wiht food, in the morning or in the evening."
NEW = "Swallow the tablets with food, in the morning or in the evening."
LANGUAGE = Language("es", "Español", "Spanish", "Noto Sans")


def asked(
    new: str,
    *wanted: str,
    tags: tuple[str, ...] = ("es",),
    plural: str | None = None,
    **held: tuple[Message, ...],
) -> dict[str, str]:
    """What is carried over where ``new`` is a word of the page and ``held`` are entries by language."""
    word = Wording("word", "page", new, None, "", Span("templates/words.yaml", 4, 3))
    catalogues = {tag: {"page": _page(tag, entries)} for tag, entries in held.items()}
    content = Content(
        Project(ROOT), {"es": LANGUAGE}, Wordings({}, {"word": word}), MappingProxyType({}), catalogues
    )
    pot = template("page.pot", [Message(new, "label", msgid_plural=plural), Message("Another word", "label")])
    return same_meanings(content, {"page": pot}, tags, wanted)


def _page(tag: str, entries: tuple[Message, ...]) -> Catalogue:
    return replace(empty("page.po", tag), entries=entries)


def old(text: str = OLD, **changes: object) -> Message:
    return replace(Message(text, "label", msgstr=("palabras",), place=Span("page.po", 9, 1)), **changes)


def refused(new: str, *wanted: str, **held: object) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        asked(new, *wanted, **held)
    (finding,) = caught.value.findings
    assert str(finding.place) == "templates/words.yaml:4:3"
    return finding.check, finding.message


@pytest.mark.parametrize("words", [NEW, "Swallow", f"{NEW}={OLD}", "Swallow the=Swallow the tablets wiht"])
def test_a_text_or_how_it_begins_names_the_new_text_and_the_old_one(words):
    assert asked(NEW, words, es=(old(),)) == {NEW: OLD}


def test_a_text_may_hold_an_equals_sign():
    assert asked("a = b", "a = b=a == b", es=(old("a == b"),)) == {"a = b": "a == b"}


def test_the_text_that_an_unsure_translation_was_made_for_is_the_old_one():
    assert asked(NEW, "Swallow", es=(old(NEW, fuzzy=True, previous=("label", OLD, None)),)) == {NEW: OLD}


def test_what_every_language_has_translated_needs_nothing():
    assert asked(NEW, "Swallow", es=(old(NEW),)) == {}
    assert asked(NEW, NEW, es=(old(NEW),), fr=(old(),), tags=("es", "fr")) == {NEW: OLD}


@pytest.mark.parametrize(
    ("words", "said"),
    [("Take", "begins with “Take”"), ("Take=Swallow", "begins with"), ("", "2 texts begin with")],
)
def test_words_that_name_no_text_or_several_are_wrong_use(words, said):
    with pytest.raises(UsageFailure, match=said):
        asked(NEW, words, es=(old(),))


def test_two_texts_that_are_gone_and_as_near_are_not_guessed_between():
    second = OLD.replace("Swallow", "Swalow")
    code, said = refused(NEW, "Swallow", es=(old(),), fr=(old(second),), tags=("es", "fr"))
    assert code == "same-meaning-unsure"
    assert OLD in said
    assert second in said
    assert asked(NEW, f"Swallow={second}", es=(old(),), fr=(old(second),), tags=("es", "fr")) == {NEW: second}


def test_a_text_unlike_those_that_are_gone_is_not_guessed():
    said = "no text that is gone is nearly “Ask us soon.”"
    assert refused("Ask us soon.", "Ask", es=(old("Call us."),)) == ("same-meaning-unsure", said)
    assert asked("Ask us soon.", "Ask=Call", es=(old("Call us."),)) == {"Ask us soon.": "Call us."}


def test_a_text_that_is_still_in_use_is_not_the_one_that_was_mended():
    assert refused("Another words", "Another words", es=(old("Another word"),))[0] == "same-meaning-unsure"


def test_an_old_text_that_nobody_translated_is_told():
    code, said = refused(NEW, "Swallow=Chew", es=(old(),))
    assert (code, said) == ("same-meaning-unsure", "no catalogue has a translation of “Chew”")


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("Take {dose} of it.", "Take {doses} of it.", "placeholders"),
        ("From {low} to {high}.", "From {high} to {low}.", "placeholders"),
        ("Take {dose of it.", "Take {dose} of it.", "placeholders"),
        ("Do **not** stop.", "Do not stop.", "bold words"),
        ("Take 5 of them.", "Take 6 of them.", "digits"),
        ("Take two of them.", "Take ten of them.", "number words"),
        ("Wait for some days.", "Wait for some hours.", "units"),
        ("You may drink alcohol.", "You may not drink alcohol.", "negations"),
        ("Take at most {dose}.", "Take at least {dose}.", "“at most” is turned round"),
        ("Take it before meals.", "Take it after meals.", "“before” became “after”"),
        ("Take it on Monday.", "Take it on Sunday.", "source says “Monday”, the translation “Sunday”"),
        ("Take it in the mornign.", "Take it in the morning.", "the source does not say “morning”"),
        ("Call us, if it is not beter.", "Call us if it is not better.", ""),
    ],
)
def test_what_could_be_read_in_another_way_is_refused(before, after, what):
    if not what:
        assert asked(after, f"{after}={before}", es=(old(before),)) == {after: before}
        return
    code, said = refused(after, f"{after}={before}", es=(old(before),))
    assert code == "same-meaning-changed"
    assert what in said


def test_a_plural_form_that_could_be_read_in_another_way_is_refused():
    one, many = "Stop {n} day before it.", "Stop {n} days before it."
    gone = old(one, msgid_plural=many, msgstr=("un día", "días"))
    assert asked(one, f"{one}={one}", plural=many, es=(gone,)) == {}
    mended, other = "Stop it {n} day before.", "Stop {n} days after it."
    assert asked(mended, f"{mended}={one}", plural=many, es=(gone,)) == {mended: one}
    assert "“before” became “after”" in refused(mended, f"{mended}={one}", plural=other, es=(gone,))[1]


def test_a_counted_text_for_one_that_does_not_count_is_refused():
    assert "plural forms" in refused(NEW, NEW, es=(old(msgid_plural="more"),))[1]
