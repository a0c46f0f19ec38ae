"""The shelf: a hit is exactly what was put there; anything else is a miss, and a bad disk costs only time."""

import hashlib
import os
import shutil
from dataclasses import replace

import pytest

from plainleaf.findings import Finding, Span
from plainleaf.layout.page import Face, Page
from plainleaf.publish import Shelf, page_digest, program_digest
from plainleaf.render import Print
from tests.pipeline.samples import files_in

PRINT = Print(b"%PDF-1.7 leaflet", 4, ("Sans-Bold", "Sans-Regular"))
DIGEST = "ab" * 32
FACE = Face("Sans", 400, "Sans-Regular.ttf", "0" * 64)
PAGE = Page("<p>Take it with food.", "en", "Testol", (FACE,))
VERSIONS = {"weasyprint": "70.0", "Pango": "1.50.12"}


@pytest.fixture
def shelf(tmp_path):
    held = Shelf(tmp_path / "shelf")
    held.put(DIGEST, PRINT)
    return held


def test_what_was_put_comes_back(shelf):
    assert shelf.get(DIGEST) == PRINT


def test_another_digest_is_a_miss(shelf):
    assert shelf.get("cd" * 32) is None


def noted(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


@pytest.mark.parametrize(
    ("kind", "bytes_"),
    [
        ("files", b"%PDF-1.7 leaflex"),
        ("files", b"%PDF-1.7 leafle"),
        ("files", b""),
        ("prints", b""),
        ("prints", b"\xff\xfe"),
        ("prints", b'{"pages": 4}'),
        ("prints", noted(b"[]")),
        ("prints", noted(b"{")),
        ("prints", noted(b'{"pages": 4, "fonts": []}')),
        ("prints", noted(b'{"sha256": 7, "pages": 4, "fonts": []}')),
        ("prints", noted(b'{"sha256": "../../../etc/passwd", "pages": 4, "fonts": []}')),
    ],
)
def test_a_damaged_entry_is_a_miss_and_is_mended_by_the_next_print(shelf, kind, bytes_):
    (file,) = (file for file in (shelf.folder / kind).rglob("*") if file.is_file())
    file.write_bytes(bytes_)
    assert shelf.get(DIGEST) is None
    shelf.put(DIGEST, PRINT)
    assert shelf.get(DIGEST) == PRINT


@pytest.mark.parametrize("key", ["sha256", "pages", "fonts"])
def test_a_note_that_lacks_a_key_is_a_miss(shelf, key):
    note = shelf.note("prints", DIGEST)
    del note[key]
    shelf.keep_note("prints", DIGEST, note)
    assert shelf.get(DIGEST) is None


@pytest.mark.parametrize("kind", ["files", "prints"])
def test_half_an_entry_is_a_miss(shelf, kind):
    shutil.rmtree(shelf.folder / kind)
    assert shelf.get(DIGEST) is None


def test_a_shelf_that_was_removed_is_an_empty_one(shelf):
    shutil.rmtree(shelf.folder)
    assert shelf.get(DIGEST) is None
    shelf.put(DIGEST, PRINT)
    assert shelf.get(DIGEST) == PRINT


def test_pruning_takes_what_was_used_longest_ago_and_leaves_the_rest(tmp_path):
    shelf = Shelf(tmp_path, megabytes=1)
    kept = [shelf.keep(bytes([number]) * 300_000) for number in range(3)]
    for age, sha256 in enumerate(kept):
        file = tmp_path / "files" / sha256[:2] / sha256
        os.utime(file, (1e9 - age, 1e9 - age))
    shelf.prune()
    assert [shelf.file(sha256) is not None for sha256 in kept] == [True] * 3
    for age, sha256 in enumerate(kept):
        file = tmp_path / "files" / sha256[:2] / sha256
        os.utime(file, (1e9 - age, 1e9 - age))
    newest = shelf.keep(b"new" * 100_000)
    shelf.prune()
    assert shelf.file(newest) is not None
    assert [shelf.file(sha256) is not None for sha256 in kept] == [True, False, False]


def test_a_use_is_noted_so_that_what_is_used_stays(tmp_path):
    shelf = Shelf(tmp_path)
    sha256 = shelf.keep(b"leaflet")
    file = tmp_path / "files" / sha256[:2] / sha256
    os.utime(file, (1e9, 1e9))
    assert shelf.file(sha256) == b"leaflet"
    assert file.stat().st_mtime > 1e9


def test_pruning_takes_what_a_killed_build_left_when_it_is_a_day_old(tmp_path):
    left = [tmp_path / "files/ab" / f".{'ab' * 32}.{age}.unfinished" for age in ("old", "new")]
    for file in left:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"half")
    os.utime(left[0], (1e9, 1e9))
    Shelf(tmp_path).prune()
    assert [file.exists() for file in left] == [False, True]


