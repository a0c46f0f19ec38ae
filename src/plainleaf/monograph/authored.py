"""Authored files become models; every fault of theirs becomes a finding at its row and column, all at once."""

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plainleaf.findings import Finding, Refused, Span
from plainleaf.source import Route, Source

Model = TypeVar("Model", bound=BaseModel)

RULES: Mapping[str, str] = {
    "unknown-key": """Is each key one that the format knows?

    A misspelt key would be ignored, and its content lost.
    Bad: `headin: Storing`. Good: `heading: Storing`.
    """,
    "missing-key": """Is everything there that the format needs?

    Bad: a section without `heading`. Good: `heading: How to store it`.
    """,
    "wrong-type": """Is each value of the kind its key wants?

    Bad: `list: one thing`. Good: `list: [one thing]`.
    """,
    "wrong-format": """Is the file of a format this plainleaf knows?

    Bad: `format: 9`. Good: `format: 1`.
    """,
    "unknown-block": """Is each block of a known kind?

    Bad: `- paragraph: …`. Good: `- text: …`.
    """,
    "bad-value": """Can a value be misread?

    ISMP: no trailing zero, a leading zero, one space before the unit, a separator from 1,000 up.
    Bad: `amount: 5.0 mg`, `.5 mg`, `5mg`. Good: `amount: 5 mg`, `0.5 mg`.
    """,
    "unknown-unit": """Is each unit one that patients read safely?

    ISMP: µg is taken for mg, U for a zero. Bad: `100 µg`. Good: `100 microgram`.
    """,
    "bare-volume": """Does each volume stand with its strength?

    There are baclofen liquids of 5 mg in 5 mL and of 25 mg in 5 mL.
    Bad: `amount: 5 mL`. Good: `strength: 25 mg in 5 mL`.
    """,
    "upside-down-range": """Does each range run from low to high?

    Bad: `range: 80 to 40 mg`. Good: `range: 40 to 80 mg`.
    """,
}

_OURS = ("bad-value", "unknown-unit", "bare-volume", "upside-down-range", "unknown-block", "wrong-type")
_QUOTED = "'([^']*)'"
_KEY = "[key]"
"""What pydantic calls the name of an entry, after the entry's own step."""

_PLAIN: Mapping[str, tuple[str, str]] = {
    "string_type": ("a text belongs here", "write plain text after the colon"),
    "string_too_short": ("the text is empty", "write the text or delete its key"),
    "list_type": ("a list belongs here", "write [one, two], or each on a line of its own after a hyphen"),
    "model_type": ("keys with values belong here", "write key: value; the schema lists the keys"),
    "dict_type": ("names with values belong here", "write name: value, each on a line of its own"),
    "too_short": ("too little stands here: {actual_length} of at least {min_length}", "add what is missing"),
    "greater_than_equal": ("the number is too small", "write {ge} or more"),
    "less_than_equal": ("the number is too large", "write {le} or less"),
}
"""Pydantic's kinds of error in words for authors: the fact, and what to do."""


def read(model: type[Model], source: Source) -> Model:
    """The model of a file; raises Refused with every fault. It is frozen, and who asks again gets the same."""
    return cast("Model", _validated(model, source))


@lru_cache(maxsize=16)
def _validated(model: type[BaseModel], source: Source) -> BaseModel:
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        keys = _known_keys(model.model_json_schema())
        raise Refused([_finding(detail, source, keys) for detail in error.errors()]) from error


def route_of(location: tuple[int | str, ...], source: Source) -> Route:
    """The way down to an error: pydantic's own steps (unions, tags) are no part of the file and are passed over."""
    route: Route = ()
    for step in location:
        if (*route, step) in source.places:
            route = (*route, step)
    return route


def _finding(detail: ErrorDetails, source: Source, keys: frozenset[str]) -> Finding:
    route = route_of(detail["loc"], source)
    last = detail["loc"][-1] if detail["loc"] else ""
    place = source.key_place(route) if last == _KEY else source.place(route)
    kind, context = detail["type"], detail.get("ctx", {})
    given = detail["input"] if isinstance(detail["input"], str) else "…"
    if kind == "extra_forbidden":
        return _unknown_key(str(last), source.key_place(route), keys)
    if kind == "missing":
        return Finding("missing-key", f"the key “{last}” is missing", place, f"add `{last}:`")
    if route == ("format",):
        said = f"format {given} is unknown"
        return Finding("wrong-format", said, place, "write `format: 1`, or use a newer plainleaf")
    if kind in _OURS:
        return Finding(kind, detail["msg"], place, str(context.get("hint", "")))
    if kind == "literal_error":
        hint = f"write one of {', '.join(re.findall(_QUOTED, str(context.get('expected', ''))))}"
        return Finding("wrong-type", f"“{given}” does not fit here", place, hint)
    said, hint = _PLAIN.get(kind, ("this does not fit here", "the schema tells what does"))
    return Finding("wrong-type", said.format_map(context), place, hint.format_map(context))


def _unknown_key(key: str, place: Span, keys: frozenset[str]) -> Finding:
    if key in keys:
        return Finding("unknown-key", f"the key “{key}” does not belong here", place, "delete it, or move it")
    near = difflib.get_close_matches(key, keys, n=1)
    hint = f"did you mean “{near[0]}”?" if near else "delete it; the schema lists the known keys"
    return Finding("unknown-key", f"the key “{key}” is unknown", place, hint)


def _known_keys(schema: Mapping[str, object]) -> frozenset[str]:
    """Every property name anywhere in a schema."""
    found: set[str] = set()
    stack: list[object] = [schema]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            properties = node.get("properties")
            if isinstance(properties, dict):
                found.update(properties)
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return frozenset(found)
