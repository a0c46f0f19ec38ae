"""A command beside a Dask scheduler and workers of its own, which end with it.

    python bench/cluster.py WORKERS COMMAND…

The command gets `--scheduler` and the address. One leaflet a worker process, as docs/scale.md has it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

PATIENCE = 60.0
QUIET = {"DASK_LOGGING__DISTRIBUTED": "error"}


def main(arguments: Sequence[str]) -> int:
    """Gives what the command gives."""
    workers, command = int(arguments[0]), arguments[1:]
    with tempfile.TemporaryDirectory(prefix="cluster-") as name, ExitStack() as stack:
        folder, told = Path(name), Path(name) / "scheduler.json"
        at = ("--host", "127.0.0.1", "--no-dashboard")
        _start(stack, folder, "dask_scheduler", *at, "--port", "0", "--scheduler-file", str(told))
        address = _address(told)
        for _ in range(workers):
            limits = ("--nthreads", "1", "--nworkers", "1", "--local-directory", str(folder))
            _start(stack, folder, "dask_worker", address, *at, *limits)
        return subprocess.run([*command, "--scheduler", address], check=False).returncode


def _start(stack: ExitStack, folder: Path, program: str, *arguments: str) -> None:
    command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
    with (folder / "said").open("ab") as said:
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **QUIET}, stdout=said, stderr=said)
    stack.callback(process.wait, PATIENCE)
    stack.callback(process.terminate)


def _address(told: Path) -> str:
    """Where the scheduler listens, as soon as it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return str(json.loads(told.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise SystemExit(f"no scheduler listens after {PATIENCE:g} seconds")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
