"""merge and verify: shards become one folder, a gap is told, and a folder is what its manifest says."""

import json
import shutil
from collections.abc import Iterator

import pytest

from plainleaf.publish import Manifest
from tests.conftest import change
from tests.pipeline.samples import MONOGRAPH, SPANISH, STOP, edition, files_in

ENGLISH_FILE = "default/en/testol.oral.large.letter.pdf"
SPANISH_FILE = "default/es/testol.oral.large.letter.pdf"
ALL = {"manifest.json", *edition(ENGLISH_FILE, SPANISH_FILE)}


def told(done) -> list[tuple[str, str]]:
    """Code and path of each finding, as the concise format shows them."""
    rows = (line.partition(": ") for line in done.stdout.splitlines())
    return [(rest.rpartition("[")[2].rstrip("]"), path) for path, _, rest in rows]


@pytest.fixture
def shards(small, plainleaf):
    """Two shards of one leaflet each."""
    for index in (1, 2):
        assert plainleaf("-q", "--shard", f"{index}/2", "-o", f"out-{index}").exit_code == 0
    return small


@pytest.fixture
def whole(shards, plainleaf):
    assert plainleaf("-q", "-o", "whole").exit_code == 0
    return shards


def contents(folder) -> Iterator[tuple[str, bytes]]:
    return ((name, (folder / name).read_bytes()) for name in sorted(files_in(folder)))


def test_shards_divide_the_leaflets(shards):
    parts = [files_in(shards.root / f"out-{index}") for index in (1, 2)]
    assert parts[0] | parts[1] == ALL
    assert parts[0] & parts[1] == {"manifest.json"}


def test_merged_shards_are_what_one_build_makes_to_the_byte(whole, plainleaf):
    done = plainleaf("merge", "out-1", "out-2", "-o", "merged")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "2 leaflets of 2 parts in merged/, 0 withheld\n"
    assert dict(contents(whole.root / "merged")) == dict(contents(whole.root / "whole"))
    assert plainleaf("merge", "out-2", "out-1", "-o", "merged").exit_code == 0
    assert dict(contents(whole.root / "merged")) == dict(contents(whole.root / "whole"))


def test_a_shard_that_is_not_there_is_told_and_nothing_is_joined(shards, plainleaf):
    done = plainleaf("merge", "out-2", "--output-format", "concise")
    assert done.exit_code == 1
    assert told(done) == [("shard-missing", "out-2/manifest.json")]
    assert not shards.out.exists()


def test_a_shard_named_twice_is_told(shards, plainleaf):
    shutil.copytree(shards.root / "out-1", shards.root / "out-3")
    done = plainleaf("merge", "out-1", "out-2", "out-3", "--output-format", "concise")
    assert (done.exit_code, told(done)) == (1, [("shard-mixed", "out-3/manifest.json")])


def test_a_shard_of_other_sources_is_told(shards, plainleaf):
    change(shards.root / MONOGRAPH, STOP, "Ask us how to stop.")
    plainleaf("-q", "--shard", "2/2", "-o", "out-2")
    done = plainleaf("merge", "out-1", "out-2", "--output-format", "concise")
    assert done.exit_code == 1
    assert ("shard-mixed", "out-2/manifest.json") in told(done)


def test_a_folder_that_is_no_shard_is_told(whole, plainleaf):
    done = plainleaf("merge", "out-1", "whole", "--output-format", "concise")
    assert done.exit_code == 1
    assert ("shard-mixed", "whole/manifest.json") in told(done)


def test_an_altered_file_in_a_shard_is_told_and_nothing_is_joined(shards, plainleaf):
    (name,) = (name for name in files_in(shards.root / "out-1") if name.endswith(".txt"))
    (shards.root / "out-1" / name).write_text("50 mg", encoding="utf-8")
    done = plainleaf("merge", "out-1", "out-2", "--output-format", "concise")
    assert (done.exit_code, told(done)) == (1, [("file-altered", f"out-1/{name}")])
    assert not shards.out.exists()


