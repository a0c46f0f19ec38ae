"""The small project, planted once and copied for each test."""

import shutil

import pytest

from plainleaf.project import Project
from tests.pipeline.samples import outcomes, plant


@pytest.fixture(scope="session")
def planted(tmp_path_factory):
    """Also printed once: its copies find every unchanged page on their shelf."""
    project = plant(tmp_path_factory.mktemp("planted") / "project")
    assert [found for outcome in outcomes(project).values() for found in outcome.findings] == []
    shutil.rmtree(project.out)
    return project


@pytest.fixture
def small(planted, tmp_path):
    """A project of one short monograph in English and Spanish, to break and repair."""
    root = tmp_path / "small"
    shutil.copytree(planted.root, root, ignore=shutil.ignore_patterns("fonts"))
    (root / "fonts").symlink_to(planted.fonts)
    return Project(root)
