"""Rules on style: the mark at the end, no-break spaces, words that stand twice. All of them warn."""

import re
from collections.abc import Iterator
from functools import cache

from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.lint.quantity import PLACEHOLDER
from plainleaf.lint.side import Side
from plainleaf.values.languages import UNSPACED
from plainleaf.values.lexicon import LETTER, sections

_QUOTES = "\"'”’»)*]」』 "
_MARKS = {
    **dict.fromkeys(":：፦", "colon"),
    **dict.fromkeys("?؟？፧;", "question"),
    **dict.fromkeys(".。।॥۔።…!！،", "full"),
}
_NO_BREAK = "\u00a0\u202f"
_VALUE = rf"(?:\d|{PLACEHOLDER})"
_HELD = re.compile(rf"{_VALUE}[{_NO_BREAK}]")
_KEPT = re.compile(rf"{_VALUE}[{_NO_BREAK}]|[{_NO_BREAK}]{_VALUE}")
_TORN = re.compile(rf"{_VALUE} (?=[^\W\d])")
_TWICE = re.compile(rf"(?<!{LETTER})(?<!-)({LETTER}+)\s+\1(?!{LETTER})(?!-)", re.IGNORECASE)


def end_mark(pair: Pair) -> Iterator[Told]:
    """Does it end as its source does, with its language's mark?

    Bad: `msgid "Are you well?"`, `msgstr "Está bien."`
    Good: `msgstr "¿Está bien?"`
    """
    ours, theirs = _end(pair.source), _end(pair.target)
    alike = ours == theirs or {ours, theirs} == {"full", "colon"}
    if not alike and pair.target.language not in {"th", "lo"} and pair.source.plain.strip():
        yield warning("the mark at the end is another than the source's", "end it as the source ends")


def no_break_lost(pair: Pair) -> Iterator[Told]:
    """Does a no-break space of the source hold the number and its unit together here too?

    Bad: “5 mg” with a plain space, where the source has U+00A0.
    Good: with U+00A0.
    """
    text = pair.target.plain
    if _HELD.search(pair.source.plain) and _TORN.search(text) and not _KEPT.search(text):
        yield warning("a value may be torn at the end of a line", "write a no-break space as the source does")


def repeated_word(pair: Pair) -> Iterator[Told]:
    """Does no word stand twice in a row by mistake?

    Bad: `msgstr "Tome la la tableta."`
    Good: `msgstr "Tome la tableta."`
    """
    if pair.target.language in UNSPACED:
        return
    for match in _TWICE.finditer(pair.target.plain):
        if not {match[1].casefold(), match[0].casefold()} & _allowed(pair.target.language):
            if not _TWICE.search(pair.source.plain):
                yield warning(f"“{match[1]}” stands twice", "delete one")
            return


@cache
def _allowed(language: str) -> frozenset[str]:
    """Words that a language says twice."""
    return frozenset(word.casefold() for word in sections(language).get("repeats", {}).get("words", ()))


def _end(side: Side) -> str:
    return _MARKS.get(side.plain.strip().rstrip(_QUOTES)[-1:], "none")


RULES = (
    Rule("end-mark", end_mark),
    Rule("no-break-lost", no_break_lost),
    Rule("repeated-word", repeated_word),
)
