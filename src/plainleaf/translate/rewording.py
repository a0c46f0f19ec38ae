"""A leaflet with its texts changed one by one: in another face of its script, or with a second language beside them."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from plainleaf.findings import Span
from plainleaf.translate.leaflet import ClinicLines, Leaflet, Logo, Words
from plainleaf.values.languages import Language

Part = TypeVar("Part")
WITHOUT_WORDS = (Language, Logo, Span)


def in_face(leaflet: Leaflet, face: Language) -> Leaflet:
    """The leaflet with all texts of the face's language set in it."""

    def changed(words: Words) -> Words:
        return replace(words, language=face) if words.language.tag == face.tag else words

    clinic = leaflet.clinic
    if clinic.language.tag == face.tag:
        leaflet = replace(leaflet, clinic=replace(clinic, language=face))
    return replace(reworded(leaflet, changed), language=face)


def paired(own: Leaflet, other: Leaflet) -> Leaflet:
    """A leaflet with each text of its language beside the same in another: one monograph, one clinic, two languages.

    Cards stay in the clinic's language, and so does what the clinic says of itself. Paragraphs of its own stand text by
    text where both languages have as many; else those of each language in a row.
    """
    tags = own.language.tag, other.language.tag
    both: dict[str, Any] = {
        name: _paired(getattr(own, name), getattr(other, name), tags)
        for name in ("title", "brands", "purpose", "front", "sections", "edition", "words")
    }
    return replace(
        own,
        **both,
        clinic=_clinics(own.clinic, other.clinic, tags),
        headers=(own.headers[0], other.headers[0]),
        process=(*own.process, *other.process),
        draft=own.draft or other.draft,
        drafted=own.drafted + other.drafted,
        also=other.language,
    )


def side(leaflet: Leaflet, *, other: bool) -> Leaflet:
    """One language of a leaflet in two, by itself."""

    def changed(words: Words) -> Words:
        return words.also if other and words.also is not None else replace(words, also=None)

    language = leaflet.also if other and leaflet.also is not None else leaflet.language
    one = replace(reworded(leaflet, changed), language=language, also=None)
    note = tuple(words for words in one.clinic.note if words.language.tag == language.tag)
    headers = leaflet.headers[1:] if other else leaflet.headers[:1]
    return replace(one, headers=headers, clinic=replace(one.clinic, note=note))


def _clinics(own: ClinicLines, other: ClinicLines, tags: tuple[str, str]) -> ClinicLines:
    """What the clinic says in both languages; none of the two is among the others."""
    lines: dict[str, Any] = {
        name: _paired(getattr(own, name), getattr(other, name), tags) for name in ("phones", "hours")
    }
    as_many = len(own.note) == len(other.note)
    note: Any = _paired(own.note, other.note, tags) if as_many else (*own.note, *other.note)
    return replace(
        own, **lines, note=note, others=tuple(one for one in own.others if one.language.tag not in tags)
    )


def _paired(own: object, other: object, tags: tuple[str, str]) -> object:
    if isinstance(own, Words) and isinstance(other, Words):
        fit = (own.language.tag, other.language.tag) == tags
        return replace(own, also=other) if fit else own
    if isinstance(own, tuple) and isinstance(other, tuple):
        return tuple(_paired(one, two, tags) for one, two in zip(own, other, strict=True))
    if isinstance(own, dict) and isinstance(other, dict):
        return {name: _paired(one, other[name], tags) for name, one in own.items()}
    if is_dataclass(own) and not isinstance(own, (type, *WITHOUT_WORDS)):
        pairs = {field.name: (getattr(own, field.name), getattr(other, field.name)) for field in fields(own)}
        return replace(own, **{name: _paired(*pair, tags) for name, pair in pairs.items()})
    return own


def reworded(part: Part, change: Callable[[Words], Words]) -> Part:
    """A leaflet or a part of it with each of its texts changed."""
    return _changed(part, change)  # type: ignore[return-value]


def _changed(part: object, change: Callable[[Words], Words]) -> object:
    if isinstance(part, Words):
        return change(part)
    if isinstance(part, tuple):
        return tuple(_changed(one, change) for one in part)
    if isinstance(part, dict):
        return {name: _changed(one, change) for name, one in part.items()}
    if is_dataclass(part) and not isinstance(part, (type, *WITHOUT_WORDS)):
        held = {field.name: getattr(part, field.name) for field in fields(part)}
        return replace(part, **{name: _changed(one, change) for name, one in held.items()})
    return part
