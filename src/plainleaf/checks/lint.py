"""The dose-safe lint over our own catalogues: each of its rules is a check, told at the entry."""

from collections.abc import Iterator

from plainleaf.checks.check import Check, Translation
from plainleaf.findings import Finding
from plainleaf.lint import RULES, Rule, linted
from plainleaf.values.languages import SOURCE_LANGUAGE

HELD_TO_MORE = ("placeholder-lost", "markup-lost")
"""Rules that `placeholder-changed` and `markup-changed` hold our own catalogues to more strictly."""


def _check(rule: Rule) -> Check[Translation]:
    def run(translation: Translation) -> Iterator[Finding]:
        tag, glossary = translation.language.tag, translation.glossary
        words = (glossary.lint_words(SOURCE_LANGUAGE), glossary.lint_words(tag)) if glossary else ((), ())
        if not translation.language.is_pseudo:
            yield from linted(translation.catalogue, tag, [rule], SOURCE_LANGUAGE, words, accepted=False)

    run.__doc__ = rule.look.__doc__
    return Check(rule.code, Translation, run)


CHECKS = tuple(_check(rule) for rule in RULES if rule.code not in HELD_TO_MORE)

ADVISING = frozenset(check.code for check in CHECKS)
"""Checks whose warnings only ask a person to compare two texts: `check` and `messages lint` tell them, not builds."""
