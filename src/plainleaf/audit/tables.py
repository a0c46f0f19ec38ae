"""Rules over tables: each cell of the real grid, spans included, knows its headers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from plainleaf.audit.opened import Opened
from plainleaf.audit.rule import Rule, quoted
from plainleaf.audit.verdict import Flaw
from plainleaf.inspect import Element

_WIDEST = 1000
"""Cells a span may take: a file may say anything."""
_SHOWN = 3


@dataclass(frozen=True)
class Placed:
    """A cell, the row and column of its upper left corner (counted from 0), and how many it takes of each."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int

    def shares(self, other: "Placed", *, column: bool) -> bool:
        """Whether both stand in one column, else in one row."""
        if column:
            return _meet(self.column, self.columns, other.column, other.columns)
        return _meet(self.row, self.rows, other.row, other.rows)


@dataclass(frozen=True)
class Grid:
    """A table as it is seen: every cell at its place."""

    cells: tuple[Placed, ...]
    widths: tuple[int, ...]
    """Columns that each row fills, cells that reach down into it included."""

    @classmethod
    def of(cls, table: Element) -> "Grid":
        rows = list(_rows(table))
        taken: set[tuple[int, int]] = set()
        cells = []
        for row, (element, left) in enumerate(rows):
            column = 0
            for cell in element.elements:
                if cell.kind not in {"TH", "TD"}:
                    continue
                while (row, column) in taken:
                    column += 1
                down = min(_span(cell, "RowSpan"), left)
                across = _span(cell, "ColSpan")
                taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
                cells.append(Placed(cell, row, column, down, across))
                column += across
        return cls(tuple(cells), tuple(sum(one == row for one, _ in taken) for row in range(len(rows))))

    @cached_property
    def headers(self) -> tuple[Placed, ...]:
        return tuple(cell for cell in self.cells if cell.element.kind == "TH")

    @cached_property
    def data(self) -> tuple[Placed, ...]:
        """Cells that say something; an empty one needs no header."""
        return tuple(cell for cell in self.cells if cell.element.kind == "TD" and cell.element.text.strip())

    @cached_property
    def named(self) -> Mapping[str, Placed]:
        return {cell.element.identifier: cell for cell in self.headers if cell.element.identifier}

    @cached_property
    def asked(self) -> frozenset[str]:
        """The names of headers that cells point to."""
        return frozenset(name for cell in self.cells for name in _pointed(cell.element))

    def is_headed(self, cell: Placed) -> bool:
        """Whether a cell reaches a header by name, or by the header's scope along its row or column."""
        if any(name in self.named for name in _pointed(cell.element)):
            return True
        # A header without a scope is told by a rule of its own; here it counts as both.
        return any(
            (_scope(header.element) in {"Column", "Both", ""} and cell.shares(header, column=True))
            or (_scope(header.element) in {"Row", "Both", ""} and cell.shares(header, column=False))
            for header in self.headers
        )


def table_headless(file: Opened) -> Iterator[Flaw]:
    """Has every table headers?

    PDF/UA-1 7.5. Without them a listener hears “10, 5, 3” and never of what. A table used only to place things on the
    page is no table. Bad: a table of TD alone. Good: TH in the first row, the first column, or both.
    """
    for table in file.of("Table"):
        grid = Grid.of(table)
        if grid.cells and not grid.headers:
            yield Flaw(
                "table-headless",
                f"the table that begins {_begin(grid)} has no header cells",
                "mark its first row as a header row; if it only places things on the page, use no table",
                areas=file.areas(table),
            )


def header_scope(file: Opened) -> Iterator[Flaw]:
    """Does every header say whether it heads its row or its column?

    PDF/UA-1 7.5. A header that cells name by its ID needs no scope.
    Bad: TH alone. Good: TH with `/Scope /Column`.
    """
    for table in file.of("Table"):
        grid = Grid.of(table)
        bare = [
            cell.element
            for cell in grid.headers
            if not _scope(cell.element)
            and cell.element.identifier not in grid.asked
            and cell.element.text.strip()
        ]
        if bare:
            yield Flaw(
                "header-scope",
                f"{_listed(bare)} {_are(bare)} not say what {_they(bare)}",
                "set the scope of each header cell: row or column",
                areas=file.areas(*bare),
            )


