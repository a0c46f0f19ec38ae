"""Fixtures that every room's tests share: a project of one's own to break and repair."""

import os
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
from playwright.sync_api import sync_playwright

import plainleaf.render.renderer
from plainleaf.project import Project
from plainleaf.render import Renderer
from tests.warm_child import Nursery

ROOT = Path(__file__).parent.parent
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AUTHORED = ("leaflets", "clinics", "locales", "templates")


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also the long kill, scale and bench runs")


def pytest_collection_modifyitems(config, items):
    # A process with threads cannot fork its workers, and starts each anew: what leaves threads there comes last.
    # Playwright does.
    last = {
        item.path for item in items if "chromium" in item.fixturenames or item.get_closest_marker("threads")
    }
    items.sort(key=lambda item: item.path in last)
    if not config.getoption("--slow"):
        skip = pytest.mark.skip(reason="only with --slow")
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(skip)


def pytest_terminal_summary(terminalreporter):
    """Figures that tests noted by ``record_property``, with the result."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch):
    """Settings of whoever runs the tests do not reach them."""
    for name in [name for name in os.environ if name.startswith("PLAINLEAF_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _warm_children():
    """Renderers of this process, and of workers forked from it, take warm children."""
    with (
        TemporaryDirectory(prefix="warm-") as folder,
        Nursery(Path(folder)) as nursery,
        mock.patch.object(plainleaf.render.renderer, "subprocess", nursery.subprocess),
    ):
        yield


@pytest.fixture(scope="module")
def cold_children():
    """A module that uses it starts real ones."""
    with mock.patch.object(plainleaf.render.renderer, "subprocess", subprocess):
        yield


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium: one for all tests of a process, because Playwright starts only once in each."""
    found = shutil.which("chromium")
    assert found, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def renderer():
    """Prints pages with the fonts and templates of this project."""
    with Renderer(Project(ROOT)) as shared:
        yield shared


@pytest.fixture
def project(tmp_path):
    """A copy of this project's authored files, its fonts shared, to break and repair."""
    root = tmp_path / "project"
    root.mkdir()
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in AUTHORED:
        shutil.copytree(ROOT / name, root / name)
    (root / "fonts").symlink_to(ROOT / "fonts")
    return Project(root)


def sampled(every: Collection[Any], sample: Collection[Any]) -> list[Any]:
    """Parameters of a test: those outside the sample only with ``--slow``."""
    assert set(sample) <= set(every), "the sample is of something else"
    return [one if one in sample else pytest.param(one, marks=pytest.mark.slow) for one in every]


@pytest.fixture(scope="session")
def slow(request) -> bool:
    """Whether the long runs are asked for: what a module prints for all its tests may be a sample otherwise."""
    return request.config.getoption("--slow")


def change(file: Path, old: str, new: str) -> None:
    """Replaces what stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
