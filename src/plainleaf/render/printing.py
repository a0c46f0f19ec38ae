"""One page printed: parse, lay out, break tall blocks, check what stands where, draw."""

import hashlib
import logging
from dataclasses import replace
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from plainleaf.findings import Finding, Refused, Span, ordered
from plainleaf.layout.page import Face, Page
from plainleaf.project import Project
from plainleaf.render import breaking, fence, font_maps, glyphs, overflow, splits
from plainleaf.render.boxes import Document, page_boxes
from plainleaf.render.faces import verify_faces
from plainleaf.render.font_maps import FontMap
from plainleaf.render.line_ends import mark_line_ends
from plainleaf.render.messages import Printed
from plainleaf.render.sheets import Sheets
from plainleaf.values.characters import IGNORABLE

TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}

OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}


def print_page(project: Project, page: Page, where: str) -> Printed:
    """The page as PDF; raises Refused with every finding. No date enters it: equal pages give equal bytes."""
    if findings := verify_faces(project, page.faces):
        raise Refused(findings)
    if not page.faces:
        hint = "give its language a font in fonts/fonts.yaml"
        raise Refused([Finding("font-missing", "the page names no font", Span(where), hint)])
    warnings = _Warnings()
    fetcher = Fetcher(project, where)
    with warnings:
        document, findings = _lay_out(page, where, fetcher)
        drawn = glyphs.look(project, page_boxes(document), page.faces, where)
        if not (findings := (*findings, *drawn.findings, *fetcher.findings)):
            pdf = _write(document, page, where)
    findings = (*findings, *warnings.findings(where, fetcher.refused))
    if findings:
        _forget()
        raise Refused(ordered(findings))
    return Printed(
        pdf, len(document.pages), drawn.fonts, tuple(splits.spilt_front(page_boxes(document), where))
    )


def _forget() -> None:
    """Keeps nothing of a page that was refused: what it was told of, the next page is told of too."""
    font_maps.forget()
    if isinstance(weasyprint.css.CSS, Sheets):
        weasyprint.css.CSS.forget()


def _lay_out(page: Page, where: str, fetcher: "Fetcher") -> tuple[Document, tuple[Finding, ...]]:
    html = weasyprint.HTML(string=page.html, url_fetcher=fetcher)
    faces = _Faces(page.faces, fetcher)
    document, unsettled = breaking.settle(html, faces, OPTIONS, where)
    pages = page_boxes(document)
    root = html.etree_element
    findings = (
        *unsettled,
        *overflow.look(pages, where),
        *splits.divided_values(pages, root, where),
        *splits.stranded_headings(pages, root, where),
        *splits.divided_pieces(pages, where),
    )
    return document, findings


def _write(document: Document, page: Page, where: str) -> bytes:
    """Raises Refused with what no reader of the tags would get."""
    document.metadata.title = page.title
    document.metadata.lang = page.language
    identifier = hashlib.sha256(page.html.encode()).hexdigest()[:32].encode()
    mark_line_ends(page_boxes(document))
    try:
        pdf: bytes = document.write_pdf(finisher=finish, pdf_identifier=identifier, **OPTIONS)
    except Refused as refused:
        raise Refused(replace(finding, place=Span(where)) for finding in refused.findings) from None
    return pdf


def finish(document: Document, pdf: Any) -> None:
    """Adds only: freeing an object here would corrupt the cross-reference table (pydyf 0.13)."""
    for held in pdf.objects:
        if isinstance(held, pydyf.Dictionary) and {"Title", "Parent"} <= held.keys():
            # A list of bookmarks shows isolates as boxes.
            held["Title"] = pydyf.String(held["Title"].string.translate(IGNORABLE))
    root = next(iter(page_boxes(document)[0].children)).element
    # PDFium turns every line of an R2L file round, also those of a second language: each line tells its own way.
    mixed = root.get("data-mixed") is not None
    direction = "/R2L" if root.get("dir") == "rtl" and not mixed else "/L2R"
    preferences = {"PrintScaling": "/None", "DisplayDocTitle": "true", "Direction": direction}
    if root.get("data-pages") is not None:
        preferences["Duplex"] = "/DuplexFlipLongEdge"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the two folders and nothing else; remembers what it refused."""

    def __init__(self, project: Project, where: str) -> None:
        super().__init__()
        self._project = project
        self._where = where
        self.refused: list[str] = []
        self.findings: list[Finding] = []

    def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - upstream's signature
        try:
            file = fence.resolve(self._project, url)
        except fence.FenceError as error:
            self.refused.append(url)
            self.findings.append(fence.refusal(url, error, self._where))
            raise
        kind = TYPES.get(file.suffix, "application/octet-stream")
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})


class _Faces(FontMap):
    """Stops at the first font file that was refused: Pango ends the process when it has no font."""

    def __init__(self, faces: tuple[Face, ...], fetcher: Fetcher) -> None:
        super().__init__(faces)
        self._fetcher = fetcher

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> Any:
        result = super().add_font_face(rule_descriptors, url_fetcher)
        sources = {url for _, url in rule_descriptors["src"]}
        if sources & set(self._fetcher.refused):
            raise Refused(self._fetcher.findings)
        return result


class _Warnings(logging.Handler):
    """Collects what WeasyPrint logs at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())

    def __enter__(self) -> None:
        logging.getLogger("weasyprint").addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)

    def findings(self, where: str, refused: list[str]) -> tuple[Finding, ...]:
        """One finding a message; a message about a refused address says nothing new."""
        hint = "mend the style sheet or the template: a render that warns is not printed"
        return tuple(
            Finding("render-warning", f"WeasyPrint says: {message}", Span(where), hint)
            for message in dict.fromkeys(self._messages)
            if not any(url in message for url in refused)
        )
