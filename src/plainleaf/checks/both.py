"""Checks over a leaflet in two languages."""

import re
from collections import Counter
from collections.abc import Iterator

from plainleaf.checks.check import Check, PairedLeaflet
from plainleaf.findings import Finding
from plainleaf.translate.leaflet import Words
from plainleaf.translate.rewording import reworded

_NUMBER = re.compile(r"[0-9](?:[0-9.,\u202f]*[0-9])?")
_SIGNS = re.compile(r"[.,\u202f]")


def numbers_differ(pair: PairedLeaflet) -> Iterator[Finding]:
    """Do both languages of a leaflet say the same numbers, text by text?

    Both take them from one fact, so a difference is a fault of this program or of a file it trusts. A form may leave a
    number out (Arabic has a word for two days), so one side may say less, never something else.
    Bad: 5 mg on one side, 50 mg beside it.
    Good: 5 mg on both.
    """
    found: list[Words] = []

    def noted(words: Words) -> Words:
        if words.also is not None and words.where.startswith("leaflets/"):
            found.append(words)
        return words

    reworded(pair.leaflet, noted)
    for words in found:
        assert words.also is not None
        own, other = _numbers(words.text), _numbers(words.also.text)
        if own - other and other - own:
            said = f"{words.language.english} and {words.also.language.english} say different numbers"
            hint = "report it, with both texts: they are filled from one fact"
            yield Finding("numbers-differ", said, words.place, hint, related=(words.also.place,))


def _numbers(text: str) -> Counter[str]:
    return Counter(_SIGNS.sub("", number) for number in _NUMBER.findall(text))


CHECKS = (Check("numbers-differ", PairedLeaflet, numbers_differ),)
