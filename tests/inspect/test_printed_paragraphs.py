"""Lines become paragraphs: by tags where there are some, else by places."""

import pytest

from plainleaf.inspect import Structure, structure
from plainleaf.inspect.paragraphs import paragraphs
from plainleaf.inspect.printed import printed
from tests.inspect.test_printed import drawn, each, line
from tests.render.samples import page

BARE = Structure(None, (), (), ())
LONG = "This is a sentence that needs more than one line of the page, because it does not end so soon."
BODY = f"<h1>Head</h1><p>{LONG}</p><p>{LONG}</p><ul><li>{LONG}<li>Two</ul><table><tr><td>Day<td>Dose</table>"


def found(pdf, tree):
    return [(one.kind, one.text) for one in paragraphs(printed(pdf), tree)]


@pytest.fixture(scope="module")
def made(renderer):
    return renderer.render(page(BODY, "td { padding: 0 12pt }")).pdf


def test_tags_tell_what_a_paragraph_is(made):
    told = found(made, structure(made))
    assert [text for kind, text in told if kind == "P"] == [LONG, LONG]
    assert [text for kind, text in told if kind == "H1"] == ["Head"]
    assert [text for kind, text in told if kind == "LBody"] == [LONG, "Two"]
    assert {text for kind, text in told if kind in ("TD", "TH")} == {"Day", "Dose"}


def test_without_tags_places_tell_it(made):
    told = [text for _, text in found(made, BARE)]
    assert [text.removeprefix("• ") for text in told].count(LONG) == 3
    assert {"Head", "• Two", "Day", "Dose"} <= set(told)


def test_a_paragraph_over_two_pages_is_one(renderer):
    css = "@page { size: 400pt 360pt } p { widows: 1; orphans: 1 }"
    made = renderer.render(page(f"<p>{LONG}</p>" * 3, css)).pdf
    for tree in (structure(made), BARE):
        split = [one for one in paragraphs(printed(made), tree) if len(one.pages) > 1]
        assert split
        assert {one.text for one in split} == {LONG}


def test_a_line_that_was_ended_on_purpose_ends_its_paragraph():
    address = each(line("Mill Lane Clinic", y=500), line("12 Mill Lane, by the bridge", y=470))
    assert [text for _, text in found(drawn(address), BARE)] == [
        "Mill Lane Clinic",
        "12 Mill Lane, by the bridge",
    ]


def test_an_item_with_its_number_begins_a_paragraph():
    steps = each(
        line("1. Check the label of the bottle", y=500),
        line("2. Shake the bottle, then open it", y=470),
    )
    assert len(found(drawn(steps), BARE)) == 2


def test_the_side_where_reading_begins_is_told_by_the_letters(renderer):
    made = renderer.render(page("<p>Take 5 mg</p>")).pdf
    (one,) = paragraphs(printed(made), structure(made))
    assert not one.right_to_left
