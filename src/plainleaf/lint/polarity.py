"""Rules on what is forbidden: no negation is lost, none is added."""

from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.lint.circumstances import bounds
from plainleaf.lint.pair import Pair, Rule
from plainleaf.lint.side import Side

Told = Iterator[tuple[str, str, Severity]]
_STRICT = frozenset({"less-than", "more-than"})


def negation_lost(pair: Pair) -> Told:
    """Is each negation and prohibition of the source still there?

    A lost “not” turns a warning into an order. Reworded (“avoid” for “do not”) it is a warning, for a person to see.
    Bad: `msgid "Do not drive."`, `msgstr "Conduzca."` Good: `msgstr "No conduzca."`
    """
    for ours, theirs in aligned(pair):
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        if (mine["not"] or mine["avoid"] > its["avoid"]) and not its["not"]:
            if its["avoid"] + its["maybe"] > (mine["avoid"] + mine["maybe"] if mine["not"] else mine["maybe"]):
                if mine["not"]:
                    yield "the translation says the negation in other words", "see that it still forbids", Severity.WARNING
            elif mine["turned"] and "upper" in bounds(pair.target):
                continue
            else:
                yield "the translation does not say the negation of its source", "say what is not to be done", Severity.ERROR
                return


def negation_added(pair: Pair) -> Told:
    """Does the translation negate only what its source does?

    Bad: `msgid "Take it with food."`, `msgstr "No lo tome con comida."` Good: `msgstr "Tómelo con comida."`
    """
    for ours, theirs in aligned(pair):
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        if (its["not"] or its["avoid"] > mine["avoid"]) and not mine["not"]:
            if mine["avoid"] + mine["maybe"] > (its["avoid"] + its["maybe"] if its["not"] else its["maybe"]):
                if its["not"]:
                    yield "the translation negates in its own words", "see that it forbids what the source does", Severity.WARNING
            elif its["turned"] and "upper" in bounds(pair.source):
                continue
            else:
                yield "the translation negates what its source does not", "take the negation out", Severity.ERROR
                return


def negation_count(pair: Pair) -> Told:
    """Does a sentence negate as often as its source?

    A warning: languages say one negation with two words, and two with one.
    Bad: `msgid "Do not crush or chew. Do not skip."`, `msgstr "No triture ni mastique. Omita."`
    """
    for ours, theirs in aligned(pair):
        mine, its = _held(pair.source, ours), _held(pair.target, theirs)
        if mine["not"] and its["not"] and len(_negated(pair.source, ours)) != len(_negated(pair.target, theirs)):
            yield "another number of clauses is negated", "compare them one by one", Severity.WARNING
            return


def aligned(pair: Pair) -> list[tuple[range, range]]:
    """Sentence beside sentence where there are as many; else the whole beside the whole."""
    ours, theirs = pair.source.sentences, pair.target.sentences
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True))
    return [(range(len(pair.source.plain)), range(len(pair.target.plain)))]


def _held(side: Side, within: range) -> dict[str, int]:
    """How many words negate, avoid or may negate there; ``turned`` those that make “more than” a most."""
    held = {"not": 0, "avoid": 0, "maybe": 0, "turned": 0}
    for term in side.said("negations", within=within):
        keys = term.keys("negations", certain=True)
        kind = "maybe" if "maybe" in term.keys("negations") or not keys else min(keys, key=("not", "avoid", "maybe").index)
        held[kind] += 1
        clause = side.clause_of(term.start)
        if kind == "not" and any(one.keys("bounds") & _STRICT for one in side.said("bounds", within=clause)):
            held["turned"] += 1
    return held


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
