"""Numbers in digits of any script: what they may mean, by the marks their language writes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_SPACES = "\u00a0\u202f\u2009 "
_DIGITS = re.compile(
    rf"\d+(?:[.,٫٬،’'{_SPACES}]\d+)*|[½¼¾⅓⅔⅛]"  # marks and spaces are sorted out below
)
_SLASHED = re.compile(r"(?:(\d+)[ \u00a0])?(?<![\d/])(\d)\s?[/⁄]\s?([234568])(?![\d/])")
_GROUP = 3
_LONGEST = 100
"""Digits: nobody counts with more, and Python would not."""
_POINT, _COMMA = ".٫", ",٬،"
_DECIMAL_COMMA = {"es", "fr", "pl", "ru", "vi", "pt", "de", "it", "nl"}
"""Languages that may write a decimal comma; in all of them some countries write a point."""


@dataclass(frozen=True)
class Numeral:
    """Digits at a place of a text. ``values`` are what they may mean: “1.000” is one or a thousand."""

    start: int
    end: int
    values: frozenset[Fraction]


def numerals(text: str, language: str) -> Iterator[Numeral]:
    """The numbers in digits, in order; ``language`` is the main subtag."""
    slashed = [
        Numeral(match.start(), match.end(), frozenset([_slashed(match)])) for match in _SLASHED.finditer(text)
    ]
    yield from sorted([*slashed, *_plain(text, language, slashed)], key=lambda one: one.start)


def _slashed(match: re.Match[str]) -> Fraction:
    return int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))


def _plain(text: str, language: str, taken: list[Numeral]) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in taken):
            continue
        if not match[0][0].isdecimal():
            yield Numeral(match.start(), match.end(), frozenset([Fraction(unicodedata.numeric(match[0]))]))
            continue
        for start, end in _split(match[0], language):
            at = match.start()
            # Of a version or a date (2.5.1), or an endless row, the digits stand for the whole.
            run = match[0][start:end]
            values = (len(run) <= _LONGEST and frozenset(_values(run, language))) or _bare(run)
            follows = text[at + end : at + end + 1]
            if follows and follows in "½¼¾⅓⅔⅛":
                values = frozenset(value + Fraction(unicodedata.numeric(follows)) for value in values)
            yield Numeral(at + start, at + end, values)


def _split(run: str, language: str) -> Iterator[tuple[int, int]]:
    """Spaces group thousands where exactly three digits follow; elsewhere they part two numbers.

    A plain space does so only where the decimal mark may be a comma: there it is the usual mark of thousands.
    """
    start = 0
    for match in re.finditer(rf"[{_SPACES}]", run):
        grouped = re.fullmatch(r"[1-9]\d{0,2}", run[start : match.start()]) and re.match(
            r"\d{3}(?!\d)", run[match.end() :]
        )
        if not grouped or (match[0] == " " and language not in _DECIMAL_COMMA):
            yield start, match.start()
            start = match.end()
    yield start, len(run)


def _bare(run: str) -> frozenset[Fraction]:
    digits = "".join(str(unicodedata.decimal(char)) for char in run if char.isdecimal())
    return frozenset([Fraction(digits[:_LONGEST])])


def _values(run: str, language: str) -> Iterator[Fraction]:
    run = re.sub(rf"[{_SPACES}’']", "", run)
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in run)
    marks = [char for char in digits if not char.isdigit()]
    if not marks:
        yield Fraction(digits)
        return
    last = marks[-1]
    whole, _, rest = digits.rpartition(last)
    bare = re.sub(r"\D", "", digits)
    grouped = all(len(part) == _GROUP for part in re.split(r"\D", digits)[1:]) and not digits.startswith("0")
    indian = re.fullmatch(r"\d{1,2}(,\d\d)*,\d{3}", digits) is not None
    decimal = marks.count(last) == 1 and last != "٬"
    comma = last in _COMMA and language not in _DECIMAL_COMMA
    if (
        (grouped or indian)
        and not (last == "." and language in {"en", "zh", "ko", "th", "hi"})
        and last != "٫"
    ):
        yield Fraction(bare)
        if comma or len(set(marks)) > 1:
            return
    if decimal and not (comma and grouped):
        yield Fraction(re.sub(r"\D", "", whole) + "." + rest)
