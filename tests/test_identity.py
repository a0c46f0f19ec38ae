"""The leaflets of the sample clinic that uses all there is: its logo, colours, note, code and other languages."""

import re

import pytest
import zxingcpp

from plainleaf.clinic import clinic_file
from plainleaf.findings import Refused
from plainleaf.inspect import structure
from plainleaf.inspect.pdfium import opened
from plainleaf.layout.compose import compose
from plainleaf.layout.spoken import as_read, spoken
from plainleaf.pipeline import Request, make_leaflet, open_workshop, plan_jobs, run
from plainleaf.project import Project
from plainleaf.publish import Shelf
from tests.conftest import ROOT, change
from tests.judges.verapdf import judge
from tests.layout.editions import heard, read_out
from tests.layout.samples import elements, of_class, tree, words

PROJECT = Project(ROOT)
TAGS = ("en", "es", "ar")
LANGUAGES = 15
NOTED = {"en": "Bring this leaflet to each visit.", "es": "Traiga esta hoja a cada visita.", "ar": ""}


def link(tag):
    return f"https://clinic.example/leaflets/baclofen/oral/{tag}.html"


@pytest.fixture(scope="module")
def made():
    """Outcome and leaflet by language."""
    workshop = open_workshop(PROJECT, Request(tags=TAGS, clinic="complete"), Shelf(None))
    outcomes = run(workshop, plan_jobs(workshop), workers=2)
    return {one.job.tag: (one, make_leaflet(workshop, one.job, [])) for one in outcomes}


def test_they_are_made_with_no_finding_but_unread_sources(made):
    assert {tag: outcome.made for tag, (outcome, _) in made.items()} == dict.fromkeys(TAGS, True)
    findings = {tag: {one.check for one in outcome.findings} for tag, (outcome, _) in made.items()}
    assert findings == {tag: {"unverified-source"} for tag in TAGS}


def test_vera_pdf_finds_nothing_in_them(made):
    verdicts = judge({tag: outcome.pdf for tag, (outcome, _) in made.items()})
    assert {tag: one.failures for tag, one in verdicts.items()} == dict.fromkeys(TAGS, ())
    assert all(one.compliant for one in verdicts.values())


@pytest.mark.parametrize("tag", TAGS)
def test_a_phone_reads_the_one_code_on_its_pages_as_the_clinics_link(made, tag):
    found = []
    with opened(made[tag][0].pdf) as document:
        for page in document:
            shown = page.render(scale=150 / 72).to_pil().convert("L")
            found += [code.text for code in zxingcpp.read_barcodes(shown)]
    assert found == [link(tag)]


@pytest.mark.parametrize("tag", TAGS)
def test_its_tags_hold_the_logos_words_note_link_and_names_each_in_its_language(made, tag):
    leaflet = made[tag][1]
    said = [(one.kind, one.text, one.language) for one in spoken(leaflet)]
    assert ("Figure", "Example Clinic: a leaf", "en") in said
    assert ("P", link(tag), tag) in said
    assert len(leaflet.clinic.others) == LANGUAGES - 1
    for name in leaflet.clinic.others:
        assert name.language.tag != tag
        assert ("LI", as_read(name.language.name), name.language.tag) in said
    root = structure(made[tag][0].pdf).root
    tagged = {element.language for element in root.walk() if element.kind == "LBody"}
    assert len(tagged) == LANGUAGES
    (figure,) = [one for one in root.walk() if one.alt and one.alt.startswith("Example Clinic")]
    assert figure.language == "en"


@pytest.mark.parametrize("tag", TAGS)
def test_a_note_stands_where_the_clinic_has_one_and_nowhere_else(made, tag):
    outcome, leaflet = made[tag]
    heading, noted = as_read(leaflet.words["clinic_note"].text), NOTED[tag]
    said = [one.text for one in spoken(leaflet)]
    shown = outcome.beside["txt"].decode()
    if noted:
        assert said[said.index(heading) + 1].startswith(noted)
        assert f"{heading}\n\n{noted}" in shown
    assert (heading in said) is (heading in shown.split("\n")) is bool(noted)


@pytest.mark.parametrize("tag", TAGS)
def test_browsers_and_plain_text_say_the_same(made, tag):
    outcome, leaflet = made[tag]
    root = tree(outcome.beside["html"].decode())
    (main,) = elements(root, "main")
    assert tuple(one for one in read_out(main, tag) if one.text) == spoken(leaflet)
    (address,) = of_class(root, "address")
    assert [(one.get("href"), heard(one)) for one in elements(address, "a")] == [(link(tag), link(tag))]
    assert [one.get("aria-hidden") for one in of_class(root, "code")] == ["true"]
    lines = outcome.beside["txt"].decode().split("\n")
    assert link(tag) in lines
    assert "Example Clinic: a leaf" in lines
    plain = {as_read(line) for line in lines}
    assert {as_read(name.text) for name in leaflet.clinic.others} <= plain
    (tongues,) = of_class(root, "tongues")
    assert {item.get("lang"): as_read(words(item)) for item in elements(tongues, "li")} == {
        name.language.tag: as_read(name.text) for name in leaflet.clinic.others
    }


@pytest.mark.parametrize("tag", TAGS)
def test_its_colours_stand_in_both_style_sheets(made, tag):
    outcome, leaflet = made[tag]
    workshop = open_workshop(PROJECT, Request(tags=(tag,), clinic="complete"), Shelf(None))
    printed = compose(leaflet, PROJECT, workshop.profiles["large"], "letter").html
    for sheet in (printed, outcome.beside["html"].decode()):
        (root,) = [one for one in re.findall(r":root \{([^}]*)\}", sheet) if "#0b3d2e" in one]
        assert "--structure: #0b3d2e;" in root
        assert "--tint: #e6f2ec;" in root
        assert "#0b2545" not in sheet


def test_a_missing_note_withholds_that_leaflet_alone_and_is_told_at_its_place(project):
    file = clinic_file(project, "complete")
    change(file, "    others: none\n", "    hi: none\n")
    row = file.read_text(encoding="utf-8").splitlines().index("  baclofen:") + 1
    assert told(project) == {"en": [], "es": [], "ar": [("note-missing", row, 3)], "hi": []}
    change(file, "    hi: none\n", "    others: none\n")
    assert told(project) == {tag: [] for tag in (*TAGS, "hi")}


def told(project):
    """What withholds each leaflet before it is printed, and its row and column in the clinic's file."""
    workshop = open_workshop(project, Request(tags=(*TAGS, "hi"), clinic="complete"), Shelf(None))
    found = {}
    for job in plan_jobs(workshop):
        found[job.tag] = []
        try:
            make_leaflet(workshop, job, [])
        except Refused as refused:
            found[job.tag] = [
                (one.check, one.place.row, one.place.column)
                for one in refused.findings
                if one.place.path == "clinics/complete.yaml" and "add ar:" in one.hint
            ]
    return found
