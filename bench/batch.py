"""What batches cost: ours beside stock WeasyPrint and Chromium, on the same pages, all in one run.

    .venv.test/bin/python bench/batch.py [--leaflets 60] [--rounds 3] [--only KEY…] [--json FILE]
    .venv.test/bin/python bench/batch.py --growth 60 105 255 510 1005 [--rounds 5]

A round runs every way once, one after the other, so that a slow moment of the machine meets all of them; what is shown
are medians over the rounds. All have the same cores, the same fonts (by @font-face; WeasyPrint sees no fonts of the
machine, in our way and in its own) and a warm page cache. Each way does other work:

* ours reads and checks monographs and catalogues, translates, composes, prints, tags, audits the file, reads it back,
  makes HTML and text beside it, and publishes; a file that is wrong is withheld;
* the others are given finished HTML and print it. Nobody looks at their files, and nothing but a PDF is made. Stock
  WeasyPrint tags by its boxes; Chromium lays out by rules of its own, so its pages differ.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.ours import Ours
    from bench.table import Row
    from bench.ways import Way

ROOT = Path(__file__).resolve().parents[1]
SHARDS = (2, 4)
FOREIGN = ("PLAINLEAF_", "PYTHON")


def main(arguments: Sequence[str]) -> int:
    """Prints the table, and writes it as JSON; 1 where growth breaks a limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--leaflets", type=int, default=60, help="rounded up to whole medicines")
    parser.add_argument(
        "--languages", nargs="*", default=(), metavar="TAG", help="these besides English, not all"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--only", nargs="*", default=(), metavar="KEY", help="these ways; `--only list` tells them"
    )
    parser.add_argument(
        "--growth", nargs="*", type=int, metavar="LEAFLETS", help="measure growth over these sizes instead"
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="also write the rows, with every round's time"
    )
    wanted = parser.parse_args(arguments)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    told = {"commit": commit(), "rounds": wanted.rounds, "cores": os.cpu_count()}
    print(", ".join(f"{name}: {value}" for name, value in told.items()), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        if wanted.growth is not None:
            rows, code = grow(Path(folder), wanted.growth or [60, 255], wanted.languages, wanted.rounds)
        else:
            rows, code = compare(Path(folder), wanted), 0
    if wanted.json:
        text = json.dumps({**told, "rows": list(map(asdict, rows))}, indent=2)
        wanted.json.write_text(f"{text}\n", encoding="utf-8")
    return code


def compare(folder: Path, wanted: Any) -> "list[Row]":
    """The table of all ways, or of those wanted."""
    from bench import table
    from bench.pages import compose_all
    from bench.synthetic import invented
    from bench.ways import OURS, Run, other_ways, our_ways, run_once, shard_ways
    from plainleaf.project import Project

    ours, count = planted(folder, wanted.leaflets, wanted.languages)
    tag = next(tag for tag in (*wanted.languages, "es") if tag != "en")
    pages, warm = folder / "pages", folder / "warm"
    warm.mkdir()
    variables = fenced(folder)
    shards = [way for number in SHARDS for way in shard_ways(ours, number)]
    others = [*other_ways(pages, variables)]
    ways = [*our_ways(ours, invented(1)[0].name, tag), *others, *shards]
    if "list" in wanted.only:
        print("\n".join(f"{way.key:12} {way.name}" for way in ways))
        return []
    ways = [way for way in ways if not wanted.only or way.key in wanted.only]
    if {way.key for way in ways} & {way.key for way in others}:
        compose_all(Project(ours.project), pages, count)
        shutil.copy(min(pages.glob("*.html")), warm)
    warm_up(ours, [*other_ways(warm, variables)], ways)
    runs: dict[str, list[Run]] = {way.key: [] for way in ways}
    for _ in range(wanted.rounds):
        for way in ways:
            runs[way.key].append(run_once(way))
    rows = {way.key: table.row_of(way.key, way.name, runs[way.key]) for way in ways}
    print(f"{count} leaflets")
    print("\n".join(table.lines(list(rows.values()), rows.get(OURS))))
    for number in SHARDS:
        if f"merge-{number}" in rows:
            print(table.balance(rows, number))
    return list(rows.values())


def grow(
    folder: Path, leaflets: Sequence[int], languages: Sequence[str], rounds: int
) -> "tuple[list[Row], int]":
    """The table of growth, and 1 where a limit is broken."""
    from bench import growth

    sizes = [planted(folder / str(number), number, languages) for number in leaflets]
    rows = growth.measure([(count, ours) for ours, count in sizes], rounds)
    broken = growth.broken_limits(rows)
    print("\n".join([*growth.lines(rows), *broken]))
    return rows, int(bool(broken))


def planted(folder: Path, leaflets: int, languages: Sequence[str]) -> "tuple[Ours, int]":
    """A project of at least so many leaflets, and how many it has."""
    from bench.ours import Ours
    from bench.synthetic import plant
    from plainleaf.project import Project
    from plainleaf.values.languages import read_languages

    spoken = len({*languages, "en"}) if languages else len(read_languages(Project(ROOT)))
    medicines = -(-leaflets // spoken)
    folder.mkdir(exist_ok=True)
    project = plant(folder / "project", medicines, tuple(languages))
    return Ours(project.root, folder, own_variables()), medicines * spoken


def warm_up(ours: "Ours", others: "Sequence[Way]", ways: "Sequence[Way]") -> None:
    """Reads programs, fonts and libraries once, and compiles what must be compiled."""
    from bench.memory import cost_of
    from bench.ours import compiled
    from bench.ways import run_once

    compiled(ROOT / "src")
    kept = {way.key for way in ways}
    for way in others:
        if way.key in kept:
            run_once(way)
    ours.empty()
    cost = cost_of(ours.build("--language", "en", "--no-cache"), ours.project, ours.variables)
    assert not cost.code, cost.said


def own_variables() -> Mapping[str, str]:
    """The variables of this process without anybody's settings; the program from this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "PYTHONPATH": str(ROOT / "src")}


def fenced(folder: Path) -> Mapping[str, str]:
    """The variables of the others: as in our own renders no font of this machine is seen."""
    from plainleaf.render import fence

    home = folder / "home"
    home.mkdir()
    return fence.environment(home)


def commit() -> str:
    """The commit that is measured; “+” where files differ from it."""
    asked = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
