"""A mended typo: the translation is carried over, marked until somebody has read it beside the new text."""

from dataclasses import replace

import pytest

from plainleaf.catalogue import (
    Catalogue,
    Message,
    draft_mark,
    draft_state,
    empty,
    merge,
    read,
    template,
    write,
)
from plainleaf.catalogue.same_meaning import carry, is_carried

TYPO, MENDED = "Take it wiht food.", "Take it with food."
SAME = {MENDED: TYPO}
NEW = template("testol.pot", [Message(MENDED, references=("leaflets/testol.yaml:how",))])
SCRIPTS = {
    "es": "Tómelo con comida.",
    "ar": "خذه مع الطعام.",
    "hi": "इसे खाने के साथ लें।",
    "th": "กินพร้อมอาหาร",
    "zh-Hans": "随餐服用。",
}


def held(text: str = SCRIPTS["es"], tag: str = "es", **changes: object) -> Catalogue:
    message = replace(Message(TYPO, msgstr=(text,)), **changes)
    return replace(empty("testol.po", tag), entries=(message,))


def brought_up(old: Catalogue, *also: Catalogue) -> Catalogue:
    return merge(carry(old, NEW, SAME, also), NEW, also)


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_translation_is_carried_over_a_typo_and_marked(tag):
    merged = brought_up(held(SCRIPTS[tag], tag))
    (message,) = merged.entries
    assert (message.msgid, message.msgstr, message.translated) == (MENDED, (SCRIPTS[tag],), True)
    assert message.previous is None
    assert message.references == ("leaflets/testol.yaml:how",)
    assert message.comments[0].startswith(f"same meaning as: {TYPO} [")
    assert is_carried(message)
    assert merged.obsolete == ()
    again = read("testol.po", write(merged).encode())
    assert again == merged
    assert brought_up(again) == again


def test_what_an_update_has_already_made_fuzzy_is_carried_over_all_the_same():
    fuzzy = merge(held(), NEW)
    assert fuzzy.entries[0].fuzzy
    assert brought_up(fuzzy) == brought_up(held())


def test_what_was_unsure_before_stays_unsure():
    (message,) = brought_up(held(fuzzy=True, previous=(None, "Take it.", None))).entries
    assert (message.fuzzy, message.previous) == (True, (None, "Take it.", None))
    assert not is_carried(message)


def test_what_is_unsure_of_another_change_stays_unsure():
    fuzzy = replace(merge(held(), NEW).entries[0], previous=(None, "Take it.", None))
    old = replace(held(), entries=(fuzzy,))
    assert carry(old, NEW, SAME) == old


def test_a_translation_of_the_new_text_is_never_replaced():
    own = Message(MENDED, msgstr=("Con comida.",))
    old = replace(held(), entries=(*held().entries, own))
    assert brought_up(old).entries[0].msgstr == ("Con comida.",)
    assert not is_carried(brought_up(old).entries[0])


def test_half_a_translation_is_not_carried_over():
    source = Message(MENDED, msgid_plural="Take them with food.")
    old = held(msgid_plural="Take them wiht food.", msgstr=("Tómelo", ""))
    assert carry(old, template("testol.pot", [source]), SAME) == old


def test_an_obsolete_translation_is_carried_over_and_obsolete_no_more():
    (message,) = held().entries
    old = replace(held(), entries=(), obsolete=(replace(message, obsolete=True),))
    merged = brought_up(old)
    assert (merged.entries[0].translated, merged.obsolete) == (True, ())


def test_a_text_that_moved_while_it_was_mended_finds_its_translation():
    merged = brought_up(empty("common.po", "es"), held())
    assert is_carried(merged.entries[0])


def test_of_two_roles_the_same_one_gives_its_translation():
    entries = (Message(TYPO, "cell", msgstr=("celda",)), Message(TYPO, msgstr=("texto",)))
    assert brought_up(replace(held(), entries=entries)).entries[0].msgstr == ("texto",)


def test_a_draft_stays_a_draft():
    (message,) = brought_up(held(comments=(draft_mark((SCRIPTS["es"],)), "ask Ana"))).entries
    assert draft_state(message) == "drafted"
    assert "ask Ana" in message.comments


def test_who_edits_it_or_deletes_the_mark_has_reviewed_it():
    (message,) = brought_up(held()).entries
    assert not is_carried(replace(message, msgstr=("Tómelo con la comida.",)))
    assert not is_carried(replace(message, comments=()))


def test_a_spoilt_mark_is_a_mark():
    (message,) = brought_up(held()).entries
    assert is_carried(replace(message, comments=("same meaning as: Take it",)))


def test_a_text_mended_twice_remembers_what_was_translated():
    once = brought_up(held())
    better = template("testol.pot", [Message("Take it with food!")])
    (message,) = merge(carry(once, better, {"Take it with food!": MENDED}), better).entries
    assert message.comments[0].startswith(f"same meaning as: {TYPO} [")
    assert len(message.comments) == 1


def test_a_text_that_then_changes_is_fuzzy_and_loses_the_mark():
    changed = template("testol.pot", [Message("Take it with much food.")])
    (message,) = merge(brought_up(held()), changed).entries
    assert (message.fuzzy, message.comments, message.previous) == (True, (), (None, MENDED, None))
