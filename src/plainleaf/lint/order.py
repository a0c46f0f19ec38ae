"""The rule on what comes before what."""

from collections.abc import Iterator
from itertools import permutations

from plainleaf.lint.pair import Pair, Rule, Told, warning
from plainleaf.lint.side import Side
from plainleaf.lint.times import doses_differ, reordered

_REVERSED = (
    *permutations(("before", "after", "during"), 2),
    ("until", "after"),
    ("until", "before"),
    ("after", "until"),
    ("before", "until"),
    ("with", "before"),
    ("with", "after"),
)
"""What must not become what."""


def order_changed(pair: Pair) -> Iterator[Told]:
    """Is before still before, and after after?

    Bad: `msgid "before meals"`, `msgstr "después de comer"`
    Good: `msgstr "antes de comer"`
    """
    if not pair.source.said("order"):
        return
    for ours, theirs in pair.aligned:
        sure, its_sure = said_order(pair.source, ours), said_order(pair.target, theirs)
        may, its_may = (
            said_order(pair.source, ours, certain=False),
            said_order(pair.target, theirs, certain=False),
        )
        for one, other in _REVERSED:
            gone = sure.count(one) > its_sure.count(one) and its_sure.count(other) > may.count(other)
            lost = {one, other} == {"before", "after"} and one in sure and one not in its_may
            if gone or (lost and its_may.count(other) > may.count(other)):
                said = f"“{one}” became “{other}”", "keep the order of the source"
                yield warning(*said) if _waits(pair.source, ours) else Told(*said)
                return
        for one in ("before", "after"):
            if one in sure and one not in its_may:
                yield warning(f"the translation does not say “{one}”", "see that the order is still told")
    mine, its = said_order(pair.source), said_order(pair.target)
    if mine != its and sorted(mine) == sorted(its):
        said = "“before” and “after” stand in the other order", "keep the order of the source"
        yield Told(*said) if doses_differ(pair.source) and not reordered(pair.doses) else warning(*said)


def _waits(side: Side, within: range) -> bool:
    """“Wait an hour before you eat” is “eat an hour after it”: where one waits, both orders say the same."""
    said = {key for term in side.said("bounds", within=within) for key in term.keys("bounds")}
    return "at-least" in said or "until" in said_order(side, within)


def said_order(side: Side, within: range | None = None, *, certain: bool = True) -> list[str]:
    """Before, after, during, until and with, in the order of the text."""
    return [
        key
        for term in side.said("order", within=within)
        for key in sorted(term.keys("order", certain=certain))
    ]


RULES = (Rule("order-changed", order_changed),)
