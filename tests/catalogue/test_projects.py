"""PO files of public projects: read without a wrong finding, written without a loss, opened by other tools."""

import re
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import pytest

from plainleaf.catalogue import Catalogue, Message, examine, write
from plainleaf.findings import Finding
from tests.catalogue.others import by_polib, by_toolkit, msgfmt_passes
from tests.catalogue.projects import Offline, po_files

PROJECTS = (
    "allauth",
    "django",
    "django_countries",
    "django_filters",
    "humanize",
    "import_export",
    "mailman",
    "phonenumber_field",
    "sphinx",
    "wtforms",
)
MOST = 5  # files of each project, evenly over its list; with --slow all of them
# What public files are free to do, and a leaflet's are not: another charset, no language, plural rules of their own.
FREE = {"po-encoding", "po-language", "po-plural-forms"}


pytestmark = pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt (gettext) is not installed")


@pytest.fixture(scope="session")
def public_files() -> list[tuple[str, Path]]:
    try:
        return po_files()
    except Offline as problem:
        pytest.skip(str(problem))


@pytest.fixture(params=PROJECTS)
def files(request, public_files) -> list[Path]:
    found = [file for project, file in public_files if project == request.param]
    assert len(found) > 20
    return found if request.config.getoption("--slow") else found[:: 1 + len(found) // MOST]


def test_every_project_is_in_the_list(public_files):
    assert {project for project, _ in public_files} == {*PROJECTS}
    assert len(public_files) > 1500


def test_what_is_found_in_a_public_file_msgfmt_finds_too(files):
    for file in map(public, files):
        found = [finding for finding in file.findings if finding.check not in FREE]
        assert not found or not msgfmt_passes(file.data), (file.catalogue.path, found)


def test_a_public_file_is_written_without_a_loss(files):
    for file in map(public, files):
        before, after = file.catalogue, examine(file.catalogue.path, file.written)[0]
        assert after == replace(before, head=after.head), before.path
        assert without_charset(after) == without_charset(before), before.path
        assert write(after).encode() == file.written, before.path


def test_what_is_written_of_a_public_file_passes_msgfmt_where_the_file_did(files):
    for file in map(public, files):
        assert msgfmt_passes(file.written) or not msgfmt_passes(file.data), file.catalogue.path


def test_polib_reads_the_same_entries_before_and_after(files):
    for file in map(public, files):
        after = Counter(by_polib(file.written))
        assert after == Counter(by_polib(file.data, file.charset)), file.catalogue.path
        entries = (*file.catalogue.entries, *file.catalogue.obsolete)
        assert after == Counter(map(as_polib_has_it, entries)), file.catalogue.path


def test_translate_toolkit_reads_the_same_units_and_saves_them_unchanged(files):
    for file in map(public, files):
        units, saved = by_toolkit(file.written)
        assert Counter(units) == Counter(by_toolkit(file.data)[0]), file.catalogue.path
        path = file.catalogue.path
        assert examine(path, saved)[0] == examine(path, file.written)[0], path


@dataclass(frozen=True)
class Public:
    """A public file, what we read in it, and what we write of that."""

    data: bytes
    catalogue: Catalogue
    findings: tuple[Finding, ...]

    @property
    def charset(self) -> str:
        other = any("ISO-8859-15" in finding.message for finding in self.findings)
        return "iso-8859-15" if other else "utf-8"

    @cached_property
    def written(self) -> bytes:
        return write(self.catalogue).encode()


@cache
def public(file: Path) -> Public:
    data = file.read_bytes()
    return Public(data, *examine(str(file), data))


def without_charset(catalogue: Catalogue) -> Message:
    text = re.sub("charset=.*", "charset=", catalogue.head.msgstr[0])
    return replace(catalogue.head, msgstr=(text,))


def as_polib_has_it(message: Message) -> tuple:
    return (
        message.obsolete,
        message.msgctxt,
        message.msgid,
        message.msgid_plural or "",
        message.msgstr,
        message.fuzzy,
        message.previous or (None, None, None),
    )
