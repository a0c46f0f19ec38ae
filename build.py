#!/usr/bin/env python3
"""plainleaf's command: makes the environment on first use, then runs plainleaf from this checkout's src/.

Standard library only. It parses on Python 3.6 and later, so that an old one can be told what is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older Python
    print("build.py: Python 3.11 or later is needed; this is", sys.version.split()[0], file=sys.stderr)
    sys.exit(2)
if sys.platform == "win32":
    print("build.py: on Windows run it inside WSL: wsl python3 build.py", file=sys.stderr)
    sys.exit(2)

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
# The last lock is the one installed. The dev lock is a superset, so plainleaf runs in either environment.
LOCKS = {
    ".venv": ["requirements.lock"],
    ".venv.test": ["requirements.lock", "requirements-dev.lock"],
}
STAMP = "plainleaf.stamp"
WORKERS = "3"  # of the tests, on two cores: many wait for other processes
EXACTLY = ["--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement"]
VENV_PACKAGE = "python3-venv"
NEEDED = {  # as the loader or the shell names it: as Debian packages it
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "pdftotext": "poppler-utils",
}
NEEDED_BY_TESTS = {
    "chromium": "chromium",
    "javac": "default-jdk-headless",
    "msgfmt": "gettext",
}
if sys.platform == "linux":  # Playwright's driver needs it; elsewhere it brings its own
    NEEDED_BY_TESTS["libatomic.so.1"] = "libatomic1"
SYSTEM = {
    ".venv": NEEDED,
    ".venv.test": NEEDED | NEEDED_BY_TESTS,
}
ELSEWHERE = {  # Debian's name: Fedora's and Homebrew's
    VENV_PACKAGE: ("python3", "python3"),
    "libpango-1.0-0": ("pango", "pango"),
    "libpangoft2-1.0-0": ("pango", "pango"),
    "libharfbuzz-subset0": ("harfbuzz", "harfbuzz"),
    "poppler-utils": ("poppler-utils", "poppler"),
    "chromium": ("chromium", "chromium"),
    "default-jdk-headless": ("java-devel", "openjdk"),
    "libatomic1": ("libatomic", "gcc"),
    "gettext": ("gettext", "gettext"),
}
BREW_FOLDERS = ["/opt/homebrew/lib", "/usr/local/lib"]


class Unusable(Exception):
    """No environment can be had; the message says why and what to type."""


def main(arguments: list[str]) -> int:
    """The exit code, unless plainleaf has taken over the process."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        if arguments[:1] == ["test"]:
            return run_tests(arguments[1:])
        hand_over(environment(".venv", ".venv.test"), "-m", "plainleaf.cli", *arguments)
    except (Unusable, OSError) as problem:
        say(problem)
        return 2
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def hand_over(python: Path, *arguments: str) -> NoReturn:
    """Replaces this process, so that signals and the exit code need no passing on."""
    variables = isolated_variables()
    if not python.is_relative_to(ROOT):  # the checkout is read-only: keep its bytecode with its environment
        variables.setdefault("PYTHONPYCACHEPREFIX", str(cache_folder() / "bytecode"))
    os.execve(python, [str(python), *arguments], variables)


def isolated_variables() -> dict[str, str]:
    """What a child sees: its imports come from its environment and our src/, whatever the shell has set."""
    foreign = {"PYTHONHOME", "__PYVENV_LAUNCHER__"}
    variables = {name: value for name, value in os.environ.items() if name not in foreign}
    variables |= {"PYTHONPATH": str(ROOT / "src"), "PYTHONSAFEPATH": "1", "PYTHONNOUSERSITE": "1"}
    if sys.platform == "darwin":  # the loader does not look into Homebrew's folders by itself
        variables.setdefault("DYLD_FALLBACK_LIBRARY_PATH", ":".join([*BREW_FOLDERS, "/usr/lib"]))
    return variables


# ---- the environment


