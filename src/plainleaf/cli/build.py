"""build and check."""

import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from plainleaf.checks import CHECKS, AnyCheck
from plainleaf.cli.options import Voice, on_day, reporting, since, speaking, today_of
from plainleaf.cli.progress import shown
from plainleaf.cli.streams import counted
from plainleaf.cli.variants import varied
from plainleaf.findings import ExitCode, Finding, Refused, Severity, UsageFailure, ordered
from plainleaf.monograph import FORMS
from plainleaf.pipeline import (
    Changes,
    Job,
    Outcome,
    Request,
    Variant,
    Workshop,
    changes_in,
    changes_since,
    claimed,
    keep_sheet,
    loses_sources,
    make_leaflet,
    open_workshop,
    plan_jobs,
    publish,
    run,
    take_part,
    touch,
    touched,
    withdraw,
)
from plainleaf.project import setting
from plainleaf.publish import SHEET, Shelf
from plainleaf.report import (
    Checked,
    Report,
    Summary,
    make_sheet,
    save_reports,
    summarise,
    wanted_reports,
)

LABEL_FONT = "AtkinsonHyperlegibleNext-Bold.ttf"
"""For the labels of a contact sheet: tags and medicines in Latin letters."""


@click.command()
@click.argument("medicine", nargs=-1)
@click.option(
    "-l", "--language", "tags", multiple=True, metavar="TAG", help="Only this language (repeatable)."
)
@click.option("--form", metavar="NAME", help=f"How the medicine is used: {' or '.join(FORMS)}.")
@varied
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    help="Print profile (repeatable): clear (14 pt), ukaaf-large (16), large (18), acb-2025 (18), giant (24).",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter", "a5"], case_sensitive=False),
    help="Paper; else what the clinic file or the project says. A5 in clear alone.",
)
@click.option("--clinic", metavar="NAME", help="Who hands the leaflet out: a file in clinics/.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="Where the leaflets go (out/)."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many leaflets at once; else one a core.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Let a Dask cluster make them: tcp://HOST:8786; instead of -j."
)
@click.option("--strict", is_flag=True, help="A warning withholds a leaflet too.")
@click.option("--release", is_flag=True, help="Only leaflets that all have signed; each is printed anew.")
@on_day
@click.option(
    "--cache", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The shelf (.cache/)."
)
@click.option("--no-cache", is_flag=True, help="Make every leaflet anew, and keep none on the shelf.")
@click.option(
    "--shard", "part", metavar="I/N", help="Only the I-th of N parts of equal cost; `merge` joins them."
)
@click.option(
    "--contact-sheet", is_flag=True, help="Also one picture of every first page: out/contact-sheet.png."
)
@since
@reporting
@speaking
def build(
    voice: Voice,
    medicine: tuple[str, ...],
    tags: tuple[str, ...],
    form: str | None,
    variant: Variant,
    profiles: tuple[str, ...],
    paper: str | None,
    clinic: str | None,
    out: Path | None,
    jobs: int | None,
    scheduler: str | None,
    strict: bool,
    release: bool,
    today: str | None,
    cache: Path | None,
    no_cache: bool,
    part: str | None,
    contact_sheet: bool,
    changed_since: str | None,
    reports: tuple[str, ...],
) -> ExitCode:
    """Check, render and publish leaflets; all of them if none is named.

    Leaflets with an error are withheld: their old file is removed, the others are still built.
    """
    wanted = wanted_reports(reports)
    changes = changes_since(voice.project, changed_since) if changed_since is not None else None
    day = today_of(voice, today)
    request = _request(
        voice,
        medicine,
        tags,
        form,
        profiles,
        paper,
        clinic,
        day,
        variant=variant,
        strict=strict,
        release=release,
    )
    shelf = Shelf(None if no_cache or release else (cache or voice.project.shelf).absolute())
    place = _shard(part)
    cluster = _scheduler(voice, scheduler, jobs)
    out = _folder(out or voice.project.out)
    outcomes: list[Outcome] = []
    refused: tuple[Finding, ...] = ()
    try:
        with claimed(out):
            workshop = _opened(voice, request, shelf, out, changes)
            voice.note(workshop.paper)
            planned = plan_jobs(workshop)
            if changes is not None:
                planned = touched(workshop, planned, changes)
                if not planned and not loses_sources(changes):
                    return _told_untouched(voice, wanted)
            mine, made_of = (planned, None) if place is None else take_part(workshop, planned, *place)
            with (
                closing(run(workshop, mine, jobs, out, cluster)) as running,
                closing(publish(out, workshop, running, mine, made_of)) as finished,
            ):
                outcomes.extend(shown(finished, len(mine), quiet=voice.quiet))
            if contact_sheet:
                _keep_sheet(voice, out, outcomes)
    except Refused as problem:
        refused = problem.findings
    summary = summarise(outcomes, refused, strict=strict)
    voice.report(summary)
    _tell_summary(voice, summary, out)
    save_reports(wanted, summary, voice.project.root)
    return summary.exit_code


