"""Jobs: which, in what order, where they go; and what a worker is sent and sends back."""

import pickle
from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from plainleaf.findings import Finding, Severity, Span, UsageFailure
from plainleaf.pipeline import Job, Outcome, Request, Variant, open_workshop, plan_jobs, withholding
from plainleaf.pipeline.jobs import Fold
from plainleaf.project import Project
from plainleaf.publish import OWN_EXTRAS, Shelf
from tests.conftest import ROOT
from tests.pipeline.samples import FRENCH, MONOGRAPH, monograph, outcomes, workshop

ERROR = Finding("unwritable", "cannot write it", Span("out/testol.pdf"))
WARNING = Finding("long-sentence", "a long one", Span(MONOGRAPH, 3, 4), severity=Severity.WARNING)


def planned(project, **asked):
    return [(job.medicine, job.tag) for job in plan_jobs(workshop(project, **asked))]


def test_every_medicine_in_every_language_by_name_and_by_the_order_of_languages(small):
    (small.leaflets / "anotherol.yaml").write_text(monograph("anotherol"), encoding="utf-8")
    assert planned(small) == [("anotherol", "en"), ("anotherol", "es"), ("testol", "en"), ("testol", "es")]


def test_only_what_was_asked_for_in_the_order_asked(small):
    (small.leaflets / "anotherol.yaml").write_text(monograph("anotherol"), encoding="utf-8")
    assert planned(small, medicines=("testol",)) == [("testol", "en"), ("testol", "es")]
    assert planned(small, medicines=("testol", "anotherol"), tags=("es",)) == [
        ("testol", "es"),
        ("anotherol", "es"),
    ]


def test_a_damaged_monograph_has_jobs_too(small):
    (small.root / MONOGRAPH).write_text("medicine: [", encoding="utf-8")
    assert planned(small) == [("testol", "en"), ("testol", "es")]


def test_paper_is_the_clinics_unless_another_is_asked_for(small):
    assert {job.paper for job in plan_jobs(workshop(small))} == {"letter"}
    assert {job.paper for job in plan_jobs(workshop(small, paper="a4"))} == {"a4"}


def test_no_two_jobs_go_to_one_path(small):
    with (small.locales / "languages.yaml").open("a", encoding="utf-8") as file:
        file.write(FRENCH)
    jobs = plan_jobs(workshop(small, profiles=("large", "large")))
    assert len(jobs) == 3
    assert len({job.path for job in jobs}) == 3


def test_the_manifest_knows_every_extra_that_editions_in_all_languages_have():
    named = {name for fold in get_args(Fold) for name in Variant(True, True, True, fold=fold).extras}
    assert named == set(OWN_EXTRAS)


def test_a_language_beside_itself_is_wrong_use_also_where_a_face_names_it():
    request = Request(variant=Variant(face="nastaliq", also="ur"))
    with pytest.raises(UsageFailure, match="“ur” beside itself"):
        open_workshop(Project(ROOT), request, Shelf(None))


def test_a_path_tells_clinic_language_medicine_form_profile_and_paper():
    job = Job("testol", "zh-Hant", "oral", "large", "a4", "default")
    assert job.path == "default/zh-Hant/testol.oral.large.a4.pdf"


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        (
            {"medicines": ("testool",)},
            "there is no medicine “testool”",
            "known: testol; did you mean testol?",
        ),
        ({"tags": ("fr",)}, "there is no language “fr”", "known: en, es"),
        ({"clinic": "defualt"}, "there is no clinic “defualt”", "known: default; did you mean default?"),
        ({"clinic": "../clinics/default"}, "there is no clinic “../clinics/default”", "known: default"),
        ({"form": "spray"}, "there is no form “spray”", "known: oral, pump"),
        ({"form": "pump"}, "no medicine has a form “pump”", "forms here: oral"),
        ({"medicines": ("testol",), "form": "pump"}, "testol has no form “pump”", "forms here: oral"),
        (
            {"variant": Variant(starting=True)},
            "no medicine has a starting plan for the form “oral”",
            "leave --starting out",
        ),
        (
            {"variant": Variant(short=True), "medicines": ("testol",)},
            "testol has no short version for the form “oral”: nothing is optional",
            "leave --short out",
        ),
        ({"profiles": ("tiny",)}, "there is no profile “tiny”", "known: clear, ukaaf-large, large"),
        ({"paper": "a6"}, "there is no paper “a6”", "known: a4, letter, a5"),
        ({"variant": Variant(face="nastaliq")}, "there is no face “nastaliq”", "known: none"),
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(small, asked, message, hint):
    with pytest.raises(UsageFailure) as caught:
        workshop(small, **asked)
    assert str(caught.value) == message
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize("profile", ["large", "ukaaf-large", "acb-2025", "giant"])
def test_a_profile_that_is_not_laid_out_on_a_paper_is_refused_with_what_fits(small, profile):
    with pytest.raises(UsageFailure) as caught:
        workshop(small, profiles=("clear", profile), paper="a5")
    assert str(caught.value) == f"the profile “{profile}” is not laid out on a5"
    assert caught.value.hint == "its papers: a4, letter; laid out on a5: clear"
    assert workshop(small, profiles=("clear",), paper="a5").paper.value == "a5"
    assert workshop(small, profiles=("clear", profile), paper="a4").paper.value == "a4"


