"""The two locks: exact, hashed, without an address, and holding what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PINNED = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)(?P<marker> ; [^\\\n]+)?"
    r"(?P<hashes>( \\\n    --hash=sha256:[0-9a-f]{64})+)\n"
)


def locked(name: str) -> dict[str, re.Match[str]]:
    matches = {match["name"]: match for match in PINNED.finditer((ROOT / name).read_text(encoding="utf-8"))}
    assert matches
    return matches


def asked_for(group: str | None) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    assert lines
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_exact_versions_with_hashes_and_nothing_else(name: str) -> None:
    """So no registry's address, no option and no path stands in it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert PINNED.sub("", text) == ""
    assert "/" not in text


def test_the_dev_lock_holds_the_runtime_lock_unchanged() -> None:
    runtime, dev = (locked(name) for name in LOCKS)
    assert {name: match[0] for name, match in dev.items() if name in runtime} == {
        name: match[0] for name, match in runtime.items()
    }
    assert set(dev) > set(runtime)


@pytest.mark.parametrize(("name", "group"), [("requirements.lock", None), ("requirements-dev.lock", "dev")])
def test_a_lock_satisfies_what_the_project_asks_for(name: str, group: str | None) -> None:
    pinned = locked(name)
    for requirement in asked_for(group):
        version = pinned[canonicalize_name(requirement.name)]["version"]
        assert requirement.specifier.contains(version), f"{requirement}: {name} holds {version}"


def test_what_an_extra_needs_is_there_for_its_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    assert extras
    for lines in extras.values():
        assert set(lines) <= set(project["dependency-groups"]["dev"])
