"""The rule on names: a medicine is called what the termbase calls it, and no other medicine's name stands there."""

from collections.abc import Iterator

from plainleaf.lint.pair import Pair, Rule, Told
from plainleaf.lint.side import Side
from plainleaf.values.lexicon import sections


def medicine_changed(pair: Pair) -> Iterator[Told]:
    """Does the translation name the medicines its source names?

    By the lexicons' names of common medicines and the project's glossary; the source's own spelling will do.
    Bad: `msgid "Take baclofen."`, `msgstr "Tome bactrofeno."`
    Good: `msgstr "Tome baclofeno."`
    """
    ours = _named(pair.source)
    if not ours:  # a name may stand for the source's “it”
        return
    theirs = _named(pair.target)
    text, known = pair.target.plain.casefold(), _known(pair.target)
    for name, said in ours.items():
        if name in known and name not in theirs and said.casefold() not in text:
            hint = "write its name; a spelling that is not known yet goes into locales/glossary.yaml"
            yield Told(f"the translation does not name {said}", hint)
    for name, said in theirs.items():
        if name not in ours:
            yield Told(f"the source does not name {said}", "write the source's medicine")


def _named(side: Side) -> dict[str, str]:
    return {
        key: side.plain[term.start : term.end]
        for term in side.said("medicines")
        for key in term.keys("medicines", certain=True)
    }


def _known(side: Side) -> frozenset[str]:
    """The medicines whose names are known in a language: of others nothing can be said."""
    held = sections(side.language).get("medicines", {})
    return frozenset(held) | {key for section, key, _ in side.words if section == "medicines"}


RULES = (Rule("medicine-changed", medicine_changed),)
