"""Two languages on a page: side by side where both columns hold enough of a line, else one above the other."""

import re

import pytest

from plainleaf.layout.compose import COLUMN, GUTTER, compose
from plainleaf.layout.profiles import read_profiles
from plainleaf.layout.screen import compose_screen
from plainleaf.translate.rewording import paired
from tests.layout.samples import PROJECT, elements, of_class, own_leaflet, tree, words

PAIRS = (("ar", "en"), ("zh-Hans", "es"), ("ur", "en"))
BESIDE, ABOVE = "side by side, row by row", "one above the other"


def both(tags):
    return paired(*map(own_leaflet, tags))


def html(tags, profile="clear", paper="letter"):
    return compose(both(tags), PROJECT, read_profiles(PROJECT)[profile], paper).html


@pytest.mark.parametrize("tags", PAIRS, ids="+".join)
@pytest.mark.parametrize(("profile", "stands"), [("clear", BESIDE), ("large", ABOVE), ("giant", ABOVE)])
def test_clear_print_stands_side_by_side_and_larger_print_above(tags, profile, stands):
    made = html(tags, profile)
    (told,) = re.findall(rf"Two languages: ({BESIDE}|{ABOVE})\.", made)
    assert told == stands
    assert ("display: inline-block; width: 49%" in made) is (stands == BESIDE)


@pytest.mark.parametrize(
    ("tags", "profile", "stands"),
    [
        (("hi", "en"), "clear", BESIDE),
        (("bn", "en"), "clear", ABOVE),
        (("en", "bn"), "clear", ABOVE),
        (("th", "en"), "clear", BESIDE),
        (("th", "en"), "ukaaf-large", ABOVE),
        (("fr", "en"), "ukaaf-large", BESIDE),
    ],
    ids=lambda one: "+".join(one) if isinstance(one, tuple) else "",
)
def test_signs_above_and_below_letters_fill_no_line(tags, profile, stands):
    assert f"Two languages: {stands}." in html(tags, profile)


def test_columns_are_measured_as_the_style_sheet_sets_them():
    made = html(("fr", "en"))
    assert f"width: {COLUMN:.0%};" in made
    assert made.count(f"padding-inline-end: {GUTTER // 2}pt") == 1
    assert made.count(f"padding-inline-start: {GUTTER // 2}pt") == 1


def test_one_language_alone_has_no_rows_of_two():
    made = compose(own_leaflet("ar"), PROJECT, read_profiles(PROJECT)["clear"], "letter").html
    assert "Two languages:" not in made
    assert of_class(tree(made), "also") == []


@pytest.mark.parametrize("shown", ["print", "screen"])
@pytest.mark.parametrize("tags", PAIRS, ids="+".join)
def test_each_half_carries_its_language_and_direction(tags, shown):
    made = both(tags)
    page = (
        html(tags)
        if shown == "print"
        else compose_screen(made, PROJECT, read_profiles(PROJECT)["clear"], "letter")
    )
    root = tree(page)
    assert (root.get("lang"), root.get("dir")) == (made.language.tag, made.language.direction)
    halves = of_class(root, "also")
    assert len(halves) > 100
    assert {(one.get("lang"), one.get("dir")) for one in halves} == {(made.also.tag, made.also.direction)}
    firsts = of_class(root, "own")
    assert {(one.get("lang"), one.get("dir")) for one in firsts} == {(None, None)}
    assert ("data-mixed" in root.attrib) is (
        shown == "print" and made.language.direction != made.also.direction
    )


@pytest.mark.parametrize("tags", PAIRS, ids="+".join)
def test_the_card_has_no_second_half(tags):
    (card,) = of_class(tree(html(tags)), "card")
    assert card.get("lang") == "en"
    assert words(card).strip()
    assert of_class(card, "also") == []


def halves_of(element):
    """The texts of both halves in the order of the page."""
    return [
        (one.get("class"), " ".join(words(one).split()))
        for one in element.iter()
        if one.tag == "span" and one.get("class") in ("own", "also")
    ]


@pytest.mark.parametrize("tags", PAIRS, ids="+".join)
def test_each_second_half_follows_its_first(tags):
    """For browsers and in print alike, and the same texts in both."""
    made = both(tags)
    printed = halves_of(elements(tree(html(tags)), "body")[0])
    shown = compose_screen(made, PROJECT, read_profiles(PROJECT)["clear"], "letter")
    for found in (printed, halves_of(elements(tree(shown), "main")[0])):
        kinds = [kind for kind, _ in found]
        assert kinds[::2] == ["own"] * (len(kinds) // 2)
        assert kinds[1::2] == ["also"] * (len(kinds) // 2)
        assert all(text for _, text in found)


@pytest.mark.parametrize("tags", PAIRS, ids="+".join)
def test_a_head_stands_over_the_page_in_each_of_both(tags):
    rows = of_class(tree(html(tags)), "what")
    assert [row.get("lang") or tags[0] for row in rows] == list(tags)
