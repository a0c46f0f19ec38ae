"""The script of a leaflet: its words in order, which of them weigh most, and what a reader gets of it."""

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from plainleaf.checks.order import Token, aligned, recovered, tokens
from plainleaf.layout.spoken import Spoken
from plainleaf.values.lexicon import Kind, lexicon

FIGURE = "Figure"
CODE = re.compile(r"[0-9A-Za-z]{8,}")
"""The digest of the text: letters and digits in one. It is no amount, and readers turn its pieces round in lines that
run from right to left.
"""


@dataclass(frozen=True)
class Weighty:
    """A number, a unit or a negation of a leaflet: the words it is written with, by their places in the whole text."""

    text: str
    words: range
    block: Spoken


@dataclass(frozen=True)
class Script:
    """The words of a leaflet in the order of its reading, as far as they are drawn, and which of them weigh most."""

    words: tuple[str, ...]
    blocks: tuple[tuple[Spoken, range], ...]
    """Each block with the places of its words."""
    numbers: tuple[Weighty, ...]
    units: tuple[Weighty, ...]
    negations: tuple[Weighty, ...]

    codes: frozenset[int]
    """The words that are pieces of a code, not numbers that count something."""

    @property
    def weighty(self) -> tuple[Weighty, ...]:
        return (*self.numbers, *self.units, *self.negations)

    def block_of(self, at: int) -> Spoken:
        """The block that a word stands in."""
        return next(block for block, run in self.blocks if at in run)


@dataclass(frozen=True)
class Reading:
    """What a reader gets of a script: the share of its words in order; the words that it has not in their places, and
    of those the ones it has not near them either. ``moved`` are words that may stand near their places, but weigh too
    much for that; ``short`` the letters and digits that it has less often than they are drawn, but for lost words.
    """

    share: float
    away: frozenset[int]
    lost: frozenset[int]
    moved: frozenset[int] = frozenset()
    short: Counter[str] = field(default_factory=Counter)


def script_of(blocks: tuple[Spoken, ...], *, spaced: bool) -> Script:
    """The script of a leaflet's blocks; pictures are seen, and not read in the pages."""
    words: list[str] = []
    homes: list[tuple[Spoken, range]] = []
    numbers: list[Weighty] = []
    codes: set[int] = set()
    by_kind: dict[Kind, list[Weighty]] = {Kind.UNITS: [], Kind.NEGATIONS: []}
    for block in (block for block in blocks if block.kind != FIGURE):
        first, parts = len(words), tokens(block.text, spaced=spaced)
        words += [part.text for part in parts]
        homes.append((block, range(first, len(words))))
        numbers += [
            Weighty(part.text, range(first + at, first + at + 1), block)
            for at, part in enumerate(parts)
            if part.text[0].isdecimal()
        ]
        for match in CODE.finditer(block.text):
            if not match[0].isalpha() and not match[0].isdigit():
                codes.update(first + at for at in _within(parts, *match.span()))
        for kind, found in by_kind.items():
            for start, end in lexicon(kind, block.language).spans(block.text):
                held = _within(parts, start, end)
                found.append(
                    Weighty(block.text[start:end], range(first + held.start, first + held.stop), block)
                )
    return Script(
        tuple(words),
        tuple(homes),
        tuple(numbers),
        tuple(by_kind[Kind.UNITS]),
        tuple(by_kind[Kind.NEGATIONS]),
        frozenset(codes),
    )


def _within(parts: list[Token], start: int, end: int) -> range:
    held = [at for at, part in enumerate(parts) if part.start < end and start < part.end]
    return range(held[0], held[-1] + 1) if held else range(0)


def reading_of(script: Script, found: list[str], guessed: AbstractSet[int], *, spaced: bool) -> Reading:
    """What of a script stands in the words that a reader found; the order of ``guessed`` ones is not held."""
    places = aligned(script.words, found)
    away = frozenset(index for index, place in enumerate(places) if place is None)
    share = 1 - len(away) / len(places) if places else 1.0
    if not away:
        return Reading(share, away, away)
    lost = away - recovered(script.words, found, places, [run for _, run in script.blocks])
    return Reading(
        share,
        away,
        lost if spaced or not lost else lost - _whole(script, found),
        _moved(script, found, away, guessed),
    )


def _moved(
    script: Script, found: list[str], away: frozenset[int], guessed: AbstractSet[int]
) -> frozenset[int]:
    """The words of numbers, units and negations that a reader has in another place than it may.

    Two doses that changed places are both near. So what weighs must stand in its place, or its block be moved in one
    piece, which says the same if it is no other block's like; and numbers must follow one another in order. Where the
    order of words is ``guessed``, this holds for numbers only, and for the pieces of a code not at all.
    """
    numbers = [one.words.start for one in script.numbers if one.words.start not in script.codes]
    order = aligned([script.words[at] for at in numbers], [word for word in found if word[0].isdecimal()])
    turned = {at for at, place in zip(numbers, order, strict=True) if place is None}
    displaced = {at for one in script.weighty for at in one.words if at in away} - script.codes - guessed
    if not displaced and not turned:
        return frozenset()
    pieces, bare = _pieces(script, found)
    return frozenset((displaced - pieces - bare) | (turned - pieces))


def _pieces(script: Script, found: list[str]) -> tuple[frozenset[int], frozenset[int]]:
    """The words of all blocks that stand in one piece and are unlike all others, but for their numbers; and of those
    that are nothing but one number.
    """
    text = "\n".join(["", *found, ""])
    said = [script.words[run.start : run.stop] for _, run in script.blocks]
    kinds = Counter(_countless(words) for words in said)
    whole = {
        at
        for (_, run), words in zip(script.blocks, said, strict=True)
        if any(_countless(words)) and kinds[_countless(words)] == 1 and "\n".join(["", *words, ""]) in text
        for at in run
    }
    bare = {run.start for _, run in script.blocks if len(run) == 1 and script.words[run.start][0].isdecimal()}
    return frozenset(whole), frozenset(bare)


def _countless(words: Iterable[str]) -> tuple[str, ...]:
    return tuple("" if word[0].isdecimal() else word for word in words)


def _whole(script: Script, found: list[str]) -> frozenset[int]:
    """The words of all blocks that stand somewhere in one piece. Of single letters the longest common subsequence
    may take one for its neighbour's like, so that a block beside a lost one seems to lack some.
    """
    text = "\n".join(["", *found, ""])
    said = ["\n".join(["", *script.words[run.start : run.stop], ""]) for _, run in script.blocks]
    times = Counter(said)
    return frozenset(
        at
        for (_, run), one in zip(script.blocks, said, strict=True)
        if text.count(one) >= times[one]
        for at in run
    )
