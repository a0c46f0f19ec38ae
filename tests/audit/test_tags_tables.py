"""The grid of a table: spans in both directions, headers by scope and by name, at two levels."""

from plainleaf.audit.tables import Grid
from plainleaf.inspect import Content, Element


def cell(kind, words="", **attributes):
    identifier = attributes.pop("id", "")
    return Element(kind, (Content(1, 0, words),), attributes=attributes, identifier=identifier)


def table(*rows):
    return Grid.of(Element("Table", tuple(Element("TR", row) for row in rows)))


def unheaded(grid):
    return [one.element.text for one in grid.data if not grid.is_headed(one)]


TWO_LEVELS = (
    (cell("TD"), cell("TH", "Morning", ColSpan=2, Scope="Column"), cell("TH", "Evening", Scope="Column")),
    (
        cell("TH", "Week", Scope="Column"),
        cell("TH", "mg", Scope="Column"),
        cell("TH", "tablets"),
        cell("TH", "mg"),
    ),
    (cell("TH", "first", RowSpan=2, Scope="Row"), cell("TD", "a"), cell("TD", "b"), cell("TD", "c")),
    (cell("TD", "d"), cell("TD", "e"), cell("TD", "f")),
)


def test_a_cell_stands_where_spans_leave_room():
    grid = table(*TWO_LEVELS)
    places = {one.element.text: (one.row, one.column) for one in grid.cells if one.element.text}
    assert (places["Evening"], places["a"], places["d"], places["f"]) == ((0, 3), (2, 1), (3, 1), (3, 3))
    assert grid.widths == (4, 4, 4, 4)


def test_two_levels_of_headers_reach_every_cell():
    assert unheaded(table(*TWO_LEVELS)) == []


def test_a_row_that_lacks_a_cell_under_a_span_is_seen():
    assert table(*TWO_LEVELS[:3], (cell("TD", "d"), cell("TD", "e"))).widths == (4, 4, 4, 3)


def test_scope_reaches_along_its_own_way_and_no_other():
    grid = table((cell("TH", "Dose", Scope="Column"), cell("TD", "x")), (cell("TD", "5"), cell("TD", "y")))
    assert unheaded(grid) == ["x", "y"]
    grid = table((cell("TH", "Dose", Scope="Row"), cell("TD", "x")), (cell("TD", "5"), cell("TD", "y")))
    assert unheaded(grid) == ["5", "y"]
    grid = table((cell("TH", "Dose", Scope="Both"), cell("TD", "x")), (cell("TD", "5"), cell("TD", "y")))
    assert unheaded(grid) == ["y"]


def test_a_header_named_by_a_cell_needs_no_scope_and_no_place():
    grid = table((cell("TH", "Dose", id="dose", Scope="Row"),), (cell("TD", "5", Headers=("dose",)),))
    assert unheaded(grid) == []
    grid = table((cell("TH", "Dose", id="dose", Scope="Row"),), (cell("TD", "5", Headers=("other",)),))
    assert unheaded(grid) == ["5"]


def test_a_table_in_a_cell_keeps_its_own_rows():
    inner = Element("Table", (Element("TR", (cell("TD", "1"), cell("TD", "2"), cell("TD", "3"))),))
    grid = table((cell("TH", "Dose", Scope="Column"),), (Element("TD", (inner,)),))
    assert grid.widths == (1, 1)


def test_a_span_of_a_million_is_cut():
    assert max(table((cell("TD", "x", ColSpan=10**6, RowSpan=10**6),)).widths) == 1000


def test_a_span_ends_with_its_row_group():
    head = Element(
        "THead",
        (Element("TR", (cell("TH", "A", RowSpan=3, Scope="Column"), cell("TH", "B", Scope="Column"))),),
    )
    body = Element("TBody", (Element("TR", (cell("TD", "x"), cell("TD", "y"))),))
    grid = Grid.of(Element("Table", (head, body)))
    assert grid.widths == (2, 2)
    assert unheaded(grid) == []
