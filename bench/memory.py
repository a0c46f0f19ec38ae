"""What a command costs: time on the clock, processor time, and memory, its own and of all processes below it.

Read from /proc (Linux) several times a second. Memory together is the highest sum of proportional shares (PSS), in
which what several processes share counts once; memory of one process is its high-water mark (VmHWM).
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

INTERVAL = 0.2
"""Seconds between two looks."""
STARTED_BY, USER, SYSTEM = 1, 11, 12
"""Places in /proc/<pid>/stat behind the name: who started it, clock ticks in user and in system mode."""
TICKS = os.sysconf("SC_CLK_TCK")
KILOBYTES = 1024


@dataclass(frozen=True)
class Cost:
    """Seconds and mebibytes. ``worker`` is the largest process below the command's own, 0 where it has none."""

    wall: float
    processor: float
    together: float
    main: float
    worker: float
    processes: int
    code: int
    said: str


@dataclass
class _Seen:
    """What was seen of the processes so far."""

    root: int
    together: int = 0
    marks: dict[int, int] = field(default_factory=dict)
    ticks: dict[int, int] = field(default_factory=dict)


def cost_of(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Cost:
    """Runs the command to its end."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(variables), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        seen, done = _Seen(process.pid), 0
        while not done:
            _look(seen)
            time.sleep(INTERVAL / 4 if time.perf_counter() - started < 1 else INTERVAL)
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    # A child nobody waits for is missing in the one, the last moments of each in the other.
    processor = max(usage.ru_utime + usage.ru_stime, sum(seen.ticks.values()) / TICKS)
    below = [mark for pid, mark in seen.marks.items() if pid != process.pid]
    return Cost(
        wall,
        processor,
        seen.together / KILOBYTES,
        seen.marks.get(process.pid, 0) / KILOBYTES,
        max(below, default=0) / KILOBYTES,
        len(seen.marks),
        process.returncode,
        text,
    )


def _look(seen: _Seen) -> None:
    together = 0
    for pid in _family(seen.root):
        with suppress(OSError, ValueError):  # it may end while we look
            fields = _fields(pid)
            seen.ticks[pid] = int(fields[USER]) + int(fields[SYSTEM])
            seen.marks[pid] = _kilobytes(f"/proc/{pid}/status", "VmHWM")
            together += _kilobytes(f"/proc/{pid}/smaps_rollup", "Pss")
    seen.together = max(seen.together, together)


def _family(root: int) -> list[int]:
    """The process and all below it."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                pid = int(entry.name)
                below.setdefault(int(_fields(pid)[STARTED_BY]), []).append(pid)
    family = [root]
    for pid in family:
        family += below.get(pid, ())
    return family


def _fields(pid: int) -> list[str]:
    """/proc/<pid>/stat behind the program's name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()


def _kilobytes(file: str, name: str) -> int:
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise ValueError(name)
