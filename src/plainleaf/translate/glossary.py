"""The glossary: terms that stay the same in every leaflet of a language."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import Field

from plainleaf.monograph.authored import read
from plainleaf.monograph.blocks import Prose
from plainleaf.monograph.facts import Authored
from plainleaf.project import Project
from plainleaf.source import Source, load
from plainleaf.translate.inflection import comparable, longest_word, spans
from plainleaf.values.languages import SOURCE_LANGUAGE

FILE = "glossary.yaml"
Kind = Literal["medicine", "form", "body", "illness", "care", "word"]
"""A medicine or a class of them; a dose form, a dose or a device; a part of the body; an illness or a sign of one; who
treats, and where; any other word.
"""
KINDS: tuple[Kind, ...] = get_args(Kind)


class Term(Authored):
    """One language's word for a term, the forms it may have, and those that mislead: `inflection` says how written."""

    term: Prose
    forms: list[Prose] = Field(default_factory=list)
    forbidden: list[Prose] = Field(default_factory=list)

    @property
    def allowed(self) -> tuple[str, ...]:
        return (self.term, *self.forms)


class Entry(Authored):
    """A term by its English name; English has a line where it has forms."""

    kind: Kind
    note: str = ""
    terms: Annotated[dict[str, Term], Field(alias="in", min_length=1)]

    @property
    def must_stand(self) -> bool:
        """Whether a translation should use the term wherever its source does; of other words there are too many."""
        return self.kind != "word"


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

    def lint_words(self, tag: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The names of medicines in a language, for the lint's vocabulary: section, key, entries."""
        return tuple(
            ("medicines", name.casefold(), self.allowed(name, tag))
            for name, entry in self.terms.items()
            if entry.kind == "medicine" and (tag in entry.terms or tag == SOURCE_LANGUAGE)
        )

    def line(self, name: str, tag: str) -> Term | None:
        """What a language says for an entry."""
        return self.terms[name].terms.get(tag)

    def allowed(self, name: str, tag: str) -> tuple[str, ...]:
        """The term and its forms in a language; in English the entry's name is one even where no line says so."""
        held = self.line(name, tag)
        own = (name,) if tag == SOURCE_LANGUAGE else ()
        return tuple(dict.fromkeys([*own, *(held.allowed if held else ())]))

    def named_in(self, text: str) -> tuple[str, ...]:
        """The entries that an English text names, in order; of terms within another only the longest."""
        if text not in self._found:
            self._found[text] = tuple(dict.fromkeys(self._named_in(comparable(text))))
        return self._found[text]

    def _named_in(self, text: str) -> Iterator[str]:
        found = [
            (*span, name)
            for word, form, name in self._english
            if word in text
            for span in spans([form], text, SOURCE_LANGUAGE)
        ]
        reached = 0
        for start, end, name in sorted(found, key=lambda one: (one[0], -one[1])):
            if start >= reached:
                yield name
                reached = end

    @cached_property
    def _english(self) -> tuple[tuple[str, str, str], ...]:
        """Every English form behind the word to look for first, before the name of its entry."""
        return tuple(
            (longest_word(form), form, name)
            for name in self.terms
            for form in self.allowed(name, SOURCE_LANGUAGE)
        )

    @cached_property
    def _found(self) -> dict[str, tuple[str, ...]]:
        """Each source text is looked at in every language."""
        return {}


def read_glossary(project: Project) -> Glossary:
    """The glossary; raises Refused with its findings."""
    return read_with_source(project)[0]


def read_with_source(project: Project) -> tuple[Glossary, Source]:
    """The glossary and the file it was read from; raises Refused with its findings."""
    source = load(project.locales / FILE, project.root)
    return read(Glossary, source), source