@click.command()
@click.argument("medicine", nargs=-1)
@click.option(
    "-l", "--language", "tags", multiple=True, metavar="TAG", help="Only this language (repeatable)."
)
@click.option("--form", metavar="NAME", help=f"How the medicine is used: {' or '.join(FORMS)}.")
@varied
@click.option("--clinic", metavar="NAME", help="Who hands the leaflet out: a file in clinics/.")
@click.option("--rendered", is_flag=True, help="Also lay out and print (to nowhere), and check the pages.")
@click.option("--select", multiple=True, metavar="CHECK", help="Only this check (repeatable).")
@click.option("--ignore", multiple=True, metavar="CHECK", help="All but this check (repeatable).")
@click.option("--strict", is_flag=True, help="A warning counts as an error.")
@on_day
@since
@click.option("--files", is_flag=True, help="MEDICINE are changed files: check the leaflets that they touch.")
@reporting
@speaking
def check(
    voice: Voice,
    medicine: tuple[str, ...],
    tags: tuple[str, ...],
    form: str | None,
    variant: Variant,
    clinic: str | None,
    rendered: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    today: str | None,
    changed_since: str | None,
    files: bool,
    reports: tuple[str, ...],
) -> ExitCode:
    """Tell every finding, of every form if none is named; write nothing but reports."""
    wanted = wanted_reports(reports)
    changes = _changes(voice, changed_since, medicine if files else None)
    day = today_of(voice, today)
    named = () if files else medicine
    request = _request(
        voice, named, tags, form, (), None, clinic, day, variant=variant, strict=False, advice=True
    )
    jobs: tuple[Job, ...] = ()
    try:
        workshop = open_workshop(voice.project, request, Shelf(None), _selected(select, ignore))
        jobs = plan_jobs(workshop, every_form=form is None)
        if changes is not None:
            jobs = touched(workshop, jobs, changes)
            if not jobs:
                return _told_untouched(voice, wanted)
        summary = _checked(voice, workshop, jobs, rendered=rendered, strict=strict)
    except Refused as refused:
        summary = summarise((), refused.findings)
        voice.report(summary)
        save_reports(wanted, summary, voice.project.root)
        return summary.exit_code
    if select:
        # What a stage refuses is no check, and is always told: what comes after it was never looked at.
        left_out = {check.code for check in CHECKS} - set(select)
        kept = [f for f in summary.findings if f.check in select or (f.is_error and f.check not in left_out)]
        summary = summarise((), kept, checked=summary.checked, strict=strict)
    voice.report(summary)
    voice.tell(f"{counted(len(jobs), 'leaflet')}: {_counts(summary)}")
    save_reports(wanted, summary, voice.project.root)
    return summary.exit_code


def _checked(
    voice: Voice, workshop: Workshop, jobs: tuple[Job, ...], *, rendered: bool, strict: bool
) -> Summary:
    """What is found about each leaflet, printed to nowhere or not at all."""
    if rendered:
        with closing(run(workshop, jobs)) as running:
            outcomes = tuple(shown(running, len(jobs), quiet=voice.quiet))
        checked = [Checked(one.job, one.findings, one.seconds) for one in outcomes]
        return summarise(outcomes, checked=checked, strict=strict)
    findings: list[Finding] = []
    checked = []
    for job in jobs:
        found, started = len(findings), time.monotonic()
        try:
            make_leaflet(workshop, job, findings)
        except Refused as refused:
            findings += refused.findings
        checked.append(Checked(job, ordered(findings[found:]), time.monotonic() - started))
    return summarise((), findings, checked=checked, strict=strict)


def _changes(voice: Voice, revision: str | None, files: tuple[str, ...] | None) -> Changes | None:
    """What the leaflets to be looked at are told by: a revision, files, or nothing."""
    if files is not None and revision is not None:
        raise UsageFailure("--files and --changed-since both say what has changed", "leave one of them out")
    if files is not None:
        return changes_in(voice.project, map(Path, files))
    return None if revision is None else changes_since(voice.project, revision)


