"""What a plan says on paper, in every language: days by name, amounts as they are taken, and what was not checked."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from babel import Locale
from babel.dates import get_day_names, get_month_names

from plainleaf.layout.spoken import as_read, spoken
from plainleaf.translate import leaflet as made
from plainleaf.values.kinds import TIMES_OF_DAY, Day
from plainleaf.values.languages import read_languages
from plainleaf.values.numbers import region_locale
from tests.plan.samples import (
    CANARY,
    HIGHEST,
    LIQUID,
    PLANS,
    PROJECT,
    TABLETS,
    content,
    sheet,
    voice_of,
    with_rows,
)

TAGS = tuple(read_languages(PROJECT))
DAYS = [date(2026, 6, day) for day in (1, 3, 4, 10, 11, 13, 14, 16, 17, 19, 20)]
"""Of the tablets' plan, in its order."""

CLOCK = re.compile(
    r"\d{1,2}\s*[:.：٫h]\s*\d{2}(?!\d)|\d\s*(?:ሰዓት|点|時|시(?!작)|น\.|AM|PM|a\.m\.|p\.m\.)|ሰዓት\s*\d"
)
HALVES = "½¼¾"
WIDTHS, CONTEXTS = ("wide", "abbreviated"), ("format", "stand-alone")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "plan.yaml"


def word(id: str, tag: str = "en", **parts: str) -> str:
    """A word of the page in a language, as it is read."""
    return as_read(voice_of(tag).wording(id, content().wordings, **parts).text)


def blocks(leaflet: made.Leaflet) -> tuple[made.Block, ...]:
    """All of the plan itself."""
    (section,) = leaflet.sections
    return section.blocks


def steps(leaflet: made.Leaflet) -> list[made.Step]:
    return [block for block in blocks(leaflet) if isinstance(block, made.Step)]


def doses(leaflet: made.Leaflet) -> list[list[tuple[str, str]]]:
    """Time of day and dose, step by step."""
    return [
        [(as_read(time.text), as_read(dose.text)) for _, time, dose in step.doses] for step in steps(leaflet)
    ]


def lines(leaflet: made.Leaflet) -> list[str]:
    """Every text of the plan itself, in its order."""
    said: list[made.Words] = []
    for block in blocks(leaflet):
        match block:
            case made.Text(words):
                said.append(words)
            case made.Lines(labels):
                said += labels
            case made.Step():
                said += [block.heading, *block.days]
                said += [part for _, *dose in block.doses for part in dose]
                said.append(block.total)
    return [as_read(words.text) for words in said]


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)?", text)


# ---- days


@pytest.mark.parametrize("tag", TAGS)
def test_each_day_has_its_weekday_and_its_month_by_name_and_a_gregorian_year(file, tag):
    said = sheet(file, TABLETS, tag)
    texts = [as_read(words.text) for step in steps(said) for words in step.days]
    texts += [line for line in lines(said) if line == word("plan_stop", tag, date=voice_day(tag, DAYS[-1]))]
    assert len(texts) == len(DAYS) == 11
    locale = region_locale(read_languages(PROJECT)[tag], "US")
    weekdays = get_day_names("wide", locale=locale)
    for day, text in zip(DAYS, texts, strict=True):
        shown = text.casefold()
        assert as_read(weekdays[day.weekday()]).casefold() in shown, text
        month = next(name for name in months_of(locale, day.month) if name in shown)
        left = shown.replace(month, " ", 1)
        assert sorted(numbers(left), key=int) == sorted([str(day.day), "2026"], key=int), text


def months_of(locale: Locale, month: int) -> list[str]:
    """The names of a month, the longest first: where they are numbers with a word (6月), dates use the short one."""
    names = {get_month_names(width, context, locale)[month] for width in WIDTHS for context in CONTEXTS}
    return sorted((as_read(name).casefold() for name in names if not name.isdecimal()), key=len, reverse=True)


def voice_day(tag: str, day: date) -> str:
    return voice_of(tag).speaker.day(Day(day))


@pytest.mark.parametrize(
    ("tag", "first"),
    [
        ("en", "First day: Monday, June 1, 2026"),
        ("es", "Primer día: lunes, 1 de junio de 2026"),
        ("ar", "أول يوم: الاثنين، 1 يونيو 2026"),
        ("hi", "पहला दिन: सोमवार, 1 जून 2026"),
        ("th", "วันแรก: วันจันทร์ที่ 1 มิถุนายน ค.ศ. 2026"),
        ("zh-Hans", "开始日期：2026年6月1日星期一"),
        ("am", "የመጀመሪያ ቀን፦ ሰኞ 1 ጁን 2026"),
    ],
)
def test_a_day_reads_as_its_language_writes_it(file, tag, first):
    assert as_read(steps(sheet(file, TABLETS, tag))[0].days[0].text) == first


