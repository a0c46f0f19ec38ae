"""Rules on characters: whose language and script a text is in, and what hides among its letters and digits."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel.core import get_global
from fontTools import unicodedata as ucd

from plainleaf.findings import Severity
from plainleaf.lint.pair import Pair, Rule
from plainleaf.lint.side import Side
from plainleaf.values.lexicon import languages, sections

Told = Iterator[tuple[str, str, Severity]]

_FAMILIES = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Hira", "Kana", "Hani"}, "Kore": {"Hang", "Hani"}}
_EVERYWHERE = {"Zyyy", "Zinh", "Zzzz", "Zmth"}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0610-\u065f\u0900-\u0e4e\u200c\u200d'’])*")
_LOOKALIKE = re.compile(
    r"(?<![^\W_])(?=[\d.,٫OoIl|Sه]*\d)(?=[\d.,٫]*[OoIl|Sه])(?:\d[\d.,٫]*[OoIl|S]+[\dOoIl]*|[OoIl|]+\d[\d.,٫OoIl]*|[٠-٩۰-۹]+ه|ه[٠-٩۰-۹]+)(?![^\W_])"
)
_MIXED = re.compile(r"\d[\d.,٫٬]*\d")
_ISOLATES, _CLOSE = "\u2066\u2067\u2068", "\u2069"
_OVERRIDES = "\u202a\u202b\u202c\u202d\u202e"
_JOINERS = "\u200c\u200d"
_HIDDEN = "\u00ad\ufeff\u2028\u2029\ufffd\u2060\u180e\u061c\u200b"
_BREAKS = {"th", "lo", "km", "my"}
_FEW, _MANY = 3, 4


def untranslated(pair: Pair) -> Told:
    """Is any sentence left in the source's language?

    Bad: `msgid "Call your doctor now."`, `msgstr "Call your doctor now."` Good: `msgstr "Llame ya a su médico."`
    """
    ours, theirs = _words(pair.source.plain), _words(pair.target.plain)
    if pair.source.language == pair.target.language:
        return
    if len(ours) >= _FEW and ours == theirs and any(word in _common(pair.source.language) for word in ours):
        yield "the translation is the source itself", "translate it", Severity.ERROR
        return
    if len(ours) < _MANY:
        return
    source, target = _common(pair.source.language), _common(pair.target.language)
    for sentence in pair.target.sentences or (range(len(pair.target.plain)),):
        text = pair.target.plain[sentence.start : sentence.stop]
        runs = (
            [text]
            if "Latn" in scripts(pair.target.tag)
            else re.findall(r"(?:[A-Za-z][A-Za-z'’-]*[\s,]+){3,}[A-Za-z'’-]+", text)
        )
        for run in runs:
            words = _words(run)
            foreign = [word for word in words if word in source and word not in target]
            own = [word for word in words if word in target]
            if (
                len(words) >= _MANY
                and len(foreign) >= 2
                and len(foreign) > 2 * len(own)
                and set(words) <= {*ours, *words}
                and len(set(words) & set(ours)) * 2 > len(set(words))
            ):  # noqa: PLR2004
                yield (
                    f"“{' '.join(words[:6])}” is left in the source's language",
                    "translate it",
                    Severity.ERROR,
                )
                return


def wrong_language(pair: Pair) -> Told:
    """Is the translation in the language of its file?

    Bad, in a Spanish file: `msgstr "Prenez un comprimé."` Good: `msgstr "Tome una tableta."`
    """
    text, own = pair.target, scripts(pair.target.tag)
    letters = [char for char in text.plain if char.isalpha()]
    if len(letters) < 6 or not any(char.isalpha() for char in pair.source.plain):  # noqa: PLR2004
        return
    inside = sum(_script(char) in own | _EVERYWHERE for char in letters)
    latin = sum(_script(char) == "Latn" for char in letters)
    if inside * 2 < len(letters) and latin * 2 < len(letters):
        yield (
            "the translation is in another script than its language",
            "see that it stands in the right file",
            Severity.ERROR,
        )
        return
    foreign = sections(text.language).get("letters", {}).get("foreign", ())
    words = _words(text.plain)
    strange = [word for word in words if any(char in foreign for char in word)]
    own_words = _common(text.language)
    for other in _neighbours(text.language):
        theirs = sum(word in _common(other) - own_words for word in words)
        mine = sum(word in own_words - _common(other) for word in words)
        if theirs >= 2 and theirs > 2 * mine:  # noqa: PLR2004
            best = other
            break
    else:
        best = ""
    if best:
        yield (
            f"the translation reads like another language ({best})",
            "see that it stands in the right file",
            Severity.ERROR,
        )
    elif strange:
        severity = Severity.ERROR if len(strange) > 1 or "Latn" not in own else Severity.WARNING
        yield (
            f"“{strange[0]}” has a letter that the language does not use",
            "type the letter of the language",
            severity,
        )


def mixed_script(pair: Pair) -> Told:
    """Is each word in one script?

    A letter that only looks right breaks search, spell checkers and voices.
    Bad: `msgstr "Tоme"` with a Cyrillic о. Good: the Latin o.
    """
    own = scripts(pair.target.tag)
    for match in _WORD.finditer(pair.target.plain):
        found = {_script(char) for char in match[0] if char.isalpha()} - _EVERYWHERE
        if (
            len(found) > 1
            and not (found <= own)
            and not _is_joined(match, own)
            and match[0] not in pair.source.plain
        ):
            yield (
                f"“{match[0]}” mixes scripts: {', '.join(sorted(found))}",
                "type the word anew",
                Severity.ERROR,
            )
            return
    allowed = own | _EVERYWHERE | {"Latn"} | {_script(char) for char in pair.source.plain}
    for match in _WORD.finditer(pair.target.plain):
        strange = [char for char in match[0] if _script(char) not in allowed]
        if strange:
            yield f"“{match[0]}” is in another script", "write it in the language's script", Severity.ERROR
            return


def confusable_digit(pair: Pair) -> Told:
    """Is every digit a digit, of one script?

    A letter O for a nought and an l for a one are read as digits by people and as letters by machines.
    Bad: `msgstr "Tome 1O mg."` Good: `msgstr "Tome 10 mg."`
    """
    for match in _LOOKALIKE.finditer(pair.target.plain):
        if match[0] not in pair.source.plain:
            yield f"“{match[0]}” has a letter among its digits", "type the digits anew", Severity.ERROR
            return
    lone = re.search(r"(?<!\S)[lIO](?=[\s\u00a0])", pair.target.plain)
    if lone and any(0 < term.start - lone.end() <= 1 and term.keys("units") for term in pair.target.terms):
        yield f"the letter “{lone[0]}” stands where a digit should", "type the digit", Severity.ERROR
        return
    for match in _MIXED.finditer(pair.target.plain):
        if len({ord(char) - unicodedata.decimal(char) for char in match[0] if char.isdecimal()}) > 1:
            yield f"“{match[0]}” mixes digits of two scripts", "type the number anew", Severity.ERROR
            return
    full = [char for char in pair.target.plain if "０" <= char <= "９"]
    if full and not {"zh", "ja", "ko"} & {pair.target.language}:
        yield f"“{full[0]}” is a digit of East Asian width", "type the plain digit", Severity.ERROR


def hidden_character(pair: Pair) -> Told:
    """Is there no character that nobody sees?

    Controls, soft hyphens and marks of byte order get lost or printed as a box.
    Bad: `msgstr "To\\u00adme"` Good: `msgstr "Tome"`
    """
    for at, char in enumerate(pair.target.text):
        if char in pair.source.text or char in "\n\t":
            continue
        bare = char in _HIDDEN and not (char == "\u200b" and pair.target.language in _BREAKS)
        joiner = char in _JOINERS and not _joins(pair.target.text, at)
        if bare or joiner or (unicodedata.category(char) in {"Cc", "Co", "Cn", "Cs"}):
            yield f"the hidden character U+{ord(char):04X} stands in it", "delete it", Severity.ERROR
            return
        if char in "\u200e\u200f":
            yield (
                f"the direction mark U+{ord(char):04X} stands in it",
                "delete it: values are isolated when they print",
                Severity.WARNING,
            )


def bidi_override(pair: Pair) -> Told:
    """Does nothing turn the order of reading round?

    An override shows 12 as 21. Isolates must be closed where they were opened.
    Bad: `msgstr "\\u202e12 mg"` Good: `msgstr "12 mg"`
    """
    text = pair.target.text
    over = [char for char in text if char in _OVERRIDES]
    if over:
        yield (
            f"the direction override U+{ord(over[0]):04X} stands in it",
            "delete it: values are isolated when they print",
            Severity.ERROR,
        )
    depth = 0
    for char in text:
        depth += (char in _ISOLATES) - (char == _CLOSE)
        if depth < 0:
            break
    if depth:
        yield (
            "an isolate is not closed, or closed without being open",
            "delete U+2066 to U+2069: values are isolated when they print",
            Severity.ERROR,
        )


@cache
def _script(char: str) -> str:
    """ISO 15924."""
    return str(ucd.script(char))


@cache
def scripts(tag: str) -> frozenset[str]:
    """The scripts a language is written in, by CLDR's likely subtags."""
    parts = tag.split("-")
    given = [part for part in parts[1:] if len(part) == 4]  # noqa: PLR2004
    likely = get_global("likely_subtags").get(parts[0], "und_Latn").split("_")
    script = given[0] if given else next((part for part in likely[1:] if len(part) == 4), "Latn")  # noqa: PLR2004
    return frozenset(_FAMILIES.get(script, {script}))


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in sections(language).get("common", {}).get("words", ()))


