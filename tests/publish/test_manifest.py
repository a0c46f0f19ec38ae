"""The manifest: what it held comes back, in equal bytes, and nothing that it cannot vouch for."""

import json
from dataclasses import replace

import pytest

from plainleaf.publish import Checked, Entry, Manifest, Part, SecondText

VERSIONS = {"weasyprint": "70.0", "Pango": "1.50.12"}
ENGLISH = Entry(
    path="default/en/testol.oral.large.letter.pdf",
    medicine="testol",
    form="oral",
    language="en",
    clinic="default",
    jurisdiction="US",
    profile="large",
    paper="letter",
    pages=4,
    sha256="0" * 64,
    text_digest="1" * 64,
    page_digest="2" * 64,
    signed="draft",
    drafted=0,
    fonts=("Sans-Bold", "Sans-Regular"),
    beside={"html": "3" * 64, "txt": "4" * 64},
)
SPANISH = replace(
    ENGLISH,
    path="default/es/testol.oral.large.letter.pdf",
    language="es",
    drafted=7,
    signoffs=(Checked("clinical", "A. Example", "pharmacist", "", "2026-05-31", "2027-05-31", "current"),),
    english=ENGLISH.path,
)


def manifest(*entries: Entry) -> Manifest:
    return Manifest({entry.path: entry for entry in entries})


def text_of(out) -> str:
    return (out / "manifest.json").read_text(encoding="utf-8")


def rewrite(out, **changes):
    (out / "manifest.json").write_text(json.dumps(json.loads(text_of(out)) | changes), encoding="utf-8")


def test_what_was_written_is_read(tmp_path):
    manifest(ENGLISH, SPANISH).write(tmp_path, VERSIONS)
    assert Manifest.read(tmp_path) == manifest(ENGLISH, SPANISH)


def test_the_second_text_of_an_edition_is_written_and_read_and_no_other_edition_tells_one(tmp_path):
    second = SecondText("es", "6" * 64, SPANISH.signoffs)
    both = replace(ENGLISH, path="default/en/both.pdf", extras=("with-es",), also=second)
    manifest(ENGLISH, both).write(tmp_path, VERSIONS)
    assert Manifest.read(tmp_path) == manifest(ENGLISH, both)
    told = {path for path, row in json.loads(text_of(tmp_path))["files"].items() if "also" in row}
    assert told == {both.path}


def test_it_begins_with_its_format_and_holds_the_versions(tmp_path):
    manifest(ENGLISH).write(tmp_path, VERSIONS)
    assert text_of(tmp_path).startswith('{\n  "format": 1,\n')
    assert json.loads(text_of(tmp_path))["versions"] == VERSIONS


def test_equal_contents_give_equal_bytes_in_any_order(tmp_path):
    manifest(ENGLISH, SPANISH).write(tmp_path / "one", VERSIONS)
    manifest(SPANISH, ENGLISH).write(tmp_path / "two", dict(reversed(VERSIONS.items())))
    assert text_of(tmp_path / "one") == text_of(tmp_path / "two")
    assert text_of(tmp_path / "one").index("/en/") < text_of(tmp_path / "one").index("/es/")


def test_no_manifest_is_an_empty_one(tmp_path):
    assert Manifest.read(tmp_path) == Manifest()


@pytest.mark.parametrize(
    "bytes_", [b"", b"{", b"\xff\xfe", b"[]", b"7", b'{"format": 1}', b'{"format": 1, "files": []}']
)
def test_a_manifest_that_cannot_be_read_is_an_empty_one_that_says_so(tmp_path, bytes_):
    (tmp_path / "manifest.json").write_bytes(bytes_)
    held = Manifest.read(tmp_path)
    assert held.fault
    assert replace(held, fault="") == Manifest()


@pytest.mark.parametrize("format", [2, "1", None])
def test_a_manifest_of_another_format_is_an_empty_one_that_says_so(tmp_path, format):
    manifest(ENGLISH).write(tmp_path, VERSIONS)
    rewrite(tmp_path, format=format)
    held = Manifest.read(tmp_path)
    assert repr(format) in held.fault
    assert held.entries == {}


