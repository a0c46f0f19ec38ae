"""The bench: a small sample of each part, and what it may cost where it is asked for."""

import itertools
import json
import os
import re
import subprocess
import sys

import pytest

from bench import growth, table
from bench.memory import Cost, cost_of
from bench.ours import LOOK, Ours
from bench.synthetic import MODEL, STEMS, change_one, invented, plant
from bench.ways import Run
from plainleaf.catalogue import read
from plainleaf.project import Project
from plainleaf.translate.content import catalogue_folder, read_content
from plainleaf.translate.messages import templates
from tests.conftest import ROOT

MANY = 67
"""Medicines in 15 languages: a thousand leaflets."""
VARIABLES = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def bench(*arguments: str, script: str = "reading") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / f"{script}.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """Two medicines in English and Spanish."""
    return plant(tmp_path_factory.mktemp("bench") / "project", 2, ("es",))


def test_the_bench_tells_milliseconds_and_shares_of_each_leaflet_and_of_all():
    done = bench("-n", "1", "en")
    assert done.stderr == ""
    rows = re.findall(r"^(\S+) +\d+ ms +\d+ +[+-]\d+\.\d% +\d+ +\d+\.\d%$", done.stdout, re.MULTILINE)
    assert rows == ["en", "together"]


@pytest.mark.slow
def test_tags_and_codes_add_15_percent_at_most_and_the_look_at_the_file_60():
    done = bench("-n", "5")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_a_thousand_leaflets_are_of_medicines_with_names_of_their_own_in_every_language():
    model = Project(ROOT)
    for tag, stem in STEMS.items():
        title = MODEL.capitalize()
        if tag != "en":
            file = catalogue_folder(model, tag) / f"{MODEL}.po"
            title = read(str(file), file.read_bytes(), language=tag).messages["title", title].msgstr[0]
        names = {medicine.renamed(title, tag) for medicine in invented(MANY)}
        assert len(names) == MANY, tag
        assert not [name for name in names if stem in name.casefold()], tag


def test_most_texts_of_a_synthetic_medicine_are_its_own_and_some_are_shared(planted):
    pots = templates(read_content(planted))
    model = templates(read_content(Project(ROOT)))[MODEL]
    own, shared = len(pots["dadofen"].entries), len(pots["common"].entries)
    assert own + shared == len(model.entries)
    assert 0.1 < shared / (own + shared) < 0.25
    assert len(pots["dokofen"].entries) == own


def test_a_changed_string_is_another_one_each_time(planted):
    file = catalogue_folder(planted, "es") / "dadofen.po"
    before = file.read_bytes()
    texts = [{one.msgid: one.msgstr for one in read("x.po", before, language="es").entries}]
    for _ in range(2):
        change_one(planted, "dadofen", "es")
        texts.append(
            {one.msgid: one.msgstr for one in read("x.po", file.read_bytes(), language="es").entries}
        )
    file.write_bytes(before)
    changed = [[key for key in old if old[key] != new[key]] for old, new in itertools.pairwise(texts)]
    assert [len(keys) for keys in changed] == [1, 1]
    assert changed[0] != changed[1]


@pytest.mark.slow
def test_a_synthetic_project_of_two_medicines_builds(planted, tmp_path):
    report = tmp_path / "report.json"
    ours = Ours(planted.root, tmp_path, VARIABLES, ("--language", "es"))
    cost = cost_of(ours.build("--no-cache", "--report", f"json={report}"), planted.root, VARIABLES)
    assert cost.code == 0, cost.said
    assert json.loads(report.read_text("utf-8"))["summary"]["made"] == 2
    assert cost.worker > 0


@pytest.mark.slow
def test_synthetic_medicines_build_in_every_language(tmp_path):
    project = plant(tmp_path / "project", 3)
    ours = Ours(project.root, tmp_path, VARIABLES)
    cost = cost_of(ours.build("--no-cache"), project.root, VARIABLES)
    assert cost.code == 0, cost.said


def test_a_copy_of_the_program_can_leave_out_the_look_at_what_it_printed(tmp_path):
    ours = Ours(ROOT, tmp_path, VARIABLES)
    module, name = LOOK[0].removesuffix(".py").replace("/", "."), LOOK[1]
    code = f"import plainleaf.{module} as module; print(module.__file__, module.{name}(1, 2))"
    said = subprocess.run(
        [sys.executable, "-c", code], env=dict(ours.unverified), capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith(str(tmp_path))
    assert said.stdout.endswith(" ()\n")


def test_the_cost_of_a_command_holds_that_of_the_processes_below_it(tmp_path):
    child = "import time; held = bytearray(60_000_000); time.sleep(1)"
    code = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); sum(range(30_000_000))"
    )
    cost = cost_of([sys.executable, "-c", code], tmp_path, VARIABLES)
    assert (cost.code, cost.processes) == (0, 2)
    assert cost.worker > 57 > cost.main > 3
    assert cost.together > 57
    assert cost.wall > 1
    assert cost.processor > 0.1


def row(leaflets: int, wall: float, worker: float) -> table.Row:
    cost = Cost(wall, wall, 2 * worker, worker, worker, 2, 0, "")
    return table.row_of(str(leaflets), f"{leaflets} leaflets", [Run(cost, leaflets, leaflets)])


def test_growth_that_is_not_linear_or_not_flat_is_told():
    assert growth.broken_limits([row(50, 100, 90), row(1000, 2300, 100)]) == []
    slower, larger = growth.broken_limits([row(50, 100, 90), row(1000, 2500, 110)])
    assert "1000 leaflets take more than 20% longer" in slower
    assert "more than 15% more memory" in larger


def test_what_shards_take_is_the_slowest_and_the_merge():
    rows = {"shard-1/2": row(50, 90, 90), "shard-2/2": row(50, 110, 90), "merge-2": row(100, 5, 90)}
    assert (
        table.balance(rows, 2)
        == "2 shards: slowest 110.0 s, 1.10 of their mean; with the merge (5.0 s) 115.0 s"
    )


@pytest.mark.slow
def test_the_table_tells_each_way_beside_ours(tmp_path):
    file = tmp_path / "rows.json"
    flags = ("--leaflets", "1", "--languages", "en", "--rounds", "1", "--json", str(file))
    done = bench(*flags, "--only", "ours", "loop-1", script="batch")
    assert (done.returncode, done.stderr) == (0, "")
    rows = {one["key"]: one for one in json.loads(file.read_text("utf-8"))["rows"]}
    assert {key: one["printed"] for key, one in rows.items()} == {"ours": 1, "loop-1": 1}
    assert re.findall(r"^.*× 1\.00.*× 1\.00.*$", done.stdout, re.MULTILINE)[0].startswith("ours, all cores")


@pytest.mark.slow
def test_every_way_runs_and_only_what_changed_is_printed_anew(tmp_path):
    file = tmp_path / "rows.json"
    flags = ("--leaflets", "4", "--languages", "es", "--rounds", "2", "--json", str(file))
    done = bench(*flags, script="batch")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    rows = json.loads(file.read_text("utf-8"))["rows"]
    printed = {one["key"]: one["printed"] for one in rows if not one["key"].startswith(("shard", "merge"))}
    kept = {"no-op": 0, "changed": 1, "shelf": 0}
    assert len(printed) > len(kept)
    assert printed == {key: kept.get(key, 4) for key in printed}


@pytest.mark.slow
def test_time_a_leaflet_and_the_memory_of_a_worker_do_not_grow():
    done = bench("--growth", "60", "255", "1005", "--rounds", "5", script="batch")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
