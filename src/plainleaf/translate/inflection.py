"""Where words of a glossary stand in a text, in the forms that the glossary gives them.

A form is written as in the lexicons: ``tablet`` is a whole word, ``таблет-`` every word that begins so, ``-دواء-``
every word that holds it; in a form of several words each may have its own hyphen. Capitals, the shape of an apostrophe,
vowel signs that Arabic may leave out and invisible characters do not matter. Where no spaces part words, a form may
stand anywhere, but one in Latin letters is a whole word there too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from plainleaf.translate.references import REFERENCE
from plainleaf.values.languages import UNSPACED
from plainleaf.values.lexicon import LETTER

Span = tuple[int, int]
"""Start and end in a comparable text."""

_PLACEHOLDER = "\ufffc"
_ARABIC_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")
_SHAPES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u2010": "-", "\u2011": "-"})
_LATIN = "[A-Za-z\u00c0-\u024f]"
_WORDS = re.compile(f"{LETTER}+")
_JOINT = re.compile(r"[\s'-]+")
"""What may stand between two words of a form, however its author wrote them."""


@dataclass(frozen=True)
class _Part:
    """One word of a form; ``marks`` part it from the one before it, letters may stand before or after its stem."""

    marks: str
    stem: str
    before: bool
    after: bool

    def fits(self, word: str) -> bool:
        if self.before:
            return self.stem in word if self.after else word.endswith(self.stem)
        return word.startswith(self.stem) if self.after else word == self.stem


@lru_cache(maxsize=1024)
def comparable(text: str) -> str:
    """The text as forms are looked for in it: without markup, placeholders and what does not matter."""
    text = REFERENCE.sub(_PLACEHOLDER, unicodedata.normalize("NFC", text)).replace("**", "")
    text = _ARABIC_SIGNS.sub("", text.translate(_SHAPES))
    for character in set(text):
        if unicodedata.category(character) == "Cf":
            text = text.replace(character, "")
    return text.casefold()


def has_letters(form: str) -> bool:
    """Whether a form could ever be found."""
    return _WORDS.search(comparable(form)) is not None


@cache
def longest_word(form: str) -> str:
    """The letters of a form that stand in every text where the form stands; none where it could never be found.

    Looking for them first takes no time, and of most forms a text holds not even these.
    """
    return max(_WORDS.findall(comparable(form)), key=len, default="")


def spans(forms: Iterable[str], text: str, tag: str) -> tuple[Span, ...]:
    """Where any of the forms stands in a comparable text of a language, a BCP 47 tag; they may overlap."""
    likely = [form for form in forms if (word := longest_word(form)) and word in text]
    if tag.partition("-")[0] in UNSPACED:
        return tuple(match.span() for form in likely for match in _anywhere(form).finditer(text))
    return tuple(span for form in likely for span in _in_words(form, text))


def _in_words(form: str, text: str) -> Iterator[Span]:
    parts, words = _parts(form), _words(text)
    fitting = (at for at, (_, word) in enumerate(words) if parts and parts[0].fits(word))
    for at in fitting:
        held = words[at : at + len(parts)]
        if len(held) == len(parts) and all(
            part.fits(word) for part, (_, word) in zip(parts[1:], held[1:], strict=True)
        ):
            ends = [start + len(word) for start, word in held]
            gaps = zip(parts[1:], ends[:-1], held[1:], strict=True)
            if all(_JOINT.sub("", text[end:start]) == part.marks for part, end, (start, _) in gaps):
                yield held[0][0], ends[-1]


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[tuple[int, str], ...]:
    """The words of a text with their starts; a text is asked for many forms, one after the other."""
    return tuple((match.start(), match[0]) for match in _WORDS.finditer(text))


@cache
def _parts(form: str) -> tuple[_Part, ...]:
    """A hyphen within a word parts two words; before or after one it stands for letters."""
    text = comparable(form)
    parts: list[_Part] = []
    last = -1
    for match in _WORDS.finditer(text):
        start, end = match.span()
        before = text[:start].endswith("-") and start - 1 != last
        after = text[end:].startswith("-") and not _WORDS.match(text, end + 1)
        parts.append(_Part(_JOINT.sub("", text[max(last, 0) : start]), match[0], before, after))
        last = end
    return tuple(parts)


@cache
def _anywhere(form: str) -> re.Pattern[str]:
    words = [word.strip("-") for word in comparable(form).split()]
    if not has_letters(form):
        return re.compile(r"(?!)")
    before = f"(?<!{_LATIN})" if re.match(_LATIN, words[0]) else ""
    after = f"(?!{_LATIN})" if re.search(_LATIN + r"\Z", words[-1]) else ""
    return re.compile(before + r"\s*".join(map(re.escape, words)) + after)
