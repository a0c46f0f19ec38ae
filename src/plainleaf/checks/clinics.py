"""Checks over a clinic."""

from collections.abc import Iterator

from plainleaf.checks.check import Check, ClinicFile
from plainleaf.findings import Finding

REQUIRED_PHONES = ("emergency", "clinic")


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
    """Is the clinic's language one of locales/languages.yaml?

    Bad: `language: english`
    Good: `language: en`
    """
    if file.clinic.language not in file.languages:
        known = ", ".join(file.languages)
        yield Finding(
            "unknown-language",
            f"the language “{file.clinic.language}” is unknown",
            file.source.place(("language",)),
            f"known: {known}",
        )


CHECKS = (
    Check("missing-phone", ClinicFile, missing_phone),
    Check("unknown-language", ClinicFile, unknown_language),
)
