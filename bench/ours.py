"""Our own ways to build a batch, each as one command line."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.synthetic import ROOT

PROGRAM = ("-P", "-s", "-m", "plainleaf.cli")
LOOK = ("pipeline/stages.py", "inspected")
"""The function that audits a finished file and reads it back: what gives an empty tuple instead checks nothing."""
SHELF = ".cache"
SHARD, MERGE = "--shard", "merge"


@dataclass(frozen=True)
class Ours:
    """The program, in a project of its own; ``folder`` is free for what only the bench needs."""

    project: Path
    folder: Path
    variables: Mapping[str, str]
    selection: tuple[str, ...] = ()

    def build(self, *flags: str) -> tuple[str, ...]:
        """The command that builds all there is, or what is selected."""
        return (sys.executable, *PROGRAM, "build", "--quiet", *self.selection, *flags)

    def on_cluster(self, workers: int, *flags: str) -> tuple[str, ...]:
        """The same, made by the workers of a Dask cluster that is started and ended with it."""
        return (
            sys.executable,
            str(Path(__file__).with_name("cluster.py")),
            str(workers),
            *self.build(*flags),
        )

    def merge(self, outs: Sequence[str], out: str) -> tuple[str, ...]:
        """The command that makes one output of several shards'."""
        return (sys.executable, *PROGRAM, MERGE, *outs, "-o", out)

    def empty(self) -> None:
        """Nothing is built, and the shelf is empty."""
        self.empty_out()
        shutil.rmtree(self.project / SHELF, ignore_errors=True)

    def empty_out(self) -> None:
        for folder in self.project.glob("out*"):
            shutil.rmtree(folder)

    @cached_property
    def unverified(self) -> Mapping[str, str]:
        """The variables under which a copy of the program runs that does not look at what it has printed."""
        source = self.folder / "unverified"
        shutil.copytree(ROOT / "src", source)
        file, name = source / "plainleaf" / LOOK[0], LOOK[1]
        text = file.read_text(encoding="utf-8")
        assert f"\ndef {name}(" in text, f"{name} no longer stands in {LOOK[0]}"
        file.write_text(f"{text}\n\ndef {name}(*_):\n    return ()\n", encoding="utf-8")
        compiled(source)
        return {**self.variables, "PYTHONPATH": str(source)}


def compiled(source: Path) -> None:
    """No round has to compile a program."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(source)], check=True)
