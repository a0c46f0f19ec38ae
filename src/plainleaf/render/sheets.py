"""Style sheets parsed once: leaflets of one design have the same."""

import logging
from collections import OrderedDict
from typing import Any

KEPT = 16
"""Sheets at most: one a script and paper."""

NOT_KEPT = ("@import", "@layer", "@counter-style", "@color-profile")
"""A sheet with one of these changes more than itself."""


class Sheets:
    """Takes the place of ``weasyprint.css.CSS`` where a document's own sheets are parsed.

    A sheet is kept with the font faces and the page rules that it gave, and gives them again to the next document. One
    that warned is not kept: each document's warnings are its own.
    """

    def __init__(self, upstream: Any) -> None:
        self._upstream = upstream
        self._kept: OrderedDict[tuple[str, str | None, str], _Sheet] = OrderedDict()

    def __call__(self, **given: Any) -> Any:
        text = given.get("string")
        if text is None or any(word in text.lower() for word in NOT_KEPT) or "\\" in text:
            return self._upstream(**given)
        key = text, given["base_url"], given["media_type"]
        sheet = self._kept.get(key)
        if sheet is None:
            noted = _Noted()
            logger = logging.getLogger("weasyprint")
            logger.addHandler(noted)
            try:
                sheet = _Sheet(self._upstream, given)
            finally:
                logger.removeHandler(noted)
            if not noted.warned:
                self._kept[key] = sheet
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return sheet.given_to(given)

    def forget(self) -> None:
        """Keeps no sheet: a value that turns out invalid is warned of once a parsed sheet, not once a document."""
        self._kept.clear()


class _Sheet:
    """A parsed sheet, and what it gave when it was parsed."""

    def __init__(self, upstream: Any, given: dict[str, Any]) -> None:
        self._faces: list[Any] = []
        self._sheet = upstream(**{**given, "font_config": self, "page_rules": [], "layers": []})
        self._upstream = upstream

    def add_font_face(self, rule_descriptors: Any, _url_fetcher: Any) -> None:
        """Called while the sheet is parsed."""
        self._faces.append(rule_descriptors)

    def given_to(self, given: dict[str, Any]) -> Any:
        """The sheet as if it had been parsed for this document."""
        for descriptors in self._faces:
            if given["font_config"] is not None:
                given["font_config"].add_font_face(descriptors, given["url_fetcher"])
        sheet = object.__new__(self._upstream)
        sheet.base_url, sheet.matcher = self._sheet.base_url, self._sheet.matcher
        sheet.page_rules = [] if given["page_rules"] is None else given["page_rules"]
        sheet.page_rules.extend(self._sheet.page_rules)
        sheet.layers = [] if given["layers"] is None else given["layers"]
        return sheet


class _Noted(logging.Handler):
    """Whether anything was warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warned = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - the signature of logging
        self.warned = True
