"""Checks over terms: a translation says them as the glossary has it, and the glossary does not contradict itself."""

from collections.abc import Iterator, Mapping

from plainleaf.catalogue import Message
from plainleaf.checks.check import Check, GlossaryFile, Translation
from plainleaf.findings import Finding, Severity
from plainleaf.source import Route
from plainleaf.translate.glossary import Entry, Term
from plainleaf.translate.inflection import Span, comparable, has_letters, spans
from plainleaf.values.languages import SOURCE_LANGUAGE


def forbidden_term(translation: Translation) -> Iterator[Finding]:
    """Does a translation use a word that the glossary forbids for a term of its source?

    Such a word misleads: “píldora” is no tablet on the pack, “zawał” is a heart attack and no seizure. Where the source
    names something else too, what the glossary allows for that may stand.
    Bad: `msgid "Shake the tablets."`, `msgstr "Agite las píldoras."`
    Good: `msgstr "Agite las tabletas."`
    """
    tag = translation.language.tag
    for message, form, said, terms in _named(translation):
        allowed = [span for term in terms.values() for span in spans(term.allowed, said, tag)]
        for name, term in terms.items():
            for span in dict.fromkeys(spans(term.forbidden, said, tag)):
                if not any(_within(span, one) for one in allowed):
                    found = f"“{said[slice(*span)]}” must not stand for “{name}”"
                    hint = f"write “{term.term}”; locales/glossary.yaml says what it means"
                    yield Finding("forbidden-term", found, message.place_of(form), hint)


def term_unused(translation: Translation) -> Iterator[Finding]:
    """Does a translation use the glossary's word for each term of its source?

    A warning: a translation may say “it”, or name nothing. Terms of the kind “word” are left out, and entries that a
    person looked at and gave the flag `ignore-term-unused`.
    Bad: `msgid "Ask your pharmacist."`, `msgstr "Pregunte al boticario."`
    Good: `msgstr "Pregunte a su farmacéutico."`
    """
    glossary, tag = translation.glossary, translation.language.tag
    for message, form, said, terms in _named(translation):
        for name, term in terms.items() if "ignore-term-unused" not in message.flags else ():
            if glossary and glossary.terms[name].must_stand and not spans(term.allowed, said, tag):
                found = f"the translation does not say “{term.term}” for “{name}”"
                hint = "use the term, or add the form to its line in locales/glossary.yaml"
                yield Finding("term-unused", found, message.place_of(form), hint, Severity.WARNING)


def bad_glossary(file: GlossaryFile) -> Iterator[Finding]:
    """Is the glossary free of contradictions?

    A form is not forbidden too, no form stands twice, an English form belongs to one entry, the English line says the
    entry's own name, and each form has letters. A warning: a language that languages.yaml does not know.
    Bad: `es: {term: tableta, forbidden: [tableta]}`.
    Good: `es: {term: tableta, forbidden: [píldora]}`.
    """
    owners: dict[str, str] = {}
    for name, entry in file.glossary.terms.items():
        yield from _english(file, name, entry, owners)
        for tag, term in entry.terms.items():
            route: Route = ("terms", name, "in", tag)
            if tag not in file.languages:
                said, hint = (
                    f"there is no language “{tag}”",
                    "add it to locales/languages.yaml, or delete this line",
                )
                yield Finding("bad-glossary", said, file.source.key_place(route), hint, Severity.WARNING)
            yield from _forms(file, route, term)


def _english(file: GlossaryFile, name: str, entry: Entry, owners: dict[str, str]) -> Iterator[Finding]:
    """Notes in ``owners`` which entry has each English form."""
    route: Route = ("terms", name)
    line = entry.terms.get(SOURCE_LANGUAGE)
    if line is not None and line.term != name:
        place = file.source.place((*route, "in", SOURCE_LANGUAGE, "term"))
        said = f"the English term is “{line.term}”, the entry's name “{name}”"
        yield Finding("bad-glossary", said, place, "write the same; other words are forms")
    for form in dict.fromkeys(map(comparable, file.glossary.allowed(name, SOURCE_LANGUAGE))):
        if owners.setdefault(form, name) != name:
            said = f"“{form}” stands for “{owners[form]}” too"
            related = (file.source.key_place(("terms", owners[form])),)
            hint = "let it belong to one entry"
            yield Finding("bad-glossary", said, file.source.key_place(route), hint, related=related)


def _forms(file: GlossaryFile, route: Route, term: Term) -> Iterator[Finding]:
    seen: set[str] = set()
    places = [
        ((*route, "term"), term.term),
        *(((*route, "forms", number), form) for number, form in enumerate(term.forms)),
        *(((*route, "forbidden", number), form) for number, form in enumerate(term.forbidden)),
    ]
    for place, form in places:
        if not has_letters(form):
            said, hint = (
                f"“{form}” has no letters",
                "write a word; a hyphen stands for the letters that may follow",
            )
        elif comparable(form) in seen:
            kind = (
                "forbidden, and allowed or forbidden before" if "forbidden" in place else "twice in its line"
            )
            said, hint = f"“{form}” stands {kind}", "delete one of the two"
        else:
            seen.add(comparable(form))
            continue
        yield Finding("bad-glossary", said, file.source.place(place), hint)


def _named(translation: Translation) -> Iterator[tuple[Message, int, str, Mapping[str, Term]]]:
    """Each form of each translation by its number, as terms are looked for in it, and the terms that its source names.

    What a variant's own line does not say, its parent's does.
    """
    glossary, language = translation.glossary, translation.language
    if glossary is None:
        return
    for message in translation.catalogue.entries:
        if not message.translated:
            continue
        names = [*glossary.named_in(message.msgid), *glossary.named_in(message.msgid_plural or "")]
        lines = {
            name: glossary.line(name, language.tag) or glossary.line(name, language.parent) for name in names
        }
        terms = {name: line for name, line in lines.items() if line is not None}
        if terms:
            for index, form in enumerate(message.msgstr):
                yield message, index, comparable(form), terms


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


CHECKS = (
    Check("forbidden-term", Translation, forbidden_term),
    Check("term-unused", Translation, term_unused),
    Check("bad-glossary", GlossaryFile, bad_glossary),
)
