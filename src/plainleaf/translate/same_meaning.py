"""Which old text an author says that a new one means the same as; refused where the two cannot mean the same."""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from plainleaf.catalogue import Catalogue, Message
from plainleaf.findings import Finding, Refused, Span, UsageFailure
from plainleaf.lint import Pair, Side, flaws
from plainleaf.monograph import passages
from plainleaf.translate.content import Content
from plainleaf.translate.references import references, stray_brace
from plainleaf.values.languages import SOURCE_LANGUAGE
from plainleaf.values.lexicon import Kind, lexicon

RULES: Mapping[str, str] = {
    "same-meaning-unsure": """Is it sure which text the new one replaces?

    Its translations would be carried over, so nothing is guessed: exactly one text that is gone must be nearly it.
    Bad: `--same-meaning "Take it with food."` where two such texts are gone, or none is.
    Good: `--same-meaning "Take it with food.=Take it wiht food."`.
    """,
    "same-meaning-changed": """Can the new text mean what the old one meant?

    A translation is carried over to a text whose spelling was mended, never to one with another placeholder, number,
    unit or negation, with more or less in bold, or in which the lint, old text beside new, finds an error: another
    limit, order or time of day.
    Bad: “Take it with food.” for “Do not take it with food.”. Good: for “Take it wiht food.”.
    """,
}

SURE = 0.85
"""How like two texts must be (difflib's ratio) for one to be taken for the other unasked."""

_HINT = 'write the old text, or how it begins, after it: --same-meaning "NEW=OLD"'


@dataclass(frozen=True)
class _Old:
    """A text that some catalogue has a translation of, and where."""

    text: str
    plural: str | None
    place: Span


def same_meanings(
    content: Content, templates: Mapping[str, Catalogue], tags: Sequence[str], wanted: Iterable[str]
) -> dict[str, str]:
    """The old text of each new one; ``wanted`` are new texts or how they begin, or NEW=OLD.

    What is translated in each of the languages needs nothing and is left out. Raises UsageFailure for what is no text,
    Refused with all findings where an old text is unsure or cannot mean the same.
    """
    new = {message.msgid: message for pot in templates.values() for message in pot.entries}
    same: dict[str, str] = {}
    findings: list[Finding] = []
    for words in wanted:
        text, said = _asked(words, new)
        if _is_done(content, templates, tags, text):
            continue
        olds = {old.text: old for old in _olds(content, tags, text)}
        like = [old for old in olds.values() if _is_like(old, text, new)]
        found = olds.get(_meant(said, olds) or "") if said else (like[0] if len(like) == 1 else None)
        place = _place(content, text)
        if found is None:
            findings.append(_unsure(text, said, like, place))
        elif change := _change(new[text], found):
            findings.append(_changed(change, found, place))
        else:
            same[text] = found.text
    if findings:
        raise Refused(findings)
    return same


def _asked(words: str, new: Collection[str]) -> tuple[str, str]:
    """The new text, and what is said of the old one; a text may hold an equals sign itself, so the longest counts."""
    cuts = [place for place, character in enumerate(words) if character == "="]
    for cut in (len(words), *reversed(cuts)):
        if (text := _meant(words[:cut], new)) is not None:
            return text, words[cut + 1 :]
    raise UsageFailure(
        f"no text of the monographs, phrases and page words begins with “{words}”",
        "write the new English text, or how it begins, as it stands in its file",
    )


def _meant(words: str, texts: Iterable[str]) -> str | None:
    """The text that is or begins so; None without one. Raises UsageFailure where several begin so."""
    found = [text for text in texts if text.startswith(words)]
    if words in found:
        return words
    if len(found) > 1:
        raise UsageFailure(f"{len(found)} texts begin with “{words}”", "write more of it")
    return found[0] if found else None


