"""Words by how they begin, how they end, or what stands within them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Said = TypeVar("Said")


@dataclass(frozen=True)
class Affixes(Generic[Said]):
    """What affixes say, by the letters that a word begins with, ends with or holds.

    A language has some hundreds of them, and a text thousands of words: each of a word's beginnings is looked up,
    instead of each affix tried.
    """

    begins: Mapping[str, frozenset[Said]]
    ends: Mapping[str, frozenset[Said]]
    holds: Mapping[str, frozenset[Said]]

    def of(self, word: str) -> frozenset[Said]:
        """All that the affixes of a word say."""
        return frozenset(one for said in self._each(word) for one in said)

    def _each(self, word: str) -> Iterator[frozenset[Said]]:
        for length in range(1, len(word) + 1):
            yield self.begins.get(word[:length], frozenset())
            yield self.ends.get(word[-length:], frozenset())
        yield from (said for letters, said in self.holds.items() if letters in word)


def affixes(entries: Iterable[tuple[str, Said]]) -> Affixes[Said]:
    """Entries as the lexicons write them (`un-`, `-less`, `-dose-`), with what each says."""
    begins: dict[str, frozenset[Said]] = {}
    ends: dict[str, frozenset[Said]] = {}
    holds: dict[str, frozenset[Said]] = {}
    for entry, said in entries:
        held = begins if not entry.startswith("-") else holds if entry.endswith("-") else ends
        letters = entry.strip("-")
        held[letters] = held.get(letters, frozenset()) | {said}
    return Affixes(begins, ends, holds)