def test_a_day_reads_in_britain_as_the_british_write_it(file):
    british = sheet(file, TABLETS, clinic="british")
    assert [as_read(words.text) for words in steps(british)[0].days] == [
        "First day: Monday, 1 June 2026",
        "Last day: Wednesday, 3 June 2026",
    ]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("plan", [TABLETS, LIQUID], ids=["tablets", "liquid"])
def test_a_plan_tells_no_time_by_the_clock_and_writes_latin_digits(file, tag, plan):
    """In Amharic a clock time would be read six hours off."""
    said = lines(sheet(file, plan, tag))
    assert len(said) > 15
    assert [line for line in said if CLOCK.search(line)] == []
    digits = {
        character for line in said for character in line if unicodedata.category(character) in ("Nd", "No")
    }
    assert digits <= set("0123456789")
    assert digits


def test_a_clock_time_would_be_noticed():
    for text in ("at 8:00", "8.30 Uhr", "በ 2 ሰዓት", "早上8点", "8 AM", "아침 8시"):
        assert CLOCK.search(text), text
    for text in ("7.5 mL (7.5 mg)", "የመኝታ ሰዓት", "June 1, 2026", "1 tablet (10 mg)"):
        assert not CLOCK.search(text), text


# ---- amounts


def test_each_dose_says_how_many_tablets_and_how_much_medicine(file):
    said = sheet(file, TABLETS)
    assert doses(said)[0] == [
        ("morning", "1 tablet (10 mg)"),
        ("midday", "half a tablet (5 mg)"),
        ("evening", "1 tablet (10 mg)"),
        ("bedtime", "no dose"),
    ]
    assert doses(said)[1][2] == ("evening", "2 tablets (20 mg)")
    assert [as_read(step.total.text) for step in steps(said)] == [
        f"Total a day: {total} mg" for total in (25, 40, 30, 20, 10)
    ]
    assert [as_read(step.heading.text) for step in steps(said)] == [f"Step {n} of 5" for n in range(1, 6)]
    assert "Each tablet has 10 mg. Check that your label says the same." in lines(said)


def test_more_than_one_tablet_and_a_half_is_said_in_words_too(file):
    text = with_rows(
        HIGHEST, {5: "taking_now: 70 mg", 10: "    morning: 7 and a half tablets", 11: "    total: 75 mg"}
    )
    assert doses(sheet(file, text)) == [[("morning", "7 and a half tablets (75 mg)")]]


@pytest.mark.parametrize("tag", TAGS)
def test_half_a_tablet_is_said_in_words_and_a_whole_one_by_number(file, tag):
    whole, half, *_, none = (dose for _, dose in doses(sheet(file, TABLETS, tag))[0])
    assert numbers(half) == ["5"], half
    assert not set(half) & set(HALVES)
    assert sorted(numbers(whole), key=int) == ["1", "10"], whole
    assert numbers(none) == []
    assert none == word("plan_no_dose", tag)


def test_a_volume_stands_with_its_mass_and_with_the_strength_of_the_liquid(file):
    said = sheet(file, LIQUID)
    assert doses(said) == [
        [
            ("morning", "5 mL (5 mg)"),
            ("midday", "5 mL (5 mg)"),
            ("evening", "5 mL (5 mg)"),
            ("bedtime", "no dose"),
        ],
        [
            ("morning", "7.5 mL (7.5 mg)"),
            ("midday", "5 mL (5 mg)"),
            ("evening", "no dose"),
            ("bedtime", "7.5 mL (7.5 mg)"),
        ],
    ]
    assert "The liquid has 5 mg in 5 mL. Check that your label says the same." in lines(said)


@pytest.mark.parametrize("tag", TAGS)
def test_a_volume_stands_with_its_mass_in_every_language(file, tag):
    strong = with_rows(LIQUID, {7: "liquid: 10 mg in 5 mL", 14: "    total: 30 mg", 19: "    total: 40 mg"})
    said = sheet(file, strong, tag)
    mark = {numbers(dose)[0][1] for _, dose in doses(said)[1][:1]}
    assert mark <= {".", ","}
    (mark,) = mark
    assert [numbers(dose) for _, dose in doses(said)[1]] == [
        [f"7{mark}5", "15"],
        ["5", "10"],
        [],
        [f"7{mark}5", "15"],
    ]
    (strength,) = [
        line for line in lines(said) if line.startswith(word("plan_liquid", tag).partition("{")[0])
    ]
    assert sorted(numbers(strength)) == ["10", "5"]


def test_a_sheet_has_the_times_of_day_that_its_plan_uses_in_their_order(file):
    assert [time for time, _ in doses(sheet(file, TABLETS))[0]] == list(TIMES_OF_DAY)
    assert [time for time, _ in doses(sheet(file, HIGHEST))[0]] == ["morning"]
    text = with_rows(HIGHEST, {10: "    bedtime: 4 tablets\n    midday: 4 tablets"})
    assert [time for time, _ in doses(sheet(file, text))[0]] == ["midday", "bedtime"]


