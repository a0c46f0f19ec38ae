"""Each check: a good example, one thing broken, the one code at its row and column, repaired, nothing."""

from dataclasses import dataclass, replace

import pytest

from plainleaf.catalogue import draft_mark
from plainleaf.checks import CHECKS, ClinicFile, LeafletText, MonographFile, Translation, run_checks
from plainleaf.checks.lint import ADVISING
from plainleaf.clinic import Clinic, read_clinic, read_countries
from plainleaf.findings import Severity
from plainleaf.monograph import read
from plainleaf.source import load
from plainleaf.translate import Wanted, translate
from plainleaf.translate.content import read_content
from plainleaf.translate.messages import templates
from tests.conftest import change

MONOGRAPH = "leaflets/baclofen.yaml"
PHRASES = "leaflets/_phrases.yaml"
CLINIC = "clinics/default.yaml"


@dataclass(frozen=True)
class Break:
    """What to change, what that finding is, and the words at whose start it must point."""

    code: str
    file: str
    old: str
    new: str
    at: str
    severity: Severity = Severity.ERROR


HARD = (
    "Concomitant administration potentiates respiratory depression considerably. " * 40
    + "Discontinuation necessitates individualised, meticulously supervised tapering. " * 40
)

PAGES = {"text-lost", "words-lost", "number-lost", "unit-lost", "negation-lost"}
"""Broken in test_roundtrip.py: they look at a finished PDF."""

MARK = "- optional: true"
ASK = "warning: Ask us first.\n        level: caution"
NEEDED = (
    ("      - list:\n          - Take it when", f"      {MARK}\n        list:\n          - Take it when"),
    ("front:\n", f"front:\n  {MARK}\n    note: Keep this leaflet.\n"),
    ("  - warning: Stopping suddenly", f"  {MARK}\n    warning: Stopping suddenly"),
    ("  - call: today\n    heading: Call your cl", f"  {MARK}\n    call: today\n    heading: Call your cl"),
    ("      - dose_lines: Take", f"      {MARK}\n        dose_lines: Take"),
    ("      - starting:\n", f"      {MARK}\n        starting:\n"),
    ("- card:\n          - This person takes", f"{MARK}\n        card:\n          - This person takes"),
    (
        "- list:\n          - Baclofen leaves",
        f"{MARK}\n        {ASK}\n      - list:\n          - Baclofen leaves",
    ),
)
"""What every patient must read, and the same marked as optional; the last in a section that is not required."""

