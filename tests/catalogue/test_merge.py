from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.catalogue import (
    Catalogue,
    Message,
    default_plural_forms,
    draft_mark,
    draft_state,
    empty,
    merge,
    read,
    template,
    template_digest,
    write,
)
from tests.catalogue.strategies import catalogues, messages

SOURCES = (
    Message("Stopping", "heading", extracted=("a heading",), references=("leaflets/baclofen.yaml:stop",)),
    Message("Do not stop taking baclofen suddenly.", references=("leaflets/baclofen.yaml:stop/warning",)),
    Message("for {n} day", "phrase", "for {n} days", flags=("python-brace-format",)),
)
POT = template("baclofen.pot", SOURCES)


def filled(catalogue: Catalogue) -> Catalogue:
    entries = (
        replace(m, msgstr=tuple(f"es {i} {m.msgid}" for i, _ in enumerate(m.msgstr)))
        for m in catalogue.entries
    )
    return replace(catalogue, entries=tuple(entries))


OLD = filled(merge(empty("es.po", "es"), POT))


def pot_with(*changes: tuple[int, Message]) -> Catalogue:
    sources = list(SOURCES)
    for index, message in changes:
        sources[index] = message
    return template("baclofen.pot", sources)


def test_a_new_language_starts_with_every_message_untranslated():
    catalogue = merge(empty("zh_Hans.po", "zh-Hans"), POT)
    assert [message.key for message in catalogue.entries] == [message.key for message in SOURCES]
    assert [message.msgstr for message in catalogue.entries] == [("",), ("",), ("",)]
    assert dict(catalogue.header)["Language"] == "zh_Hans"
    assert dict(catalogue.header)["Plural-Forms"] == default_plural_forms("zh-Hans")
    assert not any("Date" in name for name, _ in catalogue.header)


def test_an_arabic_catalogue_has_six_forms():
    catalogue = merge(empty("ar.po", "ar"), POT)
    assert catalogue.messages["phrase", "for {n} day"].msgstr == ("",) * 6


def test_a_template_reads_back_as_itself():
    assert read("baclofen.pot", write(POT).encode()) == POT
    assert POT.digest == template_digest(SOURCES)


def test_the_digest_changes_with_texts_and_not_with_places():
    moved = template("baclofen.pot", [replace(message, references=("x:y",)) for message in SOURCES])
    assert moved.digest == POT.digest
    assert pot_with((0, replace(SOURCES[0], msgctxt="label"))).digest != POT.digest
    assert template("baclofen.pot", SOURCES[::-1]).digest != POT.digest


def test_a_catalogue_is_stale_until_it_is_merged():
    changed = pot_with((0, Message("Ending")))
    assert not OLD.is_stale(POT)
    assert OLD.is_stale(changed)
    assert not merge(OLD, changed).is_stale(changed)


def test_nothing_changes_when_nothing_changed():
    assert merge(OLD, POT) == OLD
    assert write(merge(read("es.po", write(OLD).encode()), POT)) == write(OLD)


def test_a_changed_text_is_fuzzy_and_remembers_the_old_one():
    changed = pot_with((1, Message("Do not stop taking baclofen too suddenly.")))
    merged = merge(OLD, changed)
    message = merged.messages[None, "Do not stop taking baclofen too suddenly."]
    assert message.fuzzy
    assert message.msgstr == OLD.entries[1].msgstr
    assert message.previous == (None, "Do not stop taking baclofen suddenly.", None)
    assert merged.obsolete == ()


def test_a_text_changed_twice_remembers_what_was_translated():
    once = merge(OLD, pot_with((1, Message("Do not stop taking baclofen too suddenly."))))
    twice = merge(once, pot_with((1, Message("Do not stop to take baclofen too suddenly."))))
    assert twice.entries[1].previous == (None, "Do not stop taking baclofen suddenly.", None)


def test_a_text_in_another_role_is_fuzzy():
    message = merge(OLD, pot_with((0, replace(SOURCES[0], msgctxt="label")))).entries[0]
    assert (message.fuzzy, message.previous) == (True, ("heading", "Stopping", None))


def test_another_plural_text_is_fuzzy():
    message = merge(OLD, pot_with((2, replace(SOURCES[2], msgid_plural="for all {n} days")))).entries[2]
    assert message.msgstr == OLD.entries[2].msgstr
    assert (message.fuzzy, message.previous) == (True, ("phrase", "for {n} day", "for {n} days"))


def test_a_text_that_becomes_plural_has_all_its_forms():
    message = merge(OLD, pot_with((0, replace(SOURCES[0], msgid_plural="Stops")))).entries[0]
    assert (message.fuzzy, len(message.msgstr)) == (True, 2)


def test_an_unused_translation_becomes_obsolete_and_returns_with_its_text():
    merged = merge(OLD, template("baclofen.pot", SOURCES[:1]))
    assert [(m.msgid, m.obsolete) for m in merged.obsolete] == [(m.msgid, True) for m in SOURCES[1:]]
    assert read("es.po", write(merged).encode()) == merged
    assert merge(merged, POT) == OLD