def test_what_has_begun_and_the_part_of_a_shard_are_written_and_read(tmp_path):
    part = Part(2, 3, "5" * 64, (ENGLISH.path, SPANISH.path))
    held = replace(manifest(ENGLISH).begun([ENGLISH.path, SPANISH.path]), part=part)
    assert held.unfinished == {SPANISH.path}
    held.write(tmp_path, VERSIONS)
    assert Manifest.read(tmp_path) == held
    merged = held.merged([SPANISH], ())
    assert (merged.unfinished, merged.part) == (frozenset(), None)


def test_of_what_has_begun_every_file_may_lie_there():
    held = manifest(ENGLISH).begun([SPANISH.path])
    stem = "default/es/testol.oral.large.letter"
    assert list(held.files_of(SPANISH.path)) == [f"{stem}.pdf", f"{stem}.html", f"{stem}.txt"]
    assert list(held.files_of(ENGLISH.path)) == list(ENGLISH.files)


@pytest.mark.parametrize("path", ["../leaflets/testol.yaml", "default/../../testol.yaml", "/etc/hostname"])
def test_a_path_that_leaves_the_folder_is_not_taken_over(tmp_path, path):
    manifest(ENGLISH, replace(SPANISH, path=path)).write(tmp_path, VERSIONS)
    assert path in text_of(tmp_path)
    assert Manifest.read(tmp_path) == manifest(ENGLISH)


def test_an_entry_knows_all_its_files_the_pdf_first():
    stem = "default/en/testol.oral.large.letter"
    assert list(ENGLISH.files.items()) == [
        (f"{stem}.pdf", "0" * 64),
        (f"{stem}.html", "3" * 64),
        (f"{stem}.txt", "4" * 64),
    ]


@pytest.mark.parametrize("suffix", ["yaml", "/../../leaflets/testol.yaml", ""])
def test_an_entry_that_names_another_kind_of_file_is_not_taken_over(tmp_path, suffix):
    manifest(ENGLISH, replace(SPANISH, beside={suffix: "5" * 64})).write(tmp_path, VERSIONS)
    assert Manifest.read(tmp_path) == manifest(ENGLISH)


def test_a_merge_replaces_what_was_made_drops_what_is_gone_and_keeps_the_rest():
    held = manifest(ENGLISH, SPANISH, replace(ENGLISH, path="default/en/other.pdf"))
    made = replace(ENGLISH, pages=5)
    merged = held.merged([made], {SPANISH.path, "never/there.pdf"})
    assert merged == manifest(made, replace(ENGLISH, path="default/en/other.pdf"))
    assert held.entries[ENGLISH.path] == ENGLISH


def english_of(entries: Manifest) -> dict[str, str]:
    return {path: entry.english for path, entry in entries.entries.items() if entry.language != "en"}


def test_a_translation_names_its_english_edition_while_there_is_one():
    first = Manifest().merged([SPANISH], ())
    assert english_of(first) == {SPANISH.path: ""}
    both = first.merged([ENGLISH], ())
    assert english_of(both) == {SPANISH.path: ENGLISH.path}
    assert both.entries[ENGLISH.path].english == ""
    assert english_of(both.merged([], {ENGLISH.path})) == {SPANISH.path: ""}


@pytest.mark.parametrize(
    "changes",
    [
        {"medicine": "other"},
        {"form": "pump"},
        {"profile": "huge"},
        {"paper": "a4"},
        {"clinic": "british"},
        {"starting": True},
        {"extras": ("with-ar",)},
    ],
)
def test_an_english_edition_of_another_leaflet_is_not_its_own(changes):
    other = replace(ENGLISH, path="default/en/other.pdf", **changes)
    assert english_of(Manifest().merged([SPANISH, other], ())) == {SPANISH.path: ""}
