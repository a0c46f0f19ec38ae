"""Words of each language that carry a meaning no reader may lose: numbers in words, units, negations, times of day.

They are package data, one TOML file a language, so that checks work without a project: ``lexicons/es.toml`` has a
table a class and in it a list a meaning:

    [numbers]
    "1/2" = ["media", "medio", "mitad"]
    "1?" = ["un", "una"]          what may mean it, and mostly does not

Sections: numbers, quantities (number and unit in one word: "2 time" is “twice”), units, periods (“a day”), times (of
day, meals, weekdays), bounds, order (before, after), range, negations (not, without, avoid, maybe), medicines, common
(words that show the language), clitics (what is glued to a word), repeats, letters. An entry is written so:

    not             a whole word
    against the law words that follow one another
    un-             every word that begins so;  -n't  that ends so;  -없-  that holds it
    ~REGEX          a regular expression over the text, where nothing else will do
    !잘못-          never this, though another entry fits it

Capitals and the shape of an apostrophe do not matter. Where no spaces part words, an entry may stand anywhere, but one
in Latin letters is a whole word there too.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from icu4py.breakers import WordBreaker

from plainleaf.values.languages import UNSPACED

_LAST_MARK = 0x3100


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    """Numbers in order as ranges of a set of characters: a thousand one by one take long to compile."""
    for _, run in groupby(enumerate(codes), lambda counted: counted[1] - counted[0]):
        held = [code for _, code in run]
        yield f"{chr(held[0])}-{chr(held[-1])}"


_MARKS = "".join(
    _ranges(code for code in range(0x300, _LAST_MARK) if unicodedata.category(chr(code))[0] == "M")
)
LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
"""A letter or a mark on one: to Python's `\\w` a vowel sign is neither."""
WORD = rf"{LETTER}+(?:['’]{LETTER}+)*"
"""Letters, with apostrophes between them."""

_BEFORE, _AFTER = rf"(?<![{_MARKS}])(?<![^\W\d_])", rf"(?!{LETTER})"
_WORDS = re.compile(WORD)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_RUNNING_WORDS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0d7f\u0610-\u065f’'-](?=\w)|\w)*")

Sections = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By section and meaning the entries of a language."""

MAYBE, PERHAPS = "?", "maybe"
"""What ends a key whose words may mean it; and the negations' key for words that may be one."""


class Kind(StrEnum):
    """The classes of words that must come out of a finished file as they went in."""

    NUMBERS = "numbers"
    NEGATIONS = "negations"
    UNITS = "units"


_SECTIONS = {
    Kind.NUMBERS: ("numbers", "quantities"),
    Kind.NEGATIONS: ("negations",),
    Kind.UNITS: ("units", "quantities"),
}


@dataclass(frozen=True)
class Lexicon:
    """The entries of one kind in one language.

    ``whole`` are whole words; ``parts`` fits a word that an affix makes one, ``never`` a word that is none.
    ``running`` finds in a text what is more or less than a word: its group ``hit``, and without it what is none.
    """

    whole: frozenset[str] = frozenset()
    parts: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    running: re.Pattern[str] | None = None

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Start and end of each entry's stand in a text in NFC, in order; none within another."""
        text = text.replace("’", "'")
        found = [match.span() for match in _WORDS.finditer(text) if self._has(match[0].casefold())]
        if self.running is not None:
            found += [match.span() for match in self.running.finditer(text) if match["hit"]]
        return tuple(_outermost(found))

    def found(self, text: str) -> tuple[str, ...]:
        """The entries that stand in a text in NFC, as written, in order."""
        return tuple(text[start:end] for start, end in self.spans(text))

    def _has(self, word: str) -> bool:
        if word in self.whole:
            return True
        fits = self.parts is not None and self.parts.fullmatch(word) is not None
        return fits and (self.never is None or self.never.fullmatch(word) is None)


class _Hit(NamedTuple):
    """A pattern of what is looked for, and what may not stand before and after it."""

    words: str
    before: str = ""
    after: str = ""


