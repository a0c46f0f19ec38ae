"""Print profiles: each a full row of numbers, read by the style sheet and by whoever measures the finished page."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from plainleaf.monograph.authored import read
from plainleaf.monograph.facts import Authored, TrueOrFalse
from plainleaf.monograph.model import Identifier
from plainleaf.project import Project
from plainleaf.source import load
from plainleaf.values.languages import Language

Points = Annotated[float, Field(gt=0, lt=200)]
Lines = Annotated[int, Field(ge=1, le=9)]

PAPERS: Mapping[str, tuple[Decimal, Decimal]] = {
    "a4": (Decimal(210), Decimal(297)),
    "letter": (Decimal("215.9"), Decimal("279.4")),
    "a5": (Decimal(148), Decimal(210)),
}
"""Width and height in millimetres."""

SWASH = 3
"""Millimetres by which the letters of a tall face, such as Nastaliq, may stand out of their line."""

POINTS = 72 / 25.4
"""In a millimetre."""


class Profile(Authored):
    """One row of templates/profiles.yaml. Sizes in points, margins in millimetres, leading in type sizes.

    Sizes are the least of what they name: running text, anything at all, headings below the first, the first.
    """

    follows: Annotated[str, Field(description="the standards the row takes its numbers from")]
    papers: Annotated[
        list[Literal["a4", "letter", "a5"]],
        Field(description="the papers that leaflets are laid out on; the audit measures on any"),
    ]
    front: Annotated[
        Literal["alone", "first", "free"],
        Field(description="the danger and whom to call: alone on page one, first on it, or free to run over"),
    ]
    text: Points
    smallest: Points
    heading: Points
    title: Points
    danger: Points
    phone: Points
    leading: Annotated[float, Field(ge=1, le=3)]
    paragraph_gap: Points
    margin: Annotated[float, Field(ge=5, le=60)]
    measure: Annotated[int, Field(ge=20, le=90, description="characters a line, at most")]
    alignment: Annotated[
        Literal["ragged", "any"], Field(description="ragged: even where lines begin, uneven where they end")
    ]
    hyphenation: TrueOrFalse
    emphasis: Literal["bold", "underline"]
    widows: Annotated[Lines, Field(description="lines of a paragraph on a new page, at least")]
    orphans: Annotated[Lines, Field(description="lines of a paragraph at the foot of a page, at least")]
    contrast: Annotated[float, Field(ge=4.5, le=21)]

    def side(self, paper: str, language: Language) -> float:
        """The margin beside the text in points: at least the row's, and so much that no line is longer than its measure
        (RNIB: 60 to 70 characters).
        """
        width = float(PAPERS[paper][0]) * POINTS
        measure = self.measure * language.letter * self.text * language.size
        least = self.margin + (SWASH if language.is_tall else 0)
        return round(max(least * POINTS, (width - measure) / 2), 1)


class ProfilesFile(Authored):
    """A profile's name is part of a file's name in out/, so it is an identifier."""

    format: Literal["1"]
    profiles: Annotated[dict[Identifier, Profile], Field(min_length=1)]


def read_profiles(project: Project) -> dict[str, Profile]:
    """The profiles by name; raises Refused with their findings."""
    return read(ProfilesFile, load(project.templates / "profiles.yaml", project.root)).profiles
