"""axe-core finds nothing in any language, and finds what is planted."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import sampled
from tests.layout.editions import screen
from tests.layout.samples import SCRIPTS, TAGS

AXE = Axe()
RULES = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(RULES)},
    # AAA and WCAG 2.2 are off where nobody asks for them.
    "rules": {name: {"enabled": True} for name in ("color-contrast-enhanced", "target-size")},
}
STRICT = {"contrastRatio": {"normal": {"expected": 7}, "large": {"expected": 7}}}
"""WCAG lets large letters stand out 4.5 to 1; all of ours are large, and seven is promised."""
CONTRAST = {"color-contrast", "color-contrast-enhanced"}


def judged(page, *rules: str) -> dict:
    """What axe says, by all its rules or by some."""
    page.evaluate(AXE.axe_script)
    checks = [{"id": "color-contrast-enhanced", "options": STRICT}]
    page.evaluate("checks => axe.configure({checks})", checks)
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else OPTIONS
    return page.evaluate("options => axe.run(options)", options)


def told(found: list) -> list[tuple[str, str]]:
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("tag", sampled(TAGS, SCRIPTS))
def test_axe_finds_no_violation_and_leaves_no_contrast_undecided(opened, tag):
    response = judged(opened(tag))
    assert told(response["violations"]) == []
    assert [one for one in told(response["incomplete"]) if one[0] in CONTRAST] == []
    passed = {rule["id"] for rule in response["passes"]}
    assert passed >= {*CONTRAST, "html-has-lang", "html-lang-valid", "link-name", "region", "target-size"}


@pytest.mark.parametrize("tag", sampled(("en", "ar"), ("en",)))
@pytest.mark.parametrize(
    "asked",
    [{"color_scheme": "dark"}, {"contrast": "more"}, {"color_scheme": "dark", "contrast": "more"}],
    ids=["dark", "contrast", "dark-contrast"],
)
def test_it_finds_none_in_the_schemes_a_reader_may_ask_for(opened, tag, asked):
    page = opened(tag, **asked)
    page.wait_for_function("matchMedia('(prefers-color-scheme: dark), (prefers-contrast: more)').matches")
    response = judged(page)
    assert told(response["violations"]) == []
    assert [one for one in told(response["incomplete"]) if one[0] in CONTRAST] == []


@pytest.mark.parametrize("tag", sampled(("en", "ur"), ("ur",)))
def test_it_finds_none_on_a_narrow_screen(opened, tag):
    assert told(judged(opened(tag, width=320))["violations"]) == []


FAULTS = {
    "html-has-lang": ('<html lang="en" dir="ltr">', '<html dir="ltr">'),
    "color-contrast-enhanced": ("--ink: #000;", "--ink: #6b6b6b;"),
    "image-alt": ("<main>", '<main><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'),
    "link-name": ('<span class="label">Crisis line</span> <span class="number" dir="ltr">988</span>', ""),
    "page-has-heading-one": ('<h1 id="title">Baclofen</h1>', '<p id="title">Baclofen</p>'),
    "region": ("<main>", "<p>Outside</p><main>"),
    "aria-required-parent": ('<table role="table" class="table"', '<table role="list" class="table"'),
    "valid-lang": ("<main>", '<main><p lang="xx-nowhere">Text</p>'),
    "meta-viewport": ("initial-scale=1", "initial-scale=1, user-scalable=no"),
    "document-title": ("<title>Baclofen: It helps tight, stiff muscles relax.</title>", ""),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found(opened, rule):
    old, new = FAULTS[rule]
    html = screen("en")
    assert html.count(old) == 1, rule
    assert told(judged(opened("en", html=html.replace(old, new)), rule)["violations"])
