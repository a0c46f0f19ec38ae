"""Each leaflet opened in Chromium as a file."""

import pytest

from tests.conftest import sampled
from tests.layout.editions import screen
from tests.layout.samples import SCRIPTS, TAGS

HEIGHT = 900


def window(browser, file, html: str, width: int = 1280, **options: object):
    """The HTML opened from a file in a window of its own, which notes what is asked for and what the console says."""
    page = browser.new_context(viewport={"width": width, "height": HEIGHT}, **options).new_page()
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())
    return page


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens a leaflet, or other HTML, for one test."""
    pages = []

    def open_(tag: str, *, html: str = "", **options: object):
        pages.append(window(chromium, tmp_path / f"{tag}.html", html or screen(tag), **options))
        return pages[-1]

    yield open_
    for page in pages:
        page.context.close()


@pytest.fixture(params=sampled(TAGS, SCRIPTS), scope="module")
def reader(request, chromium, tmp_path_factory):
    """Each leaflet as a reader may have it: offline, without scripts; opened once for all tests of a module."""
    file = tmp_path_factory.mktemp("reader") / f"{request.param}.html"
    page = window(chromium, file, screen(request.param), java_script_enabled=False, offline=True)
    page.tag = request.param
    yield page
    page.context.close()


@pytest.fixture
def resized(reader):
    """Sets the window's width, and a style sheet of the reader's own; takes both back."""

    def resize(width: int, style: str = ""):
        reader.set_viewport_size({"width": width, "height": HEIGHT})
        reader.evaluate(
            "style => document.head.insertAdjacentHTML('beforeend', style)",
            f"<style class=own>{style}</style>",
        )
        return reader

    yield resize
    reader.evaluate("document.querySelectorAll('.own').forEach(style => style.remove())")
    reader.set_viewport_size({"width": 1280, "height": HEIGHT})
