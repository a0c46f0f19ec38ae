"""Checks over a clinic."""

import unicodedata
from collections.abc import Iterator

from plainleaf.checks.check import Check, ClinicFile
from plainleaf.checks.texts import ERROR_PRONE_SIGNS, digit_in
from plainleaf.clinic import Clinic
from plainleaf.clinic.model import NONE, OTHERS
from plainleaf.findings import Finding, Severity
from plainleaf.layout.inline import broken_markup
from plainleaf.lint import Pair, Side, flaws, is_spelling
from plainleaf.monograph.blocks import PhonePurpose
from plainleaf.source import Node, Route
from plainleaf.values.characters import IGNORED
from plainleaf.values.colours import contrast, hexadecimal
from plainleaf.values.kinds import Phone
from plainleaf.values.lexicon import found_number_words

REQUIRED_PHONES = ("emergency", "clinic")
OF_COUNTRY: tuple[PhonePurpose, ...] = ("emergency", "crisis", "poison")
LEAST_CONTRAST = 7
UNSEEN = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of Unicode: controls, what stands for nothing, ends of lines and paragraphs."""


def missing_phone(file: ClinicFile) -> Iterator[Finding]:
    """Has the clinic the phones without which the front page is of no use?

    Bad: no `emergency:` under `phones:`.
    Good: `phones: {emergency: "911", clinic: 202-555-0142}`
    """
    for purpose in REQUIRED_PHONES:
        if purpose not in file.clinic.phones:
            yield Finding(
                "missing-phone",
                f"the phone “{purpose}” is missing",
                file.source.key_place(("phones",)),
                f"add {purpose}: under phones:",
            )


def phone_differs(file: ClinicFile) -> Iterator[Finding]:
    """Are the clinic's emergency, crisis and poison lines those of its country?

    They stand in clinics/_countries.yaml. A file copied from another country keeps its numbers, and nobody answers.
    Bad: `jurisdiction: GB` with `emergency: "911"`
    Good: `jurisdiction: GB` with `emergency: "999"`, or without the line
    """
    for purpose in OF_COUNTRY:
        own, country = (lines.get(purpose) for lines in (file.clinic.phones, file.country))
        if own and country and _digits(own) != _digits(country):
            said = f"the {purpose} line of {file.clinic.jurisdiction} is {country.number}"
            place, hint = file.source.place(("phones", purpose)), "delete it, unless it is meant"
            yield Finding("phone-differs", said, place, hint, Severity.WARNING)


def phone_left_out(file: ClinicFile) -> Iterator[Finding]:
    """Does the clinic name no line that it does `without`?

    `without` leaves a line of the country out, and one of the same purpose in the clinic's own file with it.
    Bad: `without: [poison]` beside `phones: {poison: 202-555-0199}`
    Good: `phones: {poison: 202-555-0199}`: it takes the place of the country's line
    """
    for at, purpose in enumerate(file.clinic.without):
        if ("phones", purpose) in file.source.places:
            place, hint = file.source.place(("without", at)), f"keep {purpose} in one of the two"
            yield Finding("phone-left-out", f"“{purpose}” stands under phones: too", place, hint)


def unknown_language(file: ClinicFile) -> Iterator[Finding]:
    """Is each language that the clinic names one of locales/languages.yaml?

    Its own, those it hands leaflets out in, and those of its notes.
    Bad: `language: english`
    Good: `language: en`
    """
    known = ", ".join(file.languages)
    for route, tag in _languages(file.clinic):
        if tag not in file.languages:
            place = file.source.key_place(route) if route[0] == "notes" else file.source.place(route)
            yield Finding("unknown-language", f"the language “{tag}” is unknown", place, f"known: {known}")


def colour_contrast(file: ClinicFile) -> Iterator[Finding]:
    """Do the clinic's colours keep a contrast of 7 to 1?

    WCAG 2.2, 1.4.6, for print too, which grows pale. The structure colour stands on white, has white on it, and stands
    on the tint, as does black.
    Bad: `colours: {structure: "#3b82f6"}`, 3.7 to 1.
    Good: `colours: {structure: "#0b3d2e"}`
    """
    colours = file.clinic.colours
    pairs = (
        ("structure", colours.structure, "white", "#ffffff"),
        ("structure", colours.structure, "the tint", colours.tint),
        ("tint", "#000000", "the tint", colours.tint),
    )
    for key, ink, on, ground in pairs:
        ratio = contrast(hexadecimal(ink), hexadecimal(ground))
        if ratio < LEAST_CONTRAST:
            said = f"{ink} on {on} ({ground}) has a contrast of {ratio:.2f} to 1; the least is {LEAST_CONTRAST} to 1"
            place = file.source.place(("colours", key))
            hint = "a darker structure colour, or a paler tint"
            yield Finding("colour-contrast", said, place, hint)


def clinic_text(file: ClinicFile) -> Iterator[Finding]:
    """Does each text of the clinic print as it reads in its file?

    No control, no mark that turns the order of reading round, no other character that nobody sees. Its name, its
    address and the words of its logo know no markup and no facts: no asterisk and no brace.
    Bad: `name: Example **Clinic**`
    Good: `name: Example Clinic`
    """
    for route, text in _texts(file.source.data):
        tag = str(route[2]) if route[0] == "notes" else file.clinic.language
        if hidden := _hidden_in(text, tag):
            said = f"the character U+{ord(hidden):04X}, which nobody sees, stands in it"
            yield Finding("clinic-text", said, file.source.place(route, hidden), "delete it")
        sign = next((sign for sign in "*{}" if sign in text), "")
        if sign and (route[0] in ("name", "address") or route == ("logo", "alt")):
            said = f"“{sign}” stands in it, which is no markup here"
            yield Finding("clinic-text", said, file.source.place(route, sign), "delete it")


def clinic_note(file: ClinicFile) -> Iterator[Finding]:
    """Hold the clinic's own paragraphs what no text may hold, or do their languages differ in meaning?

    The same rules as for a leaflet's texts: no digit or number word, no misread sign, no stray brace or asterisk. Each
    language is compared with the clinic's own, or with the first that has a text where that has none, by the lint of
    translations, which tells by its own codes.
    Bad: `en: Call us on 202-555-0142.`
    Good: `en: Bring your pill box to each visit.`
    """
    for medicine, held in file.clinic.notes.items():
        if file.medicines and medicine not in file.medicines:
            known = ", ".join(sorted(file.medicines))
            place = file.source.key_place(("notes", medicine))
            yield Finding("clinic-note", f"there is no medicine “{medicine}”", place, f"known: {known}")
        for tag, paragraphs in held.items():
            place = file.source.place(("notes", medicine, tag))
            for text in paragraphs if paragraphs != [NONE] else ():
                for fault in _faults(text, tag):
                    yield Finding(
                        "clinic-note", fault, place, "reword it; numbers and phones have lines of their own"
                    )
        sides = [
            Side("\n".join(texts), tag)
            for tag, texts in sorted(held.items(), key=lambda one: one[0] != file.clinic.language)
            if texts != [NONE] and tag in file.languages
        ]
        for side in sides[1:]:
            for flaw in flaws(Pair(sides[0], side)):
                place = file.source.place(("notes", medicine, side.tag))
                yield Finding(flaw.check, flaw.message, place, flaw.hint, flaw.severity)


def _languages(clinic: Clinic) -> Iterator[tuple[Route, str]]:
    """Each tag that a clinic names, and where."""
    yield ("language",), clinic.language
    yield from ((("languages", at), tag) for at, tag in enumerate(clinic.languages))
    for medicine, held in clinic.notes.items():
        yield from ((("notes", medicine, tag), tag) for tag in held if tag != OTHERS)


def _digits(phone: Phone) -> str:
    return "".join(filter(str.isdecimal, phone.number))


def _texts(data: Node, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Each text of a file, and where it stands."""
    if isinstance(data, str):
        yield route, data
        return
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data):
        yield from _texts(inner, (*route, key))