BREAKS = (
    Break("digit-in-text", MONOGRAPH, "Shake the bottle if", "Shake the 3 bottles if", "3 bottles"),
    Break("number-word", MONOGRAPH, "Shake the bottle if", "Shake the three bottles if", "three bottles"),
    Break("error-prone-sign", MONOGRAPH, "Kidney, liver or lung", "Kidney & lung", "& lung"),
    Break("unfinished-text", MONOGRAPH, "Porphyria (a", "TODO (a", "TODO"),
    Break(
        "broken-markup",
        MONOGRAPH,
        "**Do not stop baclofen.** Call",
        "**Do not stop baclofen. Call",
        "**Do not stop baclofen. Call",
    ),
    Break(
        "broken-placeholder",
        MONOGRAPH,
        "If you missed {missed_more_than}",
        "If you missed {missed_more",
        "{missed_more, call",
    ),
    Break("wording-fault", PHRASES, 'other: "{n} tablets"', 'other: "tablets"', '{one: "{n} tablet"'),
    Break(
        "undefined-fact", MONOGRAPH, "If you missed {missed_more_than}", "If you missed {mised}", "{mised}"
    ),
    Break("unused-fact", MONOGRAPH, "Never take {together} at", "Never take more at", "together:"),
    Break("unfit-fact", MONOGRAPH, "doses: [start_dose,", "doses: [start_times,", "start_times, next"),
    Break(
        "unsourced-fact",
        MONOGRAPH,
        "together: {count: 2 doses, form: oral, sources: [nhs]}",
        "together: {count: 2 doses, form: oral}",
        "{count: 2 doses, form: oral}",
    ),
    Break(
        "unknown-source",
        MONOGRAPH,
        "2 doses, form: oral, sources: [nhs]}",
        "2 doses, form: oral, sources: [nsh]}",
        "nsh",
    ),
    Break(
        "formless-fact",
        MONOGRAPH,
        "together: {count: 2 doses, form: oral,",
        "together: {count: 2 doses,",
        "{count: 2 doses, sources",
    ),
    Break(
        "overlapping-fact",
        MONOGRAPH,
        "{amount: 100 mg, jurisdiction: GB",
        "{amount: 100 mg, jurisdiction: US",
        "{amount: 100 mg",
    ),
    Break("missing-section", MONOGRAPH, "  - id: driving", "  - id: travel", "sections:"),
    Break(
        "repeated-section",
        MONOGRAPH,
        "  - id: kidneys",
        "  - id: before",
        "before\n    heading: Your kidneys",
    ),
    *(Break("never-optional", MONOGRAPH, old, new, new[new.index("optional") :]) for old, new in NEEDED),
    Break("missing-phone", CLINIC, '  emergency: "911"\n', "", "phones:"),
    Break("phone-differs", CLINIC, 'emergency: "911"', 'emergency: "999"', '"999"', Severity.WARNING),
    Break("phone-left-out", CLINIC, "language: en", "language: en\nwithout: [poison]", "poison]"),
    *(
        Break("clinic-text", CLINIC, old, new, at)
        for old, new, at in (
            ("name: Example Clinic", "name: Example **Clinic**", "**Clinic"),
            ("  - Example Town", "  - Example {town}", "{town"),
            ("  - Example Town", "  - Example\u202e Town", "\u202e"),
            ("language: en", "language: en\nnotes: {baclofen: {en: Bring\u00ad it.}}", "\u00ad"),
            ("language: en", "language: en\nlogo: {file: a.png, alt: Our * clinic}", "* clinic"),
        )
    ),
    Break("unknown-language", CLINIC, "language: en", "language: english", "english"),
    Break("unknown-language", CLINIC, "language: en", "language: en\nlanguages: [en, english]", "english"),
    Break(
        "unknown-language",
        CLINIC,
        "language: en",
        "language: en\nnotes: {baclofen: {english: Bring it., others: none}}",
        "english",
    ),
    Break(
        "colour-contrast",
        CLINIC,
        "language: en",
        'language: en\ncolours: {structure: "#3b82f6"}',
        '"#3b82f6"',
    ),
    *(
        Break("clinic-note", CLINIC, "language: en", f"language: en\nnotes: {note}", at)
        for note, at in (
            ("{baclofen: {en: Bring 2 pill boxes to each visit.}}", "Bring 2 pill"),
            ("{baclofen: {es: Traiga dos pastilleros., others: none}}", "Traiga dos"),
            ("{baclofen: {ar: أحضر ٢ من العلب., others: none}}", "أحضر"),
            ("{baclofen: {en: [Bring it., Ask & come.]}}", "[Bring it., Ask"),
            ("{baclofen: {en: Do **not stop.}}", "Do **not"),
            ('{baclofen: {en: "Take {start_dose} a day."}}', '"Take {start'),
            ("{baclofen: {en: TODO}}", "TODO"),
        )
    ),
    Break("reading-grade", MONOGRAPH, "Get more medicine before you run out.", "{hard}", HARD),
    Break(
        "long-sentence",
        MONOGRAPH,
        "Get more medicine before you run out.",
        "Get more medicine before you run out and do it each time in the same way as before.",
        "Get more medicine before you run out and",
        Severity.WARNING,
    ),
)


