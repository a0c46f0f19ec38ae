"""References: what stands in braces in a text, and the fact and role it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plainleaf.monograph import Monograph
from plainleaf.translate.phrases import roles_of

REFERENCE = re.compile(r"\{([a-z][a-z0-9_]*)\}")

RULES: Mapping[str, str] = {
    "fact-elsewhere": """Does each fact that prints hold for the leaflet's jurisdiction and form?

    A dose of another country's label, or of the tablets in a pump leaflet, must not print. Bad: a text for the US with
    a fact for GB only. Good: the fact with a variant for each, or the block with `when: {jurisdiction: GB}`.
    """,
}


@dataclass(frozen=True)
class Reference:
    """``{missed_more_than}`` is the fact “missed” in the role “more_than”."""

    name: str
    fact: str
    role: str = ""


def references(text: str) -> tuple[str, ...]:
    """The names in braces, in order."""
    return tuple(REFERENCE.findall(text))


def stray_brace(text: str) -> str | None:
    """The first brace that is no part of a placeholder, with what follows it."""
    left = REFERENCE.sub(lambda found: "\0" * len(found[0]), text)
    found = re.search(r"[{}]", left)
    return text[found.start() : found.start() + 12] if found else None


def resolve(name: str, monograph: Monograph) -> Reference | None:
    """The fact and role a name means; the longest fact name wins. None if there is no such fact or role."""
    if name in monograph.facts:
        return Reference(name, name)
    parts = name.split("_")
    for cut in range(len(parts) - 1, 0, -1):
        fact, role = "_".join(parts[:cut]), "_".join(parts[cut:])
        if fact in monograph.facts:
            fits = all(role in roles_of(variant.value) for variant in monograph.variants(fact))
            return Reference(name, fact, role) if fits else None
    return None
