"""Costs: estimated from sources alone, so that every machine divides them alike; and the memory there is."""

import pytest

from plainleaf.pipeline import plan_jobs
from plainleaf.pipeline.costs import FONT_MEGABYTES, MEGABYTES, budget, cost, megabytes, shard
from plainleaf.project import Project
from tests.conftest import ROOT
from tests.pipeline.samples import workshop


@pytest.fixture(scope="module")
def opened():
    return workshop(Project(ROOT), shelf=False)


@pytest.mark.parametrize("of", [1, 2, 3, 4, 7, 15, 20])
def test_shards_hold_each_job_once_and_are_of_equal_cost(opened, of):
    jobs = plan_jobs(opened)
    shards = [shard(opened, jobs, index, of) for index in range(1, of + 1)]
    assert sorted(job for part in shards for job in part) == sorted(jobs)
    loads = [sum(cost(opened, job) for job in part) for part in shards]
    largest = max(cost(opened, job) for job in jobs)
    assert max(loads) - min(loads) <= largest


def test_shards_are_the_same_whatever_the_order_of_the_jobs(opened):
    jobs = plan_jobs(opened)
    assert set(shard(opened, jobs, 2, 3)) == set(shard(opened, jobs[::-1], 2, 3))


def test_the_source_language_costs_about_as_much_as_another(opened):
    costs = {job.tag: cost(opened, job) for job in plan_jobs(opened)}
    assert all(0.5 < costs["en"] / other < 2 for other in costs.values())


def test_a_large_font_takes_more_memory(opened):
    needed = {job.tag: size for job, size in megabytes(opened, plan_jobs(opened)).items()}
    assert MEGABYTES < needed["es"] < needed["zh-Hans"]
    assert needed["zh-Hans"] > MEGABYTES + 15 * FONT_MEGABYTES


@pytest.mark.parametrize(
    ("most", "used", "told", "expected"),
    [
        (None, None, "MemTotal: 9000000 kB\nMemAvailable: 1000000 kB\n", 1024.0),
        ("max", "5000000", "MemAvailable: 1000000 kB\n", 1024.0),
        ("600000000", "100000000", "MemAvailable: 1000000 kB\n", 500.0),
        ("600000000", "100000000", "", 500.0),
        (None, None, "", float("inf")),
        ("odd", "100", "MemAvailable: 1000000 kB\n", 1024.0),
    ],
)
def test_the_budget_is_what_is_free_in_the_machine_or_its_container(tmp_path, most, used, told, expected):
    (tmp_path / "meminfo").write_text(told, encoding="ascii")
    for name, text in (("max", most), ("current", used)):
        if text is not None:
            (tmp_path / f"memory.{name}").write_text(f"{text}\n", encoding="ascii")
    assert budget(tmp_path / "meminfo", tmp_path) == pytest.approx(expected * 0.8)


def test_a_system_that_does_not_say_has_no_bound(tmp_path):
    assert budget(tmp_path / "none", tmp_path) == float("inf")
