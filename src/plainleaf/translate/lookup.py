"""Lookup: a translation, or a finding; nothing ever falls back in silence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plainleaf.catalogue import Catalogue, Message, draft_state
from plainleaf.findings import Finding, Span
from plainleaf.translate.wordings import Wording
from plainleaf.values.languages import Language

Asked = tuple[str, str | None, str]
"""Domain, context and msgid."""

SHOWN = 60
"""Characters of a text that a finding repeats."""

COMMON = "common"
"""The domain of sentences that several medicines share."""

RULES: Mapping[str, str] = {
    "missing-translation": """Is every text translated?

    A missing translation never prints as English. The leaflet is withheld.
    Bad: `msgstr ""`. Good: `msgstr "Tómelo con comida."`.
    """,
    "missing-catalogue": """Has each language a catalogue for each domain?

    Bad: locales/es without baclofen.po. Good: `python3 build.py messages update -l es` made it.
    """,
    "fuzzy-translation": """Is any translation marked unsure?

    A fuzzy translation belongs to an older English text and may say the opposite.
    Bad: `#, fuzzy`. Good: the mark removed after the translation was mended.
    """,
    "note-missing": """Has the clinic's own note on a medicine a text in each language?

    The leaflet is withheld: nothing is left out in silence.
    Bad: `notes: {baclofen: {en: …}}` and a leaflet in Hindi. Good: `hi: …` under it, or `hi: none`, or `others: none`.
    """,
    "half-plural": """Is every plural form there and filled?

    A phrase that has come to count needs a form for each kind of number; its old translation has one.
    Bad: `msgstr[1] ""` beside a filled `msgstr[0]`, or `msgstr` where the phrase counts. Good: each form filled.
    """,
}


@dataclass
class Lookup:
    """Translations of one language; collects a finding for each text it does not find, once.

    ``catalogues`` are this language's, by domain. ``missing`` collects; a caller raises it at the end. ``used`` are the
    entries it found.
    """

    language: Language
    catalogues: Mapping[str, Catalogue]
    parent: Mapping[str, Catalogue] = field(default_factory=dict)
    missing: dict[Asked, Finding] = field(default_factory=dict)
    used: dict[Asked, Message] = field(default_factory=dict)

    def text(self, domain: str, context: str | None, msgid: str, place: Span) -> str | None:
        """The translation; the msgid itself in the source language; None (and a finding) if there is none."""
        forms = self.forms(domain, context, msgid, place)
        return forms[0] if forms else None

    def counted(
        self, domain: str, context: str | None, msgid: str, plural: str, n: int, place: Span
    ) -> str | None:
        """The form of a translation for n, by the rule of the file it stands in; None (and a finding) without."""
        if self.language.is_source:
            return msgid if n == 1 else plural
        forms = self.forms(domain, context, msgid, place)
        if forms is None:
            return None
        catalogue, message = self._entries(domain, context, msgid)[0]
        if message.msgid_plural is None:
            said = f"one form for every number: “{_short(msgid)}”"
            hint = f"run `{self._update()}`, then fill every form"
            at = message.place_of()
            self.missing[(domain, context, msgid)] = Finding("half-plural", said, at, hint, related=(place,))
            return None
        return forms[catalogue.plural.form(n)]

    def forms(self, domain: str, context: str | None, msgid: str, place: Span) -> Sequence[str] | None:
        """Every plural form of a translation (one for a text without plural)."""
        if self.language.is_source:
            return (msgid,)
        message = self.message(domain, context, msgid)
        if message is not None and message.translated:
            return message.msgstr
        self.missing[(domain, context, msgid)] = self._finding(domain, message, msgid, place)
        return None

    def message(self, domain: str, context: str | None, msgid: str) -> Message | None:
        """The entry itself, from the domain, then from what medicines share, then from the explicit parent."""
        entries = self._entries(domain, context, msgid)
        if not entries:
            return None
        self.used[domain, context, msgid] = entries[0][1]
        return entries[0][1]

    def drafted(self, silent: Iterable[Wording] = ()) -> int:
        """How many of those it found a machine drafted, but for wordings that do not print."""
        unsaid = {(one.domain, one.context, one.text) for one in silent}
        return sum(draft_state(one) != "person" for asked, one in self.used.items() if asked not in unsaid)

    def place(self, domain: str, context: str | None, msgid: str, source: Span) -> Span:
        """Where the translation stands; ``source`` in the source language, and where no file holds one."""
        message = None if self.language.is_source else self.message(domain, context, msgid)
        return source if message is None or self.language.is_pseudo else message.place_of()

    def _entries(self, domain: str, context: str | None, msgid: str) -> list[tuple[Catalogue, Message]]:
        """Every entry of this text, the one that counts first: an entry left empty says nothing of its own."""
        held = [
            (catalogues[name], message)
            for catalogues in (self.catalogues, self.parent)
            for name in dict.fromkeys((domain, COMMON))
            if name in catalogues and (message := catalogues[name].get(context, msgid)) is not None
        ]
        return sorted(held, key=lambda entry: not (entry[1].has_text or entry[1].fuzzy))

    def _update(self) -> str:
        return f"python3 build.py messages update -l {self.language.tag}"

    def _finding(self, domain: str, message: Message | None, msgid: str, place: Span) -> Finding:
        short, tag, update = _short(msgid), self.language.tag, self._update()
        if domain not in self.catalogues and domain not in self.parent:
            said = f"there is no catalogue {tag}/{domain}.po"
            return Finding(
                "missing-catalogue", said, Span(f"locales/{tag.replace('-', '_')}"), f"run `{update}`"
            )
        if message is None:
            said = (
                f"not in {self.catalogues[domain].path if domain in self.catalogues else domain}: “{short}”"
            )
            return Finding("missing-translation", said, place, f"run `{update}`, then translate it")
        at = (message.place,)
        if message.fuzzy:
            hint = "mend the translation, then remove the fuzzy mark"
            return Finding("fuzzy-translation", f"marked unsure: “{short}”", at[0], hint, related=(place,))
        if any(message.msgstr):
            empty = next(i for i, form in enumerate(message.msgstr) if not form)
            said = f"plural form {empty} is empty: “{short}”"
            return Finding("half-plural", said, message.place_of(empty), "fill every form", related=(place,))
        return Finding(
            "missing-translation", f"not translated: “{short}”", at[0], "translate it", related=(place,)
        )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
