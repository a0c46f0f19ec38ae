"""Number words of each language: package data, so that checks work without a project."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from icu4py.breakers import WordBreaker

from plainleaf.values.languages import UNSPACED


@cache
def number_words(language: str) -> frozenset[str]:
    """Number words of a language (its main subtag), case-folded; empty where no list was made."""
    file = files("plainleaf.checks") / "lexicons" / f"{language}.txt"
    if not file.is_file():
        return frozenset()
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(_folded(line) for line in lines if line)


def found_number_words(text: str, tag: str) -> tuple[str, ...]:
    """The number words that stand in a text, as written."""
    language = tag.partition("-")[0]
    known = number_words(language)
    return tuple(word for word in words(text, language) if _folded(word) in known)


def words(text: str, language: str) -> tuple[str, ...]:
    """The words of a text, without punctuation, digits and placeholders; where no spaces part them, ICU does."""
    text = re.sub(r"\{[^{}]*\}", " ", text)
    if language in UNSPACED:
        return tuple(part for part in WordBreaker(text, language) if part.strip() and part[0].isalpha())
    return tuple(
        re.findall(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0d7f\u0610-\u065f’'-](?=\w)|\w)*", text)
    )


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()
