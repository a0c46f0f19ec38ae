"""The ways that are compared, each a command with what has to be prepared before it."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import rivals
from bench.memory import Cost, cost_of
from bench.ours import SHARD, Ours
from bench.synthetic import change_one
from plainleaf.project import Project

OURS = "ours"
"""The way that all others are held against."""


MADE = (0, 1)
"""What `build` says where it is done: an invented name may move a line so that a reader loses a word, and then its
leaflet is withheld, as it should be.
"""


@dataclass(frozen=True)
class Way:
    """``finished`` tells after a run how many leaflets it made ready, and how many of them it printed. ``codes`` are
    the exit codes that do not end the bench.
    """

    key: str
    name: str
    command: tuple[str, ...]
    folder: Path
    variables: Mapping[str, str]
    prepare: Callable[[], None]
    finished: Callable[[], tuple[int, int]]
    codes: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Run:
    """One run of one way."""

    cost: Cost
    leaflets: int
    printed: int


def run_once(way: Way) -> Run:
    """Prepares, which is not timed, and runs; a way that fails ends the bench."""
    way.prepare()
    cost = cost_of(way.command, way.folder, way.variables)
    if cost.code not in way.codes:
        raise SystemExit(f"{way.name} ended with {cost.code}:\n{cost.said[-4000:]}")
    return Run(cost, *way.finished())


def our_ways(ours: Ours, medicine: str, tag: str) -> Iterator[Way]:
    """What we do, cold and warm; all but one look at what they have printed."""

    def way(
        key: str,
        name: str,
        prepare: Callable[[], None],
        *flags: str,
        unverified: bool = False,
        build: Callable[..., tuple[str, ...]] = ours.build,
    ) -> Way:
        report = ours.folder / f"{key}.json"
        command = build("--report", f"json={report}", *flags)
        variables = ours.unverified if unverified else ours.variables
        return Way(key, name, command, ours.project, variables, prepare, lambda: reported(report), MADE)

    def built() -> None:
        built_all = cost_of(ours.build(), ours.project, ours.variables)
        assert built_all.code in MADE, built_all.said

    def changed() -> None:
        built()
        change_one(Project(ours.project), medicine, tag)

    def only_shelf() -> None:
        built()
        ours.empty_out()

    yield way(OURS, "ours, all cores", ours.empty)
    yield way("unverified", "ours, files not looked at", ours.empty, unverified=True)
    yield way("jobs-1", "ours, --jobs 1", ours.empty, "--jobs", "1")
    yield way("jobs-2", "ours, --jobs 2", ours.empty, "--jobs", "2")
    name = "ours, a Dask cluster of 2 workers, and its start"
    yield way("dask", name, ours.empty, build=partial(ours.on_cluster, 2))
    yield way("no-op", "ours, nothing to do", built)
    yield way("changed", "ours, one string changed", changed)
    yield way("shelf", "ours, out/ gone, all on the shelf", only_shelf)


def shard_ways(ours: Ours, shards: int) -> Iterator[Way]:
    """Each shard alone, from nothing, and the merge of them all."""
    outs = [f"out-{shard}-of-{shards}" for shard in range(1, shards + 1)]
    reports = [ours.folder / f"{out}.json" for out in outs]
    for shard, (out, report) in enumerate(zip(outs, reports, strict=True), 1):
        flags = (SHARD, f"{shard}/{shards}", "-o", out, "--no-cache", "--report", f"json={report}")

        def prepare(out: str = out) -> None:
            shutil.rmtree(ours.project / out, ignore_errors=True)

        def finished(report: Path = report) -> tuple[int, int]:
            return reported(report)

        name = f"ours, shard {shard} of {shards}"
        yield Way(
            f"shard-{shard}/{shards}",
            name,
            ours.build(*flags),
            ours.project,
            ours.variables,
            prepare,
            finished,
            MADE,
        )

    def all_made() -> tuple[int, int]:
        return sum(reported(report)[0] for report in reports), 0

    def no_out() -> None:
        shutil.rmtree(ours.project / "out", ignore_errors=True)

    command = ours.merge(outs, "out")
    yield Way(
        f"merge-{shards}",
        f"ours, merge of {shards} shards",
        command,
        ours.project,
        ours.variables,
        no_out,
        all_made,
        MADE,
    )


def other_ways(pages: Path, variables: Mapping[str, str]) -> Iterator[Way]:
    """Stock WeasyPrint and Chromium; Chromium only where it is installed."""
    script = str(Path(rivals.__file__).resolve())

    def prepare() -> None:
        for file in pages.glob("*.pdf"):
            file.unlink()

    def finished() -> tuple[int, int]:
        made = len(list(pages.glob("*.pdf")))
        assert made == len(list(pages.glob("*.html"))), f"{made} files were made"
        return made, made

    kinds = [
        ("command", 2, "weasyprint, a process a file, 2 at a time"),
        ("loop", 1, "weasyprint, a loop in 1 process"),
        ("loop", 2, "weasyprint, a loop in each of 2 processes"),
    ]
    if chromium := shutil.which(rivals.CHROMIUM):
        variables = {**variables, "BENCH_CHROMIUM": chromium}
        kinds += [
            ("chromium", 1, "Chromium, 1 page at a time"),
            ("chromium", 2, "Chromium, 2 browsers, a page each"),
        ]
    for kind, processes, name in kinds:
        command = (sys.executable, script, kind, str(pages), "--processes", str(processes))
        yield Way(f"{kind}-{processes}", name, command, pages, variables, prepare, finished)


def reported(report: Path) -> tuple[int, int]:
    """What the JSON report says: leaflets made ready, and those of them that did not come from the shelf."""
    summary = json.loads(report.read_text(encoding="utf-8"))["summary"]
    return int(summary["made"]), int(summary["made"]) - int(summary["cached"])
