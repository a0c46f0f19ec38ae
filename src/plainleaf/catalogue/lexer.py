"""The pieces of a PO file: one for each line that says something, with its place."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plainleaf.findings import Finding, Span

KEYWORDS = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr"})
PREVIOUS = "|"
OBSOLETE = "~"
OBSOLETE_PREVIOUS = "~|"
BLANK = " "
# "#=" is the newer gettext's second way to write flags.
COMMENTS = frozenset({"", ".", ":", ",", "="})

_COMMENT = re.compile(r"#(~\||~|[.:,=|])?")
# What gettext skips; a no-break space is part of a word.
_BLANKS = " \t\f\v"
_STRING_LINE = re.compile(r"(?:([A-Za-z_]\w*)(?:\[([0-9]{1,4})\])?[ \t\f\v]*)?(?=\")")
_STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t\f\v]*')
_ESCAPE = re.compile(r"\\(?:([ntrabfv\\\"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})(?![0-9A-Fa-f])|(.))", re.DOTALL)
_NAMED = dict(zip('ntrabfv\\"', '\n\t\r\a\b\f\v\\"', strict=True))


class Piece(NamedTuple):
    """A comment line, a string line or a blank line.

    ``mark`` is what stands between ``#`` and the text; None on a plain string line, BLANK on a blank one.
    ``keyword`` is empty on a continuation line and None on a comment or a line that could not be read;
    ``form`` is the number in ``msgstr[0]``. ``start`` is the column of the text's first character.
    """

    place: Span
    mark: str | None
    text: str
    keyword: str | None = None
    form: int | None = None
    start: int = 0


def pieces(path: str, lines: Iterable[tuple[int, str]], problems: list[Finding]) -> Iterator[Piece]:
    """The pieces in file order; what is wrong with a line is added to ``problems``, the rest of it kept."""
    for row, line in lines:
        content = line.lstrip(_BLANKS)
        column = len(line) - len(content) + 1
        if not content:
            yield Piece(Span(path, row, 1), BLANK, "")
            continue
        mark = _COMMENT.match(content)
        if mark and (mark[1] or "") in COMMENTS:
            text = content[mark.end() :]
            yield Piece(Span(path, row, column), mark[1] or "", text.removeprefix(" "))
        else:
            skipped = mark.end() if mark else 0
            said = content[skipped:].lstrip(_BLANKS)
            if said:
                place = Span(path, row, column + len(content) - len(said))
                yield _string_piece(place, mark and mark[1], said, problems)


def _string_piece(place: Span, mark: str | None, content: str, problems: list[Finding]) -> Piece:
    match = _STRING_LINE.match(content)
    if not match:
        hint = "put the text in quotes after its keyword, or make the line a comment with #"
        problems.append(_problem("This is neither a comment nor a text in quotes", place, hint))
        return Piece(place, mark, "")
    text = _strings(content, match.end(), place, problems)
    keyword = match[1] or ""
    if keyword and (keyword not in KEYWORDS or (match[2] and keyword != "msgstr")):
        hint = "write msgctxt, msgid, msgid_plural, msgstr or msgstr[0]"
        problems.append(_problem(f"“{content[: match.end()].strip()}” is not a keyword", place, hint))
        return Piece(place, mark, text)
    index = int(match[2]) if match[2] else None
    return Piece(place, mark, text, keyword, index, place.column + match.end() + 1)


def _strings(content: str, position: int, line: Span, problems: list[Finding]) -> str:
    """The text of all the strings from a position to the line's end."""
    parts: list[str] = []
    while position < len(content):
        match = _STRING.match(content, position)
        if match and "\\" not in match[1]:
            parts.append(match[1])
            position = match.end()
            continue
        place = Span(line.path, line.row, line.column + position)
        if match:
            start = Span(line.path, line.row, place.column + 1)
            parts.append(_unescaped(match[1], start, problems))
            position = match.end()
        elif content[position] == '"':
            problems.append(_problem("The text has no closing quotation mark", place, 'end the line with "'))
            return "".join([*parts, content[position + 1 :]])
        else:
            hint = 'write \\" for a quotation mark inside the text'
            problems.append(_problem("Something stands after the closing quotation mark", place, hint))
            return "".join([*parts, content[position:]])
    return "".join(parts)


def _unescaped(text: str, start: Span, problems: list[Finding]) -> str:
    """The characters a string stands for; numeric escapes are bytes of UTF-8, as in C."""
    held = bytearray()
    position = 0
    for match in _ESCAPE.finditer(text):
        held += text[position : match.start()].encode()
        held += _escaped_bytes(match)
        position = match.end()
        if match[4]:
            place = Span(start.path, start.row, start.column + match.start())
            hint = "write \\\\ for a backslash, \\n for a new line"
            problems.append(_problem(f"“{match[0]}” is not an escape", place, hint))
    held += text[position:].encode()
    if b"\0" in held and "\0" not in text:
        problems.append(_problem("A text ends at a NUL character", start, "delete the escape of NUL"))
    try:
        return held.decode()
    except UnicodeDecodeError:
        hint = "write the characters themselves"
        problems.append(_problem("The numeric escapes are not UTF-8", start, hint))
        return held.decode("utf-8", "replace")


def _escaped_bytes(match: re.Match[str]) -> bytes:
    if match[1]:
        return _NAMED[match[1]].encode()
    if match[2] or match[3]:
        return bytes([int(match[2], 8) & 0xFF if match[2] else int(match[3], 16)])
    return match[0].encode()


def _problem(message: str, place: Span, hint: str) -> Finding:
    return Finding("po-syntax", message, place, hint)
