"""What a finished PDF says of itself, and what stands where on its pages."""

from plainleaf.inspect.facts import PdfFacts, facts
from plainleaf.inspect.glyphs import Glyph, glyphs, text
from plainleaf.inspect.structure import Content, Element, Structure, structure

__all__ = [
    "Content",
    "Element",
    "Glyph",
    "PdfFacts",
    "Structure",
    "facts",
    "glyphs",
    "structure",
    "text",
]
