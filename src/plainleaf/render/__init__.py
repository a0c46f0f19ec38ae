"""A page printed to PDF in a sealed child process. Importing this never imports weasyprint."""

from plainleaf.render.libraries import versions
from plainleaf.render.renderer import Limits, Print, Renderer
from plainleaf.render.rules import RULES

__all__ = ["RULES", "Limits", "Print", "Renderer", "versions"]
