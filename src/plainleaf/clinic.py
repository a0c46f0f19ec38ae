"""The clinic: who hands the leaflet out."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from plainleaf.monograph.authored import read
from plainleaf.monograph.blocks import PhonePurpose, Prose
from plainleaf.monograph.facts import Authored, HoursText, Jurisdiction, PhoneText, spelt
from plainleaf.project import Project
from plainleaf.source import load

_PICTURE = r"^[A-Za-z0-9][A-Za-z0-9_-]*\.png$"


class LogoText(Authored):
    """A picture beside the clinic file, PNG, with its words for those who cannot see it."""

    file: Annotated[
        str, Field(pattern=_PICTURE), spelt(_PICTURE, "name a PNG file in clinics/, such as logo.png")
    ]
    alt: Prose


class Clinic(Authored):
    """clinics/NAME.yaml: all that a clinic edits. The front page needs an emergency and a clinic phone."""

    format: Literal["1"]
    name: Prose
    language: Annotated[str, Field(description="the staff's language, as a tag of languages.yaml")]
    jurisdiction: Jurisdiction
    paper: Literal["a4", "letter"] | None = None
    address: list[Prose] = Field(default_factory=list)
    phones: dict[PhonePurpose, PhoneText]
    hours: list[HoursText] = Field(default_factory=list)
    logo: LogoText | None = None


def read_clinic(project: Project, name: str) -> Clinic:
    """One clinic file; raises Refused with its findings, OSError where there is no such file."""
    return read(Clinic, load(clinic_file(project, name), project.root))


def clinic_file(project: Project, name: str) -> Path:
    """Where the file of a clinic lies, or would."""
    return project.clinics / f"{name}.yaml"
