"""The checks: one explicit tuple, and one function that runs those for a subject."""

from collections.abc import Iterable

from plainleaf.checks import (
    both,
    clinics,
    facts,
    lint,
    plainness,
    roundtrip,
    sections,
    terms,
    texts,
    translations,
)
from plainleaf.checks.check import (
    AnyCheck,
    Check,
    ClinicFile,
    GlossaryFile,
    LeafletText,
    MonographFile,
    PairedLeaflet,
    Translation,
)
from plainleaf.checks.roundtrip import PrintedLeaflet
from plainleaf.findings import Finding

CHECKS: tuple[AnyCheck, ...] = (
    *texts.CHECKS,
    *facts.CHECKS,
    *sections.CHECKS,
    *clinics.CHECKS,
    *translations.CHECKS,
    *terms.CHECKS,
    *lint.CHECKS,
    *plainness.CHECKS,
    *both.CHECKS,
    *roundtrip.CHECKS,
)


def run_checks(subject: object, checks: Iterable[AnyCheck] = CHECKS) -> tuple[Finding, ...]:
    """Every finding about a subject, from the checks that look at its kind."""
    return tuple(
        finding for check in checks if isinstance(subject, check.subject) for finding in check.run(subject)
    )


__all__ = [
    "CHECKS",
    "AnyCheck",
    "Check",
    "ClinicFile",
    "GlossaryFile",
    "LeafletText",
    "MonographFile",
    "PairedLeaflet",
    "PrintedLeaflet",
    "Translation",
    "run_checks",
]
