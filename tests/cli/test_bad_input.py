"""What is wrong in one file is found where it stands, with a hint; that leaflet is gone, the others are made."""

import json
import shutil
from dataclasses import dataclass

import pytest

from plainleaf.findings import Severity
from plainleaf.pipeline import make_leaflet, plan_jobs
from plainleaf.project import Project
from plainleaf.source import LARGEST
from tests.conftest import sampled
from tests.pipeline.samples import (
    MONOGRAPH,
    SPANISH,
    STOP,
    edition,
    files_in,
    monograph,
    outcomes,
    plant,
    translate_all,
    workshop,
)

PHRASES = "locales/es/LC_MESSAGES/phrases.po"
OTHER = "helpol"
MISSED = "Do not take {together} at the same time."
PURPOSE = "purpose: It helps you feel well."
DOSE = "start_dose: {amount: 5 mg, sources: [us-label]}"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@dataclass(frozen=True)
class Fault:
    """What to write in place of what, in which file; the finding's code, and the words at whose start it stands."""

    name: str
    code: str
    old: str
    new: str
    at: str
    file: str = MONOGRAPH


def fact(written: str) -> str:
    return DOSE.replace("amount: 5 mg", written)


FAULTS = (
    Fault("YAML syntax", "source-syntax", PURPOSE, "purpose: It helps: you", ": you"),
    Fault("a tab as indent", "source-syntax", "front:\n  -", "front:\n\t-", "\t- warning"),
    Fault("a key twice", "source-key", "version: 1\n", "version: 1\nversion: 2\n", "version: 2"),
    Fault("an unknown key", "unknown-key", PURPOSE, "purpos: It helps.", "purpos:"),
    Fault("a bomb of anchors", "source-alias", "sections:\n", f"{BOMB}sections:\n", "*a, *a"),
    Fault("an unknown format", "wrong-format", "format: 1", "format: 9", "9\nmedicine"),
    Fault("an unknown unit", "unknown-unit", DOSE, fact("amount: 5 grain"), "5 grain"),
    Fault("a trailing zero", "bad-value", DOSE, fact("amount: 5.0 mg"), "5.0 mg"),
    Fault("no leading zero", "bad-value", DOSE, fact("amount: .5 mg"), ".5 mg"),
    Fault("no space before the unit", "bad-value", DOSE, fact("amount: 5mg"), "5mg"),
    Fault("an error-prone unit", "unknown-unit", DOSE, fact("amount: 5 µg"), "5 µg"),
    Fault("a volume without strength", "bare-volume", DOSE, fact("amount: 5 mL"), "5 mL"),
    Fault("a range upside down", "upside-down-range", DOSE, fact("range: 80 to 40 mg"), "80 to"),
    Fault(
        "a fact that is not defined",
        "undefined-fact",
        "{start_dose} a day",
        "{first_dose} a day",
        "{first_dose}",
    ),
    Fault(
        "a fact that no text names",
        "unused-fact",
        "facts:\n",
        "facts:\n  old: {amount: 9 mg, sources: [us-label]}\n",
        "old:",
    ),
    Fault("a fact without a source", "unsourced-fact", DOSE, "start_dose: {amount: 5 mg}", "{amount: 5 mg}"),
    Fault("a digit in a text", "digit-in-text", STOP, "Ask us in 3 days.", "3 days"),
    Fault("a number word in a text", "number-word", STOP, "Ask us twice.", "twice"),
    Fault("half a pair of asterisks", "broken-markup", STOP, "Ask **us.", "**us"),
    Fault("a missing section", "missing-section", "id: storing", "id: keeping", "sections:"),
    Fault(
        "an empty translation",
        "missing-translation",
        f'msgid "{STOP}"\nmsgstr "{STOP}"',
        f'msgid "{STOP}"\nmsgstr ""',
        f'msgid "{STOP}"',
        SPANISH,
    ),
    Fault(
        "a fuzzy translation",
        "fuzzy-translation",
        f'msgid "{STOP}"',
        f'#, fuzzy\nmsgid "{STOP}"',
        f'msgid "{STOP}"',
        SPANISH,
    ),
    Fault(
        "a plural half done", "half-plural", 'msgstr[0] "{n} doses"', 'msgstr[0] ""', 'msgstr[0] ""', PHRASES
    ),
    Fault(
        "a lost placeholder",
        "placeholder-changed",
        f'msgstr "{MISSED}"',
        'msgstr "No more at the same time."',
        'msgstr "No more',
        SPANISH,
    ),
    Fault(
        "a renamed placeholder",
        "placeholder-changed",
        f'msgstr "{MISSED}"',
        'msgstr "No {juntas} now."',
        'msgstr "No {juntas}',
        SPANISH,
    ),
    Fault(
        "an extra placeholder",
        "placeholder-changed",
        f'msgstr "{STOP}"',
        'msgstr "Ask {together} us."',
        'msgstr "Ask {together}',
        SPANISH,
    ),
    Fault("a damaged catalogue", "po-syntax", f'msgstr "{STOP}"', f'msgstr "{STOP}', f'"{STOP}\n', SPANISH),
    Fault(
        "marks of a merge conflict",
        "po-conflict",
        f'msgid "{STOP}"',
        f'<<<<<<< ours\nmsgid "{STOP}"',
        "<<<<<<< ours",
        SPANISH,
    ),
    Fault(
        "a wrong charset",
        "po-encoding",
        "charset=UTF-8",
        "charset=KOI8-R",
        "Content-Type: text/plain; charset=KOI8-R",
        SPANISH,
    ),
    Fault("a character no font has", "missing-glyph", STOP, "Ask us 𓂀 how to stop.", "Ask us 𓂀"),
)


