"""What readers get out of a finished PDF: every loss planted is found by its own code, and nothing else is told."""

import itertools
import re
from dataclasses import replace
from functools import cache

import pytest

from plainleaf.checks import run_checks
from plainleaf.checks.order import NEAR, NUMBER
from plainleaf.checks.roundtrip import CHECKS, PrintedLeaflet
from plainleaf.checks.script import CODE, FIGURE
from plainleaf.clinic import read_clinic
from plainleaf.findings import Severity, Span
from plainleaf.inspect import Content, Element, Reader, Structure
from plainleaf.layout.spoken import spoken
from plainleaf.project import Project
from plainleaf.translate import Wanted, translate
from plainleaf.translate.content import read_content
from plainleaf.values.lexicon import Kind, lexicon
from tests.conftest import ROOT, sampled

PROJECT = Project(ROOT)
CONTENT = read_content(PROJECT)
SCRIPTS = ("en", "ru", "ar", "ur", "hi", "bn", "th", "zh-Hans", "ko", "am")
HEAD = {"en": "DRAFT: do not give to patients Page 1 of 9", "ar": "مسودة: لا تعطها للمرضى صفحة 1 من 9"}
TWENTY = r"(?<!\d)20(?!\d)"
PLACE = Span("baclofen (en)")


@cache
def leaflet(tag):
    wanted = Wanted(CONTENT.languages[tag], "oral", read_clinic(PROJECT, "default"), CONTENT.languages["en"])
    return translate(CONTENT.monographs["baclofen"], wanted, CONTENT.wordings, CONTENT.catalogues)


def element(block):
    """A block as a tagger writes it: a list item with its label, a heading with its words in a span."""
    said = (Content(1, 0, block.text),)
    if block.kind == FIGURE:
        return Element(FIGURE, language=block.language, alt=block.text, page=1)
    if block.kind == "LI":
        parts = (Element("Lbl", (Content(1, 0, "• "),)), Element("LBody", said, block.language, page=1))
        return Element("L", (Element("LI", parts),))
    if block.kind == "P":
        return Element("Div", (Element("P", (Element("Span", said),), block.language, page=1),))
    return Element(block.kind, said, block.language, page=1)


def tree(blocks, tag):
    document = Element("Document", tuple(element(block) for block in blocks))
    return Structure(document, (HEAD.get(tag, HEAD["en"]),) * 3, (), ())


def pages(blocks, tag):
    """The text of two pages and what both repeat."""
    texts = [block.text for block in blocks if block.kind != FIGURE]
    head = HEAD.get(tag, HEAD["en"])
    return "\n".join([head, *texts[:40], head, *texts[40:], head])


def printed(tag, *, blocks=None, text=None, reader=Reader.PDFIUM, floor=1.0):
    """A leaflet as it should come out; ``blocks`` instead in the tree, ``text`` instead in one reader's pages."""
    made, good = leaflet(tag), spoken(leaflet(tag))
    made = replace(made, language=replace(made.language, floor=floor))
    both = {one: (pages(good, tag),) for one in Reader}
    if text is not None:
        both[reader] = (text,)
    return PrintedLeaflet(made, tree(good if blocks is None else blocks, tag), both, PLACE)


def codes(subject):
    return [finding.check for finding in run_checks(subject, CHECKS)]


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_leaflet_that_comes_out_whole_has_no_findings(tag):
    assert len(spoken(leaflet(tag))) > 100
    assert codes(printed(tag)) == []


def changed(blocks, at, **changes):
    return (*blocks[:at], replace(blocks[at], **changes), *blocks[at + 1 :])


def first(blocks, kind):
    return next(at for at, block in enumerate(blocks) if block.kind == kind)


def swapped(blocks):
    at = first(blocks, "LI")
    return (*blocks[:at], blocks[at + 1], blocks[at], *blocks[at + 2 :])


