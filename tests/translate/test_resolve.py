import re
from dataclasses import fields, is_dataclass, replace

import pytest

from plainleaf.clinic import read_clinic
from plainleaf.findings import Refused
from plainleaf.project import Project
from plainleaf.signoff import KINDS
from plainleaf.translate import Wanted, Words, translate
from plainleaf.translate import leaflet as made
from plainleaf.translate.content import read_content
from plainleaf.values.kinds import Phone
from tests.conftest import ROOT
from tests.monograph.samples import changed
from tests.translate.samples import authored, clinic, leaflet, translated
from tests.translate.speakers import is_balanced, languages, seen, wordings

LIST = "- list: [Opioids., Alcohol.]"
BLOCKS = (
    f"{LIST}\n"
    "      - {steps: ['Take {start_dose}, {start_times}.', 'The most is {max_daily}.']}\n"
    "      - {questions: [{ask: Why do I take it?, answer: It helps.}]}\n"
    "      - {note: Take it with food., pictogram: food}\n"
    "      - {call: now, heading: Get help, items: [You have a fit.], phones: [emergency, crisis]}\n"
    "      - {dose_lines: Take the dose, times: [morning, bedtime]}\n"
    "      - {card: This person takes it., heading: Alert, phones: [clinic]}"
)
FULL = changed((LIST, BLOCKS))


def told(**how) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        leaflet(**how)
    return [(finding.check, str(finding.place)) for finding in caught.value.findings]


def all_words(node):
    """Every resolved text of a leaflet."""
    if isinstance(node, Words):
        yield node
    elif isinstance(node, dict):
        for child in node.values():
            yield from all_words(child)
    elif isinstance(node, tuple):
        for child in node:
            yield from all_words(child)
    elif is_dataclass(node):
        for field in fields(node):
            yield from all_words(getattr(node, field.name))


def test_a_leaflet_in_the_source_language_says_what_is_authored():
    english = leaflet(FULL)
    assert english.title.text == "Sampline"
    assert english.purpose.text == "It helps tight muscles relax."
    assert [section.id for section in english.sections] == ["interactions", "strength"]
    (warning,) = english.front
    assert (warning.level, [words.text for words in warning.paragraphs]) == (
        "danger",
        ["Do not stop suddenly."],
    )


def test_every_kind_of_block_becomes_its_own_in_order():
    blocks = leaflet(FULL).sections[0].blocks
    assert [type(block) for block in blocks] == [
        *(made.Text, made.ListItems, made.ListItems, made.Questions, made.Note),
        *(made.Call, made.DoseLines, made.Card),
    ]
    _, items, steps, questions, note, call, lines, card = blocks
    assert not items.ordered
    assert steps.ordered
    assert [seen(words.text) for words in steps.items] == [
        "Take 5~mg, 2~times~a~day: morning and evening.",
        "The most is 80~mg.",
    ]
    assert [(ask.text, answer.text) for ask, answer in questions.pairs] == [
        ("Why do I take it?", "It helps.")
    ]
    assert note.pictogram == "food"
    assert [(name, words.text) for name, words in lines.times] == [
        ("morning", "morning"),
        ("bedtime", "bedtime"),
    ]
    assert [line.text for line in card.lines] == ["This person takes it."]
    assert [(line.purpose, seen(line.number).replace("\u2060", "")) for line in card.phones] == [
        ("clinic", "202-555-0142")
    ]
    # The clinic gives no crisis line, so none prints.
    assert [line.purpose for line in call.phones] == ["emergency"]


def test_a_table_keeps_its_rows_and_its_values():
    (table,) = leaflet().sections[1].blocks
    assert [words.text for words in table.head] == ["Product", "Strength"]
    assert [[seen(words.text) for words in row] for row in table.rows] == [["Liquid", "25~mg~in~5~mL"]]


def test_a_block_prints_only_where_its_condition_holds():
    assert len(leaflet().sections[0].blocks) == 2
    assert len(leaflet(by=clinic(jurisdiction="GB")).sections[0].blocks) == 1


def test_a_section_without_any_block_to_print_is_left_out_with_its_heading():
    only = changed(("- list: [Opioids., Alcohol.]", "- {list: [Opioids.], when: {jurisdiction: US}}"))
    assert [section.id for section in leaflet(only).sections] == ["interactions", "strength"]
    abroad = leaflet(only, by=clinic(jurisdiction="GB"))
    assert [section.id for section in abroad.sections] == ["strength"]


def test_a_fact_prints_as_it_holds_in_the_jurisdiction():
    text = changed(("Do not stop suddenly.", "The most is {max_daily} a day."))
    assert "80~mg" in seen(leaflet(text).front[0].paragraphs[0].text)
    assert "100~mg" in seen(leaflet(text, by=clinic(jurisdiction="GB")).front[0].paragraphs[0].text)


@pytest.mark.parametrize(
    ("name", "check"),
    [("start_doze", "undefined-fact"), ("start_dose_under", "undefined-fact"), ("only_gb", "fact-elsewhere")],
)
def test_a_placeholder_without_its_fact_is_told_at_its_brace(name, check):
    text = changed(
        ("Do not stop suddenly.", f"Take no more than {{{name}}} a day."),
        ("  start_dose:", "  only_gb: {amount: 3 mg, jurisdiction: GB}\n  start_dose:"),
    )
    assert told(text=text) == [(check, "leaflets/sampline.yaml:21:32")]
    assert leaflet(text.replace(f"{{{name}}}", "{max_daily}"))


