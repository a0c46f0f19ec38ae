"""How hard an English text is to read: words, sentences, syllables and the school grade they make."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from plainleaf.checks.syllables import syllables

_CLOSERS = "\"'”’»)\\]"
_SENTENCE_END = re.compile(rf"([.?!][{_CLOSERS}]*) (?![a-z])")  # after "9 a.m. or" the sentence goes on
_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+|(?<=\d)[.,]\d+)*")  # breast-feeding, don't, 0.5, 1,000


@dataclass(frozen=True)
class Reading:
    """Counts over a text."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade (Kincaid et al. 1975): 6.0 is read with ease in the sixth school year.

        0.0 where there are no words: nothing to read is not hard to read. Very short words in very short
        sentences give a grade below zero, as the formula does.
        """
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def measure(texts: Iterable[str], names: Collection[str] = ()) -> Reading:
    """The counts over texts that each hold one or more sentences; a list item needs no full stop.

    Medicine names, in any case, are left out: a reader of the leaflet has the word on the box, and no
    author can choose a shorter one. A sentence that holds nothing else is left out too.
    """
    spoken = [words for text in texts for sentence in sentences(text) if (words := _words(sentence, names))]
    return Reading(
        words=sum(len(words) for words in spoken),
        sentences=len(spoken),
        syllables=sum(syllables(word) for words in spoken for word in words),
    )


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without bold markers and invisible characters, each space a plain one.

    A sentence ends at a full stop, question or exclamation mark before a space, unless a small letter
    follows. A colon ends none: before a list it ends the text, and in a text the sentence goes on.
    """
    return tuple(part for part in _SENTENCE_END.sub(r"\1\n", _plain(text)).split("\n") if _WORD.search(part))


def word_count(sentence: str) -> int:
    """The words of a sentence, medicine names too; a hyphenated word or a number is one (Flesch)."""
    return len(_words(sentence))


def _words(sentence: str, names: Collection[str] = ()) -> list[str]:
    return _WORD.findall(_without(_plain(sentence), names))


def _plain(text: str) -> str:
    visible = "".join(c for c in text.replace("**", "") if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())


def _without(sentence: str, names: Collection[str]) -> str:
    longest_first = sorted(filter(None, map(_plain, names)), key=len, reverse=True)
    if not longest_first:
        return sentence
    alternatives = "|".join(map(re.escape, longest_first))
    return re.sub(rf"(?<!\w)(?:{alternatives})(?:['’]s)?(?!\w)", " ", sentence, flags=re.IGNORECASE)
