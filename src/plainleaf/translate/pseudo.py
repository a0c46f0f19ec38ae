"""Pseudo-locales among the content of a build: only those asked for by name, made from the templates in memory."""

from collections.abc import Iterable
from dataclasses import replace

from plainleaf.catalogue.pseudo import pseudo_catalogue, pseudo_text
from plainleaf.findings import UsageFailure
from plainleaf.translate.content import Content
from plainleaf.translate.messages import templates
from plainleaf.values.languages import PSEUDO, pseudo_language


def with_pseudo(content: Content, tags: Iterable[str]) -> Content:
    """The content with the pseudo-locales among these tags.

    They have no line in languages.yaml and no file, so what asks for all languages never meets them. Raises
    UsageFailure where the language is missing that one borrows from.
    """
    asked = [tag for tag in dict.fromkeys(tags) if tag in PSEUDO]
    pots = templates(content) if asked else {}
    languages, catalogues = dict(content.languages), dict(content.catalogues)
    for tag in asked:
        lender = content.languages.get(PSEUDO[tag])
        if lender is None:
            said = f"“{tag}” borrows from “{PSEUDO[tag]}”, which is no language of this project"
            raise UsageFailure(said, f"add `{PSEUDO[tag]}: …` to locales/languages.yaml")
        languages[tag] = pseudo_language(tag, lender, pseudo_text("English", tag))
        catalogues[tag] = {domain: pseudo_catalogue(pot, tag, lender.tag) for domain, pot in pots.items()}
    return replace(content, languages=languages, catalogues=catalogues)