@cache
def _neighbours(language: str) -> tuple[str, ...]:
    """Languages with a lexicon in the same script."""
    return tuple(other for other in languages() if other != language and scripts(other) == scripts(language))


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in _WORD.finditer(text)]


def _is_joined(word: re.Match[str], own: frozenset[str]) -> bool:
    """“Android에서”, “mRNA疫苗”, “25 °C以下”: where no space parts them, a Latin word may touch the language's own."""
    runs = re.findall(r"[A-Za-z'’]+|[^A-Za-z'’]+", word[0])
    before = word.string[max(0, word.start() - 1) : word.start()]
    sign = runs[0].isascii() and (before in {"°", " ", "\u00a0"} or before.isdigit())
    return bool(own & {"Hang", "Hani", "Thai", "Hira", "Ethi", "Mymr", "Khmr"}) and all(
        len(run) > 1 or (sign and at == 0) for at, run in enumerate(runs) if run.isascii()
    )


def _joins(text: str, at: int) -> bool:
    """Between letters that join, U+200C and U+200D are spelling."""
    return 0 < at < len(text) - 1 and _script(text[at - 1]) not in {
        "Latn",
        "Cyrl",
        "Zyyy",
        "Hani",
        "Hang",
        "Thai",
        "Ethi",
    }


RULES = (
    Rule("untranslated", untranslated),
    Rule("wrong-language", wrong_language),
    Rule("mixed-script", mixed_script),
    Rule("confusable-digit", confusable_digit),
    Rule("hidden-character", hidden_character),
    Rule("bidi-override", bidi_override),
)
