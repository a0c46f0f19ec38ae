"""The measuring half of the audit: what is seen on the printed pages, against a print profile."""

import inspect
from collections.abc import Mapping

from plainleaf.audit import print_breaks, print_lines, print_place, print_type
from plainleaf.audit.print_rule import Figure, PrintRule, Seen
from plainleaf.audit.rule import run_each
from plainleaf.audit.verdict import Flaw, Looked, Question
from plainleaf.inspect.pieces import Printed
from plainleaf.inspect.structure import Structure
from plainleaf.layout.profiles import Profile

PRINT_RULES: tuple[PrintRule, ...] = (
    *print_type.RULES,
    *print_lines.RULES,
    *print_breaks.RULES,
    *print_place.RULES,
)
RULES: Mapping[str, str] = {rule.code: inspect.cleandoc(rule.manual) for rule in PRINT_RULES}


def look_at_print(printed: Printed, structure: Structure, profile: Profile) -> Looked:
    """What is wrong on the pages, what a person must look at, and what was measured."""
    seen = Seen(printed, structure, profile)
    found, checked = run_each(PRINT_RULES, seen)
    return Looked(
        tuple(one for one in found if isinstance(one, Flaw)),
        tuple(one for one in found if isinstance(one, Question)),
        {one.name: one.value for one in found if isinstance(one, Figure)},
        checked,
    )
