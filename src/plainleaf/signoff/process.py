"""What a leaflet tells of itself at its end: how its text came about, and who checked it.

MedlinePlus asks both of whoever offers translated leaflets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plainleaf.signoff.standing import Held, Standing
from plainleaf.translate import Leaflet, Words
from plainleaf.values.numbers import isolate, long_date, unbroken


def standing_leaflet(leaflet: Leaflet, standing: Standing) -> Leaflet:
    """The leaflet as it stands: a draft until all have signed, with its process."""
    return replace(leaflet, draft=not standing.is_signed, process=tuple(_process(leaflet, standing.current)))


def unsigned_leaflet(leaflet: Leaflet) -> Leaflet:
    """The same as a draft that nobody has signed."""
    return replace(leaflet, draft=True, process=tuple(_process(leaflet, ())))


def _process(leaflet: Leaflet, signed: Sequence[Held]) -> Iterator[Words]:
    """How the text came about, in one paragraph, then a line a sign-off."""
    told = list(_came_about(leaflet, signed))
    if told:
        # Chinese writes no space between sentences.
        space = "" if leaflet.language.locale.language == "zh" else " "
        yield replace(told[0], text=space.join(words.text for words in told))
    for held in signed:
        yield _line(leaflet, held)


def _came_about(leaflet: Leaflet, signed: Sequence[Held]) -> Iterator[Words]:
    # A pseudo-locale says English in other letters: that is no translation.
    if not (leaflet.language.is_source or leaflet.language.is_pseudo):
        yield leaflet.words["process_source"]
    if leaflet.drafted:
        yield leaflet.words["process_machine"]
    # Of the source language the draft mark says it on every page, and the line would cost English its eighth page.
    if not (signed or leaflet.language.is_source):
        yield leaflet.words["process_unchecked"]


def _line(leaflet: Leaflet, held: Held) -> Words:
    signoff = held.signoff
    words = leaflet.words[f"signed_{signoff.kind.replace('-', '_')}"]
    day = isolate(unbroken(long_date(signoff.date, leaflet.language, leaflet.jurisdiction)))
    text = words.text.replace("{date}", day).replace("{who}", isolate(signoff.who))
    return replace(words, text=text, place=held.place)
