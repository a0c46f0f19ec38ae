"""The shelf: finished files by the digest of all that goes into them, so that nothing is printed twice."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from plainleaf.layout.page import Page
from plainleaf.publish.atomic import write_atomic
from plainleaf.render import Print

COMPOSED = (".jinja", ".yaml")


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
    """A folder of prints. ``folder`` None keeps nothing (``--no-cache``)."""

    folder: Path | None

    def get(self, digest: str) -> Print | None:
        """The print of a page; None where there is none or it is damaged (its sha256 tells)."""
        if self.folder is None:
            return None
        try:
            note = json.loads(self._file(digest, "json").read_text(encoding="utf-8"))
            pdf = self._file(digest, "pdf").read_bytes()
            if hashlib.sha256(pdf).hexdigest() != note["sha256"]:
                return None
            return Print(pdf, int(note["pages"]), tuple(note["fonts"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, digest: str, printed: Print) -> None:
        """Keeps a print; one with warnings is printed anew, to be told of again.

        A full or read-only disk only costs the next build its time.
        """
        if self.folder is None or printed.warnings:
            return
        note = {
            "sha256": hashlib.sha256(printed.pdf).hexdigest(),
            "pages": printed.pages,
            "fonts": list(printed.fonts),
        }
        try:
            write_atomic(self._file(digest, "pdf"), printed.pdf)
            write_atomic(self._file(digest, "json"), json.dumps(note).encode())
        except OSError:
            return

    def _file(self, digest: str, suffix: str) -> Path:
        assert self.folder is not None
        return self.folder / digest[:2] / f"{digest}.{suffix}"
