"""The manual of every finding: what `explain` prints and docs/checks.md is made from."""

import inspect
from collections.abc import Mapping

from plainleaf import catalogue, layout, render, source
from plainleaf.checks import CHECKS
from plainleaf.monograph import authored
from plainleaf.translate import content, lookup, references, wordings
from plainleaf.values import languages

OUTBOX = {
    "unwritable": """Could the finished file be written?

    Bad: a full disk, or out/ without the right to write. Good: space and rights; then build again.
    """,
}

STAGES: tuple[Mapping[str, str], ...] = (
    source.RULES,
    authored.RULES,
    content.RULES,
    languages.RULES,
    wordings.RULES,
    catalogue.RULES,
    lookup.RULES,
    references.RULES,
    layout.RULES,
    render.RULES,
    OUTBOX,
)
"""What stages refuse; the rest are checks."""


def manuals() -> dict[str, str]:
    """Code to manual, sorted: a question, why, one bad and one good example."""
    stages = {code: text for rules in STAGES for code, text in rules.items()}
    checks = {check.code: check.manual for check in CHECKS}
    return {code: inspect.cleandoc(text) for code, text in sorted({**stages, **checks}.items())}
