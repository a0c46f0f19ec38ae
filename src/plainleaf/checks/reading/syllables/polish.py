"""Syllables of Polish words, by rule.

Each vowel letter bears a syllable, but an ``i`` before a vowel only softens the consonant (nie, ciąża,
alergia), and in words taken from elsewhere ``au`` and ``eu`` are one (autonomiczny, neurolog). A preposition
of one consonant (w, z) has none.
"""

import re

_DIPHTHONG_PATTERNS = (
    r"(?<!\bn)(?<!\bz)(?<!en)(?<!ez)au",  # autonomiczny, but nauka, zaufać, niezauważony
    r"(?<!i)(?<!prz)eu(?!m\b)",  # neurolog, but nieuwaga, muzeum
)
_DIPHTHONG = re.compile("|".join(_DIPHTHONG_PATTERNS))
_SOFTENING_I = re.compile(r"i(?=[aąeęioóu])")
_VOWEL = re.compile(r"[aąeęioóuy]")


def spoken(word: str) -> int:
    """How many syllables a Polish word in small letters has: się one, choroba three, samopoczucie five."""
    return len(_VOWEL.findall(_SOFTENING_I.sub("", _DIPHTHONG.sub("a", word))))
