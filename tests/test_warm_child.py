"""A warm child is a real one that was ready sooner."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plainleaf.findings import Refused
from plainleaf.render import Renderer
from plainleaf.render import renderer as room
from tests.render.samples import PROJECT, page

GOOD = page("<h2>Storing</h2><p>Keep it <b>dry</b>.")
BAD = page("<p>Text", "p { colour: red }")


def told_by(renderer):
    with renderer:
        printed = renderer.render(GOOD)
        with pytest.raises(Refused) as caught:
            renderer.render(BAD)
        return printed, caught.value.findings


def test_it_prints_the_same_bytes_and_tells_the_same_fault(monkeypatch):
    warm = told_by(Renderer(PROJECT))
    monkeypatch.setattr(room, "subprocess", subprocess)
    assert told_by(Renderer(PROJECT)) == warm


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_lives_in_a_session_and_a_folder_of_its_own_and_ends_with_its_renderer():
    renderer = Renderer(PROJECT)
    renderer.render(GOOD)
    child, folder = renderer._child.pid, Path(renderer._child._folder.name)
    assert os.getsid(child) == child
    assert Path(f"/proc/{child}/cwd").readlink() == folder
    renderer.close()
    assert not folder.exists()
    until = time.monotonic() + 30
    while Path(f"/proc/{child}").exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert not Path(f"/proc/{child}").exists()


def test_one_that_is_killed_is_replaced():
    with Renderer(PROJECT) as renderer:
        printed = renderer.render(GOOD)
        killed = renderer._child
        killed.kill()
        killed._process.wait(10)
        assert not killed.lives
        assert renderer.render(GOOD) == printed
        assert renderer._child.pid != killed.pid
