"""A leaflet with its texts changed one by one: in another face of its script, or with a second language beside them."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from plainleaf.findings import Span
from plainleaf.translate.leaflet import Leaflet, Logo, Words
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
