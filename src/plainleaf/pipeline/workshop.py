"""The workshop: all that jobs share, read and checked once; what belongs to one medicine is read when it is needed."""

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import plainleaf
from plainleaf.checks import (
    CHECKS,
    AnyCheck,
    ClinicFile,
    GlossaryFile,
    MonographFile,
    Translation,
    run_checks,
)
from plainleaf.checks.lint import ADVISING
from plainleaf.clinic import Clinic, clinic_names, read_clinic_source, read_countries
from plainleaf.findings import Finding, Refused, UsageFailure
from plainleaf.layout.fonts import verify_fonts
from plainleaf.layout.profiles import PAPERS, Profile, read_profiles
from plainleaf.monograph import FORMS
from plainleaf.pipeline.files import Files
from plainleaf.pipeline.jobs import Job, Request, withholding
from plainleaf.pipeline.memory import keep_outline, recall_outline
from plainleaf.project import Project, Setting, setting
from plainleaf.publish import Shelf, program_digest
from plainleaf.render import Limits, versions
from plainleaf.signoff import SignOffs, file_findings, orphans, read_signoffs
from plainleaf.source import Source
from plainleaf.translate.content import Content, domains, medicines, read_content
from plainleaf.translate.glossary import Glossary, read_glossary, read_with_source
from plainleaf.translate.outline import Outline, outline_of, template_digests
from plainleaf.translate.pseudo import with_pseudo
from plainleaf.translate.resolve import Catalogues
from plainleaf.values.languages import Language, read_faces


