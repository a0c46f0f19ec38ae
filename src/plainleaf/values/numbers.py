"""Numbers, lists and dates by CLDR. Only the number comes from Babel; its long units lose digits in some languages."""

import functools
import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from unicodedata import decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from plainleaf.values.characters import (
    FIRST_STRONG_ISOLATE,
    IGNORED,
    ISOLATES,
    LEFT_TO_RIGHT_ISOLATE,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    OPENING,
    POP_ISOLATE,
    RIGHT_TO_LEFT_ISOLATE,
    WORD_JOINER,
)
from plainleaf.values.kinds import DECIMALS
from plainleaf.values.languages import Language

THOUSAND = 1000
NOON = 12
_FORMAT = "#,##0." + "#" * DECIMALS
SHORT = 25
"""Characters. A value up to this length stays on one line (UKAAF G003: a dose is never split)."""

ZEROS = {
    "arab": "٠",
    "arabext": "۰",
    "beng": "০",
    "deva": "०",
    "gujr": "૦",
    "guru": "੦",
    "khmr": "០",
    "knda": "೦",
    "laoo": "໐",
    "mlym": "൦",
    "mymr": "၀",
    "orya": "୦",
    "tamldec": "௦",
    "telu": "౦",
    "thai": "๐",
    "tibt": "༠",
}
"""The digit zero of each numbering system; nine more follow it in Unicode."""


def region_locale(language: Language, jurisdiction: str) -> Locale:
    """The locale of language plus jurisdiction where CLDR has one (es + US writes 0.5, es alone 0,5)."""
    return _region_locale(language.locale, jurisdiction)


@functools.lru_cache(maxsize=256)
def _region_locale(base: Locale, jurisdiction: str) -> Locale:
    try:
        return Locale(base.language, territory=jurisdiction, script=base.script)
    except UnknownLocaleError:
        return base


def number(value: Decimal, language: Language, jurisdiction: str) -> str:
    """A number with all its digits, no trailing zero; outside English thousands stand apart by a narrow space."""
    locale = region_locale(language, jurisdiction)
    written = format_decimal(_plain(value), format=_FORMAT, locale=locale, numbering_system="latn")
    symbols = locale.number_symbols["latn"]
    whole, mark, rest = written.partition(symbols["decimal"])
    if locale.language != "en" and abs(value) >= THOUSAND:
        whole = _regroup(whole, symbols["group"])
    return _native(whole, mark, rest, locale) if language.digits == "native" else whole + mark + rest


def numbers_in(text: str, language: Language, jurisdiction: str) -> tuple[Decimal, ...]:
    """The numbers of a text as its readers take them: by the marks of their locale, in digits of any script."""
    pattern = _written(region_locale(language, jurisdiction))
    return tuple(_read(whole, rest) for whole, rest in pattern.findall(IGNORED.sub("", text)))


def join(items: Sequence[str], language: Language) -> str:
    """A list as CLDR joins it: "a, b and c".

    In a script without spaces CLDR glues its last word to the next, and where ICU finds the words it parts items by a
    space alone: values would run together. There they get commas, and spaces round the word.
    """
    values = all(item[:1] in OPENING for item in items if item) and len(items) > 1
    parts = [", ".join(items[:-1]), items[-1]] if values and language.breaks == "icu" else items
    joined = format_list(parts, style="standard", locale=language.locale)
    if not values or language.writes_spaces:
        return joined
    return re.sub(rf"(?<=\w)(?=[{OPENING}])|(?<={POP_ISOLATE})(?=\w)", " ", joined)


def long_date(day: date, language: Language, jurisdiction: str) -> str:
    """A date with the month in words, Gregorian, Latin digits: 3 / 4 is read two ways."""
    return format_date(day, format="long", locale=region_locale(language, jurisdiction)).translate(
        _LATIN_DIGITS
    )


def full_date(day: date, language: Language, jurisdiction: str) -> str:
    """The same with the name of its weekday."""
    return format_date(day, format="full", locale=region_locale(language, jurisdiction)).translate(
        _LATIN_DIGITS
    )


def weekday(number: int, language: Language) -> str:
    """The name of a day, Monday being 0.

    Not Babel's stand-alone names: once Urdu was asked for, it gives those of Urdu to Bengali, Chinese and others.
    """
    return str(language.locale.days["format"]["wide"][number])


