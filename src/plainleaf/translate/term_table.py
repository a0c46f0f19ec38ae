"""Terms as CSV, for spreadsheets: one row a word.

UTF-8 with a byte order mark, because Excel takes a file without one for the machine's old code page and shows Arabic as
noise; other programs pass over it. A cell that a spreadsheet would run as a formula begins with an apostrophe, which
comes off again on the way back. Commas go out; semicolons and tabs, as European spreadsheets save, come in too.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping

from plainleaf.findings import Finding, Refused, Span
from plainleaf.translate.termbase import Row, Status, bad, decoded, one_line

HEAD = ("entry", "kind", "note", "language", "status", "word")
_OPTIONAL = ("kind", "note")
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r＝＋－＠]")
_BOM = "\ufeff"


def write_csv(given: Iterable[Row]) -> str:
    """The rows as a table, lines ended as RFC 4180 has them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for row in given:
        cells = (row.name, row.kind, row.note, row.tag, row.status, row.word)
        writer.writerow([_guarded(cell) for cell in cells])
    return _BOM + out.getvalue()


def read_csv(path: str, data: bytes) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows with the places of their words, and the faults of other rows; raises Refused where nothing is read."""
    text = decoded(path, data, "save the file as UTF-8 (in Excel: “CSV UTF-8”)")
    findings: list[Finding] = []
    records = _records(path, text, findings)
    names = [cell.strip().casefold() for cell, _ in records[0]] if records else []
    lacking = [name for name in HEAD if name not in names and name not in _OPTIONAL]
    if lacking:
        said = f"the first row names no column “{lacking[0]}”"
        raise Refused([bad(said, Span(path, 1, 1), f"begin the file with {','.join(HEAD)}"), *findings])
    twice = [number for number, name in enumerate(names) if name in HEAD and name in names[:number]]
    if twice:
        hint = "delete one of the two, or name it otherwise"
        doubled = [bad(f"the column “{names[one]}” stands twice", records[0][one][1], hint) for one in twice]
        raise Refused([*doubled, *findings])
    held: list[Row] = []
    for record in records[1:]:
        cells = dict(zip(names, record, strict=False))
        status = cells.get("status", record[-1])
        if not any(cell for cell, _ in record):
            continue
        if len(record) != len(names):
            said = f"the row has {len(record)} cells, the first row {len(names)}"
            findings.append(bad(said, record[0][1], "quote a cell that holds the separator"))
        elif status[0].casefold() not in tuple(Status):
            hint = f"write one of {', '.join(Status)}"
            findings.append(bad(f"the status “{status[0]}” is unknown", status[1], hint))
        else:
            held.append(_row({name: one_line(cell) for name, (cell, _) in cells.items()}, cells["word"][1]))
    return tuple(held), tuple(findings)


def _row(cells: Mapping[str, str], place: Span) -> Row:
    status = Status(cells["status"].casefold())
    kind, note = cells.get("kind", ""), cells.get("note", "")
    return Row(cells["entry"], cells["language"], status, cells["word"], kind, note, place)


def _records(path: str, text: str, findings: list[Finding]) -> list[list[tuple[str, Span]]]:
    """The cells of each record with their places; a line whose quote is never closed is told and left out."""
    separator = max(",;\t", key=text.partition("\n")[0].count)
    cell = re.compile(
        rf'(?:"((?:[^"]|"")*)"|([^"{separator}\r\n][^{separator}\r\n]*|))({separator}|\r?\n|\Z)'
    )
    records: list[list[tuple[str, Span]]] = [[]]
    at, row, line = 0, 1, 0
    while at < len(text) or records[-1]:
        place = Span(path, row, at - line + 1)
        found = cell.match(text, at)
        if found is None:
            hint = 'close the quote; within quotes a quote is written ""'
            findings.append(bad("a quote stands open, or within a cell", place, hint))
            records[-1] = []
            at = line = text.find("\n", at) + 1 or len(text)
            row += 1
            continue
        quoted, plain, end = found.groups()
        said = plain if quoted is None else quoted.replace('""', '"')
        records[-1].append((said[1:] if _GUARDED.match(said) else said, place))
        if breaks := text.count("\n", at, found.end()):
            row, line = row + breaks, text.rindex("\n", at, found.end()) + 1
        at = found.end()
        if end != separator:
            if at >= len(text):
                break
            records.append([])
    return [record for record in records if record]


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
