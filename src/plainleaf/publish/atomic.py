"""A file is complete or absent."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".unfinished"
"""How the name of a file ends that was not yet given its own: what a killed build leaves."""


READABLE = 0o644


def write_atomic(file: Path, data: bytes, *, durable: bool = True, mode: int = READABLE) -> None:
    """Writes beside the target and renames: a reader sees the old file or the new one, never half of one.

    ``durable`` waits until the disk has it; ``mode`` says who may read it. Raises OSError, and then
    leaves nothing behind.
    """
    fresh = _write_beside(file, data, durable=durable, mode=mode)
    try:
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def write_together(files: Mapping[Path, bytes]) -> None:
    """Writes several files of which the first is never there beside others than its own, not even for a moment.

    Raises OSError: then the old ones are all there, or none of the new ones is.
    """
    fresh: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for file, data in files.items():
            fresh[file] = _write_beside(file, data)
        first, *others = fresh
        if others:
            first.unlink(missing_ok=True)
        for file in (*others, first):
            fresh[file].replace(file)
            placed.append(file)
    except BaseException:
        remove([*fresh.values(), *placed])
        raise


def remove(files: Iterable[Path]) -> None:
    """Takes away those that are there, as far as that is allowed."""
    for file in files:
        with suppress(OSError):
            file.unlink()


def _write_beside(file: Path, data: bytes, *, durable: bool = True, mode: int = READABLE) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=UNFINISHED)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        fresh.chmod(mode)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh
