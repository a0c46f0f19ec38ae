"""Runs of several ways as a table: medians, and each way beside ours."""

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.ways import Run

HEAD = (
    f"{'':44} {'leaflets/s':>10} {'beside ours':>11} {'processor s':>11} {'beside ours':>11} "
    f"{'MB in all':>9} {'main':>6} {'worker':>6} {'wall s':>8} {'printed':>7}"
)


@dataclass(frozen=True)
class Row:
    """Medians of one way. Processor seconds are those of a leaflet; memory is in mebibytes."""

    key: str
    name: str
    leaflets: int
    printed: int
    wall: float
    throughput: float
    processor: float
    together: float
    main: float
    worker: float
    walls: tuple[float, ...]


def row_of(key: str, name: str, runs: Sequence[Run]) -> Row:
    """The medians of these runs of one way."""

    def median(value: Callable[[Run], float]) -> float:
        return statistics.median(value(run) for run in runs)

    return Row(
        key,
        name,
        runs[-1].leaflets,
        runs[-1].printed,
        median(lambda run: run.cost.wall),
        median(lambda run: run.leaflets / run.cost.wall),
        median(lambda run: run.cost.processor / max(1, run.leaflets)),
        median(lambda run: run.cost.together),
        median(lambda run: run.cost.main),
        median(lambda run: run.cost.worker),
        tuple(run.cost.wall for run in runs),
    )


def lines(rows: Sequence[Row], ours: Row | None) -> Iterator[str]:
    """The table; what stands beside ours is a multiple of ours."""
    yield HEAD
    for row in rows:
        speed = f"× {row.throughput / ours.throughput:.2f}" if ours else ""
        spent = f"× {row.processor / ours.processor:.2f}" if ours else ""
        yield (
            f"{row.name:44} {row.throughput:10.3f} {speed:>11} {row.processor:11.2f} {spent:>11} {row.together:9.0f} "
            f"{row.main:6.0f} {row.worker:6.0f} {row.wall:8.1f} {row.printed:7}"
        )


def balance(rows: Mapping[str, Row], shards: int) -> str:
    """How even the shards are, and what all of them take at once, each on a machine of its own."""
    walls = [rows[f"shard-{shard}/{shards}"].wall for shard in range(1, shards + 1)]
    slowest, mean = max(walls), statistics.mean(walls)
    merge = rows[f"merge-{shards}"].wall
    return (
        f"{shards} shards: slowest {slowest:.1f} s, {slowest / mean:.2f} of their mean; "
        f"with the merge ({merge:.1f} s) {slowest + merge:.1f} s"
    )
