"""plan: a patient's own plan, on paper only."""

from pathlib import Path

import click

from plainleaf.cli.options import Voice, on_day, speaking_in_private, today_of
from plainleaf.cli.streams import counted
from plainleaf.findings import ExitCode, UsageFailure
from plainleaf.pipeline.patient import print_plan
from plainleaf.plan import read_plan
from plainleaf.project import setting
from plainleaf.publish import write_atomic
from plainleaf.report import summarise

PRIVATE = 0o600
"""The file is its owner's alone."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE.pdf",
    help="Where the sheet goes.",
)
@click.option("--profile", metavar="NAME", help="Print profile: clear, ukaaf-large, large, acb-2025, giant.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter", "a5"], case_sensitive=False),
    help="Paper; else what the clinic file says.",
)
@click.option("--clinic", metavar="NAME", help="Who hands it out; else what the plan says.")
@on_day
@speaking_in_private
def plan(
    voice: Voice,
    file: Path,
    out: Path,
    profile: str | None,
    paper: str | None,
    clinic: str | None,
    today: str | None,
) -> ExitCode:
    """Print a patient's plan as the prescriber decided it; it proposes no dose.

    FILE says on which days which dose is taken, and which strength is in hand. It is checked for arithmetic and against
    the limits that the sources give. Nothing of it is kept or repeated: the one file written is the PDF, and name and
    date of birth are written on it by hand.
    """
    if out.suffix.lower() != ".pdf":
        raise UsageFailure("-o names no PDF", "end the name with .pdf")
    day = today_of(voice, today)
    given, source = read_plan(file)
    chosen = setting(voice.project, "profile", profile)
    voice.note(chosen)
    if clinic is None and given.clinic:
        hands_out = given.clinic
    else:
        named = setting(voice.project, "clinic", clinic)
        voice.note(named)
        hands_out = named.value
    made = print_plan(voice.project, given, source, chosen.value, paper, hands_out, day)
    voice.report(summarise((), made.findings))
    try:
        write_atomic(out, made.pdf, mode=PRIVATE)
    except OSError as error:
        hint = "free space, or choose another place with -o"
        raise UsageFailure(f"the PDF cannot be written: {error.strerror}", hint) from None
    voice.tell(f"{counted(made.pages, 'page')}. Read it beside the prescription before it goes out.")
    return ExitCode.CLEAN
