"""The glossary: terms that stay the same in every leaflet of a language."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from plainleaf.monograph.authored import read
from plainleaf.monograph.blocks import Prose
from plainleaf.monograph.facts import Authored
from plainleaf.project import Project
from plainleaf.source import load


class Term(Authored):
    """One language's word for a term, and the forms that mislead."""

    term: Prose
    forbidden: list[Prose] = Field(default_factory=list)


class Entry(Authored):
    note: str = ""
    terms: Annotated[dict[str, Term], Field(alias="in", min_length=1)]


class Glossary(Authored):
    """locales/glossary.yaml."""

    format: Literal["1"]
    terms: Annotated[dict[str, Entry], Field(min_length=1)]

    def words(self, tag: str) -> tuple[str, ...]:
        """The terms of a language."""
        return tuple(entry.terms[tag].term for entry in self.terms.values() if tag in entry.terms)

    def said(self, terms: Iterable[str], tag: str) -> frozenset[str]:
        """What a language says for these terms, as far as it is written here."""
        held = (self.terms[term].terms for term in terms if term in self.terms)
        return frozenset(languages[tag].term for languages in held if tag in languages)


def read_glossary(project: Project) -> Glossary:
    """The glossary; raises Refused with its findings."""
    return read(Glossary, load(project.locales / "glossary.yaml", project.root))
