"""Whole leaflets in two languages: made, judged, and both said on the same pages."""

from collections import Counter
from dataclasses import replace

import pytest

from plainleaf.inspect import facts, read_blocks, structure
from plainleaf.layout.spoken import spoken
from plainleaf.pipeline import Request, Variant, make_leaflet, open_workshop, plan_jobs, run
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.translate.rewording import paired
from tests.conftest import ROOT, sampled
from tests.judges.verapdf import judge

PROJECT = Project(ROOT)
PAIRS = (
    ("ar", "en", "clear", "letter", "complete"),
    ("zh-Hans", "es", "clear", "a4", "default"),
    ("ur", "en", "large", "letter", "default"),
)
"""First language, second, profile, paper, clinic: the complete one has a note in English, and none in Arabic."""

SAMPLE = PAIRS[:2]
"""The columns; the rows below each other only with `--slow`."""


@pytest.fixture(scope="module")
def made(slow):
    """Outcome and leaflet of each pair."""
    found = {}
    for pair in PAIRS if slow else SAMPLE:
        tag, also, profile, paper, clinic = pair
        variant = Variant(also=also)
        request = Request(tags=(tag,), profiles=(profile,), paper=paper, variant=variant, clinic=clinic)
        workshop = open_workshop(PROJECT, request, Shelf(None))
        (job,) = plan_jobs(workshop)
        (outcome,) = run(workshop, [job], workers=1)
        plain = [replace(job, tag=one, variant=Variant()) for one in (tag, also)]
        found[pair] = outcome, paired(*(make_leaflet(workshop, one, []) for one in plain))
    return found


def test_they_are_made_with_no_finding_but_unread_sources(made, slow):
    assert {pair: outcome.made for pair, (outcome, _) in made.items()} == dict.fromkeys(made, True)
    findings = {pair: {one.check for one in outcome.findings} for pair, (outcome, _) in made.items()}
    assert findings == {pair: {"unverified-source"} for pair in made}
    assert len(made) == len(PAIRS if slow else SAMPLE)


def test_vera_pdf_finds_nothing_in_them(made):
    verdicts = judge({"-".join(pair): outcome.pdf for pair, (outcome, _) in made.items()})
    assert {name: one.failures for name, one in verdicts.items() if not one.compliant} == {}
    assert len(verdicts) == len(made)


@pytest.mark.parametrize("pair", sampled(PAIRS, SAMPLE), ids="-".join)
def test_its_file_says_what_it_is(made, pair):
    outcome, (tag, also, profile, paper, clinic) = made[pair][0], pair
    entry = outcome.entry
    assert entry.path == f"{clinic}/{tag}/baclofen.oral.{profile}.{paper}.with-{also}.pdf"
    assert (entry.language, entry.extras, entry.signed) == (tag, (f"with-{also}",), "draft")
    assert facts(outcome.pdf).language == tag


@pytest.mark.parametrize("pair", sampled(PAIRS, SAMPLE), ids="-".join)
def test_its_tags_say_own_then_also_each_in_its_language(made, pair):
    outcome, leaflet = made[pair]
    blocks = read_blocks(structure(outcome.pdf))
    assert [(one.kind, one.text, one.language) for one in blocks] == [
        (one.kind, one.text, one.language) for one in spoken(leaflet)
    ]


@pytest.mark.parametrize("pair", SAMPLE, ids="-".join)
def test_a_row_of_two_columns_stands_on_one_page_whole(made, pair):
    outcome, leaflet = made[pair]
    root = structure(outcome.pdf).root
    rows = 0
    for element in root.walk():
        if element.kind not in {"P", "LBody", "H2", "H3", "TD", "TH"}:
            continue
        halves = {one.language for one in element.walk() if one.kind == "Span" and one.text.strip()}
        if leaflet.also.tag in halves and element.language == leaflet.language.tag:
            rows += 1
            assert len({content.page for content in element.contents()}) == 1, element.text
    assert rows > 90


@pytest.mark.parametrize("pair", sampled(PAIRS, SAMPLE), ids="-".join)
def test_every_page_says_that_it_is_a_draft_in_both_languages(made, pair):
    outcome, leaflet = made[pair]
    for words in (leaflet.words["draft"], leaflet.words["draft"].also):
        letters = Counter("".join(words.text.split()))
        for number, said in enumerate(structure(outcome.pdf).artifacts, 1):
            # Of lines from right to left the order is that of the page.
            assert letters <= Counter(said), (words.language.tag, number)


@pytest.mark.parametrize("pair", sampled(PAIRS, SAMPLE), ids="-".join)
def test_how_each_translation_came_about_is_told_in_its_language(made, pair):
    """English was translated from nothing."""
    outcome, leaflet = made[pair]
    assert {line.language.tag for line in leaflet.process} == {*pair[:2]} - {"en"}
    shown = outcome.beside["txt"].decode()
    assert all(line.text.replace("**", "") in shown for line in leaflet.process)


def test_what_the_clinic_says_in_one_language_alone_is_told_in_that_one(made):
    outcome, leaflet = made[PAIRS[0]]
    (note,) = leaflet.clinic.note
    assert (note.language.tag, note.also) == ("en", None)
    assert ("P", note.text, "en") in [
        (one.kind, one.text, one.language) for one in read_blocks(structure(outcome.pdf))
    ]
    assert f'<p lang="en" dir="ltr">{note.text}</p>' in outcome.beside["html"].decode()
    assert outcome.beside["txt"].decode().count(note.text) == 1
