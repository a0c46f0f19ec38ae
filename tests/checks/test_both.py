"""A leaflet in two languages: the same numbers on both sides, and each side looked for by itself in its pages."""

import re
from dataclasses import replace
from itertools import zip_longest

import pytest

from plainleaf.checks import PairedLeaflet, run_checks
from plainleaf.checks.order import runs_both_ways, turned_round
from plainleaf.checks.roundtrip import PrintedLeaflet
from plainleaf.findings import Severity, Span
from plainleaf.inspect import Reader, Structure
from plainleaf.layout.spoken import as_read, spoken
from plainleaf.translate import Words
from plainleaf.translate.leaflet import Section, Step
from plainleaf.translate.rewording import paired, reworded, side
from tests.layout.samples import own_leaflet

PAIRS = (("ar", "en"), ("zh-Hans", "es"), ("bn", "en"))
HIGHEST = re.compile(r"(?<!\d)80(?!\d)")
"""The highest dose, in one text of the leaflet."""


def planted(leaflet, old, new):
    """The leaflet with one number said otherwise, and the texts in which it was."""
    changed = []

    def change(words):
        if not words.where.startswith("leaflets/") or not old.search(words.text):
            return words
        changed.append(words)
        return replace(words, text=old.sub(new, words.text))

    return reworded(leaflet, change), changed


@pytest.mark.parametrize("tags", PAIRS, ids="+".join)
@pytest.mark.parametrize("other", [False, True])
def test_a_number_that_differs_is_told_at_both_texts(tags, other):
    leaflets = list(map(own_leaflet, tags))
    assert run_checks(PairedLeaflet(paired(*leaflets))) == ()
    leaflets[other], changed = planted(leaflets[other], HIGHEST, "800")
    assert changed
    found = run_checks(PairedLeaflet(paired(*leaflets)))
    assert {one.check for one in found} == {"numbers-differ"}
    assert len(found) == len(changed)
    for finding, words in zip(found, changed, strict=True):
        assert words.place == (finding.related[0] if other else finding.place)
        assert finding.place.row
        assert finding.related[0].path != finding.place.path
        assert finding.severity is Severity.ERROR
        assert finding.hint


def test_a_side_that_says_less_is_no_finding():
    """Arabic has a word for two days."""
    arabic, english = own_leaflet("ar"), own_leaflet("en")
    less, changed = planted(arabic, HIGHEST, "")
    assert changed
    assert run_checks(PairedLeaflet(paired(less, english))) == ()


@pytest.mark.parametrize(
    ("tags", "own", "other"),
    [
        (("es", "en"), "2.5", "25"),
        (("ru", "en"), "2.5", "2.5"),
        (("ar", "en"), "٢٥", "2.5"),
        (("hi", "en"), "५", "50"),
        (("es", "en"), "1\u202f000", "100"),
    ],
)
def test_a_number_is_read_as_the_readers_of_its_language_do(tags, own, other):
    made = [planted(own_leaflet(tag), HIGHEST, said)[0] for tag, said in zip(tags, (own, other), strict=True)]
    assert {one.check for one in run_checks(PairedLeaflet(paired(*made)))} == {"numbers-differ"}


@pytest.mark.parametrize(
    ("tags", "own", "other"),
    [
        (("ar", "en"), "٢٫٥", "2.5"),
        (("hi", "en"), "२.५", "2.5"),
        (("ru", "es"), "2,5", "2.5"),
        (("es", "hi"), "2.5", "2.5"),
    ],
)
def test_one_number_in_other_digits_and_marks_is_no_finding(tags, own, other):
    made = [planted(own_leaflet(tag), HIGHEST, said)[0] for tag, said in zip(tags, (own, other), strict=True)]
    assert run_checks(PairedLeaflet(paired(*made))) == ()


def test_a_text_counts_by_where_it_stands_and_not_by_the_file_it_is_from():
    """A plan's texts are of the program's words and of no monograph."""

    def said(tag, number):
        made = own_leaflet(tag)
        words = Words(f"{number} mg", made.language, "the plan")
        step = Step(words, (), (("morning", words, words),), words)
        return replace(made, sections=(Section("plan", words, (step,)),))

    found = run_checks(PairedLeaflet(paired(said("es", 5), said("en", 50))))
    assert [one.check for one in found] == ["numbers-differ"] * 5
    assert run_checks(PairedLeaflet(paired(said("es", 5), said("en", 5)))) == ()


