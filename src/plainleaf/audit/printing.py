"""The measuring half of the audit: what is seen on the printed pages, against a print profile."""

from collections.abc import Mapping

from plainleaf.audit import print_breaks, print_lines, print_place, print_type
from plainleaf.audit.rule import Rule, look
from plainleaf.audit.seen import Seen
from plainleaf.audit.verdict import Looked
from plainleaf.inspect.pieces import Printed
from plainleaf.inspect.structure import Structure
from plainleaf.layout.profiles import Profile

PRINT_RULES: tuple[Rule[Seen], ...] = (
    *print_type.RULES,
    *print_lines.RULES,
    *print_breaks.RULES,
    *print_place.RULES,
)
RULES: Mapping[str, str] = {rule.code: rule.manual for rule in PRINT_RULES}


def look_at_print(printed: Printed, structure: Structure, profile: Profile) -> Looked:
    """What is wrong on the pages, what a person must look at, and what was measured."""
    return look(PRINT_RULES, Seen(printed, structure, profile))
