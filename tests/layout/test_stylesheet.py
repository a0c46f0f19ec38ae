"""The style sheet as it is rendered for each language: what it must never say, its colours and its sizes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from plainleaf.inspect import facts, glyphs
from plainleaf.layout.compose import compose
from plainleaf.layout.profiles import PAPERS
from plainleaf.render import Renderer
from tests.layout.samples import PROJECT, TAGS, language, own_leaflet, page, profile

PAIRS = (
    ("#000", "#fff"),
    ("#000", "#eaeef4"),
    ("#0b2545", "#fff"),
    ("#0b2545", "#eaeef4"),
    ("#8a0012", "#fff"),
)
"""Every two colours that may meet, ink and paper or the other way round: black, blue and the red of danger."""

RED = "#8a0012"
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")


@cache
def css(tag: str, paper: str = "a4") -> str:
    (found,) = re.findall("<style>(.*?)</style>", page(tag, paper).html, re.DOTALL)
    return re.sub(r"/\*.*?\*/", "", found, flags=re.DOTALL)


def rules(sheet: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each selector with its declarations; those of a page's margin boxes are told apart."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"@page\s*\{", "@page {} ", sheet)):
        yield " ".join(selector.split(";")[-1].split()), dict(DECLARATION.findall(body))


def variables(sheet: str) -> dict[str, str]:
    return {name: value.strip() for name, value in re.findall(r"(--[a-z]+):\s*(#[0-9a-f]+)", sheet)}


def resolved(value: str, sheet: str) -> list[str]:
    """The colours a value holds."""
    for name, colour in variables(sheet).items():
        value = value.replace(f"var({name})", colour)
    return re.findall(r"#[0-9a-fA-F]{3,8}|var\([^)]*\)", value)


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def points(value: str) -> float:
    number, unit = re.fullmatch(r"(-?[\d.]+)(pt|mm)", value.strip()).groups()
    return float(number) * (72 / 25.4 if unit == "mm" else 1)


def test_the_formula_of_contrast_is_that_of_wcag():
    assert contrast("#000", "#fff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_stands_in_the_style_sheet_that_large_print_forbids(tag):
    sheet = css(tag).lower()
    said = dict.fromkeys(name for _, body in rules(sheet) for name in body)
    assert len(said) > 20
    for word in (
        "opacity",
        "text-transform",
        "italic",
        "oblique",
        "justify",
        "leader(",
        "underline",
        "small-caps",
    ):
        assert word not in sheet, word
    assert set(re.findall(r"hyphens:\s*(\w+)", sheet)) == {"manual"}
    for name in (
        "text-shadow",
        "letter-spacing",
        "text-decoration",
        "filter",
        "transform",
        "background-image",
    ):
        assert name not in said, name


@pytest.mark.parametrize("tag", TAGS)
def test_every_rule_is_read(tag):
    """The reader of rules above misses none, so that what follows cannot pass for want of rules."""
    sheet = css(tag)
    found = list(rules(sheet))
    assert len(found) == sheet.count("{")
    selectors = [selector for selector, _ in found]
    assert {"html", ".danger .bar", "@page", "th, td"} <= set(selectors)


@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_every_pair_of_colours_has_the_contrast_of_the_profile(ink, paper):
    assert contrast(ink, paper) >= profile().contrast >= 7


@pytest.mark.parametrize("tag", TAGS)
def test_every_colour_is_one_of_a_pair(tag):
    known = {colour for pair in PAIRS for colour in pair}
    used = {
        colour
        for _, body in rules(css(tag))
        for value in body.values()
        for colour in resolved(value, css(tag))
    }
    inks = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', page(tag).html))
    assert used == known
    assert inks <= known
    assert not re.search(r"rgba?\(|hsla?\(|color-mix|currentcolor", css(tag).lower())
    named = {
        body[name].strip()
        for _, body in rules(css(tag))
        for name in ("color", "background", "background-color", "border-color")
        if name in body and not resolved(body[name], css(tag))
    }
    assert named <= {"inherit"}


@pytest.mark.parametrize("tag", TAGS)
def test_ink_and_paper_of_one_rule_are_a_pair(tag):
    both = 0
    for selector, body in rules(css(tag)):
        ink, paper = (resolved(body.get(name, ""), css(tag)) for name in ("color", "background"))
        if ink and paper:
            both += 1
            assert {(ink[0], paper[0]), (paper[0], ink[0])} & set(PAIRS), selector
        elif paper:
            # Black text inherits; on the dark bar that shows the print's size there is none.
            assert paper[0] == "#eaeef4" or selector == ".size .bar", selector
    assert both == 2


@pytest.mark.parametrize("tag", TAGS)
def test_the_red_of_danger_means_danger_alone(tag):
    red = [s for s, body in rules(css(tag)) if any(RED in resolved(v, css(tag)) for v in body.values())]
    reds = [selector for selector in red if selector != ":root"]
    assert len(reds) >= 2
    for selector in reds:
        assert all(part.strip().startswith(".danger") for part in selector.split(",")), selector


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_is_smaller_than_the_text_of_the_profile(tag):
    sizes = [(s, points(body["font-size"])) for s, body in rules(css(tag)) if "font-size" in body]
    (whole,) = [body["font"] for selector, body in rules(css(tag)) if selector == "html"]
    sizes.append(("html", points(whole.split("/")[0])))
    assert len(sizes) > 5
    for selector, size in sizes:
        of = language("en" if "[lang" in selector else tag)
        assert size >= round(profile().text * of.size, 2), selector


@pytest.mark.parametrize("tag", TAGS)
def test_headings_and_danger_are_as_large_as_the_profile_says(tag):
    sizes = {s: points(body["font-size"]) for s, body in rules(css(tag)) if "font-size" in body}
    factor = language(tag).size
    assert sizes["h2"] >= profile().heading * factor
    assert sizes["h3"] >= profile().heading * factor
    assert sizes["h1"] >= profile().title
    assert sizes[".danger p"] >= profile().danger
    assert sizes[".danger p"] > profile().text * factor


@pytest.mark.parametrize("tag", TAGS)
def test_lines_of_text_are_as_far_apart_as_the_profile_says(tag):
    (whole,) = [body["font"] for selector, body in rules(css(tag)) if selector == "html"]
    leading = float(whole.split("/")[1].split()[0])
    assert leading >= max(profile().leading, language(tag).leading)
    running = ("p", "li", "td", ".warning p", ".danger p", ".note p", ".question p")
    assert not [
        selector for selector, body in rules(css(tag)) if selector in running and "line-height" in body
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_lines_that_stand_closer_never_touch(tag):
    """``ink`` is how tall the letters of a script are; digits and the title, one line each, may stand closer."""
    tried = 0
    for selector, body in rules(css(tag)):
        height = body.get("line-height", "")
        if not height or selector == "h1" or selector.endswith(".number"):
            continue
        tried += 1
        of = language("en" if "[lang" in selector else tag)
        size = points(height) / (profile().text * of.size) if height.endswith("pt") else float(height)
        assert size >= of.ink - 0.005, selector
    assert tried >= 3


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_margins_are_no_smaller_than_the_profile_says(tag, paper):
    (margin,) = re.findall(r"@page\s*\{[^}]*?\bmargin:\s*([^;]+);", css(tag, paper))
    top, sides, bottom = map(points, margin.split())
    assert sides == pytest.approx(25.4 / 25.4 * 72)
    assert min(top, bottom) >= profile().margin / 25.4 * 72 - 0.05


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_has_the_size_of_its_paper(paper):
    width, height = PAPERS[paper]
    assert f"size: {width}mm {height}mm;" in css("en", paper)


@pytest.mark.parametrize("tag", TAGS)
def test_the_digits_of_another_font_come_first_in_every_stack(tag):
    stacks = [
        value
        for _, body in rules(css(tag))
        for name, value in body.items()
        if name in {"font", "font-family"}
    ]
    stacks = [stack for stack in stacks if "," in stack]
    assert len(stacks) >= 3
    for stack in stacks:
        assert re.findall('"([^"]+)"', stack)[0] == "Leaflet Digits"
        assert re.findall('"([^"]+)"', stack)[-1] == "Noto Sans"


def test_the_clinic_s_language_is_set_in_its_own_family():
    assert re.search(r'body \[lang="en"\] \{ font-family: "Leaflet Digits", "Atkinson', css("ar"))


def test_the_clinic_s_language_is_never_set_too_small():
    arabic = language("ar")
    leaflet = own_leaflet("en")
    foreign = replace(leaflet, clinic=replace(leaflet.clinic, language=arabic))
    html = compose(foreign, PROJECT, profile(), "a4").html
    (rule,) = re.findall(r'body \[lang="ar"\] \{([^}]*)\}', html)
    assert '"Noto Naskh Arabic"' in rule
    assert f"font-size: {profile().text * arabic.size:.1f}pt" in rule


@pytest.fixture(scope="module")
def printed() -> bytes:
    with Renderer(PROJECT) as renderer:
        return renderer.render(page("en")).pdf


def letters(pdf: bytes):
    for number, (width, _) in enumerate(facts(pdf).pages):
        for glyph in glyphs(pdf, number):
            if glyph.char.isprintable() and not glyph.char.isspace():
                yield number + 1, width, glyph


def test_in_print_no_letter_is_smaller_than_the_profile_says(printed):
    sizes = [(round(glyph.size, 2), number, glyph.char) for number, _, glyph in letters(printed)]
    assert len(sizes) > 2000
    assert min(sizes)[0] >= profile().text, min(sizes)


def test_in_print_no_letter_stands_in_the_margin(printed):
    margin = profile().margin / 25.4 * 72
    for number, width, glyph in letters(printed):
        assert glyph.x >= margin - 0.5, (number, glyph)
        assert glyph.x + glyph.width <= width - margin + 0.5, (number, glyph)
