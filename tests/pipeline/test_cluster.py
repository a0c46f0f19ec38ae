"""A cluster makes what local workers make, to the bit; nothing is lost with its workers, and nothing stays behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections import Counter
from contextlib import closing

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.pipeline import cluster as room
from plainleaf.pipeline import plan_jobs, publish, run
from tests.conftest import ROOT
from tests.pipeline.clusters import children, cluster, threads, wait_until
from tests.pipeline.samples import codes, environment, files_in, monograph, translate_all, workshop

pytestmark = [
    pytest.mark.threads,  # Dask's
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


@pytest.fixture(scope="module")
def workers(tmp_path_factory):
    """A scheduler and two workers for all tests here; what they kill they restore."""
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as shared:
        yield shared


@pytest.fixture
def several(small):
    """Four leaflets, none of them on the shelf."""
    return plant_more(small, "anotherol")


def plant_more(project, *names):
    for name in names:
        (project.leaflets / f"{name}.yaml").write_text(monograph(name), encoding="utf-8")
    translate_all(project, "es")
    shutil.rmtree(project.shelf)
    return project


def made_at(address, project, *, shelf=False):
    """What comes from a cluster, and what it was asked for."""
    opened = workshop(project, shelf=shelf)
    return run(opened, plan_jobs(opened), scheduler=address)


def files_of(outcomes):
    return {one.job.path: (one.pdf, dict(one.beside), one.entry, one.findings) for one in outcomes}


def test_a_cluster_makes_the_bytes_of_local_workers_and_they_are_remembered_here(small, workers):
    opened = workshop(small)
    here = list(run(opened, plan_jobs(opened)))  # made by local workers when the project was planted
    shutil.rmtree(small.shelf)
    there = list(made_at(workers.address, small, shelf=True))
    # Nobody is asked a second time: that nobody listens there is not even noticed.
    again = list(made_at("tcp://127.0.0.1:9", small, shelf=True))
    assert [one.cached for one in here + there + again] == [True] * 2 + [False] * 2 + [True] * 2
    assert len(files_of(here)) == 2
    assert files_of(there) == files_of(here)
    assert files_of(again) == files_of(here)


def test_a_leaflet_changed_meanwhile_is_not_remembered(several, workers, monkeypatch):
    sent = room._Errand._sent

    def then_changed(errand):
        project = sent(errand)
        with (several.leaflets / "testol.yaml").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        return project

    monkeypatch.setattr(room._Errand, "_sent", then_changed)
    outcomes = list(made_at(workers.address, several, shelf=True))
    assert [one.made for one in outcomes] == [True] * 4
    assert len(files_in(several.shelf / "editions")) == 2


def test_findings_come_back_and_withhold_as_they_do_here(small, workers):
    text = monograph().replace("Ask us how to stop it.", "Ask 5 of us.")
    (small.leaflets / "testol.yaml").write_text(text, encoding="utf-8")
    opened = workshop(small, shelf=False)
    there = list(made_at(workers.address, small))
    assert files_of(there) == files_of(run(opened, plan_jobs(opened)))
    assert not any(one.made for one in there)


@pytest.mark.parametrize("ended", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_a_worker_that_goes_takes_no_leaflet_with_it(several, workers, ended):
    workers.restore()
    with closing(made_at(workers.address, several)) as running:
        outcomes = [next(running)]
        gone = workers.living()[0]
        born = children(gone.pid)
        gone.send_signal(ended)
        outcomes += running
    assert [one.job for one in outcomes if not one.made] == []
    assert len({one.job for one in outcomes}) == len(outcomes) == 4
    gone.wait(30)
    wait_until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in born))  # noqa: PTH110
    if ended == signal.SIGTERM:
        assert workers.unpacked(gone) == []
    workers.restore()


def test_few_are_given_out_at_once_and_a_build_that_leaves_early_takes_them_back(
    several, workers, monkeypatch
):
    monkeypatch.setattr(room, "AHEAD", 1)
    workers.restore()
    with closing(made_at(workers.address, several)) as running:
        assert next(running).made
        # The commission, the parcel and the leaflet of the other worker: the finished one is forgotten already.
        wait_until(lambda: keys_at(workers.address) == 3)
        assert any(workers.unpacked(process) for process in workers.living())
    wait_until(lambda: keys_at(workers.address) == 0)
    wait_until(lambda: not any(workers.unpacked(process) for process in workers.living()))
    assert [children(process.pid) for process in workers.living()] == [set(), set()]


def keys_at(address):
    """How many tasks and data a scheduler knows."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))


