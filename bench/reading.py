"""What our own tags, text codes, audit and round trip cost, as shares of stock write_pdf, all in one run.

    .venv.test/bin/python bench/reading.py [-n ROUNDS] [TAG…]

A round prints each leaflet once in each way, one way after the other, so that a slow moment of the machine meets all
of them. What is shown are medians over the rounds: milliseconds, and shares of stock write_pdf's time.
"""

import argparse
import gc
import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TAGS = ("en", "es", "ar", "hi", "th", "zh-Hans")


def main(arguments: list[str]) -> int:
    """Starts itself once more behind the fence: weasyprint must not see the fonts of this machine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--rounds", type=int, default=5)
    parser.add_argument("tags", nargs="*", default=TAGS)
    wanted = parser.parse_args(arguments)
    if os.environ.get("BENCH_FENCED"):
        print(table(measured(wanted.tags, wanted.rounds)))  # noqa: T201 - what it is for
        return 0
    sys.path.insert(0, str(ROOT / "src"))
    fence = importlib.import_module("plainleaf.render.fence")
    with tempfile.TemporaryDirectory() as folder:
        variables = {**fence.environment(Path(folder)), "BENCH_FENCED": "1"}
        return subprocess.run([sys.executable, __file__, *arguments], env=variables, check=False).returncode


def measured(tags: tuple[str, ...], rounds: int) -> dict[str, dict[str, list[float]]]:
    """Seconds of each way, by tag."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        bench = Bench()
        return {tag: bench.run(tag, rounds) for tag in tags}


class Bench:
    """The leaflets of this project, printed in this process with and without our tags and codes."""

    def __init__(self) -> None:
        from plainleaf.pipeline import Request, open_workshop
        from plainleaf.project import Project
        from plainleaf.publish import Shelf
        from plainleaf.render import patches

        self._workshop = open_workshop(Project(ROOT), Request(), Shelf(None))
        self._ours = {
            (patch.module, patch.attribute): patch for patch in patches.PATCHES if patch.make is not patches.repair_line_break
        }
        self._stock = {key: getattr(importlib.import_module(key[0]), key[1]) for key in self._ours}

    def run(self, tag: str, rounds: int) -> dict[str, list[float]]:
        from plainleaf.layout.compose import compose
        from plainleaf.pipeline import make_leaflet, plan_jobs

        job = next(job for job in plan_jobs(self._workshop) if job.tag == tag)
        leaflet = make_leaflet(self._workshop, job, [])
        profile = self._workshop.profiles[job.profile]
        page = compose(leaflet, self._workshop.project, profile, job.paper)
        found: dict[str, list[float]] = {}
        for _ in range(rounds + 1):
            took(found, "stock", lambda: self._print(page))
            with self._patched():
                pdf = took(found, "tags and codes", lambda: self._print(page))
            took(found, "audit and round trip", lambda: self._look(leaflet, pdf, job, profile))
        return {way: times[1:] for way, times in found.items()}

    def _print(self, page: Any) -> bytes:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        from plainleaf.render.printing import OPTIONS, _Fetcher

        fetcher = _Fetcher(self._workshop.project, "bench")
        html = weasyprint.HTML(string=page.html, url_fetcher=fetcher)
        document = html.render(font_config=FontConfiguration(), **OPTIONS)
        mark = importlib.import_module("plainleaf.render.line_ends").mark_line_ends
        if self._is_patched:
            mark(document)
        pdf: bytes = document.write_pdf(**OPTIONS)
        return pdf

    _is_patched = False

    @contextmanager
    def _patched(self) -> Iterator[None]:
        for (module, attribute), patch in self._ours.items():
            setattr(importlib.import_module(module), attribute, patch.make(self._stock[module, attribute]))
        self._is_patched = True
        try:
            yield
        finally:
            for (module, attribute), stock in self._stock.items():
                setattr(importlib.import_module(module), attribute, stock)
            self._is_patched = False