def cell_headless(file: Opened) -> Iterator[Flaw]:
    """Does every cell reach a header?

    PDF/UA-1 7.5: by the headers' IDs, or by their scope along its row or column.
    Bad: `/Headers [(dose)]` where no header has the ID “dose”. Good: a TH above it with `/Scope /Column`.
    """
    for table in file.of("Table"):
        grid = Grid.of(table)
        dangling = [
            cell.element
            for cell in grid.cells
            if any(name not in grid.named for name in _pointed(cell.element))
        ]
        if dangling:
            yield Flaw(
                "cell-headless",
                f"{_listed(dangling)} in a table: named headers do not exist",
                "set the headers of the table anew",
                areas=file.areas(*dangling),
            )
        lost = [
            cell.element
            for cell in grid.data
            if grid.headers and cell.element not in dangling and not grid.is_headed(cell)
        ]
        if lost:
            yield Flaw(
                "cell-headless",
                f"{_listed(lost)} in a table: no header above or beside",
                "give each column or row a header cell",
                areas=file.areas(*lost),
            )


def table_ragged(file: Opened) -> Iterator[Flaw]:
    """Have all rows of a table as many cells?

    PDF/UA-1 7.2. Where a cell is missing, all that follow stand under the wrong header.
    Bad: a row of three and a row of two. Good: an empty cell, or a span that the file states.
    """
    for table in file.of("Table"):
        grid = Grid.of(table)
        widths = grid.widths
        if len(set(widths)) > 1:
            yield Flaw(
                "table-ragged",
                f"the rows of the table that begins {_begin(grid)} have {min(widths)} to {max(widths)} cells",
                "add the missing cells, or state the spans",
                areas=file.areas(table),
            )


RULES: tuple[Rule[Opened], ...] = (
    Rule("table-headless", table_headless, of_tags=True),
    Rule("header-scope", header_scope, of_tags=True),
    Rule("cell-headless", cell_headless, of_tags=True),
    Rule("table-ragged", table_ragged, of_tags=True),
)


def _rows(table: Element) -> Iterator[tuple[Element, int]]:
    """Its own rows, each with how many are left of its group from it on: no cell reaches out of head, body or foot."""
    for group in _groups(table):
        yield from ((row, len(group) - number) for number, row in enumerate(group))


def _groups(part: Element) -> Iterator[list[Element]]:
    """The rows of a table by group, and not those of a table in one of its cells."""
    rows: list[Element] = []
    for child in part.elements:
        if child.kind == "TR":
            rows.append(child)
        elif child.kind not in {"TH", "TD", "Table", "Caption"}:
            yield rows
            rows = []
            yield from _groups(child)
    yield rows


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name)
    return min(max(value, 1), _WIDEST) if isinstance(value, int) else 1


def _scope(cell: Element) -> str:
    return str(cell.attributes.get("Scope", ""))


def _pointed(cell: Element) -> tuple[str, ...]:
    named = cell.attributes.get("Headers", ())
    return tuple(map(str, named)) if isinstance(named, tuple) else (str(named),)


def _meet(start: int, length: int, other: int, other_length: int) -> bool:
    return start < other + other_length and other < start + length


def _begin(grid: Grid) -> str:
    """The words of its first cells, for people to find it by."""
    words = (cell.element.text.strip() for cell in grid.cells)
    return quoted(" · ".join([word for word in words if word][:_SHOWN]))


def _listed(cells: list[Element]) -> str:
    shown = ", ".join(quoted(cell.text) for cell in cells[:_SHOWN])
    return f"{shown} and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else shown


def _are(cells: list[Element]) -> str:
    return "do" if len(cells) > 1 else "does"


def _they(cells: list[Element]) -> str:
    return "they head" if len(cells) > 1 else "it heads"
