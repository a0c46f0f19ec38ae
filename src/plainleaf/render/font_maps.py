"""Font maps for documents: one for all documents with the same font faces, as they would each have made it."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from plainleaf.layout.page import Face

KEPT = 8
"""Font maps at most: with all their fonts, one takes some megabytes."""


@dataclass(frozen=True)
class _Rule:
    """One ``@font-face`` as it is written, and the sha256 of its file; what it takes to load it is not compared."""

    text: str
    sha256: str
    descriptors: Any = field(compare=False, repr=False)
    fetcher: Any = field(compare=False, repr=False)


class FontMap:
    """What WeasyPrint takes for a ``FontConfiguration``: the same, but shared.

    Only faces that were verified are shared, by the sha256 of their files. A rule that names anything else makes a
    configuration of the document's own, at once.
    """

    def __init__(self, faces: Iterable[Face]) -> None:
        self._digests = {f"plainleaf:fonts/{face.file}": face.sha256 for face in faces}
        self._rules: list[_Rule] = []
        self._own: Any = None
        self._shared: Any = None
        self.strut_layouts: dict[str, Any] = {}
        self.font_features: dict[bytes, Any] = {}

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> Any:
        """Called for each rule of the document's sheets, before any text is laid out."""
        urls = [url for _, url in rule_descriptors["src"]]
        if self._own is None and self._shared is None and len(urls) == 1 and urls[0] in self._digests:
            text = str(rule_descriptors)
            self._rules.append(_Rule(text, self._digests[urls[0]], rule_descriptors, url_fetcher))
            return None
        if self._own is None:
            self._own = _load(self._rules)
        return self._own.add_font_face(rule_descriptors, url_fetcher)

    @property
    def font_map(self) -> Any:
        """Pango's font map."""
        if self._own is not None:
            return self._own.font_map
        if self._shared is None:
            self._shared = _shared(tuple(self._rules))
        return self._shared.font_map


def forget() -> None:
    """Keeps no font map: one whose font could not be loaded must warn each document."""
    _shared.cache_clear()


@functools.lru_cache(maxsize=KEPT)
def _shared(rules: tuple[_Rule, ...]) -> Any:
    return _load(rules)


def _load(rules: Iterable[_Rule]) -> Any:
    configuration = FontConfiguration()
    for rule in rules:
        configuration.add_font_face(rule.descriptors, rule.fetcher)
    return configuration
