"""Readability formulas, one a language: what was published, and where its own scale puts plain.

| language | formula | source | leaflet | section |
|---|---|---|---|---|
| en | Flesch-Kincaid, a school grade | Kincaid et al. 1975 | 6 | 8 |
| de | fourth Vienna formula for factual texts, a school grade | Bamberger, Vanecek 1984 | 6 | 8 |
| ru | Flesch-Kincaid for Russian, a school grade | Solovyev, Ivanov, Solnyshkina 2018 | 6 | 8 |
| pl | FOG-PL, years of school | Gunning 1952; four syllables are hard: Pisarek 1969 | 8 | 9 |
| fr | Flesch's ease for French | Kandel, Moles 1958 | 70 | 60 |
| es | perspicuity, on the INFLESZ scale | Szigriszt Pazos 1993; Barrio-Cantalejo et al. 2008 | 65 | 55 |
| others | words a sentence, as of English | Flesch 1949 | 14 | 17 |

All weigh words a sentence, syllables a word and hard words in a hundred. A leaflet should be read with ease
after six years of school (AMA and NIH), a section after eight. On Flesch's scale that is 70 and 60: 6th
grade, 7th and 8th grade, as Fernández Huerta 1959 and Douma 1960 hand it down (tables that begin with the 5th
grade name the class a reader sits in). INFLESZ was made for texts to patients: from 65 “rather easy”, below
55 not acceptable. Gunning: below 8 for all readers; FOG-PL: up to 9 “simple”.

Where sources disagree:
es: Fernández Huerta 1959 weighs 60 and 1.02. Taken is the formula that was tried on leaflets.
de: Amstad 1978 adapts Flesch's ease (180, 1, 58.5), and is said to flatter hard texts. Taken is a grade.
ru: Oborneva 2006 adapts Flesch's ease with 1.3 and 60.1, or 1.52 and 65.14; school books of the 5th grade
score about 36 there, so Flesch's scale does not hold. As a grade she gives 0.5, 8.4 and 15.59, Begtin 0.318,
14.2 and 30.5. Taken are the weights that were fitted to school books of the 5th to 11th grade.

Left out: Arabic formulas need vowel signs, and the weights for Vietnamese (Nguyen, Henkin 1982) are not
verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from plainleaf.checks.reading.counts import Counts
from plainleaf.values.languages import Language


@dataclass(frozen=True)
class Scale:
    """How a formula's author reads its score: it ``rises`` with difficulty, or falls.

    ``whole`` and ``section`` are the hardest scores for a leaflet and for one of its sections. ``bands`` go
    from the easiest to the hardest: the last score of each, and what it means.
    """

    whole: float
    section: float
    rises: bool
    bands: tuple[tuple[float, str], ...]

    def keeps(self, score: float, limit: float) -> bool:
        """Whether a score is as easy as a limit."""
        return score <= limit if self.rises else score >= limit

    def meaning(self, score: float) -> str:
        return next(meaning for limit, meaning in self.bands if self.keeps(score, limit))


@dataclass(frozen=True)
class Formula:
    """A score is ``start`` + ``sentence`` x words a sentence + ``word`` x syllables a word + ``hard`` x hard
    words in a hundred; hard are words of ``hard_from`` syllables and more.
    """

    name: str
    scale: Scale
    start: float = 0
    sentence: float = 0
    word: float = 0
    hard: float = 0
    hard_from: int = 0

    def score(self, counts: Counts) -> float:
        """The score of a text; with nothing to read, what words without a syllable would score."""
        words, sentences = max(1, counts.words), max(1, counts.sentences)
        return (
            self.start
            + self.sentence * counts.words / sentences
            + self.word * counts.syllables / words
            + self.hard * 100 * counts.hard / words
        )


GRADE = Scale(
    6,
    8,
    rises=True,
    bands=((4, "4th grade"), (6, "6th grade"), (8, "8th grade"), (12, "high school"), (inf, "college")),
)
YEARS = Scale(
    8,
    9,
    rises=True,
    bands=((6, "very simple"), (9, "simple"), (12, "rather simple"), (15, "rather hard"), (inf, "hard")),
)
EASE = Scale(
    70,
    60,
    rises=False,
    bands=(
        (90, "very easy"),
        (80, "easy"),
        (70, "fairly easy, 6th grade"),
        (60, "standard, 8th grade"),
        (50, "fairly difficult"),
        (30, "difficult"),
        (-inf, "very difficult"),
    ),
)
INFLESZ = Scale(
    65,
    55,
    rises=False,
    bands=((80, "very easy"), (65, "rather easy"), (55, "normal"), (40, "rather hard"), (-inf, "very hard")),
)
LENGTH = Scale(
    14,
    17,
    rises=True,
    bands=(
        (8, "very easy"),
        (11, "easy"),
        (14, "fairly easy"),
        (17, "standard"),
        (21, "fairly difficult"),
        (25, "difficult"),
        (inf, "very difficult"),
    ),
)

FORMULAS: Mapping[str, Formula] = {
    "de": Formula("fourth Vienna formula", GRADE, -1.693, sentence=0.2656, hard=0.2744, hard_from=3),
    "en": Formula("Flesch-Kincaid", GRADE, -15.59, sentence=0.39, word=11.8),
    "es": Formula("Szigriszt Pazos", INFLESZ, 206.835, sentence=-1, word=-62.3),
    "fr": Formula("Kandel and Moles", EASE, 207, sentence=-1.015, word=-73.6),
    "pl": Formula("FOG-PL", YEARS, sentence=0.4, hard=0.4, hard_from=4),
    "ru": Formula("Flesch-Kincaid for Russian", GRADE, -11.97, sentence=0.36, word=5.76),
}
"""By language, its main subtag; each has a rule for syllables."""

WORDS_FOR_ENGLISH: Mapping[str, float] = {
    # one word holds what English says with prepositions, articles and pronouns
    "am": 0.8, "ko": 0.8,
    # articles and pronouns where English has none
    "es": 1.1, "fr": 1.1,
    # particles and auxiliaries stand apart; in Vietnamese each syllable does, and ICU divides Thai compounds
    "hi": 1.3, "th": 1.3, "ur": 1.3, "vi": 1.3,
}  # fmt: skip
"""How many words a language takes for one of English; 1 where none is given.

Classes, not figures: our leaflets, the same text in each language, lie within 0.15 of them, by test.
"""

SOURCE_SENTENCE, LONGEST_SENTENCE = 15, 25
"""Words: what our authors keep to, and the most that a plain language guide allows (GOV.UK 2014)."""


def formula_for(language: Language) -> Formula:
    """The language's own formula, or its words a sentence counted as English ones."""
    subtag = language.locale.language
    return FORMULAS.get(subtag) or Formula(
        "words a sentence, as of English", LENGTH, sentence=1 / WORDS_FOR_ENGLISH.get(subtag, 1)
    )


def longest_sentence(language: Language) -> int:
    """The most words of a sentence; a translation may run longer than its source."""
    if language.is_source:
        return SOURCE_SENTENCE
    return round(LONGEST_SENTENCE * WORDS_FOR_ENGLISH.get(language.locale.language, 1))
