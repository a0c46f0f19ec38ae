import hashlib
import inspect
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.render.fence import environment
from plainleaf.render.patches import Patch, apply


def sweep(tmp_path: Path, mode: str) -> list[int]:
    script = str(Path(__file__).with_name("sweep.py"))
    run = subprocess.run(
        [sys.executable, script, mode], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    return [int(number) for number in run.stdout.split()]


def test_a_line_before_an_inline_element_is_filled(tmp_path):
    lines, short, texts = sweep(tmp_path, "patched")
    assert lines > 100
    assert short == 0
    assert texts == 1, "the words differ between widths"


def test_without_the_patch_lines_are_cut_short(tmp_path):
    lines, short, _ = sweep(tmp_path, "plain")
    assert lines > 100
    assert short > 0


def test_another_weasyprint_is_told_by_both_versions():
    with pytest.raises(UsageFailure, match=r"weasyprint 70\.0 is installed; wanted is 69\.0") as failure:
        apply((), "69.0")
    assert "pip install weasyprint==69.0" in failure.value.hint


def test_a_patch_takes_the_place_of_the_source_it_names(monkeypatch):
    original = textwrap.dedent
    monkeypatch.setattr(textwrap, "dedent", original)
    good = hashlib.sha256(inspect.getsource(original).encode()).hexdigest()
    with pytest.raises(UsageFailure, match=r"textwrap\.dedent of weasyprint 70\.0 has sha256"):
        apply((Patch("textwrap", "dedent", "0" * 64, lambda upstream: "new"),))
    assert textwrap.dedent is original
    apply((Patch("textwrap", "dedent", good, lambda upstream: ("new", upstream)),))
    assert textwrap.dedent == ("new", original)
