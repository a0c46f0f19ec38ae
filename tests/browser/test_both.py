"""Two languages in Chromium: each half as large as its heading or text asks, on lines of its own, in any window."""

import re

import pytest

from plainleaf.layout.screen import compose_screen
from plainleaf.translate.rewording import paired
from tests.browser.test_axe import judged, told
from tests.browser.test_reading import LINES, LOST, letters, sideways
from tests.conftest import sampled
from tests.layout.samples import PROJECT, own_leaflet, profile

PAIRS = (("ar", "en"), ("zh-Hans", "es"))

HALVES = """() => [...document.querySelectorAll('main :not(thead *) > .also')].map(also => {
  // Of each pair: what it stands in, how large its second letters are beside the first, and how the two stand.
  const own = also.previousElementSibling;
  const [one, other] = [own, also].map(half => half.getBoundingClientRect());
  const size = half => parseFloat(getComputedStyle(half).fontSize);
  return {
    parent: also.parentElement.localName,
    share: size(also) / size(own),
    below: other.top >= one.bottom - 0.5,
    beside: other.left >= one.right - 0.5 || other.right <= one.left + 0.5,
  };
})"""


@pytest.fixture(params=PAIRS, ids="+".join)
def pair(request, opened):
    both = paired(*map(own_leaflet, request.param))
    page = opened("-".join(request.param), html=compose_screen(both, PROJECT, profile(), "letter"))
    page.share = both.also.size / both.language.size
    return page


def test_both_halves_are_equally_large_wherever_they_stand(pair):
    found = pair.evaluate(HALVES)
    assert {one["parent"] for one in found} >= {"h1", "h2", "p", "li", "th", "td"}
    assert [one for one in found if one["share"] != pytest.approx(pair.share, abs=0.001)] == []


@pytest.mark.parametrize("width", [1280, 800, 320])
def test_each_half_has_lines_of_its_own_and_nothing_is_lost(pair, width):
    pair.set_viewport_size({"width": width, "height": 900})
    found = pair.evaluate(HALVES)
    assert len(found) > 100
    assert [one for one in found if not (one["below"] or one["beside"])] == []
    assert any(one["beside"] for one in found) is (width == 1280)
    assert sideways(pair) == 0
    assert pair.evaluate(LOST) == []


def test_no_line_of_a_column_holds_more_than_seventy_characters(pair):
    held = "main :is(.own, .also), main :is(.card, .edition, .clinic):not(:has(.own))"
    lines = pair.evaluate(re.sub(r"All\('.*'\)", f"All('{held}')", LINES))
    assert len(lines) > 200
    assert max(map(letters, lines)) <= profile().measure


@pytest.mark.parametrize("width", sampled((1280, 320), (320,)))
def test_axe_finds_nothing(pair, width):
    pair.set_viewport_size({"width": width, "height": 900})
    assert told(judged(pair)["violations"]) == []
