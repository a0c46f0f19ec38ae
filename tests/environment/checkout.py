"""A small checkout to start build.py in: a stand-in command, two locks, handmade wheels and a stand-in uv.

No test here needs a network. The stand-in uv writes each call to `installs.log`, waits while `hold` exists
and fails while `broken` exists.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

BUILD = Path(__file__).parents[2] / "build.py"
PYTHON = str(Path(sys.executable).resolve())
PATIENCE = 30.0  # seconds
PROGRAMS = ("pdftotext", "chromium", "javac", "msgfmt")  # stand-ins that are there and do nothing

COMMAND = """\
import dependency, json, os, plainleaf, sys
print(json.dumps({
    "arguments": sys.argv[1:], "process": os.getpid(), "source": plainleaf.__file__, "prefix": sys.prefix,
    "dependency": dependency.__file__, "bytecode": sys.pycache_prefix, "folder": os.getcwd(),
}))
sys.exit(7 if "seven" in sys.argv else 0)
"""

TOOL = """\
import os, sys
print("{name}", *sys.argv[1:], flush=True)
sys.exit("{name}" in os.environ.get("FAILING", "").split())
"""

UV = """\
#!{python} -IS
import pathlib, sys, time, zipfile
home = pathlib.Path("{home}")
with open(home / "installs.log", "a") as log:
    print(*sys.argv[1:], file=log)
print("installed: much")
deadline = time.monotonic() + {patience}
while (home / "hold").exists() and time.monotonic() < deadline:
    time.sleep(0.01)
if (home / "broken").exists():
    sys.exit("no route to the packages")
environment = pathlib.Path(sys.argv[sys.argv.index("--python") + 1]).parents[1]
for name in [line.split("==")[0] for line in open(sys.argv[-1]) if "==" in line]:
    with zipfile.ZipFile(home / f"wheels/{{name}}-1.0-py3-none-any.whl") as wheel:
        wheel.extractall(next(environment.glob("lib/python*/site-packages")))
"""


@dataclass(frozen=True)
class Checkout:
    """One copy of build.py, started from `folder`; `home` holds what stands outside the checkout."""

    root: Path
    home: Path
    python: str = PYTHON
    identity: tuple[tuple[str, Any], ...] = ()
    folder: Path | None = None

    @property
    def variables(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": str(self.home / "bin"), "PYTHONDONTWRITEBYTECODE": "1"}

    @property
    def installs(self) -> list[str]:
        log = self.home / "installs.log"
        return log.read_text().splitlines() if log.exists() else []

    def start(self, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [self.python, str(self.root / "build.py"), *arguments],
            cwd=self.folder or self.root,
            env=self.variables | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **dict(self.identity),
        )

    def run(self, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        return finish(self.start(*arguments, **variables))

    def answer(self, *arguments: str, **variables: str) -> dict[str, Any]:
        """What the stand-in command saw; its JSON is all that may stand on stdout."""
        done = self.run(*arguments, **variables)
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    def hold(self) -> None:
        (self.home / "hold").touch()

    def release(self) -> None:
        (self.home / "hold").unlink(missing_ok=True)

    def leftovers(self) -> set[str]:
        """All names beside the sources, but the lock file, which stays."""
        return {path.name for path in self.root.glob(".venv*")} - {".venv.lock"}

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces a text that must be there."""
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new))

    def copied_to(self, root: Path) -> "Checkout":
        shutil.copytree(self.root, root, symlinks=True)
        return replace(self, root=root)


def make_checkout(folder: Path, python: str = PYTHON) -> Checkout:
    """A checkout that has never been started."""
    root, home = folder / "checkout", folder / "home"
    for path in (root / "src/plainleaf", home / "bin", home / "wheels"):
        path.mkdir(parents=True)
    shutil.copy(BUILD, root)
    (root / "src/plainleaf/__init__.py").touch()
    (root / "src/plainleaf/cli.py").write_text(COMMAND)
    runtime = make_wheel(home / "wheels", "dependency", {"dependency.py": ""})
    tools = {f"{name}.py": TOOL.format(name=name) for name in ("ruff", "mypy", "cogapp", "pytest")}
    layers = {"importlinter/__init__.py": "", "importlinter/cli.py": "def lint_imports_command():\n"}
    layers["importlinter/cli.py"] += "".join(
        f"    {line}\n" for line in TOOL.format(name="layers").splitlines()
    )
    (root / "requirements.lock").write_text(runtime)
    (root / "requirements-dev.lock").write_text(
        runtime + make_wheel(home / "wheels", "tools", tools | layers)
    )
    uv = home / "bin/uv"
    uv.write_text(UV.format(python=python, home=home, patience=PATIENCE))
    uv.chmod(0o755)
    for name in PROGRAMS:
        (home / "bin" / name).touch(mode=0o755)
    return Checkout(root, home, python)


def make_wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """The line of a lock for a wheel put into the folder."""
    info = f"{name}-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
        wheel.writestr(f"{info}/RECORD", "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"]))
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def finish(process: "subprocess.Popen[str]") -> "subprocess.CompletedProcess[str]":
    out, error = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(process.args, process.returncode, out, error)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def wait_for_line(process: "subprocess.Popen[str]", words: str) -> None:
    """Reads stderr up to a line with these words."""
    assert process.stderr
    assert any(words in line for line in process.stderr), f"{words!r} was never said"


def is_root() -> bool:
    return os.geteuid() == 0