TREES = {
    "a paragraph is lost": lambda blocks: (*blocks[:20], *blocks[21:]),
    "the last block is lost": lambda blocks: blocks[:-1],
    "a head cell is lost": lambda blocks: tuple(
        block for at, block in enumerate(blocks) if at != first(blocks, "TH")
    ),
    "an alternative text is lost": lambda blocks: tuple(
        block for at, block in enumerate(blocks) if at != first(blocks, FIGURE)
    ),
    "two items change places": swapped,
    "a block stands twice": lambda blocks: (*blocks[:5], *blocks[4:]),
    "a block is added at the end": lambda blocks: (*blocks, blocks[3]),
    "a heading is a paragraph": lambda blocks: changed(blocks, first(blocks, "H2"), kind="P"),
    "a block is in another language": lambda blocks: changed(blocks, 7, language="fr"),
    "a letter is lost": lambda blocks: changed(blocks, 9, text=blocks[9].text[1:]),
    "two letters change places": lambda blocks: changed(
        blocks, 0, text=blocks[0].text[1] + blocks[0].text[0] + blocks[0].text[2:]
    ),
    "everything is lost": lambda _: (),
}


@pytest.mark.parametrize("tag", ["en", "ar", "th"])
@pytest.mark.parametrize("fault", TREES)
def test_a_fault_of_the_tree_is_one_finding(tag, fault):
    found = run_checks(printed(tag, blocks=TREES[fault](spoken(leaflet(tag)))), CHECKS)
    assert [finding.check for finding in found] == ["text-lost"]
    assert found[0].severity is Severity.ERROR
    assert found[0].place == PLACE
    assert found[0].hint


def test_a_file_without_a_tree_has_lost_all_its_text():
    bare = replace(printed("en"), structure=Structure(None, (), (), ()))
    assert codes(bare) == ["text-lost"]


def test_text_in_no_block_is_found():
    good = printed("en")
    root = good.structure.root
    stray = replace(root, parts=(*root.parts, Element("Span", (Content(9, 1, "and more"),), "en")))
    subject = replace(good, structure=replace(good.structure, root=stray))
    (finding,) = run_checks(subject, CHECKS)
    assert "the tags go on with Span “and more”" in finding.message


def test_the_first_difference_is_named_with_both_texts():
    blocks = spoken(leaflet("en"))
    at = next(at for at, block in enumerate(blocks) if block.text.startswith("Stopping suddenly can kill."))
    lost = changed(blocks, at, text=blocks[at].text.replace("Never lower", "Lower"))
    (finding,) = run_checks(printed("en", blocks=lost), CHECKS)
    assert finding.message.startswith(f"block {at + 1} of the tags differs: the leaflet says P “…")
    assert "fever. Never lower your dose" in finding.message
    assert "fever. Lower your dose" in finding.message
    assert finding.message.endswith("(page 1)")


def without(tag, kind):
    """The pages without the first entry of a list that stands in the leaflet's own language; that entry."""
    words = lexicon(kind, tag)
    block = next(one for one in spoken(leaflet(tag))[10:] if one.language == tag and words.found(one.text))
    start, end = words.spans(block.text)[0]
    broken = block.text[:start] + block.text[end:]
    text = pages(spoken(leaflet(tag)), tag)
    assert text.count(block.text) == 1
    return text.replace(block.text, broken), block.text[start:end]


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("tag", SCRIPTS)
@pytest.mark.parametrize("kind", [Kind.NEGATIONS, Kind.UNITS])
def test_a_lost_negation_or_unit_is_named_with_its_reader_and_block(tag, kind, reader):
    text, lost = without(tag, kind)
    code = {Kind.NEGATIONS: "negation-lost", Kind.UNITS: "unit-lost"}[kind]
    (finding,) = run_checks(printed(tag, text=text, reader=reader), CHECKS)
    assert finding.check == code
    assert finding.message.startswith(f"{reader} does not find the ")
    assert f"“{lost}”" in finding.message
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_negation_in_the_running_head_stands_for_none_in_the_text(tag):
    text, _ = without(tag, Kind.NEGATIONS)
    assert lexicon(Kind.NEGATIONS, tag).found(HEAD[tag])
    assert codes(printed(tag, text=text)) == ["negation-lost"]


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_changed_digit_is_found_in_every_script(tag):
    text = pages(spoken(leaflet(tag)), tag)
    block = next(one for one in spoken(leaflet(tag)) if re.search(TWENTY, one.text) and one.language == tag)
    broken = text.replace(block.text, re.sub(TWENTY, "200", block.text, count=1))
    assert broken != text
    (finding,) = run_checks(printed(tag, text=broken), CHECKS)
    assert finding.check == "number-lost"
    assert "“20”" in finding.message


