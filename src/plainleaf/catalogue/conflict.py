"""The lines of a half-merged file: ours of each conflict, so that what follows is read in order."""

from collections.abc import Iterator

from plainleaf.findings import Finding, Span

_OPEN, _BASE, _MIDDLE, _CLOSE = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_NEXT = {"": (_OPEN,), _OPEN: (_BASE, _MIDDLE), _BASE: (_MIDDLE,), _MIDDLE: (_CLOSE,)}
_HINT = "keep the right lines of the two sides, and delete the lines with <<<<<<<, ======= and >>>>>>>"


def unconflicted(path: str, text: str, problems: list[Finding]) -> Iterator[tuple[int, str]]:
    """Every line with its row, without merge markers and without the other side.

    One finding a conflict, at its first marker, related to the others.
    """
    marks: list[tuple[str, int]] = []
    for row, line in enumerate(text.split("\n"), 1):
        mark = _mark(line)
        last = marks[-1][0] if marks else ""
        if mark and mark not in _NEXT[last]:
            problems.extend(_conflict(path, marks))
            marks = []
        if mark:
            marks.append((mark, row))
        elif last in {"", _OPEN}:
            yield row, line
        if mark == _CLOSE or (mark and len(marks) == 1 and mark != _OPEN):
            problems.extend(_conflict(path, marks))
            marks = []
    problems.extend(_conflict(path, marks))


def _mark(line: str) -> str:
    head, rest = line[:7], line[7:]
    return head if head in {_OPEN, _BASE, _MIDDLE, _CLOSE} and (not rest or rest[0] in " \r") else ""


def _conflict(path: str, marks: list[tuple[str, int]]) -> Iterator[Finding]:
    if marks:
        first, *others = (Span(path, row, 1) for _, row in marks)
        yield Finding("po-conflict", "A merge was not finished here", first, _HINT, related=tuple(others))