SAMPLE = FAULTS[::2]
"""From end to end; the tests of each room have every code."""


@pytest.fixture(scope="module")
def printed_pair(tmp_path_factory) -> Project:
    """Two medicines in two languages, printed: what one loses the other keeps."""
    project = plant(tmp_path_factory.mktemp("pair") / "project")
    (project.leaflets / f"{OTHER}.yaml").write_text(monograph(OTHER), encoding="utf-8")
    translate_all(project, "es")
    for tag in ("en", "es"):
        assert outcomes(project, tags=(tag,))[tag].made
    return project


@pytest.fixture
def pair(printed_pair, tmp_path, monkeypatch) -> Project:
    root = tmp_path / "pair"
    shutil.copytree(printed_pair.root, root, ignore=shutil.ignore_patterns("fonts"))
    (root / "fonts").symlink_to(printed_pair.fonts)
    monkeypatch.chdir(root)
    return Project(root)


def leaflets(medicine: str, *tags: str) -> set[str]:
    return edition(*(f"default/{tag}/{medicine}.oral.large.letter.pdf" for tag in tags or ("en", "es")))


ALL = leaflets("testol") | leaflets(OTHER)


def place_of(text: str, words: str) -> tuple[int, int]:
    assert text.count(words) == 1, (words, text.count(words))
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def built(plainleaf) -> dict:
    done = plainleaf("--output-format", "json")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    told = json.loads(done.stdout)
    assert told["exit_code"] == 1
    return told


def in_out(project: Project) -> set[str]:
    return files_in(project.out) - {"manifest.json"}


@pytest.mark.parametrize("fault", sampled(FAULTS, SAMPLE), ids=lambda fault: fault.name)
def test_a_fault_is_found_where_it_stands_and_withholds_what_it_touches_alone(plainleaf, pair, fault):
    assert in_out(pair) == ALL
    file = pair.root / fault.file
    text = file.read_text(encoding="utf-8")
    assert text.count(fault.old) == 1
    broken = text.replace(fault.old, fault.new)
    file.write_text(broken, encoding="utf-8")
    told = built(plainleaf)
    (finding, *_) = [one for one in told["findings"] if one["check"] == fault.code]
    where = finding["location"]
    assert (where["path"], where["row"], where["column"]) == (fault.file, *place_of(broken, fault.at))
    assert finding["severity"] == Severity.ERROR.value
    assert finding["hint"]
    lost = {
        MONOGRAPH: leaflets("testol"),
        SPANISH: leaflets("testol", "es"),
        PHRASES: leaflets("testol", "es") | leaflets(OTHER, "es"),
    }
    assert in_out(pair) == ALL - lost[fault.file]
    file.write_text(text, encoding="utf-8")
    assert plainleaf().exit_code == 0
    assert in_out(pair) == ALL


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (monograph().encode().replace(b"feel well", b"feel w\xe9ll"), "source-encoding", (7, 29)),
        (monograph().encode() + b"# " + b"x" * 10 * LARGEST, "source-size", (0, 0)),
    ],
    ids=["not UTF-8", "ten megabytes"],
)
def test_bytes_that_are_no_monograph_withhold_it_alone(plainleaf, pair, data, code, place):
    (pair.root / MONOGRAPH).write_bytes(data)
    told = built(plainleaf)
    (finding,) = told["findings"]
    where = finding["location"]
    assert (finding["check"], where["path"]) == (code, MONOGRAPH)
    assert (where["row"], where["column"]) == place
    assert finding["hint"]
    assert in_out(pair) == leaflets(OTHER)


