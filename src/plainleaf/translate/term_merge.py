"""Terms from other programs brought into glossary.yaml: what is new is added where it belongs, all else stays as it is.

The text is edited, not written anew, so that its comments, order and wrapping stay.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from plainleaf.findings import Finding, Refused
from plainleaf.monograph.authored import read
from plainleaf.source import Route, Source, parse
from plainleaf.translate.glossary import Entry, Glossary, Term
from plainleaf.translate.inflection import comparable
from plainleaf.translate.termbase import Concept, Line, bad, one_line
from plainleaf.values.languages import SOURCE_LANGUAGE

_PLAIN = re.compile(r"""(?![\s?:!&*|>%@`"'#~]|-(?:\s|\Z))[^,\[\]{}#:"'&*!|>%@`\\]*(?<!\s)\Z""")
"""What YAML takes as it is, within brackets too."""


@dataclass(frozen=True)
class Merged:
    """The glossary's new text, and in a line each what was added or changed, and what was not."""

    text: str
    changes: tuple[str, ...]
    kept: tuple[str, ...]


def merged(source: Source, glossary: Glossary, concepts: Mapping[str, Concept], *, replace: bool) -> Merged:
    """The glossary's file with these entries in it; what is there changes with ``replace`` alone.

    Raises Refused where an entry lacks what it needs, or a comment would be lost.
    """
    edits = _Edits(source)
    names = {comparable(name): name for name in glossary.terms}
    fresh: list[tuple[str, Concept]] = []
    for name, concept in concepts.items():
        if held := names.get(comparable(name)):
            edits.entry(held, glossary.terms[held], concept, replace=replace)
        else:
            fresh.append((name, concept))
    for name, concept in fresh:
        edits.new_entry(name, concept)
    if edits.faults:
        raise Refused(edits.faults)
    text = edits.text()
    read(Glossary, parse(source.path, text.encode()))
    return Merged(text, tuple(edits.changes), tuple(edits.kept))


@dataclass
class _Edits:
    """Places of a text and what to put there; ``kept`` are differences left alone."""

    source: Source
    put: list[tuple[int, int, str]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)

    def text(self) -> str:
        text, at, parts = self.source.text, 0, []
        for start, end, said in sorted(self.put, key=lambda one: one[0]):
            parts += [text[at:start], said]
            at = end
        return "".join([*parts, text[at:]])

    def entry(self, name: str, entry: Entry, concept: Concept, *, replace: bool) -> None:
        route: Route = ("terms", name)
        for key, old, new in (("kind", entry.kind, concept.kind), ("note", entry.note, concept.note)):
            if new and new != one_line(old):
                self._value((*route, key), name, new, replace=replace)
        for tag, line in concept.lines.items():
            held = entry.terms.get(tag)
            if held is None and tag == SOURCE_LANGUAGE and not line.forms and not line.forbidden:
                continue
            if held is None:
                self._new_line((*route, "in"), name, tag, line)
            else:
                term = _replaced(held, line) if replace else self._grown(f"{name}, {tag}", held, line)
                self._line((*route, "in", tag), name, held, term)

    def new_entry(self, name: str, concept: Concept) -> None:
        lines = dict(concept.lines)
        for tag, line in lines.items():
            self._needs_term(name, tag, line)
        english = lines.get(SOURCE_LANGUAGE)
        if english and not english.forms and not english.forbidden and len(lines) > 1:
            del lines[SOURCE_LANGUAGE]
        kind = concept.kind or "word"
        said = {_scalar(tag): _flow(_term(line)) for tag, line in lines.items()}
        note = f"note: {_scalar(concept.note)}" if concept.note else ""
        within = ", ".join(filter(None, [f"kind: {kind}", note, f"in: {{{_pairs(said)}}}"]))
        block = [f"{_scalar(name)}:", f"  kind: {kind}", *([f"  {note}"] if note else []), "  in:"]
        block += [f"    {tag}: {line}" for tag, line in said.items()]
        self._add(("terms",), f"{_scalar(name)}: {{{within}}}", block)
        self.changes.append(f"{name}: new, in {', '.join(lines)}")

    def _value(self, route: Route, name: str, new: str, *, replace: bool) -> None:
        key = str(route[-1])
        if route not in self.source.extents:
            first = min(self._key_offset(step) for step in self.source.key_places if step[:-1] == route[:-1])
            column = self.source.key_places[
                next(s for s in self.source.key_places if s[:-1] == route[:-1])
            ].column
            end = ", " if self._is_flow(route[:-1]) else "\n" + " " * (column - 1)
            self.put.append((first, first, f"{key}: {_scalar(new)}{end}"))
            self.changes.append(f"{name}: {key} added")
        elif replace:
            self._put(route, _scalar(new))
            self.changes.append(f"{name}: {key} changed")
        else:
            self.kept.append(f"{name}: the {key} stays; the file says “{new}”")

    def _new_line(self, route: Route, name: str, tag: str, line: Line) -> None:
        self._needs_term(name, tag, line)
        said = f"{_scalar(tag)}: {_flow(_term(line))}"
        self._add(route, said, [said])
        self.changes.append(f"{name}, {tag}: “{line.term}” added")

    def _needs_term(self, name: str, tag: str, line: Line) -> None:
        if not line.term and tag != SOURCE_LANGUAGE:
            hint = "add the row of the preferred word, or call one preferred"
            self.faults.append(bad(f"“{name}” has no preferred word in {tag}", line.place, hint))

    def _grown(self, where: str, held: Term, line: Line) -> Term:
        """The words that are there, and the new ones after them."""
        if line.term and comparable(line.term) != comparable(held.term):
            self.kept.append(f"{where}: “{held.term}” stays; the file prefers “{line.term}”")
        known = {comparable(word) for word in (*held.allowed, *held.forbidden)}
        allowed = {comparable(word) for word in held.allowed}
        for word, is_allowed in [*((w, True) for w in line.forms), *((w, False) for w in line.forbidden)]:
            if comparable(word) in known and (comparable(word) in allowed) is not is_allowed:
                stands = "allowed" if comparable(word) in allowed else "forbidden"
                self.kept.append(f"{where}: “{word}” stays {stands}")
        return Term(
            term=held.term,
            forms=[*held.forms, *(word for word in line.forms if comparable(word) not in known)],
            forbidden=[*held.forbidden, *(word for word in line.forbidden if comparable(word) not in known)],
        )

    def _line(self, route: Route, name: str, held: Term, new: Term) -> None:
        if _words(held) != _words(new):
            self._put(route, _flow(new))
            told = [word for word in _words(new) if word not in _words(held)]
            gone = [f"without {word}" for word in _words(held) if word not in _words(new)]
            said = ", ".join([*told, *gone]) or "in another order"
            self.changes.append(f"{name}, {route[-1]}: {said}")

    def _put(self, route: Route, said: str) -> None:
        """In place of a value; a comment within it would be lost."""
        start, end = self._extent(route)
        if re.search(r"(^|\s)#", self.source.text[start:end], re.MULTILINE):
            place, hint = self.source.place(route), "move the comment above the line, then import again"
            self.faults.append(bad("a comment stands within what the import changes", place, hint))
        self.put.append((start, end, said))

    def _add(self, route: Route, flow: str, block: list[str]) -> None:
        """A key after the last one of a mapping, as it stands within brackets or on lines of its own."""
        keys = [step for step in self.source.key_places if step[:-1] == route]
        if self._is_flow(route):
            last = max(self._extent(step)[1] for step in keys)
            self.put.append((last, last, f", {flow}"))
            return
        indent = " " * (self.source.key_places[keys[0]].column - 1)
        # A comment that ends the line stays on it.
        end = self.source.text.find("\n", self._extent(route)[1])
        end = len(self.source.text) if end < 0 else end
        self.put.append((end, end, "".join(f"\n{indent}{line}" for line in block)))

    def _extent(self, route: Route) -> tuple[int, int]:
        """Where a value stands, without the blank lines and comments that follow it."""
        start, end = self.source.extents[route]
        if self._is_flow(route):
            return start, end
        lines = self.source.text[start:end].split("\n")
        while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
            lines.pop()
        return start, start + len("\n".join(lines).rstrip())

    def _is_flow(self, route: Route) -> bool:
        return self.source.text.startswith("{", self.source.extents[route][0])

    def _key_offset(self, route: Route) -> int:
        place = self.source.key_places[route]
        lines = self.source.text.split("\n")
        return sum(len(line) + 1 for line in lines[: place.row - 1]) + place.column - 1


def _replaced(held: Term, line: Line) -> Term:
    return Term(term=line.term or held.term, forms=list(line.forms), forbidden=list(line.forbidden))


def _term(line: Line) -> Term:
    return Term.model_construct(term=line.term, forms=list(line.forms), forbidden=list(line.forbidden))


def _words(term: Term) -> tuple[str, ...]:
    """Every word with what it is, for a comparison."""
    allowed = (f"“{one_line(word)}”" for word in term.allowed)
    return (*allowed, *(f"“{one_line(word)}” (forbidden)" for word in term.forbidden))


def _flow(term: Term) -> str:
    """A language's words in the file's own style, on one line."""
    said = {"term": _scalar(term.term)}
    for key, words in (("forms", term.forms), ("forbidden", term.forbidden)):
        if words:
            said[key] = f"[{', '.join(map(_scalar, words))}]"
    return f"{{{_pairs(said)}}}"


def _pairs(said: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in said.items())


def _scalar(text: str) -> str:
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)
