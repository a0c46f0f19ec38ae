"""A project with many invented medicines of real size, in every language, that builds without a finding that withholds.

Each medicine is baclofen by another name: the same blocks, facts and front page, complete catalogues, its own terms in
the glossary. Texts of the front page, as alarms are, and cells of tables are shared by all: a seventh of the words, in
common.po. Every other text names the medicine or begins with its name, so that no two medicines say the same. That
makes a leaflet a tenth longer than baclofen's. Nothing is drawn by chance.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from plainleaf.catalogue import Catalogue, Message, draft_mark, empty, merge, read, write
from plainleaf.monograph import Passage, passages
from plainleaf.project import Project
from plainleaf.source import Route
from plainleaf.translate.content import catalogue_folder, read_content, read_monograph
from plainleaf.translate.extraction import is_translatable
from plainleaf.translate.messages import templates
from plainleaf.values.languages import SOURCE_LANGUAGE

ROOT = Path(__file__).resolve().parents[1]
MODEL = "baclofen"
COPIED = ("clinics", "templates")
SHARED = ("front/", "purpose")
"""Blocks whose texts all medicines share."""
UNVARIED = "On dialysis,"
"""PDFium loses a negation of its Arabic where the line breaks elsewhere."""

STEMS = {
    "en": "baclo", "es": "baclo", "fr": "baclo", "pl": "baklo", "vi": "baclo", "so": "baclo", "ru": "бакло",
    "ar": "باكلو", "ur": "بیکلو", "hi": "बैक्लो", "bn": "ব্যাক্লো", "th": "บาโคล", "zh-Hans": "巴氯", "ko": "바클로",
    "am": "ባክሎ",
}  # fmt: skip
"""What of the model's name gives way; its end stays, with all that a language inflects."""
SYLLABLES = {
    "ru": "да до ко ми ра ро са та лу",
    "ar": "دا دو كو مي را رو سا تا لو",
    "ur": "دا دو کو می را رو سا تا لو",
    "hi": "दा दो को मी रा रो सा ता लू",
    "bn": "দা দো কো মি রা রো সা তা লু",
    "th": "ดา โด โค มี รา โร ซา ตา ลู",
    "zh-Hans": "达 多 科 米 拉 罗 萨 塔 卢",
    "ko": "다 도 코 미 라 로 사 타 루",
    "am": "ዳ ዶ ኮ ሚ ራ ሮ ሳ ታ ሉ",
}
LATIN = "da do ko mi ra ro sa ta lu"
_CHANGED = " –"
COLONS = {"fr": "\u00a0: ", "zh-Hans": "："}


@dataclass(frozen=True)
class Medicine:
    """An invented medicine: two syllables of the table, and the end of the model's name."""

    first: int
    second: int

    @property
    def name(self) -> str:
        return self.renamed(MODEL, SOURCE_LANGUAGE)

    def renamed(self, text: str, tag: str) -> str:
        """A text of the model, about this medicine."""
        old, new = STEMS[tag], self._stem(tag)
        return text.replace(old, new).replace(old.capitalize(), new.capitalize())

    def own(self, text: str, title: str, tag: str) -> str:
        """The same, begun with the medicine's name."""
        return f"{title}{COLONS.get(tag, ': ')}{self.renamed(text, tag)}"

    def _stem(self, tag: str) -> str:
        table = SYLLABLES.get(tag, LATIN).split()
        return table[self.first] + table[self.second]


def invented(count: int) -> tuple[Medicine, ...]:
    """That many medicines, no two of one name."""
    size = len(LATIN.split())
    pairs = ((at, (at + step) % size) for step in range(1, size) for at in range(size))
    medicines = tuple(Medicine(*pair) for pair in islice(pairs, count))
    if len(medicines) < count:
        raise ValueError(f"{count} medicines are asked for; the syllables give {len(medicines)}")
    return medicines


def plant(root: Path, count: int, tags: Sequence[str] = ()) -> Project:
    """Makes the project, in these languages besides English, or in all; its fonts are this project's."""
    model, project, medicines = Project(ROOT), Project(root), invented(count)
    root.mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in COPIED:
        shutil.copytree(ROOT / name, root / name)
    project.fonts.symlink_to(model.fonts)
    project.leaflets.mkdir()
    shutil.copy(model.leaflets / "_phrases.yaml", project.leaflets)
    project.locales.mkdir()
    spoken = _plant_languages(project, tags)
    _plant_glossary(project, medicines)
    model_texts = _Model(model)
    for medicine in medicines:
        file = project.leaflets / f"{medicine.name}.yaml"
        file.write_text(_dumped(model_texts.monograph(medicine)), encoding="utf-8")
    pots = templates(read_content(project))
    for tag in spoken:
        _plant_catalogues(project, model_texts, medicines, pots, tag)
    return project


def change_one(project: Project, medicine: str, tag: str) -> None:
    """Edits one translation of one medicine: the next of those that every leaflet of the medicine prints."""
    file = catalogue_folder(project, tag) / f"{medicine}.po"
    catalogue = read(project.relative(file), file.read_bytes(), language=tag)
    at = next(at for at, message in enumerate(catalogue.entries) if _is_unchanged(message))
    old = catalogue.entries[at]
    new = _told(old, (old.msgstr[0].replace(":", _CHANGED, 1),))
    entries = (*catalogue.entries[:at], new, *catalogue.entries[at + 1 :])
    file.write_text(write(replace(catalogue, entries=entries)), encoding="utf-8")


def _is_unchanged(message: Message) -> bool:
    always = not any(comment.startswith("only ") for comment in message.extracted)
    return always and ":" in message.msgstr[0] and _CHANGED not in message.msgstr[0]


