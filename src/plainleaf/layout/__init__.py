"""The layout room: from a leaflet to a page that needs nothing but its fonts."""

from plainleaf.layout.compose import compose
from plainleaf.layout.fonts import verify_fonts
from plainleaf.layout.page import Face, Page
from plainleaf.layout.profiles import PAPERS, Profile, read_profiles
from plainleaf.layout.rules import RULES

__all__ = ["PAPERS", "RULES", "Face", "Page", "Profile", "compose", "read_profiles", "verify_fonts"]
