"""Languages, catalogues and speakers to try phrases with, whatever the project has translated so far."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from plainleaf.catalogue import Catalogue, Message, empty, merge, read, template
from plainleaf.project import Project
from plainleaf.translate.extraction import extract
from plainleaf.translate.lookup import Lookup
from plainleaf.translate.phrases import Speaker
from plainleaf.translate.wordings import Wordings, read_wordings
from plainleaf.values.languages import Language, read_languages
from plainleaf.values.numbers import without_isolates
from tests.conftest import ROOT

OTHERS = {"ru": "Русский", "pl": "Polski", "fr": "Français", "he": "עברית", "ja": "日本語"}
OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"
VALUE_MARKS = re.compile(r"\{[a-z_]+\}")

PHRASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ru": {
        "{n} day": ("{n} день", "{n} дня", "{n} дней"),
        "{n} tablet": ("{n} таблетка", "{n} таблетки", "{n} таблеток"),
        "{low} to {high}": ("от {low} до {high}",),
        "{n}%": ("{n} %",),
        "half a tablet": ("полтаблетки",),
    },
    "pl": {
        "{n} day": ("{n} dzień", "{n} dni", "{n} dnia"),
        "{n} tablet": ("{n} tabletka", "{n} tabletki", "{n} tabletek"),
        "{low} to {high}": ("od {low} do {high}",),
    },
    "ar": {
        "{n} day": ("{n} لا يوم", "{n} يوم واحد", "{n} يومان", "{n} أيام", "{n} يومًا", "{n} يوم"),
        "{n} tablet": ("{n} لا قرص", "قرص واحد", "قرصان", "{n} أقراص", "{n} قرصًا", "{n} قرص"),
        "{n} mg": ("{n} ملغ",),
        "{low} to {high}": ("من {low} إلى {high}",),
    },
    "es": {
        "{n} day": ("{n} día", "{n} días"),
        "{n}%": ("{n} %",),
        "half a tablet": ("media tableta",),
        "{low} to {high}": ("de {low} a {high}",),
    },
}
"""Invented but plausible, by msgid; every other phrase says its English again."""

PO_HEAD = (
    'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals={nplurals}; plural={expression};\\n"\n\n'
)
FIRST_ROW = 7
"""Where the first entry of a file made by ``po`` begins."""


@cache
def wordings() -> Wordings:
    return read_wordings(Project(ROOT))


@cache
def languages() -> dict[str, Language]:
    """All of languages.yaml, and some that it does not hold yet."""
    return {tag: Language(tag, name, name, "Any") for tag, name in OTHERS.items()} | read_languages(
        Project(ROOT)
    )


def filled(pot: Catalogue, tag: str, said: Callable[[Message], tuple[str, ...]]) -> Catalogue:
    """The template in a language, each message with as many forms as the language counts with."""
    merged = merge(empty(f"locales/{tag}/LC_MESSAGES/{pot.path}", tag), pot)
    entries = []
    for message in merged.entries:
        forms = said(message)
        entries.append(replace(message, msgstr=forms * (len(message.msgstr) if len(forms) == 1 else 1)))
    return replace(merged, entries=tuple(entries))


@cache
def phrases(tag: str) -> Catalogue:
    own = PHRASES.get(tag, {})
    pot = template("phrases.po", extract((), wordings(), languages()["en"])["phrases"])
    return filled(pot, tag, lambda message: own.get(message.msgid, (message.msgid_plural or message.msgid,)))


def speaker(tag: str, jurisdiction: str = "US", digits: str = "latn") -> Speaker:
    language = replace(languages()[tag], digits=digits)
    catalogues = {} if language.is_source else {"phrases": phrases(tag)}
    return Speaker(Lookup(language, catalogues), wordings(), jurisdiction)


def po(
    tag: str, body: str, domain: str = "baclofen", nplurals: int = 2, expression: str = "(n != 1)"
) -> Catalogue:
    """A catalogue from the text of its entries."""
    head = PO_HEAD.format(language=tag.replace("-", "_"), nplurals=nplurals, expression=expression)
    return read(f"locales/{tag}/LC_MESSAGES/{domain}.po", (head + body).encode(), language=tag)


def seen(text: str) -> str:
    """The text as it reads, a no-break space as ~."""
    return without_isolates(text).replace("\u00a0", "~")


def is_balanced(text: str) -> bool:
    """Whether every isolate is closed, and nothing is closed that was not opened."""
    depth = 0
    for character in text:
        depth += (character in OPENING) - (character == CLOSING)
        if depth < 0:
            return False
    return depth == 0
