"""A catalogue from the bytes of a PO file, or all that is wrong with it."""

from collections.abc import Iterable, Iterator

from plainleaf.catalogue.catalogue import Catalogue
from plainleaf.catalogue.conflict import unconflicted
from plainleaf.catalogue.encoding import decoded
from plainleaf.catalogue.entry import Entry
from plainleaf.catalogue.header import header_problems
from plainleaf.catalogue.lexer import Piece, pieces
from plainleaf.catalogue.message import Key, Message
from plainleaf.findings import Finding, Refused, Span, ordered

# msgcat puts this between two translations of the same text.
_UNDECIDED = "#-#-#-#-#"


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

    Of two entries with one key, the catalogue's ``messages`` hold the second and its ``entries`` both.
    """
    problems: list[Finding] = []
    text = decoded(path, data, problems)
    lines = unconflicted(path, text, problems)
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
    if text or not data:
        problems.extend(header_problems(catalogue, head, language))
    problems.extend(_message_problems(catalogue))
    return catalogue, ordered(problems)


def _entries(read_pieces: Iterable[Piece], problems: list[Finding]) -> Iterator[Entry]:
    """At least one entry, in file order; one without fields can only be the last: comments at the end."""
    entry = Entry()
    for piece in read_pieces:
        if entry.ends_before(piece):
            yield entry
            entry = Entry()
        problems.extend(entry.add(piece))
    yield entry


def _message_problems(catalogue: Catalogue) -> Iterator[Finding]:
    yield from _duplicates((catalogue.head, *catalogue.entries))
    yield from _wrong_counts(catalogue)
    for message in catalogue.entries:
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
    try:
        wanted = catalogue.plural.nplurals
    except ValueError:  # told by header_problems
        return
    for message in catalogue.entries:
        count = len(message.msgstr)
        if message.msgid_plural is not None and message.msgstr_places and count != wanted:
            said = f"The entry has {count} plural forms, the header says {wanted}"
            hint = f"write msgstr[0] to msgstr[{wanted - 1}]" if wanted > 1 else "write only msgstr[0]"
            yield Finding("po-plural-count", said, message.place_of(), hint)
