"""Templates (POT), their digest, and the empty catalogue a new language starts from."""

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from plainleaf.catalogue.catalogue import DIGEST_HEADER, SOURCE_PLURAL, Catalogue
from plainleaf.catalogue.message import Message
from plainleaf.catalogue.plural import default_plural_forms
from plainleaf.catalogue.tags import posix

PROJECT = "plainleaf"
# What xgettext writes: editors take it for "not said yet" and fill in the language's own rule.
TEMPLATE_PLURAL = "nplurals=INTEGER; plural=EXPRESSION;"


def template(path: str, messages: Iterable[Message]) -> Catalogue:
    """The POT of these source texts. It holds no date: it changes only when a text, place or comment does."""
    blank = tuple(_untranslated(message) for message in messages)
    catalogue = Catalogue(path, _head("", TEMPLATE_PLURAL), blank)
    return catalogue.with_header(DIGEST_HEADER, template_digest(blank))


def empty(path: str, tag: str) -> Catalogue:
    """The catalogue of a new language, without messages: what ``merge`` fills from a template."""
    return Catalogue(path, _head(posix(tag), default_plural_forms(tag)))


def template_digest(messages: Iterable[Message]) -> str:
    """The sha256 of the source texts in order: a catalogue that names another digest is stale."""
    texts = [(message.msgctxt, message.msgid, message.msgid_plural) for message in messages]
    return sha256(json.dumps(texts).encode()).hexdigest()


def _untranslated(message: Message) -> Message:
    forms = 1 if message.msgid_plural is None else SOURCE_PLURAL.nplurals
    return replace(message, msgstr=("",) * forms, fuzzy=False, previous=None, obsolete=False)


def _head(language: str, plural_forms: str) -> Message:
    headers = {
        "Project-Id-Version": PROJECT,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
    }
    return Message("", msgstr=("".join(f"{name}: {value}\n" for name, value in headers.items()),))
