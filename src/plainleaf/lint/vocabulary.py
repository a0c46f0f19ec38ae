"""The words of a language that the lint knows, and where they stand in a text: the longest at each place wins."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from plainleaf.lint.affixes import Affixes, affixes
from plainleaf.lint.running import Running, bare
from plainleaf.values.languages import UNSPACED
from plainleaf.values.lexicon import LETTER, MAYBE, Sections, sections

_TOKEN = re.compile(rf"\d+|{LETTER}+(?:['’ʼ]{LETTER}+)*|°[CFcf]?|[^\s\w]|_", re.DOTALL)
_VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")
_APART = ("letters", "common", "clitics", "repeats")
"""Sections that are no words to look for in a text."""

_COUNTED = frozenset({"numbers", "quantities", "units"})
"""What counts within words that only may mean something."""
_NESTED = {
    "periods": frozenset({"times", "order"}),
    "times": frozenset({"order", "units"}),
    "order": frozenset({"times", "units", "order"}),
    "bounds": frozenset({"times", "units"}),
}
"""What counts within a longer term of a section, too."""


@dataclass(frozen=True, order=True)
class Meaning:
    """What a word says: its section and key. Not ``certain``: it may mean it, and may be something else."""

    section: str
    key: str
    certain: bool = True


@dataclass(frozen=True)
class Term:
    """Known words at a place of a text, with all they may mean."""

    start: int
    end: int
    meanings: frozenset[Meaning]

    def keys(self, section: str, *, certain: bool = False) -> frozenset[str]:
        return _keys(self.meanings, section, certain)

    def is_certain(self, section: str) -> bool:
        """Whether it means something of the section for sure, whichever of its keys."""
        return bool(_keys(self.meanings, section, True))


Words = tuple[tuple[str, str, tuple[str, ...]], ...]
"""More entries for a vocabulary, a glossary's: section, key, entries."""

Entries = Mapping[tuple[str, ...], frozenset[Meaning]]


