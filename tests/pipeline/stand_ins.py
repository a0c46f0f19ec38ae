"""Workers of another mind, in a module that a new process loads quickly."""

import os
import signal
import time

from plainleaf.findings import UsageFailure
from plainleaf.pipeline.jobs import Outcome
from plainleaf.pipeline.worker import Failure

PATIENCE = 60.0


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
        connection.send(Outcome(task.job, seconds=os.getpid()))
