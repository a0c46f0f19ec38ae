"""The files of translators: templates from what is authored, catalogues brought up to them."""

from collections.abc import Mapping
from pathlib import Path

from plainleaf.catalogue import Catalogue, empty, merge, template, write
from plainleaf.catalogue.move import move
from plainleaf.catalogue.same_meaning import carry
from plainleaf.translate.content import Content, catalogue_folder
from plainleaf.translate.extraction import extract
from plainleaf.translate.lookup import COMMON
from plainleaf.values.languages import SOURCE_LANGUAGE


def templates(content: Content) -> dict[str, Catalogue]:
    """The POT of each domain; of shared texts also where none is left, for the catalogues that hold some."""
    domains = extract(content.monographs.values(), content.wordings, content.languages[SOURCE_LANGUAGE])
    if any(COMMON in held for held in content.catalogues.values()):
        domains.setdefault(COMMON, ())
    return {domain: template(f"locales/{domain}.pot", messages) for domain, messages in domains.items()}


def extracted_files(content: Content) -> dict[Path, str]:
    """What `messages extract` writes."""
    return _written(content, templates(content))


def updated_files(
    content: Content, tags: tuple[str, ...], same: Mapping[str, str] | None = None
) -> dict[Path, str]:
    """What `messages update` writes: the templates, and each catalogue that merging changes.

    A catalogue that says all it should stays as its editor wrapped it. ``same`` gives for new texts the old ones that
    say the same: their translations are carried over.
    """
    pots = templates(content)
    files = _written(content, pots)
    for tag in tags:
        if tag == SOURCE_LANGUAGE:
            continue
        folder, held = catalogue_folder(content.project, tag), dict(content.catalogues.get(tag, {}))
        for domain, catalogue in _updated(content, pots, tag, same or {}).items():
            if catalogue != held.get(domain):
                files[folder / f"{domain}.po"] = write(catalogue)
    return files


def _updated(
    content: Content, pots: Mapping[str, Catalogue], tag: str, same: Mapping[str, str]
) -> dict[str, Catalogue]:
    held = dict(content.catalogues.get(tag, {}))
    path = content.project.relative(catalogue_folder(content.project, tag))
    own = {domain: held.get(domain) or empty(f"{path}/{domain}.po", tag) for domain in pots}
    moved = move(own, pots, COMMON, content.monographs)
    updated: dict[str, Catalogue] = {}
    for domain, pot in pots.items():
        others = [catalogue for name, catalogue in held.items() if name != domain]
        updated[domain] = merge(carry(moved[domain], pot, same, others), pot, others)
    return updated


def _written(content: Content, pots: Mapping[str, Catalogue]) -> dict[Path, str]:
    return {content.project.locales / f"{domain}.pot": write(pot) for domain, pot in pots.items()}