def findings_of(project):
    """Everything the checks say of the project's English."""
    content = read_content(project)
    authored = content.monographs["baclofen"]
    source = load(project.clinics / "default.yaml", project.root)
    found = [
        *run_checks(content.wordings),
        *run_checks(MonographFile(authored.monograph, authored.source)),
        *run_checks(_clinic(project, source, content.languages)),
    ]
    if not any(finding.is_error for finding in found):
        english = content.languages["en"]
        wanted = Wanted(english, "oral", read_clinic(project, "default"), english)
        leaflet = translate(authored, wanted, content.wordings, {})
        found += run_checks(LeafletText(leaflet, authored.monograph, authored.source))
    return [finding for finding in found if finding.check != "unverified-source"]


def _clinic(project, source, languages):
    clinic = read(Clinic, source)
    return ClinicFile(clinic, source, languages, country=read_countries(project)[clinic.jurisdiction])


def place_of(file, words):
    text = file.read_text(encoding="utf-8")
    assert text.count(words) == 1, (words, text.count(words))
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.code)
def test_one_thing_broken_is_found_at_its_place_and_nothing_once_repaired(project, broken):
    file = project.root / broken.file
    new = broken.new.replace("{hard}", HARD)
    assert findings_of(project) == []
    good = file.read_text(encoding="utf-8")
    change(file, broken.old, new)
    found = findings_of(project)
    assert {finding.check for finding in found} == {broken.code} | (
        {"reading-grade"} if HARD in new else set()
    )
    first = found[0]
    assert (first.place.path, first.severity) == (broken.file, broken.severity)
    assert (first.place.row, first.place.column) == place_of(file, broken.at)
    assert first.hint
    file.write_text(good, encoding="utf-8")
    assert findings_of(project) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      - steps:\n", f"      {MARK}\n        steps:\n"),
        ("- list:\n          - Baclofen leaves", f"{MARK}\n        list:\n          - Baclofen leaves"),
    ],
)
def test_a_block_in_a_section_of_its_own_may_be_optional(project, old, new):
    file = project.root / MONOGRAPH
    assert "optional: true" in file.read_text(encoding="utf-8")
    change(file, old, new)
    assert findings_of(project) == []


def test_what_is_never_optional_is_told_by_its_kind_or_by_its_section(project):
    file = project.root / MONOGRAPH
    change(
        file,
        "- card:\n          - This person takes",
        f"{MARK}\n        card:\n          - This person takes",
    )
    change(file, "      - text: This leaflet does", f"      {MARK}\n        text: This leaflet does")
    told = [(finding.check, finding.message) for finding in findings_of(project)]
    assert told == [
        ("never-optional", "nothing in “about” is optional: every patient must read it"),
        ("never-optional", "a block of the kind “card” is never optional"),
    ]


def test_an_unread_source_is_a_warning_until_it_is_read(project):
    file = project.root / MONOGRAPH
    authored = read_content(project).monographs["baclofen"]
    found = run_checks(MonographFile(authored.monograph, authored.source))
    assert {finding.check for finding in found} == {"unverified-source"}
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert len(found) == len(authored.monograph.sources)
    first = min(finding.place for finding in found)
    rows = file.read_text(encoding="utf-8").splitlines()
    assert rows[first.row - 1][first.column - 1 :] == "false"
    file.write_text(
        file.read_text(encoding="utf-8").replace("verified: false", "verified: true"), encoding="utf-8"
    )
    authored = read_content(project).monographs["baclofen"]
    assert run_checks(MonographFile(authored.monograph, authored.source)) == ()


@dataclass(frozen=True)
class Slip:
    """A translation of one msgid that breaks one rule, and the repaired one."""

    code: str
    msgid: str
    bad: str
    good: str
    severity: Severity = Severity.ERROR


