"""Which translations a machine drafted, and whether a person has touched them since.

The mark stands in the file as an ordinary translator comment, so that Poedit and Weblate keep it.
"""

from dataclasses import replace
from hashlib import sha256
from typing import Literal, TypeAlias

from plainleaf.catalogue.message import Message

DraftState: TypeAlias = Literal["person", "drafted", "edited"]

_WORD = "machine-drafted"
_DIGITS = 12


def draft_mark(msgstr: tuple[str, ...]) -> str:
    """The comment that says a machine wrote exactly this text."""
    return f"{_WORD} {translation_digest(msgstr)}"


def translation_digest(msgstr: tuple[str, ...]) -> str:
    """A few digits that another translation does not have: they tell whether anybody has edited it since."""
    return sha256(chr(0).join(msgstr).encode()).hexdigest()[:_DIGITS]


def draft_state(message: Message) -> DraftState:
    """Who wrote it: a person (no mark), a machine (the mark fits), or a machine and then someone else."""
    marks = draft_marks(message)
    if not marks:
        return "person"
    return "drafted" if draft_mark(message.msgstr) in marks else "edited"


def draft_marks(message: Message) -> tuple[str, ...]:
    """The comments that are marks, also damaged ones: a spoilt mark never makes a draft a person's work."""
    return tuple(comment for comment in message.comments if comment.strip().startswith(_WORD))


def completed(message: Message) -> Message:
    """The message with the digest in a mark that has none: whoever drafts by machine need not know how it is made."""
    mark = draft_mark(message.msgstr)
    comments = tuple(mark if one.strip() == _WORD and message.has_text else one for one in message.comments)
    return replace(message, comments=comments)
