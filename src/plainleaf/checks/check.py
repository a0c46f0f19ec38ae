"""What a check is: a code, the kind of subject it looks at, and a function that yields findings about one."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from plainleaf.catalogue import Catalogue
from plainleaf.clinic import Clinic
from plainleaf.clinic.countries import Lines
from plainleaf.findings import Finding
from plainleaf.lint import linted
from plainleaf.monograph import Monograph
from plainleaf.source import Source
from plainleaf.translate import Leaflet, Wordings
from plainleaf.translate.glossary import Glossary
from plainleaf.values.languages import SOURCE_LANGUAGE, Language

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class MonographFile:
    """A monograph and the file it was read from."""

    monograph: Monograph
    source: Source


@dataclass(frozen=True)
class ClinicFile:
    """A clinic with the file it was read from, the languages of the project, the medicines it has, and the lines of the
    clinic's country.
    """

    clinic: Clinic
    source: Source
    languages: Mapping[str, Language]
    medicines: frozenset[str] = frozenset()
    country: Lines = field(default_factory=dict)


@dataclass(frozen=True)
class Translation:
    """One catalogue beside the digest of the template it should follow, and the terms it should use."""

    catalogue: Catalogue
    template_digest: str
    language: Language
    glossary: Glossary | None = None

    @cached_property
    def linted(self) -> tuple[Finding, ...]:
        """What the lint finds, all rules in one pass; nothing in a pseudo-locale, whose words are none."""
        tag, glossary = self.language.tag, self.glossary
        words = (glossary.lint_words(SOURCE_LANGUAGE), glossary.lint_words(tag)) if glossary else ((), ())
        if self.language.is_pseudo:
            return ()
        return tuple(linted(self.catalogue, tag, source=SOURCE_LANGUAGE, words=words, accepted=False))


@dataclass(frozen=True)
class GlossaryFile:
    """The glossary and the file it was read from."""

    glossary: Glossary
    source: Source
    languages: Mapping[str, Language]


@dataclass(frozen=True)
class LeafletText:
    """A leaflet with the monograph it came from. ``names`` are the leaflet's words for the monograph's other names."""

    leaflet: Leaflet
    monograph: Monograph
    source: Source
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PairedLeaflet:
    """A leaflet in two languages."""

    leaflet: Leaflet


@dataclass(frozen=True)
class Check(Generic[Subject]):
    """``subject`` is the class whose instances ``run`` takes; its docstring is the manual that `explain` prints."""

    code: str
    subject: type[Subject]
    run: Callable[[Subject], Iterable[Finding]]

    @property
    def manual(self) -> str:
        return inspect.getdoc(self.run) or ""


AnyCheck = Check[Any]

__all__ = [
    "AnyCheck",
    "Check",
    "ClinicFile",
    "GlossaryFile",
    "LeafletText",
    "MonographFile",
    "PairedLeaflet",
    "Translation",
    "Wordings",
]
