"""Rules over what the end of a line tears apart: words and values."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plainleaf.audit.print_rule import PrintRule, Seen, area_of
from plainleaf.audit.rule import quoted
from plainleaf.audit.verdict import Area, Flaw, Question

SOFT, HYPHEN = "\u00ad", "\u2010"
_SURE = 3
"""Undecided hyphens at line ends that together are no chance."""
_FEW_DIGITS = 7
"""A phone number has as many; a short one stands in one piece."""
_UNITS = re.compile(
    r"(?:[kmµμ]?g|[mcd]?[lL]|mc?g|mmol|mEq|IU|units?|%|°\s?[CF]?|℃|"
    r"micrograms?|milligrams?|grams?|mill?ilit(?:er|re)s?|lit(?:er|re)s?|"
    r"tablets?|capsules?|drops?|puffs?|sachets?|(?:tea)?spoon(?:ful)?s?|"
    r"tabletas?|comprimidos?|gotas|mililitros?|miligramos?|comprimés?|gouttes?|tabletk[aię]|tabletek|kropli|"
    r"kiniin|viên|giọt|м?к?г|мл|л|таблет(?:ка|ки|ок)|капел[ья]|капли|"
    r"ملغم?|مجم|مل|قرص(?:ين|ًا)?|أقراص|ملی\s?گرام|ملی\s?لیٹر|گولی(?:اں)?|"
    r"मि\.?ग्रा\.?|मिलीग्राम|मि\.?ली\.?|गोली|गोलियाँ|মি\.?গ্রা\.?|মিলিগ্রাম|মি\.?লি\.?|ট্যাবলেট|"
    r"มก\.?|มล\.?|มิลลิกรัม|มิลลิลิตร|เม็ด|毫克|微克|毫升|克|片|粒|밀리그램|밀리리터|알|정|ክኒን|ሚ\.?ግ\.?|ሚ\.?ሊ\.?)"
    r"(?![^\W\d_])"
)
"""How leaflets write what follows a number of a dose: symbols, and the words of our languages."""
_NUMBER_END = re.compile(r"(?:^|[\s(\[≥≤<>~])\d[\d.,]*$")
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
    if len(rest) >= _SURE and len(rest) > len(inside):
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
    """Does every dose and every phone number stand on one line?

    UKAAF G003: a single piece of information is never split over two lines or pages. A number and its unit, the two
    ends of a range with a dash, and phone numbers are looked for.
    Bad: `5` at the end of a line, `mg` on the next. Good: `5 mg`, joined by a no-break space.
    """
    for upper, lower in seen.breaks:
        if said := _value(upper.text, lower.text):
            where = "two pages" if upper.page != lower.page else "two lines"
            yield Flaw(
                "value-split",
                f"{quoted(said)} is split over {where}",
                "join number and unit with a no-break space, a phone number with no-break hyphens",
                areas=(area_of(upper), area_of(lower)),
            )


def _value(upper: str, lower: str) -> str:
    """The value that a line end tears apart; "" where it tears none."""
    number, unit = _NUMBER_END.search(upper), _UNITS.match(lower)
    if number and unit:
        return f"{number.group().strip()} {unit.group()}"
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


RULES: tuple[PrintRule, ...] = (
    PrintRule("word-split", word_split),
    PrintRule("value-split", value_split),
)
