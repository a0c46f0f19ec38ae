"""A plan on paper: it passes each check of a leaflet, in every direction of writing and size, and a judge's own."""

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import pikepdf
import pytest

from plainleaf.findings import Refused, UsageFailure
from plainleaf.inspect import facts, structure, text
from plainleaf.layout.spoken import as_read
from plainleaf.pipeline import Request, make_leaflet, open_workshop, patient, plan_jobs
from plainleaf.pipeline.patient import PlanSheet, print_plan
from plainleaf.plan import read_plan
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.values.kinds import Day
from tests.conftest import change
from tests.judges.verapdf import judge
from tests.plan.samples import LIQUID, PROJECT, TABLETS, TODAY, content, voice_of, with_rows

SHORT = """\
format: 1
medicine: baclofen
language: en
patient: adult
taking_now: 20 mg
tablet: 10 mg
scored: true
steps:
  - first: 2026-06-01
    last: 2026-06-03
    morning: 1 tablet
    bedtime: half tablet
    total: 15 mg
  - first: 2026-06-04
    last: 2026-06-07
    bedtime: half tablet
    total: 5 mg
stops: 2026-06-08
"""
BRITISH = with_rows(SHORT, {4: "clinic: british\npatient: adult"})
BOTH = with_rows(SHORT, {3: "language: ar\nalso: en"})
DAYS = {
    TABLETS: (1, 3, 4, 10, 11, 13, 14, 16, 17, 19, 20),
    SHORT: (1, 3, 4, 7, 8),
    BRITISH: (1, 3, 4, 7, 8),
    BOTH: (1, 3, 4, 7, 8),
    LIQUID: (1, 3, 4),
}
"""Of each plan, in June 2026."""


@dataclass(frozen=True)
class Print:
    """What is printed: a plan in a language, by a profile, on a paper."""

    name: str
    tag: str
    profile: str = "large"
    paper: str | None = None
    plan: str = SHORT

    @property
    def text(self) -> str:
        return re.sub("language: .*", f"language: {self.tag}", self.plan)

    def __str__(self) -> str:
        return self.name


PRINTS = (
    Print("en", "en", plan=TABLETS),
    *(Print(tag, tag) for tag in ("ar", "hi", "zh-Hans")),
    Print("both", "ar", plan=BOTH),
    Print("giant", "en", profile="giant"),
    Print("small", "en", profile="clear", paper="a5"),
    Print("british", "en", plan=BRITISH),
    Print("liquid", "es", plan=LIQUID),
)


def printed(file, plan: str, profile="large", paper=None, clinic="default", project=PROJECT) -> PlanSheet:
    file.write_text(plan, encoding="utf-8")
    given, source = read_plan(file)
    return print_plan(project, given, source, profile, paper, given.clinic or clinic, TODAY)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory) -> dict[Print, PlanSheet]:
    """Printed once for all; one that breaks a rule of print raises Refused here."""
    file = tmp_path_factory.mktemp("plans") / "plan.yaml"
    return {one: printed(file, one.text, one.profile, one.paper) for one in PRINTS}


@pytest.fixture(params=PRINTS, ids=str)
def one(request) -> Print:
    return request.param


def read_from(sheet: PlanSheet) -> str:
    """The words of all pages, as PDFium gets them out."""
    return as_read("\n".join(text(sheet.pdf)))


def test_every_sheet_is_printed_with_nothing_found_in_it(sheets, one):
    assert sheets[one].pdf.startswith(b"%PDF-")
    assert sheets[one].findings == ()
    assert 0 < sheets[one].pages < 10
    assert len(text(sheets[one].pdf)) == sheets[one].pages


def test_vera_pdf_finds_nothing_in_any_of_them(sheets, record_property):
    """PDF/UA-1, by a judge that is not ours."""
    verdicts = judge({str(one): sheet.pdf for one, sheet in sheets.items()})
    assert {name: verdict.failures for name, verdict in verdicts.items() if not verdict.compliant} == {}
    assert len(verdicts) == len(PRINTS) == 9