@cache
def lexicon(kind: Kind, tag: str) -> Lexicon:
    """The lexicon of a language, by its main subtag; an empty one where no list was made."""
    language = tag.partition("-")[0]
    entries = tuple(_folded(entry) for entry in _entries(kind, language))
    plain = [entry for entry in entries if entry[0] not in "~!"]
    raw = [entry[1:] for entry in entries if entry[0] == "~"]
    never = [entry[1:] for entry in entries if entry[0] == "!"]
    if language in UNSPACED:
        return Lexicon(running=_running(map(_Hit, [*map(_anywhere, plain), *raw]), map(_anywhere, never)))
    affixes = [entry for entry in plain if _is_affix(entry)]
    whole = [entry for entry in plain if not _is_affix(entry) and _WORDS.fullmatch(entry)]
    longer = [entry for entry in plain if not _is_affix(entry) and not _WORDS.fullmatch(entry)]
    return Lexicon(
        frozenset(whole),
        _any(map(_part, affixes)),
        _any(map(_part, never)),
        _running([*map(_apart, longer), *map(_Hit, raw)]),
    )


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a lexicon, by their main subtags."""
    folder = files("plainleaf.values") / "lexicons"
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    )


@cache
def sections(language: str) -> Sections:
    """What the lexicon of a language (its main subtag) says; nothing where no lexicon was made."""
    file = files("plainleaf.values") / "lexicons" / f"{language}.toml"
    if not file.is_file():
        return {}
    return {
        name: MappingProxyType({key: tuple(entries) for key, entries in table.items()})
        for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


@cache
def number_words(language: str) -> frozenset[str]:
    """Number words of a language (its main subtag), case-folded; empty where no list was made."""
    return frozenset(_folded(entry) for entry in _entries(Kind.NUMBERS, language))


def found_number_words(text: str, tag: str) -> tuple[str, ...]:
    """The number words that stand in a text, as written; not those within an entry that is none (`!三环`)."""
    language = tag.partition("-")[0]
    known = number_words(language)
    for word in (entry[1:] for entry in known if entry.startswith("!")) if language in UNSPACED else ():
        text = text.replace(word, " ")
    return tuple(word for word in words(text, language) if _folded(word) in known)


def words(text: str, language: str) -> tuple[str, ...]:
    """The words of a text, without punctuation, digits and placeholders; where no spaces part them, ICU does."""
    text = _PLACEHOLDER.sub(" ", text)
    if language in UNSPACED:
        return tuple(part for part in WordBreaker(text, language) if part.strip() and part[0].isalpha())
    return tuple(_RUNNING_WORDS.findall(text))


def _entries(kind: Kind, language: str) -> Iterator[str]:
    """The entries of a kind that mean it for sure, each once."""
    held = sections(language)
    every = dict.fromkeys(
        entry
        for name in _SECTIONS[kind]
        for key, entries in held.get(name, {}).items()
        if not key.endswith(MAYBE) and key != PERHAPS
        for entry in entries
    )
    return iter(every)


def _is_affix(entry: str) -> bool:
    return entry.startswith("-") or entry.endswith("-")


def _part(entry: str) -> str:
    """A pattern of the whole words that an affix makes."""
    before, after = (".*" if entry.startswith("-") else ""), (".*" if entry.endswith("-") else "")
    return before + re.escape(entry.strip("-")) + after


def _apart(entry: str) -> _Hit:
    """Words that follow one another, a sign, or both; no letter touches its letters."""
    before = _BEFORE if re.match(LETTER, entry) else ""
    after = _AFTER if re.search(LETTER + r"\Z", entry) else ""
    return _Hit(r"\s+".join(map(re.escape, entry.split())), before, after)


def _anywhere(entry: str) -> str:
    if entry.isascii():
        return rf"(?<![A-Za-z]){re.escape(entry)}(?![A-Za-z])"
    return re.escape(entry)


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    listed = list(patterns)
    return re.compile("|".join(listed), re.DOTALL) if listed else None


def _running(hits: Iterable[_Hit], none: Iterable[str] = ()) -> re.Pattern[str] | None:
    """Longer entries first, so that a short one inside does not hide them; first of all those that letters may not
    touch. What may not stand beside an entry is longer than the entry, so those with the same share it: a pattern that
    said it hundreds of times took seconds to compile.
    """
    listed = sorted(hits, key=lambda hit: (len(hit.before + hit.after), len(hit.words)), reverse=True)
    shared = (
        f"{before}(?:{'|'.join(hit.words for hit in alike)}){after}"
        for (before, after), alike in groupby(listed, lambda hit: (hit.before, hit.after))
    )
    skipped = [pattern for pattern in none if pattern]
    return re.compile("|".join([*skipped, f"(?P<hit>{'|'.join(shared)})"]), re.IGNORECASE) if listed else None


def _outermost(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > reached:
            yield start, end
            reached = end


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("’", "'")).casefold()
