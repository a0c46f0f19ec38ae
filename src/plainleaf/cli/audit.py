"""audit: what a finished PDF is like, whoever made it."""

import os
from pathlib import Path

import click

from plainleaf.audit import audit as look
from plainleaf.cli.options import Voice, speaking
from plainleaf.cli.streams import say
from plainleaf.findings import ExitCode, UsageFailure
from plainleaf.layout.profiles import read_profiles
from plainleaf.project import setting
from plainleaf.publish import write_atomic
from plainleaf.report.audit import AUDIT_FORMATS, Audited, counted
from plainleaf.report.audit_page import audit_page

_NAME_FILES = "name finished PDF files, such as leaflet.pdf"


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--profile", metavar="NAME", help="Print profile to measure against; else what the project says."
)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a report with page pictures."
)
@click.option("--strict", is_flag=True, help="A warning counts as an error.")
@speaking
def audit(
    voice: Voice, files: tuple[Path, ...], profile: str | None, html: Path | None, strict: bool
) -> ExitCode:
    """Measure finished PDF files, ours or anybody's, against a print profile and the rules of accessible files.

    What no program can decide is listed as needing a person; it is never told as passed.
    """
    profiles, chosen = read_profiles(voice.project), setting(voice.project, "profile", profile)
    voice.note(chosen)
    if chosen.value not in profiles:
        raise UsageFailure(f"there is no profile “{chosen.value}”", f"known: {', '.join(profiles)}")
    if not files:
        raise UsageFailure("no FILE is named", _NAME_FILES)
    for file in files:
        if not file.is_file():
            raise UsageFailure(f"there is no file {_shown(file)}", _NAME_FILES)
    if html:
        _refuse_unfit(html)
    row, pdfs, audits = profiles[chosen.value], [file.read_bytes() for file in files], []
    for number, (file, pdf) in enumerate(zip(files, pdfs, strict=True), 1):
        where = _shown(Path(voice.project.relative(file.absolute())))
        audits.append(look(pdf, row, chosen.value, where))
        if len(files) > 1:
            voice.tell(f"[{number}/{len(files)}] {where}: {counted(audits[-1])}")
    audited = Audited(tuple(audits), row, strict)
    say(
        AUDIT_FORMATS[voice.format](audited, color=voice.color, quiet=voice.quiet),
        nl=False,
        color=voice.color,
    )
    if html:
        write_atomic(html, audit_page(audited, pdfs).encode())
        voice.tell(f"report in {voice.project.relative(html.absolute())}")
    return audited.exit_code


def _refuse_unfit(html: Path) -> None:
    """Raises UsageFailure where a report cannot go: `--html *.pdf` must not cost anybody a leaflet."""
    if not html.absolute().parent.is_dir():
        raise UsageFailure(f"there is no folder {html.parent}", "make it first, or name a file in another")
    if html.suffix.lower() not in (".html", ".htm"):
        raise UsageFailure(
            f"the report {_shown(html)} is no .html file", "name it first: --html report.html old/*.pdf"
        )


def _shown(file: Path) -> str:
    """A path as text: a name that is not UTF-8 can be told, too."""
    return os.fsencode(file).decode("utf-8", "replace")
