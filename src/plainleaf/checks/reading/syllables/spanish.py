"""Syllables of Spanish words, by rule.

Spanish is written as it is spoken. Strong vowels (a, e, o) and any vowel with an accent each bear a syllable;
a weak one (i, u, ü, y) leans on its neighbour and bears one only where no strong vowel stands beside it.
"""

import re

_CONSONANT_Y = re.compile(r"y(?=[aeiouáéíóú])")
_SILENT_H = re.compile(r"(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])")
_VOWELS = re.compile(r"[aeoáéíóúiuüy]+")
_STRONG = re.compile(r"[aeoáéíóú]")


def spoken(word: str) -> int:
    """How many syllables a Spanish word in small letters has: día two, cuidado three, respiración four."""
    sounded = _SILENT_H.sub("", _CONSONANT_Y.sub("j", word))
    return sum(max(1, len(_STRONG.findall(group))) for group in _VOWELS.findall(sounded))
