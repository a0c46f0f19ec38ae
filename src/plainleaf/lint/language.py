"""Rules on the language and the script a translation is in."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from babel.core import get_global
from fontTools import unicodedata as ucd  # type: ignore[import-untyped]

from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.values.lexicon import languages, sections

_SCRIPT = 4
"""Letters of a script subtag."""
_FAMILIES = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Hira", "Kana", "Hani"}, "Kore": {"Hang", "Hani"}}
_EVERYWHERE = frozenset({"Zyyy", "Zinh", "Zzzz", "Zmth"})
_MAY_TOUCH = frozenset({"Hang", "Hani", "Thai", "Hira", "Ethi", "Mymr", "Khmr"})
"""Scripts in which a Latin word may stand without a space."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0610-\u065f\u0900-\u0e4e\u200c\u200d'’])*")
_LATIN_RUN = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9'’-]*[\s,]+){3,}[A-Za-z'’-]+")
_LATIN = re.compile(r"[A-Za-z'’]+|[^A-Za-z'’]+")
_FEW, _MANY, _TWO = 3, 4, 2
_LETTERS = 6
"""Fewer letters than these tell no language."""


def untranslated(pair: Pair) -> Iterator[Told]:
    """Is any sentence left in the source's language?

    Bad: `msgid "Call your doctor now."`, `msgstr "Call your doctor now."`
    Good: `msgstr "Llame ya a su médico."`
    """
    ours, theirs = words_of(pair.source.plain), words_of(pair.target.plain)
    source, target = _common(pair.source.language), _common(pair.target.language)
    if pair.source.language == pair.target.language or len(ours) < _FEW:
        return
    if ours == theirs and source & set(ours):
        yield Told("the translation is the source itself", "translate it")
        return
    for run in _runs(pair) if len(ours) >= _MANY else ():
        words = words_of(run)
        foreign = sum(word in source and word not in target for word in words)
        own = sum(word in target for word in words)
        same = len(set(words) & set(ours))
        if len(words) >= _MANY and foreign >= _TWO and foreign > 2 * own and same * 2 > len(set(words)):
            yield Told(f"“{' '.join(words[:6])}” is left in the source's language", "translate it")
            return


def wrong_language(pair: Pair) -> Iterator[Told]:
    """Is the translation in the language of its file?

    In a Spanish file:
    Bad: `msgstr "Prenez un comprimé."`
    Good: `msgstr "Tome una tableta."`
    """
    text, own = pair.target, scripts(pair.target.tag)
    letters = Counter(map(script_of, filter(str.isalpha, text.plain)))
    every = letters.total()
    if every < _LETTERS or not any(map(str.isalpha, pair.source.plain)):
        return
    words = words_of(text.plain)
    hint = "see that it stands in the right file"
    inside = sum(letters[script] for script in own | _EVERYWHERE)
    strange = len(words) >= _MANY and not set(words) & set(words_of(pair.source.plain))
    if inside * 2 < every and (letters["Latn"] * 2 < every or strange):
        yield Told("the translation is in another script than its language", hint)
    elif other := _reads_like(words, text.language):
        yield Told(f"the translation reads like another language ({other})", hint)
    elif foreign := _with_foreign_letters(words, text.language):
        said = (
            f"“{foreign[0]}” has a letter that the language does not use",
            "type the letter of the language",
        )
        yield Told(*said) if len(foreign) > 1 or "Latn" not in own else warning(*said)


def mixed_script(pair: Pair) -> Iterator[Told]:
    """Is each word in one script?

    A letter that only looks right breaks search, spell checkers and voices.
    Bad: `msgstr "Tоme"` with a Cyrillic о.
    Good: the Latin o.
    """
    own = scripts(pair.target.tag)
    if set(map(script_of, set(pair.target.plain))) <= own | _EVERYWHERE:
        return
    allowed = own | _EVERYWHERE | {"Latn"} | set(map(script_of, set(pair.source.plain)))
    for match in _WORD.finditer(pair.target.plain):
        found = set(map(script_of, match[0])) - _EVERYWHERE
        mixed = len(found) > 1 and not found <= own and not _is_joined(match, own)
        if mixed and match[0] not in pair.source.plain:
            yield Told(f"“{match[0]}” mixes scripts: {', '.join(sorted(found))}", "type the word anew")
            return
        if not found <= allowed:
            yield Told(f"“{match[0]}” is in another script", "write it in the language's script")
            return


@cache
def scripts(tag: str) -> frozenset[str]:
    """The scripts a language is written in (ISO 15924), by CLDR's likely subtags."""
    parts = tag.split("-")
    likely = get_global("likely_subtags").get(parts[0], "").split("_")
    script = next((part for part in (*parts[1:], *likely[1:]) if len(part) == _SCRIPT), "Latn")
    return frozenset(_FAMILIES.get(script, {script}))


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The words, case-folded."""
    return tuple(match[0].casefold() for match in _WORD.finditer(text))


def _runs(pair: Pair) -> Iterator[str]:
    """Where a sentence could be left: each of them, and in other scripts each run of Latin words."""
    for sentence in pair.target.sentences:
        text = pair.target.plain[sentence.start : sentence.stop]
        yield from [text] if "Latn" in scripts(pair.target.tag) else _LATIN_RUN.findall(text)


def _reads_like(words: tuple[str, ...], language: str) -> str | None:
    """Another language of the same script whose frequent words stand there, and its own do not."""
    for other in _neighbours(language):
        theirs = sum(map(_common_alone(other, language).__contains__, words))
        if theirs >= _TWO and theirs > 2 * sum(map(_common_alone(language, other).__contains__, words)):
            return other
    return None


def _with_foreign_letters(words: tuple[str, ...], language: str) -> list[str]:
    foreign = _foreign_letters(language)
    return [word for word in words if foreign & set(word)]


@cache
def _foreign_letters(language: str) -> frozenset[str]:
    return frozenset("".join(sections(language).get("letters", {}).get("foreign", ())))


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in sections(language).get("common", {}).get("words", ()))


@cache
def _common_alone(language: str, other: str) -> frozenset[str]:
    """Frequent words of a language that the other does not have."""
    return _common(language) - _common(other)


@cache
def _neighbours(language: str) -> tuple[str, ...]:
    """Languages with a lexicon in the same script."""
    return tuple(other for other in languages() if other != language and scripts(other) == scripts(language))


@cache
def script_of(char: str) -> str:
    """The script of a character (ISO 15924)."""
    return str(ucd.script(char))


def _is_joined(word: re.Match[str], own: frozenset[str]) -> bool:
    """“Android에서”, “mRNA疫苗”, “25 °C以下”: where no space parts them, a Latin word may touch the language's own."""
    runs = _LATIN.findall(word[0])
    before = word.string[: word.start()].rstrip()[-1:]
    unit = before == "°" or before.isdigit() or runs[0].isupper()
    return bool(own & _MAY_TOUCH) and all(
        len(run) > 1 or (unit and at == 0) for at, run in enumerate(runs) if run.isascii()
    )


RULES = (
    Rule("untranslated", untranslated),
    Rule("wrong-language", wrong_language),
    Rule("mixed-script", mixed_script),
)
