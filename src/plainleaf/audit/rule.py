"""What a rule over a finished PDF is, and how rules are run."""

import inspect
import logging
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from plainleaf.audit.verdict import Figure, Flaw, Looked, Question

Subject = TypeVar("Subject")
_LOG = logging.getLogger("plainleaf.audit")
_LONGEST = 60


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """``run`` gives what it sees wrong, asks, or measures, in the file as ``Opened`` or in the pages as ``Seen``; its
    docstring is the manual that `explain` prints. ``of_tags``: it can look only where there are tags.
    """

    code: str
    run: Callable[[Subject], Iterable[Flaw | Question | Figure]]
    of_tags: bool = False

    @property
    def manual(self) -> str:
        return inspect.getdoc(self.run) or ""


def look(rules: Iterable[Rule[Subject]], subject: Subject) -> Looked:
    """What the rules say.

    A stranger's file may hold anything: a rule that stumbles over it says nothing, and is asked about by name.
    """
    found: list[Flaw | Question | Figure] = []
    looked: list[str] = []
    for rule in rules:
        try:
            found += rule.run(subject)
        except Exception as error:  # noqa: BLE001 - the other rules still look, and nobody is told that this one passed
            _LOG.debug("%s", rule.code, exc_info=True)
            said = (
                f"could not look at {rule.code.replace('-', ' ')} ({type(error).__name__}): a person has to"
            )
            found.append(Question(rule.code, said))
        else:
            looked.append(rule.code)
    return Looked(
        tuple(one for one in found if isinstance(one, Flaw)),
        tuple(one for one in found if isinstance(one, Question)),
        {one.name: one.value for one in found if isinstance(one, Figure)},
        tuple(looked),
    )


def quoted(text: str) -> str:
    """A stranger's text for a message: in quotation marks, on one line, short, and it reorders nothing round it."""
    plain = "".join(_plain(character) for character in text)
    words = " ".join(plain.split())
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 1]}…"
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words):
        words = f"\u2068{words}\u2069"
    return f"“{words}”"


def _plain(character: str) -> str:
    """Joiners belong to the spelling of some languages; the rest of what cannot be seen commands something."""
    kind = unicodedata.category(character)
    if kind == "Cf" and character not in "\u200c\u200d":
        return ""
    return " " if kind in {"Cc", "Zl", "Zp"} else character
