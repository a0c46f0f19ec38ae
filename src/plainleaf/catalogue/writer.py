"""PO text from a catalogue: UTF-8, LF, msgcat's wrapping, the catalogue's own order, no date.

Equal catalogues give equal bytes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plainleaf.catalogue.catalogue import Catalogue
from plainleaf.catalogue.message import Message
from plainleaf.catalogue.wrap import WIDTH, columns, field_lines

_CHARSET = re.compile(r"^(Content-Type:.*charset=)(?!utf-?8$)[^\s;]*", re.IGNORECASE | re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_ISOLATE = "\u2068"
_END_ISOLATE = "\u2069"


def write(catalogue: Catalogue) -> str:
    """The text of the PO file; a header that named another charset than UTF-8 is made true."""
    head = replace(catalogue.head, msgstr=(_CHARSET.sub(r"\1UTF-8", "".join(catalogue.head.msgstr)),))
    blocks = ["\n".join(_entry(entry)) for entry in (head, *catalogue.entries, *catalogue.obsolete)]
    if catalogue.trailing:
        blocks.append("\n".join(_comments("#", catalogue.trailing)))
    return "\n\n".join(blocks) + "\n"


def _entry(message: Message) -> Iterator[str]:
    mark = "#~" if message.obsolete else ""
    yield from _comments("#", message.comments)
    yield from _comments("#.", message.extracted)
    yield from _references(message.references)
    flags = ("fuzzy",) * message.fuzzy + message.flags
    if flags:
        yield f"#, {', '.join(flags)}"
    yield from _previous(message, f"{mark or '#'}| ")
    yield from _fields(message, f"{mark} " if mark else "")


def _comments(mark: str, texts: Iterable[str]) -> Iterator[str]:
    lines = (line for text in texts for line in _LINE_END.split(text))
    return (f"{mark} {line}" if line else mark for line in lines)


def _references(references: Iterable[str]) -> Iterator[str]:
    line = "#:"
    for reference in map(_isolated, references):
        if line != "#:" and columns(f"{line} {reference}") > WIDTH:
            yield line
            line = "#:"
        line += f" {reference}"
    if line != "#:":
        yield line


def _isolated(reference: str) -> str:
    """A name with spaces in one piece, as gettext writes it."""
    spaced = " " in reference or "\t" in reference
    return f"{_ISOLATE}{reference}{_END_ISOLATE}" if spaced and _ISOLATE not in reference else reference


def _previous(message: Message, prefix: str) -> Iterator[str]:
    for keyword, text in zip(("msgctxt", "msgid", "msgid_plural"), message.previous or (), strict=False):
        if text is not None:
            yield from field_lines(keyword, text, prefix)


def _fields(message: Message, prefix: str) -> Iterator[str]:
    if message.msgctxt is not None:
        yield from field_lines("msgctxt", message.msgctxt, prefix)
    yield from field_lines("msgid", message.msgid, prefix)
    if message.msgid_plural is None:
        yield from field_lines("msgstr", "".join(message.msgstr), prefix)
        return
    yield from field_lines("msgid_plural", message.msgid_plural, prefix)
    for index, text in enumerate(message.msgstr):
        yield from field_lines(f"msgstr[{index}]", text, prefix)
