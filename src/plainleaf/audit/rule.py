"""What a rule over a finished file is, and what it looks at."""

import inspect
import logging
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from plainleaf.audit.verdict import Area, Flaw, Question
from plainleaf.inspect import Content, Element, PdfFacts, Structure
from plainleaf.inspect.geometry import Box, joined
from plainleaf.inspect.makeup import Makeup
from plainleaf.inspect.places import places

Subject_contra = TypeVar("Subject_contra", contravariant=True)
Told_co = TypeVar("Told_co", covariant=True)
_LOG = logging.getLogger("plainleaf.audit")
_LONGEST = 60
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


@dataclass(frozen=True)
class Rule:
    """``run`` gives what it sees wrong, or asks; its docstring is the manual that `explain` prints. ``of_tags``: it can
    look only where there are tags.
    """

    code: str
    run: Callable[[Opened], Iterable[Flaw | Question]]
    of_tags: bool = False

    @property
    def manual(self) -> str:
        return inspect.getdoc(self.run) or ""


class Runs(Protocol[Subject_contra, Told_co]):
    """A rule of any kind."""

    @property
    def code(self) -> str: ...

    @property
    def run(self) -> Callable[[Subject_contra], Iterable[Told_co]]: ...


def run_each(
    rules: Iterable[Runs[Subject_contra, Told_co]], subject: Subject_contra
) -> tuple[tuple[Told_co | Question, ...], tuple[str, ...]]:
    """What the rules say, and the codes of those that looked.

    A stranger's file may hold anything: a rule that stumbles over it says nothing, and is asked about by name.
    """
    found: list[Told_co | Question] = []
    looked: list[str] = []
    for rule in rules:
        try:
            found += rule.run(subject)
        except Exception as error:  # noqa: BLE001 - the other rules still look, and nobody is told that this one passed
            _LOG.debug("%s", rule.code, exc_info=True)
            said = (
                f"could not look at {rule.code.replace('-', ' ')} ({type(error).__name__}): a person has to"
            )
            found.append(Question(rule.code, said))
        else:
            looked.append(rule.code)
    return tuple(found), tuple(looked)


def quoted(text: str) -> str:
    """A stranger's text for a message: in quotation marks, on one line, short, and it reorders nothing round it."""
    plain = "".join(_plain(character) for character in text)
    words = " ".join(plain.split())
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1]}…"
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words):
        words = f"\u2068{words}\u2069"
    return f"“{words}”"


def _plain(character: str) -> str:
    """Joiners belong to the spelling of some languages; the rest of what cannot be seen commands something."""
    kind = unicodedata.category(character)
    if kind == "Cf" and character not in "\u200c\u200d":
        return ""
    return " " if kind in {"Cc", "Zl", "Zp"} else character
