"""What the usual tools say of the same pairs: msgfmt -c and translate-toolkit's pofilter, called as anybody would."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from plainleaf.catalogue import Catalogue, Message, empty, write

Texts = tuple[str, str]
"""A source and its translation."""


def msgfmt(tag: str, texts: Sequence[Texts]) -> set[int]:
    """The numbers of the pairs that `msgfmt -c` complains of."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pairs.po")
        file.write_text(_catalogue(tag, texts), encoding="utf-8")
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", file],  # noqa: S607 - wherever it is installed
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        rows = {int(row) for row in re.findall(r"pairs\.po:(\d+)", done.stderr)}
        lines = file.read_text("utf-8").splitlines()
        starts = [row for row, line in enumerate(lines, 1) if line.startswith("msgctxt")]
    return {sum(start <= row for start in starts) - 1 for row in rows if starts and row >= starts[0] - 1}


def pofilter(tag: str, texts: Sequence[Texts]) -> set[int]:
    """The numbers of the pairs that `pofilter` puts out."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "pairs.po"), Path(folder, "told.po")
        file.write_text(_catalogue(tag, texts), encoding="utf-8")
        tool = Path(sys.executable).with_name("pofilter")
        options = ["--language", tag.replace("-", "_"), "--progress=none"]
        subprocess.run([sys.executable, tool, *options, file, out], capture_output=True, check=True)
        told = out.read_text("utf-8") if out.exists() else ""
    return {int(number) for number in re.findall(r'^msgctxt "(\d+)"', told, re.MULTILINE)}


def _catalogue(tag: str, texts: Sequence[Texts]) -> str:
    messages = tuple(
        Message(source, msgctxt=str(number), msgstr=(target,), flags=_flags(source))
        for number, (source, target) in enumerate(texts)
    )
    blank = empty("pairs.po", tag)
    return write(Catalogue(blank.path, blank.head, messages))


def _flags(source: str) -> tuple[str, ...]:
    if re.search(r"%\(\w+\)s|%s", source):
        return ("python-format",)
    return ("python-brace-format",) if re.search(r"\{\w+\}", source) else ()


TOOLS = {"msgfmt -c": msgfmt, "pofilter": pofilter}
