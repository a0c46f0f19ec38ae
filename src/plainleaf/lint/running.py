"""Regular expressions over a text, each behind the letters that must stand there: most texts hold not even these."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

# The standard library's own reading of a pattern has no public name; it is asked only for what a match must hold.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Needs = tuple[str, ...]
"""Of these one must stand in a text, as `bare` gives both; none where nothing is known."""


@dataclass(frozen=True)
class Running:
    """An expression that takes no notice of capitals; it is compiled when it may match for the first time."""

    expression: str

    @cached_property
    def needs(self) -> Needs:
        return tuple(map(bare, _needs(parser.parse(self.expression))))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.expression, re.IGNORECASE)

    def spans(self, text: str, bared: str) -> Iterator[tuple[int, int]]:
        """Where it matches a text, and more than nothing; ``bared`` is the text as `bare` gives it."""
        if not self.needs or any(needed in bared for needed in self.needs):
            yield from (match.span() for match in self._pattern.finditer(text) if match[0])


def bare(text: str) -> str:
    """The text without what IGNORECASE overlooks, letter by letter: it takes ı and İ for i, case folding does not."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")


def _needs(parsed: Iterable[tuple[Any, Any]]) -> Needs:
    """Of all that must stand in a match, what is asked for fastest: few words, and long ones."""
    found: list[Needs] = []
    literal = ""
    for op, held in parsed:
        if op is ops.LITERAL:
            literal += chr(held)
            continue
        found.append((literal,))
        literal = ""
        if op is ops.SUBPATTERN:
            found.append(_needs(held[-1]))
        elif op is ops.ASSERT:
            found.append(_needs(held[1]))
        elif op in {ops.MAX_REPEAT, ops.MIN_REPEAT} and held[0] > 0:
            found.append(_needs(held[2]))
        elif op is ops.BRANCH:
            each = [_needs(branch) for branch in held[1]]
            found.append(tuple(one for needs in each for one in needs) if all(each) else ())
    said = [needs for needs in (*found, (literal,)) if needs and all(needs)]
    return min(said, key=lambda needs: (len(needs), -min(map(len, needs))), default=())
