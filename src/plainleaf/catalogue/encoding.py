"""Text from the bytes of a PO file: UTF-8 without a byte order mark, or a finding and what can be read."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from plainleaf.findings import Finding, Span

CONVERT = "convert it: msgconv -t UTF-8 -o {path} {path}"


def decoded(path: str, data: bytes, problems: list[Finding]) -> str:
    """The text with LF line ends; what cannot be decoded is U+FFFD, told once with the number of lines."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        problems.append(_problem(Span(path, 1, 1), "The file is UTF-16, not UTF-8", "save it as UTF-8"))
        return ""
    if data.startswith(BOM_UTF8):
        message = "The file begins with a byte order mark"
        problems.append(_problem(Span(path, 1, 1), message, "save it as UTF-8 without a byte order mark"))
        data = data.removeprefix(BOM_UTF8)
    bad = [(row, line) for row, line in enumerate(data.split(b"\n"), 1) if not _is_utf8(line)]
    if bad:
        row, line = bad[0]
        column = len(line.decode("utf-8", "replace").partition("\ufffd")[0]) + 1
        more = f" and in {len(bad) - 1} later lines" if len(bad) > 1 else ""
        message = f"The text is not UTF-8 here{more}"
        problems.append(_problem(Span(path, row, column), message, CONVERT.format(path=path)))
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _problem(place: Span, message: str, hint: str) -> Finding:
    return Finding("po-encoding", message, place, hint)
