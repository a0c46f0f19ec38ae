import pytest

from plainleaf.findings import Refused
from plainleaf.layout.profiles import read_profiles
from tests.conftest import change
from tests.layout.samples import PROJECT

FILE = "templates/profiles.yaml"


def told(project) -> list[tuple[str, str]]:
    try:
        read_profiles(project)
    except Refused as refused:
        return [(finding.check, str(finding.place)) for finding in refused.findings]
    return []


def test_large_print_is_the_row_of_the_standards():
    large = read_profiles(PROJECT)["large"]
    assert (large.text, large.heading, large.danger) == (18, 22, 22)
    assert (large.leading, large.paragraph_gap, large.margin) == (1.5, 27, 25.4)
    assert (large.measure, large.emphasis, large.contrast) == (70, "bold", 7)


def test_in_every_profile_nothing_is_smaller_than_its_text():
    for name, row in read_profiles(PROJECT).items():
        assert min(row.heading, row.title, row.danger, row.phone) >= row.text, name
        assert row.title > row.heading > row.text, name


CELLS = (
    *("follows", "text", "heading", "title", "danger", "phone", "leading"),
    *("paragraph_gap", "margin", "measure", "emphasis", "contrast"),
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_row_borrows_no_cell(project, cell):
    file = project.templates / "profiles.yaml"
    good = file.read_text(encoding="utf-8")
    (line,) = [line for line in good.splitlines() if line.startswith(f"    {cell}:")]
    change(file, line + "\n", "")
    row, first = next((n, line) for n, line in enumerate(good.splitlines(), 1) if line.startswith("    "))
    assert first.strip()
    assert told(project) == [("missing-key", f"{FILE}:{row}:5")]
    file.write_text(good, encoding="utf-8")
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new", "check", "column"),
    [
        ("    text: 18", "    txet: 18", None, None),
        ("    measure: 70", "    measure: 70\n    columns: 2", "unknown-key", 5),
        ("    text: 18", "    text: large", "wrong-type", 11),
        ("    leading: 1.5", "    leading: 0.9", "wrong-type", 14),
        ("    emphasis: bold", "    emphasis: underline", "wrong-type", 15),
        ("    contrast: 7", "    contrast: 3", "wrong-type", 15),
        ("    margin: 25.4", "    margin: 2", "wrong-type", 13),
        ("format: 1", "format: 2", "wrong-format", 9),
        ("  large:", "  ../../large:", "wrong-type", 3),
    ],
)
def test_a_wrong_cell_is_told_at_row_and_column(project, old, new, check, column):
    file = project.templates / "profiles.yaml"
    change(file, old, new)
    lines = file.read_text(encoding="utf-8").splitlines()
    row = lines.index(new.splitlines()[-1]) + 1
    if check is None:
        assert {code for code, _ in told(project)} == {"missing-key", "unknown-key"}
    else:
        assert told(project) == [(check, f"{FILE}:{row}:{column}")]
    change(file, new, old)
    assert told(project) == []
