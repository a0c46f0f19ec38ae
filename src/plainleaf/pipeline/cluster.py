"""A cluster: the workers of a Dask scheduler make what local workers would, to the bit, on many machines.

The project travels by content: once to each worker, as a parcel. Outcomes come back with their bytes, a bounded number
at a time, and the shelf here remembers them. Dask is an optional extra, imported when it is needed.
"""

import hashlib
import uuid
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from plainleaf.findings import Finding, Span, UsageFailure
from plainleaf.pipeline.files import Files
from plainleaf.pipeline.jobs import Outcome
from plainleaf.pipeline.parcel import pack
from plainleaf.pipeline.worker import Brief, Failure, Task, remember
from plainleaf.pipeline.workshop import Workshop
from plainleaf.publish import Shelf

if TYPE_CHECKING:
    from distributed import Client, Future, as_completed

    from plainleaf.pipeline.station import Commission

INSTALL = "python3 -m pip install 'plainleaf[dask]'"

PATIENCE = 10.0
"""Seconds that a scheduler, or the first worker, gets to answer."""

LOOK = 30.0
"""Seconds after which it is looked at how many workers there are."""

AHEAD = 4
"""Leaflets given out for each thread: enough that none waits, few enough that no finished ones pile up."""

RETRIES = 2
"""How often Dask tries again what raised an error, a full disk for instance."""

RESENT = 3
"""How often a leaflet is given out again whose parcel was lost with the workers that held it."""

GONE = "scheduler-connection-lost"
"""Dask's word for it."""


def made_on_cluster(
    address: str, workshop: Workshop, tasks: Iterable[Task]
) -> Generator[Outcome, None, None]:
    """The outcome of each task as it comes, the first ones begun first.

    Raises UsageFailure where there is no such cluster, or a worker that would make other leaflets; and what a worker
    raised that no leaflet is to blame for.
    """
    with _connected(address) as client:
        errand = _Errand(address, client, workshop, tasks)
        try:
            yield from errand.outcomes()
        finally:
            errand.leave()


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    try:
        import distributed  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise UsageFailure("--scheduler needs Dask, which is not installed", INSTALL) from error
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False, name="plainleaf")
    except (OSError, ValueError) as error:
        hint = "look at its address, such as tcp://host:8786 or tls://host:8786; `dask scheduler` starts one"
        raise UsageFailure(f"no Dask scheduler answers at {address}: {_line(error)}", hint) from error
    with client:
        yield client


