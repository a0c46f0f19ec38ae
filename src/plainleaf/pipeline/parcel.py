"""The parcel: the authored files of a project as one blob, and that blob as files again.

The same files give the same bytes, whatever their times and owners: the sha256 is its name on every machine.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from plainleaf.findings import UsageFailure
from plainleaf.pipeline.files import Files
from plainleaf.project import Project


def pack(project: Project, files: Files) -> bytes:
    """All that leaflets are made from; raises UsageFailure where a file is being changed.

    Each file must be what ``files`` says it is: outcomes are remembered by those digests.
    """
    blob = io.BytesIO()
    with tarfile.open(fileobj=blob, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for file in _authored(project):
            data = file.read_bytes()
            name = file.relative_to(project.root).as_posix()
            if hashlib.sha256(data).hexdigest() != files.sha256(file):
                raise UsageFailure(f"{name} was changed while the project was packed", "build again")
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return blob.getvalue()


def unpack(blob: bytes, sha256: str, folder: Path) -> Project:
    """Writes the files into a folder, and nothing outside of it; raises ValueError where the blob is another one."""
    if hashlib.sha256(blob).hexdigest() != sha256:
        raise ValueError("the parcel came damaged")
    root = folder.resolve() / sha256
    with tarfile.open(fileobj=io.BytesIO(blob), mode="r") as tar:
        for entry in tar:
            held, path = tar.extractfile(entry), PurePosixPath(entry.name)
            if held is None or not entry.isfile() or path.is_absolute() or ".." in path.parts:
                raise ValueError(f"the parcel holds what is no file of a project: {entry.name}")
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(held.read())
    return Project(root)


def _authored(project: Project) -> Iterator[Path]:
    """In the order of their names; a folder that is a link elsewhere counts as what it leads to."""
    yield project.root / "pyproject.toml"
    folders = (project.leaflets, project.clinics, project.locales, project.templates, project.fonts)
    for folder in sorted(folders):
        yield from sorted(file for file in folder.rglob("*") if file.is_file())