def test_an_unused_empty_entry_goes_unless_someone_commented_on_it():
    bare = merge(empty("es.po", "es"), POT)
    noted = replace(bare, entries=(replace(bare.entries[0], comments=("ask Ana",)), *bare.entries[1:]))
    nothing = template("baclofen.pot", [Message("Unlike all")])
    assert merge(bare, nothing).obsolete == ()
    assert [message.msgid for message in merge(noted, nothing).obsolete] == ["Stopping"]


def test_a_new_text_is_filled_from_another_catalogue_as_fuzzy():
    common = replace(OLD, path="common.po")
    merged = merge(empty("es.po", "es"), POT, [common])
    assert [message.msgstr for message in merged.entries] == [message.msgstr for message in OLD.entries]
    assert all(message.fuzzy and message.previous is None for message in merged.entries)
    assert merge(merged, POT, [common]) == merged


def test_a_fuzzy_translation_fills_nothing():
    unsure = replace(OLD, entries=tuple(replace(message, fuzzy=True) for message in OLD.entries))
    assert not any(message.has_text for message in merge(empty("es.po", "es"), POT, [unsure]).entries)


def test_a_text_filled_from_elsewhere_leaves_the_one_it_was_close_to_obsolete():
    wording = "Do not stop taking baclofen too suddenly."
    pot = pot_with((1, Message(wording)))
    common = filled(merge(empty("common.po", "es"), template("common.pot", [Message(wording)])))
    merged = merge(OLD, pot, [common])
    assert (merged.entries[1].msgstr, merged.entries[1].previous) == (common.entries[0].msgstr, None)
    assert [message.msgid for message in merged.obsolete] == [SOURCES[1].msgid]


def test_of_two_obsolete_entries_the_later_returns_and_the_other_stays():
    first = Message("Stopping", "heading", msgstr=("Parar",), obsolete=True)
    old = replace(OLD, entries=OLD.entries[1:], obsolete=(first, replace(first, msgstr=("Dejar",))))
    merged = merge(old, POT)
    assert (merged.entries[0].msgstr, merged.obsolete) == (("Dejar",), (first,))
    assert merge(merged, POT) == merged


def test_half_a_plural_translation_is_kept_when_the_plural_goes():
    half = replace(OLD.entries[2], msgstr=("durante {n} día", ""))
    old = replace(OLD, entries=(*OLD.entries[:2], half))
    message = merge(old, pot_with((2, replace(SOURCES[2], msgid_plural=None)))).entries[2]
    assert (message.msgstr, message.fuzzy) == (("durante {n} día",), True)


def test_another_language_fills_nothing():
    with pytest.raises(ValueError, match="own catalogues"):
        merge(OLD, POT, [empty("fr.po", "fr")])


def test_what_a_machine_drafted_stays_a_draft_where_it_is_reused():
    entries = tuple(
        replace(message, comments=(draft_mark(message.msgstr), "note")) for message in OLD.entries
    )
    merged = merge(empty("es.po", "es"), POT, [replace(OLD, entries=entries)])
    assert [draft_state(message) for message in merged.entries] == ["drafted"] * 3


def test_comments_and_flags_of_translators_stay_and_those_of_the_program_are_new():
    first = replace(OLD.entries[0], comments=("ask Ana",), flags=("max-length:20", "c-format"))
    again = merge(
        replace(OLD, entries=(first, *OLD.entries[1:])),
        pot_with((0, replace(SOURCES[0], extracted=("new",)))),
    )
    message = again.entries[0]
    assert (message.comments, message.flags, message.extracted) == (
        ("ask Ana",),
        ("max-length:20",),
        ("new",),
    )


def test_the_order_is_the_templates():
    assert [m.msgid for m in merge(OLD, template("baclofen.pot", SOURCES[::-1])).entries] == [
        message.msgid for message in SOURCES[::-1]
    ]


def test_headers_of_translators_stay():
    old = OLD.with_header("X-Generator", "Poedit 3").with_header("Last-Translator", "Ana")
    merged = merge(old, pot_with((0, Message("Ending"))))
    assert merged.header_value("X-Generator") == "Poedit 3"
    assert [name for name, _ in merged.header] == [name for name, _ in old.header]


@given(catalogues(), st.lists(messages(), max_size=3, unique_by=lambda message: message.key))
@settings(max_examples=80, deadline=None)
def test_merging_twice_is_merging_once_and_loses_no_translation(old, sources):
    pot = template("x.pot", sources)
    once = merge(old, pot)
    again = read("x.po", write(once).encode())
    assert again == once
    assert write(merge(again, pot)) == write(once)
    held = {text for message in (*once.entries, *once.obsolete) for text in message.msgstr}
    assert {m.msgstr[-1] for m in old.entries if m.key not in pot.messages} <= held | {""}
