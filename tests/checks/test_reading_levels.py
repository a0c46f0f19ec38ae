"""The reading level of this project's own leaflets, and of ones made harder."""

from dataclasses import replace
from functools import cache
from math import isfinite

import pytest

from plainleaf.catalogue import draft_mark
from plainleaf.checks import LeafletText, run_checks
from plainleaf.checks.plainness import CHECKS
from plainleaf.checks.reading import reading_levels
from plainleaf.checks.reading.formulas import FORMULAS, WORDS_FOR_ENGLISH
from plainleaf.clinic import read_clinic
from plainleaf.findings import Severity
from plainleaf.project import Project
from plainleaf.translate import Wanted, translate
from plainleaf.translate.content import read_content
from plainleaf.translate.glossary import read_glossary
from plainleaf.translate.leaflet import ListItems, Note, Questions, Section, Words
from plainleaf.values.languages import read_languages
from tests.conftest import ROOT

PROJECT = Project(ROOT)
TAGS = tuple(read_languages(PROJECT))
FORMS = ("oral", "pump")
MSGID = "Get more medicine before you run out."


def made(held, tag, form="oral", clinic="default"):
    authored, by = held.monographs["baclofen"], read_clinic(PROJECT, clinic)
    wanted = Wanted(held.languages[tag], form, by, held.languages[by.language], starting=form == "oral")
    leaflet = translate(authored, wanted, held.wordings, held.catalogues)
    names = glossary().said(authored.monograph.other_names, tag)
    return LeafletText(leaflet, authored.monograph, authored.source, names)


@cache
def content():
    return read_content(PROJECT)


@cache
def glossary():
    return read_glossary(PROJECT)


@cache
def own(tag, form="oral", clinic="default"):
    return made(content(), tag, form, clinic)


def with_items(subject, *items):
    """The leaflet with one section alone, of these list items."""
    leaflet = subject.leaflet
    listed = ListItems(tuple(Words(text, leaflet.language) for text in items))
    section = Section("only", Words("", leaflet.language), (listed,))
    nothing = Words("", leaflet.language)
    return replace(subject, leaflet=replace(leaflet, purpose=nothing, front=(), sections=(section,)))


def harder(level, other):
    """Whether a level is harder than another of the same formula."""
    return level.score > other.score if level.formula.scale.rises else level.score < other.score


@pytest.mark.parametrize("tag", TAGS)
def test_each_leaflet_has_a_level_and_so_has_each_of_its_sections(tag):
    for form in FORMS:
        subject = own(tag, form)
        whole, *sections = reading_levels(subject)
        assert (whole.section, whole.is_plain) == ("", True)
        assert [level.section for level in sections] == [section.id for section in subject.leaflet.sections]
        assert all(isfinite(level.score) and level.meaning for level in (whole, *sections))
        assert whole.counts.words > sum(level.counts.words for level in sections) > 300
        assert whole.counts.sentences > 60
        assert (whole.counts.syllables > 0) == (tag in FORMULAS)


