"""The audit of a finished PDF, ours or anybody's, against a print profile and the rules of accessible files."""

from plainleaf.audit.audit import RULES, audit
from plainleaf.audit.verdict import Area, Audit, Flaw, Looked, Question

__all__ = ["RULES", "Area", "Audit", "Flaw", "Looked", "Question", "audit"]
