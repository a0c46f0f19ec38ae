"""Joining: what the shards of one build made becomes one folder, as if one build had made it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plainleaf.findings import Finding, Refused, Span
from plainleaf.publish.atomic import write_together
from plainleaf.publish.manifest import NAME, Entry, Manifest, Part
from plainleaf.publish.verifying import verify

RULES: Mapping[str, str] = {
    "shard-missing": """Are all shards of a build there?

    Each manifest says which part of how many it is. Bad: `merge out-1 out-3` of a build in three parts.
    Good: `merge out-1 out-2 out-3`.
    """,
    "shard-mixed": """Are all folders shards of one and the same build?

    Each manifest holds the digest of the whole build: of every job and all that goes into it, libraries too.
    Bad: one shard built from another commit, for another clinic, or on a machine with another Pango; a folder that no
    `build --shard` made; one shard twice. Good: all shards built anew from one commit, in one kind of machine.
    """,
    "shard-withheld": """Did every shard make all its leaflets?

    Bad: a leaflet with an error: its shard's own build says which. Good: the error mended, and all shards built anew.
    """,
}


@dataclass(frozen=True)
class Shard:
    """The folder of a shard, as it is named to a person, and its manifest."""

    folder: Path
    manifest: Manifest
    part: Part


def read_shards(folders: Sequence[Path]) -> tuple[Shard, ...]:
    """The shards in their order; raises Refused where they are not all of one build, whole and as they were built."""
    findings = [
        replace(finding, place=Span(f"{folder}/{finding.place.path}"))
        for folder in folders
        for finding in verify(folder)
    ]
    shards: list[Shard] = []
    for folder in folders:
        manifest = Manifest.read(folder)
        if manifest.part is not None:
            shards.append(Shard(folder, manifest, manifest.part))
        elif (folder / NAME).is_file() and not manifest.fault:
            said, hint = "no `build --shard` made it", "build each part with --shard I/N"
            findings.append(Finding("shard-mixed", said, Span(f"{folder}/{NAME}"), hint))
    findings += _gaps(shards)
    if findings:
        raise Refused(findings)
    return tuple(sorted(shards, key=lambda shard: shard.part.index))


def join(shards: Sequence[Shard], out: Path) -> tuple[Finding, ...]:
    """Puts all editions of the shards into a folder, and takes away what of their jobs was not made; what was not made.

    What else the folder's manifest lists stays. Raises OSError where something cannot be written.
    """
    held = Manifest.read(out)
    made = {path: entry for shard in shards for path, entry in shard.manifest.entries.items()}
    jobs = {path for shard in shards for path in shard.part.jobs}
    begun = held.begun(jobs)
    begun.write(out, shards[0].manifest.versions)
    for shard in shards:
        for entry in shard.manifest.entries.values():
            _copy(shard.folder, out, entry)
    for path in jobs - made.keys():
        for file in begun.files_of(path):
            (out / file).unlink(missing_ok=True)
    merged = begun.merged(made.values(), jobs - made.keys())
    merged.write(out, shards[0].manifest.versions)
    return tuple(_withheld(shards))


def _copy(folder: Path, out: Path, entry: Entry) -> None:
    files = {out / path: (folder / path).read_bytes() for path in entry.files}
    if not all(file.is_file() and file.read_bytes() == data for file, data in files.items()):
        write_together(files)


def _gaps(shards: Sequence[Shard]) -> Iterator[Finding]:
    if not shards:
        return
    first, by_index = shards[0], {shard.part.index: shard for shard in reversed(shards)}
    for shard in shards[1:]:
        place = Span(f"{shard.folder}/{NAME}")
        if (shard.part.plan, shard.part.of) != (first.part.plan, first.part.of):
            hint = "build all shards anew from one commit, in one kind of machine"
            yield Finding("shard-mixed", f"it is part of another build than {first.folder}", place, hint)
        elif by_index[shard.part.index] is not shard:
            said = f"it is part {shard.part.index} again, as {by_index[shard.part.index].folder}"
            yield Finding("shard-mixed", said, place, "name each shard once")
    for index in sorted(set(range(1, first.part.of + 1)) - by_index.keys()):
        part = f"{index}/{first.part.of}"
        hint = f"build it with --shard {part}, and name its folder too"
        yield Finding("shard-missing", f"part {part} is not there", Span(f"{first.folder}/{NAME}"), hint)


def _withheld(shards: Iterable[Shard]) -> Iterator[Finding]:
    for shard in shards:
        for path in sorted(set(shard.part.jobs) - shard.manifest.entries.keys()):
            said = f"part {shard.part.index}/{shard.part.of} withheld it"
            yield Finding("shard-withheld", said, Span(path), "see what that build found")