def test_the_pages_hold_every_date_of_the_plan(sheets, one):
    pages = read_from(sheets[one])
    country = "GB" if one.plan == BRITISH else "US"
    said = days_of(one.plan, one.tag, country)
    assert [day for day in said if without_marks(day) not in without_marks(pages)] == []


def days_of(plan: str, tag: str, country: str = "US") -> list[str]:
    """The days of a plan as a sheet in that language writes them."""
    speaker = voice_of(tag, country).speaker
    return [as_read(speaker.day(Day(date(2026, 6, day)))) for day in DAYS[plan]]


def without_marks(words: str) -> str:
    """Without spaces and commas: beside them PDFium sets marks of direction of its own."""
    return re.sub(r"[\s,،]", "", words)


def test_the_sheet_is_tagged_titled_and_in_the_patients_language(sheets, one):
    told = facts(sheets[one].pdf)
    assert told.tagged
    assert told.language == one.tag
    assert told.title


@pytest.mark.parametrize("name", ["giant", "small", "british"])
def test_the_pages_hold_each_step_with_its_doses_and_its_sum(sheets, name):
    pages = read_from(next(sheet for one, sheet in sheets.items() if one.name == name))
    for words in ("Step 1 of 2", "1 tablet (10 mg)", "half a tablet (5 mg)", "no dose", "Total a day: 15 mg"):
        assert words in pages, words
    for words in ("Name:", "Date of birth:", "Stopping suddenly can kill.", "Signature of the prescriber:"):
        assert words in pages, words
    assert "Checked for arithmetic only, not for kidneys, age or other medicines." in pages
    assert "Stay on this dose" not in pages


def test_the_pages_of_a_liquid_hold_each_volume_with_its_mass_and_the_strength(sheets):
    pages = read_from(next(sheet for one, sheet in sheets.items() if one.name == "liquid"))
    for words in ("7.5 mL (7.5 mg)", "5 mL (5 mg)", "5 mg en 5 mL", "Total al día: 20 mg", "ninguna dosis"):
        assert words in pages, words


def test_every_page_has_a_line_for_the_name(sheets, one):
    """Pages of two patients may be mixed up."""
    label = Counter("".join(voice_of(one.tag).wording("name_line", content().wordings).text.split()))
    heads = structure(sheets[one].pdf).artifacts
    assert len(heads) == sheets[one].pages
    assert [number for number, said in enumerate(heads, 1) if not label <= Counter(said)] == []


def test_a_step_in_two_languages_stands_on_one_page(sheets):
    (pdf,) = [sheet.pdf for one, sheet in sheets.items() if one.name == "both"]
    tables = [one for one in structure(pdf).root.walk() if one.kind == "Table"]
    assert len(tables) == 2
    assert [len({content.page for content in table.contents()}) for table in tables] == [1, 1]
    assert "Step 1 of 2" in as_read("\n".join(text(pdf)))


def test_a_plan_goes_on_the_paper_of_its_clinic(sheets):
    def paper(name: str) -> tuple[int, int]:
        (pdf,) = [sheet.pdf for one, sheet in sheets.items() if one.name == name]
        return tuple(round(side) for side in page_size(pdf))

    assert paper("en") == (612, 792)
    assert paper("british") == (595, 842)
    assert paper("small") == (420, 595)


def page_size(pdf: bytes) -> tuple[float, float]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        left, low, right, high = map(float, opened.pages[0].mediabox)
        return right - left, high - low


