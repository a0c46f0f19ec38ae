"""Outlines: the digests of templates they give are those of the templates."""

from plainleaf.project import Project
from plainleaf.translate.content import read_content
from plainleaf.translate.messages import templates
from plainleaf.translate.outline import outline_of, shared_texts, template_digests
from tests.conftest import ROOT, change


def outlines(content):
    return {name: outline_of(authored) for name, authored in content.monographs.items()}


def digests(content):
    return {domain: pot.digest for domain, pot in templates(content).items()}


def test_the_digests_are_those_of_the_templates():
    content = read_content(Project(ROOT))
    told = template_digests(outlines(content), content.wordings)
    assert digests(content).items() <= told.items()
    assert set(digests(content)) >= {"baclofen", "page", "phrases"}


def test_texts_that_two_medicines_share_stand_in_a_template_of_their_own(project):
    good = (project.leaflets / "baclofen.yaml").read_text(encoding="utf-8")
    other = project.leaflets / "otherine.yaml"
    other.write_text(good.replace("medicine: baclofen", "medicine: otherine"), encoding="utf-8")
    change(other, "\ntitle: Baclofen\n", "\ntitle: Otherine\n")
    content = read_content(project)
    told = template_digests(outlines(content), content.wordings)
    assert digests(content) == told
    assert len(shared_texts(outlines(content))) > 100


def test_an_outline_tells_forms_and_starting_plans():
    outline = outline_of(read_content(Project(ROOT)).monographs["baclofen"])
    assert outline.forms == ("oral", "pump")
    assert ("US", "oral") in outline.plans
    assert ("US", "pump") not in outline.plans
    assert outline.shorts == {("US", "oral"), ("GB", "oral")}
