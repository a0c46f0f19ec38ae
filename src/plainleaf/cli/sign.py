"""sign: a person puts their name to a text as it is today."""

from dataclasses import replace
from datetime import date

import click
from pydantic import ValidationError

from plainleaf.cli.options import Voice, day_of, on_day, speaking, today_of
from plainleaf.clinic import clinic_names, read_clinic
from plainleaf.findings import ExitCode, Finding, Refused, Span, UsageFailure
from plainleaf.monograph import FORMS
from plainleaf.monograph.facts import JURISDICTIONS
from plainleaf.pipeline import Request, Variant, make_leaflet, open_workshop, plan_jobs
from plainleaf.project import Project, setting
from plainleaf.publish import Shelf, write_atomic
from plainleaf.signoff import (
    KINDS,
    LONGEST_YEARS,
    SignOff,
    SignOffs,
    Standing,
    appended,
    digest_of,
    repeats,
    required_kinds,
    signoff_file,
    stand,
)
from plainleaf.translate import Leaflet
from plainleaf.values.languages import PSEUDO


@click.command()
@click.argument("medicine")
@click.option("-l", "--language", "tag", metavar="TAG", required=True, help="The language of the leaflet.")
@click.option("--as", "kind", type=click.Choice(KINDS), required=True, help="What was done.")
@click.option("--by", metavar="NAME", required=True, help="Who did it: the name prints at the leaflet's end.")
@click.option("--role", metavar="ROLE", required=True, help="As what: translator, pharmacist and so on.")
@click.option("--credentials", metavar="TEXT", help="Certificate or registration, where there is one.")
@click.option("--until", metavar="DATE", required=True, help="The last day it holds, at most five years off.")
@click.option("--form", metavar="NAME", help=f"How the medicine is used: {' or '.join(FORMS)}.")
@click.option(
    "--jurisdiction", type=click.Choice(JURISDICTIONS), help="Whose leaflet; else the default clinic's."
)
@click.option("--starting", is_flag=True, help="The leaflet with the example of a starting plan.")
@on_day
@speaking
def sign(
    voice: Voice,
    medicine: str,
    tag: str,
    kind: str,
    by: str,
    role: str,
    credentials: str | None,
    until: str,
    form: str | None,
    jurisdiction: str | None,
    starting: bool,
    today: str | None,
) -> ExitCode:
    """Sign today's text of one leaflet, in leaflets/signoffs/MEDICINE.yaml.

    The sign-off names a digest of the text: once a word of it changes, it holds no more.
    """
    day = today_of(voice, today)
    given = {"by": by, "role": role, "credentials": credentials, "until": until}
    if tag in PSEUDO:
        raise UsageFailure(f"“{tag}” is a pseudo-locale: nobody reads it", "sign a leaflet in a language")
    _reasonable(day_of("--until", until), day)
    chosen = setting(voice.project, "form", form)
    voice.note(chosen)
    request = Request(
        medicines=(medicine,),
        tags=(tag,),
        form=chosen.value,
        variant=Variant(starting=starting),
        clinic=_clinic(voice, jurisdiction),
        today=day,
    )
    workshop = open_workshop(voice.project, request, Shelf(None))
    kinds = required_kinds(is_source=workshop.content.languages[tag].is_source)
    if kind not in kinds:
        raise UsageFailure(f"there is no {kind} of the source language", f"sign as {' or as '.join(kinds)}")
    (job,) = plan_jobs(workshop)
    leaflet = make_leaflet(workshop, job, [])
    signoff = _signoff(leaflet, kind, day, given)
    standing = _stood(leaflet, workshop.signoffs(medicine), signoff, day)
    _write(voice.project, medicine, signoff)
    voice.tell(f"signed the {kind} of {standing.subject}: {signoff.who}, until {signoff.until}")
    voice.tell(f"still missing: {', '.join(standing.missing)}" if standing.missing else "nothing is missing")
    return ExitCode.CLEAN


def _reasonable(until: date, today: date) -> None:
    if until <= today:
        raise UsageFailure(f"--until {until} is not after {today}", "write the last day it shall hold")
    if (until.year - LONGEST_YEARS, until.month, until.day) > (today.year, today.month, today.day):
        raise UsageFailure(f"--until {until} is more than {LONGEST_YEARS} years off", "write an earlier day")


def _clinic(voice: Voice, jurisdiction: str | None) -> str:
    """A clinic of the jurisdiction, the default one if it is: a leaflet is made for one, its digests are for all."""
    default = setting(voice.project, "clinic", None)
    names = clinic_names(voice.project)
    if jurisdiction is None or default.value not in names:
        return default.value
    for name in dict.fromkeys([default.value, *names]):
        try:
            if read_clinic(voice.project, name).jurisdiction == jurisdiction:
                return name
        except Refused:
            continue
    raise UsageFailure(
        f"no clinic in clinics/ is of {jurisdiction}", "add one, such as a copy of the default"
    )


def _signoff(leaflet: Leaflet, kind: str, today: date, given: dict[str, str | None]) -> SignOff:
    """The sign-off; raises UsageFailure for a name, role or credentials that cannot be printed."""
    about = {
        "language": leaflet.language.tag,
        "form": leaflet.form,
        "jurisdiction": leaflet.jurisdiction,
        "starting": "true" if leaflet.starting else "false",
    }
    said = {name: text.strip() for name, text in given.items() if text is not None}
    try:
        return SignOff.model_validate(
            {**about, "kind": kind, **said, "date": f"{today}", "digest": digest_of(leaflet, kind)}
        )
    except ValidationError as error:
        fault = error.errors()[0]
        raise UsageFailure(
            f"--{fault['loc'][0]}: {fault['msg']}", fault.get("ctx", {}).get("hint", "")
        ) from error


def _stood(leaflet: Leaflet, signoffs: SignOffs, signoff: SignOff, today: date) -> Standing:
    """How the leaflet stands with the sign-off; raises Refused where it may not be, UsageFailure where it is."""
    if any(repeats(signoff, earlier) for earlier, _ in signoffs.entries):
        raise UsageFailure(
            f"{signoff.by} has signed this text already", "to sign for longer, write a later --until"
        )
    entry = (signoff, Span(signoffs.path))
    standing = stand(leaflet, replace(signoffs, entries=(*signoffs.entries, entry)), today)
    refused: list[Finding] = [finding for finding in standing.findings() if finding.is_error]
    if refused:
        raise Refused(refused)
    return standing


def _write(project: Project, medicine: str, signoff: SignOff) -> None:
    file = signoff_file(project, medicine)
    text = file.read_bytes().decode() if file.is_file() else ""
    write_atomic(file, appended(text, project.relative(file), signoff).encode())
