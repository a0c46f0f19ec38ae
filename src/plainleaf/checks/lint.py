"""The dose-safe lint over our own catalogues: each of its rules is a check, told at the entry."""

from collections.abc import Iterator

from plainleaf.checks.check import Check, Translation
from plainleaf.findings import Finding
from plainleaf.lint import RULES, Rule

HELD_TO_MORE = ("placeholder-lost", "markup-lost")
"""Rules that `placeholder-changed` and `markup-changed` hold our own catalogues to more strictly."""


def _check(rule: Rule) -> Check[Translation]:
    def run(translation: Translation) -> Iterator[Finding]:
        return (one for one in translation.linted if one.check == rule.code)

    run.__doc__ = rule.look.__doc__
    return Check(rule.code, Translation, run)


CHECKS = tuple(_check(rule) for rule in RULES if rule.code not in HELD_TO_MORE)

ADVISING = frozenset(check.code for check in CHECKS)
"""Checks whose warnings only ask a person to compare two texts: `check` and `messages lint` tell them, not builds."""
