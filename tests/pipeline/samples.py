"""A project as small as one can be: one short monograph in English and in a Spanish that says the English again."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from plainleaf.catalogue import empty, merge, write
from plainleaf.cli import app
from plainleaf.lint import RULES
from plainleaf.pipeline import Outcome, Request, Workshop, open_workshop, plan_jobs, publish, run
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.translate.content import catalogue_folder, read_content
from plainleaf.translate.messages import templates
from tests.conftest import AUTHORED, ROOT

MONOGRAPH = "leaflets/testol.yaml"
SPANISH = "locales/es/LC_MESSAGES/testol.po"
LANGUAGES = """\
format: 1
languages:
  en: {name: English, english: English, family: Atkinson Hyperlegible Next}
  es: {name: Español, english: Spanish, family: Atkinson Hyperlegible Next}
"""
FRENCH = "  fr: {name: Français, english: French, family: Atkinson Hyperlegible Next}\n"

GLOSSARY = """\
format: 1
terms:
  testol: {kind: medicine, in: {es: {term: testol}}}
"""
ACCEPTED = tuple(f"ignore-{rule.code}" for rule in RULES)
"""The lint is right: this Spanish is English. That is not what the pipeline's tests are about."""

FAMILIES = ("Atkinson Hyperlegible Next:", "Noto Sans:")

TESTOL = """\
format: 1
medicine: testol
title: Testol
latin_title: Testol
version: 1
reviewed: 2026-05-31
purpose: It helps you feel well.
sources:
  us-label: {title: The label, jurisdiction: US}
facts:
  start_dose: {amount: 5 mg, sources: [us-label]}
  together: {count: 2 doses, sources: [us-label]}
front:
  - warning: Do **not** stop it by yourself.
    heading: Do not stop
    level: danger
    pictogram: stop
  - call: now
    heading: Get help now
    items: [Your face swells up.]
    phones: [emergency]
  - call: today
    heading: Call us today
    items: [You get a rash.]
    phones: [clinic]
sections:
"""
SECTIONS = (
    "uses",
    "before",
    "interactions",
    "pregnancy",
    "driving",
    "how",
    "missed",
    "overdose",
    "side-effects",
    "stopping",
    "storing",
    "about",
)
STOP = "Ask us how to stop it."
SENTENCES = {
    "how": "Start with {start_dose} a day.",
    "missed": "Do not take {together} at the same time.",
    "stopping": STOP,
}
PLAIN = "Ask us if you need help."

COMMAND = (sys.executable, "-m", "plainleaf.cli")


def monograph(name: str = "testol") -> str:
    """The monograph; with another name its texts differ too, so that the two share none."""
    sections = "".join(
        f"  - id: {id}\n    heading: The {id} part\n    blocks:\n      - text: {SENTENCES.get(id, PLAIN)}\n"
        for id in SECTIONS
    )
    text = TESTOL + sections
    return text if name == "testol" else _renamed(text, name)


def _renamed(text: str, name: str) -> str:
    text = text.replace("testol", name).replace("Testol", name.capitalize())
    for old in (
        "It helps",
        "Do **not**",
        "Do not",
        "Get help",
        "Call us",
        "Ask us",
        "Your face",
        "You get",
        "Start",
    ):
        text = text.replace(old, f"With {name}, {old[0].lower()}{old[1:]}")
    return text.replace("The ", f"The {name} ")


def plant(root: Path) -> Project:
    """Makes the project, with the few fonts it needs: each build reads them all."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in AUTHORED:
        ignored = shutil.ignore_patterns(
            "LC_MESSAGES", "*.pot", "baclofen.yaml", "british.yaml", "complete.yaml"
        )
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for folder in (root / "locales").iterdir():
        if folder.is_dir():
            folder.rmdir()
    (root / "fonts").mkdir()
    (root / "fonts/fonts.yaml").write_text("".join(_few_fonts(root / "fonts")), encoding="utf-8")
    (root / "locales/languages.yaml").write_text(LANGUAGES, encoding="utf-8")
    (root / "locales/glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    (root / MONOGRAPH).write_text(monograph(), encoding="utf-8")
    project = Project(root)
    translate_all(project, "es")
    return project


def _few_fonts(folder: Path) -> Iterator[str]:
    """The lines of fonts.yaml on the families in use, their files copied."""
    yield "format: 1\nfamilies:\n"
    family = ""
    for line in (ROOT / "fonts/fonts.yaml").read_text(encoding="utf-8").splitlines(keepends=True):
        family = line.strip() if line.startswith("  ") and not line.startswith("   ") else family
        if family in FAMILIES and line.startswith("  "):
            yield line
            for name in re.findall(r"file: (\S+),", line):
                shutil.copy(ROOT / "fonts" / name, folder)


def translate_all(project: Project, tag: str) -> None:
    """Complete catalogues, each text saying its English, and each flagged as looked at."""
    for domain, pot in templates(read_content(project)).items():
        file = catalogue_folder(project, tag) / f"{domain}.po"
        merged = merge(empty(project.relative(file), tag), pot)
        entries = tuple(
            replace(
                message,
                msgstr=(message.msgid_plural or message.msgid,) * len(message.msgstr),
                flags=(*message.flags, *ACCEPTED),
            )
            for message in merged.entries
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write(replace(merged, entries=entries)), encoding="utf-8")


def workshop(project: Project, *, shelf: bool = True, **asked: object) -> Workshop:
    return open_workshop(project, Request(**asked), Shelf(project.shelf if shelf else None))  # type: ignore[arg-type]


def outcomes(project: Project, *, shelf: bool = True, **asked: object) -> dict[str, Outcome]:
    """What comes of a build, by language, all of it published."""
    opened = workshop(project, shelf=shelf, **asked)
    finished = publish(project.out, opened, run(opened, plan_jobs(opened), out=project.out))
    return {outcome.job.tag: outcome for outcome in finished}


def files_in(folder: Path) -> set[str]:
    """Every file under a folder, temporary ones too."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def edition(*paths: str) -> set[str]:
    """The files of editions, by their PDFs."""
    return {path.removesuffix("pdf") + suffix for path in paths for suffix in ("pdf", "html", "txt")}


def codes(outcome: Outcome) -> list[str]:
    return [finding.check for finding in outcome.findings]


def environment(**variables: str) -> dict[str, str]:
    """This process's variables without our settings; the program from this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLAINLEAF_")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **variables}


def invoked(project: Project, *arguments: str) -> Result:
    """A command in this process: where another one is not what a test is about, it is ready sooner."""
    with chdir(project.root):
        return CliRunner().invoke(app, [*arguments], prog_name="plainleaf")


def command(
    project: Project,
    *arguments: str,
    code: str = "",
    variables: Mapping[str, str] | None = None,
    umask: int = -1,
) -> subprocess.CompletedProcess[str]:
    """The program (or other code) as a process of its own, started in the project."""
    return subprocess.run(
        [sys.executable, "-c", code] if code else [*COMMAND, *arguments],
        cwd=project.root,
        env=environment(**(variables or {})),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        umask=umask,
    )
