"""What signed leaflets and drafts show: in print, in browsers and as plain text, in every script."""

from dataclasses import replace
from functools import cache

import pytest

from plainleaf.checks import PrintedLeaflet, run_checks
from plainleaf.findings import Span
from plainleaf.layout.compose import compose
from plainleaf.layout.plain import plain_text
from plainleaf.layout.screen import compose_screen
from plainleaf.layout.spoken import as_read, spoken
from plainleaf.signoff import SignOffs, stand, standing_leaflet
from plainleaf.translate import Leaflet
from tests.layout.editions import leaflet, read_out
from tests.layout.samples import PROJECT, elements, of_class, profile, tree, words
from tests.signoff.worlds import TODAY, signed_by_all, signoff

TAGS = ("en", "es", "ar", "hi", "th", "zh-Hans")
NOBODY = SignOffs("baclofen", "leaflets/signoffs/baclofen.yaml")


@cache
def draft(tag: str) -> Leaflet:
    made = leaflet(tag)
    return standing_leaflet(made, stand(made, NOBODY, TODAY))


@cache
def signed(tag: str) -> Leaflet:
    """By people with a registration, one of them with a long name."""
    made = leaflet(tag)
    entries = [
        (
            signoff(
                made,
                one.kind,
                by=f"Dorothea Example-{one.kind.capitalize()}",
                role="health literacy specialist",
                credentials="Example Register 1234567",
            ),
            place,
        )
        for one, place in signed_by_all(made).entries
    ]
    return standing_leaflet(made, stand(made, replace(NOBODY, entries=tuple(entries)), TODAY))


def printed(made: Leaflet) -> str:
    return compose(made, PROJECT, profile(), "letter").html


@pytest.fixture(params=TAGS)
def tag(request):
    return request.param


def test_print_and_screen_mark_a_draft_and_nothing_that_is_signed(tag):
    for html in (printed, lambda made: compose_screen(made, PROJECT, profile(), "letter")):
        assert of_class(tree(html(draft(tag))), "draft")
        assert not of_class(tree(html(signed(tag))), "draft")


@pytest.mark.parametrize("which", [draft, signed])
def test_print_and_screen_tell_the_process_below_the_edition(tag, which):
    made = which(tag)
    below = [as_read(line.text) for line in (made.edition, *made.process)]
    assert len(below) > (tag != "en" or not made.draft)
    page = tree(printed(made))
    assert [as_read(words(line)) for line in of_class(page, "edition")] == below
    screen = tree(compose_screen(made, PROJECT, profile(), "letter"))
    (main,) = elements(screen, "main")
    assert tuple(one for one in read_out(main, tag) if one.text) == spoken(made)


@pytest.mark.parametrize("which", [draft, signed])
def test_plain_text_says_the_same(tag, which):
    made = which(tag)
    lines = [as_read(line) for line in plain_text(made).splitlines() if line]
    at = lines.index(as_read(made.edition.text))
    below = [as_read(line.text) for line in made.process]
    assert lines[at + 1 : at + 1 + len(below)] == below
    mark = as_read(made.words["draft"].text)
    head = as_read(" · ".join(part.text for part in made.headers[0]))
    assert lines[:2] == [mark, head] if made.draft else lines[0] == head
    assert (mark in lines) == made.draft


@pytest.mark.parametrize("tag", ["en", "ar", "th"])
def test_who_signed_comes_out_of_the_finished_pdf(tag, renderer):
    made = signed(tag)
    pdf = renderer.render(compose(made, PROJECT, profile(), "letter"), tag).pdf
    assert run_checks(PrintedLeaflet.of(made, pdf, Span("a file"))) == ()
