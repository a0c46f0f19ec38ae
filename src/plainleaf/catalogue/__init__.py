"""PO files: read with every fault placed, write without losing a byte of meaning, merge, plural rules.

The PO syntax is read and written here, not by Babel: its reader loses the last letter of an unterminated
string and drops duplicates, ``X-`` headers and all columns, its writer corrupts ``#|`` lines and joins
comments, and none of this can be turned off. To read with our own lexer and then again with Babel would only
add a second opinion that knows less. Babel gives what it is right about: plural rules (CLDR's, and gettext's
usual order of forms).
"""

from plainleaf.catalogue.catalogue import Catalogue
from plainleaf.catalogue.drafts import DraftState, draft_mark, draft_state
from plainleaf.catalogue.merge import merge
from plainleaf.catalogue.message import Key, Message, Previous
from plainleaf.catalogue.plural import (
    PluralRule,
    default_plural_forms,
    form_category,
    form_numbers,
    plural_forms_agree,
)
from plainleaf.catalogue.reader import examine, read
from plainleaf.catalogue.rules import RULES
from plainleaf.catalogue.tags import bcp47, posix
from plainleaf.catalogue.template import empty, template, template_digest
from plainleaf.catalogue.writer import write

__all__ = [
    "RULES",
    "Catalogue",
    "DraftState",
    "Key",
    "Message",
    "PluralRule",
    "Previous",
    "bcp47",
    "default_plural_forms",
    "draft_mark",
    "draft_state",
    "empty",
    "examine",
    "form_category",
    "form_numbers",
    "merge",
    "plural_forms_agree",
    "posix",
    "read",
    "template",
    "template_digest",
    "write",
]
