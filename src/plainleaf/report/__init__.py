"""The report room: findings and outcomes as people and machines read them."""

from plainleaf.report.contact_sheet import make_sheet
from plainleaf.report.formats import FORMATS
from plainleaf.report.manual import manuals
from plainleaf.report.saved import REPORTS, Report, save_reports, wanted_reports
from plainleaf.report.summary import Checked, Summary, summarise

__all__ = [
    "FORMATS",
    "REPORTS",
    "Checked",
    "Report",
    "Summary",
    "make_sheet",
    "manuals",
    "save_reports",
    "summarise",
    "wanted_reports",
]
