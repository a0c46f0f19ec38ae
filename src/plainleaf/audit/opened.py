"""A finished file as rules look at it: its facts, its makeup, its tags, and where its parts stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from plainleaf.audit.verdict import Area
from plainleaf.inspect import Content, Element, PdfFacts, Structure
from plainleaf.inspect.geometry import Box, joined
from plainleaf.inspect.makeup import Makeup
from plainleaf.inspect.places import places

_NEAR = 18
"""Points: what stands no further apart than a line is shown in one box."""


@dataclass(frozen=True)
class Opened:
    """A PDF file with all that was read of it."""

    pdf: bytes
    facts: PdfFacts
    makeup: Makeup
    structure: Structure

    @property
    def is_tagged(self) -> bool:
        """Whether there is a tree that holds something; what the file says of itself is another question."""
        return self.structure.root is not None and bool(self.structure.root.parts)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All structure elements in reading order."""
        return tuple(self.structure.root.walk()) if self.structure.root else ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What stands on each page, tagged or not."""
        pages = [loose + " " + artifact for loose, artifact in self._untagged]
        pieces = [*self.structure.orphans, *(self.structure.root.contents() if self.structure.root else ())]
        for piece in pieces:
            pages[piece.page - 1] += piece.text
        return tuple(pages)

    @property
    def _untagged(self) -> Iterable[tuple[str, str]]:
        return zip(self.structure.loose, self.structure.artifacts, strict=True)

    def of(self, *kinds: str) -> tuple[Element, ...]:
        """The elements of these types."""
        return tuple(element for element in self.elements if element.kind in kinds)

    def areas(self, *elements: Element) -> tuple[Area, ...]:
        """Where elements stand, a box a page; the whole page where only that is known."""
        found: list[Area] = []
        for element in elements:
            found += self.round(element.contents()) or self._said(element)
        return tuple(dict.fromkeys(found))

    def round(self, pieces: Iterable[Content]) -> tuple[Area, ...]:
        """The boxes round marked pieces, one for all that stand together."""
        boxes: dict[int, list[Box]] = {}
        for piece in pieces:
            box = None if piece.form else self._places.get((piece.page, piece.number))
            if box:
                boxes.setdefault(piece.page, []).append(box)
        return tuple(self.area(page, box) for page in sorted(boxes) for box in joined(boxes[page], _NEAR))

    def area(self, page: int, box: Box) -> Area:
        """A box on a page, cut where it reaches beyond the paper."""
        width, height = self.makeup.sheets[page - 1].size
        left, bottom, right, top = box
        return Area(page, max(0, left), max(0, bottom), min(width, right), min(height, top))

    def _said(self, element: Element) -> tuple[Area, ...]:
        """Where an element says that it stands (its BBox), else its page."""
        if not 1 <= element.page <= len(self.makeup.sheets):
            return ()
        box = element.attributes.get("BBox")
        if isinstance(box, tuple) and len(box) == 4 and all(isinstance(side, int | float) for side in box):  # noqa: PLR2004
            left, bottom, right, top = map(float, box)
            return (self.area(element.page, Box(left, bottom, right, top)),)
        return (self.page(element.page),)

    def page(self, number: int) -> Area:
        """A whole page, counted from 1."""
        return Area(number, 0, 0, *self.makeup.sheets[number - 1].size)

    @cached_property
    def _places(self) -> Mapping[tuple[int, int], Box]:
        # Only a file with something wrong needs it.
        return places(self.pdf)