class _Errand:
    """One build at a cluster: what waits here, and what is given out."""

    def __init__(self, address: str, client: "Client", workshop: Workshop, tasks: Iterable[Task]) -> None:
        self._address = address
        self._client = client
        self._workshop = workshop
        self._waiting = deque(tasks)
        self._given: dict[Future[Outcome | Failure], _Given] = {}
        self._resent: Counter[Task] = Counter()
        self._build = uuid.uuid4().hex
        self._project: _Project | None = None
        self._room = 0
        self._deserted = False

    def outcomes(self) -> Generator[Outcome, None, None]:
        with self._reaching():
            self._prepare()
        finished = self._followed()
        while self._waiting or self._given:
            self._give(finished)
            try:
                future = next(finished)
            except TimeoutError:
                with self._reaching():
                    self._look()
                finished = self._followed()
                continue
            outcome = self._answer(future)
            if outcome is not None:
                yield outcome

    def leave(self) -> None:
        """Takes back what nobody has begun; workers put away what they hold of this build as soon as they can."""
        from plainleaf.pipeline import station  # noqa: PLC0415 - it imports Dask

        with suppress(Exception):  # a scheduler that has gone away forgets it all by itself
            if self._client.status == "running":
                self._client.cancel(list(self._given), force=True)
                self._client.run(station.dismiss, self._build, wait=False, on_error="ignore")

    def _prepare(self) -> None:
        from plainleaf.pipeline import station  # noqa: PLC0415 - it imports Dask

        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            hint = f"start one on each core: dask worker --nthreads 1 {self._address}"
            raise UsageFailure(f"the scheduler {self._address} has no worker", hint) from error
        self._refuse_others()
        self._client.register_plugin(station.Stations())
        self._project = self._sent()
        self._look()

    def _refuse_others(self) -> None:
        """Raises UsageFailure where a worker would make other leaflets, or the scheduler cannot read our tasks."""
        from plainleaf.pipeline import station  # noqa: PLC0415 - it imports Dask

        try:
            known = self._client.run_on_scheduler(station.program) == station.program()
        except (ImportError, AttributeError):
            known = False
        if not known:
            hint = "start it where the workers' plainleaf is installed: it reads the tasks that it gives out"
            raise UsageFailure(f"the scheduler {self._address} has not the same plainleaf", hint)
        mine = station.makers()
        for address, found in sorted(self._client.run(station.makers, on_error="return").items()):
            if isinstance(found, Exception):
                hint = "install the same plainleaf on every worker"
                raise UsageFailure(f"the worker {address} cannot make leaflets: {_line(found)}", hint)
            if differing := station.differences(found, mine):
                raise UsageFailure(*station.refusal(address, differing))

    def _sent(self) -> "_Project":
        """The project, given to every worker there is; those that come later take it from one of them."""
        from plainleaf.pipeline import station  # noqa: PLC0415 - it imports Dask

        parcel = pack(self._workshop.project, self._workshop.files)
        # Nothing of this machine: a worker has its own paths, and the shelf is here.
        brief = replace(Brief.of(self._workshop), root=Path(), shelf=Shelf(None), files=Files())
        digest = hashlib.sha256(parcel).hexdigest()
        commission = station.Commission(self._build, brief, digest, station.makers())
        return _Project(
            self._client.scatter(commission, broadcast=True, hash=False),
            self._client.scatter(parcel, broadcast=True, hash=False),
        )

    def _look(self) -> None:
        """How many leaflets to give out at once; raises UsageFailure where twice there is nobody to make them."""
        threads = sum(self._client.nthreads().values())
        if not threads and self._deserted:
            hint = "look at their logs; what was made is kept: build again"
            raise UsageFailure(f"the scheduler {self._address} has no worker left", hint)
        self._deserted = not threads
        self._room = max(1, AHEAD * threads)

    def _followed(self) -> "as_completed":
        from distributed import as_completed  # noqa: PLC0415 - an optional extra

        return as_completed(list(self._given), loop=self._client.loop, timeout=LOOK)

    def _give(self, finished: "as_completed") -> None:
        from plainleaf.pipeline import station  # noqa: PLC0415 - it imports Dask

        assert self._project is not None
        while self._waiting and len(self._given) < self._room:
            task, project = self._waiting.popleft(), self._project
            future = self._client.submit(
                station.make_at_station,
                project.commission,
                project.parcel,
                replace(task, inputs=""),
                key=f"plainleaf-{uuid.uuid4().hex}",
                retries=RETRIES,
                priority=len(self._waiting),
                pure=False,
            )
            self._given[future] = _Given(task, project)
            finished.add(future)

    def _answer(self, future: "Future[Outcome | Failure]") -> Outcome | None:
        """What came of a task; None where it is given out again."""
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an optional extra

        given = self._given.pop(future)
        try:
            reply = future.result()
        except KilledWorker as error:
            return _lost(given.task, f"{error.allowed_failures + 1} workers died while they made it")
        except CancelledError as error:
            return self._resend(given, error)
        finally:
            future.release()
        if isinstance(reply, Failure):
            reply.error.add_note(reply.told)
            raise reply.error
        assert isinstance(reply, Outcome)
        assert reply.job == given.task.job
        remember(self._workshop, given.task, reply)
        return reply

    def _resend(self, given: "_Given", error: BaseException) -> Outcome | None:
        if self._client.status != "running" or getattr(error, "reason", "") == GONE:
            hint = "start it again, then build again: what was made is kept"
            raise UsageFailure(f"the scheduler {self._address} has gone away", hint)
        self._resent[given.task] += 1
        if self._resent[given.task] > RESENT:
            return _lost(given.task, f"it was given out {RESENT} times, and cancelled: {_line(error)}")
        if given.project is self._project:
            self._project = self._sent()
        self._waiting.appendleft(given.task)
        return None

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            hint = "look at its log and at the network between"
            raise UsageFailure(
                f"the cluster at {self._address} does not answer: {_line(error)}", hint
            ) from error


@dataclass(frozen=True)
class _Project:
    """What every task needs, in the memory of the cluster."""

    commission: "Future[Commission]"
    parcel: "Future[bytes]"


@dataclass(frozen=True)
class _Given:
    """A task, and what it was given out with."""

    task: Task
    project: _Project


def _lost(task: Task, said: str) -> Outcome:
    hint = "build it here: leave --scheduler out; look at the logs of the workers"
    return Outcome(task.job, findings=(Finding("worker-crash", said, Span(str(task.job)), hint),))


def _line(error: BaseException) -> str:
    """What an error says, in one line; what it is, where it says nothing."""
    return " ".join(str(error).split()) or type(error).__name__
