"""Inline markup: ``**strong**`` and nothing else, the same for authors and translators."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup, escape

MARK = "**"


def broken_markup(text: str) -> str | None:
    """Why the asterisks of a text are no markup; None where they are right."""
    parts = text.split(MARK)
    if len(parts) % 2 == 0:
        return "a “**” has no partner"
    for strong in parts[1::2]:
        if not strong.strip():
            return "nothing stands between “**” and “**”"
        if strong != strong.strip():
            return "a space stands inside “**”"
    if any("*" in part for part in parts):
        return "a single “*” is no markup"
    return None


def marked_up(text: str, prepare: Callable[[str], str] = str) -> Markup:
    """The text as HTML, in NFC: escaped, its strong runs in ``strong``.

    ``prepare`` may put characters in. It is given the whole text without its marks: a word may be strong in part.
    """
    runs = unicodedata.normalize("NFC", text).split(MARK)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(_cut(prepare("".join(runs)), runs))
    )


def _cut(written: str, runs: Sequence[str]) -> Iterator[str]:
    """``written`` cut where the runs meet; what was put in between two runs stays outside the strong one."""
    start = 0
    for index, run in enumerate(runs[:-1]):
        end = _after(written, run, start)
        if index % 2 == 0:
            end = max(end, _after(written, runs[index + 1][:1], end) - 1)
        yield written[start:end]
        start = end
    yield written[start:]


def _after(written: str, run: str, start: int) -> int:
    """Where the last character of the run stands in ``written``, and one more."""
    for character in run:
        start = written.find(character, start) + 1 or start
    return start
