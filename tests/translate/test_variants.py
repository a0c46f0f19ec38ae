"""The weekly chart and the short version: what they hold, and that who signs a leaflet signs them too."""

from dataclasses import replace
from functools import cache

import pytest

from plainleaf.clinic import read_clinic
from plainleaf.findings import Refused
from plainleaf.project import Project
from plainleaf.translate import Leaflet, Wanted, translate
from plainleaf.translate.content import read_content
from plainleaf.translate.leaflet import Chart
from plainleaf.translate.printed import CHART_WORDS, OF_SHEETS
from plainleaf.values.kinds import TIMES_OF_DAY
from plainleaf.values.languages import read_languages
from tests.conftest import ROOT
from tests.monograph.samples import changed
from tests.translate.samples import clinic, leaflet, translated
from tests.translate.speakers import seen, wordings
from tests.translate.test_resolve import all_words

LIST = "- list: [Opioids., Alcohol.]"
TABLE = "      - table:\n"
OPTIONAL = changed(
    (LIST, "- {list: [Opioids., Alcohol.], optional: true}"),
    (TABLE, TABLE.replace("- ", "- optional: true\n        ")),
)
"""One optional block beside another, and one that is alone in its section."""

TAGS = tuple(read_languages(Project(ROOT)))
SUNDAY_FIRST = {
    "en": ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "ar": ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"),
    "hi": ("रविवार", "सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार"),
    "th": ("วันอาทิตย์", "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์"),
    "zh-Hans": ("星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"),
}


@cache
def own(
    tag: str, by: str = "default", form: str = "oral", *, chart: bool = False, short: bool = False
) -> Leaflet:
    """This project's leaflet."""
    content = _content()
    handing = read_clinic(content.project, by)
    wanted = Wanted(
        content.languages[tag], form, handing, content.languages[handing.language], chart=chart, short=short
    )
    return translate(content.monographs["baclofen"], wanted, content.wordings, content.catalogues)


@cache
def _content():
    return read_content(Project(ROOT))


def chart_of(made: Leaflet) -> Chart:
    (block,) = made.sections[-1].blocks
    assert isinstance(block, Chart)
    return block


def told(**how) -> list[tuple[str, str]]:
    """Check and text of each finding."""
    with pytest.raises(Refused) as caught:
        leaflet(**how)
    return [(found.check, found.message.split("“")[1].strip("”")) for found in caught.value.findings]


def without(catalogues, *texts: str, domain: str = "page"):
    """The catalogues, these texts not translated."""
    held = catalogues["ru"][domain]
    blank = tuple(replace(m, msgstr=("",)) if m.msgid in texts else m for m in held.entries)
    assert blank != held.entries
    return {"ru": {**catalogues["ru"], domain: replace(held, entries=blank)}}


def test_the_chart_is_the_last_section_and_there_on_request_alone():
    plain, charted = leaflet(), leaflet(chart=True)
    assert [section.id for section in plain.sections] == ["interactions", "strength"]
    assert charted.sections[:-1] == plain.sections
    assert (charted.sections[-1].id, charted.sections[-1].heading.text) == ("chart", "Weekly chart")


def test_nothing_but_the_section_tells_a_leaflet_with_a_chart_from_one_without():
    charted = leaflet(OPTIONAL, chart=True)
    assert replace(charted, sections=charted.sections[:-1]) == leaflet(OPTIONAL)


@pytest.mark.parametrize("by", ["default", "british"])
def test_every_leaflet_of_the_project_has_its_chart_on_request(by):
    for tag in TAGS:
        plain = [section.id for section in own(tag, by).sections]
        assert [section.id for section in own(tag, by, chart=True).sections] == [*plain, "chart"]
        assert "chart" not in plain


def test_the_chart_says_its_words_and_the_times_of_day():
    chart = chart_of(leaflet(chart=True))
    said = {id: wordings().words[id].text for id in CHART_WORDS}
    assert [words.text for words in (chart.how, chart.begins, chart.day, chart.notes)] == [
        said[id] for id in ("chart_how", "chart_begins", "chart_day", "chart_notes")
    ]
    assert [name for name, _ in chart.times] == list(TIMES_OF_DAY)
    assert [words.text for _, words in chart.times] == ["morning", "midday", "evening", "bedtime"]


@pytest.mark.parametrize("tag", SUNDAY_FIRST)
def test_a_week_begins_with_sunday_in_the_us_and_with_monday_in_britain(tag):
    sunday, *rest = SUNDAY_FIRST[tag]
    assert [seen(day.text) for day in chart_of(own(tag, chart=True)).days] == [sunday, *rest]
    assert [seen(day.text) for day in chart_of(own(tag, "british", chart=True)).days] == [*rest, sunday]


