"""The entries of a catalogue as pairs, and what the lint finds in them, each at its msgstr."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from plainleaf.catalogue import Catalogue, Message, form_numbers
from plainleaf.findings import Finding, Severity
from plainleaf.lint.pair import Pair, Rule
from plainleaf.lint.rules import RULES, flaws
from plainleaf.lint.side import Side
from plainleaf.lint.vocabulary import Words
from plainleaf.values.languages import SOURCE_LANGUAGE


def linted(
    catalogue: Catalogue,
    tag: str,
    rules: Iterable[Rule] = RULES,
    source: str = SOURCE_LANGUAGE,
    words: tuple[Words, Words] = ((), ()),
    *,
    accepted: bool = True,
) -> Iterator[Finding]:
    """What is wrong with the entries that are held for translated: not with fuzzy, empty and obsolete ones.

    ``words`` are a glossary's, of the source and of the translation. What a translator has looked at and flagged
    ``ignore-CHECK`` is told as a warning, or not at all where ``accepted`` flaws are not asked for.
    """
    chosen = tuple(rules)
    for message, form, pair in pairs(catalogue, tag, source, words):
        for flaw in flaws(pair, chosen):
            place = message.place_of(form)
            flag = f"ignore-{flaw.check}"
            if flag not in message.flags:
                yield Finding(flaw.check, flaw.message, place, flaw.hint, flaw.severity)
            elif accepted:
                said = f"{flaw.message} (the entry is flagged {flag})"
                yield Finding(flaw.check, said, place, flaw.hint, Severity.WARNING)


def pairs(
    catalogue: Catalogue, tag: str, source: str = SOURCE_LANGUAGE, words: tuple[Words, Words] = ((), ())
) -> Iterator[tuple[Message, int, Pair]]:
    """Each translated form beside the source that prints for its numbers."""
    source_side = _source_sides(source, words[0])
    for message in catalogue.entries:
        if message.translated and message.msgid:
            for form in range(len(message.msgstr)):
                said = _said(catalogue, message, form, source)
                if said is not None:
                    flags = frozenset(message.flags)
                    yield (
                        message,
                        form,
                        Pair(source_side(said[0]), Side(said[1], tag, words[1]), flags),
                    )


def _said(catalogue: Catalogue, message: Message, form: int, source: str) -> tuple[str, str] | None:
    """The source and the translation of a form; where it holds for a single number with that number in both.

    Arabic has a word for two days, and no number in it. None for the form of nought: “no days” counts nothing.
    """
    text = message.msgstr[form]
    if message.msgid_plural is None:
        return message.msgid, text
    try:
        numbers = form_numbers(catalogue.plural, form)
    except ValueError:  # the reader has told of the header
        return None
    if numbers == (0,):
        return None
    said = message.msgid if numbers == (1,) else message.msgid_plural
    counts = dict.fromkeys(Side(message.msgid_plural, source).placeholders)
    if len(numbers) == 1 and len(counts) == 1:
        count, number = next(iter(counts)), str(numbers[0])
        return said.replace(count, number), text.replace(count, number)
    return said, text


@lru_cache(maxsize=8)
def _source_sides(tag: str, words: Words) -> Callable[[str], Side]:
    """Gives the side of a source text, which is read once and not once for each language it is translated to."""
    return lru_cache(maxsize=1024)(lambda text: Side(text, tag, words))
