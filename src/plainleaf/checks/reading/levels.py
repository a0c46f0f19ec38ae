"""The reading level of a leaflet and of each of its sections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plainleaf.checks.check import LeafletText
from plainleaf.checks.reading.counts import Counts, measure
from plainleaf.checks.reading.formulas import Formula, formula_for
from plainleaf.checks.reading.sentences import Sentence, sentences
from plainleaf.findings import Span
from plainleaf.translate import Leaflet, Words
from plainleaf.translate import leaflet as made


@dataclass(frozen=True)
class Said:
    """A sentence of a leaflet, where its wording is written, and its counts."""

    sentence: Sentence
    place: Span
    counts: Counts


@dataclass(frozen=True)
class Level:
    """How hard a leaflet is to read, or one of its sections: ``section`` is its id, empty for the whole.

    ``hardest`` is the sentence without which the text would be easiest; None where there is nothing to read.
    """

    section: str
    formula: Formula
    counts: Counts
    hardest: Said | None

    @property
    def score(self) -> float:
        return self.formula.score(self.counts)

    @property
    def meaning(self) -> str:
        """What the score means on the formula's own scale."""
        return self.formula.scale.meaning(self.score)

    @property
    def limit(self) -> float:
        """The hardest score that is plain."""
        return self.formula.scale.section if self.section else self.formula.scale.whole

    @property
    def is_plain(self) -> bool:
        return not self.counts.words or self.formula.scale.keeps(self.score, self.limit)


def reading_levels(text: LeafletText) -> tuple[Level, ...]:
    """The level of the whole leaflet first, then of each section, in the leaflet's own language; none of a
    pseudo-locale, whose words are drawn out.
    """
    if text.leaflet.language.is_pseudo:
        return ()
    leaflet, names = text.leaflet, _names(text)
    formula = formula_for(leaflet.language)
    parts = {id: tuple(_said(words, formula, names)) for id, words in _parts(leaflet)}
    whole = tuple(one for said in parts.values() for one in said)
    sections = (_level(id, formula, said) for id, said in parts.items() if id)
    return (_level("", formula, whole), *sections)


def prose(leaflet: Leaflet) -> tuple[Words, ...]:
    """What is read as sentences, in reading order, in the leaflet's own language: not headings, tables and
    phones, nor the card for others to read.
    """
    return tuple(words for _, part in _parts(leaflet) for words in part)


def _parts(leaflet: Leaflet) -> Iterator[tuple[str, tuple[Words, ...]]]:
    """The prose before the sections, under an empty id, and of each section."""
    texts = [("", (leaflet.purpose, *_words(leaflet.front)))]
    texts += [(section.id, tuple(_words(section.blocks))) for section in leaflet.sections]
    for id, several in texts:
        yield id, tuple(words for words in several if words.language == leaflet.language)


def _said(texts: Iterable[Words], formula: Formula, names: frozenset[str]) -> Iterator[Said]:
    for words in texts:
        for sentence in sentences(words.text):
            counts = measure([sentence], words.language.locale.language, names, formula.hard_from)
            yield Said(sentence, words.place, counts)


def _words(blocks: Iterable[made.Block]) -> Iterator[Words]:
    for block in blocks:
        match block:
            case made.Text(words=words) | made.Note(words=words):
                yield words
            case made.ListItems(items=several) | made.Call(items=several) | made.Warning(paragraphs=several):
                yield from several
            case made.Questions(pairs=pairs):
                yield from (words for pair in pairs for words in pair)
            case made.Starting(caution=caution):
                yield from caution.paragraphs
            case made.Table() | made.DoseLines() | made.Card():
                pass


def _level(section: str, formula: Formula, said: tuple[Said, ...]) -> Level:
    counts = sum((one.counts for one in said), Counts())

    def without(one: Said) -> float:
        score = formula.score(counts - one.counts)
        return score if formula.scale.rises else -score

    return Level(section, formula, counts, min(said, key=without, default=None))


def _names(text: LeafletText) -> frozenset[str]:
    """Medicine names, as on the box and as the leaflet's language writes them."""
    monograph = text.monograph
    brands = monograph.variants("brands") if "brands" in monograph.facts else ()
    return frozenset(
        {
            monograph.title,
            monograph.latin_title,
            text.leaflet.title.text,
            *monograph.other_names,
            *text.names,
            *(name for variant in brands for name in variant.names or ()),
        }
    )
