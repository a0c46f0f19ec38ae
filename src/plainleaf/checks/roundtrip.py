"""Checks over a finished PDF: what a reader gets out of it is what was written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, product, zip_longest

from plainleaf.checks.check import Check
from plainleaf.checks.order import runs_both_ways, signs, tokens, turned_back, turned_round
from plainleaf.checks.script import Reading, Script, Weighty, reading_of, script_of
from plainleaf.findings import Finding, Span
from plainleaf.inspect import (
    Block,
    Element,
    Reader,
    Structure,
    UnreadablePages,
    extracted,
    read_blocks,
    structure,
)
from plainleaf.layout.spoken import Sheet, Spoken, as_read, spoken
from plainleaf.translate import Leaflet
from plainleaf.translate.rewording import side
from plainleaf.values.lexicon import Kind, lexicon

GROUPED = re.compile(r"(?<!\d)\d+(?:[ -]\d+)+(?!\d)")
"""A phone number: groups of digits between spaces or hyphens."""

LABEL = "Lbl"

SHOWN = 60
"""Characters of a text that a message quotes."""


@dataclass(frozen=True)
class PrintedLeaflet:
    """A leaflet and what comes out of its finished PDF. ``pages`` is the text of the pages by reader, in each way it
    has; ``unread`` is why a reader cannot read them. ``place`` is where findings about the file stand.
    """

    leaflet: Leaflet | Sheet
    structure: Structure
    pages: Mapping[Reader, tuple[str, ...]]
    place: Span
    unread: Mapping[Reader, str] = field(default_factory=dict)
    tag: str = ""
    drawn_of: "PrintedLeaflet | None" = None
    """Of a leaflet in two languages: the one whose words are looked for alone, and the whole that it is a side of."""

    @classmethod
    def of(
        cls, leaflet: Leaflet | Sheet, pdf: bytes, place: Span, tree: Structure | None = None
    ) -> "PrintedLeaflet":
        """Reads a file; ``tree`` is its structure, where it is known. Raises UsageFailure without poppler."""
        pages: dict[Reader, tuple[str, ...]] = {}
        unread: dict[Reader, str] = {}
        printed = cls(leaflet, tree or structure(pdf), pages, place, unread)
        for reader in Reader:
            try:
                pages[reader] = tuple(printed._ways(pdf, reader))
            except UnreadablePages as reason:
                unread[reader] = str(reason)
        return printed

    @cached_property
    def blocks(self) -> tuple[Spoken, ...]:
        """What was written, block by block."""
        if self.drawn_of is not None:
            return tuple(one for one in self.drawn_of.blocks if one.language == self.tag)
        return spoken(self.leaflet)

    @cached_property
    def read(self) -> tuple[Block, ...]:
        """What stands in the structure tree, block by block."""
        return read_blocks(self.structure)

    @cached_property
    def sides(self) -> tuple["PrintedLeaflet", ...]:
        """Itself; of a leaflet in two languages each by itself: columns stand line beside line, each is read down."""
        if isinstance(self.leaflet, Sheet) or self.leaflet.also is None:
            return (self,)
        both = (side(self.leaflet, other=other) for other in (False, True))
        return tuple(replace(self, leaflet=one, tag=one.language.tag, drawn_of=self) for one in both)

    @property
    def is_mixed(self) -> bool:
        """Whether two languages stand beside each other that run against each other: readers guess in each line."""
        leaflet = (self.drawn_of or self).leaflet
        also = None if isinstance(leaflet, Sheet) else leaflet.also
        return also is not None and also.direction != leaflet.language.direction

    @cached_property
    def script(self) -> Script:
        return script_of(self.blocks, spaced=self.leaflet.language.writes_spaces)

    @cached_property
    def people(self) -> frozenset[int]:
        """The words on who signed, where lines run from right to left: readers turn names and registrations round in
        them, and their numbers count nothing.
        """
        process = self.leaflet.process if self.leaflet.language.direction == "rtl" else ()
        lines = {as_read(line.text) for line in process}
        return frozenset(at for block, run in self.script.blocks if block.text in lines for at in run)

    @cached_property
    def readings(self) -> Mapping[Reader, Reading]:
        """What each reader gets; of the two ways of poppler the better one counts. Nothing where the floor is 0: the
        tags hold the text to the letter, and the HTML file is there for readers of any other kind.
        """
        if not self.leaflet.language.floor:
            return {}
        if self.is_mixed:
            return {
                reader: _either(
                    [
                        self._reading(way, apart, turned=turned)
                        for way, apart, turned in product(ways, (" ", ""), (False, True))
                    ]
                )
                for reader, ways in self.pages.items()
            }
        return {
            reader: max(map(self._reading, ways), key=lambda reading: reading.share)
            for reader, ways in self.pages.items()
        }

    @cached_property
    def drawn(self) -> Counter[str]:
        """How often each letter and digit is drawn: in the script, in what pages repeat, in the labels of lists."""
        if self.drawn_of is not None:
            return self.drawn_of.drawn
        beside = [*self.structure.artifacts, *self.structure.loose, *_labels(self.structure.root)]
        said = [block.text for block, _ in self.script.blocks]
        return signs("\n".join([*said, *map(as_read, beside)]))

    def _reading(self, text: str, apart: str = " ", *, turned: bool = False) -> Reading:
        """In lines from right to left, readers guess in which order the words of a left-to-right language go."""
        language = self.leaflet.language
        guessed = {
            at
            for block, run in self.script.blocks
            if self.is_mixed or (language.direction == "rtl" and block.language != language.tag)
            for at in run
        }
        straight = turned_back(text, apart)
        found = self._words(straight, turned=turned)
        script = replace(self.script, codes=self.script.codes | self.people)
        reading = reading_of(script, found, guessed, spaced=language.writes_spaces)
        away = (reading.away & self.people) - reading.lost
        share = reading.share + len(away) / max(1, len(script.words))
        short = self.drawn - signs(as_read(straight))
        for at in reading.lost if language.writes_spaces else reading.away:
            gone = signs(self.script.words[at])
            if not gone - short:
                short -= gone
        return replace(reading, short=short, share=share)

    def _words(self, text: str, *, turned: bool) -> list[str]:
        """The words of a text. Where two languages run against each other, PDFium turns either round in lines that both
        stand in: each of those is taken the way round that says more of what was written; ``turned`` where both do.
        """
        spaced = self.leaflet.language.writes_spaces
        if not self.is_mixed:
            return [part.text for part in tokens(as_read(text), spaced=spaced)]
        said = set(pairwise(self.script.words))
        found: list[str] = []
        for line in text.split("\n"):
            ways = [line, turned_round(line)] if runs_both_ways(line) else [line]
            words = [[part.text for part in tokens(as_read(way), spaced=spaced)] for way in ways]
            found += max(
                reversed(words) if turned else words,
                key=lambda way: sum(pair in said for pair in pairwise(way)),
            )
        return found

    def _ways(self, pdf: bytes, reader: Reader) -> Iterator[str]:
        """The text of the pages; poppler's second way only where its first loses something or turns lines round."""
        if not isinstance(self.leaflet, Sheet) and self.leaflet.also is not None:
            yield from ("\n".join(extracted(pdf, reader, raw=raw)) for raw in (True, False))
            return
        if reader is Reader.POPPLER and self.leaflet.language.direction == "ltr":
            first = "\n".join(extracted(pdf, reader, raw=True))
            yield first
            if self._reading(first).share == 1:
                return
        yield "\n".join(extracted(pdf, reader))


