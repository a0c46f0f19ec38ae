"""build --scheduler: what it says where a cluster cannot be used, and how an interrupted build leaves one."""

import signal
import subprocess
import sys

import pytest

from plainleaf.pipeline import cluster as room
from plainleaf.publish import Manifest
from tests.pipeline.clusters import cluster, wait_until
from tests.pipeline.samples import COMMAND, edition, environment, files_in, monograph, translate_all

pytestmark = pytest.mark.threads  # Dask's

NOWHERE = "tcp://127.0.0.1:9"


@pytest.fixture
def fresh(small):
    """Six leaflets, four of them not on the shelf."""
    for name in ("anotherol", "helpol"):
        (small.leaflets / f"{name}.yaml").write_text(monograph(name), encoding="utf-8")
    translate_all(small, "es")
    return small


def test_a_scheduler_and_a_number_of_workers_exclude_each_other(plainleaf):
    done = plainleaf("--scheduler", NOWHERE, "-j", "2")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("error: --scheduler and -j exclude each other\nhint: ")


@pytest.mark.parametrize("flag", [True, False])
def test_an_unreachable_scheduler_exits_2_and_publishes_nothing(small, plainleaf, monkeypatch, flag):
    monkeypatch.setattr(room, "PATIENCE", 0.5)
    if not flag:
        monkeypatch.setenv("PLAINLEAF_SCHEDULER", NOWHERE)
    done = plainleaf("--no-cache", *(["--scheduler", NOWHERE] if flag else []))
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"error: no Dask scheduler answers at {NOWHERE}: " in done.stderr
    assert "hint: look at its address" in done.stderr
    assert files_in(small.out) <= {"manifest.json"}


def test_a_number_of_workers_passes_over_the_scheduler_of_the_environment(plainleaf, monkeypatch):
    monkeypatch.setenv("PLAINLEAF_SCHEDULER", NOWHERE)
    done = plainleaf("-l", "en", "-j", "1", "--no-cache")
    assert (done.exit_code, done.stdout) == (0, "")


def test_verbosely_it_is_told_where_the_scheduler_comes_from(plainleaf, monkeypatch):
    monkeypatch.setenv("PLAINLEAF_SCHEDULER", NOWHERE)
    done = plainleaf("-l", "en", "-v")
    assert done.exit_code == 0  # all of it is on the shelf
    assert f"scheduler = {NOWHERE} (from PLAINLEAF_SCHEDULER)\n" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_an_interrupted_build_leaves_its_cluster_clean_and_another_makes_the_rest(fresh, tmp_path):
    with cluster(tmp_path / "cluster", workers=2) as workers:
        command = [*COMMAND, "--scheduler", workers.address]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen(command, cwd=fresh.root, env=environment(), **pipes)
        wait_until(lambda: any(workers.unpacked(one) for one in workers.living()))
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
        assert (process.returncode, stdout) == (130, b"")
        assert b"Traceback" not in stderr
        assert stderr.decode().splitlines()[-1].startswith("interrupted: ")
        wait_until(lambda: not any(workers.unpacked(one) for one in workers.living()))
        assert files_in(fresh.out) == {"manifest.json", *edition(*Manifest.read(fresh.out).entries)}
        again = subprocess.run(command, cwd=fresh.root, env=environment(), check=False, timeout=60, **pipes)
        assert (again.returncode, again.stdout) == (0, b"")
        assert len(Manifest.read(fresh.out).entries) == 6
