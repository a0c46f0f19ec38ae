"""new: start a monograph."""

import re

import click

from plainleaf.checks.sections import REQUIRED_SECTIONS
from plainleaf.cli.options import Voice, speaking
from plainleaf.findings import ExitCode, UsageFailure
from plainleaf.publish import write_atomic
from plainleaf.translate.content import domains

COMMANDS = (
    "build",
    "check",
    "messages",
    "new",
    "explain",
    "test",
    "audit",
    "glossary",
    "sign",
    "merge",
    "verify",
    "plan",
    "pack",
    "languages",
    "site",
    "preview",
)
"""Today's commands and those that later parts bring (DESIGN.md, "Command line")."""


@click.command()
@click.argument("name")
@speaking
def new(voice: Voice, name: str) -> ExitCode:
    """Start leaflets/NAME.yaml with every required section, ready to be filled."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or name in (*COMMANDS, *domains("")):
        raise UsageFailure(
            f"“{name}” cannot name a medicine",
            "use small Latin letters, digits and hyphens, and no name of a command or a catalogue",
        )
    file = voice.project.leaflets / f"{name}.yaml"
    if file.exists():
        raise UsageFailure(f"{voice.project.relative(file)} exists", "edit it, or choose another name")
    write_atomic(file, monograph(name).encode())
    voice.tell(f"wrote {voice.project.relative(file)}; fill it, then run `python3 build.py check {name}`")
    return ExitCode.CLEAN


def monograph(name: str) -> str:
    """A monograph to fill in. Each place to fill is a finding until it is filled, so nothing prints by mistake."""
    sections = "\n".join(
        f"""  - id: {id}
    heading: TODO {says}
    blocks:
      - text: TODO say in plain words.
"""
        for id, says in REQUIRED_SECTIONS.items()
    )
    return f"""# yaml-language-server: $schema=leaflet.schema.json
# How to fill this in: docs/authoring.md. Every number is a fact with its source; texts hold only {{names}} of facts.
format: 1
medicine: {name}
title: {name.replace("-", " ").capitalize()}
latin_title: {name.replace("-", " ").capitalize()}
version: 1
reviewed: TODO the day the sources were last read, such as 2026-05-31
purpose: TODO what it does, in a few words.

sources:
  us-label:
    title: ""  # TODO the name of the label, as it stands on its first page
    jurisdiction: US
    verified: false

facts:
  start_dose: {{amount: TODO 5 mg, sources: [us-label]}}

front:
  - warning: TODO the greatest danger, and what to do.
    heading: TODO the danger in a few words
    level: danger
    pictogram: stop
  - call: now
    heading: Get emergency help now
    items:
      - TODO a sign.
    phones: [emergency, crisis, poison]
  - call: today
    heading: Call your clinic today
    items:
      - TODO a sign.
    phones: [urgent, clinic]

sections:
{sections}"""