def _is_done(content: Content, templates: Mapping[str, Catalogue], tags: Iterable[str], text: str) -> bool:
    """Whether nothing is left to carry over: each language has the text, and is sure of it."""
    wanted = [(domain, m.key) for domain, pot in templates.items() for m in pot.entries if m.msgid == text]
    catalogues = [content.catalogues.get(tag, {}) for tag in tags if tag != SOURCE_LANGUAGE]
    return all(
        domain in held and (message := held[domain].messages.get(key)) is not None and message.translated
        for held in catalogues
        for domain, key in wanted
    )


def _olds(content: Content, tags: Iterable[str], text: str) -> Iterator[_Old]:
    """Each text with a translation, and the ones that translations of the new text were made for."""
    for tag in tags:
        for catalogue in content.catalogues.get(tag, {}).values():
            for message in (*catalogue.obsolete, *catalogue.entries):
                before = message.previous
                if message.msgid == text and message.fuzzy and before and before[1]:
                    yield _Old(before[1], before[2], message.place)
                elif message.msgid != text and message.has_text:
                    yield _Old(message.msgid, message.msgid_plural, message.place)


def _is_like(old: _Old, text: str, new: Collection[str]) -> bool:
    """Whether it may be the one that was mended: gone, and nearly the same."""
    return old.text not in new and SequenceMatcher(None, old.text, text, autojunk=False).ratio() >= SURE


def _change(new: Message, old: _Old) -> str:
    """What a reader could take in another way, in words; "" where there is nothing.

    Only of texts that say the same numbers, units and negations the lint is asked: it would tell of those again.
    """
    if (new.msgid_plural is None) != (old.plural is None):
        return f"the plural forms differ from those of “{old.text}”"
    forms = ((old.text, new.msgid), (old.plural or "", new.msgid_plural or ""))
    names = [
        name
        for name, said in _MEANINGS.items()
        if any(said(before) != said(after) for before, after in forms)
    ]
    if names:
        return f"the {' and '.join(names)} differ from those of “{old.text}”"
    told = dict.fromkeys(
        flaw.message
        for before, after in forms
        for flaw in flaws(Pair(Side(before, SOURCE_LANGUAGE), Side(after, SOURCE_LANGUAGE)))
        if flaw.is_alarm
    )
    return f"read as a translation of “{old.text}”: {'; '.join(told)}" if told else ""


def _words(kind: Kind) -> Callable[[str], object]:
    return lambda text: [word.casefold() for word in lexicon(kind, SOURCE_LANGUAGE).found(text)]


_MEANINGS: Mapping[str, Callable[[str], object]] = {
    "placeholders": lambda text: (references(text), stray_brace(text)),
    "bold words": lambda text: text.count("**"),
    "digits": lambda text: [one for one in text if unicodedata.category(one).startswith("N")],
    "number words": _words(Kind.NUMBERS),
    "units": _words(Kind.UNITS),
    "negations": _words(Kind.NEGATIONS),
}
"""What two texts of one meaning have the same of, in the same order."""


def _unsure(text: str, said: str, like: Sequence[_Old], place: Span) -> Finding:
    if said:
        fault = f"no catalogue has a translation of “{said}”"
    elif like:
        fault = f"“{text}” may replace any of {len(like)} texts: " + ", ".join(
            f"“{old.text}”" for old in like
        )
    else:
        fault = f"no text that is gone is nearly “{text}”"
    return Finding("same-meaning-unsure", fault, place, _HINT, related=tuple(old.place for old in like))


def _changed(fault: str, old: _Old, place: Span) -> Finding:
    hint = "leave out --same-meaning: the translations are marked fuzzy, for translators to mend"
    return Finding("same-meaning-changed", fault, place, hint, related=(old.place,))


def _place(content: Content, text: str) -> Span:
    """Where the new text is written."""
    for authored in content.monographs.values():
        for passage in passages(authored.monograph):
            if passage.text == text:
                return authored.source.place(passage.route)
    wordings = (*content.wordings.phrases.values(), *content.wordings.words.values())
    return next(wording.place for wording in wordings if wording.text == text)
