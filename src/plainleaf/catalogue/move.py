"""Translations that follow their texts from one catalogue of a language to another."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from plainleaf.catalogue.catalogue import Catalogue
from plainleaf.catalogue.message import Key, Message


def move(
    catalogues: Mapping[str, Catalogue],
    templates: Mapping[str, Catalogue],
    shared: str,
    sharing: Collection[str],
) -> dict[str, Catalogue]:
    """The catalogues of one language, by domain, with the entries whose text now is in ``shared``, or is so no more.

    ``sharing`` are the domains whose common texts stand in ``shared``. An entry moves as it is where every catalogue
    that has it says the same and is sure of it; nothing moves over what is translated. Every catalogue has a
    template, but for ``shared``, which need not be there.
    """
    moved = dict(catalogues)
    if shared in moved:
        for giving, taking in ((tuple(sharing), shared), *(((shared,), domain) for domain in sharing)):
            for source in templates[taking].entries:
                _move(moved, templates, source, giving, taking)
    return moved


def _move(
    moved: dict[str, Catalogue],
    templates: Mapping[str, Catalogue],
    source: Message,
    giving: tuple[str, ...],
    taking: str,
) -> None:
    own = moved[taking].messages.get(source.key)
    holders = {
        domain: message
        for domain in giving
        if (message := moved[domain].messages.get(source.key)) is not None and message.has_text
    }
    if (own is not None and own.has_text) or not holders or not _agree(source, holders.values()):
        return
    first = next(iter(holders.values()))
    said = (own, *holders.values()) if own is not None else holders.values()
    comments = tuple(dict.fromkeys(comment for message in said for comment in message.comments))
    kept = _without(moved[taking], source.key)
    moved[taking] = replace(kept, entries=(*kept.entries, replace(first, comments=comments)))
    for domain in holders:
        if source.key not in templates[domain].messages:
            moved[domain] = _without(moved[domain], source.key)


def _agree(source: Message, holders: Collection[Message]) -> bool:
    return (
        all(message.translated and message.msgid_plural == source.msgid_plural for message in holders)
        and len({message.msgstr for message in holders}) == 1
    )


def _without(catalogue: Catalogue, key: Key) -> Catalogue:
    return replace(catalogue, entries=tuple(message for message in catalogue.entries if message.key != key))
