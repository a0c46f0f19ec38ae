"""What our own tags, text codes, audit and round trip may cost."""

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / "reading.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_bench_tells_milliseconds_and_shares_of_each_leaflet_and_of_all():
    done = bench("-n", "1", "en")
    assert done.stderr == ""
    rows = re.findall(r"^(\S+) +\d+ ms +\d+ +[+-]\d+\.\d% +\d+ +\d+\.\d%$", done.stdout, re.MULTILINE)
    assert rows == ["en", "together"]


@pytest.mark.slow
def test_tags_and_codes_add_15_percent_at_most_and_the_look_at_the_file_60():
    done = bench("-n", "5")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
