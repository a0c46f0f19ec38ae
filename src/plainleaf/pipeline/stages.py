"""The stages, in order: plan_jobs, make."""

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from plainleaf.audit import audit
from plainleaf.checks import LeafletText, PairedLeaflet, PrintedLeaflet, run_checks
from plainleaf.checks.reading import reading_levels
from plainleaf.findings import Finding, Refused, Span, ordered
from plainleaf.inspect import read_blocks, structure
from plainleaf.layout.compose import compose
from plainleaf.layout.plain import plain_text
from plainleaf.layout.screen import compose_screen
from plainleaf.pipeline.jobs import MULTIPLE, Job, Outcome, ReadingLevel, withholding
from plainleaf.pipeline.workshop import Workshop
from plainleaf.publish import Checked, Entry, SecondText, page_digest
from plainleaf.render import Print, Renderer
from plainleaf.render.folding import booklet
from plainleaf.signoff import Standing, stand, standing_leaflet
from plainleaf.translate import Leaflet, Wanted, translate
from plainleaf.translate.rewording import in_face, paired
from plainleaf.values.languages import Language


def plan_jobs(workshop: Workshop, *, every_form: bool = False) -> tuple[Job, ...]:
    """One job a file, in the order of names; so the total is known before the work begins."""
    request, paper = workshop.request, workshop.paper.value
    return tuple(
        Job(medicine, tag, form, profile, paper, request.clinic, request.variant)
        for medicine in workshop.medicines
        for form in (workshop.forms_of(medicine) if every_form else (request.form,))
        for tag in workshop.tags
        for profile in dict.fromkeys(request.profiles)
    )


def make(workshop: Workshop, job: Job, renderer: Renderer) -> Outcome:
    """One leaflet from check to print, with its HTML and its text; its findings instead, where it cannot be made."""
    started = time.monotonic()
    findings: list[Finding] = []
    try:
        texts = _make_texts(workshop, job, findings)
        leaflet = _beside_each_other(workshop, texts, findings)
        profile = workshop.profiles[job.profile]
        shown = in_face(leaflet, workshop.faces[job.variant.face]) if job.variant.face else leaflet
        pages = MULTIPLE[job.variant.fold]
        page = compose(shown, workshop.project, profile, job.paper, pages)
        floors = [one.floor for one in (shown.language, shown.also) if one is not None]
        measures = (profile.model_dump(mode="json"), floors, [one.text.leaflet.text_digest for one in texts])
        digest = page_digest(page, workshop.versions, workshop.program, measures)
        held = workshop.shelf.get(digest)
        printed = held or renderer.render(page, str(job))
        _gate(printed.warnings, findings, strict=workshop.request.strict)
        if held is None:
            told = inspected(workshop, job, shown, printed.pdf)
            _gate(told, findings, strict=workshop.request.strict)
            if not told:
                workshop.shelf.put(digest, printed)
        beside = _beside(workshop, job, leaflet)
        printed = replace(printed, pdf=_folded(printed.pdf, job, leaflet.language))
    except Refused as refused:
        return Outcome(
            job, seconds=time.monotonic() - started, findings=ordered([*findings, *refused.findings])
        )
    entry = _entry(job, leaflet, texts, printed, beside, digest)
    seconds = time.monotonic() - started
    return Outcome(
        job,
        entry,
        printed.pdf,
        beside,
        cached=held is not None,
        seconds=seconds,
        findings=ordered(findings),
        reading=_reading(texts[0].text),
    )


def make_leaflet(workshop: Workshop, job: Job, findings: list[Finding]) -> Leaflet:
    """Check, translate, check, see who signed, in each language asked for: all that needs no layout.

    Adds what it found to ``findings``; raises Refused.
    """
    return _beside_each_other(workshop, _make_texts(workshop, job, findings), findings)


@dataclass(frozen=True)
class _Made:
    """A leaflet in one language with the monograph it came from, and how it stands."""

    text: LeafletText
    standing: Standing


def _make_texts(workshop: Workshop, job: Job, findings: list[Finding]) -> tuple[_Made, ...]:
    """The leaflet in its own language, then in the second one where that is asked for."""
    also = job.variant.also
    second = [replace(job, tag=also, variant=replace(job.variant, also=""))] if also else []
    return tuple(_make_text(workshop, one, findings) for one in (job, *second))


def _beside_each_other(workshop: Workshop, texts: tuple[_Made, ...], findings: list[Finding]) -> Leaflet:
    """One leaflet of one language or two; two are checked beside each other."""
    own, *others = (one.text.leaflet for one in texts)
    if not others:
        return own
    both = paired(own, *others)
    _gate(run_checks(PairedLeaflet(both), workshop.checks), findings, strict=workshop.request.strict)
    return both


