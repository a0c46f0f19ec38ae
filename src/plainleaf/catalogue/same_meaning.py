"""A translation carried over to a source text that says the same as the one it was made for: a typo was mended.

The mark stands in the file as an ordinary translator comment, so that Poedit and Weblate keep it. Like a draft's mark
it holds a digest of the translation: who edits it has read it beside the new text, and it is carried no more. Who finds
it right as it is deletes the comment.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plainleaf.catalogue.catalogue import Catalogue
from plainleaf.catalogue.drafts import translation_digest
from plainleaf.catalogue.message import Message

_WORDS = "same meaning as: "
_DIGEST = re.compile(r"\[([0-9a-f]+)\]\s*\Z")


def is_carried(message: Message) -> bool:
    """Whether nobody is known to have read the translation beside today's source text; a spoilt mark counts."""
    digests = [_DIGEST.search(mark) for mark in _marks(message)]
    return any(found is None or found[1] == translation_digest(message.msgstr) for found in digests)


def without_marks(message: Message) -> Message:
    """The message with the other comments alone."""
    marks = set(_marks(message))
    return replace(message, comments=tuple(one for one in message.comments if one not in marks))


def carry(
    catalogue: Catalogue, template: Catalogue, same: Mapping[str, str], also: Sequence[Catalogue] = ()
) -> Catalogue:
    """The catalogue with the translations of old texts under the new ones, marked; then ``merge`` it.

    ``same`` gives the old text of each new one. What is unsure, or translated already, stays as it is. ``also``
    are catalogues of the same language that may hold an old text, too.
    """
    for source in template.entries:
        if source.msgid in same and (given := _given(catalogue, source, same[source.msgid], also)):
            catalogue = _with(catalogue, template, source, given)
    return catalogue


def _given(catalogue: Catalogue, source: Message, old: str, also: Sequence[Catalogue]) -> Message | None:
    """The entry whose translation the new text may take: its own, made unsure by this change, or the old text's."""
    own = catalogue.messages.get(source.key)
    if own is not None and own.has_text:
        unsure = own.fuzzy and own.previous is not None and own.previous[1] == old
        return own if unsure and all(own.msgstr) else None
    held = (
        *catalogue.entries,
        *(message for other in also for message in other.entries),
        *catalogue.obsolete,
    )
    fit = [message for message in held if message.msgid == old and all(message.msgstr) and not message.fuzzy]
    return min(fit, key=lambda message: message.msgctxt != source.msgctxt, default=None)


def _with(catalogue: Catalogue, template: Catalogue, source: Message, given: Message) -> Catalogue:
    old = given.previous[1] if given.fuzzy and given.previous else given.msgid
    # A text mended twice was translated for the first of the three.
    mark = next(
        iter(_marks(given)), f"{_WORDS}{' '.join((old or '').split())} [{translation_digest(given.msgstr)}]"
    )
    comments = (*without_marks(given).comments, mark)
    carried = replace(source, msgstr=given.msgstr, comments=comments, flags=given.flags)
    kept = (
        message
        for message in catalogue.entries
        if message.key != source.key and (message is not given or message.key in template.messages)
    )
    obsolete = tuple(message for message in catalogue.obsolete if message is not given)
    return replace(catalogue, entries=(*kept, carried), obsolete=obsolete)


def _marks(message: Message) -> Iterator[str]:
    return (comment for comment in message.comments if comment.strip().startswith(_WORDS.strip()))
