"""Files: what their bytes are, known without reading what they say."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[int, int, int]
"""When a file was changed last (nanoseconds), its size and its number: while they stay, so do its bytes."""


class Files:
    """The sha256 of files, each read once in a build for as long as nobody changes it."""

    def __init__(self) -> None:
        self._held: dict[Path, tuple[Stamp, str]] = {}

    def sha256(self, file: Path) -> str:
        """Of the bytes of a file; empty where there is none that can be read."""
        try:
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            held = self._held.get(file)
            if held is None or held[0] != stamp:
                held = self._held[file] = (stamp, hashlib.sha256(file.read_bytes()).hexdigest())
        except OSError:
            return ""
        return held[1]

    def listed(self, files: Iterable[Path], root: Path) -> list[tuple[str, str]]:
        """Path from the root and sha256 of each, in order."""
        return [(file.relative_to(root).as_posix(), self.sha256(file)) for file in files]
