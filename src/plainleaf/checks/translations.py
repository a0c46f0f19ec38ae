"""Checks over catalogues: the dose lock and the placeholders, in every language."""

import unicodedata
from collections.abc import Iterator

from plainleaf.catalogue import Message, form_numbers
from plainleaf.checks.check import Check, Translation
from plainleaf.checks.texts import digit_in
from plainleaf.findings import Finding, Severity
from plainleaf.layout.inline import broken_markup
from plainleaf.translate.references import REFERENCE, references, stray_brace
from plainleaf.values.lexicon import found_number_words

WORDED_PHRASES = ("half a tablet", "{n} and a half tablets")
"""Phrases that say a number in words on purpose (ISMP: “half a tablet”)."""


def digit_in_translation(translation: Translation) -> Iterator[Finding]:
    """Does any translation hold a digit, of any script?

    The dose lock: numbers come from facts. Any character of Unicode category N is one.
    Bad: `msgstr "Tome 5 mg."`
    Good: `msgstr "Tome {start_dose}."`
    """
    for message in _filled(translation):
        for index, form in enumerate(message.msgstr):
            if digit := digit_in(form):
                yield _finding(
                    "digit-in-translation",
                    f"the digit “{digit}” stands in a translation",
                    message,
                    index,
                    "use the placeholder",
                )


def number_word_in_translation(translation: Translation) -> Iterator[Finding]:
    """Does any translation hold a number word?

    A warning: the word may be innocent, but a count in words escapes the dose lock. A plural form that holds for a
    single number may name it.
    Bad: `msgstr "Tome dos tabletas."`
    Good: `msgstr "Tome {tablets}."`
    """
    if translation.language.is_pseudo:
        return
    for message in _filled(translation):
        if message.msgid in WORDED_PHRASES:
            continue
        for index, form in enumerate(message.msgstr):
            if (
                message.msgid_plural is not None
                and len(form_numbers(translation.catalogue.plural, index)) == 1
            ):
                continue
            for word in found_number_words(form, translation.language.tag):
                said = f"the number word “{word}” stands in a translation"
                yield _finding(
                    "number-word-in-translation",
                    said,
                    message,
                    index,
                    "reword it, or use the placeholder",
                    Severity.WARNING,
                )


def placeholder_changed(translation: Translation) -> Iterator[Finding]:
    """Does a translation hold exactly the placeholders of its source?

    A lost one loses a dose, an extra or renamed one prints nothing.
    Bad: `msgid "Start with {start_dose}."`, `msgstr "Empiece con {dosis}."`
    Good: `msgstr "Empiece con {start_dose}."`
    """
    for message in _filled(translation):
        wanted = sorted(references(message.msgid))
        for index, form in enumerate(message.msgstr):
            found = sorted(references(form))
            if stray := stray_brace(form):
                yield _finding(
                    "placeholder-changed",
                    f"a brace stands alone: “{stray}”",
                    message,
                    index,
                    "copy the placeholder from the source",
                )
            elif found != wanted and not (
                message.msgid_plural is not None and _may_lack_number(translation, index, wanted, found)
            ):
                lost = ", ".join(f"{{{n}}}" for n in wanted if n not in found) or "none"
                extra = ", ".join(f"{{{n}}}" for n in found if n not in wanted) or "none"
                yield _finding(
                    "placeholder-changed",
                    f"placeholders differ: lost {lost}, extra {extra}",
                    message,
                    index,
                    "use each placeholder of the source as often as it does",
                )


def markup_changed(translation: Translation) -> Iterator[Finding]:
    """Is the bold of a translation whole, and as often as in its source?

    Bad: `msgid "Do **not** stop."`, `msgstr "**No interrumpa."`
    Good: `msgstr "**No** lo interrumpa."`
    """
    for message in _filled(translation):
        for index, form in enumerate(message.msgstr):
            if reason := broken_markup(form):
                yield _finding(
                    "markup-changed", reason, message, index, "write **words** with both pairs of asterisks"
                )
            elif form.count("**") != message.msgid.count("**"):
                yield _finding(
                    "markup-changed",
                    "the bold words differ in number from the source's",
                    message,
                    index,
                    "put ** round the same meaning",
                )


def glued_placeholder(translation: Translation) -> Iterator[Finding]:
    """Does a letter touch a placeholder?

    A suffix or particle glued to a value (Korean, Turkish, Hungarian, Finnish) fits some values only. Languages that
    write no spaces between words have none to miss.
    Bad: `msgstr "{dose}를 드십시오"`
    Good: a sentence in which the value stands apart.
    """
    if not translation.language.writes_spaces:
        return
    for message in _filled(translation):
        for index, form in enumerate(message.msgstr):
            for found in REFERENCE.finditer(form):
                before, after = form[: found.start()][-1:], form[found.end() :][:1]
                if before.isalpha() or after.isalpha() or _is_mark(after):
                    yield _finding(
                        "glued-placeholder",
                        f"a letter touches {found[0]}",
                        message,
                        index,
                        "reword so that a space or a mark stands between",
                    )


def stale_catalogue(translation: Translation) -> Iterator[Finding]:
    """Was the catalogue merged with today's source texts?

    Bad: a source text changed and nobody ran `messages update`.
    Good: `python3 build.py messages update`, then the changed texts translated.
    """
    if translation.catalogue.digest != translation.template_digest:
        hint = f"run `python3 build.py messages update -l {translation.language.tag}`"
        yield Finding(
            "stale-catalogue",
            "the source texts have changed since this file was merged",
            translation.catalogue.head.place,
            hint,
            Severity.WARNING,
        )


def _filled(translation: Translation) -> Iterator[Message]:
    return (message for message in translation.catalogue.entries if message.translated)


def _may_lack_number(translation: Translation, index: int, wanted: list[str], found: list[str]) -> bool:
    """A form may leave {n} out only where it holds for a single number: a Russian first form “once” prints for 21."""
    return [name for name in wanted if name != "n"] == found and len(
        form_numbers(translation.catalogue.plural, index)
    ) == 1


def _is_mark(character: str) -> bool:
    return bool(character) and unicodedata.category(character).startswith("M")


def _finding(
    code: str, said: str, message: Message, form: int, hint: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(code, said, message.place_of(form), hint, severity)


CHECKS = (
    Check("digit-in-translation", Translation, digit_in_translation),
    Check("number-word-in-translation", Translation, number_word_in_translation),
    Check("placeholder-changed", Translation, placeholder_changed),
    Check("markup-changed", Translation, markup_changed),
    Check("glued-placeholder", Translation, glued_placeholder),
    Check("stale-catalogue", Translation, stale_catalogue),
)
