"""A voice: one language with all it needs to say a text of a monograph or a word of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plainleaf.catalogue import Catalogue
from plainleaf.findings import Finding, Span
from plainleaf.monograph import Passage
from plainleaf.monograph.facts import Fact
from plainleaf.source import Route
from plainleaf.translate import leaflet as made
from plainleaf.translate.extraction import Authored, context_of, is_translatable
from plainleaf.translate.lookup import Lookup
from plainleaf.translate.phrases import Speaker
from plainleaf.translate.references import REFERENCE, resolve
from plainleaf.translate.wordings import Wordings
from plainleaf.values.languages import Language


@dataclass
class Voice:
    """One language with all it needs to resolve a text."""

    authored: Authored
    lookup: Lookup
    speaker: Speaker
    form: str
    findings: list[Finding] = field(default_factory=list)

    def say(self, passage: Passage) -> made.Words:
        source, route = self.authored.source, passage.route
        place = source.place(route)
        text: str | None = passage.text
        if is_translatable(passage.text):
            key = (self.authored.domain, context_of(passage), passage.text, place)
            text, place = self.lookup.text(*key), self.lookup.place(*key)
        where = f"{source.path}:{passage.block}"
        return made.Words(self._filled(text or "", route), self.lookup.language, where, place)

    def wording(self, id: str, wordings: Wordings, **parts: str) -> made.Words:
        word = wordings.words[id]
        key = (word.domain, word.context, word.text, word.place)
        text = self.lookup.text(*key) or ""
        for name, part in parts.items():
            text = text.replace(f"{{{name}}}", part)
        return made.Words(text, self.lookup.language, f"{word.place.path}:{id}", self.lookup.place(*key))

    @classmethod
    def of(
        cls,
        authored: Authored,
        language: Language,
        jurisdiction: str,
        form: str,
        wordings: Wordings,
        catalogues: Mapping[str, Mapping[str, Catalogue]],
    ) -> "Voice":
        """The voice of a language; ``catalogues`` are by tag, then by domain."""
        held, parent = catalogues.get(language.tag, {}), catalogues.get(language.parent, {})
        lookup = Lookup(language, held, parent)
        return cls(authored, lookup, Speaker(lookup, wordings, jurisdiction), form)

    def _filled(self, text: str, route: Route) -> str:
        return REFERENCE.sub(lambda found: self._value(found[1], route), text)

    def _value(self, name: str, route: Route) -> str:
        reference = resolve(name, self.authored.monograph)
        place = self.authored.source.place(route, f"{{{name}}}")
        if reference is None:
            said = f"{{{name}}} names no fact, or a role its kind has not"
            self.findings.append(
                Finding("undefined-fact", said, place, "mend the name, or write the fact under facts:")
            )
            return ""
        fact = self.fact(reference.fact, place)
        return self.speaker.speak(fact.value, reference.role) if fact else ""

    def fact(self, name: str, place: Span) -> Fact | None:
        """The fact as it holds for this leaflet; a finding where it does not."""
        fact = self.authored.monograph.fact(name, self.speaker.jurisdiction, self.form)
        if fact is None:
            said = f"the fact “{name}” does not hold in {self.speaker.jurisdiction}, form {self.form}"
            hint = "add a variant for it, or give the block a `when:`"
            self.findings.append(Finding("fact-elsewhere", said, place, hint))
        return fact
