"""out/manifest.json: what lies in out/, from what it was made, and what a build may delete."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from plainleaf.publish.atomic import write_atomic
from plainleaf.values.languages import SOURCE_LANGUAGE

FORMAT = 1
BESIDE = ("html", "txt")
"""Suffixes of what may lie beside a PDF: a build deletes nothing else."""

NAME = "manifest.json"
SHEET = "contact-sheet.png"


@dataclass(frozen=True)
class Checked:
    """One sign-off of an edition. ``kind`` says as what, ``state`` is "current", "lapsed" (the text has changed since)
    or "expired"; days are ISO dates.
    """

    kind: str
    by: str
    role: str
    credentials: str
    date: str
    until: str
    state: str


@dataclass(frozen=True)
class Entry:
    """One finished edition. ``path`` is its PDF's, relative to out/, ``pages`` and ``sha256`` are the PDF's too;
    ``beside`` gives the sha256 of the files with the same stem, by suffix: html and txt. ``signed`` is "signed" where
    all ``signoffs`` it needs are current, else "draft"; ``drafted`` counts the machine-drafted translations of its
    texts; ``starting`` tells that it holds the example of a starting plan. ``english`` is the path of the same leaflet
    in English, empty where there is none.
    """

    path: str
    medicine: str
    form: str
    language: str
    clinic: str
    jurisdiction: str
    profile: str
    paper: str
    pages: int
    sha256: str
    text_digest: str
    page_digest: str
    signed: str
    drafted: int
    fonts: tuple[str, ...] = ()
    starting: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)
    signoffs: tuple[Checked, ...] = ()
    english: str = ""

    @property
    def files(self) -> Mapping[str, str]:
        """The sha256 of each file by its path, the PDF first."""
        return {self.path: self.sha256} | {
            beside(self.path, name): told for name, told in self.beside.items()
        }


def beside(path: str, suffix: str) -> str:
    """The path of the file with the same stem as a PDF."""
    return path.removesuffix("pdf") + suffix


@dataclass(frozen=True)
class Manifest:
    """``sheet`` is the sha256 of the contact sheet of the last build; empty where that made none."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    sheet: str = ""

    @classmethod
    def read(cls, out: Path) -> "Manifest":
        """The manifest of a folder; an empty one where there is none, or none we can read."""
        try:
            held = json.loads((out / NAME).read_text(encoding="utf-8"))
            if held.get("format") != FORMAT:
                return cls()
            rows = {path: row for path, row in held["files"].items() if _is_ours(path, row)}
            entries = {path: _entry(path, row) for path, row in rows.items()}
            return cls(entries, str(held.get("contact_sheet", "")))
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            return cls()

    def merged(self, made: Iterable[Entry], gone: Iterable[str]) -> "Manifest":
        """With new entries in place of old ones, and without what is gone; a contact sheet shows neither."""
        entries = {**self.entries, **{entry.path: entry for entry in made}}
        for path in gone:
            entries.pop(path, None)
        return Manifest(_beside_english(entries))

    def write(self, out: Path, versions: Mapping[str, str]) -> None:
        """Writes it whole, sorted, so that equal contents give equal bytes."""
        files = {
            path: {name: value for name, value in sorted(asdict(entry).items()) if name != "path"}
            for path, entry in sorted(self.entries.items())
        }
        sheet = {"contact_sheet": self.sheet} if self.sheet else {}
        held = {"format": FORMAT, "versions": dict(sorted(versions.items())), **sheet, "files": files}
        text = json.dumps(held, indent=2, ensure_ascii=False)
        write_atomic(out / NAME, (text + "\n").encode())


def _is_ours(path: str, row: dict[str, Any]) -> bool:
    """Whether an entry's files stay in out/: a build deletes what its manifest lists, and nothing elsewhere."""
    stays = not Path(path).is_absolute() and ".." not in Path(path).parts
    return stays and set(row.get("beside", {})) <= set(BESIDE)


def _entry(path: str, row: dict[str, Any]) -> Entry:
    signoffs = tuple(Checked(**one) for one in row.get("signoffs", ()))
    return Entry(**{**row, "path": path, "fonts": tuple(row.get("fonts", ())), "signoffs": signoffs})


def _beside_english(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries, each with the path of the same leaflet in English."""

    def kind(entry: Entry) -> tuple[object, ...]:
        same = (entry.medicine, entry.form, entry.profile, entry.paper)
        return (*same, entry.clinic, entry.starting)

    english = {kind(entry): path for path, entry in entries.items() if entry.language == SOURCE_LANGUAGE}
    return {
        path: replace(
            entry, english="" if entry.language == SOURCE_LANGUAGE else english.get(kind(entry), "")
        )
        for path, entry in entries.items()
    }
