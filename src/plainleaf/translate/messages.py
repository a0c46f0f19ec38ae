"""The files of translators: templates from what is authored, catalogues brought up to them."""

from collections.abc import Mapping
from pathlib import Path

from plainleaf.catalogue import Catalogue, empty, merge, template, write
from plainleaf.translate.content import Content, catalogue_folder
from plainleaf.translate.extraction import extract
from plainleaf.values.languages import SOURCE_LANGUAGE


def templates(content: Content) -> dict[str, Catalogue]:
    """The POT of each domain."""
    domains = extract(content.monographs.values(), content.wordings, content.languages[SOURCE_LANGUAGE])
    return {domain: template(f"locales/{domain}.pot", messages) for domain, messages in domains.items()}


def extracted_files(content: Content) -> dict[Path, str]:
    """What `messages extract` writes."""
    return _written(content, templates(content))


def updated_files(content: Content, tags: tuple[str, ...]) -> dict[Path, str]:
    """What `messages update` writes: each catalogue merged with its template; the templates themselves too."""
    pots = templates(content)
    files = _written(content, pots)
    for tag in tags:
        if tag == SOURCE_LANGUAGE:
            continue
        own = content.catalogues.get(tag, {})
        for domain, pot in pots.items():
            file = catalogue_folder(content.project, tag) / f"{domain}.po"
            path = content.project.relative(file)
            old = own.get(domain) or empty(path, tag)
            others = [catalogue for name, catalogue in own.items() if name != domain]
            files[file] = write(merge(old, pot, others))
    return files


def _written(content: Content, pots: Mapping[str, Catalogue]) -> dict[Path, str]:
    return {content.project.locales / f"{domain}.pot": write(pot) for domain, pot in pots.items()}
