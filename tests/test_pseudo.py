"""Pseudo-locales from the templates to the finished page: what is clipped, hard-coded or laid out wrong shows there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from click.testing import CliRunner

from plainleaf.catalogue.pseudo import restored
from plainleaf.cli.sign import sign
from plainleaf.findings import UsageFailure
from plainleaf.inspect import read_blocks, structure
from plainleaf.layout.spoken import as_read
from plainleaf.pipeline import Outcome, Request, make_leaflet, open_workshop, plan_jobs, run
from plainleaf.project import Project
from plainleaf.publish import Manifest, Shelf
from plainleaf.translate import Leaflet
from plainleaf.translate.content import read_content
from plainleaf.values.languages import PSEUDO, read_languages
from plainleaf.values.numbers import region_locale
from tests.conftest import ROOT, change
from tests.pipeline.samples import invoked, outcomes, plant

PROJECT = Project(ROOT)
EDITIONS = [
    ("default", "oral"),
    pytest.param("default", "pump", marks=pytest.mark.slow),
    pytest.param("british", "oral", marks=pytest.mark.slow),
    pytest.param("british", "pump", marks=pytest.mark.slow),
]
"""Letter in the US, A4 in Britain."""

WORD = re.compile(r"(?<![^\W_])[A-Za-z]+(?![^\W_])")


@dataclass(frozen=True)
class Made:
    outcome: Outcome
    leaflet: Leaflet


@cache
def edition(clinic: str, form: str) -> dict[str, Made]:
    """Both pseudo-locales, by tag."""
    return made(PROJECT, clinic, form, *PSEUDO)


def made(project: Project, clinic: str, form: str, *tags: str) -> dict[str, Made]:
    opened = open_workshop(project, Request(tags=tags, form=form, clinic=clinic), Shelf(None))
    finished = run(opened, plan_jobs(opened), workers=2)
    return {one.job.tag: Made(one, make_leaflet(opened, one.job, [])) for one in finished}


def hard_coded(one: Made) -> list[str]:
    """ASCII words of a finished leaflet that no placeholder, no clinic and no CLDR calendar put there."""
    return [
        word for text in _own_texts(one) for word in WORD.findall(text) if word not in _values(one.leaflet)
    ]


def _own_texts(one: Made) -> Iterator[str]:
    """What stands in the pages in the leaflet's language; of head and foot all but the clinic's lines."""
    tree, leaflet = structure(one.outcome.pdf), one.leaflet
    theirs = [
        as_read(leaflet.clinic_words["draft"].text),
        *(as_read(row.text) for row in leaflet.headers[-1]),
    ]
    yield from (block.text for block in read_blocks(tree) if block.language == leaflet.language.tag)
    for page in (*tree.artifacts, *tree.loose):
        text = as_read(page)
        for line in theirs:
            text = text.replace(line, " ")
        yield text


def _values(leaflet: Leaflet) -> set[str]:
    """The words that are given: names, the calendar, "and" between items of a list, the country's code."""
    locale = region_locale(leaflet.language, leaflet.jurisdiction)
    calendar = [*locale.days["format"]["wide"].values(), *locale.months["format"]["wide"].values()]
    halves = [name for names in locale.day_periods["format"].values() for name in names.values()]
    monograph = read_content(PROJECT).monographs["baclofen"].monograph
    facts = (variant for name in monograph.facts for variant in monograph.variants(name))
    names = [name for fact in facts for name in fact.names or [fact.name or fact.literal or ""]]
    lists = locale.list_patterns["standard"].values()
    given = [leaflet.latin_title, leaflet.jurisdiction, *calendar, *halves, *names, *lists]
    return {word for text in given for word in WORD.findall(text)}


@pytest.mark.parametrize(("clinic", "form"), EDITIONS)
@pytest.mark.parametrize("tag", PSEUDO)
def test_pseudo_locales_build_without_an_error(tag, clinic, form):
    one = edition(clinic, form)[tag]
    assert [str(found) for found in one.outcome.findings if found.is_error] == []
    assert one.outcome.made
    assert set(one.outcome.beside) == {"html", "txt"}


