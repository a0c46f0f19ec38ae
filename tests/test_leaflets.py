"""The project's own leaflets, printed: what a patient would hold."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pytest

from plainleaf.findings import Severity
from plainleaf.inspect import facts, glyphs, text
from plainleaf.monograph import Monograph, passages
from plainleaf.pipeline import Job, Outcome, Request, Variant, make_leaflet, open_workshop, plan_jobs, run
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.translate import Leaflet, Words
from plainleaf.translate.content import read_content
from plainleaf.translate.leaflet import PhoneLine, Starting
from plainleaf.translate.references import references, resolve
from plainleaf.values.characters import ISOLATES, POP_ISOLATE
from plainleaf.values.languages import read_languages
from tests.conftest import ROOT, sampled
from tests.judges.verapdf import judge, tally

PROJECT = Project(ROOT)
TAGS = tuple(read_languages(PROJECT))
EDITIONS = (("default", "oral"), ("british", "oral"), ("default", "pump"), ("british", "pump"))
"""Clinic (Letter in the US, A4 in Britain) and form."""

Key = tuple[str, str, str]
"""Language, clinic, form."""

EVERY: tuple[Key, ...] = tuple((tag, *edition) for edition in EDITIONS for tag in TAGS)
TAGS_OF = {
    ("default", "oral"): TAGS,
    ("british", "oral"): ("en", "ar", "zh-Hans"),
    ("default", "pump"): ("en", "hi", "th"),
    ("british", "pump"): ("en", "ar", "zh-Hans"),
}
SAMPLE: tuple[Key, ...] = tuple((tag, *edition) for edition, tags in TAGS_OF.items() for tag in tags)
"""The first edition in every language, the others in a few scripts; the rest only with `--slow`."""

INVISIBLE = dict.fromkeys(map(ord, ISOLATES + "\u200b\u2060\u200e\u200f"))
DIGIT = re.compile(r"\d")
GAP = 2.5
"""Points between two words."""


PLANS, FEW_PLANS = ("en", "ar", "fr", "zh-Hans"), ("en", "ar")
RIGHT_TO_LEFT = [(tag, clinic, "oral") for clinic in ("default", "british") for tag in ("ar", "ur")]


@dataclass(frozen=True)
class Made:
    outcome: Outcome
    leaflet: Leaflet

    @property
    def pages(self) -> tuple[str, ...]:
        return text(self.outcome.pdf)


@cache
def baclofen() -> Monograph:
    return read_content(PROJECT).monographs["baclofen"].monograph


@pytest.fixture(scope="module")
def made(slow) -> dict[Key, Made]:
    """Every leaflet of the project, or the sample."""
    found: dict[Key, Made] = {}
    for (clinic, form), tags in TAGS_OF.items():
        request = Request(tags=() if slow else tags, form=form, clinic=clinic)
        workshop = open_workshop(PROJECT, request, Shelf(None))
        for outcome in run(workshop, plan_jobs(workshop), workers=2):
            found[outcome.job.tag, clinic, form] = Made(outcome, make_leaflet(workshop, outcome.job, []))
    return found


@pytest.fixture(params=TAGS)
def letter(request, made) -> Made:
    return made[request.param, "default", "oral"]


@pytest.fixture(params=sampled(EVERY, SAMPLE), ids="-".join)
def each(request, made) -> Made:
    return made[request.param]


def plain(words: str) -> str:
    """As a reader compares texts: no controls, no bold marks, one kind of space."""
    return " ".join(unicodedata.normalize("NFKC", words.translate(INVISIBLE)).replace("**", "").split())


def test_every_leaflet_is_made_with_no_finding_but_unread_sources(made, slow):
    assert set(made) == set(EVERY if slow else SAMPLE)
    assert (len(EVERY), len(SAMPLE)) == (60, 24)
    assert {key: one.outcome.made for key, one in made.items()} == dict.fromkeys(made, True)
    findings = [finding for one in made.values() for finding in one.outcome.findings]
    assert {finding.check for finding in findings} == {"unverified-source"}
    assert all(finding.severity is Severity.WARNING for finding in findings)


@pytest.fixture(scope="module")
def plans(slow) -> dict[str, Made]:
    """Some with the example of a starting plan."""
    found: dict[str, Made] = {}
    request = Request(tags=PLANS if slow else FEW_PLANS, variant=Variant(starting=True))
    workshop = open_workshop(PROJECT, request, Shelf(None))
    for outcome in run(workshop, plan_jobs(workshop), workers=2):
        found[outcome.job.tag] = Made(outcome, make_leaflet(workshop, outcome.job, []))
    return found


def test_vera_pdf_finds_nothing_in_any_of_them(made, plans, record_property):
    """PDF/UA-1, by a judge that is not ours."""
    files = {"-".join(key): one.outcome.pdf for key, one in made.items()}
    verdicts = judge(files | {f"{tag}-starting": one.outcome.pdf for tag, one in plans.items()})
    assert {name: one.failures for name, one in verdicts.items() if not one.compliant} == {}
    assert len(verdicts) == len(made) + len(plans) >= 26
    assert {one.rules for one in verdicts.values()} == {106}
    record_property("veraPDF, PDF/UA-1", tally(verdicts.values()))


def test_no_leaflet_takes_more_than_ten_pages(made):
    pages = {key: one.outcome.entry.pages for key, one in made.items()}
    assert max(pages.values()) <= 10, pages


def test_english_on_a4_takes_eight_pages_at_most():
    workshop = open_workshop(PROJECT, Request(tags=("en",), paper="a4"), Shelf(None))
    (outcome,) = run(workshop, plan_jobs(workshop))
    assert outcome.entry.pages <= 8


def digits_of(page: str) -> str:
    return "".join(character for character in page if character.isdigit())


FRONT_PHONES = {
    ("default", "oral"): ("911", "988", "2025550142", "18002221222"),
    ("default", "pump"): ("911", "988", "2025550171"),
    ("british", "oral"): ("999", "116123", "111", "02079460142"),
    ("british", "pump"): ("999", "116123", "02079460171"),
}


def test_page_one_holds_both_call_boxes_and_every_phone(each):
    """A number of the last box stands there, so the page holds all that is before it too."""
    first = digits_of(each.pages[0])
    for number in FRONT_PHONES[each.outcome.job.clinic, each.outcome.job.form]:
        assert number in first, number


def test_every_page_says_that_it_is_a_draft(letter):
    english = letter.leaflet.clinic_words["draft"].text
    assert english == "DRAFT: do not give to patients"
    for number in range(letter.outcome.entry.pages):
        rows = [read_left_to_right(row) for row in rows_of(letter.outcome.pdf, number)]
        assert any(compact(english) in row for row in rows), f"page {number + 1}"


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_says_so_in_the_leaflets_own_language(made, tag):
    letter = made[tag, "default", "oral"]
    own = sorted(compact(letter.leaflet.words["draft"].text))
    for number in range(letter.outcome.entry.pages):
        rows = [sorted("".join(ink.char for ink in row)) for row in rows_of(letter.outcome.pdf, number)]
        assert any(not rest(own, row) for row in rows), f"page {number + 1}"


def rest(wanted: list[str], row: list[str]) -> list[str]:
    """The characters of ``wanted`` that a row lacks."""
    left = list(row)
    return [char for char in wanted if not (char in left and not left.remove(char))]


def test_every_page_but_the_last_says_that_more_follows(made):
    pages = made["en", "british", "oral"].pages
    more = "More on the next page"
    assert [more in plain(page) for page in pages] == [True] * (len(pages) - 1) + [False]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in plain(page)


def test_the_file_is_tagged_titled_and_in_its_language(letter):
    told = facts(letter.outcome.pdf)
    assert told.tagged
    assert told.language == letter.leaflet.language.tag
    assert told.title.startswith(plain(letter.leaflet.title.text))


def test_every_number_on_a_page_is_the_value_of_a_fact_and_every_fact_prints(each):
    """By value: the facts this leaflet names, the clinic's numbers, the edition line, the pages' own numbers."""
    wanted = page_values(each) | fact_values(each)
    # Some languages write the month of the edition line in digits.
    month = Decimal(baclofen().reviewed.month)
    pages = [Numbers.of(page, each.leaflet) for page in each.pages]
    for number, page in enumerate(pages, 1):
        known = wanted | {Decimal(number), Decimal(len(pages)), month}
        assert page.found <= known | page.digest, f"page {number}"
    assert wanted <= {value for page in pages for value in page.found}


def test_facts_of_several_kinds_have_the_values_that_are_looked_for(made):
    assert fact_values(made["en", "default", "oral"]) >= {Decimal(n) for n in (5, 40, 80, 3, 12, 25, 68, 77)}
    assert fact_values(made["en", "british", "oral"]) >= {Decimal(n) for n in (10, 60, 100, 33)}
    assert fact_values(made["en", "default", "pump"]) == set()


@dataclass(frozen=True)
class Numbers:
    """The numbers that stand on a page, and what the digits of the edition's digest may be read as."""

    found: set[Decimal]
    digest: set[Decimal]

    @classmethod
    def of(cls, page: str, leaflet: Leaflet) -> "Numbers":
        words = plain(page)
        digest = re.search(r"[0-9a-f]{12}", plain(leaflet.edition.text))
        assert digest is not None
        # Right to left its pieces come in any order.
        pieces = {Decimal(run) for run in re.findall(r"\d+", digest[0])}
        words = words.replace(digest[0], "")
        found = {Decimal(run) for run in re.findall(r"[0-9]+(?:\.[0-9]+)?", words)}
        return cls(found, pieces)


