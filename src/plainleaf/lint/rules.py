"""Every rule of the lint, in one explicit tuple."""

from plainleaf.lint import (
    bounds,
    characters,
    frequency,
    language,
    names,
    numbers,
    order,
    polarity,
    ranges,
    shape,
    style,
    times,
)
from plainleaf.lint.pair import Flaw, Pair, Rule

RULES: tuple[Rule, ...] = (
    *numbers.RULES,
    *ranges.RULES,
    *frequency.RULES,
    *times.RULES,
    *bounds.RULES,
    *order.RULES,
    *polarity.RULES,
    *names.RULES,
    *language.RULES,
    *characters.RULES,
    *shape.RULES,
    *style.RULES,
)


def flaws(pair: Pair, rules: tuple[Rule, ...] = RULES) -> tuple[Flaw, ...]:
    """Everything that may be wrong with a translation, in the order of the rules."""
    return tuple(Flaw(rule.code, *told) for rule in rules for told in rule.look(pair))
