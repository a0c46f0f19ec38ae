"""sign, and what comes of it: who may sign what, which leaflets are released, and on which day."""

import json
import os
import re
import shutil
from contextlib import chdir

import pytest
from click.testing import CliRunner

from plainleaf.cli.sign import sign
from plainleaf.signoff import KINDS
from tests.conftest import change
from tests.pipeline.samples import MONOGRAPH, SPANISH, STOP, edition, files_in

FILE = "leaflets/signoffs/testol.yaml"
TODAY, UNTIL = "2026-06-01", "2027-05-31"
ENGLISH_FILE = "default/en/testol.oral.large.letter.pdf"
SPANISH_FILE = "default/es/testol.oral.large.letter.pdf"
DRAFT = "DRAFT: do not give to patients"


def sign_here(tag, kind, *more, **options):
    """`sign testol` in the folder we are in; options may be given anew, or None to leave them out."""
    given = {"by": f"A. {kind}", "role": "an example", "until": UNTIL, "today": TODAY} | options
    flags = [word for name, value in given.items() if value is not None for word in (f"--{name}", value)]
    return CliRunner().invoke(sign, ["testol", "-l", tag, "--as", kind, *flags, *more])


@pytest.fixture
def signing(small, monkeypatch):
    """The same in the small project."""
    monkeypatch.chdir(small.root)
    return sign_here


@pytest.fixture(scope="module")
def signatures(planted, tmp_path_factory):
    """What stands in the file when all who must have signed both languages."""
    root = tmp_path_factory.mktemp("signed") / "project"
    shutil.copytree(planted.root, root, symlinks=True)
    with chdir(root):
        done = [sign_here("es", kind) for kind in KINDS] + [sign_here("en", kind) for kind in KINDS[3:]]
    assert {one.exit_code for one in done} == {0}
    return (root / FILE).read_text(encoding="utf-8")


@pytest.fixture
def signed(small, signatures):
    """Both languages, by all who must."""
    file = small.root / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text(signatures, encoding="utf-8")
    return small


def manifest(project):
    return json.loads((project.out / "manifest.json").read_text(encoding="utf-8"))["files"]


def text_of(project, path):
    return (project.out / path.replace(".pdf", ".txt")).read_text(encoding="utf-8")


def test_sign_writes_the_sign_off_and_says_what_is_missing(small, signing):
    done = signing("es", "translation", by="A. Example", role="translator", credentials="No. 12")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        f"signed the translation of testol es (oral, US): A. Example, translator, No. 12, until {UNTIL}",
        "still missing: revision, back-translation, reader-review, clinical",
    ]
    text = (small.root / FILE).read_text(encoding="utf-8")
    rows = [line.strip("- ") for line in text[text.index("  - ") :].splitlines()]
    assert rows[:-1] == [
        "language: es",
        "form: oral",
        "jurisdiction: US",
        "kind: translation",
        'by: "A. Example"',
        'role: "translator"',
        'credentials: "No. 12"',
        f"date: {TODAY}",
        f"until: {UNTIL}",
    ]
    assert re.fullmatch("digest: [0-9a-f]{64}", rows[-1])


def test_the_last_who_signs_is_told_that_nothing_is_missing(signing):
    assert "still missing: clinical" in signing("en", "reader-review").stderr
    assert "nothing is missing" in signing("en", "clinical").stderr


def test_sign_leaves_what_stands_in_the_file_as_it_is(small, signing):
    signing("en", "clinical")
    file = small.root / FILE
    before = file.read_text(encoding="utf-8") + "  # A remark of ours.\n"
    file.write_text(before, encoding="utf-8")
    assert signing("en", "reader-review").exit_code == 0
    assert file.read_text(encoding="utf-8").startswith(before)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"until": TODAY}, f"--until {TODAY} is not after {TODAY}"),
        ({"until": "2031-06-02"}, "--until 2031-06-02 is more than 5 years off"),
        ({"until": "soon"}, "--until: “soon” is not a date"),
        ({"today": "2026-02-30"}, "--today: “2026-02-30” is not a date"),
        ({"by": " "}, "--by: the text is empty"),
        ({"role": ""}, "--role: the text is empty"),
        ({"credentials": ""}, "--credentials: the text is empty"),
        ({"by": "A. **Example**"}, "--by: the character U+002A does not belong here"),
        ({"by": "\u200d"}, "--by: the character U+200D does not belong here"),
        ({"by": "\u3164\u3164"}, "--by: the character U+3164 does not belong here"),
        ({"by": "\u0301\u0302"}, "--by: a name has two letters or more"),
        ({"by": "A" * 100_000}, "--by: it has more than 200 characters"),
        ({"form": "pump"}, "testol has no form “pump”"),
    ],
)
def test_a_sign_off_that_makes_no_sense_is_wrong_use(small, signing, options, said):
    done = signing("en", "clinical", **options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {said}\nhint: ")
    assert not (small.root / FILE).exists()


def test_five_years_are_the_longest(signing):
    assert signing("en", "clinical", until="2031-06-01").exit_code == 0


@pytest.mark.parametrize("kind", KINDS[:3])
def test_the_source_language_has_no_translation_to_sign(signing, kind):
    done = signing("en", kind)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"error: there is no {kind} of the source language",
        "hint: sign as reader-review or as clinical",
    ]


