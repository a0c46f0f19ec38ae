"""Syllables by rule, a module a language.

A count is wanted that is right in the sum: hyphenation patterns leave out breaks where no line may end
(``a-rea``, ``bod-y``) and so make a text look easier than it is. Each rule is held to a list of words counted
by hand (tests/checks/syllables-*.tsv). Where speakers differ it counts as dictionaries divide.
"""

import re
from collections.abc import Callable, Mapping

from plainleaf.checks.reading.syllables import english, french, german, polish, russian, spanish

SPOKEN: Mapping[str, Callable[[str], int]] = {
    "de": german.spoken,
    "en": english.spoken,
    "es": spanish.spoken,
    "fr": french.spoken,
    "pl": polish.spoken,
    "ru": russian.spoken,
}
"""By language: the syllables of a word in small letters."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d")
_SPELLED_OUT = (2, 3)


def syllables(word: str, language: str) -> int:
    """How many syllables a word of a language has when it is spoken; 0 where there is no letter and no digit.

    The parts of a hyphenated word are added up. A number has one syllable a digit: Kincaid et al. (1975)
    count numbers as they are spoken, and for the numbers of a leaflet (5, 20, 1-800 …) that comes near. Two
    or three capitals (MRI, NHS) are spelled out, one syllable a letter. Raises KeyError for a language
    without a rule.
    """
    spoken = SPOKEN[language]
    return sum(_syllables(token, spoken) for token in _TOKEN.findall(word))


def _syllables(token: str, spoken: Callable[[str], int]) -> int:
    if token.isnumeric():
        return 1
    if token.isupper() and len(token) in _SPELLED_OUT:
        return len(token)
    return spoken(token.lower())
