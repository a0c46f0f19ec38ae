"""Changes: which files of a project differ from a revision of git, and how each read there."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import plainleaf
from plainleaf.findings import UsageFailure
from plainleaf.project import Project

PROGRAM = "src"
"""What a change in this program's own files is told as, wherever they lie."""

_AUTHORED = ("leaflets", "clinics", "locales", "templates", "fonts")
_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks of the repository it works in: we ask about the one that the project lies in."""


@dataclass(frozen=True)
class Changes:
    """Paths from the project's root. ``revision`` is the commit they are compared with, "" where there is none."""

    project: Project
    paths: frozenset[str]
    revision: str = ""

    def before(self, path: str) -> bytes | None:
        """The file as it was, None where there was none. Ask only where there is a revision."""
        place = (self.project.root / path).resolve()
        folder = place.parent if place.parent.is_dir() else self.project.root
        name = os.path.relpath(place, folder.resolve())
        done = _git(folder, "cat-file", "blob", f"{self.revision}:./{name}")
        return done.stdout if done.returncode == 0 else None


def changes_since(project: Project, revision: str) -> Changes:
    """What differs between a revision and the files as they lie there: committed, staged or not, new ones too.

    A renamed file counts under both names. Raises UsageFailure without git, outside of a repository, and where git
    knows no such revision.
    """
    root = project.root
    top = _asked(root, f"{root} lies in no git repository", "rev-parse", "--show-toplevel")
    commit = _commit(root, revision)
    if not commit:
        hint = "`git log` lists them; a shallow clone lacks most: `git fetch --unshallow`, or `fetch-depth: 0` in CI"
        raise UsageFailure(f"git knows no revision “{revision}”", hint)
    folder = Path(os.fsdecode(top.removesuffix(b"\n")))
    # As they are, whatever a user has set: all paths from the top, a submodule's too, a rename as two.
    compared = ("-c", "diff.relative=false", "diff", "--name-only", "--no-renames", "--no-ext-diff")
    changed = _listed(folder, *compared, "--ignore-submodules=none", "-z", commit, "--")
    new = _listed(folder, "ls-files", "--others", "--exclude-standard", "-z")
    # A file that git is told to ignore is read all the same, and nothing is known of how it was.
    ignored = _listed(root, "ls-files", "--others", "-z", "--", *_AUTHORED)
    paths = [*(folder / path for path in (*changed, *new)), *(root / path for path in ignored)]
    return Changes(project, frozenset(_named(project, paths)), commit)


def changes_in(project: Project, files: Iterable[Path]) -> Changes:
    """What these files stand for as changes since the last commit, if the project lies in a repository with one."""
    try:
        commit = _commit(project.root, "HEAD")
    except UsageFailure:
        commit = ""
    return Changes(project, frozenset(_named(project, files)), commit)


def _named(project: Project, paths: Iterable[Path]) -> Iterator[str]:
    """Files as the project calls them, also where a link leads to them; what lies elsewhere is none of its files."""
    real = project.root.resolve()
    links = _links(project)
    program = Path(plainleaf.__file__).resolve().parent
    for path in paths:
        # Its folder's true place, but the file itself as it is called: it may be a link, or gone.
        place = path.absolute().parent.resolve() / path.name
        if place.is_relative_to(program):
            yield f"{PROGRAM}/{place.relative_to(program).as_posix()}"
        if place.is_relative_to(real):
            yield place.relative_to(real).as_posix()
        for target, name in links.items():
            if place.is_relative_to(target):
                rest = place.relative_to(target).as_posix()
                yield name if rest == "." else f"{name}/{rest}"


def _links(project: Project) -> Mapping[Path, str]:
    """Where links among the authored files lead, and what each is called."""
    folders = [project.root / name for name in _AUTHORED]
    found = [*folders, *(file for folder in folders if folder.is_dir() for file in folder.rglob("*"))]
    return {file.resolve(): file.relative_to(project.root).as_posix() for file in found if file.is_symlink()}


def _commit(root: Path, revision: str) -> str:
    """The commit that a revision names, "" where it names none."""
    if not revision or revision.startswith("-"):
        return ""
    done = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return done.stdout.decode("ascii").strip() if done.returncode == 0 else ""


def _listed(folder: Path, *arguments: str) -> list[str]:
    told = _asked(folder, "git could not list the changes", *arguments)
    return [os.fsdecode(path) for path in told.split(b"\0") if path]


def _asked(folder: Path, failure: str, *arguments: str) -> bytes:
    done = _git(folder, *arguments)
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise UsageFailure(failure, f"git says: {said}")
    return done.stdout


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    variables = {name: value for name, value in os.environ.items() if name not in _OURS}
    try:
        return subprocess.run(  # noqa: S603 - fixed words, a commit's name, and paths after them
            ["git", "--no-optional-locks", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env=variables,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageFailure("git is not installed", "install it: apt-get install git") from error
