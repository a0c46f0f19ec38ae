"""Plural rules: the header's C expression, and whether it splits numbers as the language does (CLDR)."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py

from babel.core import Locale
from babel.messages.plurals import get_plural
from babel.plural import PluralRule as CldrRule
from babel.plural import to_gettext

from plainleaf.catalogue.tags import posix

_HEADER = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,3})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
# What a leaflet counts: days, tablets, times, years. The rule is the language's if it is right for these.
_COUNTED = range(201)
# Spanish, French and Italian have a form that first appears at a million.
_TRIED = (*range(1001), *(10**power for power in range(3, 10)), 10**6 + 1, 2 * 10**6)

_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
_COMMON = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "nplurals=2; plural=(n%10==4 || n%10==6 || n%10==9);",  # Filipino, Cebuano
    "nplurals=4; plural=(n%10==1 ? 0 : n%10==2 ? 1 : n%20==0 ? 2 : 3);",  # Manx
)


@dataclass(frozen=True)
class PluralRule:
    """How many forms a counted text has, and which of them a number takes."""

    nplurals: int
    expression: str

    def __str__(self) -> str:
        return f"nplurals={self.nplurals}; plural={self.expression};"

    def form(self, n: int) -> int:
        """The index of the form for a whole number."""
        return _compiled(self.expression)(n)

    @classmethod
    @lru_cache(maxsize=256)
    def parse(cls, text: str) -> "PluralRule":
        """The rule of a Plural-Forms header; ValueError says what is wrong with it."""
        match = _HEADER.fullmatch(text)
        if not match:
            raise ValueError("it is not of the form nplurals=N; plural=EXPRESSION;")
        rule = cls(int(match[1]), match[2])
        try:
            used = {rule.form(n) for n in _TRIED}
        except ZeroDivisionError as error:
            raise ValueError("its expression divides by zero") from error
        if max(used) >= rule.nplurals:
            raise ValueError(f"its expression gives form {max(used)}, but nplurals is {rule.nplurals}")
        if len(used) < rule.nplurals:
            idle = min(set(range(rule.nplurals)) - used)
            raise ValueError(f"nplurals is {rule.nplurals}, but no number takes form {idle}")
        return rule


@lru_cache(maxsize=256)
def plural_forms_agree(rule: PluralRule, tag: str) -> bool:
    """Whether the rule splits 0 to 200 as CLDR does for whole numbers, whatever the order of its forms.

    ``babel.UnknownLocaleError`` if CLDR does not know the language.
    """
    category = _categories(tag)
    return _partition(rule.form(n) for n in _COUNTED) == _partition(category(n) for n in _COUNTED)


@lru_cache(maxsize=256)
def form_numbers(rule: PluralRule, index: int) -> tuple[int, ...]:
    """The numbers from 0 to 200 that take this form."""
    return tuple(n for n in _COUNTED if rule.form(n) == index)


def form_category(rule: PluralRule, tag: str, index: int) -> str | None:
    """The CLDR category (one, few …) that a form holds; None if no number takes the form."""
    category = _categories(tag)
    return next((category(n) for n in _TRIED if rule.form(n) == index), None)


@lru_cache(maxsize=256)
def default_plural_forms(tag: str) -> str:
    """The Plural-Forms header for a new file: in gettext's usual order where that agrees with CLDR."""
    return next(text for text in _candidates(tag) if plural_forms_agree(PluralRule.parse(text), tag))


def _candidates(tag: str) -> Iterator[str]:
    # Babel's own Arabic puts 100 before 11, unlike every Arabic PO file there is.
    if posix(tag).partition("_")[0] == "ar":
        yield _ARABIC
    nplurals, expression = get_plural(posix(tag))[:2]
    yield f"nplurals={nplurals}; plural={expression};"
    yield from _COMMON
    yield to_gettext(_categories(tag))


def _categories(tag: str) -> CldrRule:
    return Locale.parse(posix(tag)).plural_form


def _partition(values: Iterable[Hashable]) -> list[int]:
    """The same list for the same grouping, whatever the groups are called."""
    seen: dict[Hashable, int] = {}
    return [seen.setdefault(value, len(seen)) for value in values]


@lru_cache(maxsize=256)
def _compiled(expression: str) -> Callable[[int], int]:
    """The standard library's reading of the C expression: its tokens only, bounded in length and depth."""
    return c2py(expression)
