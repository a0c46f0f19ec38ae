import pytest

from plainleaf.findings import Refused
from plainleaf.translate.content import medicines, read_content, read_monograph
from tests.conftest import change


def test_everything_authored_is_read(project):
    content = read_content(project)
    assert medicines(project) == ("baclofen",)
    assert set(content.monographs) == {"baclofen"}
    assert {"en", "es", "ar"} <= set(content.languages)
    assert not [key for key in content.damaged if "/" not in key]


def test_a_damaged_monograph_keeps_its_findings_and_stops_no_other(project):
    good = (project.leaflets / "baclofen.yaml").read_text(encoding="utf-8")
    other = project.leaflets / "otherine.yaml"
    other.write_text(good.replace("medicine: baclofen", "medicine: otherine"), encoding="utf-8")
    assert set(read_content(project).monographs) == {"baclofen", "otherine"}
    change(other, "format: 1", "format: 7")
    content = read_content(project)
    assert set(content.monographs) == {"baclofen"}
    assert [str(finding.place) for finding in content.damaged["otherine"]] == ["leaflets/otherine.yaml:2:9"]


def test_a_monograph_in_a_file_of_another_name_is_told_at_its_name(project):
    file = project.leaflets / "tizanidine.yaml"
    (project.leaflets / "baclofen.yaml").rename(file)
    with pytest.raises(Refused) as caught:
        read_monograph(project, file)
    assert [(f.check, str(f.place)) for f in caught.value.findings] == [
        ("misnamed-monograph", "leaflets/tizanidine.yaml:3:11")
    ]
    change(file, "medicine: baclofen", "medicine: tizanidine")
    assert read_monograph(project, file).domain == "tizanidine"


def test_a_damaged_catalogue_keeps_its_findings_and_stops_no_other(project):
    file = project.locales / "es" / "LC_MESSAGES" / "baclofen.po"
    file.write_text('msgid "x\nmsgstr "y"\n', encoding="utf-8")
    content = read_content(project)
    assert content.damaged["es/baclofen"]
    assert "baclofen" not in content.catalogues["es"]
    assert "phrases" in content.catalogues["es"]


def test_what_every_leaflet_needs_is_refused_all_at_once(project):
    change(project.locales / "languages.yaml", "english: Spanish,", "")
    change(project.leaflets / "_phrases.yaml", "format: 1", "format: 2")
    with pytest.raises(Refused) as caught:
        read_content(project)
    assert {finding.check for finding in caught.value.findings} == {"bad-language", "wrong-format"}
