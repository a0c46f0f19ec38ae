"""The translate room: from a monograph to a leaflet, and from a monograph to what translators are given."""

from plainleaf.translate.extraction import Authored, extract
from plainleaf.translate.leaflet import Leaflet, Words
from plainleaf.translate.resolve import Wanted, translate
from plainleaf.translate.wordings import Wordings, read_wordings

__all__ = ["Authored", "Leaflet", "Wanted", "Wordings", "Words", "extract", "read_wordings", "translate"]
