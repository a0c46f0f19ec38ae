"""The report room: findings and outcomes as people and machines read them."""

from plainleaf.report.formats import FORMATS
from plainleaf.report.manual import manuals
from plainleaf.report.summary import Summary, summarise

__all__ = ["FORMATS", "Summary", "manuals", "summarise"]
