"""pip, apt-get and what to type where build.py may not install."""

import hashlib
import os

import pytest

from tests.environment.checkout import PROGRAMS, Checkout, is_root

APT = "apt-get install --no-install-recommends"
PACKAGES = "python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils"
JUDGES = "chromium default-jdk-headless gettext libatomic1"
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0", "libatomic.so.1")


@pytest.fixture
def pip_variables(checkout: Checkout) -> dict[str, str]:
    pytest.importorskip("ensurepip", reason="this Python brings no pip")
    (checkout.home / "bin/uv").unlink()
    wheels = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout.home / "wheels")}
    return wheels | {"PIP_CONFIG_FILE": os.devnull, "PIP_USER": "1"}


def test_pip_installs_the_lock_where_there_is_no_uv(
    checkout: Checkout, pip_variables: dict[str, str]
) -> None:
    answer = checkout.answer(**pip_variables)
    assert answer["dependency"].startswith(str(checkout.root / ".venv"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"dependency==1.0 --hash=sha256:{'0' * 64}\n", "DO NOT MATCH THE HASHES"),
        pytest.param(
            "dependency==1.0\n", "Hashes are required in --require-hashes mode", marks=pytest.mark.slow
        ),
        (f"source==1.0 --hash=sha256:{hashlib.sha256().hexdigest()}\n", "No matching distribution found"),
    ],
    ids=["another hash", "no hash", "a source archive"],
)
def test_anything_but_a_wheel_with_its_hash_is_refused(
    checkout: Checkout, pip_variables: dict[str, str], line: str, reason: str
) -> None:
    (checkout.root / "requirements.lock").write_text(line)
    (checkout.home / "wheels/source-1.0.tar.gz").touch()
    done = checkout.run(**pip_variables)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "build.py: the packages of requirements.lock could not be installed" in done.stderr
    assert checkout.leftovers() == set()


@pytest.fixture
def bare_checkout(checkout: Checkout) -> Checkout:
    """As on a pristine Debian: neither uv nor ensurepip, no native library and no program."""
    for program in ("uv", *PROGRAMS):
        (checkout.home / "bin" / program).unlink()
    checkout.edit("build.py", '"ensurepip"', '"absent_ensurepip"')
    for library in LIBRARIES:
        checkout.edit("build.py", f'"{library}"', f'"absent-{library}"')
    return checkout


def put_manager(checkout: Checkout, name: str) -> None:
    path = checkout.home / "bin" / name
    path.write_text(f'#!/bin/sh\necho "{name} $*" >> {checkout.home}/installs.log\n')
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("manager", "command", "judges"),
    [
        ("apt-get", f"SUDO{APT} {PACKAGES}", JUDGES),
        (
            "dnf",
            "SUDOdnf install python3 pango harfbuzz poppler-utils",
            "chromium java-devel gettext libatomic",
        ),
        ("brew", "brew install python3 pango harfbuzz poppler", "chromium openjdk gettext gcc"),
    ],
)
@pytest.mark.parametrize("tests", [False, True], ids=["build", "test"])
def test_what_is_missing_is_named_with_the_exact_command(
    bare_checkout: Checkout, manager: str, command: str, judges: str, *, tests: bool
) -> None:
    put_manager(bare_checkout, manager)
    done = bare_checkout.run("test" if tests else "build", PLAINLEAF_NO_APT="1")
    command = command.replace("SUDO", "" if is_root() else "sudo ") + (f" {judges}" if tests else "")
    missing = f"{PACKAGES} {JUDGES}" if tests else PACKAGES
    assert done.returncode == 2
    assert done.stderr == f"build.py: the system lacks {missing}. Install with: {command}\n"
    assert bare_checkout.installs == []
    assert bare_checkout.leftovers() == set()


def test_what_is_missing_is_named_where_no_manager_is_known(bare_checkout: Checkout) -> None:
    done = bare_checkout.run()
    assert done.returncode == 2
    assert f"the system lacks {PACKAGES}. Install them with the system's package manager" in done.stderr


@pytest.mark.skipif(not is_root(), reason="only root may have apt-get install")
@pytest.mark.parametrize(("command", "packages"), [("build", PACKAGES), ("test", f"{PACKAGES} {JUDGES}")])
def test_root_has_apt_install_what_is_missing_and_says_so(
    bare_checkout: Checkout, command: str, packages: str
) -> None:
    put_manager(bare_checkout, "apt-get")
    done = bare_checkout.run(command)
    update, install = bare_checkout.installs
    assert update.endswith(" update")
    assert install.endswith(f" install --yes --no-install-recommends {packages}")
    assert done.stderr.startswith(f"build.py: apt-get installs {packages} (PLAINLEAF_NO_APT=1 prevents it)\n")
    assert done.stderr.endswith(f"Install with: {APT} {packages}\n")  # the stand-in installed nothing
    assert done.returncode == 2


def test_a_ready_environment_is_not_used_without_the_libraries(checkout: Checkout) -> None:
    checkout.run()
    checkout.edit("build.py", '"libharfbuzz-subset.so.0"', '"absent.so.0"')
    done = checkout.run(PLAINLEAF_NO_APT="1")
    assert done.returncode == 2
    assert "the system lacks libharfbuzz-subset0." in done.stderr


@pytest.mark.parametrize(
    ("program", "package"),
    [
        ("pdftotext", "poppler-utils"),
        ("chromium", "chromium"),
        ("javac", "default-jdk-headless"),
        ("msgfmt", "gettext"),
    ],
)
def test_the_tests_are_not_started_without_their_programs(
    checkout: Checkout, program: str, package: str
) -> None:
    checkout.run("test", "-x")
    (checkout.home / "bin" / program).unlink()
    done = checkout.run("test", "-x", PLAINLEAF_NO_APT="1")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"the system lacks {package}." in done.stderr


def test_a_command_needs_the_readers_but_not_the_judges(checkout: Checkout) -> None:
    for program in ("chromium", "javac", "msgfmt"):
        (checkout.home / "bin" / program).unlink()
    checkout.answer()
    (checkout.home / "bin/pdftotext").unlink()
    done = checkout.run(PLAINLEAF_NO_APT="1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the system lacks poppler-utils." in done.stderr
