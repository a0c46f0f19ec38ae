"""A page as a picture, as PDFium draws it."""

from PIL import Image

from plainleaf.inspect.pdfium import opened


def picture(pdf: bytes, page: int, dots: float) -> Image.Image:
    """A page (counted from 0) at so many dots an inch, in RGB."""
    with opened(pdf) as document:
        drawn: Image.Image = document[page].render(scale=dots / 72).to_pil().convert("RGB")
        return drawn
