"""The project's leaflet as other profiles, papers and faces print it, with all that is printed on request."""

import pytest

from plainleaf.findings import Severity
from plainleaf.inspect import facts, structure, text
from plainleaf.layout.profiles import read_profiles
from plainleaf.layout.spoken import as_read
from plainleaf.pipeline import Outcome, Request, Variant, open_workshop, plan_jobs, run
from plainleaf.project import Project
from plainleaf.publish import Shelf
from tests.conftest import ROOT, sampled

PROJECT = Project(ROOT)
LAID_OUT = (
    ("clear", "a5", ("en", "ar", "th")),
    ("clear", "a4", ("en", "ur", "zh-Hans")),
    ("ukaaf-large", "letter", ("en", "ar", "th")),
    ("acb-2025", "a4", ("en", "ur", "zh-Hans")),
    ("giant", "letter", ("en", "ar", "th", "zh-Hans")),
)
"""Profile, paper, languages. Large print is that of test_leaflets.py."""

WITH_ALL = Variant(starting=True, chart=True)
FACE = Variant(starting=True, chart=True, face="nastaliq")
Key = tuple[str, str, str, str]
"""Profile, paper, language, face."""

EVERY: tuple[Key, ...] = tuple((profile, paper, tag, "") for profile, paper, tags in LAID_OUT for tag in tags)
EVERY += (("large", "letter", "ur", "nastaliq"),)
SAMPLE: tuple[Key, ...] = (
    ("clear", "a5", "ar", ""),
    ("clear", "a4", "en", ""),
    ("clear", "a4", "ur", ""),
    ("ukaaf-large", "letter", "en", ""),
    ("acb-2025", "a4", "zh-Hans", ""),
    ("giant", "letter", "th", ""),
    ("large", "letter", "ur", "nastaliq"),
)
"""The others only with `--slow`."""

KEYS = sampled(EVERY, SAMPLE)


@pytest.fixture(scope="module")
def made(slow) -> dict[Key, Outcome]:
    """Each of them printed, and looked into as `build` does."""
    keys = EVERY if slow else SAMPLE
    asked = []
    for profile, paper, every in LAID_OUT:
        tags = tuple(tag for tag in every if (profile, paper, tag, "") in keys)
        asked.append(Request(tags=tags, profiles=(profile,), paper=paper, variant=WITH_ALL))
    found: dict[Key, Outcome] = {}
    for request in (*asked, Request(variant=FACE)):
        workshop = open_workshop(PROJECT, request, Shelf(None))
        for outcome in run(workshop, plan_jobs(workshop), workers=2):
            job = outcome.job
            found[job.profile, job.paper, job.tag, job.variant.face] = outcome
    return found


@pytest.mark.parametrize("keys", [EVERY, SAMPLE], ids=["every", "sample"])
def test_every_profile_is_tried(keys):
    assert {profile for profile, *_ in keys} == set(read_profiles(PROJECT))


def test_each_of_them_is_made_with_no_finding_but_unread_sources(made, slow):
    assert set(made) == set(EVERY if slow else SAMPLE)
    findings = {key: {finding.check for finding in one.findings} for key, one in made.items()}
    assert findings == {key: {"unverified-source"} for key in made}
    assert {key: one.made for key, one in made.items()} == dict.fromkeys(made, True)
    assert {finding.severity for one in made.values() for finding in one.findings} == {Severity.WARNING}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: "-".join(filter(None, key)))
def test_its_file_says_what_it_is(made, key):
    profile, paper, tag, face = key
    entry = made[key].entry
    extras = ("starting", "chart", *([face] if face else []))
    assert entry.path == f"default/{tag}/{'.'.join(('baclofen', 'oral', profile, paper, *extras, 'pdf'))}"
    assert (entry.starting, entry.extras) == (True, extras)
    assert facts(made[key].pdf).language == tag
    assert any("Nastaliq" in font for font in entry.fonts) is bool(face)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: "-".join(filter(None, key)))
def test_its_weekly_chart_is_a_table_of_seven_days_at_the_end(made, key):
    """Whatever its look, stacked or not: as a screen reader gets it."""
    root = structure(made[key].pdf).root
    *_, table = (element for element in root.walk() if element.kind == "Table")
    rows = [[cell.kind for cell in row.elements] for row in table.walk() if row.kind == "TR"]
    assert rows == [["TH"] * 5, *[["TH", *["TD"] * 4]] * 8]
    assert {len(cell.attributes["Headers"]) for cell in table.walk() if cell.kind == "TD"} == {2}
    last = max(content.page for content in table.contents())
    assert made[key].entry.pages - last <= 1


@pytest.mark.parametrize(
    ("fewer", "more"),
    [
        (("clear", "a4", "en", ""), ("ukaaf-large", "letter", "en", "")),
        pytest.param(("clear", "a4", "en", ""), ("acb-2025", "a4", "en", ""), marks=pytest.mark.slow),
        pytest.param(
            ("ukaaf-large", "letter", "en", ""), ("giant", "letter", "en", ""), marks=pytest.mark.slow
        ),
        pytest.param(("clear", "a4", "en", ""), ("clear", "a5", "en", ""), marks=pytest.mark.slow),
    ],
)
def test_the_bigger_the_letters_and_the_smaller_the_paper_the_more_pages(made, fewer, more):
    assert made[fewer].entry.pages < made[more].entry.pages


def test_none_takes_more_than_twenty_five_pages(made):
    pages = {key: one.entry.pages for key, one in made.items()}
    assert max(pages.values()) <= 25, pages


def test_urdu_in_nastaliq_is_the_leaflet_in_naskh_for_browsers_and_as_plain_text(made):
    """The face is for print alone; programs read its pages from their tags."""
    nastaliq, naskh = made["large", "letter", "ur", "nastaliq"], made["clear", "a4", "ur", ""]
    assert nastaliq.beside["txt"] == naskh.beside["txt"]
    assert b"Nastaliq" not in nastaliq.beside["html"]
    assert nastaliq.entry.text_digest == naskh.entry.text_digest
    told = [
        [
            as_read(element.text)
            for element in structure(one.pdf).root.walk()
            if element.kind in {"P", "LBody"}
        ]
        for one in (nastaliq, naskh)
    ]
    assert told[0] == told[1]
    assert len(text(nastaliq.pdf)) == nastaliq.entry.pages
