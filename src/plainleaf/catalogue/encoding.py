"""Text from the bytes of a PO file: UTF-8 without a byte order mark, or findings and what can be read.

A file in another charset is still read as the text it holds, so that none of its entries is lost.
"""

import codecs
import re
from collections.abc import Callable

from plainleaf.findings import Finding, Span

_CONVERT = "convert it: msgconv -t UTF-8 -o {path} {path}"
_CHARSET = re.compile(rb"charset=([\w-]+)", re.IGNORECASE)
# The charsets that gettext calls portable; Python knows others under the word charset that are none.
_PORTABLE = re.compile(r"(iso|koi8|cp|windows|gb|euc|big5|shift|johab|tis)[\w-]+", re.IGNORECASE)
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_HEAD = 512  # bytes that are looked at


def decoded(path: str, data: bytes, problems: list[Finding]) -> str:
    """The text with LF line ends; what no charset explains is U+FFFD."""
    data = _with_line_feeds(path, _narrow(path, data, problems), problems)
    hint = "delete them: programs take them for the end of a text"
    _tell(path, data, lambda line: line.find(b"\0"), ("There are NUL characters here", hint), problems)
    _tell(path, data, _not_utf8, ("The text is not UTF-8 here", _CONVERT.format(path=path)), problems)
    return data.decode("utf-8" if _not_utf8(data) < 0 else _named_charset(data), "replace")


def _narrow(path: str, data: bytes, problems: list[Finding]) -> bytes:
    """The bytes without a byte order mark, and UTF-8 in place of UTF-16 and UTF-32."""
    place = Span(path, 1, 1)
    if charset := _wide_charset(data):
        hint = f"save it as UTF-8, or {_CONVERT.format(path=path)}"
        problems.append(_problem(place, f"The file is {charset[:6]}, not UTF-8", hint))
        return data.decode(charset, "replace").removeprefix("\ufeff").encode()
    if data.startswith(codecs.BOM_UTF8):
        hint = "save it as UTF-8 without a byte order mark"
        problems.append(_problem(place, "The file begins with a byte order mark", hint))
    return data.removeprefix(codecs.BOM_UTF8)


def _wide_charset(data: bytes) -> str:
    """UTF-16 or UTF-32 where the zero bytes of its ASCII characters show it: a mark alone may be damage."""
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if 4 * (even + odd) <= len(head):
        return ""
    marked = next((charset for mark, charset in _WIDE if data.startswith(mark)), "")
    unmarked = "UTF-16-LE" if odd > 4 * even else "UTF-16-BE" if even > 4 * odd else ""
    return marked or unmarked


def _with_line_feeds(path: str, data: bytes, problems: list[Finding]) -> bytes:
    """A carriage return alone ends a line too, but for gettext it does not, and a whole entry may be hidden."""
    data = data.replace(b"\r\n", b"\n")
    hint = "end each line with a line feed, or write \\r inside a text"
    _tell(path, data, lambda line: line.find(b"\r"), ("A carriage return stands alone here", hint), problems)
    return data.replace(b"\r", b"\n")


def _tell(
    path: str, data: bytes, find: Callable[[bytes], int], words: tuple[str, str], problems: list[Finding]
) -> None:
    """One finding at the first place, with the number of the other lines; ``find`` gives -1 for a good line."""
    if find(data) < 0:
        return
    found = [(row, find(line), line) for row, line in enumerate(data.split(b"\n"), 1) if find(line) >= 0]
    row, offset, line = found[0]
    more = f" and in {len(found) - 1} later lines" if len(found) > 1 else ""
    column = len(line[:offset].decode("utf-8", "replace")) + 1
    problems.append(_problem(Span(path, row, column), words[0] + more, words[1]))


def _not_utf8(data: bytes) -> int:
    """The offset of the first byte that is not UTF-8, or -1."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return -1


def _named_charset(data: bytes) -> str:
    """The charset in the header, if it is one; else UTF-8."""
    match = _CHARSET.search(data)
    name = match[1].decode("ascii", "replace") if match else ""
    try:
        return codecs.lookup(name).name if _PORTABLE.fullmatch(name) else "utf-8"
    except LookupError:
        return "utf-8"


def _problem(place: Span, message: str, hint: str) -> Finding:
    return Finding("po-encoding", message, place, hint)
