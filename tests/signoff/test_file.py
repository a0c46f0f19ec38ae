"""The file of sign-offs: each fault has its place, and what is added changes nothing else."""

import os

import pytest

from plainleaf.findings import Refused, Severity
from plainleaf.signoff import appended, file_findings, orphans, read_signoffs, signoff_file
from tests.conftest import change
from tests.signoff.worlds import TEXT, World, signoff
from tests.translate.samples import authored

PATH = "leaflets/signoffs/sampline.yaml"
ENGLISH = World().leaflets()[0]
CLINICAL, REVIEW = (
    signoff(ENGLISH, "clinical"),
    signoff(ENGLISH, "reader-review", by="Ámina نور‌ها ශ්‍රී", role='"x": #1'),
)
GOOD = appended("", PATH, CLINICAL)


@pytest.fixture
def file(project):
    file = signoff_file(project, "sampline")
    file.parent.mkdir(exist_ok=True)
    file.write_text(GOOD, encoding="utf-8")
    return file


def told(project):
    monograph = authored(TEXT).monograph
    found = file_findings(read_signoffs(project, "sampline"), ("en", "ru"), monograph)
    return [(one.check, one.place.row, one.place.column, one.severity) for one in found]


def test_no_file_is_no_sign_off(project):
    assert read_signoffs(project, "sampline").entries == ()
    assert told(project) == []


def test_what_was_added_is_read_with_its_place(project, file):
    file.write_text(appended(GOOD, PATH, REVIEW), encoding="utf-8")
    held = read_signoffs(project, "sampline")
    assert [one for one, _ in held.entries] == [CLINICAL, REVIEW]
    assert [(place.path, place.row, place.column) for _, place in held.entries] == [
        (PATH, 5, 5),
        (PATH, 14, 5),
    ]
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "column"),
    [
        ("kind: clinical", "kind: proofread", "wrong-type", 8, 11),
        ("    role:", "    roll:", "unknown-key", 10, 5),
        ('    role: "an example"\n', "", "missing-key", 5, 5),
        ('by: "A. Clinical"', 'by: ""', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "A. **Clinical**"', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "A. {who}"', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "A.\\u202eClinical"', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "Exam\\u200dple Ana"', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "A. Clinical\\ufe0f"', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "\\u3164\\u3164"', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "\\u0301\\u0301"', "bad-value", 9, 9),
        ('by: "A. Clinical"', 'by: "A. 12"', "bad-value", 9, 9),
        ('by: "A. Clinical"', f'by: "{"a" * 201}"', "bad-value", 9, 9),
        ("until: 2027-05-31", "until: 2031-07-01", "bad-value", 5, 5),
        ("until: 2027-05-31", "until: next year", "wrong-type", 12, 12),
        ("until: 2027-05-31", "until: 2026-06-01", "bad-value", 5, 5),
        ("form: oral", "form: nasal", "wrong-type", 6, 11),
        (f"digest: {CLINICAL.digest}", "digest: abc", "wrong-type", 13, 13),
        ("format: 1", "format: 2", "wrong-format", 3, 9),
        ("signoffs:", "signoffs: [", "source-syntax", 5, 3),
    ],
)
def test_a_fault_is_told_at_its_place(project, file, old, new, code, row, column):
    change(file, old, new)
    assert (code, row, column, Severity.ERROR) in told(project)
    assert read_signoffs(project, "sampline").entries == ()
    change(file, new, old) if new else file.write_text(GOOD, encoding="utf-8")
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("language: en", "language: eo"),
        ("jurisdiction: US\n", "jurisdiction: US\n    starting: true\n"),
        ("kind: clinical", "kind: revision"),
    ],
)
def test_a_sign_off_of_a_leaflet_that_there_is_not_is_told(project, file, old, new):
    change(file, old, new)
    if "starting" in new:
        change(file, "form: oral", "form: pump")
    assert told(project) == [("stray-signoff", 5, 5, Severity.WARNING)]


def test_a_sign_off_of_a_form_that_there_is_not_is_told(project, file):
    change(file, "form: oral", "form: pump")
    tablets = authored(TEXT.replace("forms: [oral, pump]", "forms: [oral]")).monograph
    (found,) = file_findings(read_signoffs(project, "sampline"), ("en",), tablets)
    assert (found.check, found.place.row) == ("stray-signoff", 5)
    assert told(project) == []


def test_a_doubled_sign_off_is_told_and_a_longer_one_is_none(project, file):
    file.write_text(appended(GOOD, PATH, CLINICAL), encoding="utf-8")
    assert told(project) == [("doubled-signoff", 14, 5, Severity.WARNING)]
    longer = signoff(ENGLISH, "clinical", until="2028-05-31")
    file.write_text(appended(GOOD, PATH, longer), encoding="utf-8")
    assert told(project) == []


def test_a_sign_off_is_doubled_however_its_name_is_written(project, file):
    again = signoff(ENGLISH, "clinical", by="a.  CLINICAL")
    file.write_text(appended(GOOD, PATH, again), encoding="utf-8")
    assert told(project) == [("doubled-signoff", 14, 5, Severity.WARNING)]


def test_a_folder_or_a_pipe_in_place_of_the_file_is_told(project):
    file = signoff_file(project, "sampline")
    file.parent.mkdir(exist_ok=True)
    for make, remove in ((file.mkdir, file.rmdir), (lambda: os.mkfifo(file), file.unlink)):
        make()
        assert told(project) == [("source-syntax", 0, 0, Severity.ERROR)]
        remove()
    assert told(project) == []


def test_a_file_without_a_monograph_is_told(project, file):
    assert [one.place.path for one in orphans(project, ("baclofen",))] == [PATH]
    assert list(orphans(project, ("baclofen", "sampline"))) == []


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("signoffs:\n", "# A remark.\nsignoffs:\n\n") + "  # The last word.\n",
        GOOD.replace("\n  ", "\n"),
        GOOD.replace("\n  ", "\n      "),
        GOOD.removesuffix("\n"),
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
    ],
)
def test_a_sign_off_is_added_and_nothing_else_changes(project, file, text):
    more = appended(text, PATH, REVIEW)
    assert more.startswith(text)
    assert ("\r\n" in more) == ("\r\n" in text)
    assert more.count("\n") - more.count("\r\n") in (0, more.count("\n"))
    file.write_bytes(more.encode())
    assert [one for one, _ in read_signoffs(project, "sampline").entries] == [CLINICAL, REVIEW]


@pytest.mark.parametrize(
    "text", ["format: 1\nsignoffs: []\n", GOOD.replace("format: 1\n", "") + "format: 1\n"]
)
def test_nothing_is_added_to_a_list_that_is_closed(text):
    with pytest.raises(Refused) as caught:
        appended(text, PATH, REVIEW)
    assert [(one.check, one.place.path) for one in caught.value.findings] == [("signoffs-closed", PATH)]
