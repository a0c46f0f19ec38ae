"""The audit: a finished PDF, whoever made it, measured on paper and read as a screen reader reads it."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from plainleaf.audit import files, people, printing, tables, tags
from plainleaf.audit.opened import Opened
from plainleaf.audit.rule import Rule, look
from plainleaf.audit.verdict import Area, Audit, Flaw, Question
from plainleaf.findings import Severity
from plainleaf.inspect import Structure, facts, structure
from plainleaf.inspect.makeup import makeup
from plainleaf.inspect.printed import printed
from plainleaf.inspect.units import in_points
from plainleaf.layout.profiles import Profile

Told = TypeVar("Told", Flaw, Question)
_LOG = logging.getLogger("plainleaf.audit")

SEEN: tuple[Rule[Opened], ...] = (*files.RULES, *tags.RULES, *tables.RULES)
"""Rules over the file and its tags; those over what is printed stand in ``printing``."""
ASKED: tuple[Rule[Opened], ...] = people.RULES

UNREADABLE: Mapping[str, str] = {
    "pdf-unreadable": """Can the file be opened?

    A damaged file, one that asks for a password, or one that is no PDF at all is not audited: nothing is known of it.
    Bad: a leaflet that opens only with a password. Good: one that everybody can open.
    """,
}

RULES: Mapping[str, str] = {
    **UNREADABLE,
    **{rule.code: rule.manual for rule in (*SEEN, *ASKED)},
    **printing.RULES,
}
"""The manual of each rule by its code."""


def audit(
    pdf: bytes, profile: Profile, profile_name: str, where: str, tree: Structure | None = None
) -> Audit:
    """What is wrong in a PDF, what a person must look at, and what was measured; never raises for a bad file.

    ``tree`` is its structure, where it is known.
    """
    try:
        made = makeup(pdf)
        if not made.sheets:
            return _unreadable(where, profile_name, "it has no page", "export it again")
        if any(sheet.unit != 1 for sheet in made.sheets):
            pdf = in_points(pdf)
            made = replace(makeup(pdf), locked=made.locked)
        file = Opened(pdf, facts(pdf), made, tree or structure(pdf))
        if file.structure.endless:
            said = "its drawings hold drawings that hold drawings, more than 2,000 on a page"
            return _unreadable(where, profile_name, said, "export it again")
        read = look((rule for rule in SEEN if file.is_tagged or not rule.of_tags), file)
        asked = look(ASKED, file)
        drawn = printing.look_at_print(printed(pdf), file.structure, profile)
    except pikepdf.PasswordError:
        return _unreadable(where, profile_name, "it asks for a password", "save it without one")
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        return _unreadable(
            where, profile_name, f"it is damaged or no PDF ({_first_line(error)})", "export it again"
        )
    except Exception as error:  # noqa: BLE001 - a stranger's file may hold anything, and the next one is still audited
        _LOG.debug("%s", where, exc_info=True)
        said = f"something in it is not what PDF says ({type(error).__name__}: {_first_line(error)})"
        return _unreadable(where, profile_name, said, "export it again; if other programs read it, tell us")
    return Audit(
        where,
        profile_name,
        len(file.makeup.sheets),
        tuple(sorted(_joined((*read.flaws, *drawn.flaws)), key=_order)),
        tuple(_joined((*asked.questions, *drawn.questions))),
        drawn.figures,
        (*read.checked, *drawn.checked),
    )


def _joined(said: Iterable[Told]) -> Iterator[Told]:
    """What is said of several places is said once."""
    places: dict[Told, list[Area]] = {}
    for one in said:
        places.setdefault(replace(one, areas=()), []).extend(one.areas)
    for one, areas in places.items():
        yield replace(one, areas=tuple(dict.fromkeys(areas)))


def _order(flaw: Flaw) -> tuple[bool, int]:
    """Errors first, then by page."""
    return flaw.severity is not Severity.ERROR, min((area.page for area in flaw.areas), default=0)


def _unreadable(where: str, profile: str, said: str, hint: str) -> Audit:
    flaw = Flaw("pdf-unreadable", f"the file cannot be audited: {said}", hint)
    return Audit(where, profile, 0, (flaw,), checked=("pdf-unreadable",))


def _first_line(error: Exception) -> str:
    """Without where in memory the file stood."""
    return next(iter(str(error).splitlines()), "").split(">: ")[-1].strip()
