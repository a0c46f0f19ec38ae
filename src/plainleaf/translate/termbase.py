"""The glossary as rows that go to other programs and come back: one row a word, with where a file says it."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from plainleaf.findings import Finding, Refused, Severity, Span
from plainleaf.source import span_at
from plainleaf.translate.glossary import Glossary, Term
from plainleaf.translate.inflection import comparable, has_letters
from plainleaf.values.languages import SOURCE_LANGUAGE

LARGEST = 8_000_000
"""Bytes. Ours holds some 200 kB as TBX; a larger file is a mistake or an attack."""

RULES: Mapping[str, str] = {
    "bad-termbase": """Can a TBX or CSV file of terms be brought into the glossary?

    Every row at fault is told, and nothing is written before all are mended. A warning: terms of a language that
    languages.yaml does not know are left out.
    Bad: two preferred words of one language for one entry. Good: one preferred, the other admitted.
    """,
}


class Status(StrEnum):
    """What a word is to its entry."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Row:
    """One word: of the entry with this English name, in this language. An empty kind or note says nothing of it."""

    name: str
    tag: str
    status: Status
    word: str
    kind: str = ""
    note: str = ""
    place: Span = field(default=Span(""), compare=False)


@dataclass(frozen=True)
class Line:
    """A language's words for an entry; no ``term`` where rows only add to one that is there."""

    term: str
    forms: tuple[str, ...]
    forbidden: tuple[str, ...]
    place: Span


@dataclass(frozen=True)
class Concept:
    """An entry as rows tell it, with its lines by language, and where its first row stands."""

    kind: str
    note: str
    lines: Mapping[str, Line]
    place: Span


def bad(message: str, place: Span, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    """A finding about a file of terms."""
    return Finding("bad-termbase", message, place, hint, severity)


def decoded(path: str, data: bytes, hint: str) -> str:
    """A file's UTF-8 text without a byte order mark; raises Refused, with this hint for what is not UTF-8."""
    if len(data) > LARGEST:
        raise Refused([bad(f"the file holds more than {LARGEST:,} bytes", Span(path), "split it")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        said = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise Refused([bad(said, span_at(path, before, len(before)), hint)]) from error


def one_line(text: str) -> str:
    """Without breaks and runs of spaces: programs wrap texts as they like."""
    return " ".join(text.split())


def rows(glossary: Glossary) -> Iterator[Row]:
    """Every word of the glossary, by entry and language; English first, with the entry's name."""
    for name, entry in glossary.terms.items():
        english = entry.terms.get(SOURCE_LANGUAGE, Term(term=name))
        others = {tag: term for tag, term in entry.terms.items() if tag != SOURCE_LANGUAGE}
        for tag, term in {SOURCE_LANGUAGE: english, **others}.items():
            words = [(Status.PREFERRED, term.term)]
            words += [(Status.ADMITTED, form) for form in term.forms]
            words += [(Status.FORBIDDEN, form) for form in term.forbidden]
            for status, word in words:
                yield Row(one_line(name), tag, status, one_line(word), entry.kind, one_line(entry.note))


def concepts(
    given: Iterable[Row], tags: Iterable[str], kinds: tuple[str, ...], faults: Iterable[Finding] = ()
) -> tuple[dict[str, Concept], tuple[Finding, ...]]:
    """The rows by entry, and warnings about what was left out; raises Refused with every row at fault, those that
    the reader of the file found too.
    """
    known = {_folded(tag): tag for tag in tags}
    findings = list(faults)
    entries: dict[str, list[Row]] = {}
    for row in given:
        if wrong := tuple(_faults(row, kinds)):
            findings += wrong
        elif (tag := known.get(_folded(row.tag))) is None:
            said = f"languages.yaml knows no “{row.tag}”: “{row.word}” is left out"
            hint = f"one of {', '.join(known.values())} is meant, or add the language"
            findings.append(bad(said, row.place, hint, Severity.WARNING))
        else:
            entries.setdefault(row.name, []).append(replace(row, tag=tag))
    held = {name: _concept(name, its, findings) for name, its in entries.items()}
    if any(one.is_error for one in findings):
        raise Refused(findings)
    return held, tuple(findings)


def _folded(tag: str) -> str:
    return tag.replace("_", "-").casefold()


def _faults(row: Row, kinds: tuple[str, ...]) -> Iterator[Finding]:
    if odd := next(filter(_is_odd, f"{row.name}{row.tag}{row.word}{row.kind}{row.note}"), ""):
        yield bad(f"the character U+{ord(odd):04X} does not belong here", row.place, "delete it from the row")
        return
    if not row.name:
        yield bad("the row names no entry", row.place, "write the entry's English name")
    if not has_letters(row.word):
        yield bad(f"“{row.word}” has no letters", row.place, "write the word, or delete the row")
    if row.kind and row.kind not in kinds:
        yield bad(f"the kind “{row.kind}” is unknown", row.place, f"write one of {', '.join(kinds)}")


def _is_odd(character: str) -> bool:
    """Control characters, and those that turn the direction of what follows."""
    turns = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return unicodedata.category(character) == "Cc" or unicodedata.bidirectional(character) in turns


def _concept(name: str, given: list[Row], findings: list[Finding]) -> Concept:
    """The entry; adds to the findings what its rows say against each other."""
    said: dict[str, str] = {}
    for row in given:
        for key, value in (("kind", row.kind), ("note", row.note)):
            if value and said.setdefault(key, value) != value:
                hint = f"the first row says “{said[key]}”: write the same, or nothing"
                findings.append(bad(f"the {key} of “{name}” is “{value}” here", row.place, hint))
    lines: dict[str, list[Row]] = {}
    for row in given:
        lines.setdefault(row.tag, []).append(row)
    held = {tag: _line(its, findings) for tag, its in lines.items()}
    english = held.get(SOURCE_LANGUAGE)
    if english and english.term and english.term != name:
        hint = f"write “{name}” with the status preferred"
        findings.append(bad(f"the preferred English word of “{name}” is another", english.place, hint))
    return Concept(said.get("kind", ""), said.get("note", ""), held, given[0].place)


def _line(given: list[Row], findings: list[Finding]) -> Line:
    seen: dict[str, Row] = {}
    for row in given:
        first = seen.setdefault(comparable(row.word), row)
        if first.status is not row.status:
            said = f"“{row.word}” is {row.status} here, and {first.status} before"
            findings.append(bad(said, row.place, "keep one of the two rows"))
    words = {status: [row.word for row in seen.values() if row.status is status] for status in Status}
    for word in words[Status.PREFERRED][1:]:
        said = f"“{word}” is preferred, and “{words[Status.PREFERRED][0]}” is too"
        findings.append(bad(said, seen[comparable(word)].place, "call one of them admitted"))
    return Line(
        next(iter(words[Status.PREFERRED]), ""),
        tuple(words[Status.ADMITTED]),
        tuple(words[Status.FORBIDDEN]),
        given[0].place,
    )