@dataclass(frozen=True)
class Workshop:
    """All that jobs share: what was read, what was checked once, and where prints are kept."""

    content: Content
    clinic: Clinic
    profiles: Mapping[str, Profile]
    shelf: Shelf
    request: Request
    clinic_source: Source
    checks: tuple[AnyCheck, ...] = CHECKS
    limits: Limits = field(default_factory=Limits)
    templates: Mapping[str, str] | None = None
    """The digest of each domain's template, where it is known already."""

    files: Files = field(default_factory=Files, repr=False)
    """What the files of the project hold."""

    told: dict[tuple[str, str], tuple[Finding, ...]] = field(default_factory=dict, repr=False)
    """What was found in the catalogues, by language and domain, and in monographs, without a language: jobs share them,
    and each is looked at once.
    """

    @property
    def project(self) -> Project:
        return self.content.project

    @property
    def paper(self) -> Setting:
        """What was asked for; else what the clinic or the project says."""
        return setting(self.project, "paper", self.request.paper, self.clinic.paper)

    @property
    def medicines(self) -> tuple[str, ...]:
        """Those asked for that have the form and plan asked for; one we cannot read keeps its job, to tell why."""
        asked = self.request.medicines or medicines(self.project)
        return tuple(name for name in asked if self._lacks(name) is None)

    def forms_of(self, medicine: str) -> tuple[str, ...]:
        """The forms of a medicine; of one we cannot read, the one asked for."""
        outline = self.outlines.get(medicine)
        return outline.forms if outline else (self.request.form,)

    def _lacks(self, medicine: str) -> str | None:
        """What was asked for and a medicine has not."""
        outline, request = self.outlines.get(medicine), self.request
        if outline is None:
            return None
        if request.form not in outline.forms:
            return f"form “{request.form}”"
        if request.variant.chart and request.form == "pump":
            return f"weekly chart for the form “{request.form}”"
        if request.variant.starting and (self.clinic.jurisdiction, request.form) not in outline.plans:
            return f"starting plan for the form “{request.form}”"
        if request.variant.short and (self.clinic.jurisdiction, request.form) not in outline.shorts:
            return f"short version for the form “{request.form}”: nothing is optional"
        return None

    def refuse_lacking(self) -> None:
        """Raises UsageFailure where a named medicine, or every one, lacks what was asked for."""
        asked = self.request.medicines or medicines(self.project)
        lacking = {name: lack for name in asked if (lack := self._lacks(name))}
        if lacking and (self.request.medicines or len(lacking) == len(asked)):
            name, lack = next(iter(lacking.items()))
            forms = {form for held in lacking for form in self.outlines[held].forms}
            who = f"{name} has no" if self.request.medicines else "no medicine has a"
            flag = next((name for name in ("starting", "chart", "short") if name in lack), "")
            hint = f"leave --{flag} out" if flag else f"forms here: {', '.join(sorted(forms))}"
            raise UsageFailure(f"{who} {lack}", hint)

    @cached_property
    def outlines(self) -> Mapping[str, Outline]:
        """Of every medicine that can be read: the texts that several share stand in a catalogue of their own."""
        return dict(self._outlines())

    def _outlines(self) -> Iterator[tuple[str, Outline]]:
        for name in medicines(self.project):
            held = self.files.sha256(self.project.leaflets / f"{name}.yaml")
            digest = hashlib.sha256(f"{self.program} {name} {held}".encode()).hexdigest()
            outline = recall_outline(self.shelf, digest)
            if outline is None and (authored := self.content.monographs.get(name)):
                outline = outline_of(authored)
                keep_outline(self.shelf, digest, outline)
            if outline is not None:
                yield name, outline

    @cached_property
    def template_digests(self) -> Mapping[str, str]:
        """The digest of each domain's template, by which a catalogue is known to be stale."""
        if self.templates is not None:
            return self.templates
        return template_digests(self.outlines, self.content.wordings)

    @cached_property
    def glossary(self) -> Glossary:
        return read_glossary(self.project)

    def signoffs(self, medicine: str) -> SignOffs:
        """The sign-offs of a medicine."""
        return read_signoffs(self.project, medicine)

    def catalogues(self, medicine: str, tags: Iterable[str]) -> Catalogues:
        """What the texts of a leaflet come from, read once for all of them."""
        return {
            tag: {name: held[name] for name in domains(medicine) if name in held}
            for tag in self.with_parents(tags)
            if (held := self.content.catalogues.get(tag)) is not None
        }

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages asked for; all where none is, but with a face its own, and with a second language not that."""
        face, also = self.faces.get(self.request.variant.face), self.request.variant.also
        every = (face.tag,) if face else tuple(tag for tag in self.content.languages if tag != also)
        return self.request.tags or every

    @cached_property
    def faces(self) -> Mapping[str, Language]:
        """Other faces for print, by name."""
        return read_faces(self.project)

    @cached_property
    def versions(self) -> Mapping[str, str]:
        return versions()

    @cached_property
    def program(self) -> str:
        return program_digest(Path(plainleaf.__file__).parent, self.project.templates)

    @cached_property
    def shared_findings(self) -> tuple[Finding, ...]:
        """About what every leaflet uses: clinic, phrases, page words, fonts; and about files that no leaflet uses."""
        return (
            *self.clinic_findings,
            *run_checks(self.content.wordings, self.checks),
            *verify_fonts(self.project),
            *orphans(self.project, medicines(self.project)),
            *self.glossary_findings,
        )

    @cached_property
    def clinic_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the clinic, or looks wrong."""
        known, country = (
            self.content.languages,
            read_countries(self.project).get(self.clinic.jurisdiction, {}),
        )
        held = frozenset(medicines(self.project))
        return run_checks(ClinicFile(self.clinic, self.clinic_source, known, held, country), self.checks)

    @cached_property
    def glossary_findings(self) -> tuple[Finding, ...]:
        """What is wrong with the glossary, or why it cannot be read."""
        try:
            glossary, source = read_with_source(self.project)
        except Refused as refused:
            return refused.findings
        return run_checks(GlossaryFile(glossary, source, self.content.languages), self.checks)

    def findings_before(self, medicine: str, tags: Iterable[str]) -> tuple[Finding, ...]:
        """What is known of a leaflet before it is translated: its monograph, its sign-offs, its catalogues, what all
        share.
        """
        if ("", medicine) not in self.told:
            self.told["", medicine] = tuple(self._monograph_findings(medicine))
        return (
            *self.told["", medicine],
            *self.shared_findings,
            *(
                finding
                for tag in self.with_parents(tags)
                for finding in self._catalogue_findings(medicine, tag)
            ),
        )

    def _monograph_findings(self, medicine: str) -> Iterator[Finding]:
        authored = self.content.monographs.get(medicine)
        monograph = authored.monograph if authored else None
        yield from self.content.damaged.get(medicine, ())
        if authored:
            yield from run_checks(MonographFile(authored.monograph, authored.source), self.checks)
        yield from file_findings(self.signoffs(medicine), self.content.languages, monograph)

    def tags_of(self, job: Job) -> tuple[str, ...]:
        """The languages a leaflet has texts in: its own, the second, the clinic's."""
        return tuple(filter(None, (job.tag, job.variant.also, self.clinic.language)))

    def with_parents(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The languages and those they take texts from: what a variant does not say itself, its parent says."""
        languages = [self.content.languages[tag] for tag in tags]
        return tuple(dict.fromkeys(tag for one in languages for tag in (one.tag, one.parent) if tag))

    def _catalogue_findings(self, medicine: str, tag: str) -> Iterator[Finding]:
        for domain in domains(medicine):
            if (tag, domain) not in self.told:
                self.told[tag, domain] = tuple(self._looked_at(tag, domain))
            yield from self.told[tag, domain]

    def _looked_at(self, tag: str, domain: str) -> Iterator[Finding]:
        """What is wrong with a catalogue; what only a person can judge is told where that was asked for."""
        yield from self.content.damaged.get(f"{tag}/{domain}", ())
        catalogue = self.content.catalogues.get(tag, {}).get(domain)
        template = self.template_digests.get(domain)
        glossary = None if any(one.is_error for one in self.glossary_findings) else self.glossary
        if catalogue is not None and template is not None:
            translation = Translation(catalogue, template, self.content.languages[tag], glossary)
            found = run_checks(translation, self.checks)
            advice = self.request.advice or self.request.strict
            yield from (one for one in found if advice or one.is_error or one.check not in ADVISING)


def open_workshop(
    project: Project, request: Request, shelf: Shelf, checks: tuple[AnyCheck, ...] = CHECKS
) -> Workshop:
    """Reads what all share; raises Refused for what no leaflet can do without, UsageFailure for unknown names."""
    workshop = _opened(project, request, shelf, checks)
    _known("paper", (workshop.paper.value,), PAPERS)
    _laid_out(workshop)
    _faced(workshop)
    _known("language", filter(None, [request.variant.also]), workshop.content.languages)
    if request.variant.also in workshop.tags:
        raise UsageFailure(f"“{request.variant.also}” beside itself", "name another language with --also")
    workshop.refuse_lacking()
    return workshop


def reopen_workshop(
    project: Project,
    request: Request,
    shelf: Shelf,
    checks: tuple[AnyCheck, ...],
    limits: Limits,
    templates: Mapping[str, str],
    files: Files,
) -> Workshop:
    """The workshop that another process has opened: it knows the templates, so that no other medicine need be read."""
    opened = _opened(project, request, shelf, checks)
    return replace(opened, limits=limits, templates=templates, files=files)


def _opened(project: Project, request: Request, shelf: Shelf, checks: tuple[AnyCheck, ...]) -> Workshop:
    content = with_pseudo(read_content(project), request.tags)
    profiles = read_profiles(project)
    _known("profile", request.profiles, profiles)
    _known("form", (request.form,), FORMS)
    _known("language", request.tags, content.languages)
    _released(request, content)
    _known("medicine", request.medicines, medicines(project))
    _known("clinic", (request.clinic,), clinic_names(project))
    clinic, source = read_clinic_source(project, request.clinic)
    workshop = Workshop(content, clinic, profiles, shelf, request, source, checks)
    if withholding(workshop.clinic_findings, strict=False):
        raise Refused(workshop.clinic_findings)
    # Once more, because `check --ignore unknown-language` leaves that check out.
    _known("language", (clinic.language,), content.languages)
    return workshop


def _laid_out(workshop: Workshop) -> None:
    """Raises UsageFailure where a profile is not laid out on the paper asked for."""
    paper = workshop.paper.value
    for name in workshop.request.profiles:
        profile = workshop.profiles[name]
        if paper in profile.papers:
            continue
        if not profile.papers:
            hint = f"`audit --profile {name}` measures a finished file"
            raise UsageFailure(f"no leaflet is laid out in the profile “{name}”", hint)
        fit = [other for other, row in workshop.profiles.items() if paper in row.papers]
        hint = f"its papers: {', '.join(profile.papers)}; laid out on {paper}: {', '.join(fit) or 'none'}"
        raise UsageFailure(f"the profile “{name}” is not laid out on {paper}", hint)


def _faced(workshop: Workshop) -> None:
    """Raises UsageFailure where a face is asked for that is none, or for a language it has no letters of."""
    name, tags = workshop.request.variant.face, workshop.tags
    if not name:
        return
    _known("face", (name,), workshop.faces)
    language = workshop.faces[name].tag
    if tags != (language,):
        raise UsageFailure(f"{name} is a face for {language} alone", f"add -l {language}")


def _released(request: Request, content: Content) -> None:
    """Raises UsageFailure where a pseudo-locale is to be given to patients."""
    for tag in request.tags if request.release else ():
        if content.languages[tag].is_pseudo:
            said = f"“{tag}” is a pseudo-locale: it tests pages, and nobody can sign it"
            raise UsageFailure(said, "leave --release out, or name a language")


def _known(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"known: {', '.join(known) or 'none'}" + (f"; did you mean {near[0]}?" if near else "")
            raise UsageFailure(f"there is no {kind} “{name}”", hint)