def _make_text(workshop: Workshop, job: Job, findings: list[Finding]) -> _Made:
    content, clinic, strict = workshop.content, workshop.clinic, workshop.request.strict
    _gate(workshop.findings_before(job.medicine, (job.tag, clinic.language)), findings, strict=strict)
    authored = content.monographs[job.medicine]
    wanted = Wanted(
        language=content.languages[job.tag],
        form=job.form,
        clinic=clinic,
        clinic_language=content.languages[clinic.language],
        starting=job.variant.starting,
        chart=job.variant.chart,
        short=job.variant.short,
        clinic_source=workshop.clinic_source,
        offered=tuple(content.languages[tag] for tag in clinic.languages),
    )
    leaflet = translate(
        authored, wanted, content.wordings, workshop.catalogues(job.medicine, (job.tag, clinic.language))
    )
    names = workshop.glossary.said(authored.monograph.other_names, job.tag)
    subject = LeafletText(leaflet, authored.monograph, authored.source, names)
    _gate(run_checks(subject, workshop.checks), findings, strict=strict)
    standing = stand(leaflet, workshop.signoffs(job.medicine), workshop.request.today)
    _gate(standing.findings(), findings, strict=strict)
    if workshop.request.release and not standing.is_signed:
        raise Refused([standing.unsigned()])
    return _Made(replace(subject, leaflet=standing_leaflet(leaflet, standing)), standing)


def _reading(text: LeafletText) -> tuple[ReadingLevel, ...]:
    return tuple(
        ReadingLevel(one.section, one.formula.name, round(one.score, 1), one.limit, one.meaning)
        for one in reading_levels(text)
        if one.counts.words
    )


def inspected(workshop: Workshop, job: Job, leaflet: Leaflet, pdf: bytes) -> tuple[Finding, ...]:
    """What is wrong in the finished file: by its profile, by the rules of tags, and beside what was written."""
    tree = structure(pdf)
    printed = PrintedLeaflet.of(leaflet, pdf, Span(job.path), tree)
    measured = audit(pdf, workshop.profiles[job.profile], job.profile, job.path, tree)
    return (*run_checks(printed, workshop.checks), *(flaw.finding(job.path) for flaw in measured.flaws))


def _folded(pdf: bytes, job: Job, language: Language) -> bytes:
    """The file as it goes on sheets; raises Refused where its tags no longer say what they said before."""
    if job.variant.fold != "booklet":
        return pdf
    folded = booklet(pdf, right_to_left=language.direction == "rtl")
    said, says = ([replace(one, page=0) for one in read_blocks(structure(file))] for file in (pdf, folded))
    if said != says:
        fault = "the booklet’s tags say something else than the pages’"
        raise Refused([Finding("text-lost", fault, Span(job.path), "report it with the page that caused it")])
    return folded


def _beside(workshop: Workshop, job: Job, leaflet: Leaflet) -> dict[str, bytes]:
    """The same leaflet for browsers and as plain text, by suffix."""
    html = compose_screen(leaflet, workshop.project, workshop.profiles[job.profile], job.paper)
    return {"html": html.encode(), "txt": plain_text(leaflet).encode()}


def _gate(new: Iterable[Finding], findings: list[Finding], *, strict: bool) -> None:
    """Notes findings; an error (with ``strict`` a warning too) refuses the leaflet."""
    batch = tuple(new)
    if withholding(batch, strict=strict):
        raise Refused(batch)
    findings += batch


def _entry(
    job: Job,
    leaflet: Leaflet,
    texts: tuple[_Made, ...],
    printed: Print,
    beside: Mapping[str, bytes],
    digest: str,
) -> Entry:
    own, *others = texts
    return Entry(
        path=job.path,
        medicine=job.medicine,
        form=job.form,
        language=job.tag,
        clinic=job.clinic,
        jurisdiction=leaflet.jurisdiction,
        profile=job.profile,
        paper=job.paper,
        pages=printed.pages,
        sheets=-(-printed.pages // MULTIPLE[job.variant.fold]),
        sha256=hashlib.sha256(printed.pdf).hexdigest(),
        text_digest=leaflet.text_digest,
        page_digest=digest,
        signed="draft" if leaflet.draft else "signed",
        drafted=leaflet.drafted,
        fonts=printed.fonts,
        starting=job.variant.starting,
        extras=job.variant.extras,
        beside={suffix: hashlib.sha256(data).hexdigest() for suffix, data in beside.items()},
        signoffs=_checked(own.standing),
        also=next((_second(one) for one in others), None),
    )


def _second(made: _Made) -> SecondText:
    leaflet = made.text.leaflet
    return SecondText(leaflet.language.tag, leaflet.text_digest, _checked(made.standing))


def _checked(standing: Standing) -> tuple[Checked, ...]:
    return tuple(
        Checked(
            kind=one.signoff.kind,
            by=one.signoff.by,
            role=one.signoff.role,
            credentials=one.signoff.credentials or "",
            date=one.signoff.date.isoformat(),
            until=one.signoff.until.isoformat(),
            state=one.state,
        )
        for one in standing.held.values()
    )
