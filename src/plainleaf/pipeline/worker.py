"""A worker: a process that makes one leaflet after the other, with all it needs loaded once."""

import gc
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from plainleaf.checks import CHECKS
from plainleaf.pipeline.files import Files
from plainleaf.pipeline.inputs import Inputs
from plainleaf.pipeline.jobs import Job, Outcome, Request
from plainleaf.pipeline.memory import keep_outcome
from plainleaf.pipeline.stages import make
from plainleaf.pipeline.workshop import Workshop, reopen_workshop
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.render import Limits, Renderer

SIGNALS = (signal.SIGINT, signal.SIGTERM)
"""What ends a build; held back while a worker is started."""

_SWEEP = 4
"""Leaflets between two searches for garbage."""


@dataclass(frozen=True)
class Task:
    """A job, and the digest of its inputs as the build found them; empty where nothing is to be remembered."""

    job: Job
    inputs: str = ""


@dataclass(frozen=True)
class Brief:
    """All that a worker must know beforehand, the checks by their codes; it pickles."""

    root: Path
    request: Request
    shelf: Shelf
    checks: frozenset[str]
    limits: Limits
    templates: Mapping[str, str]
    files: Files

    @classmethod
    def of(cls, workshop: Workshop) -> Self:
        """What makes the same workshop elsewhere."""
        return cls(
            workshop.project.root,
            workshop.request,
            workshop.shelf,
            frozenset(check.code for check in workshop.checks),
            workshop.limits,
            workshop.template_digests,
            workshop.files,
        )

    def opened(self) -> Workshop:
        """The workshop; raises Refused where what all share has come to be broken."""
        checks = tuple(check for check in CHECKS if check.code in self.checks)
        return reopen_workshop(
            Project(self.root), self.request, self.shelf, checks, self.limits, self.templates, self.files
        )


@dataclass(frozen=True)
class Failure:
    """What no leaflet is to blame for: an environment that cannot print, or a bug of ours."""

    error: Exception
    told: str

    @classmethod
    def of(cls, error: Exception) -> Self:
        """An error as it can be sent."""
        told = "".join(traceback.format_exception(error))
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
        except Exception:  # noqa: BLE001 - whatever it is, its words must get through
            error = RuntimeError(f"{type(error).__name__}: {error}")
        return cls(error, told)


def perform(workshop: Workshop, task: Task, renderer: Renderer) -> Outcome:
    """Makes a leaflet, and has the shelf remember it where no input was changed meanwhile."""
    outcome = make(workshop, task.job, renderer)
    remember(workshop, task, outcome)
    return outcome


def remember(workshop: Workshop, task: Task, outcome: Outcome) -> None:
    """Keeps what was made on the shelf where no input was changed meanwhile."""
    if outcome.made and task.inputs and Inputs(workshop).digest(task.job) == task.inputs:
        keep_outcome(workshop.shelf, task.inputs, outcome)


def serve(connection: Connection, brief: Brief) -> None:
    """Answers each Task with an Outcome or a Failure until None comes, or the build is gone."""
    # ^C in the terminal reaches every process in it: only the build decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    _follow_parent()
    with suppress(EOFError, OSError):
        _serve(connection, brief)


def _serve(connection: Connection, brief: Brief) -> None:
    workshop: Workshop | None = None
    with Renderer(Project(brief.root), brief.limits) as renderer:
        renderer.start()
        # Python's own searches for garbage come many times a leaflet, and nearly all find nothing.
        gc.disable()
        made = 0
        while (task := connection.recv()) is not None:
            try:
                workshop = workshop or _settled(brief)
                reply: Outcome | Failure = perform(workshop, task, renderer)
            except Exception as error:  # noqa: BLE001 - it is raised again where it can be told
                reply = Failure.of(error)
            connection.send(reply)
            made += 1
            if not made % _SWEEP:
                gc.collect()


def _settled(brief: Brief) -> Workshop:
    """The workshop, and all that is loaded by now out of the garbage collector's way."""
    workshop = brief.opened()
    gc.collect()
    gc.freeze()
    return workshop


def _follow_parent() -> None:
    """Ends this process with the build, even while a leaflet is being made."""
    parent = parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
