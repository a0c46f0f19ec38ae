import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plainleaf.findings import Refused, Span, UsageFailure
from plainleaf.render import Limits, Renderer
from plainleaf.render.messages import Unusable
from tests.render.samples import PROJECT, codes, page

pytestmark = pytest.mark.usefixtures("cold_children")

SUBJECT = page("<p>Text")
PATHS = os.pathsep.join([str(PROJECT.root / "src"), str(PROJECT.root)])
START = "from tests.render.samples import *; from plainleaf.render import Renderer\n"
PATIENCE = 30  # seconds


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    end = time.monotonic() + PATIENCE
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


def start(script: str) -> subprocess.Popen[str]:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": PATHS}
    return subprocess.Popen(
        [sys.executable, "-c", START + script], env=env, stdout=subprocess.PIPE, text=True
    )


def test_the_parent_never_imports_weasyprint():
    script = "import sys, plainleaf.render; print('weasyprint' in sys.modules)"
    run = [sys.executable, "-c", script]
    result = subprocess.run(run, env={"PYTHONPATH": PATHS}, capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"


def test_a_page_prints_after_a_refused_one_in_the_same_child(renderer):
    first = renderer.render(SUBJECT)
    child = renderer._child.pid
    with pytest.raises(Refused) as refused:
        renderer.render(page("<p>Text<h2>End</h2>"), "leaflets/sample.yaml")
    assert {finding.place for finding in refused.value.findings} == {Span("leaflets/sample.yaml")}
    assert renderer.render(SUBJECT) == first
    assert renderer._child.pid == child


def test_all_findings_come_at_once(renderer):
    body = "<p>中</p><p style='width: 9mm'>Overflowing</p><img src='http://localhost/'><h2>End</h2>"
    found = set(codes(renderer, page(body, "p { colour: red }")))
    assert found >= {"render-glyph", "render-overflow", "render-fetch", "render-stranded", "render-warning"}


def test_a_child_that_hangs_is_replaced():
    with Renderer(PROJECT) as renderer:
        good = renderer.render(SUBJECT)
        child, patient = renderer._child.pid, renderer._limits
        os.kill(child, signal.SIGSTOP)
        renderer._limits = Limits(seconds=0.5)
        assert codes(renderer, SUBJECT) == ["render-time"]
        assert gone(child)
        renderer._limits = patient
        assert renderer.render(SUBJECT) == good


def test_a_child_that_crashes_is_replaced():
    with Renderer(PROJECT) as renderer:
        good = renderer.render(SUBJECT)
        child = renderer._child.pid
        os.kill(child, signal.SIGSTOP)
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(codes, renderer, SUBJECT)
            time.sleep(0.3)
            os.kill(child, signal.SIGKILL)
            assert found.result() == ["render-crash"]
        assert renderer.render(SUBJECT) == good


def test_a_child_that_died_between_two_pages_is_no_fault_of_the_next():
    with Renderer(PROJECT) as renderer:
        good = renderer.render(SUBJECT)
        os.kill(renderer._child.pid, signal.SIGKILL)
        renderer._child._process.wait()
        assert renderer.render(SUBJECT) == good


def test_a_page_that_needs_too_much_memory_is_refused():
    with Renderer(PROJECT, Limits(megabytes=450)) as renderer:
        good = renderer.render(SUBJECT)
        assert codes(renderer, page("<p>" + " " * 80_000_000)) == ["render-memory"]
        assert renderer.render(SUBJECT) == good


def test_an_unfit_environment_is_no_finding(monkeypatch):
    with Renderer(PROJECT) as renderer:
        renderer.render(SUBJECT)
        monkeypatch.setattr(
            renderer._child, "ask", lambda request, limits: Unusable("no Pango", "apt install")
        )
        with pytest.raises(UsageFailure, match="no Pango"):
            renderer.render(SUBJECT)


def test_closing_leaves_no_process_and_no_file():
    with Renderer(PROJECT) as renderer:
        renderer.render(SUBJECT)
        child, folder = renderer._child.pid, Path(renderer._child._folder.name)
        assert folder.exists()
    assert not alive(child)
    assert not folder.exists()


def test_renderers_in_several_threads_print_the_same():
    def prints(_: int) -> bytes:
        with Renderer(PROJECT) as renderer:
            return renderer.render(SUBJECT).pdf

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(prints, range(2)))) == 1


def test_a_child_outlives_the_thread_that_started_it(renderer):
    with Renderer(PROJECT) as other, ThreadPoolExecutor(1) as pool:
        pool.submit(other.render, SUBJECT).result()
        child = other._child.pid
        pool.shutdown()
        assert other.render(SUBJECT) == renderer.render(SUBJECT)
        assert other._child.pid == child


@pytest.mark.parametrize("work", ["import time; time.sleep(60)", "renderer.render(page('<p>Text' * 50_000))"])
def test_a_child_dies_with_its_parent_idle_or_busy(work):
    parent = start(
        "renderer = Renderer(PROJECT); renderer.render(page('<p>Text'))\n"
        f"print(renderer._child.pid, renderer._child._folder.name, flush=True); {work}"
    )
    child, folder = parent.stdout.readline().split()
    time.sleep(0.5)
    assert alive(int(child))
    parent.kill()
    parent.communicate()
    assert gone(int(child))
    assert not Path(folder).exists()


def test_an_interrupt_in_the_midst_of_a_page_leaves_no_child():
    parent = start(
        "import os, signal; renderer = Renderer(PROJECT); renderer.render(page('<p>Text'))\n"
        "os.kill(renderer._child.pid, signal.SIGSTOP)\n"
        "print(renderer._child.pid, flush=True); renderer.render(page('<p>Text'))"
    )
    child = int(parent.stdout.readline())
    assert os.getpgid(child) != os.getpgid(parent.pid), "the terminal would interrupt both"
    time.sleep(0.3)
    parent.send_signal(signal.SIGINT)
    parent.communicate()
    assert parent.returncode != 0
    assert gone(child)