def fact_values(one: Made) -> set[Decimal]:
    """The numbers of every fact that this leaflet's texts name."""
    monograph = baclofen()
    edition = one.leaflet.jurisdiction, one.leaflet.form
    printed = [p for p in passages(monograph) if p.when.holds(*edition) and not p.on_request]
    named = {resolve(name, monograph).fact for passage in printed for name in references(passage.text)}
    return {number for name in named for number in numbers_in(monograph.fact(name, *edition).value)}


def page_values(one: Made) -> set[Decimal]:
    """Phones, opening hours, the size line and the edition line."""
    phones = (line.number for line in all_phones(one.leaflet))
    digits = re.findall(
        r"\d+", plain(" ".join(phones)) + " ".join(plain(h.text) for h in one.leaflet.clinic.hours)
    )
    monograph = baclofen()
    read_on = monograph.reviewed
    return {Decimal(n) for n in (*digits, 100, 50, monograph.version, read_on.day, read_on.year)}


def numbers_in(value: object) -> Iterator[Decimal]:
    """Every number a typed value holds, at any depth."""
    if isinstance(value, (Decimal, int)):
        yield Decimal(value)
    elif isinstance(value, tuple):
        yield from (number for item in value for number in numbers_in(item))
    elif hasattr(value, "__dataclass_fields__"):
        yield from (n for name in value.__dataclass_fields__ for n in numbers_in(getattr(value, name)))


