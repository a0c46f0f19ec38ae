"""A PO string in lines: where ``msgcat`` breaks them, so that an editor's save and ours differ little.

Breaks follow the part of UAX 14 that matters for prose: after spaces, after hyphens between letters and
slashes before one, and between wide characters (Han, kana, Hangul). Columns count as on a terminal: a wide
character takes two.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import category, east_asian_width

WIDTH = 79

_NAMED = {char: f"\\{name}" for char, name in zip('\\"\n\t\r\a\b\f\v', '\\"ntrabfv', strict=True)}
# Other control characters stand as they are, as msgcat has them: polib and translate-toolkit know no octal.
_ESCAPES = str.maketrans({"\0": "\\000"} | _NAMED)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HYPHENS = "-\u2010\u2013"
_OPENING = "([{（［｛「『【〈《〔“‘"
_CLOSING = ")]}）］｝」』】〉》〕”’!?:;,./…،؛؟।！？：；，、。．"
_NO_START = "ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_QUOTES = "\"'«»"


def quoted(text: str) -> str:
    """The text as one PO string."""
    return f'"{text.translate(_ESCAPES)}"'


def columns(text: str) -> int:
    """How many terminal columns a text takes."""
    return sum(_width(char) for char in text)


def field_lines(keyword: str, text: str, prefix: str = "") -> Iterator[str]:
    """The lines of one field: one if it fits or cannot be broken, else ``keyword ""`` and a block."""
    lines = _LINE.findall(text)
    whole = f"{prefix}{keyword} {quoted(text)}"
    if len(lines) < 2 and (columns(whole) <= WIDTH or len(list(_chunks(text))) < 2):  # noqa: PLR2004
        yield whole
        return
    yield f'{prefix}{keyword} ""'
    for line in lines:
        yield from (prefix + quoted(part) for part in _filled(line, WIDTH - columns(prefix) - 2))


def _filled(line: str, room: int) -> Iterator[str]:
    """The line's chunks, as many on each output line as there is room for."""
    held, used = "", 0
    for chunk in _chunks(line):
        width = columns(chunk.translate(_ESCAPES))
        if held and used + width > room:
            yield held
            held, used = "", 0
        held += chunk
        used += width
    yield held


def _chunks(line: str) -> Iterator[str]:
    """The line cut wherever it may be broken."""
    start, word_end = 0, ""
    for end, (before, after) in enumerate(pairwise(line), 1):
        word_end = word_end if before == " " else before
        if _may_break(before, after, line[end - 2 : end - 1], word_end):
            yield line[start:end]
            start = end
    if line[start:]:
        yield line[start:]


def _may_break(before: str, after: str, second: str, word_end: str) -> bool:
    """Between two characters; ``second`` is the one ahead of both, ``word_end`` the last that is no space."""
    if after in _CLOSING + " \n" or category(after) in {"Mn", "Mc", "Me", "Cf"}:
        return False
    if before == " ":
        return word_end not in tuple(_OPENING)
    if before == "/":
        return after.isalpha()
    if before in _HYPHENS:
        return after.isalpha() and second.isalpha()
    if before in _OPENING + _QUOTES or after in _NO_START + _QUOTES or category(before) == "Cf":
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in {"W", "F"}


def _width(char: str) -> int:
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if _is_wide(char) else 1
