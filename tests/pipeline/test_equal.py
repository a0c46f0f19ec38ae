"""Equal inputs give equal bytes, whatever the process, the clock's zone, the hash seed, the umask or the folder."""

import hashlib
import shutil

from plainleaf.project import Project
from tests.pipeline.samples import command, files_in, invoked

ELSEWHERE = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
MODULES = "import sys\nfrom plainleaf.cli import main\ntry:\n    main({arguments})\nfinally:\n    print(*sys.modules)\n"


def digests(project):
    return {
        name: hashlib.sha256((project.out / name).read_bytes()).hexdigest()
        for name in sorted(files_in(project.out))
    }


def test_two_processes_in_two_folders_give_equal_bytes_and_load_weasyprint_only_in_children(small, tmp_path):
    shutil.rmtree(small.shelf)
    copy = Project(tmp_path / "an other földer" / "copy")
    shutil.copytree(small.root, copy.root, symlinks=True)
    script = MODULES.format(arguments=["build", "--no-cache"])
    here = command(small, code=script, variables={"PYTHONHASHSEED": "0", "TZ": "UTC"}, umask=0o022)
    there = command(copy, "build", "--no-cache", "-j", "1", variables=ELSEWHERE, umask=0o077)
    assert (here.returncode, there.returncode) == (0, 0), here.stderr + there.stderr
    assert len(digests(small)) == 7
    assert digests(small) == digests(copy)
    assert not small.shelf.exists()
    assert "plainleaf.render.renderer" in here.stdout.split()
    assert "weasyprint" not in here.stdout.split()


def test_any_order_and_any_number_of_parts_give_equal_bytes(small):
    shutil.rmtree(small.shelf)
    assert invoked(small, "build", "-q", "--no-cache").exit_code == 0
    whole = digests(small)
    shutil.rmtree(small.out)
    for tag in ("es", "en"):
        assert invoked(small, "build", "-q", "--no-cache", "-l", tag).exit_code == 0
    assert digests(small) == whole
    shutil.rmtree(small.out)
    parts = [f"{number}/3" for number in (3, 1, 2)]
    for part in parts:
        assert invoked(small, "build", "-q", "--shard", part, "-o", f"out-{part[0]}").exit_code == 0
    assert invoked(small, "merge", "-q", "out-2", "out-3", "out-1").exit_code == 0
    assert digests(small) == whole


def test_check_never_loads_weasyprint_and_writes_nothing(small):
    before = {name: (small.root / name).stat().st_mtime_ns for name in files_in(small.root)}
    script = MODULES.format(arguments=["check", "-q"])
    done = command(small, code=script)
    modules = done.stdout.split()
    assert done.returncode == 0, done.stderr
    assert "plainleaf.render.renderer" in modules
    assert "weasyprint" not in modules
    assert {name: (small.root / name).stat().st_mtime_ns for name in files_in(small.root)} == before
