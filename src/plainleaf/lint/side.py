"""One side of a pair, the source or its translation: what it says, as far as the lexicon of its language tells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plainleaf.lint.quantities import quantities
from plainleaf.lint.quantity import PLACEHOLDER, Quantity
from plainleaf.lint.vocabulary import Term, Vocabulary, Words, folded, vocabulary

_REFERENCE = re.compile(
    r"\$?\{\{[^{}]*\}\}|\$?\{[^{}\s]*\}"
    r"|%\([^()]*\)[-+0#]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]"
    r"|%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:hh|ll|[hlzjtL])?[diouxXeEfFgGcrsaAp@](?![A-Za-z])"
)
TAG = re.compile(r"(?<!<)</?[A-Za-z][^<>]*>(?!>)")
STRONG = "**"
_SENTENCE = re.compile(r"(?<=[.!?:;…])[\"'”’»)*]*\s+|(?<=[。！？；：।॥።፧፤፦؟۔؛])\s*|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d_]|No|Dr|St|vs|ex|art|tab|ml|mg|apr|ok|tzw|np|м|г|мл|мг|т\.?\s?[дек])|मि|ग्रा|মি|গ্রা|مل|ملغ)\.\Z"
)
_CLAUSE = re.compile(r"[,،、，፣;؛；:：।.。！？!?]|\n")


@dataclass(frozen=True)
class Side:
    """A text in its language, a BCP 47 tag."""

    text: str
    tag: str
    words: Words = ()

    @cached_property
    def language(self) -> str:
        """The main subtag."""
        return self.tag.partition("-")[0]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary(self.language, self.words)

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        return tuple(match[0] for match in _REFERENCE.finditer(self.text))

    @cached_property
    def plain(self) -> str:
        """The text folded, with a sign in place of each placeholder, and without markup."""
        text = _REFERENCE.sub(PLACEHOLDER, folded(self.text))
        return TAG.sub(" ", text).replace(STRONG, "")

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return self.vocabulary.terms(self.plain)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.plain, self.vocabulary, self.terms)

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences by their places in ``plain``."""
        return tuple(_sentences(self.plain))

    @cached_property
    def clauses(self) -> tuple[range, ...]:
        """What stands between marks, as places in ``plain``."""
        marks = (match for match in _CLAUSE.finditer(self.plain) if _parts(self.plain, match))
        ends = [0, *(match.end() for match in marks), len(self.plain)]
        return tuple(range(start, end) for start, end in pairwise(ends) if start < end)

    def clause_of(self, at: int) -> range:
        return next((clause for clause in self.clauses if at in clause), range(len(self.plain)))

    def said(self, section: str, *, within: range | None = None) -> tuple[Term, ...]:
        """The terms that mean something of a section, in order."""
        held = self._by_section.get(section, ())
        return held if within is None else tuple(term for term in held if term.start in within)

    @cached_property
    def _by_section(self) -> Mapping[str, tuple[Term, ...]]:
        held: dict[str, list[Term]] = {}
        for term in self.terms:
            for section in {one.section for one in term.meanings}:
                held.setdefault(section, []).append(term)
        return {section: tuple(terms) for section, terms in held.items()}

    def quote(self, term: Term) -> str:
        """What stands there, for a message."""
        return self.plain[term.start : term.end]


def _sentences(text: str) -> Iterator[range]:
    start = 0
    for match in _SENTENCE.finditer(text):
        if text[match.start() - 1 : match.start()] == "." and _ABBREVIATED.search(text[: match.start()]):
            continue
        if text[start : match.end()].strip():
            yield range(start, match.end())
            start = match.end()
    if text[start:].strip():
        yield range(start, len(text))


def _parts(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark ends a clause: not within a number, nor after an abbreviation."""
    if text[mark.start() - 1 : mark.start()].isdecimal() and text[mark.end() : mark.end() + 1].isdecimal():
        return False
    return mark[0] != "." or not (
        _ABBREVIATED.search(text[: mark.end()]) or text[mark.end() : mark.end() + 1].strip()
    )
