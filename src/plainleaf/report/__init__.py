"""The report room: findings and outcomes as people and machines read them."""

from plainleaf.report.contact_sheet import make_sheet
from plainleaf.report.formats import FORMATS
from plainleaf.report.manual import manuals
from plainleaf.report.summary import Summary, summarise

__all__ = ["FORMATS", "Summary", "make_sheet", "manuals", "summarise"]
