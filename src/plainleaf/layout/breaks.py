"""Where lines may break: what Pango does not know of scripts without spaces, and what must stay together.

Values arrive isolated (U+2066 … U+2069) and are never broken into.
"""

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise

from icu4py.breakers import LineBreaker
from markupsafe import Markup

from plainleaf.values.characters import OPENING, POP_ISOLATE, WORD_JOINER
from plainleaf.values.languages import Language
from plainleaf.values.numbers import SHORT, isolate, loosened, without_isolates

ZERO_WIDTH_SPACE = "\u200b"
NEVER_FIRST = "\u0ec6\u17d7\u0e46\u0e2f"
"""Repetition and abbreviation marks of Lao, Khmer and Thai: they stay with the word before them."""

IDEOGRAPHIC = ("zh", "ja", "ko")
HANGUL = "\uac00-\ud7a3"
_LATIN = "A-Za-z\u00c0-\u024f"
_LATIN_WORD = f"[{_LATIN}](?:[.’'-]?[{_LATIN}0-9])*"
LATIN_WORDS = re.compile(rf"\{{\w+\}}|{_LATIN_WORD}(?:[ \u00a0]{_LATIN_WORD})*")
"""Words without the full stop after them, and what the page fills in itself: ``{page}`` is no word."""

_VALUE = f"[{OPENING}](?:[^{OPENING}{POP_ISOLATE}]|[{OPENING}][^{OPENING}{POP_ISOLATE}]*{POP_ISOLATE})*{POP_ISOLATE}"
"""A value between isolates, with values inside it; what holds phrases of phrases is long and is found by its parts."""

_LETTERS = ("Lo", "Mn", "Mc", "Lm")


def prepared(text: str, language: Language, whole: Collection[str] = ()) -> str:
    """The text in NFC with isolates and break characters in place.

    ``whole`` are words that get no break: no dictionary knows the names of medicines.
    """
    text = unicodedata.normalize("NFC", text)
    return "".join(
        _value(part, language) if is_value else _running(part, language, whole)
        for part, is_value in _parts(text)
    )


def isolated(text: str, language: Language) -> str:
    """The text in NFC, in its order in any viewer, and without a character that is there for lines of print: what may
    be copied, searched and read aloud. Browsers have dictionaries of their own.
    """
    text = unicodedata.normalize("NFC", text)
    parts = (loosened(part) if is_value else _in_order(part, language) for part, is_value in _parts(text))
    return "".join(parts).replace(WORD_JOINER, "")


def kept_whole(html: Markup, language: Language, whole: Collection[str]) -> Markup:
    """The text as HTML with these words, and its short values, on one line each.

    Pango breaks Thai by a dictionary of its own, beside no-break spaces too, and heeds no U+2060 there: only an element
    can hold words together.
    """
    return held_together(html, language, whole) if language.breaks == "icu" else html


def held_together(html: Markup, language: Language, whole: Collection[str]) -> Markup:
    """The same in any script: style sheets of browsers can keep Chinese values in one piece too."""
    whole = whole if language.breaks == "icu" else ()
    pattern = f"{_VALUE}|{known}" if (known := _any_of(whole)) else _VALUE
    return Markup(re.sub(pattern, _held, str(html)))  # noqa: S704 - what is wrapped is escaped already


def _held(found: re.Match[str]) -> str:
    is_short = len(without_isolates(found[0])) <= SHORT
    return f'<span class="whole">{found[0]}</span>' if is_short else found[0]


def _any_of(words: Collection[str]) -> str:
    """A pattern for any of the words, the longest first."""
    known = sorted((unicodedata.normalize("NFC", word) for word in words if word), key=len, reverse=True)
    return "|".join(map(re.escape, known))


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
        opens = before in OPENING or after in OPENING + POP_ISOLATE
        apart = opens or " " in (before, after) or WORD_JOINER in (before, after)
        joined += after if apart else WORD_JOINER + after
    return joined


def _running(text: str, language: Language, whole: Collection[str]) -> str:
    text = _in_order(text, language)
    if language.breaks == "icu":
        return _with_word_breaks(text, language, whole)
    if language.breaks == "joined":
        return re.sub(f"(?<=[{HANGUL}])(?=[{HANGUL}])", WORD_JOINER, text)
    return text


def _in_order(text: str, language: Language) -> str:
    """Latin words isolated in right-to-left text."""
    if language.direction != "rtl":
        return text
    return LATIN_WORDS.sub(lambda found: found[0] if found[0][0] == "{" else isolate(found[0]), text)


def _with_word_breaks(text: str, language: Language, whole: Collection[str]) -> str:
    """U+200B where ICU's dictionary ends a word: Pango has none for Lao, Khmer and Burmese."""
    words: list[str] = []
    known = _any_of(whole)
    for index, part in enumerate(re.split(f"({known})", text) if known else [text]):
        words += [part] if index % 2 else LineBreaker(part, language.locale.language)
    broken = words[0] if words else ""
    for before, after in pairwise(words):
        letters = unicodedata.category(before[-1]) in _LETTERS and unicodedata.category(after[0]) in _LETTERS
        broken += (ZERO_WIDTH_SPACE if letters and after[0] not in NEVER_FIRST else "") + after
    return broken