@pytest.mark.parametrize(("clinic", "form"), EDITIONS)
@pytest.mark.parametrize("tag", PSEUDO)
def test_nothing_on_their_pages_is_hard_coded(tag, clinic, form):
    assert hard_coded(edition(clinic, form)[tag]) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("templates/leaflet.html.jinja", '<p class="page">', '<p class="page">Sheet '),
        ("templates/css/leaflet.css.jinja", "content: counter(page);", 'content: "Sheet " counter(page);'),
    ],
    ids=["template", "style sheet"],
)
def test_a_word_planted_in_a_template_is_found(project, file, old, new):
    change(project.root / file, old, new)
    found = hard_coded(made(project, "default", "pump", "en-XA")["en-XA"])
    assert set(found) == {"Sheet"}


@pytest.mark.parametrize("tag", PSEUDO)
def test_they_are_drafts_of_a_computer_that_nobody_checked_and_no_translation(tag):
    one = edition("default", "oral")[tag]
    said = [restored(line.text, tag).replace("] [", " ").lower() for line in one.leaflet.process]
    assert said == ["a computer drafted this text. no person has checked it yet."]
    assert one.leaflet.draft
    assert one.outcome.entry.signed == "draft"
    assert one.outcome.entry.drafted > 100


@pytest.mark.parametrize("tag", PSEUDO)
def test_what_judges_wording_says_nothing_of_them(tag):
    one = edition("default", "oral")[tag]
    assert one.outcome.reading == ()
    codes = {found.check for found in one.outcome.findings}
    assert codes <= {"unverified-source", "render-front"}


def test_they_are_made_only_where_they_are_asked_for_by_name():
    content = open_workshop(PROJECT, Request(), Shelf(None))
    assert {job.tag for job in plan_jobs(content)} == set(read_languages(PROJECT))
    assert not set(PSEUDO) & (set(content.content.languages) | set(content.content.catalogues))
    asked = open_workshop(PROJECT, Request(tags=("en-XA",)), Shelf(None))
    assert {job.tag for job in plan_jobs(asked)} == {"en-XA"}
    assert "ar-XB" not in asked.content.languages


def test_the_next_build_of_languages_takes_their_files_away(tmp_path):
    small = plant(tmp_path / "small")
    assert outcomes(small, tags=("en-XA",))["en-XA"].made
    assert {entry.language for entry in Manifest.read(small.out).entries.values()} == {"en-XA"}
    outcomes(small, tags=("en",))
    assert {entry.language for entry in Manifest.read(small.out).entries.values()} == {"en"}
    assert not [file for file in (small.out / "default/en-XA").glob("*") if file.is_file()]


@pytest.mark.parametrize("tag", PSEUDO)
def test_they_are_never_released(tag):
    with pytest.raises(UsageFailure, match=f"“{tag}” is a pseudo-locale"):
        open_workshop(PROJECT, Request(tags=(tag,), release=True), Shelf(None))


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--release"),
        ("messages", "update"),
        ("messages", "status"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_commands_that_are_about_languages_say_what_they_are(project, arguments):
    before = {file: file.read_bytes() for file in project.root.rglob("*") if file.is_file()}
    ended = invoked(project, *arguments, "-l", "en-XA")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith("error: “en-XA” is a pseudo-locale")
    assert {file: file.read_bytes() for file in project.root.rglob("*") if file.is_file()} == before


def test_nobody_signs_them(project, monkeypatch):
    monkeypatch.chdir(project.root)
    who = ("--as", "clinical", "--by", "A. Example", "--role", "nurse", "--until", "2027-01-01")
    ended = CliRunner().invoke(sign, ["baclofen", "-l", "en-XA", *who, "--today", "2026-06-01"])
    assert ended.exit_code == 2
    assert "“en-XA” is a pseudo-locale" in ended.stderr


def test_a_line_in_languages_yaml_is_refused(project):
    change(
        project.locales / "languages.yaml",
        "\n  es: {",
        "\n  en-XA: {name: X, english: X, family: X}\n  es: {",
    )
    ended = invoked(project, "check", "-l", "en")
    assert ended.exit_code == 1
    assert "“en-XA” is a pseudo-locale" in ended.stdout


def test_one_without_the_language_it_borrows_from_is_wrong_use(tmp_path):
    small = plant(tmp_path / "small")
    with pytest.raises(UsageFailure, match="borrows from “ar”"):
        open_workshop(small, Request(tags=("ar-XB",)), Shelf(None))
