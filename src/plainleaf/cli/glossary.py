"""glossary: the terms of each language, to other programs and back."""

from pathlib import Path

import click

from plainleaf.checks import GlossaryFile, run_checks
from plainleaf.cli.options import Voice, speaking
from plainleaf.cli.streams import say
from plainleaf.findings import ExitCode, Refused, UsageFailure
from plainleaf.monograph.authored import read
from plainleaf.publish import write_atomic
from plainleaf.report import summarise
from plainleaf.source import parse
from plainleaf.translate.glossary import FILE, KINDS, Glossary, read_glossary, read_with_source
from plainleaf.translate.tbx import read_tbx, write_tbx
from plainleaf.translate.term_merge import Merged, merged
from plainleaf.translate.term_table import read_csv, write_csv
from plainleaf.translate.termbase import LARGEST, concepts, rows
from plainleaf.values.languages import read_languages

WRITERS = {"tbx": write_tbx, "csv": write_csv}


@click.group()
def glossary() -> None:
    """Bring the glossary to terminology programs and spreadsheets, and back."""


@glossary.command()
@click.option(
    "--format", "kind", type=click.Choice(list(WRITERS)), required=True, help="TBX (martif) or a table."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write, else stdout."
)
@speaking
def export(voice: Voice, kind: str, output: Path | None) -> ExitCode:
    """Write every term, its forms and the forbidden words, of every language.

    CSV is UTF-8 with a byte order mark, one row a word; cells that a spreadsheet would run begin with an apostrophe.
    """
    if output is not None:
        _refuse_odd(output)
        if not output.parent.is_dir():
            raise UsageFailure(f"there is no folder {output.parent}", "make it, or name another file")
    text = WRITERS[kind](rows(read_glossary(voice.project)))
    if output is None:
        say(text, nl=False)
    else:
        write_atomic(output, text.encode())
        voice.tell(f"wrote {output}")
    return ExitCode.CLEAN


@glossary.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Also change what is there: the file has the last word.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@speaking
def import_(voice: Voice, file: Path, replace: bool, dry_run: bool) -> ExitCode:
    """Merge the terms of a TBX or CSV file into locales/glossary.yaml: new entries, languages and words are added.

    Comments and order stay. Where a row is at fault, nothing is written.
    """
    _refuse_odd(file)
    source_file = voice.project.locales / FILE
    held, source = read_with_source(voice.project)
    languages = read_languages(voice.project)
    path = voice.project.relative(file.resolve())
    with file.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    given, faults = (read_tbx if _is_tbx(file, data) else read_csv)(path, data)
    found, warnings = concepts(given, languages, KINDS, faults)
    result = merged(source, held, found, replace=replace)
    after = parse(source.path, result.text.encode())
    wrong = [one for one in run_checks(GlossaryFile(read(Glossary, after), after, languages)) if one.is_error]
    if wrong:
        raise Refused(wrong)
    if result.changes and not dry_run:
        write_atomic(source_file, result.text.encode())
    _tell(voice, result, dry_run=dry_run)
    summary = summarise((), warnings)
    voice.report(summary)
    return summary.exit_code


def _refuse_odd(file: Path) -> None:
    """Raises UsageFailure for a device or a pipe: one may be read without end, and a rename would replace it."""
    if file.exists() and not file.is_file():
        raise UsageFailure(f"{file} is no regular file", "name a file; without -o an export goes to stdout")


def _is_tbx(file: Path, data: bytes) -> bool:
    """By its name or its first character, whatever encoding of Unicode it is in."""
    first = data[:64].translate(None, b"\x00\xff\xfe\xef\xbb\xbf").lstrip()[:1]
    return file.suffix.casefold() == ".tbx" or first == b"<"


def _tell(voice: Voice, result: Merged, *, dry_run: bool) -> None:
    for line in (*result.changes, *result.kept):
        voice.tell(line)
    done = "would change" if dry_run else "changed"
    voice.tell(
        f"locales/{FILE}: {done} in {len(result.changes)} places" if result.changes else "nothing is new"
    )
    if result.kept:
        voice.tell("use --replace where the file has the last word")
