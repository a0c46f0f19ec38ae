"""The crew: worker processes that make leaflets beside each other; one that fails is replaced, and its leaflet told."""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Collection, Generator, Iterable, Mapping
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from plainleaf.findings import Finding, Span
from plainleaf.pipeline.jobs import Job, Outcome
from plainleaf.pipeline.worker import SIGNALS, Brief, Failure, Task, serve

RULES: Mapping[str, str] = {
    "worker-crash": """Did the process that made the leaflet live to its end?

    It is replaced by another one and the other leaflets are made; this one is withheld.
    Bad: the system had no memory left and killed it, or a library has a fault. Good: build again, with fewer at once
    (`-j 1`); report it where that does not help.
    """,
    "worker-time": """Was the leaflet made in time?

    Bad: a process that hangs. It is killed and replaced, and its leaflet withheld.
    Good: build again; report it where that does not help.
    """,
}

_GRACE = 2.0
"""Seconds that an idle worker gets to leave by itself."""

_LONGEST_FOLDER = 70
"""Bytes of the temporary folder's path that leave room for a socket's name: 107 are allowed."""


class Crew:
    """At most ``size`` workers, started when there is work for them, each making one leaflet at a time."""

    def __init__(self, brief: Brief, size: int, budget: float = float("inf")) -> None:
        self._brief = brief
        self._size = size
        self._budget = budget
        self._workers: list[_Worker] = []

    def outcomes(self, tasks: Iterable[Task], weights: Mapping[Job, float]) -> Generator[Outcome, None, None]:
        """The outcome of each task as it comes. ``weights`` are the megabytes that jobs need: together no more than the
        budget are made at once, and one always is.

        Raises what a worker raised that no leaflet is to blame for.
        """
        waiting = _Waiting(tasks)
        try:
            self._give(waiting, weights)
            while self._busy:
                for outcome in self._finished():
                    # First: its worker need not wait for what is done with the outcome.
                    self._give(waiting, weights)
                    yield outcome
            for worker in self._workers:
                worker.dismiss()
        finally:
            for worker in self._workers:
                worker.kill()

    def _give(self, waiting: "_Waiting", weights: Mapping[Job, float]) -> None:
        """Work to all who are free, as far as there is any and the memory allows."""
        while waiting and len(self._busy) < self._size:
            idle = next((worker for worker in self._workers if worker.task is None), None)
            others = {tag for other in self._workers if other is not idle for tag in other.tags}
            task = waiting.next_for(idle.tags if idle else (), others)
            if not self._takes(weights.get(task.job, 0), weights):
                return
            waiting.remove(task)
            (idle or self._hired()).start(task)

    @property
    def _busy(self) -> list["_Worker"]:
        return [worker for worker in self._workers if worker.task is not None]

    def _takes(self, weight: float, weights: Mapping[Job, float]) -> bool:
        busy = [worker.task for worker in self._busy]
        used = sum(weights.get(task.job, 0) for task in busy if task is not None)
        return not busy or used + weight <= self._budget

    def _hired(self) -> "_Worker":
        self._workers.append(_Worker(self._brief))
        return self._workers[-1]

    def _finished(self) -> Generator[Outcome, None, None]:
        """Waits for the first who has an answer, has died or has run out of time."""
        busy = self._busy
        ready = wait([worker.connection for worker in busy], max(0.0, min(worker.left for worker in busy)))
        for worker in busy:
            if worker.connection in ready:
                outcome = worker.answer()
            elif worker.left <= 0:
                outcome = worker.too_late()
            else:
                continue
            if worker.is_spent:
                self._workers.remove(worker)
            yield outcome


class _Waiting:
    """Tasks in their order, by language: what a language needs is loaded once a process, in up to half a second, and
    stays in its memory.
    """

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._queues: dict[str, deque[tuple[int, Task]]] = {}
        for place, task in enumerate(tasks):
            self._queues.setdefault(task.job.tag, deque()).append((place, task))

    def __bool__(self) -> bool:
        return bool(self._queues)

    def next_for(self, known: Collection[str], others: Collection[str]) -> Task:
        """The first in a language that a worker knows; else in one that no other knows; else the first."""
        tags = (
            [tag for tag in self._queues if tag in known]
            or [tag for tag in self._queues if tag not in others]
            or [*self._queues]
        )
        return min(self._queues[tag][0] for tag in tags)[1]

    def remove(self, task: Task) -> None:
        """Takes away one that is the first of its language."""
        queue = self._queues[task.job.tag]
        queue.popleft()
        if not queue:
            del self._queues[task.job.tag]


class _Worker:
    """One process, the pipe to it, and the task it is at."""

    def __init__(self, brief: Brief) -> None:
        self._limit = brief.limits.leaflet_seconds
        self.connection, theirs = multiprocessing.Pipe()
        self._process = _start(theirs, brief)
        theirs.close()
        self.task: Task | None = None
        self.tags: set[str] = set()
        self.is_spent = False
        self._started = 0.0

    @property
    def left(self) -> float:
        """Seconds until its leaflet is late."""
        return self._started + self._limit - time.monotonic()

    def start(self, task: Task) -> None:
        self.task, self._started = task, time.monotonic()
        self.tags.add(task.job.tag)
        try:
            self.connection.send(task)
        except OSError:
            return  # it has died: its answer will say so

    def answer(self) -> Outcome:
        """What it sends; a finding where it died before."""
        assert self.task is not None
        job = self.task.job
        try:
            reply = self.connection.recv()
        except (EOFError, OSError):
            self.kill()
            code = self._process.exitcode
            ended = f"signal {-code}" if code is not None and code < 0 else f"code {code}"
            said, hint = f"its worker ended with {ended}", "build again, with fewer at once: -j 1"
            return self._lost("worker-crash", said, hint)
        self.task = None
        if isinstance(reply, Failure):
            reply.error.add_note(reply.told)
            raise reply.error
        assert isinstance(reply, Outcome)
        assert reply.job == job
        return reply

    def too_late(self) -> Outcome:
        """Kills it; a finding on its leaflet."""
        self.kill()
        return self._lost("worker-time", f"it was not made within {self._limit:g} seconds", "build it again")

    def dismiss(self) -> None:
        """Lets an idle one leave."""
        try:
            self.connection.send(None)
        except OSError:
            return
        self._process.join(_GRACE)

    def kill(self) -> None:
        self.is_spent = True
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _lost(self, code: str, said: str, hint: str) -> Outcome:
        assert self.task is not None
        job = self.task.job
        return Outcome(
            job, seconds=self._limit - self.left, findings=(Finding(code, said, Span(str(job)), hint),)
        )


def _start(connection: Connection, brief: Brief) -> BaseProcess:
    """A process forked from ours, which has loaded what it needs; where threads run beside us, which would hold their
    locks in it for ever, one forked from a server.
    """
    method = _method()
    context: Any = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["plainleaf.pipeline.worker"])
    process: BaseProcess = context.Process(target=serve, args=(connection, brief), name="plainleaf worker")
    # Held back until the worker has said what becomes of them in it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


def _method() -> str:
    if sys.platform == "linux" and threading.active_count() == 1:
        return "fork"
    # The server listens at a socket in the temporary folder, and a socket's path is short.
    return "forkserver" if len(os.fsencode(tempfile.gettempdir())) < _LONGEST_FOLDER else "spawn"
