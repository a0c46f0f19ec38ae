"""A patient's own plan, printed: nothing of it is kept, and no finding repeats a word of it.

It goes past the shelf, the manifest and the workers: one process reads it, prints it and forgets it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plainleaf.checks import PairedLeaflet, run_checks
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
from plainleaf.signoff import unsigned_leaflet
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
    """The finished PDF of a plan, its pages, and what was warned of while it was printed."""

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
    """The sheet; raises Refused with everything that is wrong, UsageFailure for an unknown clinic, profile or paper."""
    if unknown := tuple(_unknown(project, plan, source)):
        raise Refused(unknown)
    variant = Variant(also=plan.also)
    request = Request(
        (plan.medicine,), (plan.language,), FORM, variant, (profile,), paper, clinic, today=today
    )
    workshop = open_workshop(project, request, Shelf(None))
    job = Job(plan.medicine, plan.language, FORM, profile, workshop.paper.value, clinic, variant)
    before = workshop.findings_before(job.medicine, workshop.tags_of(job))
    if any(finding.is_error for finding in before):
        raise Refused(before)
    monograph = workshop.content.monographs[plan.medicine].monograph
    limits = limits_of(monograph, workshop.clinic.jurisdiction, FORM)
    if limits is None:
        said = "the monograph of the plan’s medicine names no limits of a plan for this country"
        hint = "write limits: into the monograph first: docs/authoring.md"
        raise Refused([Finding("plan-limits", said, source.place(("medicine",)), hint)])
    if told := check_plan(plan, source, limits, today):
        raise Refused(told)
    return _printed(workshop, job, plan)


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
    if plan.also == plan.language:
        said = "“also” is the language of the plan itself"
        yield Finding("plan-form", said, source.place(("also",)), "leave it out, or name another language")


def _printed(workshop: Workshop, job: Job, plan: PlanFile) -> PlanSheet:
    sheet = _sheet(workshop, job, plan)
    told: tuple[Finding, ...] = ()
    if job.variant.also:
        sheet = paired(sheet, _sheet(workshop, replace(job, tag=job.variant.also), plan))
        told = run_checks(PairedLeaflet(sheet), workshop.checks)
    page = compose(sheet, workshop.project, workshop.profiles[job.profile], job.paper)
    try:
        with Renderer(workshop.project) as renderer:
            printed = renderer.render(page, WHERE)
    except Refused as refused:
        raise Refused(_unsaid((*told, *refused.findings))) from None
    found = _unsaid((*told, *printed.warnings, *inspected(workshop, job, sheet, printed.pdf)))
    if any(finding.is_error for finding in found):
        raise Refused(found)
    return PlanSheet(printed.pdf, printed.pages, found)


def _sheet(workshop: Workshop, job: Job, plan: PlanFile) -> Leaflet:
    """The leaflet of the medicine with the plan in the place of its sections; a draft where a word of either is one."""
    leaflet = make_leaflet(workshop, replace(job, variant=Variant()), [])
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
    )
    if missing := (*voice.lookup.missing.values(), *voice.findings):
        raise Refused(missing)
    drafted = voice.lookup.drafted()
    is_draft = leaflet.draft or drafted > 0
    return unsigned_leaflet(replace(sheet, drafted=leaflet.drafted + drafted)) if is_draft else sheet


def _unsaid(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is wrong with the printed sheet, each once and by its code alone: the messages may quote the plan."""
    return tuple(dict.fromkeys(map(_blank, findings)))


def _blank(finding: Finding) -> Finding:
    said = f"the sheet cannot be printed as it is ({finding.check})"
    hint = f"choose another paper or profile; `explain {finding.check}` says what the code means"
    return Finding(finding.check, said, Span(WHERE), hint, finding.severity)