def test_digits_of_another_script_are_the_same_number():
    text = pages(spoken(leaflet("ar")), "ar")
    eastern = text.translate({ord("0") + n: chr(ord("٠") + n) for n in range(10)})
    assert eastern != text
    assert codes(printed("ar", text=eastern)) == []


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_lost_word_is_told_below_the_floor_and_not_above_it(tag):
    words = leaflet(tag).purpose.text.split()
    text = pages(spoken(leaflet(tag)), tag)
    broken = text.replace(leaflet(tag).purpose.text, " ".join(words[:-1]))
    assert broken != text
    (finding,) = run_checks(printed(tag, text=broken), CHECKS)
    assert finding.check == "words-lost"
    assert finding.message.startswith("PDFium gets 9")
    assert "the floor is 100.00%" in finding.message
    assert codes(printed(tag, text=broken, floor=0.9)) == []


@pytest.mark.parametrize("tag", ["en", "ar", "ko"])
def test_a_negation_is_told_above_the_floor_too(tag):
    text, _ = without(tag, Kind.NEGATIONS)
    assert codes(printed(tag, text=text, floor=0.9)) == ["negation-lost"]


def test_pages_that_say_nothing_have_lost_everything():
    told = codes(printed("en", text=""))
    assert sorted(told) == ["negation-lost", "number-lost", "unit-lost", "words-lost"]


def test_a_number_that_a_reader_sets_beside_its_place_is_not_lost():
    text = pages(spoken(leaflet("en")), "en")
    moved = text.replace("Get emergency help now\n911", "911\nGet emergency help now")
    assert moved != text
    assert codes(printed("en", text=moved, floor=0.99)) == []
    assert codes(printed("en", text=moved)) == ["words-lost"]


def test_the_better_way_of_a_reader_counts():
    good = pages(spoken(leaflet("am")), "am")
    subject = printed("am")
    both = {**subject.pages, Reader.POPPLER: (good.replace("ን", ""), good)}
    assert codes(replace(subject, pages=both)) == []
    assert "words-lost" in codes(replace(subject, pages={Reader.POPPLER: both[Reader.POPPLER][:1]}))


def test_a_file_that_a_reader_cannot_read_is_withheld_with_its_reason():
    good = printed("en")
    unread = replace(
        good, pages={Reader.PDFIUM: good.pages[Reader.PDFIUM]}, unread={Reader.POPPLER: "no xref"}
    )
    (finding,) = run_checks(unread, CHECKS)
    assert (finding.check, finding.severity) == ("words-lost", Severity.ERROR)
    assert finding.message == "poppler cannot read the pages: no xref"


@pytest.mark.parametrize("tag", ["en", "ar", "th"])
def test_a_phone_number_whose_groups_changed_places_is_lost(tag):
    text = pages(spoken(leaflet(tag)), tag)
    turned = text.replace("202-555-0142", "0142-555-202", 1)
    assert turned != text
    (finding,) = run_checks(printed(tag, text=turned, floor=0.9), CHECKS)
    assert finding.check == "number-lost"
    assert finding.message.startswith("PDFium does not find the number “")


