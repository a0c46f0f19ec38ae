import pytest

from plainleaf.findings import Refused
from plainleaf.layout.profiles import PAPERS, POINTS, read_profiles
from plainleaf.values.languages import read_languages
from tests.conftest import ROOT, change
from tests.layout.samples import PROJECT

FILE = "templates/profiles.yaml"
ROWS = ("clear", "ukaaf-large", "large", "acb-2025", "giant")


@pytest.fixture
def alone(project):
    """The file with the row of large print and no other."""
    file = project.templates / "profiles.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    first = lines.index("  large:\n")
    row = [lines[first]]
    for line in lines[first + 1 :]:
        if not line.startswith("    "):
            break
        row.append(line)
    file.write_text("format: 1\nprofiles:\n" + "".join(row), encoding="utf-8")
    return file


def told(project) -> list[tuple[str, str]]:
    try:
        read_profiles(project)
    except Refused as refused:
        return [(finding.check, str(finding.place)) for finding in refused.findings]
    return []


def test_large_print_is_the_row_of_the_standards():
    large = read_profiles(PROJECT)["large"]
    assert (large.text, large.smallest, large.heading, large.danger) == (18, 18, 22, 22)
    assert (large.leading, large.paragraph_gap, large.margin) == (1.5, 27, 25.4)
    assert (large.measure, large.emphasis, large.contrast) == (70, "bold", 7)


def test_each_profile_has_the_size_its_standard_names():
    rows = read_profiles(PROJECT)
    assert tuple(rows) == ROWS
    assert [row.text for row in rows.values()] == [14, 16, 18, 18, 24]
    assert [row.smallest for row in rows.values()] == [12, 16, 18, 18, 24]


def test_acb_prints_headings_of_22_and_20_leads_1_15_and_underlines():
    acb = read_profiles(PROJECT)["acb-2025"]
    assert (acb.title, acb.heading, acb.leading, acb.margin) == (22, 20, 1.15, 25.4)
    assert [name for name, row in read_profiles(PROJECT).items() if row.emphasis == "underline"] == [
        "acb-2025"
    ]


def test_every_profile_is_laid_out_on_a4_and_letter_and_clear_print_on_a5():
    rows = read_profiles(PROJECT)
    assert all({"a4", "letter"} <= set(row.papers) for row in rows.values())
    assert [name for name, row in rows.items() if "a5" in row.papers] == ["clear"]


def test_the_danger_stands_alone_on_page_one_in_large_print_and_may_run_over_in_giant():
    fronts = {name: row.front for name, row in read_profiles(PROJECT).items()}
    assert fronts == {
        "clear": "first",
        "ukaaf-large": "alone",
        "large": "alone",
        "acb-2025": "alone",
        "giant": "free",
    }


@pytest.mark.parametrize("paper", PAPERS)
def test_lines_are_never_longer_than_the_measure_and_margins_never_narrower_than_the_row(paper):
    width = float(PAPERS[paper][0]) * POINTS
    for row in read_profiles(PROJECT).values():
        for language in read_languages(PROJECT).values():
            side = row.side(paper, language)
            letters = (width - 2 * side) / (row.text * language.size * language.letter)
            assert letters <= row.measure + 0.1
            assert side >= round(row.margin * POINTS, 1)


def test_in_every_profile_nothing_is_smaller_than_its_text():
    for name, row in read_profiles(PROJECT).items():
        assert min(row.heading, row.title, row.danger, row.phone) >= row.text >= row.smallest, name
        assert row.title > row.heading > row.text, name


def test_in_every_profile_one_blank_line_stands_between_paragraphs():
    for name, row in read_profiles(PROJECT).items():
        assert row.paragraph_gap == pytest.approx(row.text * row.leading), name


def test_the_style_sheet_takes_widows_and_orphans_from_the_row():
    css = (ROOT / "templates/css/leaflet.css.jinja").read_text(encoding="utf-8")
    assert "widows: {{ profile.widows }}; orphans: {{ profile.orphans }}" in css


CELLS = (
    *("follows", "papers", "front", "text", "smallest", "heading", "title", "danger", "phone", "leading"),
    *("paragraph_gap", "margin", "measure", "alignment", "hyphenation", "emphasis", "widows", "orphans"),
    "contrast",
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_row_borrows_no_cell(project, alone, cell):
    good = alone.read_text(encoding="utf-8")
    (line,) = [line for line in good.splitlines() if line.startswith(f"    {cell}:")]
    change(alone, line + "\n", "")
    row, first = next((n, line) for n, line in enumerate(good.splitlines(), 1) if line.startswith("    "))
    assert first.strip()
    assert told(project) == [("missing-key", f"{FILE}:{row}:5")]
    alone.write_text(good, encoding="utf-8")
    assert told(project) == []


def test_every_cell_is_tried():
    assert set(CELLS) == set(type(read_profiles(PROJECT)["large"]).model_fields)


@pytest.mark.parametrize(
    ("old", "new", "check", "column"),
    [
        ("    text: 18", "    txet: 18", None, None),
        ("    measure: 70", "    measure: 70\n    columns: 2", "unknown-key", 5),
        ("    text: 18", "    text: large", "wrong-type", 11),
        ("    leading: 1.5", "    leading: 0.9", "wrong-type", 14),
        ("    emphasis: bold", "    emphasis: italic", "wrong-type", 15),
        ("    hyphenation: false", "    hyphenation: no", "wrong-type", 18),
        ("    alignment: ragged", "    alignment: justified", "wrong-type", 16),
        ("    widows: 3", "    widows: 0", "wrong-type", 13),
        ("    contrast: 7", "    contrast: 3", "wrong-type", 15),
        ("    margin: 25.4", "    margin: 2", "wrong-type", 13),
        ("format: 1", "format: 2", "wrong-format", 9),
        ("  large:", "  ../../large:", "wrong-type", 3),
    ],
)
def test_a_wrong_cell_is_told_at_row_and_column(project, alone, old, new, check, column):
    change(alone, old, new)
    lines = alone.read_text(encoding="utf-8").splitlines()
    row = lines.index(new.splitlines()[-1]) + 1
    if check is None:
        assert {code for code, _ in told(project)} == {"missing-key", "unknown-key"}
    else:
        assert told(project) == [(check, f"{FILE}:{row}:{column}")]
    change(alone, new, old)
    assert told(project) == []
