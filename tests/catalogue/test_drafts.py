from dataclasses import replace
from hashlib import sha256

from plainleaf.catalogue import Message, draft_mark, draft_state, empty, merge, template

DRAFTED = Message("for {n} day", None, "for {n} days", ("a", "b"), comments=("note", draft_mark(("a", "b"))))


def test_the_mark_is_a_hash_of_all_forms():
    digest = sha256(b"a\0b").hexdigest()
    assert draft_mark(("a", "b")) == f"machine-drafted {digest[:12]}"
    assert draft_mark(("a", "b")) != draft_mark(("ab",))


def test_a_marked_text_is_drafted():
    assert draft_state(DRAFTED) == "drafted"


def test_a_persons_change_shows():
    assert draft_state(replace(DRAFTED, msgstr=("a", "c"))) == "edited"


def test_a_spoilt_mark_does_not_make_it_a_persons():
    assert draft_state(replace(DRAFTED, comments=("machine-drafted",))) == "edited"


def test_without_a_mark_it_is_a_persons():
    assert draft_state(replace(DRAFTED, comments=("note",))) == "person"


def test_an_update_completes_a_mark_without_its_digest():
    pot = template("a.pot", [Message("Take it.", msgstr=("",))])
    drafted = Message("Take it.", msgstr=("Tómelo.",), comments=("machine-drafted",))
    old = replace(merge(empty("a.po", "es"), pot), entries=(drafted,))
    (entry,) = merge(old, pot).entries
    assert entry.comments == (draft_mark(("Tómelo.",)),)
    assert draft_state(entry) == "drafted"
    assert draft_state(drafted) == "edited"
