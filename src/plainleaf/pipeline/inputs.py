"""Inputs: the digest of all that goes into a leaflet, from the bytes of files alone."""

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from plainleaf.clinic import clinic_file, countries_file
from plainleaf.pipeline.jobs import Job
from plainleaf.pipeline.workshop import Workshop
from plainleaf.signoff import orphans, signoff_file
from plainleaf.translate.content import catalogue_folder, domains, medicines


class Inputs:
    """The inputs of a workshop's leaflets as they are now: what all share is looked at once."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def digest(self, job: Job) -> str:
        """sha256 over a job and the bytes of all it is made from; today counts where somebody has signed."""
        workshop, request = self._workshop, self._workshop.request
        signoffs = signoff_file(workshop.project, job.medicine)
        authored = (workshop.project.leaflets / f"{job.medicine}.yaml", signoffs)
        parts = [
            self._shared,
            str(job),
            job.clinic,
            request.strict,
            request.advice,
            request.today.isoformat() if signoffs.exists() else "",
            [workshop.template_digests.get(domain, "") for domain in domains(job.medicine)],
            workshop.files.listed([*authored, *self._catalogues(job)], workshop.project.root),
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _catalogues(self, job: Job) -> Iterator[Path]:
        workshop = self._workshop
        for tag in workshop.with_parents(workshop.tags_of(job)):
            folder = catalogue_folder(workshop.project, tag)
            yield from (folder / f"{domain}.po" for domain in domains(job.medicine))

    @cached_property
    def _shared(self) -> str:
        """Over what every leaflet is made from: program, libraries, templates, fonts, and all files that they share."""
        workshop, project = self._workshop, self._workshop.project
        logo = workshop.clinic.logo
        folders = (
            project.templates.rglob("*"),
            project.fonts.glob("*"),
            project.locales.glob("*.yaml"),
            project.leaflets.glob("_*.yaml"),
        )
        files = [
            *sorted(file for folder in folders for file in folder if file.is_file()),
            clinic_file(project, workshop.request.clinic),
            countries_file(project),
            *([project.clinics / logo.file] if logo else []),
        ]
        parts = [
            workshop.program,
            sorted(workshop.versions.items()),
            workshop.files.listed(files, project.root),
            [repr(finding) for finding in orphans(project, medicines(project))],
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
