"""What can be wrong with sign-offs: the manual of each finding, and the rules over a whole file."""

from collections.abc import Collection, Iterator, Mapping

from plainleaf.findings import Finding, Severity, Span
from plainleaf.monograph import Monograph
from plainleaf.monograph.walk import has_starting_plan
from plainleaf.project import Project
from plainleaf.signoff.file import SignOff, SignOffs, signoff_file
from plainleaf.signoff.kinds import TRANSLATION_KINDS
from plainleaf.values.languages import SOURCE_LANGUAGE

RULES: Mapping[str, str] = {
    "lapsed-signoff": """Does each sign-off name the text as it is now?

    Who signed saw other words. The leaflet is a draft again, and says so on every page.
    Bad: a sign-off, and a sentence changed after it. Good: the sentence checked, and signed again.
    """,
    "expired-signoff": """Is each sign-off within its time?

    Knowledge of a medicine ages, also where no word has changed. Bad: `until:` a day that has passed.
    Good: the leaflet checked, and signed again with a later day.
    """,
    "unsigned": """Has everyone signed who must, before a leaflet is given to patients?

    `build --release` makes signed leaflets alone. A translation needs translation, revision, back-translation, reader
    review and clinical check; the source language the last two.
    Bad: `build --release` while the back-translation is missing. Good: all signed, each for today's text.
    """,
    "same-person": """Did different people translate, revise and translate back?

    Nobody sees their own mistakes; ISO 17100 wants a second person for the revision.
    Bad: one name under translation and revision. Good: a name of its own under each.
    """,
    "stray-signoff": """Is each sign-off about a leaflet that there is?

    Bad: `form: pump` for a medicine without that form, `kind: revision` in the source language, or a file in
    leaflets/signoffs/ without a monograph of its name. Good: the sign-off deleted, or its language and form mended.
    """,
    "doubled-signoff": """Does each sign-off stand once?

    Bad: the same person, kind and text twice, as a merge may leave them. Good: one of the two.
    """,
    "signoffs-closed": """Can `sign` add to the file of sign-offs?

    Bad: `signoffs: []`, or another key below the list. Good: `signoffs:` last, each sign-off on lines of its own.
    """,
}


def file_findings(
    signoffs: SignOffs, languages: Collection[str], monograph: Monograph | None
) -> Iterator[Finding]:
    """What is wrong with a file as a whole; of a monograph that cannot be read nothing is said."""
    yield from signoffs.damaged
    seen: list[tuple[SignOff, Span]] = []
    for signoff, place in signoffs.entries:
        if monograph is not None and (stray := _stray(signoff, languages, monograph)):
            hint = "delete the sign-off, or mend what it names"
            yield Finding("stray-signoff", stray, place, hint, Severity.WARNING)
        for earlier, where in seen:
            if repeats(signoff, earlier):
                said = f"{signoff.by} signed the {signoff.kind} of this very text before"
                hint = "keep one of the two"
                yield Finding("doubled-signoff", said, place, hint, Severity.WARNING, (where,))
                break
        seen.append((signoff, place))


def repeats(signoff: SignOff, earlier: SignOff) -> bool:
    """Whether a sign-off says nothing that an earlier one does not: same leaflet, text, kind and person, no longer."""
    same = (signoff.subject(""), signoff.kind, signoff.person, signoff.digest) == (
        earlier.subject(""),
        earlier.kind,
        earlier.person,
        earlier.digest,
    )
    return same and signoff.until <= earlier.until


def orphans(project: Project, medicines: Collection[str]) -> Iterator[Finding]:
    """Files of sign-offs without a monograph."""
    for file in sorted(signoff_file(project, "").parent.glob("*.yaml")):
        if file.stem not in medicines:
            said = f"there is no medicine “{file.stem}”"
            place, hint = Span(project.relative(file)), "delete the file, or name it as its monograph"
            yield Finding("stray-signoff", said, place, hint, Severity.WARNING)


def _stray(signoff: SignOff, languages: Collection[str], monograph: Monograph) -> str | None:
    """Which leaflet there is not; None where there is."""
    if signoff.language not in languages:
        return f"there is no language “{signoff.language}”"
    if signoff.form not in monograph.forms:
        return f"{monograph.medicine} has no form “{signoff.form}”"
    if signoff.starting and not has_starting_plan(monograph, signoff.jurisdiction, signoff.form):
        return f"{monograph.medicine} has no starting plan for {signoff.jurisdiction}, form {signoff.form}"
    if signoff.language == SOURCE_LANGUAGE and signoff.kind in TRANSLATION_KINDS:
        return f"there is no {signoff.kind} of the source language"
    return None
