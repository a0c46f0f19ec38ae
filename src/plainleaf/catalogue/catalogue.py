"""One PO file as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from plainleaf.catalogue.message import Key, Message
from plainleaf.catalogue.plural import PluralRule
from plainleaf.catalogue.tags import bcp47

SOURCE_PLURAL = PluralRule(2, "(n != 1)")
DIGEST_HEADER = "X-Plainleaf-Digest"


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language, in file order, with the header entry and all that is obsolete.

    ``head`` is the entry with the empty msgid; everything the header says is read from it, so nothing in it
    is lost. ``trailing`` are translator comments after the last entry.
    """

    path: str
    head: Message
    entries: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()
    trailing: tuple[str, ...] = ()

    @cached_property
    def messages(self) -> Mapping[Key, Message]:
        return {message.key: message for message in self.entries}

    @cached_property
    def header(self) -> tuple[tuple[str, str], ...]:
        """Every header, also the ones with ``X-``, in the file's order."""
        lines = "".join(self.head.msgstr).split("\n")
        pairs = (line.partition(":") for line in lines if ":" in line)
        return tuple((name.strip(), value.strip()) for name, _, value in pairs)

    @property
    def comments(self) -> tuple[str, ...]:
        """The comments above the header."""
        return self.head.comments

    @property
    def language(self) -> str:
        """The BCP 47 tag; empty in a template."""
        return bcp47(self.header_value("Language") or "")

    @cached_property
    def plural(self) -> PluralRule:
        """The file's rule, or English's in a template; ValueError where ``read`` has a po-plural-forms."""
        try:
            return PluralRule.parse(self.header_value("Plural-Forms") or "")
        except ValueError:
            if self.language:
                raise
            return SOURCE_PLURAL

    @property
    def digest(self) -> str | None:
        """The digest of the template that this catalogue was last merged with."""
        return self.header_value(DIGEST_HEADER)

    def get(self, msgctxt: str | None, msgid: str) -> Message | None:
        return self.messages.get((msgctxt, msgid))

    def header_value(self, name: str) -> str | None:
        return next((value for key, value in self.header if key.lower() == name.lower()), None)

    def is_stale(self, template: "Catalogue") -> bool:
        """Whether the template's source texts changed since this catalogue was merged with it."""
        return self.digest != template.digest

    def with_header(self, name: str, value: str) -> "Catalogue":
        """The same catalogue with one header set in its place, or added as the last."""
        lines = "".join(self.head.msgstr).split("\n")
        held = [i for i, line in enumerate(lines) if line.partition(":")[0].strip().lower() == name.lower()]
        end = len(lines) - (lines[-1] == "")
        start = held[0] if held else end
        lines[start : start + len(held[:1])] = [f"{name}: {value}"]
        text = "\n".join(lines) if lines[-1] == "" else "\n".join([*lines, ""])
        return replace(self, head=replace(self.head, msgstr=(text,)))
