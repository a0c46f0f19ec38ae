"""The digest of what goes into a leaflet: it changes with each file that is read for it, and with no other."""

from dataclasses import replace

import pytest

from plainleaf.clinic import countries_file
from plainleaf.pipeline import Variant, plan_jobs
from plainleaf.pipeline.inputs import Inputs
from plainleaf.pipeline.touched import Touch, touch
from tests.conftest import change
from tests.pipeline.samples import FRENCH, SPANISH, translate_all, workshop

FOLDS = ("", "duplex", "booklet")
FRENCH_FILE = "locales/fr/LC_MESSAGES/testol.po"


@pytest.fixture
def three(small):
    """English, Spanish and French."""
    languages = small.locales / "languages.yaml"
    languages.write_text(languages.read_text("utf-8") + FRENCH, "utf-8")
    translate_all(small, "fr")
    return small


def digests(project, tag, **variant):
    opened = workshop(project, tags=(tag,), variant=Variant(**variant))
    (job,) = plan_jobs(opened)
    return Inputs(opened).digest(job)


def changed(file):
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("tag", "also", "file", "moves"),
    [
        ("en", "es", SPANISH, True),
        ("en", "es", FRENCH_FILE, False),
        ("en", "", SPANISH, False),
        ("fr", "es", SPANISH, True),
        ("fr", "es", FRENCH_FILE, True),
        ("fr", "en", SPANISH, False),
    ],
)
def test_the_catalogue_of_the_second_language_counts_and_no_third(three, tag, also, file, moves):
    before = digests(three, tag, also=also)
    assert digests(three, tag, also=also) == before
    good = (three.root / file).read_text(encoding="utf-8")
    changed(three.root / file)
    assert (digests(three, tag, also=also) != before) is moves
    (three.root / file).write_text(good, encoding="utf-8")
    assert digests(three, tag, also=also) == before


def test_each_second_language_and_each_fold_is_an_input(three):
    assert len({digests(three, "fr", also=also) for also in ("", "en", "es")}) == 3
    assert len({digests(three, "fr", fold=fold) for fold in FOLDS}) == len(FOLDS)


@pytest.mark.parametrize("file", ["countries", "clinic"])
def test_the_lines_of_countries_and_the_clinics_file_count_for_every_leaflet(three, file):
    path = countries_file(three) if file == "countries" else three.clinics / "default.yaml"
    before = {tag: digests(three, tag) for tag in ("en", "es", "fr")}
    good = path.read_text(encoding="utf-8")
    changed(path)
    assert all(digests(three, tag) != before[tag] for tag in before)
    path.write_text(good, encoding="utf-8")
    assert {tag: digests(three, tag) for tag in before} == before


def test_a_drawing_counts_where_the_clinic_names_it(three):
    drawing = three.clinics / "example-logo.svg"
    before = digests(three, "en")
    changed(drawing)
    assert digests(three, "en") == before
    change(
        three.clinics / "default.yaml",
        "language: en",
        "language: en\nlogo: {file: example-logo.svg, alt: A leaf}",
    )
    named = digests(three, "en")
    changed(drawing)
    assert digests(three, "en") != named


def test_the_lines_of_countries_touch_everything_and_another_clinic_nothing():
    everything = Touch(everything=True)
    assert touch(["clinics/_countries.yaml"], "default") == everything
    assert touch(["clinics/_countries.yaml"], "complete", "example-logo.svg") == everything
    assert touch(["clinics/example-logo.svg"], "complete", "example-logo.svg") == everything
    assert touch(["clinics/example-logo.svg"], "default") == Touch()
    assert touch(["clinics/complete.yaml"], "default") == Touch()


def test_a_second_language_stands_beside_every_other_but_itself(three):
    every = plan_jobs(workshop(three, variant=Variant(also="en")))
    assert [(job.tag, job.variant.also) for job in every] == [("es", "en"), ("fr", "en")]
    assert [job.path.rpartition("letter")[2] for job in every] == [".with-en.pdf"] * 2
    opened = workshop(three, variant=Variant(also="es"))
    assert [job.tag for job in plan_jobs(opened)] == ["en", "fr"]
    assert opened.tags_of(every[0]) == ("es", "en", "en")
    assert opened.tags_of(replace(every[0], variant=Variant())) == ("es", "en")
