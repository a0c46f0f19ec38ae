"""Inline markup: ``**strong**`` and nothing else, the same for authors and translators."""

from collections.abc import Callable

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
    """The text as HTML: escaped, its strong runs in ``strong``; ``prepare`` is applied to each run's text."""
    runs = text.split(MARK)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(prepare(run)) if index % 2 else escape(prepare(run))
        for index, run in enumerate(runs)
    )
