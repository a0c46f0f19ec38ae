"""Rules on what is forbidden: no negation is lost, none is added."""

from collections import Counter
from collections.abc import Iterator

from plainleaf.lint.bounds import bounds
from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.lint.side import Side


def negation_lost(pair: Pair) -> Iterator[Told]:
    """Is each negation and prohibition of the source still there?

    A lost “not” turns a warning into an order. Reworded (“avoid” for “do not”) it is a warning, for a person to see.
    Bad: `msgid "Do not drive."`, `msgstr "Conduzca."` Good: `msgstr "No conduzca."`
    """
    for ours, theirs in pair.aligned:
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        fewer = mine["not"] or mine["avoid"] > its["avoid"] or mine["without"] > its["without"]
        if its["not"] or not fewer:
            continue
        weak = its["avoid"] + its["maybe"] + its["without"] - mine["maybe"]
        if weak > (mine["avoid"] + mine["without"] if mine["not"] else 0):
            if mine["not"]:
                yield warning("the translation says the negation in other words", "see that it still forbids")
        elif not _is_bound(pair.source, pair.target):
            yield Told(
                "the translation does not say the negation of its source", "say what is not to be done"
            )
            return


def negation_added(pair: Pair) -> Iterator[Told]:
    """Does the translation negate only what its source does?

    Bad: `msgid "Take it with food."`, `msgstr "No lo tome con comida."` Good: `msgstr "Tómelo con comida."`
    """
    for ours, theirs in pair.aligned:
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        if mine["not"] or not (its["not"] or its["avoid"] > mine["avoid"]):
            continue
        weak = mine["avoid"] + mine["maybe"] + mine["without"] - (its["maybe"] if its["not"] else 0)
        if weak > (its["avoid"] + its["without"] if its["not"] else 0):
            if its["not"]:
                yield warning(
                    "the translation negates in its own words", "see that it forbids what the source does"
                )
        elif not _is_bound(pair.target, pair.source):
            yield Told("the translation negates what its source does not", "take the negation out")
            return


def negation_count(pair: Pair) -> Iterator[Told]:
    """Does a sentence negate as often as its source?

    Where two things are forbidden, both must stay so. Counted by clauses and by words: languages say one negation with
    two words, and two with one; “without” is always one of its own.
    Bad: `msgid "If you are ill, do not drive; do not drink."`, `msgstr "Si se enferma, no maneje; beba."`
    """
    for ours, theirs in pair.aligned:
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        if not mine["not"] or not its["not"]:
            continue
        clauses = len(_negated(pair.target, theirs)) - len(_negated(pair.source, ours))
        without = its["without"] - mine["without"]
        more = _least(its) > _most(mine) and (clauses > 0 or without > 0)
        fewer = _most(its) < _least(mine) and (clauses < 0 or without < 0)
        if more or fewer:
            yield Told("it negates more or less often than its source", "compare them one by one")
            return


def _least(held: Counter[str]) -> int:
    return held["not"] + held["without"]


def _most(held: Counter[str]) -> int:
    return _least(held) + held["avoid"] + held["maybe"]


def _held(side: Side, within: range) -> Counter[str]:
    """How many words negate, forbid, say “without”, or may negate."""
    held: Counter[str] = Counter()
    for term in side.said("negations", within=within):
        sure, all_keys = term.keys("negations", certain=True), term.keys("negations")
        kind = next(
            (
                key
                for key in ("maybe", "without", "avoid", "not")
                if key in all_keys and (key in sure or key == "maybe")
            ),
            "maybe",
        )
        held[kind] += 1
    return held


def _is_bound(negating: Side, other: Side) -> bool:
    """“not more than” is “at most”, “not less than” “at least”: the negation makes the bound."""
    made = {one.meant for one in bounds(negating) if one.negated and one.written != one.meant}
    return any(one.meant in made and not one.negated for one in bounds(other))


def _negated(side: Side, within: range) -> set[int]:
    return {
        side.clause_of(term.start).start
        for term in side.said("negations", within=within)
        if "not" in term.keys("negations", certain=True)
    }


RULES = (
    Rule("negation-lost", negation_lost),
    Rule("negation-added", negation_added),
    Rule("negation-count", negation_count),
)
