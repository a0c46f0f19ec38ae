"""What a finished PDF says of itself, and what stands where on its pages."""

from plainleaf.inspect.facts import PdfFacts, facts
from plainleaf.inspect.glyphs import Glyph, glyphs, text

__all__ = ["Glyph", "PdfFacts", "facts", "glyphs", "text"]
