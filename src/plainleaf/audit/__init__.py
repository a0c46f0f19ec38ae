"""The audit of a finished PDF, ours or anybody's, against a print profile and the rules of accessible files."""

from plainleaf.audit.verdict import Area, Audit, Flaw, Question

__all__ = ["Area", "Audit", "Flaw", "Question"]
