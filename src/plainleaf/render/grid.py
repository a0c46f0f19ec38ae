"""The grid of a table, and which header cells speak for which cell: rowspan, colspan and header levels included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Scope = Literal["Column", "Row"]


Group = Sequence[Sequence["Cell"]]
"""The rows of a head, a body or a foot: no cell reaches out of its group."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell as it is written. ``scope`` is None for a data cell; 0 ``rows`` reach to the end of the group."""

    scope: Scope | None = None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, eq=False)
class Placed:
    """A cell on the grid: its first row and column, counted from 0, and how many rows it really takes."""

    cell: Cell
    row: int
    column: int
    rows: int

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.cell.columns - 1


def place(groups: Sequence[Group]) -> tuple[Placed, ...]:
    """Every cell where it stands: a cell that spans rows pushes those below it to the side."""
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    first = 0
    for group in groups:
        for number, row in enumerate(group, first):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                left = first + len(group) - number
                one = Placed(cell, number, column, min(cell.rows or left, left))
                placed.append(one)
                taken.update(_squares(one))
                column += cell.columns
        first += len(group)
    return tuple(placed)


def is_whole(groups: Sequence[Group]) -> bool:
    """Whether the cells fill a rectangle, with none over another: no row is shorter or longer than the rest."""
    squares = [square for one in place(groups) for square in _squares(one)]
    width = max((column for _, column in squares), default=-1) + 1
    height = sum(len(group) for group in groups)
    return len(squares) == len(set(squares)) == width * height


def headers(groups: Sequence[Group]) -> dict[Cell, tuple[Cell, ...]]:
    """The header cells of each cell: those of its rows first, outermost first, then those of its columns.

    The scan is that of the HTML standard (4.9.12.1): from the cell to the edge; a header of the same breadth that
    stands beyond data cells is hidden by the nearer one.
    """
    placed = place(groups)
    at = {(row, column): one for one in placed for row, column in _squares(one)}
    return {
        one.cell: tuple(dict.fromkeys(header.cell for header in (*_left(one, at), *_above(one, at))))
        for one in placed
    }


Grid = dict[tuple[int, int], Placed]


def _squares(one: Placed) -> Iterator[tuple[int, int]]:
    for row in range(one.row, one.last_row + 1):
        for column in range(one.column, one.last_column + 1):
            yield row, column


def _left(one: Placed, at: Grid) -> list[Placed]:
    found = [
        header
        for row in range(one.row, one.last_row + 1)
        for header in _scan(one, [(row, column) for column in range(one.column - 1, -1, -1)], at, "Row")
    ]
    return sorted(dict.fromkeys(found), key=lambda header: (header.column, header.row))


def _above(one: Placed, at: Grid) -> list[Placed]:
    found = [
        header
        for column in range(one.column, one.last_column + 1)
        for header in _scan(one, [(row, column) for row in range(one.row - 1, -1, -1)], at, "Column")
    ]
    return sorted(dict.fromkeys(found), key=lambda header: (header.row, header.column))


def _scan(one: Placed, way: list[tuple[int, int]], at: Grid, scope: Scope) -> Iterator[Placed]:
    hidden: set[tuple[int, int]] = set()
    block: set[tuple[int, int]] = {_breadth(one, scope)} if one.cell.scope is not None else set()
    inside = one.cell.scope is not None
    for square in way:
        other = at.get(square)
        if other is None:
            continue
        if other.cell.scope is None:
            if inside:
                hidden |= block
                block, inside = set(), False
            continue
        inside = True
        breadth = _breadth(other, scope)
        block.add(breadth)
        if other.cell.scope == scope and breadth not in hidden:
            yield other


def _breadth(one: Placed, scope: Scope) -> tuple[int, int]:
    """What it stretches over, across the direction of the scan."""
    return (one.column, one.cell.columns) if scope == "Column" else (one.row, one.rows)
