"""Files by other tools than ours: leaflets that Chromium printed, a letter of ReportLab's."""

import pytest

from plainleaf.audit import audit
from plainleaf.layout.profiles import read_profiles
from tests.audit.strangers import charity, hospital, letter, printed, surgery
from tests.layout.samples import PROJECT

PROFILES = read_profiles(PROJECT)
GOOD = """<!DOCTYPE html><html lang=en><title>Testol: how to take it</title>
<style>@page { size: letter; margin: 26mm } body { font: 18pt/1.5 'DejaVu Sans' }
h2, h4, p { margin: 0 0 27pt } h2, h4 { font-size: 27pt }</style>
<h1>Testol: how to take it</h1><p>Take it with food and a glass of water, at the same time each day.</p>
<h2>Which day</h2>
<table><thead><tr><th scope=col>Day<th scope=col>Tablet<tbody><tr><td>Monday<td>white</table>
<p><img alt="A plate" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"></p>"""
FAULTS = {
    "another language": ("lang=en", "lang=ru", "language-mismatch"),
    "no words for a picture": ('alt="A plate"', "", "alt-missing"),
    "a file for words": ("A plate", "plate.png", "alt-file-name"),
    "a leap of headings": ("h2>", "h4>", "heading-skipped"),
    "the first heading is a second": ("h1>", "h2>", "heading-first"),
    "no header cells": ("th scope=col>", "td>", "table-headless"),
    "a row too short": ("<td>white", "", "table-ragged"),
    "a file for a title": ("<title>Testol: how to take it", "<title>testol_v2.docx", "title-missing"),
}


def codes(pdf, profile="large"):
    return {flaw.check for flaw in audit(pdf, PROFILES[profile], profile, "stranger.pdf").flaws}


@pytest.fixture(scope="module")
def good_and_bad(chromium):
    """The good page, and one with each fault: one browser for all."""
    bad = []
    for old, new, _ in FAULTS.values():
        assert old in GOOD
        bad.append(GOOD.replace(old, new))
    return dict(zip(("good", *FAULTS), map(codes, printed(chromium, GOOD, *bad)), strict=True))


@pytest.fixture(scope="module")
def leaflets(chromium):
    return dict(
        zip(
            ("surgery", "hospital", "charity"),
            printed(chromium, surgery(), hospital(), charity()),
            strict=True,
        )
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_what_chromium_printed_is_told_and_nothing_else(good_and_bad, fault):
    *_, code = FAULTS[fault]
    assert good_and_bad[fault] - good_and_bad["good"] == {code}


def test_chromium_makes_no_promise_and_has_no_other_flaw(good_and_bad):
    assert good_and_bad["good"] == {"claim-missing"}


def test_a_surgery_s_leaflet_in_small_justified_type_is_told_so(leaflets):
    assert codes(leaflets["surgery"]) >= {
        *("title-missing", "heading-missing", "alt-missing", "link-wordless"),
        *("body-too-small", "not-ragged", "contrast-too-low", "margin-too-narrow"),
    }


def test_a_hospital_s_leaflet_is_too_small_for_large_print_and_its_table_has_no_head(leaflets):
    told = codes(leaflets["hospital"])
    assert told >= {"table-headless", "heading-skipped", "alt-file-name", "body-too-small", "capitals"}
    assert "title-missing" not in told


def test_a_charity_s_large_print_has_no_error(leaflets):
    found = audit(leaflets["charity"], PROFILES["large"], "large", "charity.pdf")
    assert {flaw.check for flaw in found.flaws if flaw.finding("").is_error} == set()


def test_the_same_leaflet_is_too_small_for_giant_print(leaflets):
    assert codes(leaflets["charity"], "giant") >= {"body-too-small", "type-too-small"}
    assert "body-too-small" not in codes(leaflets["charity"], "clear")


def test_a_letter_without_tags_is_told_so_and_what_is_measured_is_measured():
    found = audit(letter(), PROFILES["clear"], "clear", "letter.pdf")
    told = {flaw.check for flaw in found.flaws}
    assert told >= {"untagged", "language-missing", "font-not-embedded", "title-hidden", "body-too-small"}
    assert not told & {"heading-missing", "text-untagged", "tab-order"}
    assert found.figures["body type, pt"] == pytest.approx(12)
