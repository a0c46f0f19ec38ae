import pytest

from plainleaf.findings import UsageFailure
from plainleaf.project import DEFAULTS, Project, Setting, find_project, setting
from tests.conftest import change


def test_a_project_is_found_from_any_folder_inside_it(project):
    assert find_project(project.root) == project
    assert find_project(project.locales / "es" / "LC_MESSAGES") == project


def test_outside_a_project_is_wrong_use(tmp_path):
    with pytest.raises(UsageFailure, match="no plainleaf project") as caught:
        find_project(tmp_path)
    assert "[tool.plainleaf]" in caught.value.hint


def test_a_pyproject_of_another_tool_is_passed_over(project):
    inner = project.root / "leaflets" / "other"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert find_project(inner) == project


def test_a_damaged_pyproject_is_wrong_use_that_names_the_file(project):
    change(project.root / "pyproject.toml", "[tool.plainleaf]", "[tool.plainleaf")
    with pytest.raises(UsageFailure, match="not TOML") as caught:
        find_project(project.root)
    assert str(project.root / "pyproject.toml") in caught.value.hint


def test_a_pyproject_in_another_encoding_is_wrong_use_too(project):
    (project.root / "pyproject.toml").write_bytes('[project]\nname = "Käse"\n'.encode("latin-1"))
    with pytest.raises(UsageFailure, match="not TOML"):
        find_project(project.root)


def test_everything_authored_lies_under_the_root(project):
    for folder in (project.leaflets, project.clinics, project.locales, project.templates, project.fonts):
        assert folder.is_dir(), folder
        assert folder.parent == project.root
    assert project.out == project.root / "out"
    assert project.shelf == project.root / ".cache"


def test_a_path_shows_from_the_root_where_it_lies_inside(project, tmp_path):
    assert project.relative(project.leaflets / "baclofen.yaml") == "leaflets/baclofen.yaml"
    assert project.relative(tmp_path / "x.po") == str(tmp_path / "x.po")


def test_a_setting_comes_from_the_first_that_names_it(project):
    change(project.root / "pyproject.toml", 'default-profile = "large"', 'default-profile = "giant"')
    environ = {"PLAINLEAF_PROFILE": "clear"}

    def chosen(flag=None, clinic=None, environ=None):
        return setting(project, "profile", flag, clinic, environ or {})

    assert chosen("acb-2025", "ukaaf-large", environ) == Setting("profile", "acb-2025", "--profile")
    assert chosen(None, "ukaaf-large", environ) == Setting("profile", "clear", "PLAINLEAF_PROFILE")
    assert chosen(None, "ukaaf-large") == Setting("profile", "ukaaf-large", "the clinic file")
    assert chosen() == Setting("profile", "giant", "pyproject.toml")
    change(project.root / "pyproject.toml", 'default-profile = "giant"\n', "")
    assert chosen() == Setting("profile", DEFAULTS["profile"], "the default")


def test_an_empty_flag_or_variable_names_nothing(project):
    assert setting(project, "clinic", "", None, {"PLAINLEAF_CLINIC": ""}).origin == "pyproject.toml"


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_every_setting_has_a_default_without_any_file(tmp_path, name):
    assert setting(Project(tmp_path), name, None, None, {}) == Setting(name, DEFAULTS[name], "the default")