@pytest.mark.parametrize("tag", TAGS)
def test_a_chart_names_seven_days_in_its_own_language(tag):
    chart = chart_of(own(tag, chart=True))
    assert len({day.text for day in chart.days}) == 7
    words = (chart.how, chart.begins, chart.day, *chart.days, *(word for _, word in chart.times), chart.notes)
    assert {word.language.tag for word in words} == {tag}
    assert all(word.text for word in words)


@pytest.mark.parametrize("how", [{"chart": True}, {"short": True}, {"chart": True, "short": True}], ids=str)
@pytest.mark.parametrize("tag", ["en", "ar", "th"])
def test_with_a_chart_or_short_it_is_the_same_text_to_who_signs_it(tag, how):
    full, other = own(tag), own(tag, **how)
    assert other.sections != full.sections
    for name in (
        "text_digest",
        "reader_digest",
        "edition",
        "drafted",
        "front",
        "headers",
        "words",
        "purpose",
    ):
        assert getattr(other, name) == getattr(full, name), name


def test_a_short_leaflet_lacks_what_is_optional_and_a_section_without_anything_else():
    full, short = leaflet(OPTIONAL), leaflet(OPTIONAL, short=True)
    assert [(section.id, len(section.blocks)) for section in full.sections] == [
        ("interactions", 2),
        ("strength", 1),
    ]
    assert [(section.id, section.blocks) for section in short.sections] == [
        ("interactions", full.sections[0].blocks[:1])
    ]
    assert (full.short, short.short) == (False, True)


def test_where_nothing_is_optional_the_short_leaflet_says_all():
    assert leaflet(short=True).sections == leaflet().sections


def test_the_short_leaflet_of_the_project_says_all_that_every_patient_must_read():
    for by, form in (("default", "oral"), ("british", "oral"), ("default", "pump")):
        full, short = own("en", by, form), own("en", by, form, short=True)
        kept = {section.id: section for section in short.sections}
        assert short.front == full.front
        changed_ids = [section.id for section in full.sections if kept.get(section.id) != section]
        assert changed_ids == (["products"] if form == "oral" else [])


def test_to_mark_a_block_as_optional_is_to_change_what_was_signed_but_no_readers_text():
    plain, marked = leaflet(), leaflet(OPTIONAL)
    assert [words.text for words in all_words(plain.sections)] == [
        words.text for words in all_words(marked.sections)
    ]
    assert plain.text_digest != marked.text_digest
    assert plain.reader_digest == marked.reader_digest


@pytest.mark.parametrize("id", CHART_WORDS)
def test_another_translation_of_a_word_of_the_chart_or_of_the_short_version_is_another_text(id):
    catalogues = translated(OPTIONAL)
    before = leaflet(OPTIONAL, "ru", catalogues=catalogues).text_digest
    held = catalogues["ru"]["page"]
    text = wordings().words[id].text
    mended = tuple(replace(m, msgstr=("зж",)) if m.msgid == text else m for m in held.entries)
    catalogues["ru"]["page"] = replace(held, entries=mended)
    assert leaflet(OPTIONAL, "ru", catalogues=catalogues).text_digest != before


def test_a_leaflet_without_words_for_its_chart_or_short_version_is_withheld_whether_they_print_or_not():
    texts = [wordings().words[id].text for id in CHART_WORDS]
    catalogues = without(translated(OPTIONAL), *texts)
    for how in ({}, {"chart": True}, {"short": True}):
        found = told(text=OPTIONAL, tag="ru", catalogues=catalogues, **how)
        assert sorted(found) == sorted(("missing-translation", text) for text in texts)


def test_an_optional_text_without_translation_withholds_the_short_leaflet_too():
    catalogues = without(translated(OPTIONAL), "Alcohol.", domain="sampline")
    for how in ({}, {"short": True}):
        assert told(text=OPTIONAL, tag="ru", catalogues=catalogues, **how) == [
            ("missing-translation", "Alcohol.")
        ]


def test_no_leaflet_asks_for_the_words_of_sheets():
    texts = [wordings().words[id].text for id in OF_SHEETS]
    catalogues = without(translated(OPTIONAL), *texts)
    made = leaflet(OPTIONAL, "ru", catalogues=catalogues, chart=True)
    assert not made.words.keys() & set(OF_SHEETS)
    assert made.text_digest == leaflet(OPTIONAL, "ru", catalogues=translated(OPTIONAL)).text_digest


def test_another_clinic_with_another_week_hands_out_the_same_chart_words():
    us, britain = (chart_of(leaflet(by=clinic(jurisdiction=name), chart=True)) for name in ("US", "GB"))
    assert replace(us, days=()) == replace(britain, days=())
    assert sorted(day.text for day in us.days) == sorted(day.text for day in britain.days)
