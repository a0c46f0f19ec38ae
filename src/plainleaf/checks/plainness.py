"""Checks over the reading level of the source language."""

from collections.abc import Iterator

from plainleaf.checks.check import Check, LeafletText
from plainleaf.checks.reading import measure, sentences, word_count
from plainleaf.findings import Finding, Severity
from plainleaf.monograph import Monograph, Passage, passages
from plainleaf.translate.references import REFERENCE

WHOLE_LIMIT = 6.0
SECTION_LIMIT = 8.0
LONGEST_SENTENCE = 15


def reading_grade(text: LeafletText) -> Iterator[Finding]:
    """Can a person with six years of school read it?

    Flesch-Kincaid grade: at most 6 over the leaflet, 8 in any section (AMA and NIH advise the 6th grade). Headings,
    tables and medicine names do not count; each list item is a sentence.
    Bad: “Concomitant administration potentiates respiratory depression.”
    Good: “With other medicines it can slow your breathing.”
    """
    names = _names(text.monograph)
    prose = _prose(text)
    whole = measure((passage.text for passage in prose), names).grade
    if whole > WHOLE_LIMIT:
        place = text.source.key_place(("sections",))
        yield Finding(
            "reading-grade",
            f"the leaflet reads at grade {whole:.1f}",
            place,
            "use shorter sentences and words: grade 6 at most",
        )
    for number, section in enumerate(text.monograph.sections):
        grade = measure((p.text for p in prose if p.route[:2] == ("sections", number)), names).grade
        if grade > SECTION_LIMIT:
            place = text.source.place(("sections", number, "heading"))
            yield Finding(
                "reading-grade",
                f"the section “{section.id}” reads at grade {grade:.1f}",
                place,
                "use shorter sentences and words: grade 8 at most",
            )


def long_sentence(text: LeafletText) -> Iterator[Finding]:
    """Is any sentence longer than 15 words?

    Bad: a sentence with three clauses.
    Good: two sentences.
    """
    for passage in _prose(text):
        for sentence in sentences(passage.text):
            if (count := word_count(sentence)) > LONGEST_SENTENCE:
                first = " ".join(passage.text.split()[:1])
                place = text.source.place(passage.route, first)
                yield Finding(
                    "long-sentence",
                    f"a sentence of {count} words: “{sentence[:40]}…”",
                    place,
                    "make two of it",
                    Severity.WARNING,
                )


def _prose(text: LeafletText) -> tuple[Passage, ...]:
    """What this leaflet prints, less headings and tables; a placeholder counts as one word."""
    leaflet = text.leaflet
    return tuple(
        passage
        for passage in passages(text.monograph)
        if passage.is_prose
        and passage.when.holds(leaflet.jurisdiction, leaflet.form)
        and (leaflet.starting or not passage.on_request)
        and REFERENCE.sub("", passage.text).strip()
    )


def _names(monograph: Monograph) -> frozenset[str]:
    brands = (
        {name for variant in monograph.variants("brands") for name in variant.names or ()}
        if "brands" in monograph.facts
        else set()
    )
    return frozenset({monograph.title, monograph.latin_title, *monograph.other_names, *brands})


CHECKS = (
    Check("reading-grade", LeafletText, reading_grade),
    Check("long-sentence", LeafletText, long_sentence),
)