@pytest.mark.parametrize(("tag", "medicine"), [("eo", "testol"), ("en", "testal")])
def test_an_unknown_language_or_medicine_is_wrong_use(small, monkeypatch, tag, medicine):
    monkeypatch.chdir(small.root)
    person = ["--by", "A. Example", "--role", "translator", "--until", UNTIL, "--today", TODAY]
    done = CliRunner().invoke(sign, [medicine, "-l", tag, "--as", "clinical", *person])
    assert done.exit_code == 2
    assert done.stderr.startswith("error: there is no ")


def test_nobody_signs_a_text_that_does_not_pass(small, signing):
    change(small.root / SPANISH, f'msgstr "{STOP}"', 'msgstr ""')
    done = signing("es", "translation")
    assert done.exit_code == 1
    assert "[missing-translation]" in done.stdout
    assert not (small.root / FILE).exists()


@pytest.mark.parametrize("kind", ["revision", "back-translation"])
def test_a_second_person_is_needed(small, signing, kind):
    signing("es", "translation", by="A. Example")
    before = (small.root / FILE).read_text(encoding="utf-8")
    done = signing("es", kind, by="a. example")
    assert done.exit_code == 1
    assert "[same-person]" in done.stdout
    assert (small.root / FILE).read_text(encoding="utf-8") == before
    assert signing("es", kind, by="B. Example").exit_code == 0


def test_a_second_translator_makes_room_for_the_first_to_revise(signing):
    signing("es", "translation", by="A. Example")
    assert signing("es", "revision", by="A. Example").exit_code == 1
    signing("es", "translation", by="B. Example")
    assert signing("es", "revision", by="A. Example").exit_code == 0


def test_a_pipe_or_a_folder_in_place_of_an_authored_file_is_told(small, plainleaf):
    (small.root / FILE).parent.mkdir(exist_ok=True)
    os.mkfifo(small.root / FILE)
    (small.root / SPANISH).unlink()
    (small.root / SPANISH).mkdir()
    done = plainleaf("check", "--output-format", "concise")
    assert done.exit_code == 1
    for name, code in ((FILE, "source-syntax"), (SPANISH, "po-encoding")):
        assert f"{name}: error: a folder, a pipe or a device stands here [{code}]" in done.stdout


def test_whoever_signed_a_text_signs_it_again_only_for_longer(signing):
    assert signing("en", "clinical").exit_code == 0
    again = signing("en", "clinical")
    assert (again.exit_code, again.stderr.splitlines()[0]) == (
        2,
        "error: A. clinical has signed this text already",
    )
    assert signing("en", "clinical", until="2028-05-31").exit_code == 0


def test_a_sign_off_of_another_country_needs_a_clinic_there(small, signing):
    done = signing("en", "clinical", jurisdiction="GB")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, "error: no clinic in clinics/ is of GB")
    clinic = (small.clinics / "default.yaml").read_text(encoding="utf-8")
    (small.clinics / "surgery.yaml").write_text(
        clinic.replace("jurisdiction: US", "jurisdiction: GB"), encoding="utf-8"
    )
    assert "testol en (oral, GB)" in signing("en", "clinical", jurisdiction="GB").stderr


def test_a_release_holds_signed_leaflets_alone(small, plainleaf, signing):
    for kind in KINDS[3:]:
        signing("en", kind)
    done = plainleaf("--release", "--today", TODAY)
    assert done.exit_code == 1
    assert files_in(small.out) == {"manifest.json", *edition(ENGLISH_FILE)}
    assert DRAFT not in text_of(small, ENGLISH_FILE)
    first = done.stdout.splitlines()[0]
    assert first == (
        f"{FILE}: error: testol es (oral, US) is not signed: translation missing, revision missing, "
        "back-translation missing, reader-review missing, clinical missing [unsigned]"
    )