def test_a_folder_that_takes_nothing_costs_nothing(tmp_path):
    (tmp_path / "shelf").write_text("a file", encoding="utf-8")
    shelf = Shelf(tmp_path / "shelf")
    shelf.put(DIGEST, PRINT)
    assert shelf.get(DIGEST) is None
    assert (tmp_path / "shelf").read_text(encoding="utf-8") == "a file"


def test_a_full_disk_costs_nothing(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    shelf = Shelf(tmp_path)
    shelf.put(DIGEST, PRINT)
    assert shelf.get(DIGEST) is None
    assert files_in(tmp_path) == set()


def test_no_shelf_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Shelf(None).put(DIGEST, PRINT)
    assert Shelf(None).get(DIGEST) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, html=PAGE.html + " "),
        replace(PAGE, language="es"),
        replace(PAGE, title="Testol:"),
        replace(PAGE, faces=()),
        replace(PAGE, faces=(FACE, FACE)),
        replace(PAGE, faces=(replace(FACE, sha256="1" * 64),)),
        replace(PAGE, faces=(replace(FACE, file="Other.ttf"),)),
    ],
)
def test_another_page_has_another_digest(page):
    assert page_digest(page, VERSIONS, "program") != page_digest(PAGE, VERSIONS, "program")


def test_another_library_or_program_has_another_digest():
    digests = {
        page_digest(PAGE, VERSIONS, "program"),
        page_digest(PAGE, VERSIONS, "mended"),
        page_digest(PAGE, VERSIONS | {"Pango": "1.50.14"}, "program"),
        page_digest(PAGE, {"weasyprint": "70.0"}, "program"),
    }
    assert len(digests) == 4


def test_the_order_of_versions_changes_no_digest():
    backwards = dict(reversed(VERSIONS.items()))
    assert list(backwards) != list(VERSIONS)
    assert page_digest(PAGE, backwards, "program") == page_digest(PAGE, VERSIONS, "program")


def test_the_program_digest_follows_names_and_contents_of_its_modules(tmp_path):
    def digest() -> str:
        return program_digest(tmp_path, tmp_path / "templates")

    (tmp_path / "rooms").mkdir()
    (tmp_path / "rooms/one.py").write_text("A = 1\n", encoding="utf-8")
    first = digest()
    (tmp_path / "rooms/one.pyc").write_bytes(b"compiled")
    assert digest() == first
    (tmp_path / "rooms/one.py").write_text("A = 2\n", encoding="utf-8")
    second = digest()
    (tmp_path / "rooms/one.py").rename(tmp_path / "rooms/two.py")
    assert len({first, second, digest()}) == 3


def test_the_program_digest_follows_the_lists_of_words_that_decide_verdicts(tmp_path):
    def digest() -> str:
        return program_digest(tmp_path, tmp_path / "templates")

    words = tmp_path / "values/lexicons/negations/en.txt"
    words.parent.mkdir(parents=True)
    words.write_text("not\n", encoding="utf-8")
    first = digest()
    words.write_text("not\nnever\n", encoding="utf-8")
    second = digest()
    words.rename(words.with_name("fr.txt"))
    assert len({first, second, digest()}) == 3


def test_a_print_with_a_warning_is_not_kept_so_that_it_is_told_again(tmp_path):
    held = Shelf(tmp_path / "shelf")
    warned = replace(PRINT, warnings=(Finding("render-front", "it runs over", Span("x")),))
    held.put(DIGEST, warned)
    assert held.get(DIGEST) is None
    held.put(DIGEST, PRINT)
    assert held.get(DIGEST) == PRINT


def test_the_program_digest_follows_the_pictures_a_page_may_name_and_no_text_it_is_composed_of(tmp_path):
    def digest() -> str:
        return program_digest(tmp_path / "src", tmp_path)

    picture, template = tmp_path / "pictograms/stop.svg", tmp_path / "leaflet.html.jinja"
    picture.parent.mkdir()
    picture.write_text("<svg/>", encoding="utf-8")
    first = digest()
    template.write_text("{{ leaflet }}", encoding="utf-8")
    assert digest() == first
    picture.write_text("<svg></svg>", encoding="utf-8")
    second = digest()
    picture.rename(tmp_path / "stop.svg")
    assert len({first, second, digest()}) == 3
