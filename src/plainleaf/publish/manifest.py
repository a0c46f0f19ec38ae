"""out/manifest.json: what lies in out/, from what it was made, and what a build may delete."""

import hashlib
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
_DEPTH = 3
SHEET = "contact-sheet.png"
OWN_EXTRAS = ("starting", "chart", "short", "duplex", "booklet")
"""Extras that editions in every language have: no names of faces or of second languages."""


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
class SecondText:
    """The second language of an edition in two: its text and who checked that."""

    language: str
    text_digest: str
    signoffs: tuple[Checked, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "SecondText":
        """One as JSON holds it; raises TypeError where that holds none."""
        return cls(**{**row, "signoffs": _signoffs(row)})


@dataclass(frozen=True)
class Entry:
    """One finished edition. ``path`` is its PDF's, relative to out/, ``sha256`` is the PDF's too; ``pages`` are those
    one reads, ``sheets`` the paper they take; ``beside`` gives the sha256 of the files with the same stem, by suffix:
    html and txt. ``signed`` is "signed" where all sign-offs it needs are current, in both languages of an edition in
    two, else "draft"; ``drafted`` counts the machine-drafted translations of its texts; ``starting`` tells that it
    holds the example of a starting plan, ``extras`` all that sets it apart from the plain leaflet ("starting", "chart",
    "short", "with-en", …). ``english`` is the path of the same leaflet in English, empty where there is none; ``also``
    is the second text of an edition in two languages.
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
    extras: tuple[str, ...] = ()
    sheets: int = 0
    beside: Mapping[str, str] = field(default_factory=dict)
    signoffs: tuple[Checked, ...] = ()
    english: str = ""
    also: SecondText | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Entry":
        """An entry as JSON holds it; raises TypeError or KeyError where that holds none."""
        if row.get("starting") and not row.get("extras"):
            row = {**row, "extras": ["starting"]}  # of a plainleaf before 0.7
        listed = {name: tuple(row.get(name, ())) for name in ("fonts", "extras")}
        also = SecondText.of(row["also"]) if row.get("also") else None
        return cls(**{**row, **listed, "signoffs": _signoffs(row), "also": also})

    @property
    def files(self) -> Mapping[str, str]:
        """The sha256 of each file by its path, the PDF first."""
        return {self.path: self.sha256} | {
            beside(self.path, name): told for name, told in self.beside.items()
        }


def beside(path: str, suffix: str) -> str:
    """The path of the file with the same stem as a PDF."""
    return path.removesuffix("pdf") + suffix


def edition_files(path: str) -> tuple[str, ...]:
    """Every path that an edition may have, by its PDF's."""
    return (path, *(beside(path, suffix) for suffix in BESIDE))


def are_in_place(out: Path, entry: Entry) -> bool:
    """Whether all files of an edition lie in a folder as they should, by their bytes."""
    try:
        return all(
            hashlib.sha256((out / path).read_bytes()).hexdigest() == sha256
            for path, sha256 in entry.files.items()
        )
    except OSError:
        return False


@dataclass(frozen=True)
class Part:
    """Which part of a build a shard made: ``index`` counts from 1, ``plan`` is the digest of the whole build's jobs and
    their inputs, the same in each of its shards; ``jobs`` are the paths of this one's PDFs, made or not.
    """

    index: int
    of: int
    plan: str
    jobs: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """``sheet`` is the sha256 of the contact sheet of the last build; empty where that made none. ``unfinished`` are
    PDFs of a build that has begun and not ended: they may be there or not, and so may the files beside them. ``part``
    tells that a shard made it. ``fault`` says why the file could not be read; it is empty then. ``versions`` are those
    of the program and libraries that wrote it.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    sheet: str = ""
    unfinished: frozenset[str] = frozenset()
    part: Part | None = None
    fault: str = ""
    versions: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, out: Path) -> "Manifest":
        """The manifest of a folder; an empty one where there is none, or none we can read."""
        try:
            held = json.loads((out / NAME).read_text(encoding="utf-8"))
            if held.get("format") != FORMAT:
                return cls(fault=f"its format is {held.get('format')!r}, and this program knows {FORMAT}")
            rows = {path: row for path, row in held["files"].items() if _is_ours(path, row)}
            entries = {path: Entry.of({**row, "path": path}) for path, row in rows.items()}
            unfinished = frozenset(filter(_stays, held.get("unfinished", ())))
            part = held.get("part")
            return cls(
                entries,
                str(held.get("contact_sheet", "")),
                unfinished,
                Part(**{**part, "jobs": tuple(part["jobs"])}) if part else None,
                versions=dict(held.get("versions", {})),
            )
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            return cls(fault=f"it cannot be read ({type(error).__name__})")

    def files_of(self, path: str) -> Iterable[str]:
        """The files that may lie there of an edition that is listed or unfinished."""
        listed = self.entries[path].files if path in self.entries else ()
        return dict.fromkeys([*listed, *(edition_files(path) if path in self.unfinished else ())])

    def begun(self, paths: Iterable[str]) -> "Manifest":
        """With what a build is about to make: should it be killed, the next one knows what may lie there."""
        return replace(self, unfinished=self.unfinished | (frozenset(paths) - self.entries.keys()))

    def merged(self, made: Iterable[Entry], gone: Iterable[str]) -> "Manifest":
        """With new entries in place of old ones, and without what is gone; a contact sheet shows neither."""
        entries = {**self.entries, **{entry.path: entry for entry in made}}
        gone = frozenset(gone)
        for path in gone:
            entries.pop(path, None)
        return Manifest(_beside_english(entries), unfinished=self.unfinished - entries.keys() - gone)

    def write(self, out: Path, versions: Mapping[str, str]) -> None:
        """Writes it whole, sorted, so that equal contents give equal bytes."""
        files = {path: _row(entry) for path, entry in sorted(self.entries.items())}
        more = {
            "contact_sheet": self.sheet,
            "unfinished": sorted(self.unfinished),
            "part": asdict(self.part) if self.part else None,
        }
        held = {
            "format": FORMAT,
            "versions": dict(sorted(versions.items())),
            **{name: value for name, value in more.items() if value},
            "files": files,
        }
        text = json.dumps(held, indent=2, ensure_ascii=False)
        write_atomic(out / NAME, (text + "\n").encode())


def _signoffs(row: Mapping[str, Any]) -> tuple[Checked, ...]:
    return tuple(Checked(**one) for one in row.get("signoffs", ()))


def _row(entry: Entry) -> dict[str, Any]:
    """An entry as JSON holds it under its path."""
    unsaid = {"path"} if entry.also else {"path", "also"}
    return {name: value for name, value in sorted(asdict(entry).items()) if name not in unsaid}


def _is_ours(path: str, row: dict[str, Any]) -> bool:
    """Whether an entry's files stay in out/: a build deletes what its manifest lists, and nothing elsewhere."""
    return _stays(path) and set(row.get("beside", {})) <= set(BESIDE)


def _stays(path: str) -> bool:
    """Whether it is clinic/language/name.pdf, below the folder."""
    parts = path.split("/")
    return path.endswith(".pdf") and len(parts) == _DEPTH and not {"", ".", ".."} & set(parts)


def _beside_english(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries, each with the path of the same leaflet in English alone."""
    own = frozenset(OWN_EXTRAS)

    def kind(entry: Entry) -> tuple[object, ...]:
        same = (entry.medicine, entry.form, entry.profile, entry.paper)
        return (*same, entry.clinic, entry.starting, own.intersection(entry.extras))

    english = {
        kind(entry): path
        for path, entry in entries.items()
        if entry.language == SOURCE_LANGUAGE and own.issuperset(entry.extras)
    }
    return {
        path: replace(
            entry, english="" if entry.language == SOURCE_LANGUAGE else english.get(kind(entry), "")
        )
        for path, entry in entries.items()
    }
