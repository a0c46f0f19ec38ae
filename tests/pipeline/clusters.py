"""A Dask cluster on this machine: a scheduler and workers, each a process of its own, ended with their test."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.pipeline.samples import environment

PATIENCE = 60
"""Seconds, on a machine that is busy."""


@dataclass
class Cluster:
    """``processes`` are the workers that were started, in order."""

    folder: Path
    address: str
    scheduler: "subprocess.Popen[bytes]"
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def join(self, **variables: str) -> "subprocess.Popen[bytes]":
        """Starts a worker without a nanny, so that whoever kills it knows when it is gone."""
        number = len(self.processes)
        place = self.folder / f"worker{number}"
        options = ["--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard"]
        process = _started(
            place, "dask_worker", self.address, *options, "--local-directory", str(place), **variables
        )
        self.processes.append(process)
        return process

    def place(self, process: "subprocess.Popen[bytes]") -> Path:
        """Where a worker keeps its files."""
        return self.folder / f"worker{self.processes.index(process)}"

    def unpacked(self, process: "subprocess.Popen[bytes]") -> list[Path]:
        """The projects that lie with a worker."""
        return list(self.place(process).glob("dask-scratch-space/*/plainleaf-*"))

    def living(self) -> list["subprocess.Popen[bytes]"]:
        return [process for process in self.processes if process.poll() is None]

    def restore(self, size: int = 2) -> None:
        """As many workers as before."""
        while len(self.living()) < size:
            self.join()
        wait_until(lambda: threads(self.address) == size)

    def log(self, process: "subprocess.Popen[bytes]") -> str:
        return (self.place(process) / "log").read_text(encoding="utf-8")


@contextmanager
def cluster(folder: Path, workers: int, **variables: str) -> Iterator[Cluster]:
    """A scheduler with so many workers."""
    file = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
    scheduler = _started(
        folder / "scheduler", "dask_scheduler", *options, "--scheduler-file", str(file), **variables
    )
    made = None
    try:
        wait_until(file.exists)
        made = Cluster(folder, json.loads(file.read_text(encoding="utf-8"))["address"], scheduler)
        made.restore(workers)
        yield made
    finally:
        # The scheduler last: a worker that is just starting looks for it for half a minute before it ends.
        left = [
            process.args for process in (*(made.processes if made else ()), scheduler) if not _ends(process)
        ]
    assert left == []


def threads(address: str) -> int:
    """How many leaflets the workers that the scheduler knows make at once."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return sum(client.nthreads().values())


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def children(pid: int) -> set[int]:
    """Process ids of a process's children, whichever thread started them."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(child) for held in lists for child in held.read_text(encoding="ascii").split()}


def _ends(process: "subprocess.Popen[bytes]") -> bool:
    """Whether it ends by itself when it is told to; it is gone in any case."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return True


def _started(folder: Path, program: str, *arguments: str, **variables: str) -> "subprocess.Popen[bytes]":
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            env={**environment(), **variables},
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