def test_what_yaml_takes_for_something_else_stays_the_text_that_was_typed(pair):
    file = pair.root / MONOGRAPH
    text = file.read_text(encoding="utf-8").replace(PURPOSE, "purpose: no")
    text = text.replace("{amount: 5 mg, sources", "{literal: 12:30, sources")
    text = text.replace("together: {count: 2 doses, sources", "together: {literal: 010, sources")
    file.write_text(text, encoding="utf-8")
    opened = workshop(pair, tags=("en",), medicines=("testol",))
    leaflet = make_leaflet(opened, plan_jobs(opened)[0], [])
    assert leaflet.purpose.text == "no"
    said = " ".join(block.words.text for section in leaflet.sections for block in section.blocks)
    assert "12:30" in said
    assert "010" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("fonts/fonts.yaml", "AtkinsonHyperlegibleNext-Bold.ttf", "Gone-Bold.ttf", "font-missing"),
        ("fonts/fonts.yaml", "sha256: 4ba7415b", "sha256: 00000000", "font-altered"),
        ("templates/leaflet.html.jinja", "leaflet.purpose", "leaflet.purpos", "template-error"),
    ],
    ids=["a missing font", "an altered font", "a template that fails"],
)
def test_a_fault_in_what_all_leaflets_share_withholds_them_all(plainleaf, pair, file, old, new, code):
    fonts = (pair.root / "fonts").resolve()
    (pair.root / "fonts").unlink()
    shutil.copytree(fonts, pair.root / "fonts")
    path = pair.root / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new), encoding="utf-8")
    told = built(plainleaf)
    found = [one for one in told["findings"] if one["check"] == code]
    assert found
    assert found[0]["location"]["path"] == file
    assert found[0]["location"]["row"] == text[: text.index(old)].count("\n") + 1
    assert found[0]["hint"]
    assert in_out(pair) == set()


@pytest.mark.parametrize(
    "arguments",
    [("-l", "xx"), ("--clinic", "nowhere"), ("--profile", "tiny"), ("--form", "spray"), ("testool",)],
    ids=lambda arguments: arguments[-1],
)
def test_an_unknown_name_exits_2_and_takes_nothing_away(plainleaf, pair, arguments):
    done = plainleaf(*arguments)
    assert done.exit_code == 2
    assert "error: there is no " in done.stderr
    assert "hint: known: " in done.stderr
    assert "Traceback" not in done.output
    assert in_out(pair) == ALL


@pytest.mark.parametrize(
    "file",
    [
        MONOGRAPH,
        "leaflets/_phrases.yaml",
        "templates/words.yaml",
        "templates/profiles.yaml",
        "clinics/default.yaml",
        "locales/languages.yaml",
        "locales/glossary.yaml",
        "fonts/fonts.yaml",
    ],
)
@pytest.mark.parametrize("written", ["format: 9", "format: 1.0"])
def test_every_authored_file_names_a_format_that_is_known(plainleaf, pair, file, written):
    if file.startswith("fonts"):
        fonts = (pair.root / "fonts").resolve()
        (pair.root / "fonts").unlink()
        shutil.copytree(fonts, pair.root / "fonts")
    path = pair.root / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("format: 1", written, 1), encoding="utf-8")
    (finding, *_) = [one for one in built(plainleaf)["findings"] if one["check"] == "wrong-format"]
    row = text[: text.index("format: 1")].count("\n") + 1
    assert finding["location"] == {"path": file, "row": row, "column": len("format: ") + 1}
    assert finding["hint"] == "write `format: 1`, or use a newer plainleaf"
