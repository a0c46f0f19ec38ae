"""What only a process of its own shows: signals, terminals, closed pipes."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from plainleaf.publish import Manifest
from tests.conftest import change
from tests.pipeline.samples import (
    COMMAND,
    MONOGRAPH,
    STOP,
    edition,
    environment,
    files_in,
    monograph,
    translate_all,
)

PATIENCE = 120
"""Seconds: many times what anything here takes, for a machine with other work."""
CLEAR = "\r\033[K"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and opens terminals")


@pytest.fixture
def start():
    """Starts the program; what a test that fails leaves of it is ended here, not in the midst of another test."""
    begun = []

    def start_(project, *arguments, command=COMMAND, **options):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment()} | options
        begun.append(subprocess.Popen([*command, *arguments], cwd=project.root, **options))
        return begun[-1]

    yield start_
    for process in begun:
        with process:
            process.kill()


GONE = (FileNotFoundError, ProcessLookupError)
"""What the system says of a process that ends while it is looked at."""


def children(pid):
    """Process ids of a process's children, whichever thread started them; of one that has ended none."""
    found = set()
    with suppress(*GONE):
        for held in Path(f"/proc/{pid}/task").iterdir():
            with suppress(*GONE):
                found |= {int(child) for child in (held / "children").read_bytes().split()}
    return found


def descendants(pid):
    """All that it started, and all that those did: the server of workers, workers, printing children."""
    found = set()
    for child in children(pid):
        found |= {child} | descendants(child)
    return found


def is_printing(pid):
    with suppress(*GONE):
        return b"plainleaf.render.child" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def wait_until(holds):
    until = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    assert holds()


def closed_pipe():
    """The writing end of a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


WITH_A_THREAD = (
    "import sys, threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); "
    "from plainleaf.cli import main; main()"
)


@pytest.fixture(params=["forked", "by a server", "from nothing"])
def beginning(request, tmp_path):
    """How workers begin: the command that has them do so, and an empty folder for what is temporary."""
    command = COMMAND if request.param == "forked" else (sys.executable, "-c", WITH_A_THREAD)
    if request.param != "from nothing":
        with tempfile.TemporaryDirectory(dir="/tmp") as name:
            yield command, Path(name)
    else:
        too_long_for_a_socket = tmp_path / ("x" * 90)
        too_long_for_a_socket.mkdir()
        yield command, too_long_for_a_socket


@pytest.mark.parametrize(
    ("beginning", "told"),
    [
        ("forked", signal.SIGINT),
        ("by a server", signal.SIGTERM),
        ("from nothing", signal.SIGINT),
        pytest.param("forked", signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param("by a server", signal.SIGINT, marks=pytest.mark.slow),
        pytest.param("from nothing", signal.SIGTERM, marks=pytest.mark.slow),
    ],
    indirect=["beginning"],
)
def test_an_interrupted_build_leaves_no_half_file_no_child_and_says_so(start, small, beginning, told):
    shutil.rmtree(small.shelf)
    command, folder = beginning
    process = start(small, "-j", "1", command=command, env=environment(TMPDIR=str(folder)))
    wait_until(lambda: any(is_printing(pid) for pid in descendants(process.pid)))
    born = descendants(process.pid)
    process.send_signal(told)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert (process.returncode, stdout) == (130, b"")
    assert (
        stderr.decode().splitlines()[-1] == "interrupted: finished files are complete, the others are absent"
    )
    assert b"Traceback" not in stderr
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in born))
    assert list(folder.iterdir()) == []
    assert files_in(small.out) == {"manifest.json", *edition(*Manifest.read(small.out).entries)}
    assert len(Manifest.read(small.out).entries) < 2


def test_a_killed_build_leaves_no_process(start, small, beginning):
    shutil.rmtree(small.shelf)
    # Work enough for both workers to be at it at once.
    (small.leaflets / "helpol.yaml").write_text(monograph("helpol"), encoding="utf-8")
    translate_all(small, "es")
    command, folder = beginning
    process = start(small, "-j", "2", command=command, env=environment(TMPDIR=str(folder)))
    printing = []
    while len(printing) < 2 and process.poll() is None:
        printing = [pid for pid in descendants(process.pid) if is_printing(pid)]
    assert process.poll() is None, process.communicate()
    born = descendants(process.pid)
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in born))
    assert not any(name.name.startswith("plainleaf-") for name in folder.iterdir())


def test_a_build_after_an_interrupted_one_makes_the_rest(start, small):
    process = start(small, "-l", "en")
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    rest = start(small)
    rest.communicate(timeout=PATIENCE)
    assert rest.returncode == 0
    assert len(Manifest.read(small.out).entries) == 2


def on_terminal(start, project, *arguments, **variables):
    """Exit code and all that a terminal on stdout and stderr gets to see."""
    own, other = pty.openpty()
    process = start(
        project, *arguments, stdout=other, stderr=other, env=environment(TERM="xterm", **variables)
    )
    os.close(other)
    seen = b""
    try:
        while part := os.read(own, 65536):
            seen += part
    except OSError:  # Linux says so when the other side is closed
        pass
    os.close(own)
    return process.wait(PATIENCE), seen.decode().replace("\r\n", "\n")


def test_a_terminal_sees_one_moving_line_with_an_estimate(start, small):
    code, seen = on_terminal(start, small, "-j", "1")
    assert code == 0
    made = r"made default/\w+/testol\S+: \d pages, \S+( s)?"
    clear = re.escape(CLEAR)
    assert re.search(
        rf"^{clear}{made}\n1 of 2, about \d+ s left{clear}{made}\n2 of 2, about 0 s left{clear}", seen
    )
    assert seen.endswith("2 leaflets in out/ (7 sheets of paper), 0 withheld; 0 errors, 0 warnings\n")


def test_a_quiet_terminal_sees_nothing(start, small):
    assert on_terminal(start, small, "-q") == (0, "")


@pytest.mark.parametrize(
    ("flags", "variables", "coloured"),
    [((), {}, True), ((), {"NO_COLOR": "1"}, False), (("--color", "never"), {}, False)],
)
def test_a_terminal_sees_colours_unless_they_are_not_wanted(start, small, flags, variables, coloured):
    change(small.root / MONOGRAPH, STOP, "Ask 5 of us.")
    code, seen = on_terminal(start, small, "check", "-q", "-l", "en", *flags, **variables)
    assert code == 1
    assert ("\033[31merror\033[0m" in seen) is coloured
    assert ("\033[" in seen) is coloured


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("explain",), 0), (("check", "-l", "en"), 1), (("-l", "en", "-q"), 1), (("--help",), 1)],
)
def test_a_reader_that_went_away_gets_no_traceback_and_changes_no_exit_code(start, small, arguments, code):
    change(small.root / MONOGRAPH, STOP, "Ask 5 of us.")
    writing = closed_pipe()
    process = start(small, *arguments, stdout=writing)
    os.close(writing)
    _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert b"Traceback" not in stderr
    assert b"BrokenPipe" not in stderr


def test_a_build_whose_progress_nobody_reads_goes_on_to_its_end(start, small):
    writing = closed_pipe()
    process = start(small, stderr=writing)
    os.close(writing)
    stdout, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, stdout) == (0, b"")
    assert len(files_in(small.out)) == 7


def test_the_module_itself_is_the_command(start, small):
    process = start(small, "check", "-l", "en")
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert (process.returncode, stdout) == (0, b"")
    assert stderr == b"1 leaflet: 0 errors, 0 warnings\n"
