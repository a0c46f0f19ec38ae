"""Costs: how long a leaflet takes and how much memory, estimated from its sources alone, never from a clock.

So every machine that looks at the same sources divides them into the same shards.
"""

import heapq
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from plainleaf.findings import Refused
from plainleaf.layout.fonts import read_fonts
from plainleaf.pipeline.jobs import Job
from plainleaf.pipeline.workshop import Workshop
from plainleaf.translate.content import catalogue_folder

AUTHORED = 2.0
"""How much larger a catalogue is than the monograph it translates: it holds both texts, and where each stands."""

MEGABYTES = 400.0
"""What a worker and its printing child hold together, rounded up (1,005 leaflets in fifteen languages: 360)."""

FONT_MEGABYTES = 12.0
"""Set aside for each megabyte of the language’s font files: CJK fonts are a hundred times as large as others."""

KEPT_FREE = 0.2
"""The share of the free memory that is left to everybody else."""

_MEGABYTE = 1_000_000
_CGROUP = Path("/sys/fs/cgroup")


def cost(workshop: Workshop, job: Job) -> float:
    """How long a leaflet takes beside others: the bytes of its texts. A letter of a script that is harder to set takes
    more of them, too.
    """
    file = catalogue_folder(workshop.project, job.tag) / f"{job.medicine}.po"
    with suppress(OSError):
        return float(file.stat().st_size)
    with suppress(OSError):
        return AUTHORED * (workshop.project.leaflets / f"{job.medicine}.yaml").stat().st_size
    return 0.0


def shard(workshop: Workshop, jobs: Sequence[Job], index: int, of: int) -> tuple[Job, ...]:
    """The jobs of one shard of several, counted from 1: the largest first, each to the shard that has least so far."""
    loads = [(0.0, number) for number in range(1, of + 1)]
    mine: set[Job] = set()
    for load, job in sorted(
        ((cost(workshop, job), job) for job in jobs), key=lambda pair: (-pair[0], pair[1])
    ):
        least, number = heapq.heappop(loads)
        heapq.heappush(loads, (least + load, number))
        if number == index:
            mine.add(job)
    return tuple(job for job in jobs if job in mine)


def megabytes(workshop: Workshop, jobs: Iterable[Job]) -> dict[Job, float]:
    """The memory that making each leaflet takes."""
    try:
        fonts = read_fonts(workshop.project)
    except Refused:
        fonts = ()
    sizes: dict[str, float] = {}
    for font in fonts:
        with suppress(OSError):
            size = (workshop.project.fonts / font.file).stat().st_size / _MEGABYTE
            sizes[font.family] = sizes.get(font.family, 0) + size
    families = {tag: language.family for tag, language in workshop.content.languages.items()}
    return {job: MEGABYTES + FONT_MEGABYTES * sizes.get(families[job.tag], 0) for job in jobs}


def budget(memory: Path = Path("/proc/meminfo"), group: Path = _CGROUP) -> float:
    """The megabytes that all workers may hold together: what is free, in this machine or in its container; without
    bound where the system does not say.
    """
    free = [*_available(memory), *_left(group)]
    return min(free) * (1 - KEPT_FREE) / _MEGABYTE if free else float("inf")


def _available(memory: Path) -> list[float]:
    """Bytes, by Linux."""
    try:
        lines = memory.read_text(encoding="ascii").splitlines()
    except OSError:
        return []
    return [float(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")]


def _left(group: Path) -> list[float]:
    """Bytes, by the control group (version 2) of a container."""
    try:
        most, used = (
            (group / f"memory.{name}").read_text(encoding="ascii").strip() for name in ("max", "current")
        )
        return [float(most) - float(used)] if most != "max" else []
    except (OSError, ValueError):
        return []
