"""One entry of a PO file."""

from dataclasses import dataclass, field
from typing import TypeAlias

from plainleaf.findings import Span

Key: TypeAlias = tuple[str | None, str]
Previous: TypeAlias = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class Message:
    """A source text, its translation and what is said about them.

    ``msgstr`` holds one string per plural form, ``("",)`` for an untranslated text without plural.
    ``previous`` is what the ``#|`` lines hold: msgctxt, msgid and msgid_plural of the time it was translated.
    Places do not count in a comparison.
    """

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None
    msgstr: tuple[str, ...] = ()
    fuzzy: bool = False
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    place: Span = field(default=Span(""), compare=False)
    msgstr_places: tuple[Span, ...] = field(default=(), compare=False)

    @property
    def key(self) -> Key:
        return (self.msgctxt, self.msgid)

    @property
    def has_text(self) -> bool:
        """Whether someone or something has written at least one form, however unfinished."""
        return any(self.msgstr)

    @property
    def translated(self) -> bool:
        """Whether a reader may be given it: every form is filled, and nothing says it is unsure or unused."""
        return bool(self.msgstr) and all(self.msgstr) and not self.fuzzy and not self.obsolete

    def place_of(self, form: int = 0) -> Span:
        """Where ``msgstr`` (or ``msgstr[form]``) stands; the place of the msgid if it does not."""
        return self.msgstr_places[form] if form < len(self.msgstr_places) else self.place