def _hidden_in(text: str, tag: str) -> str:
    """The first character that nobody sees, but for ends of lines and what spells a language."""
    language = tag.partition("-")[0]
    return next(
        (
            char
            for at, char in enumerate(text)
            if (IGNORED.match(char) or unicodedata.category(char) in UNSEEN)
            and char != "\n"
            and not is_spelling(text, at, language)
        ),
        "",
    )


def _faults(text: str, tag: str) -> Iterator[str]:
    if digit := digit_in(text):
        yield f"the digit “{digit}” stands in the note"
    for word in found_number_words(text, tag):
        yield f"the number word “{word}” stands in the note"
    for found in ERROR_PRONE_SIGNS.finditer(text):
        yield f"“{found[0]}” is easily misread"
    if reason := broken_markup(text):
        yield reason
    if "{" in text or "}" in text:
        yield "a brace stands in the note: it names no facts"
    if "TODO" in text:
        yield "the note is still to be written"


CHECKS = (
    Check("missing-phone", ClinicFile, missing_phone),
    Check("phone-differs", ClinicFile, phone_differs),
    Check("phone-left-out", ClinicFile, phone_left_out),
    Check("unknown-language", ClinicFile, unknown_language),
    Check("colour-contrast", ClinicFile, colour_contrast),
    Check("clinic-text", ClinicFile, clinic_text),
    Check("clinic-note", ClinicFile, clinic_note),
)