def environment(*names: str) -> Path:
    """The Python of a ready environment: of any of these names, or of the first, made now.

    The system gets, or has, what the first one's commands need.
    """
    python, needed = find_ready(names), SYSTEM[names[0]]
    if python and not missing_parts(needed):
        return python
    folder = writable_folder()
    with exclusive(folder / ".venv.lock") as lock:
        install_system_packages(needed, lock)
        return find_ready(names) or make(folder / names[0], lock)


def find_ready(names: tuple[str, ...]) -> Path | None:
    """The Python of the first environment whose stamp is right."""
    for target in (folder / name for folder in (ROOT, cache_folder()) for name in names):
        stamp, python = target / STAMP, target / "bin/python"
        complete = os.access(stamp, os.R_OK) and os.access(python, os.X_OK)
        if complete and stamp.read_bytes() == expected_stamp(target):
            return python
    return None


def expected_stamp(target: Path) -> bytes:
    """All that an environment depends on, its own place too: the environment of a copy is made anew."""
    locks = [hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() for lock in LOCKS[target.name]]
    system = os.uname()
    interpreter = [sys.version.split()[0], os.path.realpath(sys.executable)]
    return os.fsencode("\n".join([*locks, *interpreter, system.sysname, system.machine, str(target), ""]))


def writable_folder() -> Path:
    """Where environments are made: the checkout, or the user's cache folder if the checkout is read-only."""
    if os.access(ROOT, os.W_OK | os.X_OK):
        return ROOT
    cache_folder().mkdir(parents=True, exist_ok=True)
    return cache_folder()


def cache_folder() -> Path:
    """The checkout's own folder in the user's cache."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():  # the XDG specification has such a value ignored
        base = Path("~/.cache").expanduser()
    return base / "plainleaf" / hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:16]


@contextmanager
def exclusive(path: Path) -> Iterator[int]:
    """Holds the file lock and gives its descriptor.

    The installers inherit it: if this process is killed, the next one waits until they too have ended.
    """
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another start, which is making the environment")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def make(target: Path, lock: int) -> Path:
    """The Python of a new environment, made beside the target and renamed into place.

    Scripts in bin/ keep the path they were made under, so nothing here runs one: `bin/python -m …` is right
    wherever the folder stands.
    """
    say(f"making {target} (at first use and when the locks change)")
    fresh, old = target.with_name(f"{target.name}.new"), target.with_name(f"{target.name}.old")
    remove(fresh)
    remove(old)
    try:
        fill(fresh, ROOT / LOCKS[target.name][-1], lock)
        (fresh / STAMP).write_bytes(expected_stamp(target))
        if os.path.lexists(target):
            target.rename(old)
        fresh.rename(target)
    finally:
        remove(fresh)
        remove(old)
    return target / "bin/python"


def fill(folder: Path, requirements: Path, lock: int) -> None:
    """Makes a venv and installs exactly what the lock names: wheels only, each with its hash."""
    python = str(folder / "bin/python")
    venv = [sys.executable, "-m", "venv", str(folder)]
    installer = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    uv = shutil.which("uv")
    if uv:
        venv.append("--without-pip")
        installer = [uv, "pip", "install", "--python", python, "--compile-bytecode"]
    try:
        install(venv, lock)
        install([*installer, *EXACTLY, str(requirements)], lock)
    except subprocess.CalledProcessError as problem:
        message = f"the packages of {requirements.name} could not be installed (the reason stands above)"
        raise Unusable(f"{message}; nothing was changed. Check the network, then start again") from problem


def remove(path: Path) -> None:
    """Takes away a folder, file or link, if there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def install(command: list[str], lock: int) -> None:
    """Runs an installer: its errors are shown, the rest is not, because stdout is for plainleaf's data."""
    nothing = subprocess.DEVNULL
    variables = isolated_variables() | {"DEBIAN_FRONTEND": "noninteractive", "PIP_USER": "0"}
    subprocess.run(command, check=True, stdin=nothing, stdout=nothing, env=variables, pass_fds=[lock])


# ---- what the system must have


