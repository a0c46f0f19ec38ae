"""Every rule of the lint, in one explicit tuple."""

from plainleaf.lint import amounts, circumstances, letters, names, polarity, shape
from plainleaf.lint.pair import Flaw, Pair, Rule

RULES: tuple[Rule, ...] = (
    *amounts.RULES,
    *circumstances.RULES,
    *polarity.RULES,
    *names.RULES,
    *letters.RULES,
    *shape.RULES,
)


def flaws(pair: Pair, rules: tuple[Rule, ...] = RULES) -> tuple[Flaw, ...]:
    """Everything that may be wrong with a translation, in the order of the rules."""
    return tuple(
        Flaw(rule.code, message, hint, severity)
        for rule in rules
        for message, hint, severity in rule.look(pair)
    )