def test_separators_of_thousands_make_no_other_number():
    number = re.compile("80")
    made = [
        planted(own_leaflet(tag), number, said)[0] for tag, said in (("es", "8\u202f000"), ("en", "8,000"))
    ]
    assert run_checks(PairedLeaflet(paired(*made))) == ()


def printed(tags, lost=""):
    """A pair as it should come out of its pages: each language by itself, column after column."""
    both = paired(*map(own_leaflet, tags))
    said = spoken(both)
    texts = [
        one.text for tag in dict.fromkeys(one.language for one in said) for one in said if one.language == tag
    ]
    return read_as(both, [one for one in texts if one != lost]), said


def read_as(both, lines):
    tree = Structure(None, (), (), ())
    return PrintedLeaflet(both, tree, dict.fromkeys(Reader, ("\n".join(lines),)), Span("a pair"))


def side_by_side(tags, turned, lost=""):
    """A pair with both halves of each text on one line, one of them turned round; without one word."""
    both = paired(*map(own_leaflet, tags))
    halves = (
        [one.text.replace(lost, "") if lost else one.text for one in spoken(both) if one.language == tag]
        for tag in tags
    )
    lines = [list(pair) for pair in zip_longest(*halves, fillvalue="")]
    for pair in lines:
        if runs_both_ways("".join(pair)):
            pair[turned] = turned_round(pair[turned])
    return read_as(both, map(" ".join, lines))


def test_each_side_holds_the_blocks_of_its_language_alone():
    subject, said = printed(("ar", "en"))
    sides = subject.sides
    assert [one.tag for one in sides] == ["ar", "en"]
    assert [one.leaflet.language.tag for one in sides] == ["ar", "en"]
    for one in sides:
        assert one.blocks == tuple(block for block in said if block.language == one.tag)
    assert sum(len(one.blocks) for one in sides) == len(said)
    alone = replace(subject, leaflet=side(subject.leaflet, other=False))
    assert alone.sides == (alone,)


@pytest.mark.parametrize(
    ("tags", "mixed"), [(("ar", "en"), True), (("ar", "ur"), False), (("es", "en"), False)]
)
def test_languages_that_run_against_each_other_are_mixed(tags, mixed):
    subject, _ = printed(tags)
    assert subject.is_mixed is mixed
    assert {one.is_mixed for one in subject.sides} == {mixed}


@pytest.mark.parametrize("tags", [("ar", "en"), ("es", "en"), ("zh-Hans", "es")], ids="+".join)
def test_a_warning_lost_on_either_side_is_found(tags):
    assert {one.check for one in run_checks(printed(tags)[0])} == {"text-lost"}
    for other in (False, True):
        warning = own_leaflet(tags[other]).front[0].paragraphs[0]
        lost = as_read(warning.text)
        found = {one.check for one in run_checks(printed(tags, lost)[0])}
        assert "negation-lost" in found, (tags[other], found)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("If you take too much", "much too take you If"),
        ("Monday to Friday: 9:00 AM to 5:00 PM", "PM 5:00 to AM 9:00 :Friday to Monday"),
        ("breast-feeding", "feeding-breast"),
        ("加巴喷丁、普瑞巴林", "普瑞巴林、加巴喷丁"),
        ("ตื่น", "นื่ต"),
    ],
)
def test_a_line_is_turned_round_as_pdfium_does_it(said, read):
    assert turned_round(said) == read
    assert turned_round(read) == said


@pytest.mark.parametrize("turned", [0, 1])
@pytest.mark.parametrize("tags", [("ar", "en"), ("ur", "en")], ids="+".join)
def test_lines_of_both_languages_may_turn_either_round_and_lose_no_word(tags, turned):
    assert {one.check for one in run_checks(side_by_side(tags, turned))} == {"text-lost"}


def test_one_word_lost_of_the_language_that_runs_from_left_to_right_is_told():
    """Its floor is its own, 1."""
    found = [
        one for one in run_checks(side_by_side(("ar", "en"), 1, "seizures ")) if one.check != "text-lost"
    ]
    assert {one.check for one in found} == {"words-lost"}
    assert all("the floor is 100.00%" in one.message for one in found)
    assert all("seizures" in one.message for one in found)
