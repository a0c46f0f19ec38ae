"""Where things are, and settings with their precedence: flag, environment, clinic, project, default."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plainleaf.findings import UsageFailure

DEFAULTS: Mapping[str, str] = {
    "clinic": "default",
    "profile": "large",
    "form": "oral",
    "paper": "a4",
    "scheduler": "",
}


@dataclass(frozen=True)
class Project:
    """A folder whose pyproject.toml holds ``[tool.plainleaf]``: leaflets, clinics, locales, templates, fonts."""

    root: Path

    @property
    def leaflets(self) -> Path:
        return self.root / "leaflets"

    @property
    def clinics(self) -> Path:
        return self.root / "clinics"

    @property
    def locales(self) -> Path:
        return self.root / "locales"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def fonts(self) -> Path:
        return self.root / "fonts"

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def shelf(self) -> Path:
        return self.root / ".cache"

    def relative(self, path: Path) -> str:
        """A path as findings show it: from the root where it lies inside, else as it is."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


@dataclass(frozen=True)
class Setting:
    """A value and where it came from, for ``-v``."""

    name: str
    value: str
    origin: str


def find_project(start: Path) -> Project:
    """The project that holds ``start``; raises UsageFailure outside of one."""
    for folder in (start, *start.parents):
        if _table(folder / "pyproject.toml") is not None:
            return Project(folder)
    raise UsageFailure(
        f"no plainleaf project in {start} or above",
        "go to a folder whose pyproject.toml has a [tool.plainleaf] table",
    )


def setting(
    project: Project,
    name: str,
    flag: str | None,
    clinic: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Setting:
    """One setting by precedence; ``clinic`` is the clinic file's word where it has one."""
    variable = f"PLAINLEAF_{name.upper()}"
    table = _table(project.root / "pyproject.toml") or {}
    candidates = (
        (flag, f"--{name}"),
        (environ.get(variable), variable),
        (clinic, "the clinic file"),
        (table.get(f"default-{name}"), "pyproject.toml"),
    )
    for value, origin in candidates:
        if value:
            return Setting(name, value, origin)
    return Setting(name, DEFAULTS[name], "the default")


def _table(file: Path) -> dict[str, str] | None:
    try:
        with file.open("rb") as stream:
            content = tomllib.load(stream)
    except FileNotFoundError:
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageFailure(f"{file.name} is not TOML: {error}", f"mend {file}") from error
    table = content.get("tool", {}).get("plainleaf")
    return None if table is None else {key: str(value) for key, value in table.items()}
