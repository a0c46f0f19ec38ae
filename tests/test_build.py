"""build.py: one environment, made once, never half, never another checkout's."""

import ast
import json
import os
import pwd
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.environment.checkout import (
    BUILD,
    PYTHON,
    Checkout,
    finish,
    is_root,
    make_checkout,
    wait_for_line,
    wait_until,
)


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = make_checkout(tmp_path)
    yield made
    made.release()


@pytest.fixture
def public_checkout() -> Iterator[Checkout]:
    """A checkout of this user, started by one who is not root and may write only to `home`."""
    nobody = pwd.getpwnam("nobody")
    identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []} if is_root() else {}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        made = make_checkout(Path(folder), python_of(identity))
        if identity:
            for path in [made.home, *made.home.rglob("*")]:
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        yield replace(made, identity=tuple(identity.items()))
        made.root.chmod(0o755)


def python_of(identity: dict[str, Any]) -> str:
    """A Python this user may run: root's own may stand in a closed folder."""
    question = "import sys; sys.exit(sys.version_info < (3, 11))"
    for python in (PYTHON, "/usr/bin/python3"):
        try:
            subprocess.run([python, "-c", question], check=True, **identity)
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip("no Python 3.11 that a user other than root may run")


# ---- the command


def test_arguments_exit_code_and_process_pass_through(checkout: Checkout) -> None:
    arguments = ["build", "-l", "es MX", "--today=", "", "--", "ü", "seven"]
    process = checkout.start(*arguments)
    done = finish(process)
    assert done.returncode == 7
    answer = json.loads(done.stdout)
    assert answer["arguments"] == arguments
    assert answer["process"] == process.pid


def test_only_the_command_writes_to_stdout(checkout: Checkout) -> None:
    assert checkout.answer()["dependency"].startswith(str(checkout.root / ".venv"))
    assert len(checkout.installs) == 1


