"""Fixed wordings: the phrases of values and the words of the page, in the source language, with notes and places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from plainleaf.findings import Finding, Refused, Span
from plainleaf.monograph.authored import read
from plainleaf.monograph.blocks import Prose
from plainleaf.monograph.facts import Authored, refuse
from plainleaf.project import Project
from plainleaf.source import load
from plainleaf.values.kinds import DEGREES, SPANS_OF_TIME, TIMES_OF_DAY, UNITS

DURATION_ROLES = ("for", "after", "every", "within")
PHRASES = (
    *UNITS,
    *("microgram_decimal", "tablet", "half_tablet", "tablet_and_half", "dose", "dose_more_than"),
    *("at_most", "range", "strength", "makes", *DEGREES.values(), "percent", "weekdays", "opening"),
    *("per_day", "per_week", "frequency_at", *TIMES_OF_DAY, "age", "age_under", "age_from"),
    *SPANS_OF_TIME,
    *(f"{unit}_{role}" for unit in SPANS_OF_TIME for role in DURATION_ROLES),
)
"""Every phrase the program speaks; _phrases.yaml holds these and no others."""

RULES: Mapping[str, str] = {
    "phrase-missing": """Does _phrases.yaml hold every phrase the program speaks?

    Bad: no `per_day`. Good: `per_day: {one: "{n} time a day", other: "{n} times a day"}`.
    """,
    "phrase-unknown": """Is each phrase of _phrases.yaml one the program speaks?

    A misspelt id is never printed, and translators would work for nothing. Bad: `perday`. Good: `per_day`.
    """,
}


class WordingText(Authored):
    """One wording as authored: either ``text``, or the plural forms ``one`` and ``other``."""

    text: Prose | None = None
    one: Prose | None = None
    other: Prose | None = None
    note: Prose

    @model_validator(mode="after")
    def _text_or_forms(self) -> "WordingText":
        if (self.text is None) == (self.other is None) or (self.one is None) != (self.other is None):
            raise refuse("a wording is either a text or plural forms", "write text:, or one: and other:")
        return self


class PhrasesFile(Authored):
    format: Literal["1"]
    phrases: Annotated[dict[str, WordingText], Field(min_length=1)]


class WordsFile(Authored):
    format: Literal["1"]
    words: Annotated[dict[str, WordingText], Field(min_length=1)]


@dataclass(frozen=True)
class Wording:
    """A wording with its place: ``context`` is its msgctxt, ``domain`` its catalogue."""

    id: str
    domain: Literal["phrases", "page"]
    text: str
    plural: str | None
    note: str
    place: Span

    @property
    def context(self) -> str:
        return "phrase" if self.domain == "phrases" else "label"


@dataclass(frozen=True)
class Wordings:
    phrases: Mapping[str, Wording]
    words: Mapping[str, Wording]


def read_wordings(project: Project) -> Wordings:
    """Phrases and page words; raises Refused with every fault of both files."""
    findings: list[Finding] = []
    phrases: dict[str, Wording] = {}
    words: dict[str, Wording] = {}
    try:
        phrases = read_phrases(project)
    except Refused as refused:
        findings += refused.findings
    try:
        source = load(project.templates / "words.yaml", project.root)
        page = read(WordsFile, source).words
        words = {id: _wording(id, "page", text, source.place(("words", id))) for id, text in page.items()}
    except Refused as refused:
        findings += refused.findings
    if findings:
        raise Refused(findings)
    return Wordings(phrases, words)


def read_phrases(project: Project) -> dict[str, Wording]:
    """leaflets/_phrases.yaml, complete and with nothing besides."""
    source = load(project.leaflets / "_phrases.yaml", project.root)
    table = read(PhrasesFile, source).phrases
    missing = [
        Finding("phrase-missing", f"the phrase “{id}” is missing", source.place(("phrases",)), f"add `{id}:`")
        for id in PHRASES
        if id not in table
    ]
    unknown = [
        Finding(
            "phrase-unknown",
            f"nothing speaks “{id}”",
            source.key_place(("phrases", id)),
            "delete it, or mend its id",
        )
        for id in table
        if id not in PHRASES
    ]
    if missing or unknown:
        raise Refused([*missing, *unknown])
    return {id: _wording(id, "phrases", text, source.place(("phrases", id))) for id, text in table.items()}


def _wording(id: str, domain: Literal["phrases", "page"], text: WordingText, place: Span) -> Wording:
    first = text.text if text.text is not None else text.one
    assert first is not None
    return Wording(id, domain, first, text.other, text.note, place)
