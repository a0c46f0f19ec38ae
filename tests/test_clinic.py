import pytest

from plainleaf.clinic import clinic_file, read_clinic
from plainleaf.findings import Refused
from plainleaf.values.kinds import Phone
from tests.conftest import change

NAME, PLACE = "name: Example Clinic", "jurisdiction: US"


def told(project) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        read_clinic(project, "default")
    return [(finding.check, str(finding.place)) for finding in caught.value.findings]


def test_the_clinic_of_the_project_is_read(project):
    clinic = read_clinic(project, "default")
    assert clinic.name == "Example Clinic"
    assert clinic.phones["emergency"] == Phone("911")
    assert clinic.phones["emergency"].is_short
    assert not clinic.phones["clinic"].is_short
    assert clinic.address == ["Example Street", "Example Town"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (NAME, "name:", ("bad-value", "clinics/default.yaml:4:6")),
        (NAME, "nam: Example Clinic", ("unknown-key", "clinics/default.yaml:4:1")),
        (PLACE, "jurisdiction: UK", ("wrong-type", "clinics/default.yaml:6:15")),
        ("paper: letter", "paper: a5", ("wrong-type", "clinics/default.yaml:7:8")),
        ("format: 1", "format: 2", ("wrong-format", "clinics/default.yaml:3:9")),
        ("clinic: 202-555-0142", "clinic: ask us", ("bad-value", "clinics/default.yaml:14:11")),
        ("clinic: 202-555-0142", "clinics: 202-555-0142", ("wrong-type", "clinics/default.yaml:14:3")),
    ],
)
def test_one_slip_is_one_finding_where_it_stands(project, old, new, expected):
    file = clinic_file(project, "default")
    change(file, old, new)
    found = told(project)
    assert expected in found
    # A misspelt key is unknown, and the one it was meant for is missing.
    assert [check for check, _ in found if check != "missing-key"] == [expected[0]]
    change(file, new, old)
    assert read_clinic(project, "default")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("hours: [all day]", ("bad-value", "clinics/default.yaml:17:9")),
        ("hours: [saturday, 9:00 to 12:00]", ("bad-value", "clinics/default.yaml:17:9")),
        ("logo: {file: ../logo.png, alt: Us}", ("wrong-type", "clinics/default.yaml:17:14")),
        ("logo: {file: logo.svg, alt: Us}", ("wrong-type", "clinics/default.yaml:17:14")),
        ("logo: {file: logo.png}", ("missing-key", "clinics/default.yaml:17:7")),
        ("logo: {file: logo.png, alt: ''}", ("bad-value", "clinics/default.yaml:17:29")),
    ],
)
def test_hours_and_logo_are_read_with_care(project, written, expected):
    file = clinic_file(project, "default")
    text = file.read_text(encoding="utf-8").partition("hours:")[0]
    file.write_text(text + written + "\n", encoding="utf-8")
    assert expected in told(project)


def test_the_british_clinic_has_a_line_for_urgent_advice_and_prints_on_a4(project):
    clinic = read_clinic(project, "british")
    assert (clinic.jurisdiction, clinic.paper) == ("GB", "a4")
    assert clinic.phones["urgent"] == Phone("111")
    assert len(clinic.hours) == 1


def test_a_clinic_without_a_file_is_no_finding(project):
    assert clinic_file(project, "none") == project.clinics / "none.yaml"
    with pytest.raises(FileNotFoundError):
        read_clinic(project, "none")