def _told_untouched(voice: Voice, wanted: Sequence[Report]) -> ExitCode:
    """Nothing to do: data and reports all the same."""
    summary = summarise(())
    voice.report(summary)
    voice.tell("no leaflet is touched")
    save_reports(wanted, summary, voice.project.root)
    return summary.exit_code


def _keep_sheet(voice: Voice, out: Path, outcomes: list[Outcome]) -> None:
    """The first page of every leaflet asked for, in the order of their names."""
    firsts = [
        (
            f"{one.job.tag}  {one.job.medicine} {one.job.form}",
            (out / one.job.path).read_bytes() if one.made else None,
        )
        for one in sorted(outcomes, key=lambda one: one.job)
    ]
    font = voice.project.fonts / LABEL_FONT
    keep_sheet(out, make_sheet(firsts, font), voice.project)
    shown = counted(sum(pdf is not None for _, pdf in firsts), "first page")
    voice.tell(f"{shown} in {voice.project.relative(out / SHEET)}")


def _opened(voice: Voice, request: Request, shelf: Shelf, out: Path, changes: Changes | None) -> Workshop:
    """The workshop; where what all leaflets share is broken, none passes and their old files go.

    A build of what changed takes them away only if the change broke it.
    """
    try:
        return open_workshop(voice.project, request, shelf)
    except Refused as refused:
        if changes is not None and not touch(changes.paths, request.clinic).everything:
            raise
        raise Refused([*refused.findings, *withdraw(out, voice.project, request)]) from refused


def _request(
    voice: Voice,
    medicine: tuple[str, ...],
    tags: tuple[str, ...],
    form: str | None,
    profiles: tuple[str, ...],
    paper: str | None,
    clinic: str | None,
    today: date,
    *,
    variant: Variant,
    strict: bool,
    release: bool = False,
    advice: bool = False,
) -> Request:
    chosen = {
        name: setting(voice.project, name, flag)
        for name, flag in (("form", form), ("clinic", clinic), ("profile", ", ".join(profiles)))
    }
    for one in chosen.values():
        voice.note(one)
    return Request(
        medicines=tuple(dict.fromkeys(medicine)),
        tags=tuple(dict.fromkeys(tags)),
        form=chosen["form"].value,
        variant=variant,
        profiles=profiles or (chosen["profile"].value,),
        paper=paper,
        clinic=chosen["clinic"].value,
        strict=strict,
        release=release,
        advice=advice,
        today=today,
    )


def _selected(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[AnyCheck, ...]:
    known = {check.code for check in CHECKS}
    for code in (*select, *ignore):
        if code not in known:
            raise UsageFailure(
                f"there is no check “{code}”", "`explain` lists them; what a stage refuses cannot be left out"
            )
    return tuple(c for c in CHECKS if (not select or c.code in select) and c.code not in ignore)


def _shard(text: str | None) -> tuple[int, int] | None:
    """Which part of how many; raises UsageFailure."""
    if text is None:
        return None
    index, slash, of = text.partition("/")
    if slash and index.isdecimal() and of.isdecimal() and 1 <= int(index) <= int(of):
        return int(index), int(of)
    raise UsageFailure(f"--shard {text} is not I/N", "such as --shard 1/4: the first of four parts")


def _folder(out: Path) -> Path:
    """Where leaflets go; raises UsageFailure where something else stands, before anything is made for it."""
    if out.exists() and not out.is_dir():
        raise UsageFailure(f"{out} is no folder", "name another place with -o")
    return out.absolute()


def _scheduler(voice: Voice, flag: str | None, jobs: int | None) -> str:
    """The address of a cluster; empty where local workers make the leaflets. -j asks for those."""
    if jobs is not None and flag:
        hint = "leave one of them out: the cluster's workers are as many as were started"
        raise UsageFailure("--scheduler and -j exclude each other", hint)
    if jobs is not None:
        return ""
    chosen = setting(voice.project, "scheduler", flag)
    if chosen.value:
        voice.note(chosen)
    return chosen.value


def _tell_summary(voice: Voice, summary: Summary, out: Path) -> None:
    made = sum(outcome.made for outcome in summary.outcomes)
    withheld = len(summary.outcomes) - made
    place = voice.project.relative(out)
    sheets = sum(outcome.entry.sheets for outcome in summary.outcomes if outcome.entry is not None)
    paper = f" ({counted(sheets, 'sheet')} of paper)" if made else ""
    voice.tell(f"{counted(made, 'leaflet')} in {place}/{paper}, {withheld} withheld; {_counts(summary)}")


def _counts(summary: Summary) -> str:
    errors, warnings = summary.count(Severity.ERROR), summary.count(Severity.WARNING)
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
