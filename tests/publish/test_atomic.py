"""Atomic writes: the old file or the new one, never half of one, and nothing left beside it."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plainleaf.publish import write_atomic
from tests.pipeline.samples import environment

KILLED = """\
import os, signal, sys
from pathlib import Path
from plainleaf.publish import write_atomic
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
setattr({owner}, {name!r}, die)
write_atomic(Path(sys.argv[1]), b"new" * 1_000_000)
"""


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def file(tmp_path):
    (tmp_path / "leaflet.pdf").write_bytes(b"old")
    return tmp_path / "leaflet.pdf"


def test_a_file_is_written_whole_with_its_folders(tmp_path):
    target = tmp_path / "default/es/leaflet.pdf"
    write_atomic(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(target.parent) == ["leaflet.pdf"]


def test_a_file_is_readable_by_all_whatever_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        write_atomic(tmp_path / "leaflet.pdf", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "leaflet.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(("owner", "name"), [("os", "fsync"), ("Path", "chmod"), ("Path", "replace")])
def test_a_kill_in_the_middle_keeps_the_old_file(file, owner, name):
    script = KILLED.format(owner=owner, name=name)
    done = subprocess.run([sys.executable, "-c", script, str(file)], env=environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    assert file.read_bytes() == b"old"
    assert [name for name in names(file.parent) if not name.startswith(".")] == [file.name]


@pytest.mark.parametrize("error", [full_disk, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)])
def test_a_write_that_fails_keeps_the_old_file_and_leaves_nothing(file, monkeypatch, error):
    monkeypatch.setattr(os, "fsync", error)
    with pytest.raises((OSError, KeyboardInterrupt)):
        write_atomic(file, b"new")
    assert file.read_bytes() == b"old"
    assert names(file.parent) == [file.name]


def test_a_folder_in_the_way_is_an_error_that_leaves_nothing(tmp_path):
    (tmp_path / "leaflet.pdf").mkdir()
    with pytest.raises(OSError, match=r"leaflet\.pdf"):
        write_atomic(tmp_path / "leaflet.pdf", b"new")
    assert names(tmp_path) == ["leaflet.pdf"]


def test_a_file_where_a_folder_should_be_is_an_error(tmp_path):
    (tmp_path / "default").write_text("a file", encoding="utf-8")
    with pytest.raises(OSError, match="default"):
        write_atomic(tmp_path / "default/leaflet.pdf", b"new")
