"""leaflets/signoffs/NAME.yaml: read as other authored files are, and added to without touching what stands there."""

import json
import re
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


LONGEST = 200
"""Characters of a name, a role or credentials: a line of the leaflet tells all three."""

FEWEST_LETTERS = 2
"""Of a name: marks or digits alone name nobody."""

_VIRAMA = 9  # its combining class

_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Fillers and variation selectors: Unicode calls them letters, signs or marks, and nothing of them is seen."""


def _printable(text: str) -> str:
    if len(text) > LONGEST:
        raise refuse(f"it has more than {LONGEST} characters", "write the words alone")
    for before, character in zip(" " + text, text, strict=False):
        if _is_odd(character) and not _is_joiner(before, character):
            raise refuse(
                f"the character U+{ord(character):04X} does not belong here", "write the words alone"
            )
    return text


def _is_odd(character: str) -> bool:
    """Markup, and what is not seen."""
    unseen = unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    return character in "*{}" or unseen or _UNSEEN.match(character) is not None


def _is_joiner(before: str, character: str) -> bool:
    """A joiner where names are spelt with it: after a virama, or within Persian (RFC 5892, A.1 and A.2)."""
    after_virama = unicodedata.combining(before) == _VIRAMA
    persian = character == "\u200c" and unicodedata.bidirectional(before) == "AL"
    return character in "\u200c\u200d" and (after_virama or persian)


def _named(text: str) -> str:
    if sum(unicodedata.category(character).startswith("L") for character in text) < FEWEST_LETTERS:
        raise refuse("a name has two letters or more", "write who it was")
    return text


Person = Annotated[Prose, AfterValidator(_printable)]
"""Words about a person: they print at the end of the leaflet, as they are."""

Name = Annotated[Person, AfterValidator(_named)]


LONGEST_YEARS = 5
"""Whoever signs for longer will hardly be found when the text has to be checked again."""


class SignOff(Authored):
    """One sign-off: who checked which text of which leaflet, as what, on which day, and for how long that holds."""

    language: Prose
    form: Form
    jurisdiction: Jurisdiction
    starting: TrueOrFalse = False
    kind: Kind
    by: Name
    role: Person
    credentials: Person | None = None
    date: CalendarDay
    until: CalendarDay
    digest: Annotated[str, Field(pattern=_DIGEST), spelt(_DIGEST, "delete it, and sign with `sign`")]

    @model_validator(mode="after")
    def _holds_for_some_time(self) -> "SignOff":
        if self.until <= self.date:
            raise refuse("it ends on the day it was signed, or before", "write a later day after until:")
        if (self.until - self.date).days > LONGEST_YEARS * 366:
            raise refuse("it holds for more than five years", "write an earlier day after until:")
        return self

    def subject(self, medicine: str) -> Subject:
        return Subject(medicine, self.language, self.form, self.jurisdiction, self.starting)

    @property
    def person(self) -> str:
        """The name as two writings of it are compared: letters and digits, and vowel signs, which part Hindi names."""
        name = unicodedata.normalize("NFKC", self.by).casefold()
        return "".join(one for one in name if unicodedata.category(one)[0] in "LN" or _is_vowel_sign(one))

    @property
    def who(self) -> str:
        """The person as printed."""
        return ", ".join(filter(None, (self.by, self.role, self.credentials)))


def _is_vowel_sign(character: str) -> bool:
    """Accents have a combining class, the signs that Indic and Thai letters need have none."""
    return unicodedata.category(character)[0] == "M" and unicodedata.combining(character) == 0


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
