"""Syllables of French words, by rule: as a careful reader speaks them.

An ``e`` at the end is silent (dose, doses), so is the ``-ent`` of verbs (ils prennent); inside a word each
``e`` is spoken (mé-de-cin). Vowels that follow one another are one syllable (pied, million, nuit), but not
after ``é``, before a diaeresis, or after two consonants (ré-agir, hé-ro-ïne, ou-bli-er). An elided word (l’,
d’, qu’) has none.
"""

import re

_APOSTROPHE = re.compile("['’]")
_SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eéèêiy])")
_SILENT_E_AFTER_G = re.compile(r"(?<=g)e(?=[aâoô])")  # mangeons
_CONSONANT_Y = re.compile(r"(?:(?<=[aeou])|^)y(?=[aeéèiou])")  # moyen, yeux

# médicament, souvent, urgent; but ils aiment, prennent, changent, doivent
_SPOKEN_ENT = re.compile(
    r"(?<!^ai)(?<!^fu)(?<!^allu)(?<!^ani)(?<!^esti)(?<!pri)(?:(?<=[aeéinou])|(?<=[ae]m)|(?<=^com))ment$"
    r"|(?:^|ac|dé|es|no|pour|ré)cent$"
    r"|(?:^a|ar|ur|déter|diver|indul|intelli|négli)gent$"
    r"|(?:^|acci|évi|inci|prési|pru|rési)dent$"
    r"|(?:compé|^con|mit)tent$|(?:^|é|sou)vent$|(?:ab|pré)sent$"
    r"|(?:adhé|cohé|diffé|^pa|appa|transpa|tor|récur)r?rent$"
    r"|(?:conti|émi|perma|perti)nent$|(?:^|excel|équiva|préva|ta|turbu|vio)lent$"
)
_SILENT_ENT = re.compile(r"(?:(?<=[^aeiouyéèêîôû])|(?<=ai))ent$")
_SILENT_E = re.compile(r"(?<=[^aeiouyéèêîôû])es?$")

_HIATUS_PATTERNS = (
    r"(?<=é)(?=[aiouâèéêô]|e[cflnrtxz])",  # théâtre, européen, but journée
    r"(?<=[aeéiou])(?=[ïü])|(?<=[ao])(?=é)",  # maïs, obéir
    r"(?<=a)(?=o(?!û))|(?<=o)(?=a)|(?<=co)(?=e[fx])",  # aorte, but août
    r"(?<=[bcdfgptv][lr][iu])(?=[aéèêo]|e(?!s?$))|(?<=[lr]ou)(?=[aé]|er)",  # client, cruel, trouer
    r"(?<=pa)(?=ys)",  # pays
)
_HIATUS = re.compile("|".join(_HIATUS_PATTERNS))
_VOWELS = re.compile(r"[aàâeéèêëiîïoôuùûüyœæ]+")


def spoken(word: str) -> int:
    """How many syllables a French word in small letters has: dose one, ulcère two, médicament four."""
    return sum(_spoken(part) for part in _APOSTROPHE.split(word))


def _spoken(word: str) -> int:
    sounded = _CONSONANT_Y.sub("j", _SILENT_E_AFTER_G.sub("", _SILENT_U.sub("", word)))
    if not _SPOKEN_ENT.search(sounded):
        sounded = _but_one(_SILENT_ENT.sub("", sounded), sounded)
    sounded = _but_one(_SILENT_E.sub("", sounded), sounded)
    return len(_VOWELS.findall(_HIATUS.sub("-", sounded)))


def _but_one(shorter: str, longer: str) -> str:
    """The shorter word, unless it lost its only vowel: le, des."""
    return shorter if _VOWELS.search(shorter) else longer
