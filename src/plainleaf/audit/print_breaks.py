"""Rules over what the end of a line tears apart: words and values."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from plainleaf.audit.rule import Rule, quoted
from plainleaf.audit.seen import Seen, area_of
from plainleaf.audit.verdict import Area, Flaw, Question
from plainleaf.values.lexicon import Kind, lexicon

SOFT, HYPHEN = "\u00ad", "\u2010"
_SURE = 3
"""Undecided hyphens at line ends that together are no chance."""
_FEW_DIGITS = 7
"""A phone number has as many; a short one stands in one piece."""
_SYMBOLS = re.compile(
    r"(?:[kmµμ]?g|[mcd]?[lL]|mc?g|mmol|mEq|IU|%|°\s?[CF]?|℃|sachets?|spoons?)(?![^\W\d_])",
)
"""What follows the number of a dose in any language; each has its own words in its lexicon."""
_NUMBER_END = re.compile(r"(?<![\d.,A-Za-z/‐‑–½¼¾-])(?:\d[\d.,]*\s?[½¼¾]?|[½¼¾])$")
_DAY_END = re.compile(r"(?<![\d.,A-Za-z/‐‑–-])(?:[1-9]|[12]\d|3[01])(?:\.|st|nd|rd|th|er|º)?$")
_YEAR_BEGIN = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:1[89]|20|25)\d\d(?!\d)")
_PARTED_END = re.compile(r"\d\s?[-‐‑–/]$")
_PARTED_BEGIN = re.compile(r"[-‐‑–/]\s?\d")
_PHONE_END = re.compile(r"(?<!\w)[+(]?\d[\d()./‐‑– -]*(?<!\.)$")
_PHONE_BEGIN = re.compile(r"[\d(][\d()./‐‑– -]*\d|\d")


class _End(NamedTuple):
    """A line end with a hyphen: the parts of the word before and after it."""

    before: str
    hyphen: str
    after: str
    area: Area


def word_split(seen: Seen) -> Iterator[Flaw | Question]:
    """Is no word split at the end of a line?

    UKAAF G003: no hyphenation. A soft hyphen, or one that programs put in, splits a word; so does a hyphen whose word
    stands elsewhere without it. A word that stands elsewhere with it is a compound, such as “breast-feeding”. Of the
    rest a person has to say; many of them are no chance.
    Bad: `medi-` and `cine` on two lines. Good: `medicine` on the next line.
    """
    if seen.profile.hyphenation:
        return
    ends = list(_ends(seen))
    text = " ".join(line.text for line in seen.lines)
    inside = set(re.findall(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+", text.casefold().replace(HYPHEN, "-")))
    plain = set(re.findall(r"[^\W\d_]+", text.casefold()))
    typed = any(HYPHEN in line.text[:-1] for line in seen.lines)
    split = [end for end in ends if _is_split(end, plain, typed=typed)]
    rest = [end for end in ends if end not in split and f"{end.before}-{end.after}".casefold() not in inside]
    # A compound that breaks at its hyphen time and again is one word.
    words = {f"{end.before}-{end.after}".casefold() for end in rest}
    if len(words) >= _SURE and len(words) > len(inside):
        split, rest = [*split, *rest], []
    if split:
        first = split[0]
        yield Flaw(
            "word-split",
            f"“{first.before}-{first.after}” is split over two lines"
            + (f", and {len(split) - 1} words more" if len(split) > 1 else ""),
            "switch hyphenation off",
            areas=tuple(end.area for end in split),
        )
    if rest:
        said = ", ".join(f"“{end.before}-{end.after}”" for end in rest[:_SURE])
        yield Question(
            "word-split",
            f"is {said} written with its hyphen, or split by the end of the line?",
            tuple(end.area for end in rest),
        )


def _is_split(end: _End, plain: set[str], *, typed: bool) -> bool:
    if end.hyphen == SOFT or (end.hyphen == HYPHEN and not typed):
        return True
    return (end.before + end.after).casefold() in plain


def _ends(seen: Seen) -> Iterator[_End]:
    for upper, lower in seen.breaks:
        before = re.search(r"([^\W\d_]{2,})([-‐\u00ad])$", upper.text)
        after = re.match(r"[^\W\d_]+", lower.text)
        if before and after and after.group()[0].islower():
            yield _End(before[1], before[2], after.group(), area_of(upper))


def value_split(seen: Seen) -> Iterator[Flaw]:
    """Does every dose, every date and every phone number stand on one line?

    UKAAF G003: a single piece of information is never split over two lines or pages. A number and its unit, the two
    ends of a range with a dash, dates with the name of a month, and phone numbers are looked for, with the words of the
    document's languages, and English ones.
    Bad: `5` at the end of a line, `mg` on the next. Good: `5 mg`, joined by a no-break space.
    """
    languages = _languages(seen)
    for upper, lower in seen.breaks:
        if said := _value(upper.text, lower.text, languages):
            where = "two pages" if upper.page != lower.page else "two lines"
            yield Flaw(
                "value-split",
                f"{quoted(said)} is split over {where}",
                "join what belongs together with no-break spaces, a phone number with no-break hyphens",
                areas=(area_of(upper), area_of(lower)),
            )


def _languages(seen: Seen) -> tuple[str, ...]:
    """The languages of a document, English last: many a file says none."""
    said = [seen.structure.language, *(one.language for one in seen.paragraphs)]
    return tuple(dict.fromkeys([*(tag for tag in said if tag), "en"]))


def _value(upper: str, lower: str, languages: Sequence[str]) -> str:
    """The value that a line end tears apart; "" where it tears none."""
    number = _NUMBER_END.search(upper)
    if number and (unit := _unit(lower, languages)):
        return f"{number.group()} {unit}"
    if said := _date(upper, lower, languages):
        return said
    phone, rest = _PHONE_END.search(upper), _PHONE_BEGIN.match(lower)
    if phone and rest:
        said = f"{phone.group()} {rest.group()}"
        # Two years, or a year and an amount, are no phone number.
        grouped = phone.group()[0] in "+(0" or not (phone.group().isdigit() and rest.group().isdigit())
        if sum(char.isdigit() for char in said) >= _FEW_DIGITS and grouped:
            return said
    parted = _PARTED_END.search(upper) and lower[:1].isdigit()
    if parted or (upper[-1:].isdigit() and _PARTED_BEGIN.match(lower)):
        return f"{upper.rsplit(maxsplit=1)[-1]} {lower.split(maxsplit=1)[0]}"
    return ""


def _unit(lower: str, languages: Sequence[str]) -> str:
    """The unit that a line begins with, or the word for what is counted; "" where it begins with none."""
    if symbol := _SYMBOLS.match(lower):
        return symbol.group()
    text = unicodedata.normalize("NFC", lower)
    ways = [text]
    if unicodedata.bidirectional(text[:1] or " ") in {"R", "AL"}:
        # PDFium gives short words of a right-to-left script back to front where a file does not say how they run.
        ways.append("".join(reversed(text.split(maxsplit=1)[0])))
    for way in ways:
        for tag in languages:
            for start, end in lexicon(Kind.UNITS, tag).spans(way)[:1]:
                if start == 0:
                    return way[:end]
    return ""


def _date(upper: str, lower: str, languages: Sequence[str]) -> str:
    """“12 March” or “March 2025”, where a line ends within."""
    day = _DAY_END.search(upper) if lower[:1].isalpha() else None
    year = _YEAR_BEGIN.match(lower) if upper[-1:].isalpha() else None
    for tag in languages if day or year else ():
        months = _months(tag)
        if months is None:
            continue
        if day and (month := months.match(lower)):
            return f"{day.group()} {month.group()}"
        if year and (named := [one for one in months.finditer(upper) if one.end() == len(upper)]):
            return f"{named[0].group()} {year.group()}"
    return ""


@cache
def _months(tag: str) -> re.Pattern[str] | None:
    """The names of a language's months as dates and calendars write them; None for a language nobody knows."""
    try:
        held = Locale.parse(tag, sep="-").months
    except (ValueError, TypeError, UnknownLocaleError):
        return None
    names = {str(name) for way in held.values() for name in way["wide"].values()}
    worded = sorted((name for name in names if name[:1].isalpha()), key=len, reverse=True)
    listed = "|".join(map(re.escape, worded))
    return re.compile(rf"(?<![^\W\d_])(?:{listed})(?![^\W\d_])", re.IGNORECASE) if listed else None


RULES: tuple[Rule[Seen], ...] = (
    Rule("word-split", word_split),
    Rule("value-split", value_split),
)