@pytest.mark.parametrize(("tag", "drafted"), [("en", False), ("es", True)])
def test_who_signed_the_leaflet_has_not_seen_the_plan(file, monkeypatch, tag, drafted):
    """A machine drafted the Spanish words of plans, which no sign-off covers; the English ones are the source."""
    file.write_text(SHORT, encoding="utf-8")
    workshop = open_workshop(PROJECT, Request(("baclofen",), (tag,)), Shelf(None))
    (job,) = plan_jobs(workshop)
    leaflet = make_leaflet(workshop, job, [])
    signed = replace(
        leaflet, draft=False, drafted=0, process=(replace(leaflet.edition, text="Checked: A. Example"),)
    )
    monkeypatch.setattr(patient, "make_leaflet", lambda *_: signed)
    sheet = patient._sheet(workshop, job, read_plan(file)[0])
    assert sheet.draft is drafted
    assert "A. Example" not in repr(sheet)
    said = " ".join(words.text for words in sheet.process)
    assert ((leaflet.words["process_machine"].text in said), bool(said)) == (drafted, drafted)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "plan.yaml"


@pytest.mark.parametrize(
    "wanted",
    [
        Print("liquid-ar", "ar", plan=LIQUID),
        Print("giant-es", "es", profile="giant", plan=TABLETS),
        Print("small-fr", "fr", profile="clear", paper="a5"),
    ],
    ids=str,
)
def test_doses_of_two_columns_print_in_other_languages_too(file, wanted):
    sheet = printed(file, wanted.text, wanted.profile, wanted.paper)
    assert sheet.pages < 10


def test_a_plan_in_two_languages_holds_its_dates_in_both(file):
    pages = without_marks(read_from(printed(file, with_rows(LIQUID, {3: "language: es\nalso: en"}))))
    for tag in ("es", "en"):
        assert [day for day in days_of(LIQUID, tag) if without_marks(day) not in pages] == []


def refused(file, plan: str, project: Project = PROJECT, clinic: str = "default") -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        printed(file, plan, clinic=clinic, project=project)
    return [(one.check, str(one.place)) for one in caught.value.findings]


def test_a_medicine_without_limits_has_no_plans(project, file):
    leaflet = project.leaflets / "baclofen.yaml"
    good = leaflet.read_text(encoding="utf-8")
    # The length of the taper stands there for plans alone.
    leaflet.write_text(re.sub(r"(?m)^limits:\n(?:  .*\n)+|^  taper: .*\n", "", good), encoding="utf-8")
    assert refused(file, TABLETS, project) == [("plan-limits", "the plan:2:11")]
    leaflet.write_text(good, encoding="utf-8")
    # With its limits back it is the plan that is looked at.
    assert refused(file, with_rows(TABLETS, {4: "patient: child"}), project) == [
        ("plan-child", "the plan:4:10")
    ]


def test_a_limit_that_holds_in_one_country_makes_plans_for_that_one_alone(project, file):
    british = "    - {amount: 100 mg, jurisdiction: GB, form: oral, sources: [bnf]"
    change(project.leaflets / "baclofen.yaml", british, british.replace("GB", "US").replace("100", "90"))
    leaflet = project.leaflets / "baclofen.yaml"
    text = leaflet.read_text(encoding="utf-8")
    leaflet.write_text(re.sub(r"(?m)^    - \{amount: 90 mg.*\n", "", text), encoding="utf-8")
    child = with_rows(TABLETS, {4: "patient: child"})
    assert refused(file, child, project, clinic="british") == [("plan-limits", "the plan:2:11")]
    assert refused(file, child, project) == [("plan-child", "the plan:4:10")]


def test_a_strength_is_held_against_the_country_of_the_clinic(file):
    american = with_rows(TABLETS, {6: "tablet: 5 mg", 4: "patient: child"})
    assert ("plan-hand", "the plan:6:9") not in refused(file, american)
    assert ("plan-hand", "the plan:6:9") in refused(file, american, clinic="british")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"profile": "huge"}, "there is no profile “huge”"),
        ({"clinic": "north"}, "there is no clinic “north”"),
        ({"paper": "a5"}, "the profile “large” is not laid out on a5"),
    ],
)
def test_what_the_command_asks_for_must_be_there(file, asked, said):
    """These are of the command line and not of the plan, so they are named."""
    with pytest.raises(UsageFailure, match=said):
        printed(file, LIQUID.replace("clinic: default\n", ""), **asked)