def text_lost(printed: PrintedLeaflet) -> Iterator[Finding]:
    """Is the text of the structure tree the leaflet's text, block by block?

    A screen reader follows the tree. Each heading, paragraph, list item and cell must stand there once, whole, in
    order, of its kind and in its language: to the letter in every language, but for line breaks and characters that are
    never seen. So no number, unit or negation can be lost on this way either.
    Bad: a template prints a paragraph by CSS `content`, or a table cell before its row's head.
    Good: each text of the leaflet stands in the template once, in order.
    """
    for number, (said, read) in enumerate(zip_longest(printed.blocks, printed.read), 1):
        if read is None or said is None or (said.kind, said.text, said.language) != _key(read):
            yield Finding(
                "text-lost",
                f"block {number} of the tags differs: {_difference(said, read)}",
                printed.place,
                "see that the template prints each text of the leaflet once, in order, as text",
            )
            return


def words_lost(printed: PrintedLeaflet) -> Iterator[Finding]:
    """Do programs get the leaflet's words out of its pages, in order?

    Search, copying, translation and reading aloud in most programs take the text from the pages, not from the tags.
    What PDFium and poppler get is compared with the leaflet by words in order (the longest common subsequence), in the
    better of poppler's two ways; the share must reach the language's `floor` in locales/languages.yaml. A lost number,
    unit or negation is told by its own code.
    Bad: a font whose letters join into one that stands for other letters.
    Good: every word of the leaflet comes out once, in order, in both readers.
    """
    for one in printed.sides:
        yield from _lost_words(one)


