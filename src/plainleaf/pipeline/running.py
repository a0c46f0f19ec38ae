"""Running: what the shelf remembers first, then all that is new, made by workers."""

import hashlib
import json
import os
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from plainleaf.pipeline.cluster import made_on_cluster
from plainleaf.pipeline.costs import budget, cost, megabytes, shard
from plainleaf.pipeline.crew import Crew
from plainleaf.pipeline.inputs import Inputs
from plainleaf.pipeline.jobs import Job, Outcome
from plainleaf.pipeline.memory import recall_outcome
from plainleaf.pipeline.worker import Brief, Task
from plainleaf.pipeline.workshop import Workshop
from plainleaf.publish import Part


def run(
    workshop: Workshop,
    jobs: Iterable[Job],
    workers: int | None = None,
    out: Path | None = None,
    scheduler: str = "",
) -> Generator[Outcome, None, None]:
    """Outcomes as they come, from as many workers as there are cores unless a number is given, or from those of a Dask
    scheduler.

    What lies in ``out`` as it should stays there, and its bytes are not read again.
    """
    new: list[Task] = []
    for task in tasks(workshop, jobs):
        known = recall_outcome(workshop.shelf, task.inputs, task.job, out) if task.inputs else None
        if known is not None:
            yield known
        else:
            new.append(task)
    if new:
        yield from made(workshop, new, workers, scheduler)
        workshop.shelf.prune()


def tasks(workshop: Workshop, jobs: Iterable[Job]) -> Generator[Task, None, None]:
    """Each job with the digest of its inputs, where a shelf can remember it."""
    inputs = Inputs(workshop)
    for job in jobs:
        yield Task(job, inputs.digest(job) if workshop.shelf.folder is not None else "")


def take_part(workshop: Workshop, jobs: Sequence[Job], index: int, of: int) -> tuple[tuple[Job, ...], Part]:
    """The jobs of one shard, and what its manifest says of it."""
    mine = shard(workshop, jobs, index, of)
    inputs = Inputs(workshop)
    plan = json.dumps([(job.path, inputs.digest(job)) for job in jobs])
    digest = hashlib.sha256(plan.encode()).hexdigest()
    return mine, Part(index, of, digest, tuple(job.path for job in mine))


def made(
    workshop: Workshop, new: Iterable[Task], workers: int | None = None, scheduler: str = ""
) -> Generator[Outcome, None, None]:
    """What workers make of it, the largest first: a large one begun last would keep all others waiting."""
    largest = sorted(new, key=lambda task: (-cost(workshop, task.job), task.job))
    if scheduler:
        with closing(made_on_cluster(scheduler, workshop, largest)) as outcomes:
            yield from outcomes
        return
    weights = megabytes(workshop, [task.job for task in largest])
    size = min(workers or os.cpu_count() or 1, len(largest))
    with closing(Crew(Brief.of(workshop), size, budget()).outcomes(largest, weights)) as outcomes:
        yield from outcomes
