"""As what a text is signed, and which leaflet a sign-off is about."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from plainleaf.translate import Leaflet

Kind: TypeAlias = Literal["translation", "revision", "back-translation", "reader-review", "clinical"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TRANSLATION_KINDS: tuple[Kind, ...] = ("translation", "revision", "back-translation")
"""These compare a text with its source, so they name the digest over both; ISO 17100 wants a person of its own for each
of them.
"""


@dataclass(frozen=True)
class Subject:
    """One leaflet, whichever clinic hands it out."""

    medicine: str
    language: str
    form: str
    jurisdiction: str
    starting: bool

    @classmethod
    def of(cls, leaflet: Leaflet) -> "Subject":
        return cls(
            leaflet.medicine, leaflet.language.tag, leaflet.form, leaflet.jurisdiction, leaflet.starting
        )

    def __str__(self) -> str:
        kind = ", starting" if self.starting else ""
        return f"{self.medicine} {self.language} ({self.form}, {self.jurisdiction}{kind})"

    def command(self, kind: str) -> str:
        """What signs it; names and dates are left to fill in."""
        return (
            f"python3 build.py sign {self.medicine} -l {self.language} --as {kind} --by NAME --role ROLE "
            f"--until DATE --form {self.form} --jurisdiction {self.jurisdiction}"
            + (" --starting" if self.starting else "")
        )


def required_kinds(*, is_source: bool) -> tuple[Kind, ...]:
    """What a leaflet needs before it may be given to patients; the source language has no translation to check."""
    return tuple(kind for kind in KINDS if not is_source or kind not in TRANSLATION_KINDS)
