"""What our own tags, text codes, audit and round trip cost, as shares of stock write_pdf, all in one run.

    .venv.test/bin/python bench/reading.py [-n ROUNDS] [TAG…]

A round prints each leaflet once in each way, one way after the other, so that a slow moment of the machine meets all
of them. What is shown are medians over the rounds: milliseconds of processor time, and shares of stock write_pdf.
Line breaks are repaired, and what leaflets have in common is worked out once, in both ways: only tags and codes differ.
"""

import argparse
import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[1]
TAGS = ("en", "es", "ar", "hi", "th", "zh-Hans")
STOCK, OURS, LOOK = "stock write_pdf", "tags and codes", "audit and round trip"
LIMITS = {OURS: 0.15, LOOK: 0.60}
"""Of stock write_pdf's time: what each may add at most."""

Made = TypeVar("Made")


def main(arguments: Sequence[str]) -> int:
    """Starts itself once more behind the fence: weasyprint must not see the fonts of this machine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--rounds", type=int, default=5)
    parser.add_argument("tags", nargs="*", default=TAGS)
    wanted = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT / "src"))
    if "BENCH_FENCED" in os.environ:
        return run(wanted.tags, wanted.rounds)
    fence = importlib.import_module("plainleaf.render.fence")
    with tempfile.TemporaryDirectory() as folder:
        variables = {**fence.environment(Path(folder)), "BENCH_FENCED": "1"}
        command = [sys.executable, __file__, *arguments]
        return subprocess.run(command, env=variables, check=False).returncode


def run(tags: Sequence[str], rounds: int) -> int:
    """Prints the table; 1 where a limit is broken over all leaflets together."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        bench = Bench()
        times = {tag: bench.measure(tag, rounds) for tag in tags}
    print(f"{'':10} {STOCK:>16} {OURS:>16} {LOOK:>22}")
    for tag, found in times.items():
        print(row(tag, [statistics.median(found[way]) for way in (STOCK, OURS, LOOK)]))
    whole = [sum(statistics.median(found[way]) for found in times.values()) for way in (STOCK, OURS, LOOK)]
    print(row("together", whole))
    stock, ours, look = whole
    return int(ours / stock - 1 > LIMITS[OURS] or look / stock > LIMITS[LOOK])


def row(name: str, seconds: Sequence[float]) -> str:
    """One line: milliseconds, what tags and codes add, and what the look at the file takes, as shares of stock."""
    stock, ours, look = seconds
    return (
        f"{name:10} {stock * 1000:13.0f} ms {ours * 1000:8.0f} {ours / stock - 1:+7.1%} "
        f"{look * 1000:14.0f} {look / stock:7.1%}"
    )


class Bench:
    """The leaflets of this project, printed in this process with and without our tags and codes."""

    def __init__(self) -> None:
        from plainleaf.pipeline import Request, open_workshop
        from plainleaf.project import Project
        from plainleaf.publish import Shelf
        from plainleaf.render import patches

        self._workshop = open_workshop(Project(ROOT), Request(), Shelf(None))
        made = (
            patches.replace_tags,
            patches.coded_font,
            patches.vector_font_dictionary,
            patches.draw_first_line,
        )
        ours = [patch for patch in patches.PATCHES if patch.make in made]
        assert len(ours) == len(made)
        patches.apply(tuple(patch for patch in patches.PATCHES if patch.make not in made))
        self._stock = {
            (patch.module, patch.attribute): getattr_of(patch.module, patch.attribute) for patch in ours
        }
        self._ours = {
            (patch.module, patch.attribute): patch.make(self._stock[patch.module, patch.attribute])
            for patch in ours
        }

    def measure(self, tag: str, rounds: int) -> dict[str, list[float]]:
        """Seconds of processor time of each way; one round before them warms up."""
        from plainleaf.layout.compose import compose
        from plainleaf.pipeline import make_leaflet, plan_jobs
        from plainleaf.pipeline.stages import inspected

        job = next(job for job in plan_jobs(self._workshop) if job.tag == tag)
        leaflet = make_leaflet(self._workshop, job, [])
        page = compose(leaflet, self._workshop.project, self._workshop.profiles[job.profile], job.paper)
        found: dict[str, list[float]] = {STOCK: [], OURS: [], LOOK: []}
        for _ in range(rounds + 1):
            timed(found[STOCK], lambda: self._print(page, self._stock))
            pdf = timed(found[OURS], lambda: self._print(page, self._ours))
            findings = timed(found[LOOK], lambda pdf=pdf: inspected(self._workshop, job, leaflet, pdf))
            assert findings == (), findings
        return {way: seconds[1:] for way, seconds in found.items()}

    def _print(self, page: Any, parts: dict[tuple[str, str], Any]) -> bytes:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        from plainleaf.render.boxes import page_boxes
        from plainleaf.render.line_ends import mark_line_ends
        from plainleaf.render.printing import OPTIONS, Fetcher, finish

        for (module, attribute), part in parts.items():
            setattr(importlib.import_module(module), attribute, part)
        html = weasyprint.HTML(string=page.html, url_fetcher=Fetcher(self._workshop.project, "bench"))
        document = html.render(font_config=FontConfiguration(), **OPTIONS)
        document.metadata.title, document.metadata.lang = page.title, page.language
        if parts is self._ours:
            mark_line_ends(page_boxes(document))
        pdf: bytes = document.write_pdf(finisher=finish, **OPTIONS)
        return pdf


def getattr_of(module: str, attribute: str) -> Any:
    """The part of weasyprint that stands at this place now."""
    return getattr(importlib.import_module(module), attribute)


def timed(seconds: list[float], work: Callable[[], Made]) -> Made:
    """Notes the processor time of this process and of the programs it ran."""
    started = spent()
    made = work()
    seconds.append(spent() - started)
    return made


def spent() -> float:
    """Seconds of processor time so far, of this process and of its children."""
    return time.process_time() + sum(os.times()[2:4])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
