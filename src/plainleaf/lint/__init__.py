"""The dose-safe lint: a translation beside its source, compared by what both say. It needs no project."""

from plainleaf.lint.catalogues import linted, pairs
from plainleaf.lint.characters import is_spelling
from plainleaf.lint.pair import Flaw, Pair, Rule
from plainleaf.lint.rules import RULES, flaws
from plainleaf.lint.side import Side
from plainleaf.lint.vocabulary import Words

__all__ = ["RULES", "Flaw", "Pair", "Rule", "Side", "Words", "flaws", "is_spelling", "linted", "pairs"]