@pytest.mark.parametrize("clinic", ["default", "british"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tag", TAGS)
def test_no_leaflet_of_ours_is_hard_to_read(tag, form, clinic):
    assert run_checks(own(tag, form, clinic), CHECKS) == ()


@pytest.mark.parametrize("tag", TAGS)
def test_a_leaflet_gets_harder_when_two_sentences_are_joined(tag):
    subject = own(tag)
    one, two = [words.text for words in subject.leaflet.front[1].items[:2]]
    comma = {"zh-Hans": "，", "th": "", "ar": "، ", "ur": "، ", "am": "፣ "}.get(tag, ", ")
    joined = with_items(subject, one.rstrip(".。।۔።") + comma + two)
    apart = with_items(subject, one, two)
    assert reading_levels(apart)[0].counts.words == reading_levels(joined)[0].counts.words
    assert harder(reading_levels(joined)[0], reading_levels(apart)[0])
    assert harder(reading_levels(joined)[1], reading_levels(apart)[1])


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_takes_about_as_many_words_as_its_class_says(tag):
    english, own_words = (
        sum(reading_levels(own(one, form))[0].counts.words for form in FORMS) for one in ("en", tag)
    )
    assert own_words / english == pytest.approx(WORDS_FOR_ENGLISH.get(tag, 1), abs=0.15)


def test_the_names_of_other_medicines_do_not_count_in_any_language():
    polish = own("pl")
    assert {"gabapentyna", "opioidy"} <= polish.names
    with_names, without = reading_levels(polish), reading_levels(replace(polish, names=frozenset()))
    assert with_names[0].score < without[0].score


def test_headings_tables_and_what_is_in_another_language_do_not_count():
    english = own("en")
    subject = with_items(english, "Take it with food.")
    (section,) = subject.leaflet.sections
    other = read_languages(PROJECT)["fr"]
    table = next(b for s in english.leaflet.sections for b in s.blocks if type(b).__name__ == "Table")
    more = (*section.blocks, table, Note(Words("Un texte qui n’est pas dans la langue.", other)))
    changed = replace(section, heading=Words("A heading", subject.leaflet.language), blocks=more)
    assert reading_levels(
        replace(subject, leaflet=replace(subject.leaflet, sections=(changed,)))
    ) == reading_levels(subject)


def test_questions_count_with_their_answers():
    subject = with_items(own("en"))
    language = subject.leaflet.language
    pair = (Words("Can I drive?", language), Words("Ask your doctor.", language))
    section = replace(subject.leaflet.sections[0], blocks=(Questions((pair,)),))
    counts = reading_levels(replace(subject, leaflet=replace(subject.leaflet, sections=(section,))))[0].counts
    assert (counts.words, counts.sentences) == (6, 2)


def test_the_hardest_sentence_is_the_one_without_which_the_rest_is_easiest():
    hard = "Discontinuation necessitates medical supervision and individualised tapering."
    level = reading_levels(with_items(own("en"), "Take it with food.", f"Ask us. {hard}", "Rest well."))[0]
    assert level.hardest.sentence.text == hard


def test_a_leaflet_without_prose_is_plain_and_has_no_hardest_sentence():
    empty = with_items(own("hi"))
    assert [(level.is_plain, level.hardest) for level in reading_levels(empty)] == [(True, None)] * 2
    assert run_checks(empty, CHECKS) == ()


def translated(tag, text):
    """The leaflet in a language with MSGID said so, and the place of its msgstr."""
    catalogue = content().catalogues[tag]["baclofen"]
    (message,) = [entry for entry in catalogue.entries if entry.msgid == MSGID]
    said = replace(message, msgstr=(text,), fuzzy=False, comments=(draft_mark((text,)),))
    entries = tuple(said if one is message else one for one in catalogue.entries)
    held = {**content().catalogues[tag], "baclofen": replace(catalogue, entries=entries)}
    changed = replace(content(), catalogues={**content().catalogues, tag: held})
    return made(changed, tag), message.place_of(0)


LONG = {
    "es": "Pida más medicina antes de que se le acabe y "
    + "no lo deje de un día para otro y " * 3
    + "avise.",
    "ru": "Возьмите ещё лекарство, пока оно есть, " + "и не бросайте его сразу, " * 6 + "и ждите.",
    "ar": "اطلب الدواء قبل أن ينفد منك " + "ولا توقفه من نفسك أبدا " * 5 + "وانتظر.",
    "hi": "दवा खत्म होने से पहले और दवा ले लें " + "और उसे अपने आप कभी बंद न करें " * 4 + "और रुकें।",
    "th": "ไปรับยาเพิ่มก่อนที่ยาจะหมด" + "และห้ามหยุดยาเองเด็ดขาด" * 5,
    "zh-Hans": "药用完之前请再去取药，" + "绝不要自己停药，" * 6 + "请等。",
    "ko": "약이 떨어지기 전에 더 받으시고 " + "절대 혼자 끊지 마시고 " * 5 + "기다리세요.",
}


@pytest.mark.parametrize("tag", LONG)
def test_a_long_sentence_in_a_translation_is_a_warning_at_its_msgstr(tag):
    subject, place = translated(tag, LONG[tag])
    (finding,) = run_checks(subject, CHECKS)
    assert (finding.check, finding.place, finding.severity) == ("long-sentence", place, Severity.WARNING)
    assert place.row
    assert place.column
    assert LONG[tag][:20] in finding.message
    repaired, _ = translated(tag, own(tag).leaflet.purpose.text)
    assert run_checks(repaired, CHECKS) == ()


HARD = {
    "es": "La discontinuación injustificada ocasiona complicaciones extraordinariamente desfavorables. ",
    "fr": "L’interruption prématurée occasionne des complications extraordinairement défavorables. ",
    "pl": "Nieuzasadnione przerywanie przyjmowania powoduje niespodziewane komplikacje. ",
    "ru": "Необоснованное прекращение употребления сопровождается непредсказуемыми осложнениями. ",
}


@pytest.mark.parametrize("tag", HARD)
def test_hard_words_in_a_translation_are_a_warning_at_the_sentence(tag):
    subject, place = translated(tag, HARD[tag] * 50)
    found = run_checks(subject, CHECKS)
    assert {(finding.check, finding.place, finding.severity) for finding in found} == {
        ("reading-grade", place, Severity.WARNING)
    }
    whole, section = found
    assert whole.message.startswith("the leaflet scores ")
    assert section.message.startswith("the section “stopping” scores ")
    assert all(HARD[tag].strip() in finding.message and finding.hint for finding in found)
    repaired, _ = translated(tag, HARD[tag].split()[-1])
    assert run_checks(repaired, CHECKS) == ()


def test_long_sentences_all_through_are_a_warning_where_no_formula_is_known():
    subject = own("hi")
    item = "दवा खत्म होने से पहले और दवा ले लें और उसे अपने आप कभी बंद न करें और डॉक्टर को तुरंत बताएँ।"
    found = run_checks(with_items(subject, *[item] * 5), CHECKS)
    assert [finding.check for finding in found] == ["reading-grade"]
    assert "words a sentence, as of English" in found[0].message
    assert run_checks(with_items(subject, *[item.partition(" और")[0]] * 5), CHECKS) == ()


def test_in_english_too_hard_is_an_error():
    hard = "Concomitant administration potentiates respiratory depression."
    found = run_checks(with_items(own("en"), hard), CHECKS)
    assert [(finding.check, finding.severity) for finding in found] == [("reading-grade", Severity.ERROR)] * 2
