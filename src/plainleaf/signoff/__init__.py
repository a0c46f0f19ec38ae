"""The signoff room: who checked which text, and whether that still holds."""

from plainleaf.signoff.file import LONGEST_YEARS, SignOff, SignOffs, appended, read_signoffs, signoff_file
from plainleaf.signoff.kinds import KINDS, TRANSLATION_KINDS, Kind, Subject, required_kinds
from plainleaf.signoff.process import standing_leaflet, unsigned_leaflet
from plainleaf.signoff.rules import RULES, file_findings, orphans, repeats
from plainleaf.signoff.standing import Standing, digest_of, stand

__all__ = [
    "KINDS",
    "LONGEST_YEARS",
    "RULES",
    "TRANSLATION_KINDS",
    "Kind",
    "SignOff",
    "SignOffs",
    "Standing",
    "Subject",
    "appended",
    "digest_of",
    "file_findings",
    "orphans",
    "read_signoffs",
    "repeats",
    "required_kinds",
    "signoff_file",
    "stand",
    "standing_leaflet",
    "unsigned_leaflet",
]