# ---- what stands around the steps


@pytest.mark.parametrize("tag", TAGS)
def test_name_and_birth_are_lines_to_write_on_and_the_plan_ends_with_what_was_checked(file, tag):
    said = blocks(sheet(file, TABLETS, tag))
    first, last = said[0], said[-1]
    assert isinstance(first, made.Lines)
    assert isinstance(last, made.Lines)
    assert [as_read(label.text) for label in first.labels] == [
        word("name_line", tag),
        word("birth_line", tag),
    ]
    assert [as_read(label.text) for label in last.labels] == [word("sign_line", tag)]
    assert lines(sheet(file, TABLETS, tag))[-2] == word("plan_checked", tag)
    assert "" not in lines(sheet(file, TABLETS, tag))


def test_the_sheet_says_that_only_sums_were_checked(file):
    said = lines(sheet(file, TABLETS))
    assert "Checked for arithmetic only, not for kidneys, age or other medicines." in said
    assert said[:2] == ["Name:", "Date of birth:"]


@pytest.mark.parametrize("tag", TAGS)
def test_what_can_kill_stands_first_and_nothing_else_of_the_leaflet(file, tag):
    said = sheet(file, TABLETS, tag)
    assert said.front
    assert all(isinstance(block, made.Warning) and block.level == "danger" for block in said.front)
    headings = [block.text for block in spoken(said) if block.kind == "H2"]
    heading = as_read(said.front[0].heading.text)
    assert headings == [heading, word("plan", tag), word("your_clinic", tag)]
    assert [section.id for section in said.sections] == ["plan"]


@pytest.mark.parametrize(
    ("clinic", "purposes"),
    [
        ("default", {"clinic"}),
        ("british", {"clinic", "urgent"}),
        ("complete", {"clinic", "closed", "pharmacy", "interpreter"}),
    ],
)
def test_no_phone_stands_on_the_sheet_but_those_of_the_clinics_block(file, clinic, purposes):
    said = sheet(file, TABLETS, clinic=clinic)
    assert {line.purpose for line in said.clinic.phones} == purposes
    rest = " ".join(block.text for block in spoken(replace(said, clinic=replace(said.clinic, phones=()))))
    rest = re.sub(r"\b[0-9a-f]{12}\b", "", rest)
    assert re.findall(r"(?<![\d-])(?:911|988|999|111|116 123)(?!\d)|\d{3}[- ]\d{4}", rest) == []
    assert "Your clinic" in rest


def test_what_a_clinic_adds_to_its_leaflets_is_no_part_of_a_plan(file):
    clinic = sheet(file, TABLETS, clinic="complete").clinic
    assert (clinic.note, clinic.others, clinic.link) == ((), (), "")


# ---- the end, and what the prescriber confirmed


@pytest.mark.parametrize("tag", TAGS)
def test_a_plan_that_stops_says_from_which_day_and_one_that_goes_on_says_so(file, tag):
    day = voice_day(tag, DAYS[-1])
    stops, goes_on = word("plan_stop", tag, date=day), word("plan_goes_on", tag)
    ended, open_ended = lines(sheet(file, TABLETS, tag)), lines(sheet(file, LIQUID, tag))
    assert ended.count(stops) == 1
    assert goes_on not in ended
    assert open_ended.count(goes_on) == 1
    assert not [line for line in open_ended if line.startswith(word("plan_stop", tag, date="").strip())]


def test_the_last_step_of_a_plan_that_goes_on_has_no_last_day(file):
    days = [[as_read(words.text) for words in step.days] for step in steps(sheet(file, LIQUID))]
    assert days == [
        ["First day: Monday, June 1, 2026", "Last day: Wednesday, June 3, 2026"],
        ["First day: Thursday, June 4, 2026"],
    ]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("plan", PLANS)
def test_a_confirmation_is_told_where_it_was_given_and_its_reason_nowhere(file, tag, plan):
    text = PLANS[plan]
    said = word("plan_confirmed", tag)
    assert said not in lines(sheet(file, text, tag))
    confirmed = sheet(file, f"{text}prescriber_confirmed: {CANARY} Jane Doe\n", tag)
    assert lines(confirmed).count(said) == 1
    assert CANARY not in repr(confirmed)
    assert "Jane" not in repr(confirmed)


def test_a_sheet_is_of_the_medicines_own_leaflet_and_holds_nothing_else_of_the_plan_file(file):
    plain = sheet(file, TABLETS)
    commented = sheet(file, f"# {CANARY}\n{TABLETS}# {CANARY}\n")
    assert plain == commented
    assert CANARY not in repr(commented)
    assert plain.sheet
    assert not plain.short