def test_no_word_of_english_stands_in_a_leaflet_of_another_language():
    catalogues = translated(FULL)
    foreign = leaflet(FULL, "ru", catalogues=catalogues, clinic_tag="ru")
    tried = 0
    for words in all_words(foreign):
        if words.text == "US":
            continue
        tried += 1
        left = re.sub("[\u2066\u2068](?:Sampline|[0-9a-f]{12})\u2069|{[a-z_]+}", "", words.text)
        assert not re.search("[A-Za-z]", left), words
    assert tried > 40


def test_every_text_without_translation_is_told_and_not_only_the_first():
    catalogues = translated(FULL)
    lost = {
        ("sampline", "Do not stop suddenly."),
        ("sampline", "Alcohol."),
        ("page", "Danger"),
        ("phrases", "bedtime"),
        ("phrases", "{amount} in {volume}"),
    }
    for domain, msgid in lost:
        held = catalogues["ru"][domain]
        blank = tuple(replace(m, msgstr=("",)) if m.msgid == msgid else m for m in held.entries)
        catalogues["ru"][domain] = replace(held, entries=blank)
    with pytest.raises(Refused) as caught:
        leaflet(FULL, "ru", catalogues=catalogues, clinic_tag="ru")
    assert {finding.check for finding in caught.value.findings} == {"missing-translation"}
    shown = sorted(finding.message.split("“")[1].strip("”") for finding in caught.value.findings)
    assert shown == sorted(msgid for _, msgid in lost)


@pytest.mark.parametrize("domain", ["sampline", "page", "phrases"])
def test_a_leaflet_without_one_of_its_catalogues_is_withheld(domain):
    catalogues = translated(FULL)
    del catalogues["ru"][domain]
    assert told(text=FULL, tag="ru", catalogues=catalogues, clinic_tag="ru") == [
        ("missing-catalogue", "locales/ru")
    ]


def test_a_leaflet_in_a_language_without_catalogues_tells_each_of_them():
    assert told(tag="ru") == [("missing-catalogue", "locales/ru")] * 3


def test_a_fuzzy_translation_withholds_the_leaflet():
    catalogues = translated(FULL)
    held = catalogues["ru"]["sampline"]
    unsure = tuple(replace(m, fuzzy=m.msgid == "Alcohol.") for m in held.entries)
    catalogues["ru"]["sampline"] = replace(held, entries=unsure)
    assert [check for check, _ in told(text=FULL, tag="ru", catalogues=catalogues, clinic_tag="ru")] == [
        "fuzzy-translation"
    ]


def test_only_an_explicit_parent_lends_its_words():
    spanish = translated(FULL, tag="es")
    mexican = replace(languages()["es"], tag="es-MX")

    def made_in(language):
        return translate(authored(FULL), Wanted(language, "oral", clinic(), language), wordings(), spanish)

    with pytest.raises(Refused) as caught:
        made_in(mexican)
    assert {finding.check for finding in caught.value.findings} == {"missing-catalogue"}
    assert made_in(replace(mexican, parent="es")).purpose.text.startswith("жж")


def test_the_card_speaks_the_language_of_the_clinic():
    foreign = leaflet(FULL, "ru", catalogues=translated(FULL))
    card = foreign.sections[0].blocks[-1]
    assert (card.heading.text, card.heading.language.tag) == ("Alert", "en")
    assert [words.text for words in card.lines] == ["This person takes it."]
    assert foreign.title.language.tag == "ru"
    assert [row[0].language.tag for row in foreign.headers] == ["ru", "en"]
    assert foreign.clinic_words["danger"].text == "Danger"
    assert foreign.words["danger"].text == "жжжжжж"


def test_a_clinic_of_the_same_language_has_one_row_of_headers():
    english = leaflet(FULL)
    assert [[words.text for words in row] for row in english.headers] == [
        ["Sampline", wordings().words["form_oral"].text, "English", "US"]
    ]
    assert english.clinic_words is english.words


def test_the_edition_line_names_the_digest_of_the_text():
    english = leaflet(FULL)
    edition = wordings().words["edition"].text
    for name, said in (
        ("version", "1"),
        ("sources_date", "May~31,~2026"),
        ("digest", english.text_digest[:12]),
    ):
        edition = edition.replace(f"{{{name}}}", said)
    assert seen(english.edition.text) == edition


def test_brand_names_print_where_the_fact_holds_and_nowhere_else():
    text = changed(("  start_dose:", "  brands: {names: [Aa, Bb], jurisdiction: US}\n  start_dose:"))
    assert seen(leaflet(text).brands.text) == wordings().words["brands"].text.replace("{brands}", "Aa and Bb")
    assert leaflet(text, by=clinic(jurisdiction="GB")).brands is None
    assert leaflet().brands is None


def test_words_know_the_block_they_come_from():
    assert leaflet().front[0].paragraphs[0].where == "leaflets/sampline.yaml:front/warning"


def test_every_text_of_the_projects_own_leaflet_is_balanced_and_filled():
    content = read_content(Project(ROOT))
    english = content.languages["en"]
    wanted = Wanted(english, "oral", read_clinic(content.project, "default"), english)
    baclofen = translate(content.monographs["baclofen"], wanted, content.wordings, content.catalogues)
    page_words = {"page", "continued", "brands", "edition"}
    page_words |= {f"signed_{kind.replace('-', '_')}" for kind in KINDS}
    resolved = [w for w in all_words(baclofen) if w.where.split(":")[-1] not in page_words]
    assert len(resolved) > 100
    for words in all_words(baclofen):
        assert is_balanced(words.text), words
    for words in resolved:
        assert words.text, words
        assert not set(words.text) & set("{}"), words


def test_a_phone_of_the_clinic_prints_with_its_label():
    lines = leaflet(by=clinic(phones={"clinic": Phone("202-555-0142")})).clinic.phones
    assert [(line.purpose, line.label.text) for line in lines] == [
        ("clinic", wordings().words["phone_clinic"].text)
    ]
