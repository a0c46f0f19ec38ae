import pytest

from plainleaf.render.grid import Cell, headers, is_whole, place


def grid(*rows: str) -> dict[str, str]:
    """Cells as ``name`` or ``name:rows*columns``: capitals are column headers, a leading ``>`` row headers. A row ``-``
    ends a group.

    What comes back: each cell's headers, by name.
    """
    cells: dict[Cell, str] = {}
    made = [[]]
    for row in rows:
        if row == "-":
            made.append([])
            continue
        made[-1].append([])
        for word in row.split():
            name, _, span = word.partition(":")
            down, across = (int(n) for n in span.split("*")) if span else (1, 1)
            scope = "Row" if name.startswith(">") else "Column" if name.isupper() else None
            cell = Cell(scope, down, across)
            cells[cell] = name.removeprefix(">")
            made[-1][-1].append(cell)
    return {cells[cell]: " ".join(cells[header] for header in found) for cell, found in headers(made).items()}


def test_a_cell_below_a_rowspan_stands_to_its_side():
    spanning, right, below = Cell(rows=2), Cell(), Cell()
    placed = place([[[spanning, right], [below]]])
    assert [(one.row, one.column) for one in placed] == [(0, 0), (0, 1), (1, 1)]


def test_a_cell_has_the_header_of_its_row_and_of_its_column():
    assert grid("WHEN DOSE", ">morning a", ">evening b") == {
        "WHEN": "", "DOSE": "", "morning": "WHEN", "a": "morning DOSE", "evening": "WHEN", "b": "evening DOSE",
    }  # fmt: skip


def test_with_a_rowspan_and_two_levels_of_header_each_cell_has_its_own():
    told = grid(
        "FORM:2*1 DAY:1*2 NIGHT:2*1",
        "MORNING EVENING",
        ">tablet:2*1 a b c",
        "d e f",
        ">liquid g h i",
    )
    assert told == {
        "FORM": "", "DAY": "", "NIGHT": "", "MORNING": "DAY", "EVENING": "DAY",
        "tablet": "FORM", "liquid": "FORM",
        "a": "tablet DAY MORNING", "b": "tablet DAY EVENING", "c": "tablet NIGHT",
        "d": "tablet DAY MORNING", "e": "tablet DAY EVENING", "f": "tablet NIGHT",
        "g": "liquid DAY MORNING", "h": "liquid DAY EVENING", "i": "liquid NIGHT",
    }  # fmt: skip


def test_a_cell_over_two_columns_has_the_headers_of_both():
    assert grid("A B C", "x:1*2 y")["x"] == "A B"


def test_a_cell_over_two_rows_has_the_headers_of_both():
    assert grid("A B", ">one x:2*1", ">two")["x"] == "one two B"


def test_two_row_headers_in_a_row_both_speak():
    assert grid(">strength:2*1 >a x", ">b y") == {
        "strength": "", "a": "strength", "x": "strength a", "b": "strength", "y": "strength b",
    }  # fmt: skip


def test_a_header_in_the_middle_takes_over_from_the_one_above():
    told = grid("A B", "x y", "C D", "u v")
    assert told["x"] == "A"
    assert told["u"] == "C"
    assert told["C"] == ""


@pytest.mark.parametrize("span", [3, 0, 900])
def test_a_rowspan_ends_with_its_group(span):
    told = grid(f"A:{span}*1 B", "-", ">one x", ">two y")
    assert (told["x"], told["y"]) == ("one B", "two B")
    told = grid("A B", "-", f">one:{span}*1 x", "y", "-", ">two z")
    assert (told["x"], told["y"], told["z"]) == ("one B", "one B", "two B")


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ([[Cell(), Cell()], [Cell(), Cell()]], True),
        ([[Cell(rows=2), Cell()], [Cell()]], True),
        ([[Cell(), Cell()], [Cell()]], False),
        ([[Cell(), Cell()], [Cell(columns=5)]], False),
        ([[Cell(rows=2), Cell()], [Cell(), Cell()]], False),
        ([[Cell(), Cell(rows=2)], [Cell(columns=2)]], False),
        ([], True),
    ],
)
def test_whether_the_cells_fill_the_rows_is_seen(rows, whole):
    assert is_whole([rows]) is whole


@pytest.mark.parametrize("rows", [(), ("a b", "c d")])
def test_without_headers_no_cell_has_any(rows):
    assert set(grid(*rows).values()) <= {""}
