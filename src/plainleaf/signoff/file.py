"""leaflets/signoffs/NAME.yaml: read as other authored files are, and added to without touching what stands there."""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from plainleaf.findings import Finding, Refused, Span
from plainleaf.monograph.authored import read
from plainleaf.monograph.blocks import Prose
from plainleaf.monograph.facts import Authored, CalendarDay, Form, Jurisdiction, TrueOrFalse, refuse, spelt
from plainleaf.project import Project
from plainleaf.signoff.kinds import Kind, Subject
from plainleaf.source import Source, load, parse

_DIGEST = "[0-9a-f]{64}"
HEAD = """\
# Who checked which text, as what, until when: docs/signoffs.md. `python3 build.py sign` adds to this file; whoever
# writes a digest by hand has checked nothing.
format: 1
signoffs:
"""


def _printable(text: str) -> str:
    if odd := next(filter(_is_odd, text), ""):
        raise refuse(f"the character U+{ord(odd):04X} does not belong here", "write the words alone")
    return text


def _is_odd(character: str) -> bool:
    """Markup, and what is not seen; names in Indic scripts and Persian need the joiners."""
    unseen = unicodedata.category(character) in {"Cc", "Cf", "Co", "Zl", "Zp"}
    return character in "*{}" or (unseen and character not in "\u200c\u200d")


Person = Annotated[Prose, AfterValidator(_printable)]
"""Words about a person: they print at the end of the leaflet, as they are."""


LONGEST_DAYS = 5 * 366
"""Whoever signs for longer will hardly be found when the text has to be checked again."""


class SignOff(Authored):
    """One sign-off: who checked which text of which leaflet, as what, on which day, and for how long that holds."""

    language: Prose
    form: Form
    jurisdiction: Jurisdiction
    starting: TrueOrFalse = False
    kind: Kind
    by: Person
    role: Person
    credentials: Person | None = None
    date: CalendarDay
    until: CalendarDay
    digest: Annotated[str, Field(pattern=_DIGEST), spelt(_DIGEST, "delete it, and sign with `sign`")]

    @model_validator(mode="after")
    def _holds_for_some_time(self) -> "SignOff":
        if self.until <= self.date:
            raise refuse("it ends on the day it was signed, or before", "write a later day after until:")
        if (self.until - self.date).days > LONGEST_DAYS:
            raise refuse("it holds for more than five years", "write an earlier day after until:")
        return self

    def subject(self, medicine: str) -> Subject:
        return Subject(medicine, self.language, self.form, self.jurisdiction, self.starting)

    @property
    def who(self) -> str:
        """The person as printed."""
        return ", ".join(filter(None, (self.by, self.role, self.credentials)))


class SignOffFile(Authored):
    format: Literal["1"]
    signoffs: list[SignOff]


@dataclass(frozen=True)
class SignOffs:
    """All sign-offs of a medicine with their places; what is wrong with their file in ``damaged``."""

    medicine: str
    path: str
    entries: tuple[tuple[SignOff, Span], ...] = ()
    damaged: tuple[Finding, ...] = ()


def signoff_file(project: Project, medicine: str) -> Path:
    """Where the sign-offs of a medicine lie, or would."""
    return project.leaflets / "signoffs" / f"{medicine}.yaml"


def read_signoffs(project: Project, medicine: str) -> SignOffs:
    """The sign-offs of a medicine: none where there is no file."""
    file = signoff_file(project, medicine)
    try:
        return _placed(medicine, load(file, project.root))
    except FileNotFoundError:
        return SignOffs(medicine, project.relative(file))
    except Refused as refused:
        return SignOffs(medicine, project.relative(file), damaged=refused.findings)


def appended(text: str, path: str, signoff: SignOff) -> str:
    """The text of a file (empty where there is none) with one sign-off more; nothing else in it changes.

    Raises Refused where the list is written so that nothing can be put below it.
    """
    text, held = (text, _parsed(path, text)) if text else (HEAD, SignOffs("", path))
    indent = " " * (held.entries[0][1].column - len("- ") - 1 if held.entries else 2)
    ending = "\r\n" if "\r\n" in text else "\n"
    made = text + ("" if text.endswith("\n") else ending) + ending.join([*_lines(signoff, indent), ""])
    try:
        now = [one for one, _ in _parsed(path, made).entries]
    except Refused:
        now = []
    if now != [*(one for one, _ in held.entries), signoff]:
        hint = "write `signoffs:` last, and each sign-off below it on lines of its own"
        raise Refused([Finding("signoffs-closed", "nothing can be added to this list", Span(path), hint)])
    return made


def _parsed(path: str, text: str) -> SignOffs:
    return _placed("", parse(path, text.encode()))


def _placed(medicine: str, source: Source) -> SignOffs:
    held = read(SignOffFile, source).signoffs
    places = (source.place(("signoffs", number)) for number in range(len(held)))
    return SignOffs(medicine, source.path, tuple(zip(held, places, strict=True)))


def _lines(signoff: SignOff, indent: str) -> list[str]:
    """YAML as a person would write it; quoted where a person types freely."""
    rows = [("language", signoff.language), ("form", signoff.form), ("jurisdiction", signoff.jurisdiction)]
    rows += [("starting", "true")] if signoff.starting else []
    rows += [("kind", signoff.kind), ("by", _quoted(signoff.by)), ("role", _quoted(signoff.role))]
    rows += [("credentials", _quoted(signoff.credentials))] if signoff.credentials else []
    rows += [("date", f"{signoff.date}"), ("until", f"{signoff.until}"), ("digest", signoff.digest)]
    return [
        f"{indent}{'- ' if number == 0 else '  '}{key}: {value}" for number, (key, value) in enumerate(rows)
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
