"""The lines of a half-merged file, once for each side of its conflicts, so that neither side is lost."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from plainleaf.findings import Finding, Span

Lines: TypeAlias = list[tuple[int, str]]

_OPEN, _BASE, _MIDDLE, _CLOSE = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_ANY = re.compile(rf"^(?:{'|'.join(map(re.escape, (_OPEN, _BASE, _MIDDLE, _CLOSE)))})", re.MULTILINE)
_SHARED = ""
_NEXT = {_SHARED: (_OPEN,), _OPEN: (_BASE, _MIDDLE), _BASE: (_MIDDLE,), _MIDDLE: (_CLOSE,)}
_HINT = "keep the right lines of the two sides, and delete the lines with <<<<<<<, ======= and >>>>>>>"


def sides(path: str, text: str, problems: list[Finding]) -> Iterator[Lines]:
    """Every line with its row, without merge markers: as our side has the file, then as theirs has it.

    A file without a whole conflict has one side; the merge base, if it is shown, is in neither. Where a marker
    is missing, nothing says which lines are whose: all of them count. One finding a conflict, at its first
    marker, related to the others.
    """
    if not _ANY.search(text):
        yield list(enumerate(text.split("\n"), 1))
        return
    held: list[tuple[str, int, str]] = []
    marks: list[tuple[str, int]] = []
    start = 0
    for row, line in enumerate(text.split("\n"), 1):
        mark, last = _mark(line), marks[-1][0] if marks else _SHARED
        if not mark:
            held.append((last, row, line))
            continue
        if marks and mark not in _NEXT[last]:
            problems.append(_conflict(path, marks))
            held[start:], marks = _shared(held[start:]), []
        marks.append((mark, row))
        if len(marks) == 1:
            start = len(held)
        if mark == _CLOSE or marks[0][0] != _OPEN:
            problems.append(_conflict(path, marks))
            marks = []
    if marks:
        problems.append(_conflict(path, marks))
        held[start:] = _shared(held[start:])
    yield [(row, line) for side, row, line in held if side in {_SHARED, _OPEN}]
    if any(side for side, _, _ in held):
        yield [(row, line) for side, row, line in held if side in {_SHARED, _MIDDLE}]


def _mark(line: str) -> str:
    head, rest = line[:7], line[7:]
    return head if head in {_OPEN, _BASE, _MIDDLE, _CLOSE} and (not rest or rest[0] == " ") else ""


def _shared(held: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    return [(_SHARED, row, line) for _, row, line in held]


def _conflict(path: str, marks: list[tuple[str, int]]) -> Finding:
    first, *others = (Span(path, row, 1) for _, row in marks)
    return Finding("po-conflict", "A merge was not finished here", first, _HINT, related=tuple(others))