PUMPS = [(tag, clinic, "pump") for clinic in ("default", "british") for tag in TAGS]


@pytest.mark.parametrize("key", sampled(PUMPS, set(PUMPS) & set(SAMPLE)), ids="-".join)
def test_no_oral_fact_prints_in_the_pump_leaflet(made, key):
    oral, pump = made[*key[:2], "oral"], made[key]
    own = [words for words in all_words(pump.leaflet) if words.where.startswith("leaflets/")]
    assert [value for words in own for value in values_in(words.text) if DIGIT.search(value)] == []
    whole = plain(" ".join(pump.pages))
    for fact in oral_facts(oral):
        assert all(plain(said) not in whole for said in fact), fact
    gone = {
        section.heading.text
        for section in oral.leaflet.sections
        if section.id in {"missed", "products", "storing"}
    }
    assert len(gone) == 3
    assert not gone & {section.heading.text for section in pump.leaflet.sections}


def oral_facts(one: Made) -> list[set[str]]:
    """What the oral leaflet says of each of its doses, strengths and counts."""
    sections = [words for section in one.leaflet.sections for words in all_words(section)]
    found = [{value for value in values_in(words.text) if DIGIT.search(value)} for words in sections]
    assert len([values for values in found if values]) >= 7
    return [values for values in found if values]


