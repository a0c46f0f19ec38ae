"""PO files of public projects, fetched once into the user's cache: what real translators' tools wrote.

From wheels and not from source distributions: pip runs the build of a source distribution even to download
it, and nobody's code shall run here. The PO files in both are the same.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

_LIST = Path(__file__).with_name("projects.txt")
_EXACTLY = ["--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", str(_LIST)]
_LONGEST = 300  # seconds


class Offline(Exception):
    """The files are not in the cache and cannot be fetched."""


@lru_cache(maxsize=1)
def po_files() -> list[tuple[str, Path]]:
    """The project (its top package) and the path of each file, in order; raises Offline."""
    folder = _cache() / sha256(_LIST.read_bytes()).hexdigest()[:16]
    if not folder.is_dir():
        _fetch(folder)
    return [(file.relative_to(folder).parts[0], file) for file in sorted(folder.rglob("*.po"))]


def _cache() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path("~/.cache").expanduser()) / "plainleaf" / "po-files"


def _fetch(folder: Path) -> None:
    """The PO files of all the projects, moved into place when all are there; another process may do the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as temporary:
        unpacked, kept = Path(temporary, "unpacked"), Path(temporary, "kept")
        command = [*_installer(), "--target", str(unpacked), *_EXACTLY]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST, env=_variables())
        except (subprocess.SubprocessError, OSError) as problem:
            raise Offline("the PO files of public projects could not be fetched") from problem
        for file in unpacked.rglob("*.po"):
            target = kept / file.relative_to(unpacked)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        try:
            kept.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise


def _installer() -> list[str]:
    """uv or pip: whichever made this environment, else the pip of the Python that it was made from."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", sys.executable]
    python = sys.executable if importlib.util.find_spec("pip") else str(Path(sys.base_prefix, "bin/python3"))
    return [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-compile"]


def _variables() -> dict[str, str]:
    """Without what the test's own Python was told of its imports."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | {
        "PIP_USER": "0"
    }
