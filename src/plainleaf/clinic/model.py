"""The clinic file: all that a clinic edits."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from plainleaf.clinic.countries import read_countries
from plainleaf.monograph.authored import read
from plainleaf.monograph.blocks import Paragraphs, PhonePurpose, Prose
from plainleaf.monograph.facts import Authored, HoursText, Jurisdiction, PhoneText, refuse, spelt
from plainleaf.project import Project
from plainleaf.source import Source, load

_PICTURE = r"^[A-Za-z0-9][A-Za-z0-9_-]*\.(?:png|svg)$"
_COLOUR = r"^#[0-9A-Fa-f]{6}$"
_ADDRESS = r"https://[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?:/[A-Za-z0-9._~/{}-]*)?"
LONGEST_ADDRESS = 100
PARTS = ("medicine", "language", "form")
"""What the address of a leaflet may name in braces."""

NONE, OTHERS = "none", "others"
"""`hi: none` in the place of a note's text: this language has none, and that is meant; `others: none` says it of all
that are not named.
"""


def _note(texts: list[str]) -> list[str]:
    """Paragraphs, or ``none`` alone in letters of any size."""
    if not any(text.strip().lower() == NONE for text in texts):
        return texts
    if len(texts) > 1:
        raise refuse(f"“{NONE}” stands beside a text", f"delete it, or write `{NONE}` alone")
    return [NONE]


def _stated(held: dict[str, list[str]]) -> dict[str, list[str]]:
    if held.get(OTHERS, [NONE]) != [NONE]:
        raise refuse("“others” has a text", "write `others: none`, and each text under its own language")
    return held


def _unlike(tags: list[str]) -> list[str]:
    if twice := [tag for at, tag in enumerate(tags) if tag in tags[:at]]:
        raise refuse(f"“{twice[0]}” stands twice", "name each language once")
    return tags


class LogoText(Authored):
    """A picture beside the clinic file, PNG or SVG, with its words for those who cannot see it."""

    file: Annotated[
        str, Field(pattern=_PICTURE), spelt(_PICTURE, "name a PNG or SVG file in clinics/, such as logo.svg")
    ]
    alt: Prose


NoteText = Annotated[Paragraphs, AfterValidator(_note)]
Colour = Annotated[
    str, Field(pattern=_COLOUR), spelt(_COLOUR, "write six hexadecimal digits, such as '#0b2545'")
]


class Colours(Authored):
    """``structure`` is for headings, bars and lines, on white and with white on it; ``tint`` lies behind headings."""

    structure: Colour = "#0b2545"
    tint: Colour = "#eaeef4"


def _address(text: str) -> str:
    """An https address of plain letters, in which ``PARTS`` may stand in braces."""
    hint = (
        f"such as https://clinic.example/leaflets/{{medicine}}/{{language}}.html; names: {', '.join(PARTS)}"
    )
    if len(text) > LONGEST_ADDRESS:
        raise refuse(f"the address is longer than {LONGEST_ADDRESS} characters", hint)
    strange = [name for name in re.findall(r"\{([^{}]*)\}", text) if name not in PARTS]
    if not re.fullmatch(_ADDRESS, text) or strange or re.search(r"[{}]", re.sub(r"\{\w+\}", "", text)):
        raise refuse(f"“{text}” is no address of a leaflet", hint)
    return text


class Clinic(Authored):
    """clinics/NAME.yaml: all that a clinic edits. The front page needs an emergency and a clinic phone.

    ``phones`` hold the lines of its country too, but for those it does ``without``. ``languages`` are those it hands
    leaflets out in, ``link`` is where a leaflet stands on the web, ``notes`` are paragraphs of its own by medicine and
    language.
    """

    format: Literal["1"]
    name: Prose
    language: Annotated[str, Field(description="the staff's language, as a tag of languages.yaml")]
    jurisdiction: Jurisdiction
    paper: Literal["a4", "letter"] | None = None
    address: list[Prose] = Field(default_factory=list)
    phones: dict[PhonePurpose, PhoneText]
    without: list[PhonePurpose] = Field(default_factory=list)
    hours: list[HoursText] = Field(default_factory=list)
    logo: LogoText | None = None
    colours: Colours = Colours()
    languages: Annotated[list[str], AfterValidator(_unlike)] = Field(default_factory=list)
    link: Annotated[str, AfterValidator(_address)] | None = None
    notes: dict[str, Annotated[dict[str, NoteText], AfterValidator(_stated)]] = Field(default_factory=dict)

    def note(self, medicine: str, tag: str) -> tuple[str, ...] | None:
        """Its own paragraphs on a medicine in a language: none where it has none, or wants none; None where one is
        missing that stands there in other languages.
        """
        held = self.notes.get(medicine)
        if held is None:
            return ()
        texts = held.get(tag, held.get(OTHERS))
        if texts is None:
            return None
        return () if texts == [NONE] else tuple(texts)


def read_clinic(project: Project, name: str) -> Clinic:
    """One clinic with the lines of its country; raises Refused with its findings, OSError where there is no file."""
    return read_clinic_source(project, name)[0]


def read_clinic_source(project: Project, name: str) -> tuple[Clinic, Source]:
    """The same, and the file it was read from."""
    source = load(clinic_file(project, name), project.root)
    clinic = read(Clinic, source)
    lines = {**read_countries(project).get(clinic.jurisdiction, {}), **clinic.phones}
    phones = {purpose: line for purpose, line in lines.items() if purpose not in clinic.without}
    return clinic.model_copy(update={"phones": phones}), source


def clinic_file(project: Project, name: str) -> Path:
    """Where the file of a clinic lies, or would."""
    return project.clinics / f"{name}.yaml"


def clinic_names(project: Project) -> tuple[str, ...]:
    """The clinics that have a file, readable or not."""
    return tuple(
        sorted(file.stem for file in project.clinics.glob("*.yaml") if not file.stem.startswith("_"))
    )