def _lost_words(printed: PrintedLeaflet) -> Iterator[Finding]:
    for reader, reason in printed.unread.items() if printed.leaflet.language.floor else ():
        said = f"{reader} cannot read the pages: {reason}"
        yield Finding(
            "words-lost", said, printed.place, "open the file in another program to see what is wrong"
        )
    floor, script = printed.leaflet.language.floor, printed.script
    for reader, reading in printed.readings.items():
        told = {at for one in script.weighty if _is_lost(one, reading) for at in one.words}
        untold = sorted(reading.away - told)
        few = not printed.leaflet.language.writes_spaces and len(reading.away) <= len(told)
        if reading.share < floor and untold and not few:
            word, block = script.words[untold[0]], script.block_of(untold[0])
            yield Finding(
                "words-lost",
                f"{reader} gets {_percent(reading.share)} of the words in order, the floor is {_percent(floor)}; "
                f"the first one lost: “{word}” of {_quoted(block)}",
                printed.place,
                "see which letters of its font come out wrong, or set its `floor` in locales/languages.yaml",
            )


def number_lost(printed: PrintedLeaflet) -> Iterator[Finding]:
    """Does every number of the leaflet come out of its pages?

    A dose that reads otherwise than it is printed can kill. A number is digits, with the marks inside, of any script,
    and must be found in its place by PDFium and by poppler; a phone number in one piece, its groups in order.
    Bad: a page that prints 50 mg and gives 5 mg to who listens, or 116 123 and gives 123 116.
    Good: the same digits, in all of print, tags and text.
    """
    for one in printed.sides:
        yield from _lost_numbers(one)


def _lost_numbers(printed: PrintedLeaflet) -> Iterator[Finding]:
    yield from _losses("number-lost", "number", printed, printed.script.numbers, "0123456789")
    wanted = Counter(number for block in printed.blocks for number in GROUPED.findall(block.text))
    for reader, reading in printed.readings.items():
        if any(_is_lost(one, reading) for one in printed.script.numbers):
            continue
        found = [Counter(_whole_numbers(text, wanted)) for text in printed.pages[reader]]
        torn = [number for number in wanted if all(way[number] < wanted[number] for way in found)]
        if torn:
            more = f", and {len(torn) - 1} more" if len(torn) > 1 else ""
            yield Finding(
                "number-lost",
                f"{reader} does not find the number “{torn[0]}” in one piece{more}",
                printed.place,
                "join its groups with no-break spaces or hyphens",
            )


def unit_lost(printed: PrintedLeaflet) -> Iterator[Finding]:
    """Does every unit of the leaflet come out of its pages?

    mg, mL, hours, tablets and the like, by the list of the language. Each must be found in its place by PDFium and by
    poppler.
    Bad: 5 mg that comes out as 5.
    Good: 5 mg.
    """
    for one in printed.sides:
        yield from _lost_units(one)


def _lost_units(printed: PrintedLeaflet) -> Iterator[Finding]:
    yield from _losses("unit-lost", "unit", printed, printed.script.units)


def negation_lost(printed: PrintedLeaflet) -> Iterator[Finding]:
    """Does every negation of the leaflet come out of its pages?

    “Do not stop” without its “not” tells to stop: the Arabic لا is lost to every reader in some fonts. What negates or
    forbids, by the list of the language, must be found in its place by PDFium and by poppler.
    Bad: لا توقف, read as ال توقف.
    Good: لا توقف.
    """
    for one in printed.sides:
        yield from _lost_negations(one)


def _lost_negations(printed: PrintedLeaflet) -> Iterator[Finding]:
    leaflet = printed.leaflet
    heads = (leaflet.words["draft"], leaflet.clinic_words["draft"]) if leaflet.draft else ()
    never = [
        word
        for head in heads
        for word in lexicon(Kind.NEGATIONS, head.language.tag).found(as_read(head.text))
    ]
    yield from _losses("negation-lost", "negation", printed, printed.script.negations, never)


