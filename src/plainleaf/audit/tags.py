"""Rules over the structure tree: what a screen reader is told of headings, pictures, lists and links."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from plainleaf.audit.opened import Opened
from plainleaf.audit.rule import Rule, quoted
from plainleaf.audit.verdict import Flaw
from plainleaf.findings import Severity
from plainleaf.inspect import Element
from plainleaf.inspect.makeup import Annotation

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
PICTURES = ("Figure", "Formula")
_FILE_NAME = re.compile(
    r"\.(png|jpe?g|gif|svg|tiff?|bmp|webp|eps|ai|pdf|indd|psd|wmf|emf)\s*$|^(https?|file):|^[a-z]:\\"
    r"|^(img|image|dsc\w?|picture|figure|photo|graphic|logo|clip\s?art|screenshot)[\s_-]*\d*$",
    re.IGNORECASE,
)
_KNOWN: frozenset[str] = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"),
        *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note"),
        *("Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
        *("Figure", "Formula", "Form", "StructTreeRoot"),
    )
)
"""ISO 32000-1 14.8.4, and what stands for a tree of several tops."""
_NEWER = frozenset({"DocumentFragment", "Aside", "Title", "Sub", "FENote", "Em", "Strong", "Artifact"})
"""ISO 32000-2 adds them; PDF/UA-1 wants them mapped."""
_IN_A_LIST = ("LI", "L", "Caption")


def untagged(file: Opened) -> Iterator[Flaw]:
    """Has the file tags?

    PDF/UA-1 6.2, 7.1. Tags say what is a heading, a list, a table, and in what order to read; without them a screen
    reader guesses. Bad: a file printed to PDF without tags. Good: one exported as tagged PDF.
    """
    hint = "export it as tagged PDF (“document structure tags for accessibility”); mending tags by hand is slower"
    if not file.is_tagged:
        yield Flaw(
            "untagged", "the file has no tags: readers must guess what is what and in what order", hint
        )
    elif not file.makeup.marked:
        yield Flaw("untagged", "the file has tags and does not say so: most readers ignore them", hint)


def text_untagged(file: Opened) -> Iterator[Flaw]:
    """Is every text either content with a tag or marked as decoration?

    PDF/UA-1 7.1. Text that is neither is lost to every reader that follows the tags.
    Bad: a text box drawn after the tags were made. Good: each text in a P, H1 … or in an Artifact.
    """
    hint = "tag it where it stands in the reading order, or mark it as an artifact if it says nothing"
    for page, text in enumerate(file.structure.loose, 1):
        if text.strip():
            yield Flaw(
                "text-untagged",
                f"{quoted(text)} has no tag and is not read out",
                hint,
                areas=(file.page(page),),
            )
    lost = [piece for piece in file.structure.orphans if piece.text.strip()]
    for page, pieces in groupby(lost, key=lambda piece: piece.page):
        held = list(pieces)
        yield Flaw(
            "text-untagged",
            f"{quoted(' '.join(piece.text for piece in held))} is marked, but no tag holds it: it is not read out",
            hint,
            areas=file.round(held) or (file.page(page),),
        )


def tag_unknown(file: Opened) -> Iterator[Flaw]:
    """Is each tag of a kind that readers know, or said to be like one?

    PDF/UA-1 7.1, ISO 32000-1 14.8.4. What a reader does not know it reads as plain text, or not at all.
    Bad: a tag “Paragraph_Body” with no role. Good: P, or a role map that says it is one.
    """
    kinds = {element.kind: element for element in reversed(file.elements)}
    for kind, first in kinds.items():
        if kind not in _KNOWN:
            yield Flaw(
                "tag-unknown",
                f"the tag {quoted(kind)} is of no known kind",
                "map it to a standard tag in the file's role map",
                Severity.WARNING if kind in _NEWER else Severity.ERROR,
                file.areas(first),
            )


def heading_missing(file: Opened) -> Iterator[Flaw]:
    """Are there headings?

    WCAG 2.4.6, 1.3.1. People who listen jump from heading to heading; without one they hear all or nothing.
    Bad: headings that are only bold paragraphs. Good: H1 for the title, H2 for each part.
    """
    if not file.of(*HEADINGS, "H"):
        yield Flaw(
            "heading-missing",
            "no heading is tagged as one",
            "give headings a heading style where the file is made",
        )


def heading_first(file: Opened) -> Iterator[Flaw]:
    """Is the first heading, and no other, the one of the whole document?

    PDF/UA-1 7.4.2: the first is H1. A second H1 says that a second document begins.
    Bad: H2, then H1. Good: H1, then an H2 for each part.
    """
    headings = file.of(*HEADINGS)
    if headings and headings[0].kind != "H1":
        yield Flaw(
            "heading-first",
            f"the first heading, {quoted(headings[0].text)}, is an {headings[0].kind}",
            "make the title an H1",
            areas=file.areas(headings[0]),
        )
    firsts = [heading for heading in headings if heading.kind == "H1"]
    if len(firsts) > 1:
        yield Flaw(
            "heading-first",
            f"{len(firsts)} headings are an H1: {', '.join(quoted(one.text) for one in firsts[:4])}",
            "keep H1 for the title; make the parts H2",
            Severity.WARNING,
            file.areas(*firsts[1:]),
        )


def heading_skipped(file: Opened) -> Iterator[Flaw]:
    """Does each heading go at most one level deeper than the one before?

    PDF/UA-1 7.4.2. After a leap listeners look for the part they missed.
    Bad: H1, then H3. Good: H1, then H2.
    """
    before = 0
    for heading in file.of(*HEADINGS):
        level = int(heading.kind[1])
        if before and level > before + 1:
            yield Flaw(
                "heading-skipped",
                f"the heading {quoted(heading.text)} is an H{level} after an H{before}",
                f"make it an H{before + 1}",
                areas=file.areas(heading),
            )
        before = level


def heading_empty(file: Opened) -> Iterator[Flaw]:
    """Do all headings hold words?

    An empty line in a heading style is announced as a heading, and nothing follows.
    Bad: `<H2></H2>` for a gap. Good: space before the next heading.
    """
    for heading in file.of(*HEADINGS, "H"):
        if not _spoken(heading):
            yield Flaw(
                "heading-empty",
                f"an {heading.kind} is empty",
                "delete the empty line or give it another style",
                areas=file.areas(heading),
            )


def alt_missing(file: Opened) -> Iterator[Flaw]:
    """Does every picture that is content say in words what it shows?

    PDF/UA-1 7.3. Without words a listener hears “graphic” and nothing more.
    Bad: a Figure without Alt. Good: Alt “Swallow the tablet whole, with water”, or an artifact where it only adorns.
    """
    for figure in file.of(*PICTURES):
        if not (figure.alt or "").strip() and not (figure.actual or "").strip():
            yield Flaw(
                "alt-missing",
                "a picture has no alternative text",
                "say in words what it tells, or mark it as decoration",
                areas=file.areas(figure),
            )


def alt_file_name(file: Opened) -> Iterator[Flaw]:
    """Are alternative texts words, and not names of files?

    Bad: Alt “IMG_2041.jpg”, “logo”. Good: Alt “Riverside Surgery”.
    """
    for figure in file.of(*PICTURES):
        if figure.alt and _FILE_NAME.search(figure.alt.strip()):
            yield Flaw(
                "alt-file-name",
                f"the alternative text {quoted(figure.alt)} is the name of a file",
                "say in words what the picture tells",
                areas=file.areas(figure),
            )


def list_broken(file: Opened) -> Iterator[Flaw]:
    """Is each list a list: items in an L, what they say in an LBody?

    PDF/UA-1 7.2, 7.6. Only then is heard “list of five items”, and where one ends.
    Bad: LI in a Sect; an L of paragraphs. Good: L, in it LI, in it Lbl and LBody.
    """
    for element in file.elements:
        kinds = [child.kind for child in element.elements]
        if element.kind == "L" and (odd := sorted(set(kinds) - set(_IN_A_LIST))):
            yield _broken(file, f"a list holds {', '.join(odd)} where items belong", element)
        if element.kind == "L" and "LI" not in kinds:
            yield _broken(file, "a list has no items", element)
        if element.kind != "L" and "LI" in kinds:
            yield _broken(file, f"a list item stands in a {element.kind}, outside of a list", element)
        bare = [
            one
            for one in element.elements
            if one.kind == "LI" and not any(e.kind == "LBody" for e in one.elements)
        ]
        if bare:
            said = f"{len(bare)} list items have no LBody, first {quoted(bare[0].text)}"
            # Readers find their words all the same, and veraPDF lets them pass.
            yield replace(_broken(file, said, *bare), severity=Severity.WARNING)


def link_untagged(file: Opened) -> Iterator[Flaw]:
    """Does every link stand in the tags?

    PDF/UA-1 7.18.5. A link that lies over the page and in no tag cannot be found by keyboard and voice.
    Bad: a link annotation without a place in the tree. Good: a Link element that holds its words and the annotation.
    """
    for number, sheet in enumerate(file.makeup.sheets, 1):
        for link in sheet.annotations:
            if link.kind == "Link" and not link.tagged:
                yield Flaw(
                    "link-untagged",
                    f"the link{_called(link)} is in no tag",
                    "make the link where the document is made, and export it again",
                    areas=(file.area(number, link.area),),
                )


def link_wordless(file: Opened) -> Iterator[Flaw]:
    """Does every link say where it leads?

    PDF/UA-1 7.18.5 wants its words as the annotation's Contents too.
    Bad: a link round a picture without words. Good: “Leaflets in other languages”.
    """
    for link in file.of("Link"):
        said = [words.strip() for words in link.annotations]
        if not _spoken(link) and not any(said):
            yield Flaw(
                "link-wordless",
                "a link has no words",
                "write what it leads to, or give its picture an alternative text",
                areas=file.areas(link),
            )
        elif said and not all(said):
            yield Flaw(
                "link-wordless",
                f"the link {quoted(_spoken(link))} has no Contents"
                if _spoken(link)
                else "a link has no Contents",
                "repeat its words as the description of the link",
                Severity.WARNING,
                file.areas(link),
            )


def field_untagged(file: Opened) -> Iterator[Flaw]:
    """Does every form field stand in the tags?

    PDF/UA-1 7.18.4. A box to fill in that is in no tag is passed over by voice.
    Bad: a field drawn after the tags were made. Good: a Form element that holds the field.
    """
    for number, field in _fields(file):
        if not field.tagged:
            yield Flaw(
                "field-untagged",
                f"the form field{_called(field)} is in no tag",
                "tag it as Form where it stands in the reading order",
                areas=(file.area(number, field.area),),
            )


def field_nameless(file: Opened) -> Iterator[Flaw]:
    """Does every form field say what to write there?

    PDF/UA-1 7.18.1. A screen reader reads the field's alternate name (“tooltip”) or the Alt of its Form element, not
    the words beside it.
    Bad: “edit, blank”. Good: “Name of your medicine”.
    """
    for number, field in _fields(file):
        if not field.words.strip():
            yield Flaw(
                "field-nameless",
                "a form field has no name that a screen reader could say",
                "write what goes there as the field's tooltip",
                areas=(file.area(number, field.area),),
            )


def tab_order(file: Opened) -> Iterator[Flaw]:
    """Does the tab key go through links and fields in the order of the tags?

    PDF/UA-1 7.18.3.
    Bad: a page with links and no `/Tabs`. Good: `/Tabs /S`.
    """
    pages = [
        number
        for number, sheet in enumerate(file.makeup.sheets, 1)
        if sheet.annotations and sheet.tabs != "S"
    ]
    if pages:
        yield Flaw(
            "tab-order",
            "the tab key does not follow the tags",
            "set the tab order of every page to “use document structure”",
            areas=tuple(map(file.page, pages)),
        )


RULES: tuple[Rule[Opened], ...] = (
    Rule("untagged", untagged),
    Rule("text-untagged", text_untagged, of_tags=True),
    Rule("tag-unknown", tag_unknown, of_tags=True),
    Rule("heading-missing", heading_missing, of_tags=True),
    Rule("heading-first", heading_first, of_tags=True),
    Rule("heading-skipped", heading_skipped, of_tags=True),
    Rule("heading-empty", heading_empty, of_tags=True),
    Rule("alt-missing", alt_missing, of_tags=True),
    Rule("alt-file-name", alt_file_name, of_tags=True),
    Rule("list-broken", list_broken, of_tags=True),
    Rule("link-untagged", link_untagged, of_tags=True),
    Rule("link-wordless", link_wordless, of_tags=True),
    Rule("field-untagged", field_untagged, of_tags=True),
    Rule("field-nameless", field_nameless),
    Rule("tab-order", tab_order, of_tags=True),
)


def _fields(file: Opened) -> Iterator[tuple[int, Annotation]]:
    """The form fields that are seen, with their pages."""
    for number, sheet in enumerate(file.makeup.sheets, 1):
        yield from ((number, one) for one in sheet.annotations if one.kind == "Widget" and not one.hidden)


def _called(one: Annotation) -> str:
    return f" {quoted(one.words)}" if one.words.strip() else ""


def _spoken(element: Element) -> str:
    """What is heard of an element: its text, and the words of pictures in it."""
    return "".join([element.text, *(below.alt or "" for below in element.walk())]).strip()


def _broken(file: Opened, message: str, *elements: Element) -> Flaw:
    hint = "use the list function of the program, not signs and tabs typed by hand"
    return Flaw("list-broken", message, hint, areas=file.areas(*elements))
