"""Where lines may break: what Pango does not know of scripts without spaces, and what must stay together.

Values arrive isolated (U+2066 … U+2069) and are never broken into.
"""

import re
import unicodedata
from itertools import pairwise

from icu4py.breakers import LineBreaker

from plainleaf.values.languages import Language
from plainleaf.values.numbers import FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE, isolate

ZERO_WIDTH_SPACE, WORD_JOINER = "\u200b", "\u2060"
OPENING = LEFT_TO_RIGHT_ISOLATE + RIGHT_TO_LEFT_ISOLATE + FIRST_STRONG_ISOLATE
NEVER_FIRST = "\u0ec6\u17d7\u0e46\u0e2f"
"""Repetition and abbreviation marks of Lao, Khmer and Thai: they stay with the word before them."""

IDEOGRAPHIC = ("zh", "ja", "ko")
HANGUL = "\uac00-\ud7a3"
LATIN_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9.’'-]*(?:[ \u00a0][A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9.’'-]*)*")


def prepared(text: str, language: Language, whole: str = "") -> str:
    """The text in NFC with isolates and break characters in place.

    ``whole`` is a name that never breaks: no dictionary knows the medicine's.
    """
    text = unicodedata.normalize("NFC", text)
    if whole and language.breaks == "icu":
        text = text.replace(whole, _joined(whole))
    return "".join(
        _value(part, language) if is_value else _running(part, language) for part, is_value in _parts(text)
    )


def _parts(text: str) -> list[tuple[str, bool]]:
    """The text cut at its outermost isolates: (part, whether it is a value)."""
    parts: list[tuple[str, bool]] = []
    depth, start = 0, 0
    for index, character in enumerate(text):
        if character in OPENING:
            if depth == 0:
                parts.append((text[start:index], False))
                start = index
            depth += 1
        elif character == POP_ISOLATE and depth:
            depth -= 1
            if depth == 0:
                parts.append((text[start : index + 1], True))
                start = index + 1
    parts.append((text[start:], depth > 0))
    return [part for part in parts if part[0]]


def _value(value: str, language: Language) -> str:
    """In Chinese, Japanese and Korean a value breaks between any two characters unless they are joined."""
    if language.locale.language not in IDEOGRAPHIC:
        return value
    joined = value[0]
    for before, after in pairwise(value):
        plain = before not in OPENING and after not in OPENING + POP_ISOLATE and " " not in (before, after)
        joined += (WORD_JOINER if plain else "") + after
    return joined


def _joined(name: str) -> str:
    """The name with U+2060 before each letter but the first; a mark is never parted from its letter."""
    return name[:1] + "".join(
        (WORD_JOINER if unicodedata.category(character) not in {"Mn", "Mc"} else "") + character for character in name[1:]
    )


def _running(text: str, language: Language) -> str:
    if language.direction == "rtl":
        text = LATIN_WORDS.sub(lambda found: isolate(found[0]), text)
    if language.breaks == "icu":
        return _with_word_breaks(text, language)
    if language.breaks == "joined":
        return re.sub(f"(?<=[{HANGUL}])(?=[{HANGUL}])", WORD_JOINER, text)
    return text


def _with_word_breaks(text: str, language: Language) -> str:
    """U+200B where ICU's dictionary ends a word: Pango has none for Lao, Khmer and Burmese."""
    words = list(LineBreaker(text, language.locale.language))
    broken = words[0] if words else ""
    for before, after in pairwise(words):
        letters = unicodedata.category(before[-1]) in _LETTERS and unicodedata.category(after[0]) in _LETTERS
        broken += (ZERO_WIDTH_SPACE if letters and after[0] not in NEVER_FIRST else "") + after
    return broken


_LETTERS = ("Lo", "Mn", "Mc", "Lm")