def _whole_numbers(text: str, numbers: Iterable[str]) -> Iterator[str]:
    """Each of the numbers as often as it stands in a text; side by side in a table they may look like one more."""
    read = as_read(text)
    latin = read.translate({ord(one): str(int(one)) for one in set(read) if one.isdecimal()})
    for number in numbers:
        yield from re.findall(rf"(?<!\d){re.escape(number)}(?!\d)", latin)


def _losses(
    code: str, name: str, printed: PrintedLeaflet, weighty: tuple[Weighty, ...], repeated: Iterable[str] = ()
) -> Iterator[Finding]:
    """What is not in its place; else what lacks letters, its like having taken its place. ``repeated`` stands in what
    pages repeat.
    """
    texts = dict.fromkeys([*(one.text for one in weighty), *repeated])
    for reader, reading in printed.readings.items():
        lost = [one for one in weighty if _is_lost(one, reading)]
        if lost:
            more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
            said = f"“{lost[0].text}” in its place in {_quoted(lost[0].block)}{more}"
        elif not reading.short or any(_is_lost(one, reading) for one in printed.script.weighty):
            continue
        else:
            fewer = next((text for text in texts if not signs(text) - reading.short), None)
            said = f"“{fewer}” as often as it is printed" if fewer else ""
        if said:
            yield Finding(
                code,
                f"{reader} does not find the {name} {said}",
                printed.place,
                "see which letters of its font come out wrong, or write it in other words",
            )


def _labels(element: Element | None) -> Iterator[str]:
    if element is None:
        return
    if element.kind == LABEL:
        yield element.text
    for inner in element.elements if element.kind != LABEL else ():
        yield from _labels(inner)


def _is_lost(one: Weighty, reading: Reading) -> bool:
    return any(at in reading.lost or at in reading.moved for at in one.words)


def _either(readings: list[Reading]) -> Reading:
    """What one of two ways gets: where columns run against each other, one keeps their lines and one their words."""
    best = max(readings, key=lambda reading: reading.share)
    for other in readings:
        best = replace(
            best,
            away=best.away & other.away,
            lost=best.lost & other.lost,
            moved=best.moved & other.moved,
            short=best.short & other.short,
        )
    return best


def _key(block: Block) -> tuple[str, str, str]:
    return block.kind, block.text, block.language


def _difference(said: Spoken | None, read: Block | None) -> str:
    if said is None and read is not None:
        return f"the leaflet has ended, the tags go on with {_quoted(read)} (page {read.page})"
    if said is not None and read is None:
        return f"the tags have ended, the leaflet goes on with {_quoted(said)}"
    assert said is not None
    assert read is not None
    if said.text != read.text:
        at = next((at for at, pair in enumerate(zip_longest(said.text, read.text)) if len(set(pair)) > 1), 0)
        return f"the leaflet says {_quoted(said, at)}, the tags say {_quoted(read, at)} (page {read.page})"
    what, right, wrong = (
        ("type", said.kind, read.kind)
        if said.kind != read.kind
        else ("language", said.language, read.language)
    )
    return f"the {what} of {_quoted(said)} is {wrong or 'none'}, not {right} (page {read.page})"


def _quoted(block: Spoken | Block, at: int = 0) -> str:
    """A block by its type and its words; of a long one what stands round the place ``at``."""
    start = max(0, at - SHOWN // 2) if len(block.text) > SHOWN else 0
    before, after = ("…" if start else ""), ("…" if start + SHOWN < len(block.text) else "")
    return f"{block.kind} “{before}{block.text[start : start + SHOWN].strip()}{after}”"


def _percent(share: float) -> str:
    """Rounded down, so that what is below a floor never looks equal to it."""
    return f"{int(share * 10_000) / 100:.2f}%"


CHECKS = (
    Check("text-lost", PrintedLeaflet, text_lost),
    Check("words-lost", PrintedLeaflet, words_lost),
    Check("number-lost", PrintedLeaflet, number_lost),
    Check("unit-lost", PrintedLeaflet, unit_lost),
    Check("negation-lost", PrintedLeaflet, negation_lost),
)
