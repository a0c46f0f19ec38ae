"""What the header entry must say: charset, language, plural forms."""

import re
from collections.abc import Iterator

from babel.core import UnknownLocaleError

from plainleaf.catalogue.catalogue import Catalogue
from plainleaf.catalogue.entry import Entry
from plainleaf.catalogue.plural import PluralRule, default_plural_forms, plural_forms_agree
from plainleaf.catalogue.tags import bcp47, posix
from plainleaf.findings import Finding, Span

_CHARSET = re.compile(r"charset=([^\s;]*)", re.IGNORECASE)


def header_problems(catalogue: Catalogue, entry: Entry | None, language: str | None) -> Iterator[Finding]:
    """The faults of the header; ``language`` is the tag of the folder, where that is known."""
    if entry is None:
        hint = 'begin the file with msgid "", and a msgstr that holds Language, Content-Type and Plural-Forms'
        yield Finding("po-syntax", "The file has no header entry", Span(catalogue.path, 1, 1), hint)
        return
    yield from _charset_problems(catalogue, entry)
    if not catalogue.path.endswith(".pot"):
        yield from _language_problems(catalogue, entry, language)
        yield from _plural_problems(catalogue, entry, bcp47(language) if language else catalogue.language)


def _charset_problems(catalogue: Catalogue, entry: Entry) -> Iterator[Finding]:
    value = catalogue.header_value("Content-Type") or ""
    match = _CHARSET.search(value)
    charset = match[1] if match else ""
    if charset.lower() not in {"utf-8", "utf8"}:
        message = f"The header says the charset is {charset}" if charset else "The header names no charset"
        hint = 'save the file as UTF-8 and write "Content-Type: text/plain; charset=UTF-8\\n"'
        yield Finding("po-encoding", message, _place(entry, "Content-Type"), hint)


def _language_problems(catalogue: Catalogue, entry: Entry, language: str | None) -> Iterator[Finding]:
    said, place = catalogue.language, _place(entry, "Language")
    if not said:
        wanted = posix(language) if language else "xx_XX"
        yield Finding("po-language", "The header names no language", place, f'write "Language: {wanted}\\n"')
    elif language and said != bcp47(language):
        hint = f'write "Language: {posix(language)}\\n", or move the file to the folder {posix(said)}'
        message = f"The header says the language is {posix(said)}, its folder {posix(language)}"
        yield Finding("po-language", message, place, hint)
    elif not _is_known(said):
        hint = "write a language code of ISO 639, with a script or region after an underscore where needed"
        yield Finding("po-language", f"CLDR knows no language {posix(said)}", place, hint)


def _plural_problems(catalogue: Catalogue, entry: Entry, tag: str) -> Iterator[Finding]:
    known = bool(tag) and _is_known(tag)
    wanted = default_plural_forms(tag) if known else "nplurals=2; plural=(n != 1);"
    place, hint = _place(entry, "Plural-Forms"), f'write "Plural-Forms: {wanted}\\n"'
    value = catalogue.header_value("Plural-Forms")
    if not value:
        yield Finding("po-plural-forms", "The header names no plural forms", place, hint)
        return
    try:
        rule = PluralRule.parse(value)
    except ValueError as error:
        yield Finding("po-plural-forms", f"The plural forms cannot be used: {error}", place, hint)
        return
    if known and not plural_forms_agree(rule, tag):
        message = f"The plural forms do not split numbers as {posix(tag)} does"
        yield Finding("po-plural-forms", message, place, f"{hint}, and check every counted text")


def _is_known(tag: str) -> bool:
    try:
        default_plural_forms(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _place(entry: Entry, name: str) -> Span:
    """Where a header stands in the file; where the header's msgstr begins if it is not there."""
    forms = [f for f in entry.fields if f.first.keyword == "msgstr"]
    for piece in (piece for form in forms for piece in form.pieces):
        match = re.search(rf"(?:^|\n)({name})\s*:", piece.text, re.IGNORECASE)
        if match:
            shift = match.start(1) + piece.text.count("\n", 0, match.start(1))
            return Span(piece.place.path, piece.place.row, piece.start + shift)
    return forms[0].first.place if forms else entry.place