def test_a_phone_number_that_something_parts_is_not_in_one_piece():
    text = pages(spoken(leaflet("en")), "en")
    parted = text.replace("202-555-0142", "202-555-7-0142", 1)
    (finding,) = run_checks(printed("en", text=parted), CHECKS)
    assert finding.check == "number-lost"
    assert finding.message == "PDFium does not find the number “202-555-0142” in one piece"


def spans(tag, kind):
    """Where the numbers, units or negations of the leaflet stand in its pages, the ones that pages repeat too."""
    text = pages(spoken(leaflet(tag)), tag)
    if kind is Kind.NUMBERS:
        return text, [match.span() for match in re.finditer(NUMBER, text)]
    return text, lexicon(kind, tag).spans(text)


def told(good, text):
    """The codes for one reader's pages; what is known of the leaflet stays known."""
    subject = replace(good, pages={Reader.PDFIUM: (text,)})
    subject.__dict__.update(script=good.script, drawn=good.drawn, blocks=good.blocks, read=good.read)
    return codes(subject)


WEIGHED = ("en", "ar", "hi", "th", "ko")


@pytest.mark.parametrize("tag", sampled(WEIGHED, ("ar", "th")))
@pytest.mark.parametrize("kind", Kind)
def test_none_that_is_taken_out_goes_unnoticed(tag, kind):
    good = printed(tag, floor=0.9 if tag == "ar" else 1.0)
    text, places = spans(tag, kind)
    assert len(places) > 25
    assert [
        text[start - 20 : end] for start, end in places if not told(good, text[:start] + text[end:])
    ] == []


def exchanged(text, one, other):
    (start, end), (first, last) = one, other
    return text[:start] + text[first:last] + text[end:first] + text[start:end] + text[last:]


@pytest.mark.parametrize("tag", sampled(WEIGHED, ("ar",)))
def test_no_two_numbers_change_places_unnoticed(tag):
    good = printed(tag, floor=0.9 if tag == "ar" else 1.0)
    text, places = spans(tag, Kind.NUMBERS)
    heads = [match.span() for match in re.finditer(re.escape(HEAD.get(tag, HEAD["en"])), text)]
    heads += [match.span() for match in CODE.finditer(text) if tag == "ar" and not match[0].isdigit()]
    own = [(start, end) for start, end in places if not any(first <= start < last for first, last in heads)]
    pairs = [
        (one, other)
        for apart in (1, 4)
        for one, other in zip(own, own[apart:], strict=False)
        if text[slice(*one)] != text[slice(*other)]
    ]
    assert len(pairs) > 60
    unnoticed = [
        (text[slice(*one)], text[slice(*other)])
        for one, other in pairs
        if not told(good, exchanged(text, one, other))
    ]
    assert unnoticed == []


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_a_negation_six_words_on_is_told_where_readers_guess_an_order(tag):
    text, (start, end) = next(
        (text, span)
        for text, places in [spans(tag, Kind.NEGATIONS)]
        for span in places[3:]
        if "\n" not in text[span[0] : span[1] + 60]
    )
    words = text[end:].split(" ")
    moved = " ".join([text[:start].rstrip(), *words[1:7], text[start:end], *words[7:]])
    assert told(printed(tag, floor=0.9), moved) == ["negation-lost"]


def test_a_block_that_a_reader_moved_in_one_piece_has_lost_nothing():
    blocks = spoken(leaflet("ar"))
    pairs = [
        (one.text, other.text)
        for one, other in itertools.pairwise(blocks)
        if FIGURE not in (one.kind, other.kind)
        and len(one.text.split()) > 2 < len(other.text.split())
        and lexicon(Kind.NEGATIONS, "ar").found(f"{one.text} {other.text}")
        and len(f"{one.text} {other.text}".split()) <= NEAR
    ]
    assert pairs
    for one, other in pairs:
        text = pages(blocks, "ar")
        moved = text.replace(f"{one}\n{other}", f"{other}\n{one}")
        assert moved == text or codes(printed("ar", text=moved, floor=0.9)) == []
