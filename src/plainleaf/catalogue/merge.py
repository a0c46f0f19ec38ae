"""A catalogue brought up to its template: what translators did is kept, and nothing new looks done."""

from collections.abc import Sequence
from dataclasses import replace

from plainleaf.catalogue.catalogue import DIGEST_HEADER, Catalogue
from plainleaf.catalogue.closest import closest
from plainleaf.catalogue.drafts import completed, draft_marks
from plainleaf.catalogue.message import Key, Message
from plainleaf.catalogue.same_meaning import without_marks
from plainleaf.catalogue.template import template_digest


def merge(old: Catalogue, template: Catalogue, also: Sequence[Catalogue] = ()) -> Catalogue:
    """The messages of the template, in its order, with the translations that ``old`` has for them.

    A new text close to one that is gone takes its translation as fuzzy and remembers the old text; an
    untranslated one takes that of the same text in ``also`` (catalogues of the same language), as fuzzy too.
    What is no longer used becomes obsolete. Equal to ``old`` if the template brought nothing new: then
    there is nothing to write.
    """
    if any(other.language != old.language for other in also):
        raise ValueError(f"translations for {old.language} can only come from its own catalogues")
    back = {
        message.key: message
        for message in old.obsolete
        if message.key in template.messages.keys() - old.messages
    }
    held = {key: completed(message) for key, message in {**back, **old.messages}.items()}
    others = {source.key: _elsewhere(source.key, also) for source in template.entries}
    unused = [message for message in old.entries if message.key not in template.messages]
    new = [source for source in template.entries if source.key not in held and not others[source.key]]
    near = closest(new, [message for message in unused if message.has_text])
    entries = tuple(
        _merged(source, held.get(source.key), others[source.key], near.get(source.key), old.plural.nplurals)
        for source in template.entries
    )
    reused = {message.key for message in near.values()}
    obsolete = (
        *(message for message in old.obsolete if back.get(message.key) is not message),
        *(_retired(message) for message in unused if message.key not in reused and _is_kept(message)),
    )
    merged = replace(old, entries=entries, obsolete=obsolete)
    return merged.with_header(DIGEST_HEADER, template_digest(template.entries))


def _merged(
    source: Message, held: Message | None, elsewhere: Message | None, near: Message | None, forms: int
) -> Message:
    """The template's text and places with the best translation there is."""
    forms = 1 if source.msgid_plural is None else forms
    blank = replace(source, msgstr=("",) * forms)
    if held and held.has_text:
        return _kept(blank, held) if held.msgid_plural == source.msgid_plural else _unsure(blank, held)
    if elsewhere:
        own = held.comments if held else ()
        marks = tuple(mark for mark in draft_marks(elsewhere) if mark not in own)
        filled = _resized(elsewhere.msgstr, forms)
        return replace(blank, msgstr=filled, fuzzy=True, comments=own + marks)
    if held:
        return _kept(blank, replace(held, msgstr=blank.msgstr))
    return _unsure(blank, near) if near else blank


def _kept(source: Message, held: Message) -> Message:
    """What a translator did; what a translation was made for is remembered until it is sure."""
    return replace(
        source,
        msgstr=held.msgstr,
        fuzzy=held.fuzzy,
        comments=held.comments,
        flags=_flags(source, held),
        previous=held.previous if held.fuzzy else None,
    )


def _unsure(source: Message, held: Message) -> Message:
    """A translation of another text; of a fuzzy one the text it was first made for is remembered."""
    before = held.previous if held.fuzzy and held.previous else (held.msgctxt, held.msgid, held.msgid_plural)
    msgstr = _resized(held.msgstr, len(source.msgstr))
    kept = _kept(source, without_marks(held))
    # Who looked at a finding and let it pass did so for the old text.
    flags = tuple(flag for flag in kept.flags if not flag.startswith("ignore-"))
    return replace(kept, msgstr=msgstr, flags=flags, fuzzy=True, previous=before)


def _flags(source: Message, held: Message) -> tuple[str, ...]:
    """The template says which formats there are; any other flag is the translator's."""
    own = (flag for flag in held.flags if not flag.endswith("-format"))
    return tuple(dict.fromkeys((*source.flags, *own)))


def _resized(msgstr: tuple[str, ...], forms: int) -> tuple[str, ...]:
    """As many forms as there must be; the last filled one (usually "other") for all if they differ."""
    filled = [text for text in msgstr if text]
    return msgstr if len(msgstr) == forms else (filled[-1],) * forms


def _elsewhere(key: Key, also: Sequence[Catalogue]) -> Message | None:
    found = (other.messages.get(key) for other in also)
    return next((message for message in found if message and message.translated), None)


def _retired(message: Message) -> Message:
    return replace(message, obsolete=True, extracted=(), references=())


def _is_kept(message: Message) -> bool:
    return message.has_text or bool(message.comments)
