"""Rules over the letters of a printed page: how large, how tall, how they are set."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import mean

from fontTools.unicodedata import script  # type: ignore[import-untyped]

from plainleaf.audit.print_strokes import text_strokes
from plainleaf.audit.rule import Rule, quoted
from plainleaf.audit.seen import (
    TOLERANCE,
    Seen,
    area_of,
    area_of_words,
    areas_of,
    by_style,
    has_ink,
    letters_of,
    shown,
)
from plainleaf.audit.verdict import Area, Figure, Flaw, Question
from plainleaf.inspect.pieces import Char, Line, Word

_X_HEIGHT = 0.52
"""Of the type size: a small x of a plain Latin face (Atkinson Hyperlegible 0.52, Arial 0.52, Noto Sans 0.54)."""
_LATIN_LIKE = frozenset({"Latn", "Cyrl", "Grek", "Zyyy", "Zinh", "Zzzz"})
"""Scripts whose small letters have an x-height, which the type size speaks for; and what belongs to no script."""
_ENOUGH_LETTERS = 30
_ONE_SIZE = 0.1
_LONG_WORD = 5
_BLOCK_LETTERS = 8
"""Words in capitals are a block from here: “MY PILLS” is one, “US FDA” is not."""
_SHOUTED_WORDS = 3
_PLAIN_WORD = 4
"""Letters of the longest of three: “DO NOT STOP” is a block, “US NHS MRI” is not."""


def type_too_small(seen: Seen) -> Iterator[Flaw | Figure]:
    """Is every letter on the page at least as large as the profile says, page numbers and labels too?

    UKAAF: large print is at least 16 points, page numbers and labels the same as the text. A tenth of a point may be
    rounded off. Measured as printed: the size in the file times every scale it is drawn at.
    Bad: the phone number of the clinic in 9 points. Good: the same in 18.
    """
    small: dict[float, list[tuple[Area, int]]] = defaultdict(list)
    sizes: list[float] = []
    for line in seen.lines:
        for style, words in by_style(line):
            if not any(char.isalnum() for word in words for char in word.text):
                continue
            sizes.append(style.size)
            if style.size < seen.profile.smallest - TOLERANCE:
                place = area_of_words(line.page, words)
                small[round(style.size, 1)].append((place, sum(len(word.text) for word in words)))
    if sizes:
        yield Figure("smallest type, pt", round(min(sizes), 1))
    for size, places in sorted(small.items()):
        count = sum(letters for _, letters in places)
        yield Flaw(
            "type-too-small",
            f"{count} letters are {shown(size)} pt large; the least is {shown(seen.profile.smallest)} pt",
            "set everything on the page in the size of the text, or larger",
            areas=tuple(place for place, _ in places),
        )


def body_too_small(seen: Seen) -> Iterator[Flaw | Figure]:
    """Is the running text as large as the profile says?

    The size of most characters. RNIB, UKAAF and ACB: 16 to 22 points for large print.
    Bad: 12 points. Good: 18 points, our large print.
    """
    if not seen.body_size:
        return
    yield Figure("body type, pt", seen.body_size)
    if seen.body_size < seen.profile.text - TOLERANCE:
        yield Flaw(
            "body-too-small",
            f"most of the text is {shown(seen.body_size)} pt large; the least is {shown(seen.profile.text)} pt",
            "set running text larger",
        )


def heading_too_small(seen: Seen) -> Iterator[Flaw | Figure]:
    """Are headings larger than the text, as the profile says?

    A reader with low vision finds the way by size. Only tagged headings are known to be some.
    Bad: a heading in bold at 18 points. Good: at 22.
    """
    sizes = [one.size for one in seen.headings]
    if sizes:
        yield Figure("smallest heading, pt", round(min(sizes), 1))
    small = [one for one in seen.headings if one.size < seen.profile.heading - TOLERANCE]
    for size in dict.fromkeys(shown(one.size) for one in small):
        headings = [one for one in small if shown(one.size) == size]
        first = quoted(headings[0].text)
        who = (
            f"the heading {first} is"
            if len(headings) == 1
            else f"{len(headings)} headings, {first} first, are"
        )
        yield Flaw(
            "heading-too-small",
            f"{who} {size} pt large; the least is {shown(seen.profile.heading)} pt",
            "set headings larger",
            areas=tuple(area for one in headings for area in areas_of(one)),
        )


def letters_too_low(seen: Seen) -> Iterator[Flaw | Figure]:
    """Are the letters of other scripts at least as tall as a small Latin x at the profile's size?

    Points measure the type's body, not its letters: Naskh or Thai at one size may look much smaller than Latin at the
    same. Measured is the ink of each letter from its lowest to its highest point, dots included, on average over the
    text; a Latin x is 0.52 of its type size tall. What is drawn with other letters, as much of Nastaliq, is left out.
    Bad: Urdu at 14 points in a leaflet of 18. Good: at 20, as tall as the Latin beside it.
    """
    least = _X_HEIGHT * seen.profile.text
    for name, letters in _letters(seen).items():
        if len(letters) < _ENOUGH_LETTERS:
            continue
        height = mean(char.ink.height for char, _ in letters)
        yield Figure(f"letters of {name}, pt", round(height, 1))
        if height < least - TOLERANCE:
            lines = {id(line): line for _, line in letters}
            yield Flaw(
                "letters-too-low",
                f"letters of the script {name} are {shown(height)} pt tall on average; a Latin x at "
                f"{shown(seen.profile.text)} pt is {shown(least)} pt tall",
                "give this script a larger size",
                areas=tuple(area_of(line) for line in lines.values()),
            )


def _letters(seen: Seen) -> dict[str, list[tuple[Char, Line]]]:
    """The letters of each script, at the size that most of the running text in it has."""
    found: dict[str, dict[float, list[tuple[Char, Line]]]] = {}
    for paragraph in seen.running:
        for line in paragraph.lines:
            for char in letters_of(line):
                name = _script(char.text)
                if name not in _LATIN_LIKE and has_ink(char):
                    sizes = found.setdefault(name, {})
                    sizes.setdefault(round(char.style.size / _ONE_SIZE), []).append((char, line))
    return {name: max(sizes.values(), key=len) for name, sizes in found.items()}


@cache
def _script(char: str) -> str:
    """The script of a letter, by ISO 15924; of what is none: Zyyy."""
    return str(script(char)) if unicodedata.category(char) in {"Lo", "Ll", "Lu"} else "Zyyy"


def italics(seen: Seen) -> Iterator[Flaw]:
    """Is everything upright?

    UKAAF G003: no italics. Slanted letters run together for a reader with low vision. Seen by the font's name and
    flags, and by letters that the file itself slants.
    Bad: the name of a medicine in italics. Good: in bold, or as it is.
    """
    slanted = [
        (style.font, area_of_words(line.page, words))
        for line in seen.lines
        for style, words in by_style(line)
        if style.italic
    ]
    if slanted:
        fonts = sorted({font for font, _ in slanted if font})
        yield Flaw(
            "italics",
            f"text is set in italics ({', '.join(fonts) or 'a font without a name'})",
            "use bold where a word must stand out",
            areas=tuple(place for _, place in slanted),
        )


def capitals(seen: Seen) -> Iterator[Flaw | Question]:
    """Are there no blocks of capitals?

    UKAAF G003. Words in capitals have one shape, the box, and are read letter by letter. Abbreviations and a single
    word that stands out are no block. Two words inside a sentence may be a name, which a person has to say.
    Bad: `TAKE WITH FOOD`. Good: `Take with food`, in bold.
    """
    blocks: list[tuple[str, Area]] = []
    names: list[tuple[str, Area]] = []
    for paragraph in seen.paragraphs:
        whole = _is_shouted(paragraph.text)
        if whole:
            blocks += [(paragraph.text, place) for place in areas_of(paragraph)]
            continue
        for line in paragraph.lines:
            for words in _runs(line):
                said = " ".join(word.text for word in words)
                kind = blocks if len(words) >= _SHOUTED_WORDS else names
                kind.append((said, area_of_words(line.page, words)))
    for line in seen.lines:
        if line.margin and _is_shouted(line.text):
            blocks.append((line.text, area_of(line)))
    if blocks:
        yield Flaw(
            "capitals",
            f"{quoted(blocks[0][0])} is set in capitals" + _more(blocks),
            "write it as in a sentence; use bold where it must stand out",
            areas=tuple(place for _, place in blocks),
        )
    if names:
        yield Question(
            "capitals",
            f"is {quoted(names[0][0])} a name? Words in capitals are hard to read" + _more(names),
            tuple(place for _, place in names),
        )


def _is_shouted(text: str) -> bool:
    """Whether a whole paragraph is in capitals, with a word that no abbreviation would be."""
    lengths = [len(_letters_of(word)) for word in text.split()]
    shouted = max(lengths, default=0) >= _LONG_WORD or _are_words([length for length in lengths if length])
    return shouted and all(char.isupper() for char in _letters_of(text))


def _are_words(lengths: Sequence[int]) -> bool:
    """Whether so many letters each, all in capitals, are three words or more and not abbreviations."""
    return len(lengths) >= _SHOUTED_WORDS and sum(lengths) >= _BLOCK_LETTERS and max(lengths) >= _PLAIN_WORD


def _runs(line: Line) -> Iterator[list[Word]]:
    """Two words or more, one after the other, in capitals."""
    run: list[Word] = []
    for word in (*line.words, None):
        letters = _letters_of(word.text) if word is not None else ""
        if word is not None and len(letters) > 1 and letters.isupper():
            run.append(word)
            continue
        lengths = [len(_letters_of(one.text)) for one in run]
        two = len(run) > 1 and sum(lengths) >= _BLOCK_LETTERS and max(lengths) >= _LONG_WORD
        if two or _are_words(lengths):
            yield run
        run = []


def _letters_of(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def _more(found: Sequence[object]) -> str:
    return f", and {len(found) - 1} more" if len(found) > 1 else ""


def underlined(seen: Seen) -> Iterator[Flaw]:
    """Is no text underlined or struck through?

    UKAAF G003: a line under a word cuts off its tails. ACB's guidelines of 2025 have it as the only emphasis, so the
    profile decides. A line through a word is wrong in any.
    Bad: a heading with a line under it. Good: in bold, larger.
    """
    under: list[Area] = []
    through: list[Area] = []
    for page in seen.printed.pages:
        for line in page.lines if page.strokes else ():
            for stroke in text_strokes(page, line):
                (under if stroke.under else through).append(area_of_words(page.number, stroke.words))
    if under and seen.profile.emphasis != "underline":
        yield Flaw("underlined", "text is underlined", "use bold", areas=tuple(dict.fromkeys(under)))
    if through:
        yield Flaw(
            "underlined", "text is struck through", "leave out what no longer holds", areas=tuple(through)
        )


RULES: tuple[Rule[Seen], ...] = (
    Rule("type-too-small", type_too_small),
    Rule("body-too-small", body_too_small),
    Rule("heading-too-small", heading_too_small),
    Rule("letters-too-low", letters_too_low),
    Rule("italics", italics),
    Rule("capitals", capitals),
    Rule("underlined", underlined),
)