def test_no_leaflet_holds_a_starting_plan_unless_it_is_asked_for(made):
    assert not [key for key, one in made.items() if list(_found(one.leaflet, Starting))]
    assert all("Example only" not in plain(page) for page in made["en", "default", "oral"].pages)


@pytest.mark.parametrize("tag", sampled(PLANS, FEW_PLANS))
def test_on_request_a_table_of_days_and_times_of_day_stands_under_its_caution(plans, tag):
    outcome = plans[tag].outcome
    assert outcome.job.path.endswith(".starting.pdf")
    assert {finding.check for finding in outcome.findings} == {"unverified-source"}
    (plan,) = _found(plans[tag].leaflet, Starting)
    rows = [[numbers_of_text(cell.text) for cell in row] for row in plan.table.rows]
    days = ([1, 3], [4, 6], [7, 9], [10, 12])
    assert rows == [[span, *[[dose]] * 3] for span, dose in zip(days, (5, 10, 15, 20), strict=True)]
    assert len(plan.table.head) == 4
    (page,) = [
        page for page in text(outcome.pdf) if {"10", "12", "15"} <= set(re.findall(r"\d+", plain(page)))
    ]
    assert numbers_of_text(plain(page)).count(20) >= 3
    if tag in {"en", "fr"}:
        assert plain(plan.caution.heading.text) in plain(page)


