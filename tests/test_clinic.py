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


def test_a_clinic_without_a_file_is_no_finding(project):
    assert clinic_file(project, "none") == project.clinics / "none.yaml"
    with pytest.raises(FileNotFoundError):
        read_clinic(project, "none")
