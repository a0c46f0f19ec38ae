"""A station: what a worker of a cluster keeps of a build from one leaflet to the next. Imported only where Dask is."""

import asyncio
import os
import shutil
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from distributed import Worker, WorkerPlugin, get_worker

import plainleaf
from plainleaf.findings import Refused, UsageFailure
from plainleaf.pipeline.jobs import Outcome
from plainleaf.pipeline.parcel import unpack
from plainleaf.pipeline.worker import Brief, Failure, Task, perform
from plainleaf.publish import program_digest
from plainleaf.render import Renderer, versions

NAME = "plainleaf"

HELD = 2
"""Builds a worker keeps a station for; a build takes its own down when it ends, unless it was killed."""

PATIENCE = 5.0
"""Seconds a worker that leaves waits for the leaflet it is at."""


@dataclass(frozen=True)
class Commission:
    """What all tasks of one build share beside the parcel: its name, the brief, and who may carry it out."""

    build: str
    brief: Brief
    parcel: str
    """The sha256 of the parcel."""

    makers: Mapping[str, str]
    """The program and the libraries that the build has."""


class Stations(WorkerPlugin):  # type: ignore[misc, unused-ignore]
    """The stations of one worker process, which makes one leaflet at a time, however many threads it has."""

    name = NAME
    idempotent = True

    def setup(self, worker: Worker) -> None:
        self._folder = Path(worker.local_directory)
        self._lock = threading.Lock()
        self._held: dict[str, _Station] = {}

    async def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask's signature
        await asyncio.to_thread(self._close)

    def perform(self, commission: Commission, parcel: bytes, task: Task) -> Outcome:
        """Makes a leaflet at the station of its build."""
        with self._lock:
            station = self._held.get(commission.build)
            if station is None:
                while len(self._held) >= HELD:
                    self._held.pop(next(iter(self._held))).close()
                station = self._held[commission.build] = _Station(commission, parcel, self._folder)
            return station.perform(task)

    async def dismiss(self, build: str) -> None:
        """Takes the station of a build down, after the leaflet that is being made."""
        await asyncio.to_thread(self._dismiss, build)

    def _dismiss(self, build: str) -> None:
        with self._lock:
            if station := self._held.pop(build, None):
                station.close()

    def _close(self) -> None:
        if not self._lock.acquire(timeout=PATIENCE):
            return  # a printing child ends with this process, its folder goes with the worker's
        try:
            for station in self._held.values():
                station.close()
            self._held.clear()
        finally:
            self._lock.release()


class _Station:
    """One build's files, unpacked, its workshop and its printing child."""

    def __init__(self, commission: Commission, parcel: bytes, folder: Path) -> None:
        if differing := differences(makers(), commission.makers):
            raise UsageFailure(*refusal(get_worker().address, differing))
        self._limit = commission.brief.limits.leaflet_seconds
        # Of its own, so that no other process writes or removes it; Dask removes what a killed worker leaves here.
        self._folder = Path(tempfile.mkdtemp(prefix="plainleaf-", dir=folder))
        try:
            project = unpack(parcel, commission.parcel, self._folder)
            self._workshop = replace(commission.brief, root=project.root).opened()
            self._renderer = Renderer(project, commission.brief.limits)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def perform(self, task: Task) -> Outcome:
        # A process that hangs is of no use to anybody: Dask starts another, and has the task made there.
        alarm = threading.Timer(self._limit, os._exit, (1,))
        alarm.daemon = True
        alarm.start()
        try:
            return perform(self._workshop, task, self._renderer)
        finally:
            alarm.cancel()

    def close(self) -> None:
        self._renderer.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def make_at_station(commission: Commission, parcel: bytes, task: Task) -> Outcome | Failure:
    """What a cluster's task does. What no second try can mend comes back as a Failure; Dask tries the rest again."""
    try:
        return _stations(get_worker()).perform(commission, parcel, task)
    except (UsageFailure, Refused) as error:
        return Failure.of(error)


async def dismiss(build: str, dask_worker: Worker) -> None:
    """Takes the station of a build down; run on every worker."""
    with suppress(KeyError):
        await _stations(dask_worker).dismiss(build)


def makers() -> dict[str, str]:
    """The sha256 of the program and the versions of the libraries here: where they are equal, so is what is made."""
    return {"plainleaf's own files": program()[:12], **versions()}


def program() -> str:
    """The sha256 of the program here, without templates: they come with the parcel."""
    package = Path(plainleaf.__file__).parent
    return program_digest(package, package / "templates")


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """What a worker has that the build has not; empty where they are equal."""
    return "; ".join(
        f"{name} is {there.get(name, 'missing')} there and {here.get(name, 'missing')} here"
        for name in sorted({*there, *here})
        if there.get(name) != here.get(name)
    )


def refusal(address: str, differing: str) -> tuple[str, str]:
    """Why a worker is refused, and what to do."""
    hint = "install the same plainleaf and system libraries on every worker, or use one image"
    return f"the worker {address} would make other leaflets: {differing}", hint


def _stations(worker: Worker) -> Stations:
    stations = worker.plugins[NAME]
    assert isinstance(stations, Stations)
    return stations
