"""Checks over a leaflet in two languages."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from plainleaf.checks.check import Check, PairedLeaflet
from plainleaf.findings import Finding
from plainleaf.translate.leaflet import Words
from plainleaf.translate.rewording import reworded
from plainleaf.values.numbers import numbers_in


def numbers_differ(pair: PairedLeaflet) -> Iterator[Finding]:
    """Do both languages of a leaflet say the same numbers, text by text?

    Both take them from one fact, so a difference is a fault of this program or of a file it trusts. A form may leave a
    number out (Arabic has a word for two days), so one side may say less, never something else. Each side is read as
    its readers do: 2,5 is another number in English than in Russian, and ٥ is 5.
    Bad: 2.5 mg on one side, 25 mg beside it.
    Good: 2.5 mg on both.
    """
    leaflet = pair.leaflet

    def numbers(words: Words) -> Counter[Decimal]:
        return Counter(numbers_in(words.text, words.language, leaflet.jurisdiction))

    for words, beside in _pairs((leaflet.title, leaflet.purpose, leaflet.front, leaflet.sections)):
        own, other = numbers(words), numbers(beside)
        if own - other and other - own:
            said = f"{words.language.english} and {beside.language.english} say different numbers"
            hint = "report it, with both texts: they are filled from one fact"
            yield Finding("numbers-differ", said, words.place, hint, related=(beside.place,))


def _pairs(part: object) -> list[tuple[Words, Words]]:
    """Each text of a part of a leaflet with the same in the second language."""
    found: list[tuple[Words, Words]] = []

    def noted(words: Words) -> Words:
        if words.also is not None:
            found.append((words, words.also))
        return words

    reworded(part, noted)
    return found


CHECKS = (Check("numbers-differ", PairedLeaflet, numbers_differ),)
