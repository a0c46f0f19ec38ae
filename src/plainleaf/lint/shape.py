"""Rules on the shape of a translation: placeholders, markup, length, sentences, marks, spaces, repeated words."""

import re
from collections import Counter
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.lint.pair import Pair, Rule
from plainleaf.lint.side import STRONG, TAG, Side
from plainleaf.values.languages import UNSPACED
from plainleaf.values.lexicon import LETTER, sections

Told = Iterator[tuple[str, str, Severity]]

_QUESTION, _FULL = "?؟？፧;", ".。।॥۔።…!！:：،"
_NO_BREAK = "\u00a0\u202f"
_REPEATED = re.compile(rf"(?<!{LETTER})(?<!-)({LETTER}+)\s+\1(?!{LETTER})(?!-)", re.IGNORECASE)
_BRACE = re.compile(r"\{[^{}]*\Z|^[^{}]*\}|%\([^)]*\Z|%\([^)]*\)(?![-+0#\d.a-zA-Z])")
_LONG, _SHORTEST, _LONGEST = 25, 0.4, 3.0
_WIDTH = {
    "zh": 0.33,
    "ja": 0.5,
    "ko": 0.55,
    "th": 0.95,
    "am": 0.7,
    "ar": 0.85,
    "ur": 1.0,
    "hi": 1.0,
    "bn": 1.0,
}
"""How long a text is beside its English, in letters, where that is far from one."""


def placeholder_lost(pair: Pair) -> Told:
    """Does the translation hold exactly the placeholders of its source?

    Bad: `msgid "Take {dose}."`, `msgstr "Tome {dosis}."` Good: `msgstr "Tome {dose}."`
    """
    ours, theirs = (
        Counter(map(_bare, pair.source.placeholders)),
        Counter(map(_bare, pair.target.placeholders)),
    )
    if ours != theirs:
        lost, added = ", ".join((ours - theirs).elements()), ", ".join((theirs - ours).elements())
        told = " and ".join(
            part for part in (lost and f"{lost} is lost", added and f"{added} is added") if part
        )
        yield told, "copy the source's placeholders", Severity.ERROR
    elif _BRACE.search(pair.target.text) and not _BRACE.search(pair.source.text):
        yield "a placeholder is broken", "copy it from the source", Severity.ERROR


def markup_lost(pair: Pair) -> Told:
    """Is what is marked in the source marked in the translation, in pairs?

    Bad: `msgid "Do **not** stop."`, `msgstr "**No pare."` Good: `msgstr "**No** pare."`
    """
    if pair.source.text.count(STRONG) != pair.target.text.count(STRONG) and "python" not in "".join(
        pair.flags
    ):
        yield "the ** differ in number from the source's", "put ** round the same words", Severity.ERROR
    ours, theirs = (
        Counter(map(_tag, TAG.findall(pair.source.text))),
        Counter(map(_tag, TAG.findall(pair.target.text))),
    )
    if ours != theirs:
        changed = ", ".join(sorted(((ours - theirs) + (theirs - ours)).keys()))
        yield f"the tags differ: {changed}", "copy the source's tags", Severity.ERROR


def length_differs(pair: Pair) -> Told:
    """Is the translation about as long as its language makes it?

    A text half as long as its source has lost a sentence.
    """
    ours, theirs = len(pair.source.plain.strip()), len(pair.target.plain.strip())
    if ours < _LONG or not theirs:
        return
    ratio = theirs / ours / _WIDTH.get(pair.target.language, 1.15)
    if not _SHORTEST + 0.15 <= ratio <= _LONGEST:
        yield (
            f"the translation is {theirs / ours:.1f} times as long as its source",
            "see that nothing is lost or added",
            Severity.WARNING,
        )


def sentence_count(pair: Pair) -> Told:
    """Has the translation as many sentences as its source?"""
    ours, theirs = len(pair.source.sentences), len(pair.target.sentences)
    if ours != theirs and pair.target.language not in {"th", "lo", "km"}:
        yield f"{ours} sentences became {theirs}", "see that none is lost", Severity.WARNING


def end_mark(pair: Pair) -> Told:
    """Does it end as its source does, with its language's mark?"""
    ours, theirs = _end(pair.source), _end(pair.target)
    if pair.target.language in {"th", "lo"} or not pair.source.plain.strip() or not pair.target.plain.strip():
        return
    if ours != theirs and {ours, theirs} != {"full", "colon"}:
        yield (
            "the mark at the end is another than the source's",
            "end it as the source ends",
            Severity.WARNING,
        )


def no_break_lost(pair: Pair) -> Told:
    """Does a no-break space of the source hold the number and its unit together here too?"""
    held = re.findall(rf"(?:\d|\ufffc)[{_NO_BREAK}]", pair.source.plain)
    torn = re.search(r"(?:\d|\ufffc) (?=[^\W\d])", pair.target.plain)
    kept = re.search(rf"(?:\d|\ufffc)[{_NO_BREAK}]|[{_NO_BREAK}](?:\d|\ufffc)", pair.target.plain)
    if held and torn and not kept:
        yield (
            "a value may be torn at the end of a line",
            "write a no-break space as the source does",
            Severity.WARNING,
        )


def repeated_word(pair: Pair) -> Told:
    """Does no word stand twice in a row by mistake?"""
    allowed = {word.casefold() for word in sections(pair.target.language).get("repeats", {}).get("words", ())}
    if pair.target.language in UNSPACED:
        return
    for match in _REPEATED.finditer(pair.target.plain):
        if not {match[1].casefold(), match[0].casefold()} & allowed and not _REPEATED.search(
            pair.source.plain
        ):
            yield f"“{match[1]}” stands twice", "delete one", Severity.WARNING
            return


def _bare(placeholder: str) -> str:
    return placeholder.strip()


def _tag(tag: str) -> str:
    return re.sub(r"\s.*?(/?>)", r"\1", tag.casefold())


def _end(side: Side) -> str:
    last = side.plain.strip().rstrip("\"'”’»)*]」』 ")[-1:]
    if last in {":", "：", "፦"}:
        return "colon"
    if last and last in _QUESTION:
        return "question"
    return "full" if last and last in _FULL else "none"


RULES = (
    Rule("placeholder-lost", placeholder_lost),
    Rule("markup-lost", markup_lost),
    Rule("length-differs", length_differs),
    Rule("sentence-count", sentence_count),
    Rule("end-mark", end_mark),
    Rule("no-break-lost", no_break_lost),
    Rule("repeated-word", repeated_word),
)
