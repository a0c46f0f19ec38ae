"""What git says has changed, told as the project's own paths."""

from pathlib import Path

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.pipeline import changes_in, changes_since
from plainleaf.project import Project
from tests.pipeline.repository import SETTINGS, commit_all, git


@pytest.fixture
def repository(tmp_path, monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "a project"
    for path in ("leaflets/testol.yaml", "leaflets/otherol.yaml", "clinics/default.yaml", "docs/a.md"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"{path}\n", encoding="utf-8")
    commit_all(root)
    return Project(root)


def paths(project, revision="HEAD"):
    return set(changes_since(project, revision).paths)


def test_nothing_has_changed_after_a_commit(repository):
    assert paths(repository) == set()


def test_changed_staged_new_and_deleted_files_count(repository):
    root = repository.root
    (root / "leaflets/testol.yaml").write_text("changed\n", encoding="utf-8")
    (root / "docs/a.md").write_text("staged\n", encoding="utf-8")
    git(root, "add", "docs/a.md")
    (root / "leaflets/naïve “x”.yaml").write_text("new\n", encoding="utf-8")
    (root / "clinics/default.yaml").unlink()
    assert paths(repository) == {
        "leaflets/testol.yaml",
        "docs/a.md",
        "leaflets/naïve “x”.yaml",
        "clinics/default.yaml",
    }


def test_a_renamed_file_counts_under_both_names(repository):
    git(repository.root, "config", "diff.renames", "copies")
    git(repository.root, "mv", "leaflets/testol.yaml", "leaflets/newol.yaml")
    both = {"leaflets/testol.yaml", "leaflets/newol.yaml"}
    assert paths(repository) == both
    commit_all(repository.root)
    assert (paths(repository), paths(repository, "HEAD~1")) == (set(), both)


def test_a_change_that_was_taken_back_is_none(repository):
    file = repository.root / "leaflets/testol.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text("changed\n", encoding="utf-8")
    commit_all(repository.root)
    file.write_text(text, encoding="utf-8")
    assert (paths(repository), paths(repository, "HEAD~1")) == ({"leaflets/testol.yaml"}, set())


def test_an_authored_file_that_git_ignores_counts_and_other_ignored_files_do_not(repository):
    (repository.root / ".gitignore").write_text("/clinics/ours.yaml\n*.pyc\n", encoding="utf-8")
    commit_all(repository.root)
    (repository.root / "clinics/ours.yaml").write_text("ours\n", encoding="utf-8")
    (repository.root / "a.pyc").write_text("made\n", encoding="utf-8")
    assert paths(repository) == {"clinics/ours.yaml"}


def test_a_project_below_the_root_of_its_repository_has_its_own_paths(tmp_path, repository, monkeypatch):
    (tmp_path / "outer").mkdir()
    commit_all(tmp_path / "outer")
    (repository.root / "leaflets").rename(tmp_path / "outer/leaflets")
    (tmp_path / "outer/inner").mkdir()
    (repository.root / "clinics").rename(tmp_path / "outer/inner/clinics")
    git(tmp_path / "outer", "config", "diff.relative", "true")
    inner = Project(tmp_path / "outer/inner")
    assert paths(inner) == {"clinics/default.yaml"}
    commit_all(tmp_path / "outer")
    (inner.root / "clinics/default.yaml").write_text("changed\n", encoding="utf-8")
    changes = changes_since(inner, "HEAD")
    assert changes.paths == {"clinics/default.yaml"}
    assert changes.before("clinics/default.yaml") == b"clinics/default.yaml\n"


def test_what_a_link_leads_to_has_the_links_name(tmp_path, repository):
    root = repository.root
    (root / "leaflets").rename(root / "shared")
    (root / "leaflets").symlink_to("shared")
    (root / "clinics/ours.yaml").symlink_to("../docs/a.md")
    commit_all(root)
    (root / "shared/testol.yaml").write_text("changed\n", encoding="utf-8")
    (root / "docs/a.md").write_text("changed\n", encoding="utf-8")
    changes = changes_since(repository, "HEAD")
    assert {"leaflets/testol.yaml", "clinics/ours.yaml"} <= changes.paths
    assert changes.before("leaflets/testol.yaml") == b"leaflets/testol.yaml\n"


def test_the_program_itself_is_told_where_it_lies_in_the_repository(repository, monkeypatch):
    program = repository.root / "vendored/plainleaf"
    program.mkdir(parents=True)
    (program / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr("plainleaf.__file__", str(program / "__init__.py"))
    assert "src/__init__.py" in paths(repository)


def test_each_file_reads_as_it_was(repository):
    (repository.root / "leaflets/testol.yaml").write_text("changed\n", encoding="utf-8")
    changes = changes_since(repository, "HEAD")
    assert changes.before("leaflets/testol.yaml") == b"leaflets/testol.yaml\n"
    assert changes.before("leaflets/newol.yaml") is None


@pytest.mark.parametrize("revision", ["nowhere", "", "--output=x", "HEAD:docs/a.md", "HEAD~9"])
def test_an_unknown_revision_is_wrong_use(repository, revision):
    with pytest.raises(UsageFailure, match="git knows no revision") as failure:
        changes_since(repository, revision)
    assert "fetch-depth: 0" in failure.value.hint
    assert not (repository.root / "x").exists()


def test_outside_of_a_repository_and_without_git_it_is_wrong_use(repository, tmp_path, monkeypatch):
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageFailure, match="lies in no git repository") as failure:
        changes_since(Project(tmp_path / "none"), "HEAD")
    assert "not a git repository" in failure.value.hint
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    with pytest.raises(UsageFailure, match="git is not installed"):
        changes_since(repository, "HEAD")


def test_what_git_tells_a_hook_does_not_lead_it_elsewhere(repository, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert paths(repository) == set()


def test_files_stand_for_changes_since_the_last_commit(repository, monkeypatch, tmp_path):
    monkeypatch.chdir(repository.root / "docs")
    changes = changes_in(repository, [Path("../leaflets/testol.yaml"), Path("a.md"), tmp_path / "other.yaml"])
    assert changes.paths == {"leaflets/testol.yaml", "docs/a.md"}
    assert changes.before("leaflets/testol.yaml") == b"leaflets/testol.yaml\n"


def test_files_need_no_git(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    changes = changes_in(repository, [repository.root / "leaflets/testol.yaml"])
    assert (changes.paths, changes.revision) == ({"leaflets/testol.yaml"}, "")
