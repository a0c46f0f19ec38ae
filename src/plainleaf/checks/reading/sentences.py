"""Sentences and words of a text, in any language."""

import re
from dataclasses import dataclass
from functools import cache

from icu4py.breakers import WordBreaker

from plainleaf.values.characters import ISOLATES, OPENING, POP_ISOLATE
from plainleaf.values.languages import UNSPACED

_UNREAD = re.escape(ISOLATES + "\u200b\u2060*")
_CLOSERS = f"[\"'”’»)\\]」』{_UNREAD}]*"
_THAI = "[\u0e00-\u0eff]"  # and Lao
_AFTER_THAI = f"(?:(?<={_THAI})|(?<={_THAI}[*)”])|(?<={_THAI}[*)”]{{2}}))"
_END = re.compile(
    rf"[.?!؟۔।॥።፧។။]{_CLOSERS}\s+"  # danda, Arabic, Ethiopic, Khmer and Burmese marks too
    rf"|[。！？｡]{_CLOSERS}\s*"  # no space follows
    rf"|{_AFTER_THAI} +(?=[*(“]*{_THAI})"
)
_VALUE = re.compile(f"[{OPENING}][^{ISOLATES}]*{POP_ISOLATE}")
_BETWEEN_WORDS = re.compile(r"[\s/—–፡]+")
_INVISIBLE = re.compile(r"\*\*|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ONE_WORD = "0"
_LOOK_AHEAD = 10
_INFLECTED = ("cs", "pl", "ru", "sk", "uk")
_NAME_WITH_ENDING = re.compile(r"(\w{4,}?)[aąeęioóuyаеийоуыьюя]*(?!\w)")


@dataclass(frozen=True)
class Sentence:
    """``text`` is what a reader sees; ``counted`` the same with each value of ours as the one word “0”.

    Flesch (1948) counts a figure with its signs as one word of one syllable; and no author can make a dose
    shorter.
    """

    text: str
    counted: str


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, without bold markers and invisible characters, each space a plain one.

    A sentence ends at its script's full stop, question or exclamation mark before a space, unless a small
    letter follows. A colon ends none: before a list it ends the text, and in a text the sentence goes on.
    Thai and Lao have no such marks: a space between their letters ends a sentence or a clause, and each of
    those counts as a sentence.
    """
    found = (Sentence(_plain(part), _plain(_with_short_values(part))) for part in _parts(text))
    return tuple(sentence for sentence in found if any(map(str.isalnum, sentence.text)))


def words(sentence: str, language: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a sentence but these names; a hyphenated word or a number is one (Flesch).

    ``language`` is a main subtag. Where no space parts words, ICU's dictionary does; in Vietnamese a space
    parts syllables, and each counts as a word.
    """
    spoken = _names(names, language).sub(" ", sentence) if names else sentence
    parts = WordBreaker(spoken, language) if language in UNSPACED else _BETWEEN_WORDS.split(spoken)
    return tuple(part for part in parts if any(map(str.isalnum, part)))


@cache
def _names(names: frozenset[str], language: str) -> re.Pattern[str]:
    """A pattern for the names with their endings: baclofen’s, and in Slavic languages any (баклофена)."""
    longest_first = sorted(filter(None, map(_plain, names)), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    if language in _INFLECTED:
        alternatives = _NAME_WITH_ENDING.sub(r"\1\\w{0,3}", alternatives)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?:['’]s)?(?!\w)", re.IGNORECASE)


def _parts(text: str) -> list[str]:
    parts, start = [], 0
    for end in _END.finditer(text):
        following = text[end.end() : end.end() + _LOOK_AHEAD].lstrip(f"{ISOLATES}*\u200b\u2060")
        if not following[:1].islower():  # after "9 a.m. or" the sentence goes on
            parts.append(text[start : end.end()])
            start = end.end()
    return [*parts, text[start:]]


def _with_short_values(text: str) -> str:
    while (shorter := _VALUE.sub(_ONE_WORD, text)) != text:
        text = shorter
    return text


def _plain(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())
