import unicodedata
from dataclasses import replace

import pytest

from plainleaf.translate import Wanted, Wordings, translate
from plainleaf.translate.digest import digest as digest_over
from plainleaf.translate.printed import OF_SHEETS, OF_STANDING
from plainleaf.values.kinds import Phone
from tests.monograph.samples import changed
from tests.translate.samples import authored, clinic, leaflet, translated
from tests.translate.speakers import languages, wordings

LIST = "- list: [Opioids., Alcohol.]"
BLOCKS = (
    f"{LIST}\n"
    "      - {note: Take it with food., pictogram: food}\n"
    "      - {call: now, heading: Get help, items: [You have a fit.], phones: [emergency, clinic]}\n"
    "      - {dose_lines: Take the dose, times: [morning, evening]}"
)
WARNINGS = "\n".join(f"      - {{warning: Take care., level: {level}}}" for level in ("danger", "caution"))
BRANDS = ("  start_dose:", "  brands: {names: [Aa, Bb]}\n  start_dose:")
FULL = changed((LIST, BLOCKS), BRANDS)


def digest(*pairs: tuple[str, str], **how) -> str:
    return leaflet(changed(*pairs, text=FULL), **how).text_digest


def test_a_digest_is_64_hex_digits_and_the_same_each_time():
    assert digest() == digest()
    assert len(digest()) == 64
    assert set(digest()) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not stop suddenly.", "Do not stop at once."),
        ("Do not stop suddenly.", "Do stop suddenly."),
        ("heading: Other medicines", "heading: Other drugs"),
        ("title: Sampline\nl", "title: Samplin\nl"),
        ("[Opioids., Alcohol.]", "[Alcohol., Opioids.]"),
        ("- list: [Opioids.", "- steps: [Opioids."),
        ('[Liquid, "{strength}"]', '["{strength}", Liquid]'),
        ("        when: {jurisdiction: US}\n", ""),
        ("when: {jurisdiction: US}", "when: {jurisdiction: [US, GB]}"),
        ("when: {jurisdiction: US}", "when: {form: oral}"),
        ("pictogram: food", "pictogram: milk"),
        ("food., pictogram: food", "food."),
        ("strength: {strength: 25 mg in 5 mL}", "strength: {strength: 5 mg in 5 mL}"),
    ],
)
def test_a_changed_word_order_condition_or_pictogram_is_another_text(old, new):
    assert digest((old, new)) != digest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("level: danger", "level: caution"),
        ("call: now", "call: today"),
        ("phones: [emergency, clinic]", "phones: [clinic]"),
        ("times: [morning, evening]", "times: [morning, midday, evening]"),
        ("names: [Aa, Bb]", "names: [Aa, Cc]"),
        ("latin_title: Sampline", "latin_title: Otherine"),
    ],
)
def test_whatever_else_the_page_says_is_part_of_the_text(old, new):
    assert digest((old, new)) != digest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 2"),
        ("reviewed: 2026-05-31", "reviewed: 2026-06-30"),
        ("format: 1", "# A remark.\nformat: 1"),
        ("{title: The label, ", "{title: The whole label, "),
        ("amount: 100 mg, jurisdiction: GB", "amount: 90 mg, jurisdiction: GB"),
    ],
)
def test_what_the_page_does_not_say_is_no_part_of_the_text(old, new):
    assert digest((old, new)) == digest()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Another Clinic"},
        {"address": ["Another Street"]},
        {"paper": "letter"},
        {"phones": {"emergency": Phone("112"), "clinic": Phone("202-555-0199")}},
    ],
)
def test_another_clinic_hands_out_the_same_text(changes):
    assert digest(by=clinic(**changes)) == digest()


CARD = (LIST, LIST + "\n      - {card: 'It is {start_dose}.', heading: Alert, phones: [clinic]}")


def test_a_card_counts_by_what_is_written_and_not_by_the_language_of_the_clinic():
    catalogues = translated(changed(CARD))
    own = leaflet(changed(CARD), "ru", catalogues=catalogues, clinic_tag="ru")
    other = leaflet(changed(CARD), "ru", catalogues=catalogues, clinic_tag="en")
    assert own.text_digest == other.text_digest
    for pair in (
        ("heading: Alert", "heading: Beware"),
        ("'It is {start_dose}.'", "'It was {start_dose}.'"),
        ("phones: [clinic]", "phones: [emergency]"),
        ("amount: 5 mg", "amount: 10 mg"),
    ):
        assert leaflet(changed(CARD, pair)).text_digest != leaflet(changed(CARD)).text_digest, pair


EVERYTHING = changed(
    (
        LIST,
        f"{BLOCKS}\n      - {{card: It is me., heading: Alert, phones: [clinic, crisis, poison]}}\n{WARNINGS}",
    ),
    BRANDS,
    ("title: Sampline\nl", "title: Samplin\nl"),
    ("medicine: sampline", "medicine: sampline\nforms: [oral, pump]"),
)


def digests_of(words: Wordings) -> tuple[str, ...]:
    """Of a leaflet with every kind of block, in each form."""
    wanted = [Wanted(languages()["en"], form, clinic(), languages()["en"]) for form in ("oral", "pump")]
    return tuple(translate(authored(EVERYTHING), one, words, {}).text_digest for one in wanted)


@pytest.mark.parametrize("id", [id for id in wordings().words if id not in (*OF_SHEETS, *OF_STANDING)])
def test_every_word_of_the_page_counts_but_those_of_sheets_and_of_how_it_stands(id):
    held = wordings()
    word = replace(held.words[id], text=f"{held.words[id].text} More.")
    assert digests_of(replace(held, words={**held.words, id: word})) != digests_of(held)


def test_the_words_that_do_not_count_are_words_of_the_page():
    assert {*OF_SHEETS, *OF_STANDING} <= wordings().words.keys()
    assert {id for id in wordings().words if id.startswith(("draft", "process_", "signed_"))} == {
        *OF_STANDING
    }


def test_another_jurisdiction_is_another_text_even_where_the_words_are_equal():
    everywhere = ("        when: {jurisdiction: US}\n", "")
    assert digest(everywhere, by=clinic(jurisdiction="GB")) != digest(everywhere)


def test_another_language_or_translation_is_another_text():
    catalogues = translated(FULL)
    foreign = leaflet(FULL, "ru", catalogues=catalogues).text_digest
    assert foreign != digest()
    held = catalogues["ru"]["sampline"]
    mended = tuple(replace(m, msgstr=("зж",)) if m.msgid == "Alcohol." else m for m in held.entries)
    catalogues["ru"]["sampline"] = replace(held, entries=mended)
    assert leaflet(FULL, "ru", catalogues=catalogues).text_digest != foreign


def test_isolates_and_breaks_do_not_count():
    plain = digest_over([("text", "Take 5 mg now.")])
    marked = "Take \u2066\u20675\u2069\u2069\u2060 \u2068mg\u2069\u200b now."
    assert digest_over([("text", marked)]) == plain
    assert digest_over([("text", "Take 5 mg now")]) != plain


def test_letters_composed_in_two_ways_are_the_same_text():
    word = "Tómelo जल्दी"
    forms = {digest_over([("text", unicodedata.normalize(form, word))]) for form in ("NFC", "NFD")}
    assert len(forms) == 1


def test_a_word_that_moves_from_one_text_to_the_next_is_another_text():
    assert digest_over([("a", "bc")]) != digest_over([("ab", "c")])
    assert digest_over([("a",), ("b",)]) != digest_over([("a", "b")])
    assert digest_over([("a",), ("b",)]) != digest_over([("b",), ("a",)])