def test_what_a_shard_withheld_is_told_and_its_old_file_goes(shards, plainleaf):
    assert plainleaf("merge", "-q", "out-1", "out-2").exit_code == 0
    change(shards.root / SPANISH, f'msgstr "{STOP}"', 'msgstr ""')
    for index in (1, 2):
        plainleaf("-q", "--shard", f"{index}/2", "-o", f"out-{index}")
    done = plainleaf("merge", "out-1", "out-2", "--output-format", "concise")
    assert (done.exit_code, told(done)) == (1, [("shard-withheld", SPANISH_FILE)])
    assert files_in(shards.out) == ALL - edition(SPANISH_FILE)
    assert plainleaf("verify", "out").exit_code == 0


def test_a_part_is_one_of_its_shards_until_a_whole_build_writes_there(shards, plainleaf):
    assert Manifest.read(shards.root / "out-1").part.of == 2
    plainleaf("-q", "-o", "out-1")
    assert Manifest.read(shards.root / "out-1").part is None


@pytest.mark.parametrize("part", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2", "1/2/3", ""])
def test_a_shard_that_cannot_be_is_wrong_use(plainleaf, part):
    done = plainleaf(f"--shard={part}")
    assert done.exit_code == 2
    assert "--shard 1/4" in done.stderr


@pytest.mark.parametrize("arguments", [("merge", "nowhere"), ("verify", "nowhere"), ("merge",), ("verify",)])
def test_a_folder_that_is_not_there_is_wrong_use(plainleaf, arguments):
    assert plainleaf(*arguments).exit_code == 2


def test_the_place_to_join_into_is_none_of_the_parts(shards, plainleaf):
    done = plainleaf("merge", "out-1", "out-2", "-o", "out-1")
    assert (done.exit_code, "out-1 is one of the parts" in done.stderr) == (2, True)


def test_a_folder_that_is_as_it_was_built_has_nothing_to_tell(whole, plainleaf):
    done = plainleaf("verify", "whole")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "2 leaflets: 0 errors\n")


def alter(folder):
    (folder / SPANISH_FILE).write_bytes(b"%PDF-1.7 another")


def lose(folder):
    (folder / SPANISH_FILE.replace("pdf", "html")).unlink()


def add(folder):
    (folder / "default/es/old.pdf").write_bytes(b"%PDF-1.7 old")


def hide(folder):
    (folder / "default/es/.hidden").write_bytes(b"")


def begin(folder):
    file = folder / "manifest.json"
    held = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(held | {"unfinished": ["default/fr/x.pdf"]}), encoding="utf-8")


def damage(folder):
    (folder / "manifest.json").write_text("{", encoding="utf-8")


def forget(folder):
    (folder / "manifest.json").unlink()


@pytest.mark.parametrize(
    ("fault", "code", "path"),
    [
        (alter, "file-altered", SPANISH_FILE),
        (lose, "file-missing", SPANISH_FILE.replace("pdf", "html")),
        (add, "file-unlisted", "default/es/old.pdf"),
        (hide, "file-unlisted", "default/es/.hidden"),
        (begin, "build-unfinished", "default/fr/x.pdf"),
        (damage, "manifest-damaged", "manifest.json"),
        (forget, "manifest-missing", "manifest.json"),
    ],
)
def test_a_folder_that_is_not_as_it_was_built_is_told(whole, plainleaf, fault, code, path):
    fault(whole.root / "whole")
    done = plainleaf("verify", "whole", "--output-format", "concise")
    assert (done.exit_code, told(done)) == (1, [(code, f"whole/{path}")])


def test_both_work_outside_of_a_project(whole, plainleaf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parts = [str(whole.root / name) for name in ("out-1", "out-2")]
    assert plainleaf("merge", *parts, "-o", "joined").exit_code == 0
    assert plainleaf("verify", "joined").exit_code == 0
