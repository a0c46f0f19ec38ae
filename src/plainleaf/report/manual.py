"""The manual of every finding: what `explain` prints and docs/checks.md is made from."""

import inspect
from collections.abc import Mapping

from plainleaf import audit, catalogue, plan, render, signoff, source
from plainleaf.checks import CHECKS
from plainleaf.layout import rules as layout_rules
from plainleaf.monograph import authored
from plainleaf.pipeline import crew, outbox
from plainleaf.publish import joining, verifying
from plainleaf.translate import content, lookup, progress, references, same_meaning, termbase, wordings
from plainleaf.values import languages

STAGES: tuple[Mapping[str, str], ...] = (
    source.RULES,
    authored.RULES,
    content.RULES,
    languages.RULES,
    wordings.RULES,
    catalogue.RULES,
    lookup.RULES,
    references.RULES,
    progress.RULES,
    same_meaning.RULES,
    termbase.RULES,
    signoff.RULES,
    plan.RULES,
    layout_rules.RULES,
    render.RULES,
    outbox.RULES,
    crew.RULES,
    joining.RULES,
    verifying.RULES,
    audit.RULES,
)
"""What stages refuse; the rest are checks."""


def manuals() -> dict[str, str]:
    """Code to manual, sorted: a question, why, one bad and one good example."""
    stages = {code: text for rules in STAGES for code, text in rules.items()}
    checks = {check.code: check.manual for check in CHECKS}
    return {code: inspect.cleandoc(text) for code, text in sorted({**stages, **checks}.items())}
