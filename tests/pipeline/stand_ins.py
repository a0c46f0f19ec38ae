"""Workers of another mind, in a module that a new process loads quickly."""

import os
import signal
import time

from plainleaf.findings import UsageFailure
from plainleaf.pipeline.jobs import Outcome
from plainleaf.pipeline.worker import Failure

PATIENCE = 60.0


def meet(folder, tag):
    """Waits until two workers are here: how long one takes to begin is nobody's promise."""
    (folder / f"met-{tag}").touch()
    until = time.monotonic() + PATIENCE
    while len([*folder.glob("met-*")]) < 2 and time.monotonic() < until:
        time.sleep(0.01)


def answer(connection, brief):
    """A worker whose jobs say by their medicine what becomes of them; seconds are its process number."""
    while (task := connection.recv()) is not None:
        match task.job.medicine:
            case "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            case "leaves":
                os._exit(7)
            case "hangs":
                time.sleep(PATIENCE)
            case "unfit":
                connection.send(Failure.of(UsageFailure("no poppler", "install it")))
            case "slow":
                time.sleep(0.3)
            case "meets":
                meet(brief.root, task.job.tag)
        connection.send(Outcome(task.job, seconds=os.getpid()))