def test_the_working_folder_and_pythonpath_shadow_nothing(checkout: Checkout, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    for name in ("plainleaf", "dependency"):
        (foreign / name).mkdir(parents=True)
        (foreign / name / "__init__.py").write_text("raise SystemExit('shadowed')")
    answer = replace(checkout, folder=foreign).answer(PYTHONPATH=str(foreign))
    assert answer["source"] == str(checkout.root / "src/plainleaf/__init__.py")
    assert answer["folder"] == str(foreign)


def test_a_warm_start_costs_a_fraction_of_a_second(checkout: Checkout) -> None:
    checkout.run()
    direct = [str(checkout.root / ".venv/bin/python"), "-m", "plainleaf.cli"]
    variables = checkout.variables | {"PYTHONPATH": str(checkout.root / "src")}

    def seconds(command: list[str]) -> float:
        begin = time.perf_counter()
        subprocess.run(command, env=variables, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin

    through_build = min(seconds([PYTHON, str(checkout.root / "build.py")]) for _ in range(9))
    assert through_build - min(seconds(direct) for _ in range(9)) < 0.4
    assert len(checkout.installs) == 1


@pytest.mark.parametrize("version", [(3, 6), (3, 7), (3, 10)])
def test_an_old_python_is_told_what_is_needed(version: tuple[int, int]) -> None:
    ast.parse(BUILD.read_text(encoding="utf-8"), feature_version=version)
    pretend = (
        "import runpy, sys; sys.version_info = ({}, {}); runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    done = subprocess.run(
        [PYTHON, "-c", pretend.format(*version), str(BUILD)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("build.py: Python 3.11 or later is needed")


# ---- the environment


def test_two_starts_at_once_install_once(checkout: Checkout) -> None:
    checkout.hold()
    first = checkout.start()
    wait_until(lambda: len(checkout.installs) == 1)
    second = checkout.start()
    wait_for_line(second, "waiting for another start")
    checkout.release()
    assert (finish(first).returncode, finish(second).returncode) == (0, 0)
    assert len(checkout.installs) == 1


@pytest.mark.parametrize("with_installer", [True, False])
def test_after_a_kill_the_next_start_begins_anew(checkout: Checkout, *, with_installer: bool) -> None:
    checkout.hold()
    killed = checkout.start()
    wait_until(lambda: len(checkout.installs) == 1)
    if with_installer:
        os.killpg(killed.pid, signal.SIGKILL)
    else:
        killed.kill()
    killed.wait()
    assert checkout.leftovers() == {".venv.new"}
    (checkout.root / ".venv.new/half").touch()
    following = checkout.start()
    if not with_installer:  # the orphan still writes into the folder: nobody may take it away yet
        wait_for_line(following, "waiting for another start")
    checkout.release()
    assert finish(following).returncode == 0
    finish(killed)
    assert checkout.leftovers() == {".venv"}
    assert not (checkout.root / ".venv/half").exists()
    assert len(checkout.installs) == 2


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_start_takes_its_half_made_folder_away(
    checkout: Checkout, stop: signal.Signals, code: int
) -> None:
    checkout.hold()
    process = checkout.start()
    wait_until(lambda: len(checkout.installs) == 1)
    process.send_signal(stop)
    assert finish(process).returncode == code
    assert checkout.leftovers() == set()


def test_a_copied_checkout_uses_neither_environment_nor_source_of_the_first(
    checkout: Checkout, tmp_path: Path
) -> None:
    checkout.run()
    copy = checkout.copied_to(tmp_path / "copy")
    answer = copy.answer()
    assert answer["source"] == str(copy.root / "src/plainleaf/__init__.py")
    assert answer["prefix"] == str(copy.root / ".venv")
    assert answer["dependency"].startswith(str(copy.root / ".venv"))
    assert len(checkout.installs) == 2


def append_to(path: str) -> Callable[[Path], object]:
    return lambda root: (root / path).write_bytes((root / path).read_bytes() + b"# changed\n")


DAMAGES = {
    "another lock": append_to("requirements.lock"),
    "a damaged stamp": append_to(".venv/plainleaf.stamp"),
    "no stamp": lambda root: (root / ".venv/plainleaf.stamp").unlink(),
    "no interpreter": lambda root: (root / ".venv/bin/python").unlink(),
    "another interpreter": lambda root: (root / ".venv/plainleaf.stamp").write_text(
        (root / ".venv/plainleaf.stamp").read_text().replace(PYTHON, "/opt/python")
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_an_environment_that_does_not_fit_is_made_anew(
    checkout: Checkout, damage: Callable[[Path], object]
) -> None:
    checkout.run()
    damage(checkout.root)
    for _ in range(2):
        checkout.answer()
        assert len(checkout.installs) == 2
    assert checkout.leftovers() == {".venv"}


def test_a_failed_install_leaves_nothing_and_the_next_start_succeeds(checkout: Checkout) -> None:
    (checkout.home / "broken").touch()
    done = checkout.run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "no route to the packages\nbuild.py: the packages of requirements.lock could not be" in done.stderr
    assert checkout.leftovers() == set()
    (checkout.home / "broken").unlink()
    checkout.answer()


def test_a_read_only_checkout_is_left_alone(public_checkout: Checkout) -> None:
    checkout = public_checkout
    checkout.root.chmod(0o555)
    before = sorted(checkout.root.rglob("*"))
    answer = checkout.answer(PYTHONDONTWRITEBYTECODE="")
    cache = checkout.home / ".cache/plainleaf"
    assert answer["prefix"].startswith(str(cache))
    assert answer["bytecode"].startswith(str(cache))
    assert answer["source"] == str(checkout.root / "src/plainleaf/__init__.py")
    assert checkout.answer(XDG_CACHE_HOME="relative")["prefix"] == answer["prefix"]
    assert sorted(checkout.root.rglob("*")) == before
    assert len(checkout.installs) == 1
    assert checkout.answer(XDG_CACHE_HOME=str(checkout.home / "other"))["prefix"].startswith(
        str(checkout.home / "other/plainleaf")
    )


def test_without_any_writable_folder_the_start_is_refused(public_checkout: Checkout) -> None:
    public_checkout.root.chmod(0o555)
    done = public_checkout.run(XDG_CACHE_HOME="/proc")
    assert done.returncode == 2
    assert done.stderr.startswith("build.py: ")
    assert "/proc/plainleaf" in done.stderr
