"""Rules over the file as a whole: its language, title, rights, fonts and pages."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from plainleaf.audit.opened import Opened
from plainleaf.audit.rule import Rule, quoted
from plainleaf.audit.verdict import Flaw
from plainleaf.findings import Severity
from plainleaf.inspect import Content, Element

_TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*"
    r"(-[A-WYZa-wyz\d](-[A-Za-z\d]{2,8})+)*(-[xX](-[A-Za-z\d]{1,8})+)?"
)
"""RFC 5646 2.1, without the few tags that are kept for old times' sake."""
_FILE_NAME = re.compile(
    r"^microsoft word\b|^untitled|\.(docx?|odt|indd|pub|pptx?|pdf|html?|qxp|rtf|tmp)\s*$", re.IGNORECASE
)
_SMALLEST, _LARGEST = 200, 2400
"""Points: a little under A7, a little over A1."""
_SAME = 2
"""Points two pages of one size may differ by."""
_ENOUGH_LETTERS = 40
_HALF = 0.5
_KNOWN = frozenset(str(code).split("_")[0].lower() for code in Locale("en").languages)
_NO_LANGUAGES = frozenset({"mis", "mul", "und", "zxx"})
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "Arab": ("ARABIC",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Grek": ("GREEK",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Khmr": ("KHMER",),
    "Kore": ("HANGUL", "CJK"),
    "Laoo": ("LAO",),
    "Latn": ("LATIN",),
    "Mymr": ("MYANMAR",),
    "Thai": ("THAI",),
}
"""Scripts by the first word of their letters' Unicode names; one that is not here is not judged."""


def language_missing(file: Opened) -> Iterator[Flaw]:
    """Does the file say what language it is in?

    PDF/UA-1 7.2. Without it a screen reader speaks Spanish with an English voice, and nobody understands.
    Bad: no `/Lang`. Good: `/Lang (es)`.
    """
    if not file.facts.language.strip():
        yield Flaw(
            "language-missing",
            "the file does not say what language it is in",
            "set the document's language where it is made, such as es or en-US",
        )


def language_malformed(file: Opened) -> Iterator[Flaw]:
    """Is every language tag one that a reader knows?

    BCP 47: letters and digits joined by hyphens. A tag that is none is the same as none.
    Bad: `/Lang (en_US)`, `/Lang (English)`. Good: `/Lang (en-US)`.
    """
    tags = dict.fromkeys([file.facts.language, *(element.language for element in file.elements)])
    for tag in filter(None, (tag.strip() for tag in tags)):
        if not _TAG.fullmatch(tag):
            yield Flaw(
                "language-malformed",
                f"{quoted(tag)} is no language tag",
                "write one such as en-US or zh-Hans",
            )
        elif tag.split("-")[0].lower() not in _KNOWN:
            yield Flaw(
                "language-malformed",
                f"no language has the tag {quoted(tag)}",
                "write one such as en-US or zh-Hans",
                Severity.WARNING,
            )


def language_mismatch(file: Opened) -> Iterator[Flaw]:
    """Are the letters those of the language the file names?

    Of the file as a whole, and of all that its tags say is in another language.
    A file made from an English template keeps its English tags, and the Arabic in it is spelt out or skipped.
    Bad: `/Lang (en)` over a text in Arabic. Good: `/Lang (ar)`.
    """
    parts: dict[str, list[Element]] = {}
    for element in file.elements:
        if element.language != file.facts.language:
            parts.setdefault(element.language, []).append(element)
    letters = Counter(_letters("".join(file.texts)))
    for tag, elements in parts.items():
        own = Counter(_letters("".join(map(_own_text, elements))))
        letters -= own
        if most := _other_script(tag, own):
            yield Flaw(
                "language-mismatch",
                f"tags say {quoted(tag)} where most letters are {most}",
                "set the language of these parts to that of their text",
                areas=file.areas(*elements),
            )
    if most := _other_script(file.facts.language, letters):
        yield Flaw(
            "language-mismatch",
            f"the file says {quoted(file.facts.language)}, but most of its letters are {most}",
            "set the document's language to that of its text",
        )


