"""Lines that are the same for every clinic of a country: emergency, crisis, poison."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from plainleaf.monograph.authored import read
from plainleaf.monograph.blocks import PhonePurpose
from plainleaf.monograph.facts import Authored, Jurisdiction, PhoneText
from plainleaf.project import Project
from plainleaf.source import load
from plainleaf.values.kinds import Phone

COUNTRIES = "_countries.yaml"
Lines = dict[PhonePurpose, Phone]


class CountriesFile(Authored):
    """clinics/_countries.yaml: phones by country and purpose."""

    format: Literal["1"]
    countries: Annotated[dict[Jurisdiction, dict[PhonePurpose, PhoneText]], Field(min_length=1)]


def read_countries(project: Project) -> Mapping[Jurisdiction, Lines]:
    """The lines of each country; none where there is no such file. Raises Refused with its findings."""
    file = countries_file(project)
    if not file.is_file():
        return {}
    return read(CountriesFile, load(file, project.root)).countries


def countries_file(project: Project) -> Path:
    """Where the lines of countries stand, or would."""
    return project.clinics / COUNTRIES
