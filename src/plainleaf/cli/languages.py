"""languages: the sheet at the counter."""

from pathlib import Path

import click

from plainleaf.cli.options import Voice, speaking
from plainleaf.cli.streams import counted
from plainleaf.findings import ExitCode, UsageFailure
from plainleaf.pipeline import Request, open_workshop
from plainleaf.pipeline.counter import PROFILE, print_languages
from plainleaf.project import setting
from plainleaf.publish import Shelf, write_atomic
from plainleaf.report import summarise


@click.command()
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("languages.pdf"),
    metavar="FILE.pdf",
    help="Where the sheet goes (languages.pdf).",
)
@click.option(
    "-l", "--language", "tags", multiple=True, metavar="TAG", help="Only this language (repeatable)."
)
@click.option("--clinic", metavar="NAME", help="Whose counter it is for: a file in clinics/.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"], case_sensitive=False),
    help="Paper; else what the clinic file says.",
)
@speaking
def languages(
    voice: Voice, out: Path, tags: tuple[str, ...], clinic: str | None, paper: str | None
) -> ExitCode:
    """Print one page with every language by its own name, numbered, for patients to point at.

    The languages are those the clinic file lists, or all of the project.
    """
    if out.suffix.lower() != ".pdf":
        raise UsageFailure("-o names no PDF", "end the name with .pdf")
    chosen = setting(voice.project, "clinic", clinic)
    voice.note(chosen)
    request = Request(tags=tuple(dict.fromkeys(tags)), profiles=(PROFILE,), paper=paper, clinic=chosen.value)
    sheet = print_languages(open_workshop(voice.project, request, Shelf(None)))
    voice.report(summarise((), sheet.findings))
    write_atomic(out, sheet.pdf)
    voice.tell(f"{counted(sheet.languages, 'language')} on {counted(sheet.pages, 'page')}: {out}")
    return ExitCode.CLEAN
