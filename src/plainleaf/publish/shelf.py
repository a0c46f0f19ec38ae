"""The shelf: finished work by the digest of all that goes into it, so that nothing is made twice.

Files lie in it by the sha256 of their bytes, notes by the digest of what they are about. All of it is verified when it
is read: what is damaged is as good as absent, and is made anew. So several builds may share one shelf, also one that a
CI cache restores; nothing ever waits for another.
"""

import hashlib
import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from plainleaf.layout.page import Page
from plainleaf.publish.atomic import write_atomic
from plainleaf.render import Print

COMPOSED = (".jinja", ".yaml")

MEGABYTE = 1_000_000
LARGEST = 2_000
"""Megabytes of a shelf, unless the project says otherwise: some four thousand editions."""

LEFT = 0.8
"""The share of its size that pruning leaves, so that not every build prunes."""

STALE = 86_400.0
"""Seconds after which a use is noted anew; and those a file without its last name may lie there."""

_SHA256 = re.compile("[0-9a-f]{64}")


def page_digest(page: Page, versions: Mapping[str, str], program: str, measures: object = None) -> str:
    """sha256 over everything that is rendered, the versions that render it, and the program's own code.

    ``measures`` is what the finished file is held against (as JSON): what is on the shelf has passed them.
    """
    parts = json.dumps([asdict(page), dict(sorted(versions.items())), program, measures], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()


def program_digest(package: Path, templates: Path) -> str:
    """sha256 over the program's own source, its data, and the files a page may name by ``plainleaf:templates/…``.

    A mended layout rule or a redrawn picture must not print from the shelf, and a longer list of negations may withhold
    what it held. What is composed into the page itself (``.jinja``, ``.yaml``) counts there, and only where it prints.
    """
    served = (file for file in templates.rglob("*") if file.is_file() and file.suffix not in COMPOSED)
    own = (file for file in package.rglob("*") if file.is_file() and file.suffix != ".pyc")
    digest = hashlib.sha256()
    for folder, files in ((package, own), (templates, served)):
        for file in sorted(files):
            name = file.relative_to(folder).as_posix().encode()
            digest.update(name + b"\x00" + hashlib.sha256(file.read_bytes()).digest())
        digest.update(b"\x01")
    return digest.hexdigest()


@dataclass(frozen=True)
class Shelf:
    """A folder of files and notes. ``folder`` None keeps nothing (``--no-cache``); ``megabytes`` bounds its size."""

    folder: Path | None
    megabytes: int = LARGEST

    def get(self, digest: str) -> Print | None:
        """The print of a page; None where there is none or it is damaged."""
        note = self.note("prints", digest)
        try:
            pdf = self.file(note["sha256"]) if note else None
            return Print(pdf, int(note["pages"]), tuple(note["fonts"])) if note and pdf is not None else None
        except (ValueError, KeyError, TypeError):
            return None

    def put(self, digest: str, printed: Print) -> None:
        """Keeps a print; one with warnings is printed anew, to be told of again."""
        if printed.warnings:
            return
        note = {"sha256": self.keep(printed.pdf), "pages": printed.pages, "fonts": list(printed.fonts)}
        self.keep_note("prints", digest, note)

    def file(self, sha256: str) -> bytes | None:
        """The file with these bytes; None where there is none or it is damaged."""
        data = self._read("files", sha256)
        return data if data is not None and hashlib.sha256(data).hexdigest() == sha256 else None

    def keep(self, data: bytes) -> str:
        """Keeps a file; gives its sha256."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.folder is not None and self.file(sha256) is None:
            self._write("files", sha256, data)
        return sha256

    def note(self, kind: str, digest: str) -> dict[str, Any] | None:
        """What was noted of this kind under a digest; None where there is nothing or it is damaged."""
        data = self._read(kind, digest)
        sha256, _, text = (data or b"").partition(b"\n")
        if sha256.decode("ascii", "replace") != hashlib.sha256(text).hexdigest():
            return None
        try:
            note = json.loads(text)
        except ValueError:
            return None
        return note if isinstance(note, dict) else None

    def keep_note(self, kind: str, digest: str, note: Mapping[str, Any]) -> None:
        """Notes something, with the sha256 of what is noted in a line before it."""
        text = json.dumps(note, ensure_ascii=False).encode()
        self._write(kind, digest, hashlib.sha256(text).hexdigest().encode() + b"\n" + text)

    def prune(self) -> None:
        """Takes away what was used longest ago until the shelf is well within its size, and what a killed build left.

        Whoever misses it makes it anew.
        """
        if self.folder is None:
            return
        now, held = time.time(), list(_files(self.folder))
        for used, _, file in held:
            if file.name.startswith(".") and now - used > STALE:
                file.unlink(missing_ok=True)
        total = sum(size for _, size, _ in held)
        if total <= self.megabytes * MEGABYTE:
            return
        for _, size, file in sorted(held):
            if total <= self.megabytes * MEGABYTE * LEFT:
                return
            with suppress(OSError):
                file.unlink()
                total -= size

    def _read(self, kind: str, digest: str) -> bytes | None:
        if self.folder is None or not _SHA256.fullmatch(digest):
            return None
        file = self._place(kind, digest)
        try:
            data = file.read_bytes()
            if time.time() - file.stat().st_mtime > STALE:
                file.touch()
        except OSError:
            return None
        return data

    def _write(self, kind: str, digest: str, data: bytes) -> None:
        """A full or read-only disk only costs the next build its time; so does a crash before the disk has it."""
        if self.folder is None:
            return
        with suppress(OSError):
            write_atomic(self._place(kind, digest), data, durable=False)

    def _place(self, kind: str, digest: str) -> Path:
        assert self.folder is not None
        return self.folder / kind / digest[:2] / digest


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When each file was last used, its size, and where it lies."""
    for file in folder.rglob("*"):
        with suppress(OSError):
            status = file.stat()
            if file.is_file():
                yield status.st_mtime, status.st_size, file
