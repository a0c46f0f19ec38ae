"""YAML text with positions: every scalar stays the text its author typed, every key and value keeps its place.

The only importer of yaml. PyYAML's loaders turn ``[no, en]`` into ``[False, 'en']``, ``12:30`` into 750 and keep the
last of two equal keys; its node API does none of that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from plainleaf.findings import Finding, Refused, Span

Node = str | list["Node"] | dict[str, "Node"]
Route = tuple[str | int, ...]

LARGEST = 1_000_000
"""Bytes. A monograph holds some tens of thousands; a larger file is a mistake or an attack."""

DEEPEST = 24
"""Levels. A monograph has some ten; thousands would overflow the stack of the YAML library."""

RULES: Mapping[str, str] = {
    "source-encoding": """Is the file UTF-8 text?

    Bytes of another encoding print as other letters, or as none.
    Bad: a file saved as Latin-1. Good: the same file saved as UTF-8.
    """,
    "source-size": """Is the file of a size a person could have written?

    A file over a million bytes is not an authored file. Bad: 10 MB of YAML. Good: one monograph a file.
    """,
    "source-syntax": """Is the file YAML?

    Bad: a tab as indent, an unclosed quote, hundreds of brackets in each other. Good: two spaces a level.
    """,
    "source-alias": """Does each value stand where it is used?

    Anchors and aliases hide a value from its reader, and nested ones grow without bound.
    Bad: `max: *start`. Good: the value written out.
    """,
    "source-key": """Is each key written once, as plain text?

    Of two equal keys YAML would keep the last in silence. Bad: `age: 12` twice in one fact. Good: once.
    """,
}


@dataclass(frozen=True, eq=False)
class Source:
    """One authored file: ``data`` holds only text, lists and mappings; ``places`` knows where each began and ended.

    A route is the way down to a value: ``("sections", 0, "heading")``. ``extents`` are offsets into ``text``.
    """

    path: str
    text: str
    data: Node
    places: Mapping[Route, Span]
    key_places: Mapping[Route, Span]
    extents: Mapping[Route, tuple[int, int]]

    def place(self, route: Route, within: str = "") -> Span:
        """Where a value stands (or its nearest known parent); with ``within``, where those characters stand in it."""
        while route and route not in self.places:
            route = route[:-1]
        if within and route in self.extents:
            start, end = self.extents[route]
            found = self.text.find(within, start, end)
            if found >= 0:
                return span_at(self.path, self.text, found)
        return self.places.get(route, Span(self.path))

    def key_place(self, route: Route) -> Span:
        """Where the key of a value stands."""
        return self.key_places.get(route) or self.place(route)


def span_at(path: str, text: str, offset: int) -> Span:
    """Row and column of an offset into a text."""
    before = text[:offset]
    return Span(path, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def load(file: Path, root: Path) -> Source:
    """The file as a Source; raises Refused with every finding. A missing file raises OSError.

    A pipe or a device could be read without end.
    """
    path = file.relative_to(root).as_posix()
    if file.exists() and not file.is_file():
        said, hint = "a folder, a pipe or a device stands here", "put a file in its place"
        raise Refused([Finding("source-syntax", said, Span(path), hint)])
    with file.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    return parse(path, data)


@lru_cache(maxsize=16)
def parse(path: str, data: bytes) -> Source:
    """The bytes of a file as a Source; raises Refused with every finding.

    Kept by what the file holds: every leaflet asks for the glossary and the fonts anew.
    """
    text = _decode(path, data)
    try:
        if faults := tuple(_faults(path, text)):
            raise Refused(faults)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.reader.ReaderError as error:
        raise Refused([_control_character(path, text, error.position)]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Span(path, mark.line + 1, mark.column + 1) if mark else Span(path)
        raise Refused([_syntax(place, str(error.problem), text)]) from error
    if root is None:
        raise Refused(
            [Finding("source-syntax", "the file is empty", Span(path, 1, 1), "write `format: 1` first")]
        )
    reader = _Reader(path, text)
    tree = reader.read(root, ())
    if reader.findings:
        raise Refused(reader.findings)
    return Source(path, text, tree, reader.places, reader.key_places, reader.extents)


def _decode(path: str, data: bytes) -> str:
    if len(data) > LARGEST:
        message = f"the file holds more than {LARGEST:,} bytes"
        raise Refused([Finding("source-size", message, Span(path), "split it: one monograph a file")])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = span_at(path, before, len(before))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise Refused([Finding("source-encoding", message, place, "save the file as UTF-8")]) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _faults(path: str, text: str) -> Iterator[Finding]:
    """Aliases and bottomless nesting, from the events: nodes know no aliases, and composing them recurses."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            place = _place(path, event)
            yield Finding("source-alias", "an alias stands here", place, "write the value out")
        elif depth > DEEPEST and isinstance(event, yaml.NodeEvent):
            place = _place(path, event)
            yield Finding("source-syntax", f"nested deeper than {DEEPEST} levels", place, "flatten it")
            return
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _place(path: str, event: yaml.Event) -> Span:
    mark = event.start_mark
    assert mark is not None
    return Span(path, mark.line + 1, mark.column + 1)


def _control_character(path: str, text: str, position: int) -> Finding:
    """``position`` counts bytes of UTF-8."""
    before = text.encode()[:position].decode()
    said = f"the character U+{ord(text[len(before)]):04X} is no part of a text"
    return Finding("source-syntax", said, span_at(path, before, len(before)), "delete it")


def _syntax(place: Span, problem: str, text: str) -> Finding:
    lines = text.splitlines()
    line = lines[place.row - 1] if 0 < place.row <= len(lines) else ""
    if "\t" in line:
        hint = "a tab stands in this line; indent with two spaces a level"
    else:
        hint = "look at this line and the one above: a colon, a quote or the indent is off"
    return Finding("source-syntax", f"not YAML: {problem}", place, hint)


class _Reader:
    """Walks the nodes once, noting places."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.places: dict[Route, Span] = {}
        self.key_places: dict[Route, Span] = {}
        self.extents: dict[Route, tuple[int, int]] = {}
        self.findings: list[Finding] = []

    def read(self, node: yaml.Node, route: Route) -> Node:
        self.places[route] = self._span(node)
        self.extents[route] = (node.start_mark.index, node.end_mark.index)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, route))
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*route, index)) for index, item in enumerate(node.value)]
        return str(node.value)

    def _pairs(self, node: yaml.MappingNode, route: Route) -> Iterator[tuple[str, Node]]:
        first: dict[str, Span] = {}
        for key, value in node.value:
            name, place = key.value, self._span(key)
            if not isinstance(name, str):
                hint = "write a plain word before the colon"
                self.findings.append(Finding("source-key", "a key is a list or a mapping", place, hint))
                continue
            if name in first:
                message = f"the key “{name}” stands twice; the first is in row {first[name].row}"
                hint = "keep one of the two"
                self.findings.append(Finding("source-key", message, place, hint, related=(first[name],)))
                continue
            first[name] = self.key_places[(*route, name)] = place
            yield name, self.read(value, (*route, name))

    def _span(self, node: yaml.Node) -> Span:
        return Span(self.path, node.start_mark.line + 1, node.start_mark.column + 1)
