"""The crew: a worker that crashes, hangs or is killed is replaced, its leaflet told, the rest unharmed."""

import multiprocessing
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from multiprocessing import active_children

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.pipeline import Job
from plainleaf.pipeline import crew as crews
from plainleaf.pipeline.crew import Crew
from plainleaf.pipeline.worker import Brief, Failure, Task
from tests.pipeline.samples import codes, workshop
from tests.pipeline.stand_ins import PATIENCE, answer


@pytest.fixture
def brief(small, monkeypatch):
    monkeypatch.setattr(crews, "serve", answer)
    return Brief.of(workshop(small))


@pytest.mark.parametrize(
    ("threads", "folder", "method"),
    [(1, "/tmp", "fork"), (2, "/tmp", "forkserver"), (2, f"/tmp/{'x' * 90}", "spawn")],
)
def test_workers_are_forked_only_from_a_process_without_other_threads(
    brief, monkeypatch, threads, folder, method
):
    asked = []
    given = multiprocessing.get_context
    monkeypatch.setattr(multiprocessing, "get_context", lambda name: asked.append(name) or given("spawn"))
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: folder)
    assert set(results(brief, [task("one")])) == {"one"}
    assert asked == [method]


def task(medicine: str, number: int = 0) -> Task:
    return Task(Job(medicine, f"x{number}", "oral", "large", "a4", "default"))


def results(brief, tasks, size=2, **asked):
    return {one.job.medicine: one for one in Crew(brief, size, **asked).outcomes(tasks, {})}


@pytest.mark.parametrize(
    ("medicine", "code", "said"),
    [
        ("dies", "worker-crash", "its worker ended with signal 9"),
        ("leaves", "worker-crash", "its worker ended with code 7"),
        ("hangs", "worker-time", "it was not made within 8 seconds"),
    ],
)
def test_a_worker_that_fails_is_replaced_and_its_leaflet_told(brief, medicine, code, said):
    brief = replace(brief, limits=replace(brief.limits, leaflet_seconds=8.0))
    made = results(brief, [task("one"), task(medicine), task("two"), task("three")])
    assert {name: codes(one) for name, one in made.items()} == {
        "one": [],
        "two": [],
        "three": [],
        medicine: [code],
    }
    (finding,) = made[medicine].findings
    assert (finding.message, finding.place.path) == (said, str(task(medicine).job))
    assert active_children() == []


def test_a_worker_that_an_outsider_kills_is_replaced(brief):
    def kill():
        while not (workers := active_children()):
            time.sleep(0.01)
        time.sleep(0.1)
        workers[0].kill()

    outsider = threading.Thread(target=kill)
    outsider.start()
    made = [*Crew(brief, 1).outcomes([task("slow", 1), task("slow", 2)], {})]
    outsider.join()
    assert [codes(one) for one in made] == [["worker-crash"], []]


def test_workers_are_kept_from_leaflet_to_leaflet_and_are_no_more_than_asked_for(brief):
    made = [*Crew(brief, 2).outcomes([task("slow", number) for number in range(6)], {})]
    assert len(made) == 6
    assert len({one.seconds for one in made}) == 2


def test_what_needs_more_memory_than_there_is_runs_alone(brief):
    jobs = [task("slow", number) for number in range(4)]
    heavy = {one.job: 600.0 for one in jobs}
    made = [*Crew(brief, 2, budget=1000.0).outcomes(jobs, heavy)]
    assert len({one.seconds for one in made}) == 1
    light = {one.job: 400.0 for one in jobs}
    assert len({one.seconds for one in Crew(brief, 2, budget=1000.0).outcomes(jobs, light)}) == 2


def test_nobody_is_hired_whom_the_memory_does_not_allow(brief, monkeypatch):
    started = []
    start = crews._start
    monkeypatch.setattr(crews, "_start", lambda *given: started.append(1) or start(*given))
    jobs = [task("one", number) for number in range(4)]
    made = [*Crew(brief, 2, budget=1000.0).outcomes(jobs, {one.job: 600.0 for one in jobs})]
    assert (len(made), len(started)) == (4, 1)


def test_what_no_leaflet_is_to_blame_for_is_raised_here(brief):
    with pytest.raises(UsageFailure, match="no poppler") as caught:
        results(brief, [task("one"), task("unfit"), task("two")])
    assert caught.value.hint == "install it"
    assert "Traceback" in caught.value.__notes__[0] or "UsageFailure" in caught.value.__notes__[0]
    assert active_children() == []


def test_a_crew_that_is_broken_off_ends_at_once_and_leaves_no_process(brief):
    started = time.monotonic()
    with closing(Crew(brief, 2).outcomes([task("one"), task("hangs", 1), task("hangs", 2)], {})) as outcomes:
        assert next(outcomes).job.medicine == "one"
    assert active_children() == []
    assert time.monotonic() - started < PATIENCE / 2


def test_an_error_that_cannot_be_pickled_gets_through_in_words():
    class Odd(Exception):
        pass

    failure = Failure.of(Odd("it broke"))
    assert (type(failure.error), str(failure.error)) == (RuntimeError, "Odd: it broke")


def test_a_worker_gets_the_languages_it_knows(brief):
    tasks = [replace(one, job=replace(one.job, tag=tag)) for one in [task("slow")] for tag in "abab" * 3]
    made = [*Crew(brief, 2).outcomes(tasks, {})]
    assert sorted(one.job.tag for one in made) == sorted("abab" * 3)
    # Whoever has none left of its own helps the other at the end.
    assert len({(one.seconds, one.job.tag) for one in made}) < 4


def test_a_language_stays_with_its_worker_however_many_leaflets_it_has(brief):
    tasks = [
        replace(one, job=replace(one.job, tag=tag))
        for tag in "ab"
        for one in (task("meets"), *[task("one")] * 59)
    ]
    made = [*Crew(brief, 2).outcomes(tasks, {})]
    assert sorted(one.job.tag for one in made) == ["a"] * 60 + ["b"] * 60
    assert len({one.seconds for one in made if one.job.medicine == "meets"}) == 2
    assert len({(one.seconds, one.job.tag) for one in made}) < 4
