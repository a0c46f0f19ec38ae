"""Pages to render: a body in a bare style sheet, with the fonts it needs."""

import hashlib
from pathlib import Path

from plainleaf.findings import Refused
from plainleaf.layout.page import Face, Page
from plainleaf.project import Project

PROJECT = Project(Path(__file__).parents[2])
CSS = (
    "@page { size: a4; margin: 25.4mm } html { font: 18pt/1.5 NotoSans } body { margin: 0 }"
    "h2 { break-after: avoid } p { margin: 0 0 27pt }"
)
SENTENCE = "This box says one thing that takes a line or two of the page, and then it ends. "


def face(family: str, weight: int = 400) -> Face:
    file = f"{family}-{'Bold' if weight == 700 else 'Regular'}.ttf"
    return Face(family, weight, file, hashlib.sha256((PROJECT.fonts / file).read_bytes()).hexdigest())


LATIN = (face("NotoSans"), face("NotoSans", 700))


def rules(faces: tuple[Face, ...]) -> str:
    return "".join(
        f"@font-face {{ font-family: {face.family}; font-weight: {face.weight};"
        f' src: url("plainleaf:fonts/{face.file}") }}'
        for face in faces
    )


def page(
    body: str, css: str = "", faces: tuple[Face, ...] = LATIN, language: str = "en", direction: str = "ltr"
) -> Page:
    head = f"<meta charset=utf-8><title>Sample</title><style>{rules(faces)}{CSS}{css}</style>"
    html = (
        f"<!DOCTYPE html><html lang={language} dir={direction}><head>{head}</head><body>{body}</body></html>"
    )
    return Page(html, language, "Sample", faces)


def codes(renderer, subject: Page) -> list[str]:
    """The codes a page is refused with; none where it prints."""
    try:
        renderer.render(subject, "leaflets/sample.yaml")
    except Refused as refused:
        return [finding.check for finding in refused.findings]
    return []
