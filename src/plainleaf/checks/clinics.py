"""Checks over a clinic."""

from collections.abc import Iterator

from plainleaf.checks.check import Check, ClinicFile
from plainleaf.checks.texts import ERROR_PRONE_SIGNS, digit_in
from plainleaf.clinic import Clinic
from plainleaf.clinic.model import NONE, OTHERS
from plainleaf.findings import Finding
from plainleaf.layout.inline import broken_markup
from plainleaf.lint import Pair, Side, flaws
from plainleaf.source import Route
from plainleaf.values.colours import contrast, hexadecimal
from plainleaf.values.lexicon import found_number_words

REQUIRED_PHONES = ("emergency", "clinic")
LEAST_CONTRAST = 7


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


def clinic_note(file: ClinicFile) -> Iterator[Finding]:
    """Hold the clinic's own paragraphs what no text may hold, or do their languages differ in meaning?

    The same rules as for a leaflet's texts: no digit or number word, no misread sign, no stray brace or asterisk. Each
    language is compared with the clinic's own by the lint of translations, which tells by its own codes.
    Bad: `en: Call us on 202-555-0142.`
    Good: `en: Bring your pill box to each visit.`
    """
    own = file.clinic.language
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
            source = held.get(own)
            if source is None or tag == own or NONE in (*source, *paragraphs) or tag not in file.languages:
                continue
            pair = Pair(Side("\n".join(source), own), Side("\n".join(paragraphs), tag))
            for flaw in flaws(pair):
                yield Finding(flaw.check, flaw.message, place, flaw.hint, flaw.severity)


def _languages(clinic: Clinic) -> Iterator[tuple[Route, str]]:
    """Each tag that a clinic names, and where."""
    yield ("language",), clinic.language
    yield from ((("languages", at), tag) for at, tag in enumerate(clinic.languages))
    for medicine, held in clinic.notes.items():
        yield from ((("notes", medicine, tag), tag) for tag in held if tag != OTHERS)


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
    Check("unknown-language", ClinicFile, unknown_language),
    Check("colour-contrast", ClinicFile, colour_contrast),
    Check("clinic-note", ClinicFile, clinic_note),
)
