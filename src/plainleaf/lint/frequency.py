"""The rule on how often."""

from collections.abc import Iterator

from plainleaf.lint.pair import Pair, Rule, Told
from plainleaf.lint.side import Side

_OF_A_DAY = frozenset({"morning", "noon", "evening", "night", "bedtime", "afternoon", "hour"})


def frequency_changed(pair: Pair) -> Iterator[Told]:
    """Is a day still a day, where the source says how often?

    Bad: `msgid "Take it once a week."`, `msgstr "Tómelo una vez al día."`
    Good: `msgstr "Tómelo una vez a la semana."`
    """
    ours, theirs = _said(pair.source), _said(pair.target)
    lost = "/".join(sorted(ours - theirs - _perhaps(pair.target)))
    added = "/".join(sorted(theirs - ours - _perhaps(pair.source)))
    if lost and added:
        yield Told(f"per {lost} became per {added}", "keep how often")
    elif lost:
        yield Told(f"the translation does not say per {lost}", "say how often")
    elif added:
        yield Told(f"the source does not say per {added}", "say only how often the source says")


def _said(side: Side) -> set[str]:
    """What is said per which time, for sure."""
    return {key for term in side.terms for key in term.keys("periods", certain=True)}


def _perhaps(side: Side) -> set[str]:
    """What may be: a bare unit of time or a number of them says it too, and a time of day speaks of a day."""
    may = {key for term in side.terms for name in ("periods", "units", "times") for key in term.keys(name)}
    may |= {key.split(" ")[1] for term in side.terms for key in term.keys("quantities")}
    return may | {"day"} if may & _OF_A_DAY else may


RULES = (Rule("frequency-changed", frequency_changed),)
