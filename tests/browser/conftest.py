"""Debian's Chromium, started once, and each leaflet opened in it as a file."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.layout.editions import screen

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    found = shutil.which("chromium")
    assert found, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens a leaflet, or other HTML, in a window of its own; notes what it asks for and what the console says."""
    contexts = []

    def open_(tag: str, *, html: str = "", width: int = 1280, **options: object):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        file = tmp_path / f"{tag}.html"
        file.write_text(html or screen(tag), encoding="utf-8")
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