def test_a_profile_that_only_measures_is_refused_with_the_command_that_measures(small):
    file = small.templates / "profiles.yaml"
    text = file.read_text(encoding="utf-8")
    before, giant, after = text.partition("  giant:\n")
    file.write_text(before + giant + after.replace("papers: [a4, letter]", "papers: []", 1), encoding="utf-8")
    with pytest.raises(UsageFailure) as caught:
        workshop(small, profiles=("giant",))
    assert str(caught.value) == "no leaflet is laid out in the profile “giant”"
    assert caught.value.hint == "`audit --profile giant` measures a finished file"
    file.write_text(text, encoding="utf-8")
    assert workshop(small, profiles=("giant",))


FACE = "faces:\n  wide: {language: es, family: Noto Sans, leading: 2, floor: 0}\n"


@pytest.fixture
def faced(small):
    """The small project with another face for its Spanish."""
    with (small.locales / "languages.yaml").open("a", encoding="utf-8") as file:
        file.write(FACE)
    return small


def test_an_unknown_face_is_refused_with_the_known_ones(faced):
    with pytest.raises(UsageFailure) as caught:
        workshop(faced, variant=Variant(face="wise"))
    assert str(caught.value) == "there is no face “wise”"
    assert caught.value.hint == "known: wide; did you mean wide?"


@pytest.mark.parametrize("tags", [("en",), ("en", "es"), ("es", "en")])
def test_a_face_is_for_its_own_language_alone(faced, tags):
    with pytest.raises(UsageFailure) as caught:
        workshop(faced, tags=tags, variant=Variant(face="wide"))
    assert str(caught.value) == "wide is a face for es alone"
    assert caught.value.hint == "add -l es"


@pytest.mark.parametrize("tags", [("es",), ()])
def test_a_face_is_made_in_its_own_language_even_where_none_is_named(faced, tags):
    (job,) = plan_jobs(workshop(faced, tags=tags, variant=Variant(face="wide")))
    assert job.path == "default/es/testol.oral.large.letter.wide.pdf"


def test_a_starting_plan_goes_into_a_file_of_its_own():
    plain = Job("baclofen", "en", "oral", "large", "a4", "british")
    assert plain.path == "british/en/baclofen.oral.large.a4.pdf"
    asked = replace(plain, variant=Variant(starting=True))
    assert asked.path == "british/en/baclofen.oral.large.a4.starting.pdf"
    assert str(asked) == "baclofen en (oral, large, a4, starting)"


ALL = Variant(starting=True, chart=True, short=True, also="en", face="nastaliq", fold="booklet")


def test_a_path_tells_everything_that_sets_an_edition_apart():
    job = Job("baclofen", "ur", "oral", "large", "a4", "british", ALL)
    assert ALL.extras == ("starting", "chart", "short", "nastaliq", "with-en", "booklet")
    assert job.path == ("british/ur/baclofen.oral.large.a4.starting.chart.short.nastaliq.with-en.booklet.pdf")
    assert str(job) == "baclofen ur (oral, large, a4, starting, chart, short, nastaliq, with-en, booklet)"


@pytest.mark.parametrize(
    ("variant", "extras"),
    [
        (Variant(), ()),
        (Variant(starting=True), ("starting",)),
        (Variant(chart=True), ("chart",)),
        (Variant(short=True), ("short",)),
        (Variant(also="zh-Hans"), ("with-zh-Hans",)),
        (Variant(face="nastaliq"), ("nastaliq",)),
        (Variant(fold="duplex"), ("duplex",)),
    ],
)
def test_each_part_of_a_variant_names_itself(variant, extras):
    assert variant.extras == extras


def test_no_two_variants_go_to_one_path():
    choices = product(*[(False, True)] * 3, ("", "en", "ar"), ("", "nastaliq"), ("", "duplex", "booklet"))
    variants = [Variant(*choice) for choice in choices]
    paths = {Job("baclofen", "ur", "oral", "large", "a4", "british", variant).path for variant in variants}
    assert len(paths) == len(variants) == 144


def test_a_medicine_without_the_form_asked_for_is_passed_over_where_another_has_it(small):
    pumped = monograph("helpol").replace("format: 1\n", "format: 1\nforms: [oral, pump]\n", 1)
    (small.leaflets / "helpol.yaml").write_text(pumped, encoding="utf-8")
    opened = workshop(small, form="pump", tags=("en",))
    assert [(job.medicine, job.form) for job in plan_jobs(opened)] == [("helpol", "pump")]


def test_a_medicine_that_cannot_be_read_keeps_its_job_to_tell_why(small):
    (small.leaflets / "badol.yaml").write_text("format: 9\n", encoding="utf-8")
    opened = workshop(small, form="pump", tags=("en",))
    assert [job.medicine for job in plan_jobs(opened)] == ["badol"]


def test_jobs_and_outcomes_pickle(small):
    made = outcomes(small)
    withheld = Outcome(made["en"].job, findings=(ERROR, WARNING))
    for outcome in (*made.values(), withheld):
        assert pickle.loads(pickle.dumps(outcome)) == outcome
        assert pickle.loads(pickle.dumps(outcome.job)) == outcome.job
    assert made["en"].made
    assert not withheld.made


@pytest.mark.parametrize(
    ("findings", "strict", "withheld"),
    [
        ((), False, False),
        ((), True, False),
        ((WARNING,), False, False),
        ((WARNING,), True, True),
        ((WARNING, ERROR), False, True),
    ],
)
def test_an_error_withholds_and_strictly_a_warning_too(findings, strict, withheld):
    assert withholding(findings, strict=strict) is withheld