class _Model:
    """The monograph that all are made from, and what its texts are in other languages."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._authored = read_monograph(project, project.leaflets / f"{MODEL}.yaml")
        self._passages = tuple(passages(self._authored.monograph))

    def monograph(self, medicine: Medicine) -> dict[str, Any]:
        """The data of its file."""
        data = _changeable(self._authored.source.data, medicine)
        for passage in self._passages:
            if _is_own(passage):
                _put(data, passage.route, self._own(medicine, passage.text))
        return dict(data)

    def translations(self, medicine: Medicine, tag: str) -> dict[str, tuple[str, ...]]:
        """What its texts say in another language, by their English."""
        title = medicine.renamed(
            self.catalogue(tag, MODEL).messages["title", MODEL.capitalize()].msgstr[0], tag
        )
        said: dict[str, tuple[str, ...]] = {}
        for message in self.catalogue(tag, MODEL).entries:
            plain = medicine.renamed(message.msgid, SOURCE_LANGUAGE)
            said[plain] = tuple(medicine.renamed(form, tag) for form in message.msgstr)
            said[self._own(medicine, message.msgid)] = tuple(
                medicine.own(form, title, tag) for form in message.msgstr
            )
        return said

    def catalogue(self, tag: str, domain: str) -> Catalogue:
        file = catalogue_folder(self._project, tag) / f"{domain}.po"
        return read(self._project.relative(file), file.read_bytes(), language=tag)

    @staticmethod
    def _own(medicine: Medicine, text: str) -> str:
        return medicine.own(text, medicine.name.capitalize(), SOURCE_LANGUAGE)


def _is_own(passage: Passage) -> bool:
    shared = passage.role in ("title", "cell") or passage.block.startswith(SHARED)
    named = MODEL in passage.text.casefold()
    return not (shared or named or passage.text.startswith(UNVARIED)) and is_translatable(passage.text)


def _changeable(node: Any, medicine: Medicine) -> Any:
    """A copy of what was read, with the medicine's name in every text."""
    if isinstance(node, Mapping):
        return {key: _changeable(value, medicine) for key, value in node.items()}
    if isinstance(node, str):
        return medicine.renamed(node, SOURCE_LANGUAGE)
    return [_changeable(value, medicine) for value in node]


def _put(data: Any, route: Route, text: str) -> None:
    """Sets the text at a route; a list of one may be written without its brackets."""
    for at, step in enumerate(route):
        if isinstance(data[step], str):
            assert route[at + 1 :] in {(), (0,)}, route
            data[step] = text
            return
        data = data[step]


def _read_texts(file: Path) -> Any:
    """What a YAML file holds; every scalar stays text."""
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but text


def _dumped(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000))


def _plant_languages(project: Project, tags: Sequence[str]) -> tuple[str, ...]:
    """Writes languages.yaml; gives the languages that need catalogues."""
    held = _read_texts(ROOT / "locales/languages.yaml")
    kept = {
        tag: line for tag, line in held["languages"].items() if not tags or tag in (SOURCE_LANGUAGE, *tags)
    }
    text = _dumped({"format": "1", "languages": kept})
    (project.locales / "languages.yaml").write_text(text, encoding="utf-8")
    return tuple(tag for tag in kept if tag != SOURCE_LANGUAGE)


def _plant_glossary(project: Project, medicines: Iterable[Medicine]) -> None:
    """The glossary with an entry for each medicine instead of the model's."""
    held = _read_texts(ROOT / "locales/glossary.yaml")
    kept = _read_texts(project.locales / "languages.yaml")["languages"]
    for entry in held["terms"].values():
        entry["in"] = {tag: line for tag, line in entry["in"].items() if tag in kept}
    terms = {name: entry for name, entry in held["terms"].items() if name != MODEL and entry["in"]}
    model = held["terms"][MODEL]
    for medicine in medicines:
        lines = {tag: _named(medicine, tag, line) for tag, line in model["in"].items()}
        if lines:
            terms[medicine.name] = {**model, "in": lines}
    text = _dumped({"format": "1", "terms": terms})
    (project.locales / "glossary.yaml").write_text(text, encoding="utf-8")


def _named(medicine: Medicine, tag: str, line: Mapping[str, Any]) -> dict[str, Any]:
    """A language's line on the model, about this medicine."""
    return {
        key: medicine.renamed(value, tag)
        if isinstance(value, str)
        else [medicine.renamed(one, tag) for one in value]
        for key, value in line.items()
    }


def _plant_catalogues(
    project: Project,
    model: _Model,
    medicines: Sequence[Medicine],
    pots: Mapping[str, Catalogue],
    tag: str,
) -> None:
    """Complete catalogues of one language; what is common to all stays as the model says it."""
    folder = catalogue_folder(project, tag)
    folder.mkdir(parents=True)
    for name in ("page", "phrases"):
        shutil.copy(catalogue_folder(Project(ROOT), tag) / f"{name}.po", folder)
    said = {medicine.name: model.translations(medicine, tag) for medicine in medicines}
    for domain, pot in pots.items():
        if domain in ("page", "phrases"):
            continue
        held = said.get(domain) or said[medicines[0].name]
        merged = merge(empty(f"locales/{tag}/{domain}.po", tag), pot)
        entries = tuple(_translated(merged.entries, held))
        (folder / f"{domain}.po").write_text(write(replace(merged, entries=entries)), encoding="utf-8")


def _translated(entries: Iterable[Message], said: Mapping[str, tuple[str, ...]]) -> Iterator[Message]:
    return (_told(message, said[message.msgid]) for message in entries)


def _told(message: Message, msgstr: tuple[str, ...]) -> Message:
    """The message with this translation, marked as drafted, as the model's are."""
    return replace(message, msgstr=msgstr, comments=(draft_mark(msgstr),))
