"""A patient's own plan, printed: nothing of it is kept, and no finding repeats a word of it.

It goes past the shelf, the manifest and the workers: one process reads it, prints it and forgets it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plainleaf.clinic import clinic_names
from plainleaf.findings import Finding, Refused, Span
from plainleaf.layout.compose import compose
from plainleaf.pipeline.jobs import Job, Request, Variant
from plainleaf.pipeline.stages import inspected, make_leaflet
from plainleaf.pipeline.workshop import Workshop, open_workshop
from plainleaf.plan import WHERE, check_plan, limits_of, plan_leaflet
from plainleaf.plan.model import PlanFile
from plainleaf.plan.reading import HOW
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.render import Renderer
from plainleaf.source import Source
from plainleaf.translate import Leaflet
from plainleaf.translate.content import medicines
from plainleaf.translate.rewording import paired
from plainleaf.translate.voice import Voice
from plainleaf.values.languages import read_languages

FORM = "oral"
"""A plan counts tablets or millilitres: what is taken by mouth."""


@dataclass(frozen=True)
class PlanSheet:
    """The finished PDF of a plan, its pages, and what was warned of."""

    pdf: bytes
    pages: int
    findings: tuple[Finding, ...]


def print_plan(
    project: Project,
    plan: PlanFile,
    source: Source,
    profile: str,
    paper: str | None,
    clinic: str,
    today: date,
) -> PlanSheet:
    """The sheet; raises Refused with everything that is wrong, UsageFailure for an unknown clinic or profile."""
    if unknown := tuple(_unknown(project, plan, source)):
        raise Refused(unknown)
    variant = Variant(also=plan.also if plan.also != plan.language else "")
    request = Request(
        (plan.medicine,),
        (plan.language,),
        FORM,
        variant,
        (profile,),
        paper,
        plan.clinic or clinic,
        today=today,
    )
    workshop = open_workshop(project, request, Shelf(None))
    authored = workshop.content.monographs.get(plan.medicine)
    limits = limits_of(authored.monograph, workshop.clinic.jurisdiction, FORM) if authored else None
    if limits is None:
        said = "the monograph of the plan’s medicine names no limits of a plan for this country"
        hint = "write limits: into the monograph first: docs/authoring.md"
        raise Refused([Finding("plan-limits", said, source.place(("medicine",)), hint)])
    told = check_plan(plan, source, limits, today)
    if any(finding.is_error for finding in told):
        raise Refused(told)
    job = Job(plan.medicine, plan.language, FORM, profile, workshop.paper.value, request.clinic, variant)
    confirmed = plan.prescriber_confirmed is not None and not told
    pdf, pages = _printed(workshop, job, plan, confirmed=confirmed)
    return PlanSheet(pdf, pages, told)


def _unknown(project: Project, plan: PlanFile, source: Source) -> Iterable[Finding]:
    """Names that the project has not; they are not repeated, for a name may be anybody's."""
    tags = read_languages(project)
    known = {
        "medicine": medicines(project),
        "language": tuple(tags),
        "also": (*tags, ""),
        "clinic": (*clinic_names(project), ""),
    }
    for field, names in known.items():
        if getattr(plan, field) not in names:
            said = f"“{field}” names none that this project has"
            yield Finding("plan-form", said, source.place((field,)), HOW[field])


def _printed(workshop: Workshop, job: Job, plan: PlanFile, *, confirmed: bool) -> tuple[bytes, int]:
    sheet = _sheet(workshop, job, plan, confirmed=confirmed)
    if job.variant.also:
        sheet = paired(sheet, _sheet(workshop, replace(job, tag=job.variant.also), plan, confirmed=confirmed))
    page = compose(sheet, workshop.project, workshop.profiles[job.profile], job.paper)
    try:
        with Renderer(workshop.project) as renderer:
            printed = renderer.render(page, WHERE)
    except Refused as refused:
        told = refused.findings
    else:
        told = inspected(workshop, job, sheet, printed.pdf)
        if not any(finding.is_error for finding in told):
            return printed.pdf, printed.pages
    raise Refused(dict.fromkeys(map(_blank, told)))


def _sheet(workshop: Workshop, job: Job, plan: PlanFile, *, confirmed: bool) -> Leaflet:
    """The leaflet of the medicine, as signed as it is, with the plan in the place of its sections."""
    findings: list[Finding] = []
    leaflet = make_leaflet(workshop, replace(job, variant=Variant()), findings)
    content, tags = workshop.content, workshop.tags_of(job)
    voice = Voice.of(
        content.monographs[job.medicine],
        leaflet.language,
        leaflet.jurisdiction,
        job.form,
        content.wordings,
        workshop.catalogues(job.medicine, tags),
    )
    sheet = plan_leaflet(
        leaflet,
        plan,
        voice.speaker,
        lambda id, **parts: voice.wording(id, content.wordings, **parts),
        confirmed=confirmed,
    )
    if missing := (*voice.lookup.missing.values(), *voice.findings):
        raise Refused(missing)
    return sheet


def _blank(finding: Finding) -> Finding:
    """What is wrong with the printed sheet, by its code alone: the message may quote the plan."""
    said = f"the sheet cannot be printed as it is ({finding.check})"
    hint = f"choose another paper or profile; `explain {finding.check}` says what the code means"
    return Finding(finding.check, said, Span(WHERE), hint, finding.severity)
