"""Syllables of German words, by rule.

A long vowel or a diphthong (aa, ee, oo, ou, ie, ai, ei, au, äu, eu) is one syllable; any other vowel beside a
vowel begins a new one, as dictionaries divide: In-fu-si-on, Di-a-be-tes. ``ie`` is two in the foreign endings
of Familie, Medien, Patient and speziell.
"""

import re

_EXCEPTIONS = {"hygiene": 4}
_CONSONANTS = re.compile(r"(?<=q)u|^y(?=[aeou])")  # Quelle, Yoga
_HIATUS_PATTERNS = (
    r"(?<=[a-zäöü]{3}i)(?=en$)|(?<=[tlr]i)(?=en[tz])|(?<=zi)(?=en[tz])",  # Medien, Patient, but Wien
    r"(?<=mili|lini|foli|tudi|seri|akti|rämi)(?=e$)|(?<=[^t]teri)(?=e$)",  # Familie, Arterie, but Batterie
    r"(?<=[dnrtz]i)(?=ell)",  # speziell, but viel
    r"(?<=e)(?=um)|(?<=ffe|ode|ote)(?=in)",  # Museum, Koffein
    r"(?<=^be)(?=e[in]|inhalt|unr|urt|urk)|(?<=^ge)(?=e[hinr]|im[mp]|urt)",  # beenden, but Bein, Beeren
)
_HIATUS = re.compile("|".join(_HIATUS_PATTERNS))
_NUCLEUS = re.compile(r"aa|ee|oo|ou|ie|a[iuy]|e[iuy]|äu|[aeiouyäöü]")


def spoken(word: str) -> int:
    """How many syllables a German word in small letters has: Arznei two, Patient three, Diabetes four."""
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    return len(_NUCLEUS.findall(_HIATUS.sub("-", _CONSONANTS.sub("", word))))