def direction_missing(file: Opened) -> Iterator[Flaw]:
    """Does a file in a language that runs from right to left say so?

    Viewers then lay its pages and their own buttons out from the right. A file in two languages, a quarter or more of
    its letters of one that runs the other way, may leave it: PDFium turns each line of a right-to-left file round.
    Bad: `/Lang (ar)` and no `/Direction`. Good: `/ViewerPreferences << /Direction /R2L >>`.
    """
    says_so = file.facts.preferences.get("/Direction") == "/R2L"
    if _is_right_to_left(file.facts.language) and not says_so and not _is_mixed(file):
        yield Flaw(
            "direction-missing",
            f"the language {quoted(file.facts.language)} runs from right to left, and the file does not say so",
            "set the reading direction (binding) to right to left",
            Severity.WARNING,
        )


def title_missing(file: Opened) -> Iterator[Flaw]:
    """Has the file a title of its own?

    PDF/UA-1 7.1. A screen reader speaks it first; without it, the name of the file is read letter by letter.
    Bad: no title, or `Microsoft Word - leaflet_FINAL2.docx`. Good: `Baclofen: how to take it`.
    """
    title = file.makeup.title.strip()
    if not title:
        yield Flaw("title-missing", "the file has no title", "write a title in the document's properties")
    elif _FILE_NAME.search(title):
        yield Flaw(
            "title-missing",
            f"the title {quoted(title)} is the name of a file",
            "write in the document's properties what a reader would call it",
        )


def title_hidden(file: Opened) -> Iterator[Flaw]:
    """Do viewers show the title, and not the file's name?

    PDF/UA-1 7.1 wants `DisplayDocTitle`.
    Bad: a window called `bac_v7.pdf`. Good: `/ViewerPreferences << /DisplayDocTitle true >>`.
    """
    if file.facts.preferences.get("/DisplayDocTitle") != "true":
        yield Flaw(
            "title-hidden",
            "viewers show the file's name in place of its title",
            "set “initial view: show document title”",
        )


def claim_missing(file: Opened) -> Iterator[Flaw]:
    """Does the file say that it means to follow PDF/UA?

    PDF/UA-1 5. It is a promise of its maker and proves nothing; without it some readers do not trust the tags.
    Bad: no `pdfuaid:part` in the metadata. Good: `<pdfuaid:part>1</pdfuaid:part>`.
    """
    if not file.makeup.ua:
        yield Flaw(
            "claim-missing",
            "the file does not say that it follows PDF/UA",
            "export as PDF/UA where the program can; the tags come first",
            Severity.WARNING,
        )


def reader_locked_out(file: Opened) -> Iterator[Flaw]:
    """May assistive technology read the text?

    PDF/UA-1 7.16. A file locked against copying can lock screen readers out too.
    Bad: rights without “text access for the visually impaired”. Good: no lock at all; a leaflet is for everybody.
    """
    if file.makeup.locked:
        yield Flaw(
            "reader-locked-out",
            "the file's rights keep screen readers out of its text",
            "save it without security, or allow access for assistive technology",
        )


def font_not_embedded(file: Opened) -> Iterator[Flaw]:
    """Does the file carry every font it prints with?

    PDF/UA-1 7.21.4. Without it each machine puts its own letters in, of another width, and some as boxes.
    Bad: Helvetica by name only. Good: every font embedded as a subset.
    """
    for font in file.makeup.fonts:
        if not font.embedded:
            yield Flaw(
                "font-not-embedded",
                f"the font {quoted(font.name)} is not in the file",
                "embed all fonts when you export it",
                areas=tuple(file.page(page) for page in font.pages),
            )


def text_unmapped(file: Opened) -> Iterator[Flaw]:
    """Can the drawn letters be read as text?

    PDF/UA-1 7.21.7. A glyph without a character is silence to a screen reader, and a box when it is copied.
    Bad: a font with codes of its own and no `ToUnicode`. Good: each code has its character.
    """
    for font in file.makeup.fonts:
        if not font.mapped:
            yield Flaw(
                "text-unmapped",
                f"the letters of the font {quoted(font.name)} cannot be told as text",
                "export again with a font that has Unicode characters",
                areas=tuple(file.page(page) for page in font.pages),
            )
    all_mapped = all(font.mapped for font in file.makeup.fonts)
    for number, text in enumerate(file.texts, 1):
        lost = sum(map(_is_lost, text))
        private = sum(map(_is_private, text))
        if lost and all_mapped:
            yield Flaw(
                "text-unmapped",
                f"{lost} drawn signs have no character",
                "export again with a font that has Unicode characters",
                areas=(file.page(number),),
            )
        if private:
            yield Flaw(
                "text-unmapped",
                f"{private} signs have a character that only their font knows, such as Symbol’s bullet",
                "use a sign that Unicode has, such as •",
                Severity.WARNING,
                (file.page(number),),
            )


