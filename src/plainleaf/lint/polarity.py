"""Rules on what is forbidden: no negation is lost, none is added."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from plainleaf.lint.bounds import bounds
from plainleaf.lint.order import said_order
from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.lint.side import Side
from plainleaf.lint.vocabulary import Term

_WORD, _MARKS = re.compile(r"[^\W\d_]+"), re.compile(r"[.;:!?,،、，።፤፣।॥۔؛。；：！？]")
_BETWEEN = 2
"""Words between two negations that are one; characters where no spaces part words."""


def negation_dropped(pair: Pair) -> Iterator[Told]:
    """Is each negation and prohibition of the source still there?

    A lost “not” turns a warning into an order. Reworded (“avoid” for “do not”) it is a warning, for a person to see.
    Bad: `msgid "Do not drive."`, `msgstr "Conduzca."`
    Good: `msgstr "No conduzca."`
    """
    if not pair.source.said("negations"):
        return
    for ours, theirs in pair.aligned:
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        fewer = mine["not"] or mine["avoid"] > its["avoid"] or mine["without"] > its["without"]
        if its["not"] or not fewer:
            continue
        weak = its["avoid"] + its["maybe"] + its["without"] - mine["maybe"]
        reworded = weak > (mine["avoid"] + mine["without"] if mine["not"] else 0)
        if reworded or _is_only_after(pair, ours, theirs):
            if mine["not"]:
                yield warning("the translation says the negation in other words", "see that it still forbids")
        elif not _is_bound(pair.source, pair.target):
            yield Told(
                "the translation does not say the negation of its source", "say what is not to be done"
            )
            return


def negation_added(pair: Pair) -> Iterator[Told]:
    """Does the translation negate only what its source does?

    Bad: `msgid "Take it with food."`, `msgstr "No lo tome con comida."`
    Good: `msgstr "Tómelo con comida."`
    """
    if not pair.target.said("negations"):
        return
    for ours, theirs in pair.aligned:
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        if mine["not"] or not (its["not"] or its["avoid"] > mine["avoid"]):
            continue
        weak = mine["avoid"] + mine["maybe"] + mine["without"] - (its["maybe"] if its["not"] else 0)
        reworded = weak > (its["avoid"] + its["without"] if its["not"] else 0)
        if reworded or _limits(pair.target, theirs, pair.source, ours):
            if its["not"]:
                yield warning(
                    "the translation negates in its own words", "see that it forbids what the source does"
                )
        elif not _is_bound(pair.target, pair.source):
            yield Told("the translation negates what its source does not", "take the negation out")
            return


def negation_count(pair: Pair) -> Iterator[Told]:
    """Does a sentence negate as often as its source?

    Where two things are forbidden, both must stay so. Negations that stand together count as one: languages say one
    with two words (“ne … pas”), and join two (“neither … nor”).
    Bad: `msgid "If you are ill, do not drive; do not drink."`, `msgstr "Si se enferma, no maneje; beba."`
    Good: `msgstr "Si se enferma, no maneje; no beba."`
    """
    if not (pair.source.said("negations") and pair.target.said("negations")):
        return
    for ours, theirs in pair.aligned:
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        if not mine["not"] or not its["not"]:
            continue
        least, its_least = (
            _groups(side, within) + held["without"]
            for side, within, held in ((pair.source, ours, mine), (pair.target, theirs, its))
        )
        joins = any("or" in term.keys("range") for term in pair.source.said("range", within=ours))
        more = its_least > least + mine["avoid"] + mine["maybe"] and not joins
        if more or its_least + its["avoid"] + its["maybe"] < least:
            yield Told("it negates more or less often than its source", "compare them one by one")
            return


def _held(side: Side, within: range) -> Counter[str]:
    """How many words negate, forbid, say “without”, or may negate."""
    return Counter(_kind(term) for term in side.said("negations", within=within))


def _kind(term: Term) -> str:
    """What a word does for sure; “maybe” where an entry says that it may not."""
    sure = term.keys("negations", certain=True)
    if "maybe" in term.keys("negations"):
        return "maybe"
    return next((key for key in ("without", "avoid", "not") if key in sure), "maybe")


def _is_bound(negating: Side, other: Side) -> bool:
    """“not more than” is “at most”, “not less than” “at least”: the negation makes the bound."""
    made = {one.meant for one in bounds(negating) if one.negated and one.written != one.meant}
    return any(one.meant in made and not one.negated for one in bounds(other, certain=False))


def _is_only_after(pair: Pair, ours: range, theirs: range) -> bool:
    """“not until 6 hours have passed” is “only after 6 hours”, “not for a day” is “wait a day before”, “not without
    asking” is “ask before”.
    """
    before = said_order(pair.source, ours, certain=False)
    after = said_order(pair.target, theirs, certain=False)
    if "until" in before and "after" in after:
        return True
    told = any(after.count(key) > before.count(key) for key in ("before", "after"))
    waits = any(one.certain and one.start in ours for one in pair.source.quantities)
    return told and (waits or _held(pair.source, ours)["without"] > 0)


def _limits(negating: Side, own: range, other: Side, its: range) -> bool:
    """Whether the negation stands beside a number and the other side has a bound: “not yet full” is “less than”."""
    if not other.said("bounds", within=its):
        return False
    clauses = [
        negating.clause_of(term.start)
        for term in negating.said("negations", within=own)
        if _kind(term) == "not"
    ]
    return any(one.start in clause for clause in clauses for one in negating.quantities if one.certain)


def _groups(side: Side, within: range) -> int:
    """How often it negates: negations that stand together are one."""
    found = [term for term in side.said("negations", within=within) if _kind(term) == "not"]
    return len(found) - sum(_is_together(side, one, other) for one, other in pairwise(found))


def _is_together(side: Side, one: Term, other: Term) -> bool:
    gap = side.plain[one.end : other.start]
    if _MARKS.search(gap):
        return False
    return len(_WORD.findall(gap)) <= _BETWEEN if side.vocabulary.spaced else len(gap) <= _BETWEEN


RULES = (
    Rule("negation-dropped", negation_dropped),
    Rule("negation-added", negation_added),
    Rule("negation-count", negation_count),
)