def install_system_packages(needed: dict[str, str], lock: int) -> None:
    """Has apt install what is missing, where that is ours to do; else says what to type."""
    missing = missing_packages(needed)
    if missing and os.geteuid() == 0 and shutil.which("apt-get") and not os.environ.get("PLAINLEAF_NO_APT"):
        say(f"apt-get installs {' '.join(missing)} (PLAINLEAF_NO_APT=1 prevents it)")
        for step in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
            try:
                install(["apt-get", "--quiet=2", "--option=DPkg::Lock::Timeout=300", *step], lock)
            except subprocess.CalledProcessError:
                say(f"apt-get {step[0]} failed (the reason stands above)")
        missing = missing_packages(needed)
    if missing:
        raise Unusable(f"the system lacks {' '.join(missing)}. {system_command(missing)}")


def missing_packages(needed: dict[str, str]) -> list[str]:
    """Debian's names of what is not there: what makes an environment, and what is needed beside it."""
    importlib.invalidate_caches()
    able = shutil.which("uv") or importlib.util.find_spec("ensurepip")
    return [*([] if able else [VENV_PACKAGE]), *missing_parts(needed)]


def missing_parts(needed: dict[str, str]) -> list[str]:
    """Debian's names of the libraries that do not load and the programs not on the PATH.

    Takes 5 ms, so each start looks.
    """
    return [
        package
        for name, package in needed.items()
        if not (is_loadable(name) if ".so." in name else shutil.which(name))
    ]


def is_loadable(library: str) -> bool:
    """Whether WeasyPrint, or Playwright's driver, will find the library."""
    names = [library]
    if sys.platform == "darwin":
        file = f"{library.replace('.so.', '.')}.dylib"
        names = [f"{folder}{file}" for folder in ["", *(f"{brew}/" for brew in BREW_FOLDERS)]]
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def system_command(missing: list[str]) -> str:
    """What to type to install what is missing."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    names = zip(*(ELSEWHERE[package] for package in missing), strict=True)
    fedora, homebrew = (" ".join(dict.fromkeys(one)) for one in names)
    commands = {
        "apt-get": f"{sudo}apt-get install --no-install-recommends {' '.join(missing)}",
        "dnf": f"{sudo}dnf install {fedora}",
        "brew": f"brew install {homebrew}",
    }
    for manager, command in commands.items():
        if shutil.which(manager):
            return f"Install with: {command}"
    return f"Install them with the system's package manager (on Fedora they are {fedora})"


# ---- the tests


def run_tests(arguments: list[str]) -> int:
    """The exit code of all parts, pytest last; with arguments for pytest, of pytest alone."""
    python = environment(".venv.test")
    os.chdir(ROOT)
    if set(arguments) - {"--slow"}:
        hand_over(python, "-m", "pytest", *arguments)
    failed = [name for name, command in checks().items() if run_part(name, python, command)]
    if failed:
        print(f"\nfailed before the tests: {', '.join(failed)}", flush=True)
    return run_part("pytest", python, ["-m", "pytest", "-n", WORKERS, *arguments]) or int(bool(failed))


def checks() -> dict[str, list[str]]:
    """What is verified before the tests run: name and Python arguments."""
    pages = [page for page in (Path("README.md"), *sorted(Path("docs").glob("*.md"))) if page.is_file()]
    marked = [str(page) for page in pages if "[[[cog" in page.read_text(encoding="utf-8")]
    layers = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    parts = {
        "ruff check": ["-m", "ruff", "check"],
        "ruff format": ["-m", "ruff", "format", "--check"],
        "mypy": ["-m", "mypy"],
        "lint-imports": ["-c", layers],
    }
    return parts | ({"cog": ["-m", "cogapp", "--check", "--diff", *marked]} if marked else {})


def run_part(name: str, python: Path, arguments: list[str]) -> int:
    """The exit code of one part of the tests."""
    print(f"\n== {name}", flush=True)
    return subprocess.run([python, *arguments], env=isolated_variables(), check=False).returncode


def say(message: object) -> None:
    """Tells the user on stderr."""
    print(f"build.py: {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
