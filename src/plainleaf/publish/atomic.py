"""A file is complete or absent."""

import os
import tempfile
from pathlib import Path


def write_atomic(file: Path, data: bytes) -> None:
    """Writes beside the target and renames: a reader sees the old file or the new one, never half of one.

    Raises OSError, and then leaves nothing behind.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
