"""merge and verify: folders that builds wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from plainleaf.cli.options import Voice, speaking_anywhere
from plainleaf.cli.streams import counted
from plainleaf.findings import ExitCode, Finding, Span, UsageFailure
from plainleaf.pipeline import claimed
from plainleaf.publish import Manifest, join, read_shards
from plainleaf.publish import verify as found_in
from plainleaf.report import summarise

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("folders", metavar="DIR…", nargs=-1, required=True, type=FOLDER)
@click.option("-o", "--out", type=FOLDER, default=Path("out"), help="Where the leaflets go (out/).")
@speaking_anywhere
def merge(voice: Voice, folders: tuple[Path, ...], out: Path) -> ExitCode:
    """Join what `build --shard I/N` made, part by part, into one folder with one manifest.

    Every file is compared with its manifest first. Where a part is missing, or is of another build, nothing is joined.
    """
    _see(folders)
    if out.absolute() in {folder.absolute() for folder in folders}:
        raise UsageFailure(f"{out} is one of the parts", "name another folder with -o")
    shards = read_shards(folders)
    with claimed(out.absolute()):
        withheld = join(shards, out)
    made = sum(len(shard.manifest.entries) for shard in shards)
    summary = summarise((), withheld)
    voice.report(summary)
    voice.tell(
        f"{counted(made, 'leaflet')} of {counted(len(shards), 'part')} in {out}/, {len(withheld)} withheld"
    )
    return summary.exit_code


@click.command()
@click.argument("folders", metavar="DIR…", nargs=-1, required=True, type=FOLDER)
@speaking_anywhere
def verify(voice: Voice, folders: tuple[Path, ...]) -> ExitCode:
    """Compare folders with their manifests: every file is there, is the one that was built, and nothing else is."""
    _see(folders)
    summary = summarise((), [finding for folder in folders for finding in _in(folder)])
    voice.report(summary)
    leaflets = sum(len(Manifest.read(folder).entries) for folder in folders)
    voice.tell(f"{counted(leaflets, 'leaflet')}: {counted(len(summary.findings), 'error')}")
    return summary.exit_code


def _see(folders: Iterable[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            raise UsageFailure(f"there is no folder {folder}", "name folders that `build` wrote")


def _in(folder: Path) -> Iterator[Finding]:
    for finding in found_in(folder):
        yield replace(finding, place=Span(f"{folder}/{finding.place.path}"))