START = "Most adults start with {start_dose}, {start_times}. The doctor raises it slowly."
RESTART = "Pregnant? **Do not stop baclofen.** Call your clinic."
SLIPS = (
    Slip("digit-in-translation", RESTART, "**No** empiece 2 veces.", "**No** empiece."),
    Slip("digit-in-translation", RESTART, "**لا** تبدأ ٢.", "**لا** تبدأ."),
    Slip("digit-in-translation", RESTART, "**न** लें ½ गोली।", "**न** लें।"),
    Slip(
        "number-word-in-translation",
        RESTART,
        "**No** empiece once veces.",
        "**No** empiece.",
        Severity.WARNING,
    ),
    Slip(
        "placeholder-changed", START, "Empiece con {start_dose}.", "Empiece con {start_dose}, {start_times}."
    ),
    Slip("placeholder-changed", START, "Con {dosis}, {start_times}.", "Con {start_dose}, {start_times}."),
    Slip("placeholder-changed", START, "Con {start_dose}, {start_times.", "Con {start_dose}, {start_times}."),
    Slip("markup-changed", RESTART, "**No empiece.", "**No** empiece."),
    Slip("markup-changed", RESTART, "No empiece.", "**No** empiece."),
    Slip("glued-placeholder", START, "{start_dose}를 {start_times}.", "{start_dose} {start_times}."),
    Slip("glued-placeholder", START, "{start_dose}ि {start_times}।", "{start_dose} {start_times}।"),
)


OWN = tuple(check for check in CHECKS if check.code not in ADVISING)
"""Without the lint: tests/lint is about that."""


def translation(project, msgid, msgstr):
    """The Spanish catalogue with one entry said otherwise, and its template."""
    content = read_content(project)
    catalogue = content.catalogues["es"]["baclofen"]
    message = next(entry for entry in catalogue.entries if entry.msgid == msgid)
    entries = tuple(
        replace(entry, msgstr=(msgstr,), fuzzy=False, comments=(draft_mark((msgstr,)),))
        if entry is message
        else entry
        for entry in catalogue.entries
    )
    template = templates(content)["baclofen"]
    return Translation(replace(catalogue, entries=entries), template.digest, content.languages["es"]), message


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code}: {slip.bad}")
def test_a_slip_in_a_translation_is_found_at_its_msgstr(project, slip):
    subject, message = translation(project, slip.msgid, slip.bad)
    found = [finding for finding in run_checks(subject, OWN) if finding.place == message.place_of(0)]
    assert [finding.check for finding in found] == [slip.code]
    assert found[0].severity is slip.severity
    assert found[0].place.row
    subject, message = translation(project, slip.msgid, slip.good)
    assert [finding for finding in run_checks(subject, OWN) if finding.place == message.place_of(0)] == []


def test_in_a_language_without_spaces_a_letter_may_touch_a_placeholder(project):
    subject, message = translation(project, START, "每次{start_dose}，{start_times}。")
    chinese = replace(subject, language=read_content(project).languages["zh-Hans"])
    assert [one.check for one in run_checks(subject, OWN) if one.place == message.place_of(0)] == [
        "glued-placeholder"
    ]
    assert [one for one in run_checks(chinese, OWN) if one.place == message.place_of(0)] == []


def test_a_catalogue_older_than_its_template_is_stale(project):
    content = read_content(project)
    catalogue, template = content.catalogues["es"]["page"], templates(content)["page"]
    fresh = Translation(catalogue, template.digest, content.languages["es"])
    assert [finding.check for finding in run_checks(fresh, OWN)] == []
    old = Translation(
        catalogue.with_header("X-Plainleaf-Digest", "0"), template.digest, content.languages["es"]
    )
    assert [finding.check for finding in run_checks(old, OWN)] == ["stale-catalogue"]


def test_every_check_is_broken_here_and_none_was_removed():
    tested = {broken.code for broken in BREAKS} | {slip.code for slip in SLIPS}
    tested |= {"unverified-source", "stale-catalogue"}
    tested |= {"forbidden-term", "term-unused", "bad-glossary"}  # test_terms.py
    tested |= {"numbers-differ"}  # test_both.py
    tested |= PAGES | ADVISING  # tests/lint
    assert {check.code for check in CHECKS} == tested
    assert len(CHECKS) == len(tested) == 42 + len(ADVISING)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_explains_itself(check):
    first, *rest = check.manual.splitlines()
    assert first.endswith("?")
    assert any(line.startswith("Bad:") for line in rest)
    assert any(line.startswith("Good:") for line in rest)
