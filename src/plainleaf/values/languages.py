"""Languages: what locales/languages.yaml says of each, and what CLDR knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

from babel import Locale, UnknownLocaleError

from plainleaf.findings import Finding, Refused
from plainleaf.project import Project
from plainleaf.source import Route, Source, load

SOURCE_LANGUAGE = "en"
UNSPACED = ("th", "lo", "km", "my", "zh", "ja")
"""Languages that write no space between words."""
FORMAT = "1"

PSEUDO: Mapping[str, str] = {"en-XA": "en", "ar-XB": "ar"}
"""The pseudo-locales, and the language each borrows from: font, direction, numbers, plural rule, floor."""
PSEUDO_INK = 1.2
"""Of accents on capitals, and of the fallback's letters where the lender's font has none with an accent."""

RULES: Mapping[str, str] = {
    "bad-language": """Does languages.yaml say of each language what plainleaf needs?

    A language needs its own name, its English name and a font family; size and leading are numbers; a parent is
    another language of the file.
    Bad: `ar: {name: العربية}`. Good: `ar: {name: العربية, english: Arabic, family: Noto Naskh Arabic}`.
    """,
}


@dataclass(frozen=True)
class Language:
    """One language as languages.yaml writes it.

    ``tag`` is BCP 47. ``size`` multiplies the type size so that base letters are at least as tall as the Latin
    x-height; ``leading`` is line height over type size, ``ink`` the height of its letters from deepest to highest over
    type size: lines closer than that touch. ``breaks``: "spaces", "icu" (word breaks from ICU) or "joined"
    (words never break inside: Korean). ``digits``: "latn" or "native". ``address`` is the form of address.
    ``letter`` is how wide a letter is in the narrowest lines of running text, in type sizes; a space counts as one.
    ``floor`` is the share of a leaflet's words that every reader must get out of its pages, in order: 1 is all.
    """

    tag: str
    name: str
    english: str
    family: str
    size: float = 1.0
    leading: float = 1.5
    ink: float = 1.0
    letter: float = 0.395
    breaks: str = "spaces"
    digits: str = "latn"
    address: str = ""
    parent: str = ""
    floor: float = 1.0

    @cached_property
    def locale(self) -> Locale:
        """CLDR's; of a pseudo-locale the lender's: CLDR knows none of them."""
        return Locale.parse(PSEUDO.get(self.tag, self.tag), sep="-")

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, from CLDR."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def is_source(self) -> bool:
        return self.tag == SOURCE_LANGUAGE

    @property
    def is_pseudo(self) -> bool:
        """Whether it is no language, but a way to test pages: what judges wording has nothing to judge here."""
        return self.tag in PSEUDO

    @property
    def is_tall(self) -> bool:
        """Whether its lines need twice the room of others, as in Nastaliq."""
        return self.ink >= TALL

    @property
    def writes_spaces(self) -> bool:
        """Whether a space stands between words."""
        return self.locale.language not in UNSPACED

    def name_of(self, other: "Language") -> str:
        """What this language calls another; its own name for itself."""
        if other.tag == self.tag:
            return self.name
        if other.is_pseudo:
            return other.english
        return str(self.locale.languages.get(other.tag.replace("-", "_")) or other.name)


def pseudo_language(tag: str, lender: Language, name: str) -> Language:
    """A pseudo-locale, with all that it borrows."""
    english, ink = f"Pseudo-{lender.english}", max(lender.ink, PSEUDO_INK)
    return replace(lender, tag=tag, name=name, english=english, address="", parent="", ink=ink)


SMALLEST, LARGEST = 0.5, 4.0
TALL = 2.0
NARROWEST = 0.1
NUMBERS = ("size", "leading", "ink", "letter", "floor")
CHOICES = {"breaks": ("spaces", "icu", "joined"), "digits": ("latn", "native")}


def read_languages(project: Project) -> dict[str, Language]:
    """The languages of locales/languages.yaml by tag, in its order; raises Refused with every fault."""
    source = load(project.locales / "languages.yaml", project.root)
    data = source.data if isinstance(source.data, dict) else {}
    table = data.get("languages")
    if not isinstance(table, dict):
        raise Refused([_fault(source, (), "`languages:` is missing", "write one line a language under it")])
    findings: list[Finding] = []
    languages: dict[str, Language] = {}
    if (given := data.get("format")) != FORMAT:
        said = f"format {given} is unknown" if isinstance(given, str) else "the file names no format"
        hint = "write `format: 1`, or use a newer plainleaf"
        findings.append(Finding("wrong-format", said, source.place(("format",)), hint))
    for tag, row in table.items():
        language = _language(source, tag, row, findings)
        if language is not None:
            languages[tag] = language
            findings += _parent(source, language, table)
    if findings:
        raise Refused(findings)
    return languages


def read_faces(project: Project) -> dict[str, Language]:
    """Other faces for print, by name: each is its language in another family, with sizes of its own. Raises Refused."""
    source = load(project.locales / "languages.yaml", project.root)
    data = source.data if isinstance(source.data, dict) else {}
    table, rows = data.get("faces", {}), data.get("languages", {})
    if not isinstance(table, dict) or not isinstance(rows, dict):
        raise Refused([_fault(source, ("faces",), "`faces:` is no table", "write one line a face under it")])
    findings: list[Finding] = []
    faces: dict[str, Language] = {}
    for name, row in table.items():
        tag = row.get("language") if isinstance(row, dict) else None
        line = rows.get(tag) if isinstance(tag, str) else None
        if not isinstance(row, dict) or not isinstance(tag, str) or not isinstance(line, dict):
            hint = "write {language: ur, family: Noto Nastaliq Urdu, leading: 2.2}"
            said = f"the face “{name}” names no language of this file"
            findings.append(Finding("bad-language", said, source.key_place(("faces", name)), hint))
            continue
        own = {key: value for key, value in row.items() if key != "language"}
        face = _language(source, tag, {**line, **own}, findings, ("faces", name))
        if face is not None:
            faces[name] = face
    if findings:
        raise Refused(findings)
    return faces


def _language(
    source: Source, tag: str, row: object, findings: list[Finding], at: Route = ()
) -> Language | None:
    before = len(findings)
    known = {field.name for field in fields(Language)} - {"tag"}
    route = at or ("languages", tag)

    def refuse(message: str, hint: str, key: str = "") -> None:
        place = source.key_place((*route, key)) if key else source.key_place(route)
        findings.append(Finding("bad-language", message, place, hint))

    cells = (
        {key: value for key, value in row.items() if isinstance(value, str)} if isinstance(row, dict) else {}
    )
    if tag in PSEUDO:
        refuse(f"“{tag}” is a pseudo-locale", f"delete the line: `build -l {tag}` needs none")
    try:
        Locale.parse(PSEUDO.get(tag, tag), sep="-")
    except (ValueError, UnknownLocaleError):
        refuse(f"CLDR knows no language “{tag}”", "write a BCP 47 tag such as es or zh-Hans")
    for key in sorted(cells.keys() - known):
        refuse(f"“{key}” is unknown", f"use one of {', '.join(sorted(known))}", key)
    for key in row.keys() - cells.keys() if isinstance(row, dict) else ():
        refuse(f"“{key}” is a list or a mapping", "write plain text after the colon", key)
    for key in ("name", "english", "family"):
        if not cells.get(key):
            refuse(f"“{key}” is missing", f"add {key}: to the line of {tag}")
    for key, choices in CHOICES.items():
        if cells.get(key, choices[0]) not in choices:
            refuse(f"{key} is “{cells[key]}”", f"write one of {', '.join(choices)}", key)
    for key in ("size", "leading", "ink"):
        if not _is_number(cells.get(key, "1")):
            refuse(f"{key} is “{cells[key]}”", "write a number such as 1.6", key)
    if not _is_number(cells.get("letter", "0.4"), NARROWEST):
        refuse(f"letter is “{cells['letter']}”", "write a number such as 0.36", "letter")
    floor = cells.get("floor", "1")
    if not _is_number(floor, 0 if at else SMALLEST) or float(floor) > 1:
        refuse(f"floor is “{floor}”", "write a share of one such as 0.995", "floor")
    if len(findings) > before:
        return None
    numbers = {key: float(cells[key]) for key in NUMBERS if key in cells}
    return Language(tag=tag, **{**cells, **numbers})  # type: ignore[arg-type]


def _parent(source: Source, language: Language, table: Mapping[str, object]) -> Iterator[Finding]:
    if language.parent and (language.parent not in table or language.parent == language.tag):
        said = f"the parent “{language.parent}” is no other language of this file"
        hint = f"name one of {', '.join(tag for tag in table if tag != language.tag)}, or delete it"
        yield Finding("bad-language", said, source.place(("languages", language.tag, "parent")), hint)


def _is_number(text: str, least: float = SMALLEST) -> bool:
    try:
        return least <= float(text) <= LARGEST
    except ValueError:
        return False


def _fault(source: Source, route: tuple[str, ...], message: str, hint: str) -> Finding:
    return Finding("bad-language", message, source.place(route), hint)
