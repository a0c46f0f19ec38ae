import re

import pytest

from plainleaf import render
from plainleaf.findings import UsageFailure
from plainleaf.render import libraries as module


def test_every_part_that_decides_the_bytes_tells_its_version():
    found = render.versions()
    assert list(found) == [
        "plainleaf",
        "weasyprint",
        "pydyf",
        "icu4py",
        "Pango",
        "HarfBuzz",
        "harfbuzz-subset",
        "fontconfig",
    ]
    assert all(re.fullmatch(r"\d+\.\d+(\.\d+)*", version) for version in found.values()), found


def test_a_missing_library_is_said_with_what_to_install(monkeypatch):
    monkeypatch.setattr(module, "LIBRARIES", {**module.LIBRARIES, "harfbuzz-subset": ("libnone.so.0",)})
    with pytest.raises(UsageFailure, match="harfbuzz-subset is not installed") as failure:
        render.versions()
    assert "apt install" in failure.value.hint
