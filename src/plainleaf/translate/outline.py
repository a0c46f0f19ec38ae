"""Outlines: what a build must know of every monograph, small enough to keep for a thousand of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from plainleaf.catalogue import Message, template_digest
from plainleaf.monograph.facts import JURISDICTIONS
from plainleaf.monograph.walk import has_short_version, has_starting_plan, passages
from plainleaf.translate.extraction import Authored, context_of, extract, is_translatable
from plainleaf.translate.lookup import COMMON
from plainleaf.translate.wordings import Wordings
from plainleaf.values.languages import SOURCE_LANGUAGE, Language

Text = tuple[str | None, str]
"""The msgctxt and msgid of a text."""
Pair = tuple[str, str]
"""A jurisdiction and a form."""


@dataclass(frozen=True)
class Outline:
    """The forms of a medicine, the (jurisdiction, form) pairs with a starting plan and those with a short version, and
    its texts, each once.
    """

    forms: tuple[str, ...]
    plans: frozenset[Pair]
    shorts: frozenset[Pair]
    texts: tuple[Text, ...]


def outline_of(authored: Authored) -> Outline:
    """The outline of a monograph."""
    monograph = authored.monograph
    pairs = tuple(product(JURISDICTIONS, monograph.forms))
    held = (passage for passage in passages(monograph) if is_translatable(passage.text))
    return Outline(
        tuple(monograph.forms),
        frozenset(pair for pair in pairs if has_starting_plan(monograph, *pair)),
        frozenset(pair for pair in pairs if has_short_version(monograph, *pair)),
        tuple(dict.fromkeys((context_of(passage), passage.text) for passage in held)),
    )


def shared_texts(outlines: Mapping[str, Outline]) -> tuple[Text, ...]:
    """The texts that more than one monograph holds, in the order of the first that does."""
    count = Counter(text for outline in outlines.values() for text in outline.texts)
    return tuple(text for text, number in count.items() if number > 1)


def template_digests(outlines: Mapping[str, Outline], wordings: Wordings) -> dict[str, str]:
    """The digest of each domain's template, as ``messages.templates`` would make it."""
    common = shared_texts(outlines)
    shared = frozenset(common)
    domains = {COMMON: common} | {
        name: tuple(text for text in outline.texts if text not in shared)
        for name, outline in outlines.items()
    }
    digests = {
        domain: template_digest(Message(msgid=msgid, msgctxt=context) for context, msgid in texts)
        for domain, texts in domains.items()
    }
    source = Language(SOURCE_LANGUAGE, "English", "English", "")
    return digests | {domain: template_digest(held) for domain, held in extract((), wordings, source).items()}
