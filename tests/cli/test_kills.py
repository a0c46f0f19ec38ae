"""Builds that are killed, crossed or starved: never a partial or stale file, and the next build heals."""

import os
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from plainleaf.project import Project
from plainleaf.publish import Manifest, are_in_place
from tests.pipeline.samples import (
    COMMAND,
    MONOGRAPH,
    SPANISH,
    STOP,
    command,
    edition,
    environment,
    files_in,
    invoked,
)

ENGLISH_FILE = "default/en/testol.oral.large.letter.pdf"
SPANISH_FILE = "default/es/testol.oral.large.letter.pdf"
ALL = {"manifest.json", *edition(ENGLISH_FILE, SPANISH_FILE)}
OTHER = "Ask us how to end it."
PATIENCE = 120.0
LONGEST = 6.0
"""Seconds: a little more than a build of the small project takes."""


def start(project, *arguments):
    return subprocess.Popen(
        [*COMMAND, "-q", *arguments],
        cwd=project.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def rewrite(project, old, new):
    """Says a sentence otherwise, in English and in Spanish."""
    for name in (MONOGRAPH, SPANISH):
        file = project.root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert invoked(project, "messages", "update", "-l", "es").exit_code == 0


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in files_in(out) if name != "manifest.json"}


@pytest.fixture(scope="module")
def worded(planted, tmp_path_factory):
    """The project, built, and what each of its two wordings makes."""
    root = tmp_path_factory.mktemp("worded") / "project"
    shutil.copytree(planted.root, root, symlinks=True)
    project, whole = Project(root), {}
    for old, new in ((STOP, OTHER), (OTHER, STOP)):
        rewrite(project, old, new)
        assert invoked(project, "-q").exit_code == 0
        whole[new] = contents(project.out)
    assert set(whole[STOP]) == set(whole[OTHER]) == ALL - {"manifest.json"}
    assert all(whole[STOP][name] != whole[OTHER][name] for name in whole[STOP])
    return project, whole


@pytest.fixture
def versions(worded, tmp_path):
    """A copy of it to break."""
    project, whole = worded
    root = tmp_path / "project"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("fonts"))
    (root / "fonts").symlink_to(project.fonts)
    return Project(root), whole


def check_halves(small, whole):
    """Each edition that is there is of one wording, and whole where its PDF is."""
    held = {name: data for name, data in contents(small.out).items() if not name.endswith(".unfinished")}
    assert set(held) <= ALL
    for pdf in (ENGLISH_FILE, SPANISH_FILE):
        files = {name: held[name] for name in edition(pdf) if name in held}
        told = {
            name: [word for word, made in whole.items() if made[name] == data] for name, data in files.items()
        }
        assert all(told.values()), (
            f"{[name for name, words in told.items() if not words]} is neither old nor new"
        )
        if pdf in files:
            assert set(files) == edition(pdf)
            assert len({words[0] for words in told.values()}) == 1, told
    assert Manifest.read(small.out).fault == ""


def kill_and_heal(versions, moments, chance):
    small, whole = versions
    now = STOP
    for moment in moments:
        then = OTHER if now == STOP else STOP
        rewrite(small, now, then)
        if chance.random() < 0.5:
            shutil.rmtree(small.shelf, ignore_errors=True)
        process = start(small, *(["-j", "1"] if chance.random() < 0.5 else []))
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
        check_halves(small, whole)
        assert invoked(small, "-q").exit_code == 0
        assert contents(small.out) == whole[then]
        assert files_in(small.out) == ALL
        now = then


def test_a_build_that_is_killed_leaves_no_half_edition_and_the_next_one_heals(versions):
    chance = random.Random(7)
    kill_and_heal(versions, [LONGEST * 0.35, LONGEST * chance.random()], chance)


@pytest.mark.slow
def test_builds_killed_at_a_hundred_random_moments_leave_no_half_edition(versions):
    chance = random.Random(2026)
    kill_and_heal(versions, [LONGEST * chance.random() for _ in range(100)], chance)


def test_two_builds_at_once_take_turns_and_leave_what_one_would(versions):
    small, whole = versions
    rewrite(small, STOP, OTHER)
    shutil.rmtree(small.shelf)
    both = [start(small), start(small, "-j", "1")]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    assert contents(small.out) == whole[OTHER]
    assert files_in(small.out) == ALL


def test_two_builds_at_once_into_two_folders_share_a_shelf(versions):
    small, whole = versions
    shutil.rmtree(small.shelf)
    both = [start(small, "-o", name) for name in ("one", "two")]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    assert contents(small.root / "one") == contents(small.root / "two") == whole[STOP]
    assert "2 leaflets" in invoked(small, "-o", "three").stderr
    assert contents(small.root / "three") == whole[STOP]


def test_a_shelf_that_is_removed_while_a_build_runs_costs_only_time(versions):
    small, whole = versions
    rewrite(small, STOP, OTHER)
    process = start(small)
    while process.poll() is None:
        shutil.rmtree(small.shelf, ignore_errors=True)
        time.sleep(0.02)
    assert process.returncode == 0
    assert contents(small.out) == whole[OTHER]
    assert invoked(small, "-q").exit_code == 0


def test_an_out_that_is_read_only_is_told_and_heals(versions):
    small, whole = versions
    if os.geteuid() == 0:
        # The superuser may write anywhere but into what stands in the way.
        shutil.rmtree(small.out)
        small.out.write_text("a file", encoding="utf-8")
    else:
        small.out.chmod(0o555)
    done = command(small)
    assert done.returncode == (2 if os.geteuid() == 0 else 1)
    assert "Traceback" not in done.stderr
    if os.geteuid() == 0:
        small.out.unlink()
    else:
        small.out.chmod(0o755)
    assert invoked(small, "-q").exit_code == 0
    assert contents(small.out) == whole[STOP]


def test_a_disk_that_fills_up_leaves_no_half_edition_and_heals(versions):
    small, whole = versions
    rewrite(small, STOP, OTHER)
    # No file of this process may grow beyond a few kilobytes: what a full disk does to a write.
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from plainleaf.cli import main\nmain(['-q', '--output-format', 'concise'])\n"
    )
    done = command(small, code=limited)
    assert done.returncode == 1
    assert re.findall(r"\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    assert "Traceback" not in done.stderr
    check_halves(small, whole)
    assert invoked(small, "-q").exit_code == 0
    assert contents(small.out) == whole[OTHER]
    assert files_in(small.out) == ALL
    assert all(are_in_place(small.out, entry) for entry in Manifest.read(small.out).entries.values())
