"""Words, sentences and syllables of a text: what readability formulas are fed with."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from plainleaf.checks.reading.sentences import Sentence, words
from plainleaf.checks.reading.syllables import SPOKEN, syllables


@dataclass(frozen=True)
class Counts:
    """Counts over a text. ``hard`` are the words of at least so many syllables as a formula takes for hard.

    Syllables and hard words are 0 in a language without a rule for syllables.
    """

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    hard: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
            self.hard + other.hard,
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.words - other.words,
            self.sentences - other.sentences,
            self.syllables - other.syllables,
            self.hard - other.hard,
        )


def measure(
    sentences: Iterable[Sentence], language: str, names: frozenset[str] = frozenset(), hard_from: int = 0
) -> Counts:
    """The counts over sentences in a language (its main subtag); a list item needs no full stop.

    Medicine names, in any case, are left out: a reader of the leaflet has the word on the box, and no author
    can choose a shorter one. A sentence that holds nothing else is left out too. ``hard_from`` 0 counts no
    word as hard.
    """
    return sum(
        (_counts(words(one.counted, language, names), language, hard_from) for one in sentences), Counts()
    )


def _counts(spoken: Collection[str], language: str, hard_from: int) -> Counts:
    if not spoken:
        return Counts()
    lengths = [syllables(word, language) for word in spoken] if language in SPOKEN else []
    hard = sum(length >= hard_from for length in lengths) if hard_from else 0
    return Counts(len(spoken), 1, sum(lengths), hard)
