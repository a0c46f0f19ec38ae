"""The leaflet as plain text: all its blocks, in order, and nothing that is only there to be drawn."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pytest

from plainleaf.layout.plain import plain_text
from plainleaf.layout.spoken import Spoken, as_read, spoken
from plainleaf.translate import Leaflet
from plainleaf.values.characters import ISOLATES
from plainleaf.values.kinds import TIMES_OF_DAY
from tests.conftest import sampled
from tests.layout.editions import EDITIONS, FEW, leaflet, named
from tests.layout.samples import TAGS

MOST_TIMES = len(TIMES_OF_DAY)
MARK = re.compile(r"(?m)^(?:- |\d\d?\. )")


def expected(made: Leaflet) -> Iterator[str]:
    """What is to be read, from the blocks themselves: rows of tables with their heads before them."""
    head = made.words["draft"].text
    yield head
    yield from (" · ".join(as_read(part.text) for part in row) for row in made.headers)
    bar = as_read(made.words["full_size"].text)
    blocks = [one for one in spoken(made) if one.text != bar]
    for in_table, group in groupby(blocks, lambda one: one.kind in {"TH", "TD"}):
        found = list(group)
        if in_table and len(found) > MOST_TIMES and {one.kind for one in found} == {"TH"}:
            yield from _chart(found)
        else:
            yield from _table(found) if in_table else (one.text for one in found)
    yield head
    if made.clinic.language != made.language:
        yield made.clinic_words["draft"].text


def _chart(cells: list[Spoken]) -> Iterator[str]:
    """A line for what to take, and for each day its name and a box for each time of day; “Day” is left out."""
    _, *times, amount = (cell.text for cell in cells[: MOST_TIMES + 2])
    yield f"{amount}:"
    for day in cells[MOST_TIMES + 2 :]:
        yield from (day.text, *(f"{time}: [ ]" for time in times))


def _table(cells: list[Spoken]) -> Iterator[str]:
    values = [number for number, cell in enumerate(cells) if cell.kind == "TD"]
    if not values:
        yield from (f"{cell.text}:" for cell in cells)
        return
    columns = values[0] - 1
    heads, rows = cells[:columns], cells[columns:]
    yield from (f"{heads[number % columns].text}: {cell.text}" for number, cell in enumerate(rows))


@pytest.mark.parametrize("edition", sampled(EDITIONS, FEW), ids=named)
def test_it_says_what_the_leaflet_says_in_order_and_nothing_else(edition):
    made = leaflet(*edition)
    text = MARK.sub("", plain_text(made))
    assert as_read(text) == " ".join(map(as_read, expected(made)))


@pytest.mark.parametrize("edition", sampled(EDITIONS, FEW), ids=named)
def test_every_block_stands_on_one_line(edition):
    made = leaflet(*edition)
    lines = [as_read(line) for line in plain_text(made).splitlines()]
    drawn = {as_read(made.words[id].text) for id in ("full_size", "chart_day")}
    left_out = [one.text for one in spoken(made) if not any(one.text in line for line in lines)]
    assert as_read(made.words["full_size"].text) in left_out
    assert set(left_out) <= drawn


@pytest.mark.parametrize("tag", TAGS)
def test_it_is_plain(tag):
    text = plain_text(leaflet(tag))
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "**" not in text
    assert not re.search("[\u200b\u2060\ufeff\r\t]", text)
    assert not re.search(r"(?m) $|^ ", text)
    assert {len(gap) for gap in re.findall("\n+", text)} == {1, 2, 3}


@pytest.mark.parametrize("tag", TAGS)
def test_isolates_stand_where_they_order_something_and_are_closed(tag):
    made = leaflet(tag)
    text = plain_text(made)
    if made.language.direction == "ltr":
        assert not set(text) & set(ISOLATES)
        return
    for line in text.splitlines():
        assert sum(line.count(mark) for mark in "\u2066\u2067\u2068") == line.count("\u2069"), line
    assert "\u2066911\u2069" in text
    assert "\u20685\u00a0" in text


def test_a_heading_stands_apart_and_a_list_is_one_paragraph():
    text = plain_text(leaflet("en"))
    assert "\n\n\nIf you miss a dose\n\n- Take it when" in text
    assert "\n\n1. Check the label." in text
    assert "\n2. Shake" in text
    assert "\nCrisis line 988\nPoison help 1-800-222-1222\n" in text
    assert "\nProduct: Fleqsuvy liquid\nStrength: 25\u00a0mg in\u00a05\u00a0mL\n" in text
    assert "\nAmount to take\n\nmorning:\nmidday:\nevening:\nbedtime:\n" in text


def test_a_chart_is_a_paragraph_a_day_with_a_box_for_each_time():
    text = plain_text(leaflet("en", chart=True))
    boxes = "\nmorning: [ ]\nmidday: [ ]\nevening: [ ]\nbedtime: [ ]\n\n"
    assert "\n\n\nWeekly chart\n\nBaclofen\n\nMark the box" in text
    assert f"\n\nAmount to take:\n\nSunday{boxes}Monday{boxes}Tuesday{boxes}" in text
    assert f"\n\nSaturday{boxes}Notes for your doctor or pharmacist:\n\n\nDRAFT" in text
    assert text.index("Weekly chart") > text.index("Medical alert")
    assert (
        plain_text(leaflet("en")) == text[: text.index("\n\n\nWeekly chart")] + text[text.rindex("\n\n\n") :]
    )


def test_a_short_leaflet_says_that_it_is_one_below_its_front_page():
    full, short = plain_text(leaflet("en")), plain_text(leaflet("en", short=True))
    said = "\n\n\nShort version. Ask us for the full leaflet.\n\n\n"
    assert (
        short.index("Call your clinic today") < short.index(said) < short.index("Take the dose on your label")
    )
    assert said not in full
    assert "Ozobax DS liquid" in full
    assert "Ozobax DS liquid" not in short
    assert "1. Check the label." in short


def test_the_words_of_the_printed_bar_are_left_out():
    made = leaflet("en")
    assert "Bar:" in made.words["full_size"].text
    assert "Bar:" not in plain_text(made)


def test_a_changed_text_changes_it():
    made = leaflet("en")
    other = replace(made, purpose=replace(made.purpose, text="It helps **you**."))
    assert "\nIt helps you.\n" in plain_text(other)
    assert plain_text(other) != plain_text(made)
