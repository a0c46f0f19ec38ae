"""A catalogue from the bytes of a PO file, or all that is wrong with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plainleaf.catalogue.catalogue import SOURCE_PLURAL, Catalogue
from plainleaf.catalogue.conflict import Lines, sides
from plainleaf.catalogue.encoding import decoded
from plainleaf.catalogue.entry import Entry
from plainleaf.catalogue.header import header_problems
from plainleaf.catalogue.lexer import BLANK, OBSOLETE, Piece, pieces
from plainleaf.catalogue.message import Key, Message
from plainleaf.findings import Finding, Refused, Span, ordered

LARGEST = 8_000_000
# msgcat puts this between two translations of the same text.
_UNDECIDED = "#-#-#-#-#"
_NPLURALS = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,3})\s*;")


def read(path: str, data: bytes, *, language: str | None = None) -> Catalogue:
    """The catalogue of a PO file; Refused with every finding if a single thing is wrong.

    ``language`` is the tag of the folder; without it the header's language is believed.
    """
    catalogue, findings = examine(path, data, language=language)
    if findings:
        raise Refused(findings)
    return catalogue


def examine(path: str, data: bytes, *, language: str | None = None) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue as far as it can be read, and every finding: for files that nothing is built from.

    Of two entries with one key, the catalogue's ``messages`` hold the second and its ``entries`` both. Of a
    half-merged file it has our side, and after it the entries that only theirs has, or has otherwise.
    """
    if len(data) > LARGEST:
        said = f"The file holds more than {LARGEST:,} bytes and was not read"
        finding = Finding("po-size", said, Span(path, 1, 1), "split it: one catalogue a medicine")
        return Catalogue(path, Message("", msgstr=("",))), (finding,)
    problems: list[Finding] = []
    text = decoded(path, data, problems)
    ours, *theirs = (_examined(path, lines, language, problems) for lines in sides(path, text, problems))
    for other in theirs:
        ours = _with_all_of(ours, other)
    return ours, ordered(problems)


def _examined(path: str, lines: Lines, language: str | None, problems: list[Finding]) -> Catalogue:
    entries = list(_entries(pieces(path, lines, problems), problems))
    head = next((entry for entry in entries if entry.is_header), None)
    messages = [entry.message() for entry in entries if entry.texts("msgid") and entry is not head]
    catalogue = Catalogue(
        path,
        head.message() if head else Message("", msgstr=("",)),
        tuple(message for message in messages if not message.obsolete),
        tuple(message for message in messages if message.obsolete),
        () if entries[-1].fields else entries[-1].message().comments,
    )
    for entry in entries:
        problems.extend(entry.problems())
    problems.extend(header_problems(catalogue, head, language))
    problems.extend(_message_problems(catalogue))
    return catalogue


def _with_all_of(ours: Catalogue, theirs: Catalogue) -> Catalogue:
    held = {*ours.entries, *ours.obsolete}
    added = [message for message in (*theirs.entries, *theirs.obsolete) if message not in held]
    return replace(
        ours,
        entries=(*ours.entries, *(message for message in added if not message.obsolete)),
        obsolete=(*ours.obsolete, *(message for message in added if message.obsolete)),
    )


def _entries(read_pieces: Iterable[Piece], problems: list[Finding]) -> Iterator[Entry]:
    """At least one entry, in file order; one without fields can only be the last: comments at the end."""
    entry, gap = Entry(), list[Piece]()
    for piece in read_pieces:
        if piece.mark not in {None, OBSOLETE}:
            gap.append(piece)
            continue
        if entry.ends_before(piece, gap):
            yield entry
            entry = Entry()
        elif entry.fields and gap:
            what = "blank line" if gap[0].mark == BLANK else "comment"
            hint = "keep the lines of an entry together, or bring back what is missing"
            problems.append(Finding("po-syntax", f"A {what} stands inside the entry", gap[0].place, hint))
        for taken in (*gap, piece):
            problems.extend(entry.add(taken))
        gap = []
    if entry.fields and gap:
        yield entry
        entry = Entry()
    for taken in gap:
        problems.extend(entry.add(taken))
    yield entry


def _message_problems(catalogue: Catalogue) -> Iterator[Finding]:
    yield from _duplicates((catalogue.head, *catalogue.entries))
    yield from _wrong_counts(catalogue)
    for message in (catalogue.head, *catalogue.entries, *catalogue.obsolete):
        for form, text in enumerate(message.msgstr):
            if _UNDECIDED in text:
                hint = f"keep the right translation and delete the lines with {_UNDECIDED}"
                said = "Two translations were joined and none was chosen"
                yield Finding("po-conflict", said, message.place_of(form), hint)


def _duplicates(messages: Iterable[Message]) -> Iterator[Finding]:
    first: dict[Key, Span] = {}
    for message in messages:
        if message.key in first:
            hint = "keep one of the two entries, or give one a msgctxt of its own"
            said = "An entry with this msgid and msgctxt stands above"
            yield Finding("po-duplicate", said, message.place, hint, related=(first[message.key],))
        first.setdefault(message.key, message.place)


def _wrong_counts(catalogue: Catalogue) -> Iterator[Finding]:
    match = _NPLURALS.match(catalogue.header_value("Plural-Forms") or "")
    if not match and not catalogue.path.endswith(".pot"):  # told by header_problems
        return
    wanted = int(match[1]) if match else SOURCE_PLURAL.nplurals
    for message in catalogue.entries:
        count = len(message.msgstr)
        if message.msgid_plural is not None and message.msgstr_places and count != wanted:
            said = f"The entry has {count} plural forms, the header says {wanted}"
            hint = f"write msgstr[0] to msgstr[{wanted - 1}]" if wanted > 1 else "write only msgstr[0]"
            yield Finding("po-plural-count", said, message.place_of(), hint)
