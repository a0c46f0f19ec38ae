"""Rules on what hides among letters and digits."""

import re
import unicodedata
from collections.abc import Iterator

from plainleaf.lint.language import script_of
from plainleaf.lint.pair import Pair, Rule, Told, warning

_LETTERS_AS_DIGITS = re.compile(
    r"(?<![^\W_])(?:\d[\d.,٫]*[OoIl|S]+[\dOoIl]*|[OoIl|]+\d[\d.,٫OoIl]*|[٠-٩۰-۹]+ه|ه[٠-٩۰-۹]+)(?![^\W_])"
)
_LONE = re.compile(r"(?<!\S)[lIO](?=\s)")
_BESIDE = 2
"""Characters between a number and its unit: a space, and one more where a tag stood."""
_NUMBER = re.compile(r"\d[\d.,٫٬]*\d")
_WIDE = re.compile("[\uff10-\uff19]")
_ISOLATES, _CLOSE = "\u2066\u2067\u2068", "\u2069"
_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e"
_MARKS = "\u200e\u200f"
_JOINERS = "\u200c\u200d"
_SPACE_BETWEEN_WORDS = "\u200b"
_HIDDEN = "\u00ad\ufeff\u2028\u2029\ufffd\u2060\u180e\u061c" + _SPACE_BETWEEN_WORDS
_MAY_HIDE = frozenset(_HIDDEN + _JOINERS + _MARKS)
_TURNING = frozenset(_ISOLATES + _CLOSE + _OVERRIDES)
_UNJOINED = frozenset({"Latn", "Cyrl", "Zyyy", "Hani", "Hang", "Thai", "Ethi"})
"""Scripts whose letters do not join: no spelling of theirs needs a joiner."""


def confusable_digit(pair: Pair) -> Iterator[Told]:
    """Is every digit a digit, of one script?

    A letter O for a nought and an l for a one are read as digits by people and as letters by machines.
    Bad: `msgstr "Tome 1O mg."`
    Good: `msgstr "Tome 10 mg."`
    """
    text = pair.target.plain
    for match in _LETTERS_AS_DIGITS.finditer(text):
        if match[0] not in pair.source.plain:
            yield Told(f"“{match[0]}” has a letter among its digits", "type the digits anew")
            return
    lone = _LONE.search(text)
    units = (term.start for term in pair.target.terms if term.keys("units"))
    if lone and any(0 < start - lone.end() <= _BESIDE for start in units):
        yield Told(f"the letter “{lone[0]}” stands where a digit should", "type the digit")
        return
    for match in _NUMBER.finditer(text):
        if len({ord(char) - unicodedata.decimal(char) for char in match[0] if char.isdecimal()}) > 1:
            yield Told(f"“{match[0]}” mixes digits of two scripts", "type the number anew")
            return
    if (wide := _WIDE.search(text)) and pair.target.language not in {"zh", "ja", "ko"}:
        yield Told(f"“{wide[0]}” is a digit of East Asian width", "type the plain digit")


def hidden_character(pair: Pair) -> Iterator[Told]:
    r"""Is there no character that nobody sees?

    Controls, soft hyphens and marks of byte order get lost or printed as a box.
    Bad: `msgstr "To\u00adme"`
    Good: `msgstr "Tome"`
    """
    new = set(pair.target.text) - set(pair.source.text) - set("\n\t")
    unseen = {char for char in new if char in _MAY_HIDE or _is_control(char)}
    for at, char in enumerate(pair.target.text) if unseen else ():
        if char not in unseen:
            continue
        if _is_hidden(char, pair.target.language) or (char in _JOINERS and not _joins(pair.target.text, at)):
            yield Told(f"the hidden character U+{ord(char):04X} stands in it", "delete it")
            return
        if char in _MARKS:
            hint = "delete it: values are isolated when they print"
            yield warning(f"the direction mark U+{ord(char):04X} stands in it", hint)


def is_spelling(text: str, at: int, language: str) -> bool:
    """Whether a character that nobody sees is there to write its language: a joiner between letters that join, a space
    of no width in a script that has none between its words.
    """
    char = text[at]
    return (char in _JOINERS and _joins(text, at)) or (
        char == _SPACE_BETWEEN_WORDS and not _is_hidden(char, language)
    )


def bidi_override(pair: Pair) -> Iterator[Told]:
    r"""Does nothing turn the order of reading round?

    An override shows 12 as 21. Isolates must be closed where they were opened.
    Bad: `msgstr "\u202e12 mg"`
    Good: `msgstr "12 mg"`
    """
    hint = "delete it: values are isolated when they print"
    if over := next((char for char in pair.target.text if char in _OVERRIDES), None):
        yield Told(f"the direction override U+{ord(over):04X} stands in it", hint)
    depth = 0
    for char in pair.target.text if not _TURNING.isdisjoint(pair.target.text) else ():
        depth += (char in _ISOLATES) - (char == _CLOSE)
        if depth < 0:
            break
    if depth:
        yield Told("an isolate is not closed, or closed without being open", hint)


def _is_hidden(char: str, language: str) -> bool:
    if char == _SPACE_BETWEEN_WORDS and language in {"th", "lo", "km", "my"}:
        return False
    return char in _HIDDEN or _is_control(char)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Co", "Cn", "Cs"}


def _joins(text: str, at: int) -> bool:
    """Between letters that join, U+200C and U+200D are spelling."""
    return 0 < at < len(text) - 1 and script_of(text[at - 1]) not in _UNJOINED


RULES = (
    Rule("confusable-digit", confusable_digit),
    Rule("hidden-character", hidden_character),
    Rule("bidi-override", bidi_override),
)
