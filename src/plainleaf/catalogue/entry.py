"""One entry while it is being read: what its lines said so far, and the message they make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plainleaf.catalogue.lexer import BLANK, COMMENTS, OBSOLETE, OBSOLETE_PREVIOUS, PREVIOUS, Piece
from plainleaf.catalogue.message import Message, Previous
from plainleaf.findings import Finding, Span

_FLAG = re.compile(r"range:[ \t]*[0-9]+\.\.[0-9]+|[^, \t\r\f\v]+")
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069[^ \t]*|[^ \t]+")
_ORDER = {"msgctxt": 0, "msgid": 1, "msgid_plural": 2, "msgstr": 3}


@dataclass
class Field:
    """A keyword and its text, in one or more pieces."""

    pieces: list[Piece]

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def rank(self) -> int:
        return _rank(self.first)


@dataclass
class Entry:
    """``damaged`` when the lexer has already said that one of its lines cannot be read."""

    comments: list[Piece] = field(default_factory=list)
    previous: list[Field] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    damaged: bool = False

    @property
    def obsolete(self) -> bool:
        return bool(self.fields) and self.fields[0].first.mark == OBSOLETE

    @property
    def is_header(self) -> bool:
        return not self.obsolete and self.texts("msgid") == [""] and not self.texts("msgctxt")

    def ends_before(self, piece: Piece, gap: Sequence[Piece]) -> bool:
        """Whether this text, and the comments and blank lines above it, belong to the next entry.

        A translation is not continued below a gap: what stands there was another entry's.
        """
        if not self.fields:
            return False
        if self.obsolete != (piece.mark == OBSOLETE):
            return True
        if piece.keyword and _rank(piece) <= self.fields[-1].rank:
            return True
        if not gap or piece.keyword is None:
            return bool(gap)
        form = bool(piece.keyword and self.texts("msgid_plural"))
        return self.fields[-1].first.keyword == "msgstr" and not form

    def add(self, piece: Piece) -> tuple[Finding, ...]:
        """Take the piece; a finding if there is nothing that it could continue."""
        if piece.mark in COMMENTS:
            self.comments.append(piece)
        if piece.mark == BLANK or piece.mark in COMMENTS:
            return ()
        fields = self.previous if piece.mark in {PREVIOUS, OBSOLETE_PREVIOUS} else self.fields
        if piece.keyword:
            fields.append(Field([piece]))
        elif piece.keyword is None:
            self.damaged = True
        elif fields:
            fields[-1].pieces.append(piece)
        elif not self.damaged:
            self.damaged = True
            hint = "write msgid or msgstr before it"
            return (_problem("This text has no keyword before it", piece.place, hint),)
        return ()

    def problems(self) -> Iterator[Finding]:
        """What is missing or does not fit together; nothing more about an entry with an unreadable line."""
        yield from self._wrong_previous()
        if self.damaged:
            return
        if not self.fields:
            yield from self._dangling()
            return
        msgid = next((f for f in self.fields if f.first.keyword == "msgid"), None)
        if msgid is None:
            hint = "write its msgid before this line"
            yield _problem("The entry has no msgid", self.fields[0].first.place, hint)
            return
        forms = [f.first for f in self.fields if f.first.keyword == "msgstr"]
        if not forms:
            hint = 'write msgstr "" if it is untranslated'
            yield _problem("The entry has no msgstr", msgid.first.place, hint)
        plural = bool(self.texts("msgid_plural"))
        for expected, first in enumerate(forms):
            if first.form != (expected if plural else None):
                wanted = f"msgstr[{expected}]" if plural else "msgstr, or add a msgid_plural"
                yield _problem("The number of this msgstr does not fit here", first.place, f"write {wanted}")
                return

    def message(self) -> Message:
        """The message, as far as it is there."""
        forms = [f for f in self.fields if f.first.keyword == "msgstr"]
        flags = [flag for mark in (",", "=") for line in self._said(mark) for flag in _FLAG.findall(line)]
        return Message(
            msgid="".join(self.texts("msgid")),
            msgctxt=next(iter(self.texts("msgctxt")), None),
            msgid_plural=next(iter(self.texts("msgid_plural")), None),
            msgstr=tuple(f.text for f in forms) or ("",),
            fuzzy="fuzzy" in flags,
            comments=self._said(""),
            extracted=self._said("."),
            references=tuple(part for line in self._said(":") for part in _references(line)),
            flags=tuple(flag for flag in dict.fromkeys(flags) if flag != "fuzzy"),
            previous=self._previous(),
            obsolete=self.obsolete,
            place=self.place,
            msgstr_places=tuple(f.first.place for f in forms),
        )

    @property
    def place(self) -> Span:
        msgid = (f for f in self.fields if f.first.keyword == "msgid")
        return next((f.first.place for f in (*msgid, *self.fields)), Span(""))

    def texts(self, keyword: str) -> list[str]:
        return [f.text for f in self.fields if f.first.keyword == keyword]

    def _dangling(self) -> Iterator[Finding]:
        """A translator's comment may end a file; what speaks about an entry may not."""
        places = [piece.place for piece in self.comments if piece.mark]
        places += [f.first.place for f in self.previous]
        if places:
            hint = "delete these lines, or bring back the entry that stood below them"
            yield _problem("No entry follows this comment", min(places), hint)

    def _wrong_previous(self) -> Iterator[Finding]:
        free = {"msgctxt", "msgid", "msgid_plural"}
        for previous in self.previous:
            keyword, place = previous.first.keyword or "", previous.first.place
            if keyword not in free:
                hint = "delete it: a previous msgctxt, msgid and msgid_plural can be kept, one of each"
                yield _problem(f"No {keyword} can stand here", place, hint)
            free.discard(keyword)

    def _said(self, mark: str) -> tuple[str, ...]:
        return tuple(piece.text for piece in self.comments if piece.mark == mark)

    def _previous(self) -> Previous | None:
        said = {f.first.keyword: f.text for f in self.previous}
        texts = (said.get("msgctxt"), said.get("msgid"), said.get("msgid_plural"))
        return texts if any(text is not None for text in texts) else None


def _rank(piece: Piece) -> int:
    return _ORDER[piece.keyword or "msgctxt"] + (piece.form or 0)


def _references(line: str) -> Iterator[str]:
    """The names in a ``#:`` line; U+2068 and U+2069 hold one with spaces together, as gettext writes it."""
    for match in _REFERENCE.finditer(line):
        name = match[0]
        inner = name[1:-1]
        whole = name[0] == "\u2068" and name[-1] == "\u2069" and "\u2069" not in inner
        yield inner if whole and (" " in inner or "\t" in inner) else name


def _problem(message: str, place: Span, hint: str) -> Finding:
    return Finding("po-syntax", message, place, hint)
