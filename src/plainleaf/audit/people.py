"""What only a person can decide about a finished file: always asked, never told as passed."""

import re
from collections.abc import Iterator

from plainleaf.audit.opened import Opened
from plainleaf.audit.rule import Rule, quoted
from plainleaf.audit.tags import HEADINGS, PICTURES
from plainleaf.audit.verdict import Question

_VAGUE = re.compile(
    r"^\W*(click|tap)?\s*(here|this( link)?|more|read more|learn more|find out more|details|link|website|download)\W*$"
    r"|^\W*click\b|^https?://\S{40,}$",
    re.IGNORECASE,
)
_SHOWN = 5


def alt_meaning(file: Opened) -> Iterator[Question]:
    """Does each alternative text say what its picture tells?

    A program sees that words are there, never that they are right.
    Bad: Alt “two people” under a picture of how to inject. Good: “Hold the pen upright against your thigh”.
    """
    figures = file.of(*PICTURES)
    worded = [figure for figure in figures if (figure.alt or "").strip()]
    for figure in worded:
        yield Question(
            "alt-meaning", f"does {quoted(figure.alt or '')} say what the picture tells?", file.areas(figure)
        )
    drawn = sum(sheet.pictures for sheet in file.makeup.sheets)
    if not figures and drawn:
        yield Question(
            "alt-meaning", f"{drawn} pictures are in no Figure tag: do they tell nothing, any of them?"
        )


def reading_order(file: Opened) -> Iterator[Question]:
    """Is it read in the order in which it makes sense?

    Tags have an order; whether it is the right one, over columns and boxes, only a listener knows.
    Bad: the left half of each line of two columns, then the right. Good: one column, then the other.
    """
    how = "with a screen reader" if file.is_tagged else "in two readers: without tags each guesses another"
    yield Question("reading-order", f"is it read in the right order? Listen to it {how}")


def colour_alone(file: Opened) -> Iterator[Question]:  # noqa: ARG001 - asked of every file
    """Is anything told by colour alone?

    WCAG 1.4.1. Many people do not see red and green apart, and most leaflets are printed in black.
    Bad: “the doses in red”. Good: “the doses in the box”.
    """
    yield Question("colour-alone", "is anything told by colour alone? Print it in black and white and look")


def heading_words(file: Opened) -> Iterator[Question]:
    """Does each heading say what follows it, and is every heading tagged as one?

    WCAG 2.4.6.
    Bad: “Other information”. Good: “How to store it”.
    """
    headings = file.of(*HEADINGS, "H")
    if headings:
        shown = ", ".join(quoted(heading.text) for heading in headings[:_SHOWN])
        more = f" and {len(headings) - _SHOWN} more" if len(headings) > _SHOWN else ""
        yield Question("heading-words", f"do the headings say what follows them? {shown}{more}")
    else:
        yield Question("heading-words", "which lines are headings, and do they say what follows them?")


def link_words(file: Opened) -> Iterator[Question]:
    """Do the words of each link say where it leads, read alone?

    WCAG 2.4.4, 2.4.9.
    Bad: “click here”. Good: “Leaflets in other languages”.
    """
    links = file.of("Link")
    vague = [link for link in links if _VAGUE.search(link.text.strip())]
    for link in vague:
        yield Question("link-words", f"does {quoted(link.text)} say where the link leads?", file.areas(link))
    if links and not vague:
        yield Question(
            "link-words", f"do the words of the links ({len(links)}) say where they lead, read alone?"
        )


def language_changes(file: Opened) -> Iterator[Question]:
    """Is every passage in another language marked as such?

    WCAG 3.1.2. An English name read with Arabic sounds is no word at all.
    Bad: a line in Spanish in an English leaflet, with no tag. Good: `/Lang (es)` on it.
    """
    other = sorted({e.language for e in file.elements if e.language} - {file.facts.language})
    marked = f"Marked: {', '.join(map(quoted, other[:_SHOWN]))}" if other else "None is"
    yield Question("language-changes", f"is every passage in another language marked as such? {marked}")


RULES: tuple[Rule[Opened], ...] = (
    Rule("alt-meaning", alt_meaning),
    Rule("reading-order", reading_order),
    Rule("colour-alone", colour_alone),
    Rule("heading-words", heading_words),
    Rule("link-words", link_words),
    Rule("language-changes", language_changes),
)
