"""How a leaflet stands: what makes it signed, what takes that away, and what it tells of itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from plainleaf.catalogue import draft_mark
from plainleaf.findings import Severity
from plainleaf.signoff import KINDS, TRANSLATION_KINDS, required_kinds, stand, standing_leaflet
from plainleaf.values.numbers import without_isolates
from tests.signoff.worlds import TEXT, TODAY, UNTIL, World, placed, signed_by_all, signoff
from tests.translate.samples import leaflet, translated

LEAFLETS = World().leaflets()
ENGLISH = next(one for one in LEAFLETS if one.language.is_source)
RUSSIAN = next(one for one in LEAFLETS if not one.language.is_source)
BOTH = pytest.mark.parametrize("made", [ENGLISH, RUSSIAN], ids=["en", "ru"])


def told(standing):
    return [(one.check, one.place.row, one.severity) for one in standing.findings()]


def kinds(made):
    return required_kinds(is_source=made.language.is_source)


def process(made, signoffs, today=TODAY):
    lines = standing_leaflet(made, stand(made, signoffs, today)).process
    return [without_isolates(line.text).replace("\u00a0", " ") for line in lines]


@BOTH
def test_a_leaflet_is_signed_when_every_kind_is(made):
    whole = signed_by_all(made)
    assert stand(made, whole, TODAY).is_signed
    assert not standing_leaflet(made, stand(made, whole, TODAY)).draft
    for number, kind in enumerate(kinds(made)):
        lacking = replace(whole, entries=whole.entries[:number] + whole.entries[number + 1 :])
        standing = stand(made, lacking, TODAY)
        assert standing.missing == (kind,)
        assert standing_leaflet(made, standing).draft
        assert told(standing) == []


def test_a_translation_needs_five_and_the_source_language_two():
    assert kinds(RUSSIAN) == KINDS
    assert kinds(ENGLISH) == ("reader-review", "clinical")


def test_a_sign_off_holds_on_its_last_day_and_not_on_the_next():
    whole = signed_by_all(ENGLISH)
    assert stand(ENGLISH, whole, UNTIL).is_signed
    after = stand(ENGLISH, whole, UNTIL + timedelta(days=1))
    assert after.missing == kinds(ENGLISH)
    assert told(after) == [("expired-signoff", row, Severity.WARNING) for row in (4, 5)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_sign_off_of_another_text_has_lapsed(kind):
    others = [signoff(RUSSIAN, one) for one in KINDS if one != kind]
    standing = stand(RUSSIAN, placed(*others, signoff(RUSSIAN, kind, digest="0" * 64)), TODAY)
    assert (standing.missing, told(standing)) == ((kind,), [("lapsed-signoff", 8, Severity.WARNING)])


@pytest.mark.parametrize(
    "changes", [{"language": "es"}, {"form": "pump"}, {"jurisdiction": "GB"}, {"starting": "true"}]
)
def test_a_sign_off_of_another_leaflet_is_none_of_this_one(changes):
    entry = signoff(ENGLISH, "clinical", **changes)
    assert stand(ENGLISH, placed(entry), TODAY).held == {}


def test_whoever_signs_again_ends_the_lapse_wherever_it_stands():
    old, new = signoff(ENGLISH, "clinical", digest="0" * 64), signoff(ENGLISH, "clinical")
    for order in ((old, new), (new, old)):
        standing = stand(ENGLISH, placed(*order), TODAY)
        assert standing.held["clinical"].signoff == new
        assert told(standing) == []


def test_of_several_that_lapsed_the_last_is_told():
    old = [signoff(ENGLISH, "clinical", digest=digit * 64) for digit in "01"]
    assert told(stand(ENGLISH, placed(*old), TODAY)) == [("lapsed-signoff", 5, Severity.WARNING)]


@pytest.mark.parametrize(("first", "second"), [(0, 1), (0, 2), (1, 2)])
def test_nobody_checks_their_own_translation(first, second):
    names = [f"{letter}. Example" for letter in "ABC"]
    names[second] = names[first].upper().replace(" ", "  ")
    entries = [signoff(RUSSIAN, kind, by=name) for kind, name in zip(TRANSLATION_KINDS, names, strict=True)]
    standing = stand(RUSSIAN, placed(*entries), TODAY)
    assert told(standing) == [("same-person", 4 + second, Severity.ERROR)]
    (found,) = standing.findings()
    assert [one.row for one in found.related] == [4 + first]


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("A. Example", "ａ example", True),
        ("Ana Éxample", "ANA E\u0301XAMPLE", True),
        ("Ana Example", "Ana E\u0325xample", True),
        ("علی\u200cرضا", "علیرضا", True),
        ("राम कुमार", "रमा कुमारी", False),
        ("Ana Example 1", "Ana Example 2", False),
    ],
)
def test_two_writings_of_a_name_are_one_person_and_two_names_are_two(first, second, is_same):
    entries = placed(
        signoff(RUSSIAN, "translation", by=first), signoff(RUSSIAN, "back-translation", by=second)
    )
    assert bool(told(stand(RUSSIAN, entries, TODAY))) == is_same


def by(*pairs):
    """How the Russian leaflet stands when these people did these."""
    names = {"t": "translation", "r": "revision", "b": "back-translation"}
    entries = [signoff(RUSSIAN, names[kind], by=f"{who}. Example") for kind, who in pairs]
    return stand(RUSSIAN, placed(*entries), TODAY)


def test_another_translation_by_another_person_makes_a_revision_valid():
    for pairs in (("tA", "tB", "rB"), ("tB", "tA", "rB"), ("tA", "rB", "tB"), ("rB", "tB", "tA")):
        standing = by(*pairs)
        assert told(standing) == []
        assert [one.signoff.by for one in standing.current] == ["A. Example", "B. Example"]
    assert len(told(by("tB", "rB"))) == 1
    assert len(told(by("tA", "tB", "rA", "rB", "bA", "bB"))) == 1
    assert told(by("tA", "tB", "tC", "tD", "rD", "rC", "bD")) == []


def test_of_several_that_hold_the_last_is_told():
    assert [one.signoff.by for one in by("tA", "tB", "rC").current] == ["B. Example", "C. Example"]


def test_a_sign_off_of_a_day_to_come_holds_on_that_day():
    entries = placed(signoff(ENGLISH, "clinical"), signoff(ENGLISH, "reader-review"))
    early = stand(ENGLISH, entries, TODAY - timedelta(days=1))
    assert not early.is_signed
    assert told(early) == [("expired-signoff", row, Severity.WARNING) for row in (5, 4)]
    assert f"clinical of {TODAY}" in early.unsigned().message
    assert stand(ENGLISH, entries, TODAY).is_signed


def test_one_person_may_review_with_readers_and_check_the_facts():
    entries = [
        signoff(RUSSIAN, kind, by="A. Example") for kind in ("translation", "reader-review", "clinical")
    ]
    assert told(stand(RUSSIAN, placed(*entries), TODAY)) == []


def test_what_is_missing_for_a_release_is_told_kind_by_kind_with_its_command():
    entries = placed(
        signoff(RUSSIAN, "translation"),
        signoff(RUSSIAN, "revision", digest="0" * 64),
        signoff(RUSSIAN, "clinical", until="2026-07-01"),
    )
    found = stand(RUSSIAN, entries, date(2026, 7, 2)).unsigned()
    assert (found.check, found.is_error, found.place.path) == ("unsigned", True, entries.path)
    assert found.message == (
        "sampline ru (oral, US) is not signed: revision lapsed, back-translation missing, reader-review missing, "
        "clinical past 2026-07-01"
    )
    command = "python3 build.py sign sampline -l ru --as {} --by NAME --role ROLE --until DATE"
    for kind in KINDS:
        assert (command.format(kind) in found.hint) == (kind != "translation")


def test_a_translation_nobody_signed_says_so_and_the_source_by_its_draft_mark():
    assert process(ENGLISH, placed()) == []
    assert standing_leaflet(ENGLISH, stand(ENGLISH, placed(), TODAY)).draft
    (line,) = process(RUSSIAN, placed())
    assert line.startswith(RUSSIAN.words["process_source"].text)
    assert line.endswith(RUSSIAN.words["process_unchecked"].text)
    assert "No person has checked it yet." not in process(ENGLISH, placed(signoff(ENGLISH, "clinical")))


def test_a_leaflet_tells_who_checked_it_as_what_and_when():
    entries = placed(
        signoff(ENGLISH, "clinical", by="B. Example", role="pharmacist", credentials="No. 12"),
        signoff(ENGLISH, "reader-review", by="A. Example", role="health literacy specialist"),
    )
    assert process(ENGLISH, entries) == [
        "Check with readers: A. Example, health literacy specialist, June 1, 2026.",
        "Check of the medical facts: B. Example, pharmacist, No. 12, June 1, 2026.",
    ]
    assert process(ENGLISH, entries, UNTIL + timedelta(days=1)) == []


def drafted(*texts: str):
    """The Russian leaflet where a machine drafted these."""
    catalogues = translated(TEXT)
    for domain, held in catalogues["ru"].items():
        entries = tuple(
            replace(one, comments=(draft_mark(one.msgstr),)) if one.msgid in texts else one
            for one in held.entries
        )
        catalogues["ru"][domain] = replace(held, entries=entries)
    return leaflet(TEXT, "ru", catalogues=catalogues)


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("Alcohol.",), 1),
        (("Alcohol.", "Get help", "morning", "{n} mg"), 4),
        (("Come when your pump team tells you.", "from a pump", "Crisis line", "{n} kg"), 0),
        (("Take the dose on your own label.",), 0),
        (("DRAFT: do not give to patients", "Translated from English."), 0),
    ],
)
def test_a_leaflet_says_that_a_machine_drafted_it_where_a_drafted_text_prints(texts, number):
    made = drafted(*texts)
    assert made.drafted == number
    assert (made.words["process_machine"].text in "".join(process(made, placed()))) == (number > 0)


def test_a_sign_off_of_a_day_to_come_holds_nothing():
    whole = signed_by_all(ENGLISH)
    before = min(one.date for one, _ in whole.entries) - timedelta(days=1)
    standing = stand(ENGLISH, whole, before)
    assert standing.missing == kinds(ENGLISH)
    assert not standing_leaflet(ENGLISH, standing).process
    assert {one.check for one in standing.findings()} == {"expired-signoff"}


def test_where_the_clinic_speaks_a_third_language_nobody_has_signed_its_cards():
    whole = signed_by_all(RUSSIAN)
    third = replace(RUSSIAN, clinic=replace(RUSSIAN.clinic, language=replace(RUSSIAN.language, tag="es")))
    standing = stand(third, whole, TODAY)
    assert standing.missing == ()
    assert not standing.is_signed
    assert standing_leaflet(third, standing).draft
    assert "its cards are in es" in standing.unsigned().message
