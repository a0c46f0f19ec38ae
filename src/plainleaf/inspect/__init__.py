"""What a finished PDF says of itself, and what stands where on its pages."""

from plainleaf.inspect.blocks import Block, read_blocks
from plainleaf.inspect.extraction import Reader, UnreadablePages, extracted
from plainleaf.inspect.facts import PdfFacts, facts
from plainleaf.inspect.glyphs import Glyph, glyphs, text
from plainleaf.inspect.pictures import picture
from plainleaf.inspect.structure import Content, Element, Structure, structure

__all__ = [
    "Block",
    "Content",
    "Element",
    "Glyph",
    "PdfFacts",
    "Reader",
    "Structure",
    "UnreadablePages",
    "extracted",
    "facts",
    "glyphs",
    "picture",
    "read_blocks",
    "structure",
    "text",
]
