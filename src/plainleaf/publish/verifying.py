"""Verifying: whether a folder holds what its manifest says, to the byte, and nothing else."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from plainleaf.findings import Finding, Span
from plainleaf.publish.manifest import NAME, SHEET, Manifest

RULES: Mapping[str, str] = {
    "manifest-missing": """Has the folder a manifest?

    Without it nobody can say whether its leaflets are those that were built.
    Bad: a folder of PDFs alone. Good: the folder as `build` or `merge` wrote it.
    """,
    "build-unfinished": """Did the last build into this folder come to its end?

    A build that was killed may have left old files beside new ones.
    Bad: the machine went down while it ran. Good: the same build again, to its end.
    """,
    "file-missing": """Is every file there that the manifest lists?

    Bad: a PDF was deleted by hand, or lost on its way. Good: build again, or copy the whole folder again.
    """,
    "file-altered": """Is every file the one that was built?

    Its sha256 tells. A leaflet that was changed after it was checked may say anything.
    Bad: a PDF printed anew by another program. Good: build again, or copy the whole folder again.
    """,
    "file-unlisted": """Was everything in the folder built?

    A leaflet that the manifest does not list may be an old one that no longer passes.
    Bad: last year's PDF, copied back. Good: the file deleted, or kept elsewhere.
    """,
}


def verify(out: Path) -> Iterator[Finding]:
    """What in a folder is not as its manifest says; places are paths below it."""
    manifest = Manifest.read(out)
    again = "build again into it"
    if manifest.fault:
        yield Finding("manifest-damaged", manifest.fault, Span(NAME), again)
        return
    if not (out / NAME).is_file():
        yield Finding(
            "manifest-missing", f"there is no {NAME}", Span(NAME), "name a folder that `build` wrote"
        )
        return
    for path in sorted(manifest.unfinished):
        said = "a build began it and did not end"
        yield Finding("build-unfinished", said, Span(path), "run that build again, to its end")
    wanted = wanted_files(manifest)
    for path, sha256 in sorted(wanted.items()):
        yield from differing(out, path, sha256, again)
    listed = wanted.keys() | {NAME} | {path for one in manifest.unfinished for path in manifest.files_of(one)}
    for file in sorted(out.rglob("*")):
        path = file.relative_to(out).as_posix()
        if not file.is_dir() and path not in listed:
            said, hint = (
                "the manifest does not list it",
                "delete it: it may be old, and nobody has checked it",
            )
            yield Finding("file-unlisted", said, Span(path), hint)


def wanted_files(manifest: Manifest) -> dict[str, str]:
    """The sha256 of every file that a manifest lists, by its path."""
    files = {path: sha256 for entry in manifest.entries.values() for path, sha256 in entry.files.items()}
    return files | ({SHEET: manifest.sheet} if manifest.sheet else {})


def differing(out: Path, path: str, sha256: str, hint: str) -> Iterator[Finding]:
    """Whether a file is missing or another one."""
    try:
        found = hashlib.sha256((out / path).read_bytes()).hexdigest()
    except OSError as error:
        yield Finding("file-missing", f"it cannot be read: {error.strerror}", Span(path), hint)
        return
    if found != sha256:
        said = f"its sha256 is {found[:12]}…, and the manifest says {sha256[:12]}…"
        yield Finding("file-altered", said, Span(path), hint)