@dataclass(frozen=True)
class Vocabulary:
    """``entries`` by their tokens; ``starts`` gives the lengths of those that begin with a token, longest first.

    ``affixes`` make words, ``running`` are expressions over a text; ``never`` are the affixes of what is no word of a
    section.
    """

    language: str
    entries: Entries
    starts: Mapping[str, tuple[int, ...]]
    affixes: Affixes[Meaning]
    running: tuple[tuple[Running, frozenset[Meaning]], ...]
    never: Affixes[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    seen: dict[str, frozenset[Meaning]] = field(default_factory=dict, repr=False)
    """What single words turned out to mean: the same few words make most of a catalogue."""

    @property
    def spaced(self) -> bool:
        return self.language not in UNSPACED

    def terms(self, text: str) -> tuple[Term, ...]:
        """The known words of a text as `folded` gives it, in order."""
        tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
        folded = [text[start:end].casefold() for start, end in tokens]
        found = list(self._spaced(folded, tokens) if self.spaced else self._unspaced(text.lower()))
        bared = bare(text)
        for expression, said in self.running:
            found += [Term(*span, said) for span in expression.spans(text, bared)]
        outer = tuple(_outermost(found))
        return tuple(sorted([*outer, *_within(outer, found)], key=lambda term: term.start))

    def _spaced(self, folded: list[str], tokens: list[tuple[int, int]]) -> Iterator[Term]:
        for at, token in enumerate(folded):
            for length in self.starts.get(token, ()):
                if (held := self.entries.get(tuple(folded[at : at + length]))) and at + length <= len(tokens):
                    yield Term(tokens[at][0], tokens[at + length - 1][1], held)
            if (token,) not in self.entries:
                if held := self._word(token):
                    yield Term(*tokens[at], held)
                for stem in self._without_prefix(token):
                    for length in self.starts.get(stem, ()):
                        key = (stem, *folded[at + 1 : at + length])
                        if length > 1 and key in self.entries and at + length <= len(tokens):
                            yield Term(tokens[at][0], tokens[at + length - 1][1], self.entries[key])

    def _unspaced(self, text: str) -> Iterator[Term]:
        for at, char in enumerate(text):
            for length in self.starts.get(char, ()):
                said = text[at : at + length]
                if len(said) < length or (held := self.entries.get(tuple(said))) is None:
                    continue
                if said.isascii() and _touches(text, at, at + length):
                    continue
                yield Term(at, at + length, held)

    def _word(self, token: str) -> frozenset[Meaning]:
        if token not in self.seen:
            self.seen[token] = self._looked_up(token)
        return self.seen[token]

    def _looked_up(self, token: str) -> frozenset[Meaning]:
        """A single word: as affixes make it, then without what is glued to it."""
        held = self._affixed(token)
        if held or not token[0].isalpha():
            return held
        for stem in self._stripped(token):
            held = self.entries.get((stem,), frozenset()) or self._affixed(stem)
            if held:
                return held
        return frozenset()

    def _affixed(self, token: str) -> frozenset[Meaning]:
        held = self.affixes.of(token)
        never = self.never.of(token) if held else frozenset[str]()
        return frozenset(one for one in held if one.section not in never)

    def _without_prefix(self, token: str) -> Iterator[str]:
        yield from (
            token[len(part) :] for part in self.before if token.startswith(part) and len(token) > len(part)
        )

    def _stripped(self, token: str) -> Iterator[str]:
        stems = [token, *self._without_prefix(token)]
        for part in self.after:
            stems += [stem[: -len(part)] for stem in stems if stem.endswith(part) and len(stem) > len(part)]
        yield from dict.fromkeys(stems[1:])


@cache
def vocabulary(language: str, more: Words = ()) -> Vocabulary:
    """The vocabulary of a language (main subtag); ``more`` adds entries: (section, key, entries) from a glossary."""
    held = sections(language)
    entries: dict[tuple[str, ...], set[Meaning]] = {}
    parts: list[tuple[str, Meaning]] = []
    running: list[tuple[Running, frozenset[Meaning]]] = []
    never: list[tuple[str, str]] = []
    spaced = language not in UNSPACED
    for meaning, entry in _every(held, more):
        if entry.startswith("~"):
            running.append((Running(entry[1:]), frozenset([meaning])))
        elif entry.startswith("!") and _is_affix(entry[1:], spaced=spaced):
            never.append((entry[1:], meaning.section))
        elif _is_affix(entry, spaced=spaced):
            parts.append((entry, meaning))
        else:
            # What is none of its section says nothing, and takes the place of what would fit it.
            said = Meaning("", "", certain=False) if entry.startswith("!") else meaning
            word = entry.lstrip("!")
            word = word if spaced or word == "-" else word.strip("-")
            key = tuple(match[0] for match in _TOKEN.finditer(word)) if spaced else tuple(word)
            entries.setdefault(key, set()).add(said)
    glued = held.get("clitics", {})
    return Vocabulary(
        language,
        {key: frozenset(meanings) for key, meanings in entries.items() if key},
        _starts(entries),
        affixes(parts),
        tuple(running),
        affixes(never),
        _longest_first(map(_folded, glued.get("before", ()))),
        _longest_first(map(_folded, glued.get("after", ()))),
    )


def _every(held: Sections, more: Words) -> Iterator[tuple[Meaning, str]]:
    """Every entry, folded, with its meaning."""
    own = ((section, key, words) for section, table in held.items() for key, words in table.items())
    for section, key, words in (*own, *more):
        if section in _APART:
            continue
        meaning = Meaning(section, key.removesuffix(MAYBE), certain=not key.endswith(MAYBE))
        for word in words:
            yield meaning, word if word.startswith("~") else _folded(word)


def _is_affix(entry: str, *, spaced: bool) -> bool:
    return spaced and (entry.startswith("-") or entry.endswith("-")) and any(map(str.isalpha, entry))


def _starts(entries: Mapping[tuple[str, ...], object]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for key in entries:
        if key:
            lengths.setdefault(key[0], set()).add(len(key))
    return {first: tuple(sorted(held, reverse=True)) for first, held in lengths.items()}


@lru_cache(maxsize=16384)
def _keys(meanings: frozenset[Meaning], section: str, certain: bool) -> frozenset[str]:
    """Kept: the same words with the same meanings stand in all texts, and every rule asks for them."""
    return frozenset(one.key for one in meanings if one.section == section and (one.certain or not certain))


def _longest_first(words: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _outermost(terms: list[Term]) -> Iterator[Term]:
    """The longest first, then the leftmost, none over another; what says more at the same place is joined."""
    at: dict[tuple[int, int], frozenset[Meaning]] = {}
    for term in terms:
        span = (term.start, term.end)
        at[span] = at.get(span, frozenset()) | term.meanings
    taken = bytearray(max((end for _, end in at), default=0))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(at, key=lambda span: (span[0] - span[1], span[0])):
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end))
    yield from (Term(start, end, at[start, end]) for start, end in sorted(kept))


def _within(outer: tuple[Term, ...], found: list[Term]) -> Iterator[Term]:
    """“every morning” says how often, and when; “before lunch” what comes first, and when."""
    for term in outer:
        nested = _nested(term.meanings)
        if not nested:
            continue
        inside = [
            Term(inner.start, inner.end, meanings)
            for inner in found
            if term.start <= inner.start
            and inner.end <= term.end
            and (meanings := frozenset(one for one in inner.meanings if one.section in nested))
        ]
        yield from _outermost(inside)


@lru_cache(maxsize=4096)
def _nested(meanings: frozenset[Meaning]) -> frozenset[str]:
    """The sections that count within a term with these meanings."""
    own = {one.section for one in meanings}
    nested: frozenset[str] = frozenset().union(*(_NESTED.get(section, frozenset()) for section in own)) - own
    if "" not in own and not any(one.certain for one in meanings):
        nested = _COUNTED - own
    return nested - {"order"} if "bedtime" in _keys(meanings, "times", False) else nested


def _touches(text: str, start: int, end: int) -> bool:
    """Whether a Latin letter stands beside what begins or ends with one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalpha() and text[start].isalpha()) or (
        after.isascii() and after.isalpha() and text[end - 1].isalpha()
    )


def folded(text: str) -> str:
    """NFC, one shape of apostrophe, no Arabic vowel signs: they are written or left out at will."""
    text = unicodedata.normalize("NFC", text.replace("’", "'").replace("ʼ", "'"))
    return _VOWELS.sub("", text)


def _folded(word: str) -> str:
    return folded(word).casefold()