def scanned_page(file: Opened) -> Iterator[Flaw]:
    """Is there text on every page that shows something?

    A scan is a photograph: nothing can be read out, enlarged without blur, or found.
    Bad: a page that is one picture. Good: the document itself, exported.
    """
    for number, (sheet, text) in enumerate(zip(file.makeup.sheets, file.texts, strict=True), 1):
        if sheet.pictures and not text.strip():
            yield Flaw(
                "scanned-page",
                "the page is a picture without text",
                "export the document itself; where only paper is left, recognise the text and correct it",
                areas=(file.page(number),),
            )


def page_size(file: Opened) -> Iterator[Flaw]:
    """Do the pages fit on paper, all on the same?

    A page of another size is printed smaller, and with it its type.
    Bad: 18 pt on a page of A3, printed on A4. Good: every page Letter or A4.
    """
    sizes = [sheet.size for sheet in file.makeup.sheets]
    for number, size in enumerate(sizes, 1):
        if not all(_SMALLEST <= side <= _LARGEST for side in size):
            yield Flaw(
                "page-size",
                f"the page is {_inches(size)} inches large",
                "make it for the paper that people have: Letter or A4",
                areas=(file.page(number),),
            )
        elif any(abs(one - other) > _SAME for one, other in zip(sorted(size), sorted(sizes[0]), strict=True)):
            yield Flaw(
                "page-size",
                f"the page is {_inches(size)} inches large, the first {_inches(sizes[0])}",
                "give every page one size: a printer makes the larger ones small",
                Severity.WARNING,
                (file.page(number),),
            )


RULES: tuple[Rule[Opened], ...] = (
    Rule("language-missing", language_missing),
    Rule("language-malformed", language_malformed),
    Rule("language-mismatch", language_mismatch),
    Rule("direction-missing", direction_missing),
    Rule("title-missing", title_missing),
    Rule("title-hidden", title_hidden),
    Rule("claim-missing", claim_missing),
    Rule("reader-locked-out", reader_locked_out),
    Rule("font-not-embedded", font_not_embedded),
    Rule("text-unmapped", text_unmapped),
    Rule("scanned-page", scanned_page),
    Rule("page-size", page_size),
)


def _script(tag: str) -> str:
    """The ISO 15924 code of a language's script, "" where it is not known."""
    words = tag.split("-")
    if words[0].lower() in _NO_LANGUAGES:
        return ""
    named = next((word.title() for word in words[1:] if len(word) == 4 and word.isalpha()), "")  # noqa: PLR2004
    if named:
        return named
    likely = get_global("likely_subtags")
    for key in ("_".join(words), words[0].lower()):
        found = str(likely.get(key, "")).split("_")
        if len(found) > 1:
            return found[1]
    return ""


def _is_right_to_left(tag: str) -> bool:
    try:
        return Locale.parse(tag, sep="-").character_order == "right-to-left"
    except (ValueError, TypeError, UnknownLocaleError):
        return False


def _own_text(element: Element) -> str:
    """What stands in an element itself."""
    return "".join(part.text for part in element.parts if isinstance(part, Content))


def _other_script(tag: str, letters: Counter[str]) -> str:
    """The script of most letters where it is not the language's; "" where it is, or nobody can tell."""
    script, count = _script(tag), letters.total()
    if script not in _SCRIPTS or count < _ENOUGH_LETTERS:
        return ""
    if sum(letters[name] for name in _SCRIPTS[script]) >= _HALF * count:
        return ""
    return letters.most_common(1)[0][0].capitalize()


def _is_mixed(file: Opened) -> bool:
    """Whether a quarter of the letters run from left to right; tags may say what they like."""
    ways = Counter(map(unicodedata.bidirectional, "".join(file.texts)))
    return ways["L"] * 4 > ways["L"] + ways["R"] + ways["AL"]


def _letters(text: str) -> Iterator[str]:
    """The script of each letter, as its Unicode name begins."""
    for character in text:
        if character.isalpha():
            yield unicodedata.name(character, "UNKNOWN").split()[0].split("-")[0]


def _is_lost(character: str) -> bool:
    return character in "\ufffd\0\ufffe\uffff"


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def _inches(size: tuple[float, float]) -> str:
    return " by ".join(f"{side / 72:.1f}" for side in size)
