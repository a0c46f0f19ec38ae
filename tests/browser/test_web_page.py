"""The report of a run in Chromium: offline, without scripts, accessible, on a phone, in the dark, on paper."""

import re

import pytest

from plainleaf.inspect.pdfium import opened as opened_pdf
from plainleaf.report import REPORTS
from tests.browser.test_axe import CONTRAST, judged, told
from tests.conftest import sampled
from tests.report.test_web_page import ODD, RUN

SIGN = re.compile(r"<(b|span)( aria-hidden=\"true\")?>[✕✓=·]</\1>")
VIEWS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 320},
    "dark-phone": {"width": 320, "color_scheme": "dark"},
}


@pytest.mark.parametrize("view", sampled(VIEWS, ("light", "dark-phone")))
@pytest.mark.parametrize("run", [RUN, ODD], ids=["run", "odd"])
def test_axe_finds_nothing(opened, tmp_path, run, view):
    page = opened(f"report-{view}", html=REPORTS["html"](run, tmp_path), **VIEWS[view])
    response = judged(page)
    assert told(response["violations"]) == []
    # Of a sign alone axe cannot tell whether it is text.
    unsure = [html for rule, html in told(response["incomplete"]) if rule in CONTRAST]
    assert [html for html in unsure if not SIGN.fullmatch(html)] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_only_the_table_scrolls_sideways(opened, tmp_path, width):
    page = opened("report", html=REPORTS["html"](RUN, tmp_path), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_needs_no_network_and_no_script(opened, tmp_path):
    page = opened("report", html=REPORTS["html"](ODD, tmp_path), java_script_enabled=False, offline=True)
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.said == []
    assert page.locator("h1").inner_text().endswith("2 of 3 leaflets withheld")


def test_a_withheld_leaflet_leads_to_its_findings(opened, tmp_path):
    page = opened("report", html=REPORTS["html"](RUN, tmp_path))
    page.locator("td.bad a").first.click()
    leaflet = page.locator(":target")
    assert "testol es" in leaflet.inner_text()
    leaflet.locator("a").first.click()
    assert "the digit “5” stands in a text" in page.locator(":target").inner_text()


def test_what_a_project_says_is_text_and_never_markup(opened, tmp_path):
    page = opened("report", html=REPORTS["html"](ODD, tmp_path))
    assert page.locator("script, img, iframe, link").count() == 0
    assert "<script>alert(1)</script>" in page.locator("main").inner_text()


def test_on_paper_the_ink_is_dark_also_for_who_reads_in_the_dark(opened, tmp_path):
    page = opened("report", html=REPORTS["html"](RUN, tmp_path), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    with opened_pdf(page.pdf(format="A4")) as pdf:
        text = "".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))
    assert "the digit “5” stands in a text" in text
