"""Checks over the source texts: what no author may type."""

import re
import unicodedata
from collections.abc import Iterator

from plainleaf.checks.check import Check, MonographFile, Wordings
from plainleaf.findings import Finding, Span
from plainleaf.layout.inline import broken_markup
from plainleaf.monograph import passages
from plainleaf.translate.references import REFERENCE, references, stray_brace
from plainleaf.values.languages import SOURCE_LANGUAGE
from plainleaf.values.lexicon import found_number_words

ERROR_PRONE_SIGNS = re.compile(r"[<>&@+µμ≤≥]|\b(?:qd|qid|bid|tid|hs|prn|mcg|IU)\b")


def digit_in(text: str) -> str | None:
    """The first character of Unicode category N outside placeholders."""
    said = REFERENCE.sub("", text)
    digits = [character for character in set(said) if unicodedata.category(character).startswith("N")]
    return min(digits, key=said.index, default=None)


def digit_in_text(file: MonographFile) -> Iterator[Finding]:
    """Does any text hold a digit?

    The dose lock: a number lives once, typed and sourced, as a fact. A digit in a text could be changed in one
    language and not in another.
    Bad: `text: Start with 5 mg.`
    Good: `text: Start with {start_dose}.`
    """
    for passage in passages(file.monograph):
        if digit := digit_in(passage.text):
            place = file.source.place(passage.route, digit)
            yield Finding(
                "digit-in-text",
                f"the digit “{digit}” stands in a text",
                place,
                "write a fact and name it in braces",
            )


def number_word(file: MonographFile) -> Iterator[Finding]:
    """Does any text hold a number word?

    The dose lock holds for numbers in words too: “once” was read as Spanish eleven.
    Bad: `text: Take it twice.`
    Good: `text: Take it {times}.`
    """
    for passage in passages(file.monograph):
        for word in found_number_words(passage.text, SOURCE_LANGUAGE):
            place = file.source.place(passage.route, word)
            yield Finding(
                "number-word",
                f"the number word “{word}” stands in a text",
                place,
                "write a fact, or reword it",
            )


def error_prone_sign(file: MonographFile) -> Iterator[Finding]:
    """Does any text hold a sign or abbreviation that readers mistake?

    ISMP: < > & @ + in place of words, µg, mcg, IU and Latin abbreviations are taken for something else.
    Bad: `text: Call if your temperature is > normal.`
    Good: `text: Call if your temperature is higher than normal.`
    """
    for passage in passages(file.monograph):
        for found in ERROR_PRONE_SIGNS.finditer(passage.text):
            place = file.source.place(passage.route, found[0])
            yield Finding(
                "error-prone-sign", f"“{found[0]}” is easily misread", place, "write it in plain words"
            )


def unfinished_text(file: MonographFile) -> Iterator[Finding]:
    """Is every text of the scaffold filled in?

    Bad: `text: TODO say in plain words.`
    Good: `text: Take it with food.`
    """
    for passage in passages(file.monograph):
        if "TODO" in passage.text:
            place = file.source.place(passage.route, "TODO")
            yield Finding(
                "unfinished-text", "a text is still to be written", place, "write it, or delete the block"
            )


def broken_bold(file: MonographFile) -> Iterator[Finding]:
    """Is each `**` one of a pair round words?

    Bad: `text: Do **not stop.`
    Good: `text: Do **not** stop.`
    """
    for passage in passages(file.monograph):
        if reason := broken_markup(passage.text):
            yield Finding(
                "broken-markup",
                reason,
                file.source.place(passage.route, "**"),
                "write **words** with both pairs of asterisks",
            )


def broken_placeholder(file: MonographFile) -> Iterator[Finding]:
    """Is each brace part of a placeholder?

    Bad: `text: Start with {start_dose.`
    Good: `text: Start with {start_dose}.`
    """
    for passage in passages(file.monograph):
        if stray := stray_brace(passage.text):
            place = file.source.place(passage.route, stray)
            yield Finding(
                "broken-placeholder",
                f"a brace stands alone: “{stray}”",
                place,
                "write {fact_name} with both braces",
            )


def wording_fault(wordings: Wordings) -> Iterator[Finding]:
    """Are phrases and page words free of digits, broken markup and stray braces, with {n} in every plural form?

    A form without {n} prints for every number that takes it.
    Bad: `{one: once a day, other: "{n} times a day"}`
    Good: `{one: "{n} time a day", other: "{n} times a day"}`
    """
    for wording in (*wordings.phrases.values(), *wordings.words.values()):
        forms = [wording.text, *([wording.plural] if wording.plural is not None else [])]
        for form in forms:
            yield from _form_faults(form, wording.place)
        if wording.plural is not None and not all("n" in references(form) for form in forms):
            yield Finding(
                "wording-fault",
                f"a plural form of “{wording.id}” lacks {{n}}",
                wording.place,
                "put {n} in each form",
            )


def _form_faults(form: str, place: Span) -> Iterator[Finding]:
    if digit := digit_in(form):
        yield Finding(
            "wording-fault",
            f"the digit “{digit}” stands in “{form}”",
            place,
            "put a placeholder in its place",
        )
    if reason := broken_markup(form):
        yield Finding("wording-fault", reason, place, "write **words** with both pairs of asterisks")
    if stray := stray_brace(form):
        yield Finding(
            "wording-fault", f"a brace stands alone: “{stray}”", place, "write {name} with both braces"
        )


CHECKS = (
    Check("digit-in-text", MonographFile, digit_in_text),
    Check("number-word", MonographFile, number_word),
    Check("error-prone-sign", MonographFile, error_prone_sign),
    Check("unfinished-text", MonographFile, unfinished_text),
    Check("broken-markup", MonographFile, broken_bold),
    Check("broken-placeholder", MonographFile, broken_placeholder),
    Check("wording-fault", Wordings, wording_fault),
)
