"""The clinic: who hands the leaflet out."""

from plainleaf.clinic.countries import COUNTRIES, countries_file, read_countries
from plainleaf.clinic.model import Clinic, clinic_file, clinic_names, read_clinic, read_clinic_source

__all__ = [
    "COUNTRIES",
    "Clinic",
    "clinic_file",
    "clinic_names",
    "countries_file",
    "read_clinic",
    "read_clinic_source",
    "read_countries",
]