def week(jurisdiction: str) -> tuple[int, ...]:
    """The days of a week as the country counts it, Monday being 0: in the US it begins with Sunday."""
    first = Locale("en", territory=jurisdiction).first_week_day
    return tuple((first + day) % 7 for day in range(7))


def clock(at: time, language: Language, jurisdiction: str) -> str:
    """A time of day: 9:00 AM in US English, 09:00 in British.

    The halves of the day by their full names where CLDR has some: its short ones are Latin letters in Korean.
    """
    locale = region_locale(language, jurisdiction)
    half, widths = "am" if at.hour < NOON else "pm", locale.day_periods["format"]
    name = next(names[half] for names in (widths["wide"], widths["abbreviated"]) if half in names)
    pattern = re.sub("a+", f"'{name}'", locale.time_formats["short"].pattern)
    return format_time(at, format=pattern, locale=locale).translate(_LATIN_DIGITS)


def isolate(text: str) -> str:
    """An atomic value, in the order of its own first strong letter: ``5 mg`` left to right, ``5 ملغ`` right to left."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def isolate_phrase(text: str, language: Language) -> str:
    """A whole phrase, in the direction of its language (a first strong isolate round an Urdu range scrambles it)."""
    mark = RIGHT_TO_LEFT_ISOLATE if language.direction == "rtl" else LEFT_TO_RIGHT_ISOLATE
    return f"{mark}{text}{POP_ISOLATE}"


def isolate_ltr(text: str) -> str:
    """Phone numbers, digests and dates in digits: always left to right."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


def without_isolates(text: str) -> str:
    """The text as a reader sees it."""
    return text.translate(dict.fromkeys(map(ord, ISOLATES)))


def unbroken(text: str) -> str:
    """A short value on one line: no-break spaces inside; in a longer one only beside digits."""
    if len(without_isolates(text)) <= SHORT:
        return re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", "-" + WORD_JOINER, text.replace(" ", NO_BREAK_SPACE))
    return "".join(_spaces_beside_digits(text))


def loosened(value: str) -> str:
    """An unbroken value for lines that may be narrower than it: only beside digits its spaces stay no-break."""
    return "".join(_spaces_beside_digits(value.replace(NO_BREAK_SPACE, " ")))


def _spaces_beside_digits(text: str) -> Iterable[str]:
    for index, character in enumerate(text):
        around = without_isolates(text[:index])[-1:] + without_isolates(text[index + 1 :])[:1]
        beside = character == " " and any(neighbour.isdigit() for neighbour in around)
        yield NO_BREAK_SPACE if beside else character


@functools.lru_cache(maxsize=256)
def _written(locale: Locale) -> re.Pattern[str]:
    """A number: its whole part, perhaps in groups, and its decimals."""
    systems = ("latn", locale.other_numbering_systems.get("native", "latn"))
    symbols = [locale.number_symbols.get(system, {}) for system in systems]
    marks, groups = ({one[sign] for one in symbols if sign in one} for sign in ("decimal", "group"))
    # Where CLDR has a space between groups, we write a narrow one: any other space parts two numbers.
    groups = {NARROW_NO_BREAK_SPACE, *(sign for sign in groups - marks if not sign.isspace())}
    mark, group = (f"[{re.escape(''.join(sorted(signs)))}]" for signs in (marks, groups))
    return re.compile(rf"(\d+(?:{group}\d{{2,3}}(?!\d))*)(?:{mark}(\d+))?")


def _read(whole: str, rest: str) -> Decimal:
    digits = ("".join(str(decimal(one)) for one in part if one.isdecimal()) for part in (whole, rest))
    return Decimal(".".join(digits))


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _regroup(whole: str, group: str) -> str:
    digits = whole.replace(group, "")
    head = len(digits) % 3
    parts = ([digits[:head]] if head else []) + [digits[i : i + 3] for i in range(head, len(digits), 3)]
    return NARROW_NO_BREAK_SPACE.join(parts)


def _native(whole: str, mark: str, rest: str, locale: Locale) -> str:
    """In CLDR's native digits, which are not its default ones: those are Latin for Arabic, Hindi and Thai."""
    system = locale.other_numbering_systems.get("native", "latn")
    zero = ZEROS.get(system, "0")
    if mark and system in ZEROS:
        # The Arabic zero is a dot, so that its decimal mark is none.
        mark = locale.number_symbols.get(system, {}).get("decimal", mark)
    return f"{whole}{mark}{rest}".translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})


_LATIN_DIGITS = {ord(zero) + n: str(n) for zero in ZEROS.values() for n in range(10)}
