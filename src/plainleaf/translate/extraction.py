"""Extraction: what translators are given, one message a text, with its role, place and what placeholders print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plainleaf.catalogue import Message
from plainleaf.monograph import Monograph, Passage, passages
from plainleaf.monograph.walk import ALWAYS_WITH_CONTEXT
from plainleaf.source import Source
from plainleaf.translate.lookup import COMMON, Lookup
from plainleaf.translate.phrases import Speaker
from plainleaf.translate.references import REFERENCE, references, resolve
from plainleaf.translate.wordings import Wording, Wordings
from plainleaf.values.characters import NO_BREAK_SPACE
from plainleaf.values.languages import Language
from plainleaf.values.numbers import without_isolates

FEW_WORDS = 4


@dataclass(frozen=True)
class Authored:
    """A monograph with the source it was read from."""

    monograph: Monograph
    source: Source

    @property
    def domain(self) -> str:
        return self.monograph.medicine


def context_of(passage: Passage) -> str | None:
    """msgctxt: the role, for headings, cells and the like and for any text under four words."""
    if passage.role in ALWAYS_WITH_CONTEXT or len(passage.text.split()) < FEW_WORDS:
        return passage.role
    return None


def is_translatable(text: str) -> bool:
    """Whether anything is left to say once placeholders are taken out."""
    return any(character.isalpha() for character in REFERENCE.sub("", text))


def extract(
    authored: Iterable[Authored], wordings: Wordings, language: Language
) -> dict[str, tuple[Message, ...]]:
    """The messages of every template, by domain: one a monograph, common (shared texts), page, phrases.

    ``language`` is the source language, in which the comments show what placeholders print.
    """
    speaker = Speaker(Lookup(language, {}), wordings, "US")
    found = {one.domain: _merged(_passage_messages(one, speaker)) for one in authored}
    shared = _shared(found)
    domains = {
        domain: tuple(m for key, m in held.items() if key not in shared) for domain, held in found.items()
    }
    if shared:
        domains[COMMON] = tuple(shared.values())
    for domain, held_wordings in (("page", wordings.words), ("phrases", wordings.phrases)):
        domains[domain] = tuple(_merged(map(_wording_message, held_wordings.values())).values())
    return domains


def _passage_messages(authored: Authored, speaker: Speaker) -> Iterator[Message]:
    for passage in passages(authored.monograph):
        if not is_translatable(passage.text):
            continue
        yield Message(
            msgid=passage.text,
            msgctxt=context_of(passage),
            msgstr=("",),
            extracted=tuple(_comments(passage, authored.monograph, speaker)),
            references=(f"{authored.source.path}:{passage.block}",),
            flags=("python-brace-format",) if references(passage.text) else (),
        )


def _comments(passage: Passage, monograph: Monograph, speaker: Speaker) -> Iterator[str]:
    yield f"{passage.role} in {passage.block}"
    if conditions := [one for one in (passage.when.jurisdiction, passage.when.form) if one]:
        yield f"only for {', '.join(map(_named, conditions))}"
    if passage.on_request:
        yield "only with --starting"
    for name in dict.fromkeys(references(passage.text)):
        reference = resolve(name, monograph)
        if reference is None:
            continue
        for variant in monograph.variants(reference.fact):
            where = f" ({variant.jurisdiction})" if variant.jurisdiction else ""
            said = without_isolates(speaker.speak(variant.value, reference.role)).replace(NO_BREAK_SPACE, " ")
            yield f"{{{name}}} = {said}{where}"


def _named(condition: str | Sequence[str]) -> str:
    return condition if isinstance(condition, str) else " and ".join(condition)


def _wording_message(wording: Wording) -> Message:
    place = f"{wording.place.path}:{wording.id}"
    return Message(
        msgid=wording.text,
        msgctxt=wording.context,
        msgid_plural=wording.plural,
        msgstr=("", "") if wording.plural is not None else ("",),
        extracted=(wording.note,),
        references=(place,),
        flags=("python-brace-format",)
        if references(wording.text) or references(wording.plural or "")
        else (),
    )


def _merged(messages: Iterable[Message]) -> dict[tuple[str | None, str], Message]:
    """Equal texts in equal roles are one message with every place and comment."""
    merged: dict[tuple[str | None, str], Message] = {}
    for message in messages:
        if (held := merged.get(message.key)) is not None:
            message = replace(  # noqa: PLW2901 - the merged message takes the place of the found one
                held,
                extracted=tuple(dict.fromkeys((*held.extracted, *message.extracted))),
                references=tuple(dict.fromkeys((*held.references, *message.references))),
            )
        merged[message.key] = message
    return merged


def _shared(
    found: Mapping[str, Mapping[tuple[str | None, str], Message]],
) -> dict[tuple[str | None, str], Message]:
    """Messages that more than one monograph holds."""
    shared: dict[tuple[str | None, str], Message] = {}
    seen: dict[tuple[str | None, str], list[Message]] = {}
    for held in found.values():
        for key, message in held.items():
            seen.setdefault(key, []).append(message)
    for key, same in seen.items():
        if len(same) > 1:
            places = tuple(dict.fromkeys(place for message in same for place in message.references))
            shared[key] = replace(same[0], references=places)
    return shared
