"""What a clinic adds: colours by their contrast, and notes beside each other by their meaning."""

import pytest

from plainleaf.checks import ClinicFile, run_checks
from plainleaf.checks.clinics import LEAST_CONTRAST
from plainleaf.clinic import clinic_file, read_clinic_source, read_countries
from plainleaf.clinic.model import Clinic
from plainleaf.findings import Severity
from plainleaf.monograph import read
from plainleaf.source import load
from plainleaf.values.colours import contrast, hexadecimal
from plainleaf.values.languages import read_languages
from tests.conftest import change

MEDICINES = frozenset({"baclofen"})
SPANISH = "Traiga esta hoja a cada visita. Pregunte en la recepción si necesita ayuda para leerla."


def told(project):
    source = load(clinic_file(project, "complete"), project.root)
    clinic = ClinicFile(read(Clinic, source), source, read_languages(project), MEDICINES)
    return [one for one in run_checks(clinic) if one.check != "missing-phone"]


def place_of(project, words):
    text = clinic_file(project, "complete").read_text(encoding="utf-8")
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_the_clinic_that_uses_all_there_is_has_no_findings(project):
    assert told(project) == []


@pytest.mark.parametrize(
    ("ink", "ground", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#000000", 21),
        ("#0b3d2e", "#0b3d2e", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#595959", "#FFFFFF", 7.0),
    ],
)
def test_contrast_is_that_of_wcag(ink, ground, ratio):
    """Known pairs: #767676 is the palest grey of AA on white, #595959 that of AAA."""
    assert contrast(hexadecimal(ink), hexadecimal(ground)) == pytest.approx(ratio, abs=0.005)


def test_the_least_contrast_is_taken_and_a_shade_less_is_not(project):
    file = clinic_file(project, "complete")
    white = hexadecimal("#ffffff")
    grey, paler = hexadecimal("#595959"), hexadecimal("#5a5a5a")
    assert contrast(grey, white) >= LEAST_CONTRAST > contrast(paler, white)
    change(file, '"#0b3d2e", tint: "#e6f2ec"', '"#595959", tint: "#ffffff"')
    assert told(project) == []
    change(file, '"#595959"', '"#5a5a5a"')
    assert {one.check for one in told(project)} == {"colour-contrast"}


def test_a_structure_colour_is_compared_with_the_tint_too(project):
    file = clinic_file(project, "complete")
    change(file, "#0b3d2e", "#505050")
    change(file, "#e6f2ec", "#d0d0d0")
    (finding,) = told(project)
    assert (finding.check, finding.place.row, finding.place.column) == (
        "colour-contrast",
        *place_of(project, '"#505050"'),
    )
    assert "on the tint (#d0d0d0)" in finding.message
    change(file, "#d0d0d0", "#ffffff")
    assert told(project) == []


def test_a_note_on_no_medicine_of_the_project_is_told_at_its_name(project):
    file = clinic_file(project, "complete")
    change(file, "  baclofen:", "  baclofin:")
    (finding,) = told(project)
    assert (finding.check, finding.hint) == ("clinic-note", "known: baclofen")
    assert (finding.place.row, finding.place.column) == place_of(project, "baclofin:")
    change(file, "  baclofin:", "  baclofen:")
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        (
            "to each visit. Ask at the desk",
            "to each visit. Do not ask at the desk",
            "negation-differs",
        ),
        ("Bring this leaflet to each visit.", "Bring this leaflet **to each visit**.", None),
    ],
)
def test_a_note_that_means_something_else_in_another_language_is_told_there(project, old, new, check):
    file = clinic_file(project, "complete")
    change(file, old, new)
    found = told(project)
    assert found
    assert {(one.place.row, one.place.column) for one in found} == {place_of(project, SPANISH)}
    if check:
        assert "negation" in " ".join(f"{one.check} {one.message}" for one in found)
    assert {one.severity for one in found} <= {Severity.ERROR, Severity.WARNING}
    change(file, new, old)
    assert told(project) == []


def test_a_note_that_is_meant_to_be_missing_is_compared_with_nothing(project):
    change(clinic_file(project, "complete"), SPANISH, "none")
    assert told(project) == []


@pytest.mark.parametrize(
    "old", ["Example Clinic\n", "Example Town", "a leaf", "Bring this leaflet", "Traiga esta hoja"]
)
@pytest.mark.parametrize("hidden", ["\u202e", "\u200f", "\u2066", "\u200b", "\u00ad", "\u200d", "\ue000"])
def test_what_nobody_sees_is_told_in_every_text_at_its_place(project, old, hidden):
    file = clinic_file(project, "complete")
    change(file, old, f"{old[0]}{hidden}{old[1:]}")
    (finding,) = [one for one in told(project) if one.check == "clinic-text"]
    assert (finding.place.row, finding.place.column) == place_of(project, hidden)
    assert f"U+{ord(hidden):04X}" in finding.message
    change(file, f"{old[0]}{hidden}{old[1:]}", old)
    assert told(project) == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [("ur", "ساتھ لے کر آئیں\u200cاور پوچھیں۔"), ("hi", "यह पर्चा साथ लाएँ, क्\u200dयों।"), ("th", "นำ\u200bมา")],
)
def test_what_spells_a_language_stays(project, tag, text):
    change(clinic_file(project, "complete"), "    others: none", f"    {tag}: {text}\n    others: none")
    assert [one for one in told(project) if one.check == "clinic-text"] == []


def test_without_a_note_in_the_clinics_own_language_the_first_one_is_the_source(project):
    file = clinic_file(project, "complete")
    change(file, "language: en\n", "language: fr\n")
    assert told(project) == []
    change(file, "to each visit. Ask", "to each visit. Do not ask")
    assert {(one.place.row, one.place.column) for one in told(project)} == {place_of(project, SPANISH)}


@pytest.mark.parametrize("line", ["1 800 222 1222", "1-800-222-1222"])
def test_a_line_of_the_country_is_the_same_however_it_is_grouped(project, line):
    file = clinic_file(project, "complete")
    change(file, "  clinic: 202-555-0142", f"  clinic: 202-555-0142\n  poison: {line}")
    assert run_checks(workshop_file(project)) == ()
    change(file, line, "202-555-0199")
    (finding,) = run_checks(workshop_file(project))
    assert (finding.check, finding.severity) == ("phone-differs", Severity.WARNING)
    change(file, "jurisdiction: US", "jurisdiction: GB")
    assert run_checks(workshop_file(project)) == ()


def workshop_file(project):
    """As a build looks at it."""
    clinic, source = read_clinic_source(project, "complete")
    lines = read_countries(project)[clinic.jurisdiction]
    return ClinicFile(clinic, source, read_languages(project), MEDICINES, lines)