def numbers_of_text(words: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", words)]


@pytest.mark.parametrize("key", sampled(RIGHT_TO_LEFT, set(RIGHT_TO_LEFT) & set(SAMPLE)), ids="-".join)
def test_values_stand_in_the_right_order_in_a_right_to_left_leaflet(made, key):
    """By the places of glyphs on the page, not by what a reader extracts."""
    one, tag = made[key], key[0]
    lines = [line for page in range(one.outcome.entry.pages) for line in lines_of(one.outcome.pdf, page)]
    own = [words for words in all_words(one.leaflet) if words.language.tag == tag]
    values = {compact(value) for words in own for value in values_in(words.text)}
    numbered = {value for value in values if DIGIT.search(value)}
    assert len(numbered) >= 11
    whole = "".join(lines)
    for value in sorted(numbered):
        assert value in whole, value


PHONES = {
    "default": {"911", "988", "1-800-222-1222", "202-555-0142"},
    "british": {"999", "111", "116 123", "020 7946 0142"},
}


@pytest.mark.parametrize("key", sampled(RIGHT_TO_LEFT, set(RIGHT_TO_LEFT) & set(SAMPLE)), ids="-".join)
def test_phones_read_from_left_to_right_in_a_right_to_left_leaflet(made, key):
    one, numbers = made[key], PHONES[key[1]]
    pages = range(one.outcome.entry.pages)
    rows = [read_left_to_right(row) for page in pages for row in rows_of(one.outcome.pdf, page)]
    assert {plain(line.number) for line in all_phones(one.leaflet)} == numbers
    for number in numbers:
        assert any(number.replace(" ", "") in row for row in rows), number


def test_nothing_is_printed_over_a_digit(each):
    for number in range(each.outcome.entry.pages):
        for row in rows_of(each.outcome.pdf, number):
            assert printed_over(row) == [], f"page {number + 1}"


def test_a_letter_over_a_digit_would_be_noticed():
    assert printed_over([Ink(10, 20, "1"), Ink(20, 30, "2"), Ink(30, 35, "م")]) == []
    assert printed_over([Ink(10, 20, "1"), Ink(20, 30, "2"), Ink(22, 27, "م")]) == ["2"]


def test_a_scrambled_line_would_be_noticed():
    """The reading of a right-to-left line: runs of digits stand left to right in it."""
    good = [Ink(90, 99, "5"), Ink(70, 79, "م"), Ink(61, 70, "ل"), Ink(40, 49, "1"), Ink(49, 58, "2")]
    assert read_right_to_left(good) == "5مل12"
    scrambled = [Ink(50, 59, "5"), Ink(70, 79, "م"), Ink(61, 70, "ل"), Ink(20, 29, "2"), Ink(29, 38, "1")]
    assert read_right_to_left(scrambled) == "مل521"


@dataclass(frozen=True)
class Ink:
    """One visible character: its left and right edge."""

    left: float
    right: float
    char: str


def printed_over(row: list[Ink]) -> list[str]:
    """The digits of a row within which another character has its middle."""
    return [
        digit.char
        for digit in row
        if DIGIT.fullmatch(digit.char)
        and any(digit.left < (ink.left + ink.right) / 2 < digit.right for ink in row if ink is not digit)
    ]


def rows_of(pdf: bytes, page: int) -> list[list[Ink]]:
    """What stands on one height, line by line; spaces, marks and controls left out."""
    rows: dict[int, list[Ink]] = {}
    for glyph in glyphs(pdf, page):
        char = unicodedata.normalize("NFKC", glyph.char)
        if (
            not char.isspace()
            and char not in "()"
            and ord(char[0]) not in INVISIBLE
            and not unicodedata.combining(char[0])
        ):
            near = next((y for y in rows if abs(y - glyph.y) < 6), round(glyph.y))
            rows.setdefault(near, []).append(Ink(glyph.x, glyph.x + glyph.width, char))
    return list(rows.values())


def lines_of(pdf: bytes, page: int) -> list[str]:
    """The lines of a page as an Arabic reader's eye takes them, without spaces."""
    return [read_right_to_left(row) for row in rows_of(pdf, page)]


def read_right_to_left(row: list[Ink]) -> str:
    """From the right edge to the left; what reads left to right (digits, Latin, 9:00 AM) is turned back."""
    seen, before = "", None
    for ink in sorted(row, key=lambda ink: -ink.right):
        seen += (" " if before is not None and before.left - ink.right > GAP else "") + ink.char
        before = ink
    return re.sub(
        r"(?:M[AP] )?[0-9A-Za-z%°](?:[0-9A-Za-z.,:%°‐-]*[0-9A-Za-z%°])?", lambda run: run[0][::-1], seen
    ).replace(" ", "")


def read_left_to_right(row: list[Ink]) -> str:
    return "".join(ink.char for ink in sorted(row, key=lambda ink: ink.left))


def compact(value: str) -> str:
    marks = "".join(c for c in plain(value) if not unicodedata.combining(c))
    return re.sub(r"[ ()]", "", marks)


def values_in(words: str) -> list[str]:
    """The outermost isolated values of a text."""
    found, depth, start = [], 0, 0
    for index, character in enumerate(words):
        if character in ISOLATES and character != POP_ISOLATE:
            start = index if depth == 0 else start
            depth += 1
        elif character == POP_ISOLATE:
            depth -= 1
            if depth == 0:
                found.append(words[start : index + 1])
    return found


def all_words(leaflet: Leaflet) -> list[Words]:
    return list(_found(leaflet, Words))


def all_phones(leaflet: Leaflet) -> list[PhoneLine]:
    return list(_found(leaflet, PhoneLine))


def _found(value: object, kind: type):
    if isinstance(value, kind):
        yield value
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _found(item, kind)
    elif isinstance(value, dict):
        yield from _found(list(value.values()), kind)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, Job):
        yield from _found([getattr(value, name) for name in value.__dataclass_fields__], kind)
