"""Rules on the shape of a translation: placeholders, markup, length, sentences."""

import re
from collections import Counter
from collections.abc import Iterator

from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.lint.side import STRONG, TAG

_BROKEN = re.compile(r"\{[^{}]*\Z|^[^{}]*\}|%\([^)]*\Z|%\([^)]*\)(?![-+0#\d.a-zA-Z])")
_ATTRIBUTES = re.compile(r"\s.*?(/?>)")
_LONG = 25
"""Characters: a shorter text may have any length in another language."""
_SHORTEST, _LONGEST = 0.55, 3.0
_WIDTH = {
    "zh": 0.33,
    "ja": 0.5,
    "ko": 0.55,
    "am": 0.7,
    "ar": 0.85,
    "th": 0.95,
    "ur": 1.0,
    "hi": 1.0,
    "bn": 1.0,
}
_USUAL = 1.15
"""How long a text is beside its English, in characters."""
_NO_MARKS = frozenset({"th", "lo", "km"})
"""Languages that end no sentence with a mark."""


def placeholder_lost(pair: Pair) -> Iterator[Told]:
    """Does the translation hold exactly the placeholders of its source?

    Bad: `msgid "Take {dose}."`, `msgstr "Tome {dosis}."`
    Good: `msgstr "Tome {dose}."`
    """
    lost, added = _differing(pair.source.placeholders, pair.target.placeholders)
    said = " and ".join([f"{lost} is lost"] * bool(lost) + [f"{added} is added"] * bool(added))
    if said:
        yield Told(said, "copy the source's placeholders")
    elif _BROKEN.search(pair.target.text) and not _BROKEN.search(pair.source.text):
        yield Told("a placeholder is broken", "copy it from the source")


def markup_lost(pair: Pair) -> Iterator[Told]:
    """Is what is marked in the source marked in the translation, in pairs?

    Bad: `msgid "Do **not** stop."`, `msgstr "**No pare."`
    Good: `msgstr "**No** pare."`
    """
    if pair.source.text.count(STRONG) != pair.target.text.count(STRONG):
        yield Told("the ** differ in number from the source's", "put ** round the same words")
    held, holds = (tuple(map(_bare, TAG.findall(side.text))) for side in (pair.source, pair.target))
    if held != holds and (ours := Counter(held)) != (theirs := Counter(holds)):
        changed = ", ".join(sorted((ours - theirs) + (theirs - ours)))
        yield Told(f"the tags differ: {changed}", "copy the source's tags")


def length_differs(pair: Pair) -> Iterator[Told]:
    """Is the translation about as long as its language makes it?

    A text half as long as its source has lost a sentence. A warning.
    Bad: three sentences in the source, `msgstr "Tome una."`
    Good: all three.
    """
    ours, theirs = len(pair.source.plain.strip()), len(pair.target.plain.strip())
    if ours < _LONG or not theirs:
        return
    times = theirs / ours
    if not _SHORTEST <= times / _WIDTH.get(pair.target.language, _USUAL) <= _LONGEST:
        yield warning(
            f"the translation is {times:.1f} times as long as its source", "see that nothing is lost or added"
        )


def sentence_count(pair: Pair) -> Iterator[Told]:
    """Has the translation as many sentences as its source?

    A warning: one that is lost takes its order along.
    Bad: `msgid "Take one. Call us."`, `msgstr "Tome una."`
    Good: `msgstr "Tome una. Llámenos."`
    """
    ours, theirs = len(pair.source.sentences), len(pair.target.sentences)
    if ours != theirs and pair.target.language not in _NO_MARKS:
        yield warning(f"{ours} sentences became {theirs}", "see that none is lost")


def _differing(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, str]:
    """What only one side has, in words."""
    if ours == theirs:
        return "", ""
    mine, its = Counter(ours), Counter(theirs)
    return ", ".join((mine - its).elements()), ", ".join((its - mine).elements())


def _bare(tag: str) -> str:
    return _ATTRIBUTES.sub(r"\1", tag.casefold())


RULES = (
    Rule("placeholder-lost", placeholder_lost),
    Rule("markup-lost", markup_lost),
    Rule("length-differs", length_differs),
    Rule("sentence-count", sentence_count),
)
