"""Checks over the reading level, in every language."""

from collections.abc import Iterator

from plainleaf.checks.check import Check, LeafletText
from plainleaf.checks.reading.formulas import longest_sentence
from plainleaf.checks.reading.levels import Level, prose, reading_levels
from plainleaf.checks.reading.sentences import sentences, words
from plainleaf.findings import Finding, Severity, Span


def reading_grade(text: LeafletText) -> Iterator[Finding]:
    """Can a person with six years of school read it?

    AMA and NIH advise the 6th grade. English: Flesch-Kincaid grade, at most 6 over the leaflet, 8 in any
    section. Translations are held to the like on the scale of a formula of their own (de, es, fr, pl, ru) or
    else to 14 words a sentence, 17 in a section, counted as English ones; there it is a warning. Headings,
    tables and medicine names do not count; each list item is a sentence, each value a word. The finding
    stands at the sentence that weighs most.
    Bad: “Concomitant administration potentiates respiratory depression.”
    Good: “With other medicines it can slow your breathing.”
    """
    severity = Severity.ERROR if text.leaflet.language.is_source else Severity.WARNING
    for level in reading_levels(text):
        if not level.is_plain:
            yield Finding(
                "reading-grade", _said(level), _place(level), "use shorter sentences and words", severity
            )


def long_sentence(text: LeafletText) -> Iterator[Finding]:
    """Is any sentence too long?

    More than 15 words in English. In a translation more than 25 (GOV.UK), by the words its language needs for
    English ones: 28 in French, 32 in Hindi, 20 in Korean. A value is one word.
    Bad: a sentence with three clauses.
    Good: two sentences.
    """
    language = text.leaflet.language
    if language.is_pseudo:
        return
    for passage in prose(text.leaflet):
        for sentence in sentences(passage.text):
            count = len(words(sentence.counted, language.locale.language))
            if count > longest_sentence(language):
                yield Finding(
                    "long-sentence",
                    f"a sentence of {count} words: “{sentence.text[:40]}…”",
                    passage.place,
                    "make two of it",
                    Severity.WARNING,
                )


def _said(level: Level) -> str:
    what = f"the section “{level.section}”" if level.section else "the leaflet"
    limit = f"{level.limit:g} at {'most' if level.formula.scale.rises else 'least'} is plain"
    hardest = f"; the hardest sentence: “{level.hardest.sentence.text}”" if level.hardest else ""
    return f"{what} scores {level.score:.1f} ({level.formula.name}): {level.meaning}; {limit}{hardest}"


def _place(level: Level) -> Span:
    return level.hardest.place if level.hardest else Span("")


CHECKS = (
    Check("reading-grade", LeafletText, reading_grade),
    Check("long-sentence", LeafletText, long_sentence),
)