def test_a_release_takes_a_draft_away(signed, plainleaf):
    assert plainleaf("--release", "--today", TODAY).exit_code == 0
    assert files_in(signed.out) == {"manifest.json", *edition(ENGLISH_FILE, SPANISH_FILE)}
    change(signed.root / SPANISH, f'msgstr "{STOP}"', 'msgstr "Pregunte."')
    assert plainleaf("--release", "--today", TODAY).exit_code == 1
    assert files_in(signed.out) == {"manifest.json", *edition(ENGLISH_FILE)}


def test_a_release_never_reads_the_shelf(signed, plainleaf):
    plainleaf("-l", "en", "--today", TODAY)
    assert "unchanged" in plainleaf("-l", "en", "--today", TODAY).stderr
    assert "unchanged" not in plainleaf("-l", "en", "--today", TODAY, "--release").stderr


def test_a_changed_word_makes_a_draft_again_that_says_so(signed, plainleaf):
    plainleaf("--today", TODAY)
    assert {path: row["signed"] for path, row in manifest(signed).items()} == {
        ENGLISH_FILE: "signed",
        SPANISH_FILE: "signed",
    }
    assert all(DRAFT not in text_of(signed, path) for path in (ENGLISH_FILE, SPANISH_FILE))
    change(signed.root / SPANISH, f'msgstr "{STOP}"', 'msgstr "Pregunte."')
    done = plainleaf("--today", TODAY, "--output-format", "concise")
    assert (done.exit_code, done.stdout.count("[lapsed-signoff]")) == (0, 5)
    assert {path: row["signed"] for path, row in manifest(signed).items()} == {
        ENGLISH_FILE: "signed",
        SPANISH_FILE: "draft",
    }
    assert DRAFT in text_of(signed, SPANISH_FILE)


def test_the_manifest_tells_who_signed_and_where_the_english_is(signed, plainleaf):
    plainleaf("--today", TODAY)
    spanish = manifest(signed)[SPANISH_FILE]
    assert spanish["english"] == ENGLISH_FILE
    assert [one["kind"] for one in spanish["signoffs"]] == list(KINDS)
    assert spanish["signoffs"][4] == {
        "kind": "clinical",
        "by": "A. clinical",
        "role": "an example",
        "credentials": "",
        "date": TODAY,
        "until": UNTIL,
        "state": "current",
    }


@pytest.mark.parametrize(
    ("flags", "epoch", "held"),
    [
        (("--today", UNTIL), None, True),
        (("--today", "2027-06-01"), None, False),
        ((), "1811721600", True),  # 2027-05-31
        ((), "1811808000", False),
        (("--today", UNTIL), "1811808000", True),
    ],
)
def test_the_day_is_told_by_the_flag_or_by_source_date_epoch(
    signed, plainleaf, monkeypatch, flags, epoch, held
):
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    else:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    done = plainleaf("check", "-l", "en", "--output-format", "concise", *flags)
    assert (done.exit_code, "[expired-signoff]" in done.stdout) == (0, not held)


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("flags", "epoch"), [(("--today", "yesterday"), "0"), ((), "yesterday"), ((), "9" * 30)]
)
def test_a_day_that_is_none_is_wrong_use(plainleaf, monkeypatch, command, flags, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = plainleaf(command, *flags)
    assert done.exit_code == 2
    assert done.stderr.startswith("error: ")


def test_a_damaged_file_of_sign_offs_withholds_its_medicine(signed, plainleaf):
    change(signed.root / FILE, "format: 1", "format: 2")
    done = plainleaf("--today", TODAY)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{FILE}:3:9: error: format 2 is unknown [wrong-format]")
    assert files_in(signed.out) == {"manifest.json"}


def test_an_english_typo_lapses_translations_and_leaves_the_readers(signed, plainleaf):
    """Its translators looked at it again, and changed nothing."""
    change(signed.root / MONOGRAPH, STOP, "Ask us how to stop taking it.")
    file = signed.root / SPANISH
    text = file.read_text(encoding="utf-8").replace(
        f'msgid "{STOP}"', 'msgid "Ask us how to stop taking it."'
    )
    file.write_text(text, encoding="utf-8")
    done = plainleaf("check", "--today", TODAY, "--output-format", "concise")
    lapsed = [line.split(": ")[2] for line in done.stdout.splitlines() if "[lapsed-signoff]" in line]
    assert sorted(lapsed) == sorted(
        [
            *(f"{kind} of testol en (oral, US), signed by A. {kind}" for kind in KINDS[3:]),
            *(f"{kind} of testol es (oral, US), signed by A. {kind}" for kind in KINDS[:3]),
        ]
    )
