"""How time and memory grow with the number of leaflets: a project for each size, all in the same languages."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.ours import Ours
from bench.table import Row, row_of
from bench.ways import MADE, Run, Way, reported, run_once

LINEAR, FLAT = 0.20, 0.15
"""What a leaflet's time, and a worker's memory, may differ from those of the smallest size."""


def measure(sizes: Sequence[tuple[int, Ours]], rounds: int) -> list[Row]:
    """The medians of cold builds without a shelf, of each size; a round builds every size once."""
    ways = [_way(count, ours) for count, ours in sizes]
    runs: dict[str, list[Run]] = {way.key: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            runs[way.key].append(run_once(way))
    return [row_of(way.key, way.name, runs[way.key]) for way in ways]


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """The table; changes are those from the first row."""
    yield (
        f"{'leaflets':>8} {'s a leaflet':>12} {'':>7} {'processor s':>12} {'':>7} {'main MB':>8} {'':>7} "
        f"{'worker MB':>9} {'':>7}"
    )
    first = rows[0]
    for row in rows:
        yield (
            f"{row.leaflets:8} {1 / row.throughput:12.3f} {first.throughput / row.throughput - 1:+7.1%} "
            f"{row.processor:12.3f} {row.processor / first.processor - 1:+7.1%} "
            f"{row.main:8.0f} {row.main / first.main - 1:+7.1%} {row.worker:9.0f} {row.worker / first.worker - 1:+7.1%}"
        )


def broken_limits(rows: Sequence[Row]) -> list[str]:
    """What grows where it should not: seconds a leaflet, and the memory of a worker."""
    first, broken = rows[0], []
    for row in rows[1:]:
        if first.throughput / row.throughput - 1 > LINEAR:
            broken.append(
                f"{row.leaflets} leaflets take more than {LINEAR:.0%} longer each than {first.leaflets}"
            )
        if row.worker / first.worker - 1 > FLAT:
            broken.append(f"with {row.leaflets} leaflets a worker takes more than {FLAT:.0%} more memory")
    return broken


def _way(count: int, ours: Ours) -> Way:
    report = Path(ours.folder) / f"growth-{count}.json"
    command = ours.build("--no-cache", "--report", f"json={report}")
    name = f"{count} leaflets"
    return Way(
        str(count), name, command, ours.project, ours.variables, ours.empty, lambda: reported(report), MADE
    )
