"""Font files before use: each is there, and is the file fonts.yaml vouches for."""

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

from plainleaf.findings import Finding, Span
from plainleaf.layout.page import Face
from plainleaf.project import Project


def verify_faces(project: Project, faces: Iterable[Face]) -> tuple[Finding, ...]:
    """Findings on faces whose file is missing or altered.

    WeasyPrint needs this first: without any font Pango ends the process (measured with Pango 1.50).
    """
    found = (_verify(project, face) for face in dict.fromkeys(faces))
    return tuple(finding for finding in found if finding)


def _verify(project: Project, face: Face) -> Finding | None:
    file = project.fonts / face.file
    place = Span(project.relative(file))
    try:
        status = file.stat()
        digest = _sha256(file, status.st_mtime_ns, status.st_size)
    except OSError:
        message = f"the font file of {face.family} {face.weight} is missing"
        hint = "take it from the project's history: `git checkout -- fonts`"
        return Finding("font-missing", message, place, hint)
    if digest == face.sha256:
        return None
    message = f"sha256 is {digest[:12]}…, and fonts.yaml says {face.sha256[:12]}…"
    hint = "restore the file, or write its new sha256 into fonts/fonts.yaml"
    return Finding("font-altered", message, place, hint)


@functools.lru_cache(maxsize=256)
def _sha256(file: Path, _modified: int, _size: int) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