def test_a_worker_with_another_program_is_refused_before_anything_is_made(small, workers, tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "src/plainleaf/layout/plain.py").open("a", encoding="utf-8") as file:
        file.write("# another one\n")
    workers.restore()
    other = workers.join(PYTHONPATH=str(tmp_path / "src"))
    workers.restore(3)
    try:
        opened = workshop(small, shelf=False)
        with pytest.raises(UsageFailure) as caught:
            list(publish(small.out, opened, made_at(workers.address, small)))
    finally:
        other.terminate()
        other.wait(30)
        workers.restore()
    assert "would make other leaflets: plainleaf's own files is " in str(caught.value)
    assert "install the same plainleaf" in caught.value.hint
    assert files_in(small.out) <= {"manifest.json"}


def test_a_worker_that_comes_later_with_another_library_is_refused_by_itself(small, workers, monkeypatch):
    """Nobody asks it beforehand: it compares before it makes its first leaflet."""
    from plainleaf.pipeline import station

    mine = station.makers()
    monkeypatch.setattr(station, "makers", lambda: {**mine, "Pango": "1.0"})
    monkeypatch.setattr(room._Errand, "_refuse_others", lambda errand: None)
    with pytest.raises(UsageFailure, match=r"Pango is \S+ there and 1\.0 here"):
        list(made_at(workers.address, small))


def test_a_scheduler_that_nobody_reaches_or_that_has_no_worker_is_told(small, monkeypatch, tmp_path):
    monkeypatch.setattr(room, "PATIENCE", 1.0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UsageFailure, match=f"no Dask scheduler answers at {address}: "):
            list(made_at(address, small))
    for wrong in ("elsewhere", "http://127.0.0.1:80", "tcp://"):
        with pytest.raises(UsageFailure, match=f"no Dask scheduler answers at {wrong}: "):
            list(made_at(wrong, small))
    with (
        cluster(tmp_path, workers=0) as empty,
        pytest.raises(UsageFailure, match=f"the scheduler {empty.address} has no worker"),
    ):
        list(made_at(empty.address, small))


def test_without_dask_the_command_that_installs_it_is_told(small, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageFailure, match="--scheduler needs Dask, which is not installed") as caught:
        list(made_at("tcp://127.0.0.1:9", small))
    assert caught.value.hint == "python3 -m pip install 'plainleaf[dask]'"


def test_no_module_imports_dask_until_it_is_needed():
    code = "import sys, plainleaf.cli; sys.exit(not {'distributed', 'dask'}.isdisjoint(sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], env=environment(), check=False).returncode == 0


@pytest.mark.slow
def test_many_leaflets_survive_many_kills(small, workers):
    plant_more(small, *(f"med{letter}ol" for letter in "abcdefghijkl"))
    workers.restore()
    outcomes, kills = [], 0
    with closing(made_at(workers.address, small)) as running:
        for outcome in running:
            outcomes.append(outcome)
            if len(outcomes) % 6 == 0 and kills < 4:
                workers.join()
                workers.restore(3)
                workers.living()[0].kill()
                kills += 1
    assert kills == 4
    assert Counter(one.job for one in outcomes) == dict.fromkeys(plan_jobs(workshop(small)), 1)
    assert [codes(one) for one in outcomes if not one.made] == []
    workers.restore()


@pytest.mark.slow
def test_a_leaflet_whose_workers_all_die_is_withheld_the_others_are_made(several, tmp_path):
    with (
        cluster(tmp_path, 1, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as frail,
        closing(made_at(frail.address, several)) as running,
    ):
        outcomes = [next(running)]
        doomed = frail.living()[0]
        doomed.send_signal(signal.SIGSTOP)  # so that it is at a leaflet when it dies
        frail.join()
        wait_until(lambda: threads(frail.address) == 2)
        doomed.kill()
        outcomes += running
    withheld = [one for one in outcomes if not one.made]
    assert len({one.job for one in outcomes}) == len(outcomes) == 4
    assert [codes(one) for one in withheld] == [["worker-crash"]] * len(withheld)
    assert 0 < len(withheld) < 4


@pytest.mark.slow
def test_a_scheduler_that_goes_away_ends_the_build_and_is_told(several, tmp_path):
    with cluster(tmp_path, 1) as left, closing(made_at(left.address, several)) as running:
        assert next(running).made
        left.scheduler.kill()
        with pytest.raises(UsageFailure, match=f"the scheduler {left.address} has gone away") as caught:
            list(running)
    assert caught.value.hint == "start it again, then build again: what was made is kept"
