"""Folded editions: every page in its place on the sheets, and all that leads to it led there."""

import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest

from plainleaf.inspect import read_blocks, structure, text
from plainleaf.inspect.pdfium import opened
from plainleaf.pipeline import Request, Variant, open_workshop, plan_jobs, run
from plainleaf.project import Project
from plainleaf.publish import Shelf
from plainleaf.render.folding import booklet, sides
from tests.conftest import ROOT
from tests.judges.verapdf import judge
from tests.layout.samples import own_leaflet
from tests.render.samples import page

PROJECT = Project(ROOT)
PAGES = (4, 8, 12, 16)
BODY = """
<h1>A title</h1>
<p>Words and a <a href="https://example.org/">link</a>, <span lang="fr">puis des mots</span>.</p>
<p><a href="#two">Go to two</a></p>
<section id="two" style="break-before: page"><h2>Two</h2>
<p><img src="plainleaf:templates/pictograms/stop.svg" alt="A stop sign" style="width: 20mm"></p></section>
<section style="break-before: page"><h2>Three</h2><ul><li>One</li><li>Two</li></ul></section>
<section style="break-before: page"><h2>Four</h2><table><thead><tr><th>When</th><th>What</th></tr></thead>
<tbody><tr><td>Morning</td><td>Water</td></tr></tbody></table>
<p><img src="plainleaf:templates/pictograms/stop.svg" alt="Another sign" style="width: 20mm"></p></section>
"""


# ---- where pages go


def read_folded(printed, *, right_to_left):
    """The pages in the order in which one reads a booklet made of these sides.

    The sheets are stacked as they are printed, the outermost below with its front down, and folded in the middle. Each
    sheet is two leaves; the back is turned about the short edge, so what stands left on it lies behind what stands
    right on the front.
    """
    sheets = [(printed[at], printed[at + 1]) for at in range(0, len(printed), 2)]
    leaves = [(front[1], back[0]) for front, back in sheets]
    far = [(back[1], front[0]) for front, back in reversed(sheets)]
    if right_to_left:
        leaves = [(front[0], back[1]) for front, back in sheets]
        far = [(back[0], front[1]) for front, back in reversed(sheets)]
    return [one for leaf in (*leaves, *far) for one in leaf]


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("pages", PAGES)
def test_folded_sheets_read_from_the_first_page_to_the_last(pages, right_to_left):
    printed = sides(pages, right_to_left=right_to_left)
    assert len(printed) == pages // 2
    assert read_folded(printed, right_to_left=right_to_left) == list(range(pages))
    assert read_folded(printed, right_to_left=not right_to_left) != list(range(pages))


def test_the_outer_side_holds_the_last_page_and_the_first():
    assert sides(8, right_to_left=False) == ((7, 0), (1, 6), (5, 2), (3, 4))
    assert sides(8, right_to_left=True) == ((0, 7), (6, 1), (2, 5), (4, 3))


@pytest.mark.parametrize("pages", [1, 2, 6, 10])
def test_pages_that_fill_no_sheet_are_never_folded(pages):
    with pytest.raises(AssertionError):
        sides(pages, right_to_left=False)


# ---- the file


@pytest.fixture(scope="module", params=["ltr", "rtl"], ids=["left", "right"])
def pair(request, renderer):
    """Four pages, and the booklet of them."""
    language = {"ltr": "en", "rtl": "ar-XB"}[request.param]
    # Letter is whole points wide, so that each half can be equal to its page to the pixel.
    subject = page(BODY, "@page { size: letter }", language=language, direction=request.param)
    pdf = renderer.render(subject, "a booklet").pdf
    right_to_left = request.param == "rtl"
    return pdf, booklet(pdf, right_to_left=right_to_left), right_to_left


def places(pages, *, right_to_left):
    """By page: its side, and whether it stands right of the middle."""
    return {
        number: (side, half)
        for side, both in enumerate(sides(pages, right_to_left=right_to_left))
        for half, number in enumerate(both)
    }


def panels_differ(pages, folded, *, right_to_left):
    """The pages that look otherwise on their sheet than by themselves."""
    with opened(pages) as before:
        alone = [one.render(scale=1).to_pil() for one in before]
    with opened(folded) as after:
        wide = [one.render(scale=1).to_pil() for one in after]
    width, height = alone[0].size
    where = places(len(alone), right_to_left=right_to_left)
    halves = {
        number: wide[side].crop((half * width, 0, (half + 1) * width, height))
        for number, (side, half) in where.items()
    }
    return sorted(number + 1 for number, half in halves.items() if half.tobytes() != alone[number].tobytes())


def test_its_binding_is_where_its_language_begins(pair):
    pages, folded, right_to_left = pair
    with pikepdf.open(io.BytesIO(folded)) as file:
        assert len(file.pages) == 2
        box = [float(one) for one in file.pages[0].MediaBox]
        assert str(file.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
    with pikepdf.open(io.BytesIO(pages)) as file:
        width, height = (float(one) for one in list(file.pages[0].MediaBox)[2:])
    assert box == [0, 0, 2 * width, height]
    outer = text(folded)[0]
    at = outer.index("title"), outer.index("Four")
    assert (at[0] < at[1]) is right_to_left


def test_its_tags_say_the_same_in_the_same_order(pair):
    pages, folded, right_to_left = pair
    before, after = (read_blocks(structure(one)) for one in (pages, folded))
    assert len(before) > 10
    assert [replace(one, page=0) for one in before] == [replace(one, page=0) for one in after]
    where = places(4, right_to_left=right_to_left)
    assert [one.page for one in after] == [where[one.page - 1][0] + 1 for one in before]
    assert structure(folded).orphans == ()


def test_pictures_boxes_move_with_their_pages(pair):
    pages, folded, right_to_left = pair
    where = places(4, right_to_left=right_to_left)
    with pikepdf.open(io.BytesIO(pages)) as file:
        width = float(file.pages[0].MediaBox[2])
    before, after = (
        [one for one in structure(file).root.walk() if one.kind == "Figure"] for file in (pages, folded)
    )
    assert [one.alt for one in before] == [one.alt for one in after] == ["A stop sign", "Another sign"]
    for old, new in zip(before, after, strict=True):
        left, bottom, right, top = map(float, old.attributes["BBox"])
        by = where[old.page - 1][1] * width
        moved = [left + by, bottom, right + by, top]
        assert [float(one) for one in new.attributes["BBox"]] == pytest.approx(moved)


def bookmarks(pdf):
    """(title, number of the page from 0, left, top) of each."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = {one.obj.objgen: number for number, one in enumerate(file.pages)}
        found = []

        def walk(item):
            while item is not None:
                page, _, left, top, *_ = list(item.Dest)
                found.append((str(item.Title), numbers[page.objgen], float(left), float(top)))
                walk(item.get("/First"))
                item = item.get("/Next")

        walk(file.Root.Outlines.First)
    return found


def test_bookmarks_lead_to_the_right_half(pair):
    pages, folded, right_to_left = pair
    where = places(4, right_to_left=right_to_left)
    with pikepdf.open(io.BytesIO(pages)) as file:
        width = float(file.pages[0].MediaBox[2])
    before = bookmarks(pages)
    assert [title for title, *_ in before] == ["A title", "Two", "Three", "Four"]
    expected = [
        (title, where[number][0], left + where[number][1] * width, top) for title, number, left, top in before
    ]
    assert bookmarks(folded) == expected


def test_each_half_looks_as_its_page_did(pair):
    pages, folded, right_to_left = pair
    assert panels_differ(pages, folded, right_to_left=right_to_left) == []
    assert panels_differ(pages, folded, right_to_left=not right_to_left) == [1, 2, 3, 4]


def links(pdf):
    """Each link's address or the name of its place, page from 0, and left edge."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            (str(note.A.URI if "/A" in note else note.Dest), number, float(note.Rect[0]))
            for number, one in enumerate(file.pages)
            for note in one.obj.get("/Annots", ())
            if note.Subtype == "/Link"
        ]


def test_links_stay_links_where_their_words_stand(pair):
    pages, folded, right_to_left = pair
    where = places(4, right_to_left=right_to_left)
    with pikepdf.open(io.BytesIO(pages)) as file:
        width = float(file.pages[0].MediaBox[2])
    before = links(pages)
    assert {address for address, *_ in before} == {"https://example.org/", "two"}
    assert links(folded) == [
        (address, where[number][0], pytest.approx(left + where[number][1] * width))
        for address, number, left in before
    ]


def named(pdf):
    """(number of the page from 0, left, top) by the name of the place."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = {one.obj.objgen: number for number, one in enumerate(file.pages)}
        held = list(file.Root.Names.Dests.Names)
        return {
            str(name): (numbers[place[0].objgen], float(place[2]), float(place[3]))
            for name, place in zip(held[::2], held[1::2], strict=True)
        }


def test_names_of_places_lead_to_the_right_half(pair):
    pages, folded, right_to_left = pair
    where = places(4, right_to_left=right_to_left)
    with pikepdf.open(io.BytesIO(pages)) as file:
        width = float(file.pages[0].MediaBox[2])
    before = named(pages)
    assert list(before) == ["two"]
    assert named(folded) == {
        name: (where[number][0], left + where[number][1] * width, top)
        for name, (number, left, top) in before.items()
    }


def test_no_page_stays_in_the_file_that_is_not_in_its_tree(pair):
    for pdf in pair[:2]:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            held = [
                one.objgen
                for one in file.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page"
            ]
            assert sorted(held) == sorted(one.obj.objgen for one in file.pages)


def test_equal_files_give_equal_bytes(pair):
    pages, folded, right_to_left = pair
    assert booklet(pages, right_to_left=right_to_left) == folded


def test_vera_pdf_finds_nothing_in_a_booklet(pair):
    pages, folded, _ = pair
    verdicts = judge({"pages": pages, "booklet": folded})
    assert {name: one.failures for name, one in verdicts.items()} == {"pages": (), "booklet": ()}


# ---- whole leaflets


@pytest.fixture(scope="module")
def made(slow):
    """Outcomes by language and fold."""
    found = {}
    for fold, tags in (
        ("booklet", ("en", "ar")),
        ("duplex", ("en", "ar") if slow else ("en",)),
        ("", ("en",)),
    ):
        request = Request(tags=tags, variant=Variant(fold=fold))
        workshop = open_workshop(PROJECT, request, Shelf(None))
        for outcome in run(workshop, plan_jobs(workshop), workers=2):
            found[outcome.job.tag, fold] = outcome
    return found


def test_folded_leaflets_are_made_with_no_finding_but_unread_sources(made):
    assert {key: one.made for key, one in made.items()} == dict.fromkeys(made, True)
    assert {finding.check for one in made.values() for finding in one.findings} == {"unverified-source"}
    names = {fold: one.job.path.rpartition("letter")[2] for (_, fold), one in made.items()}
    assert names == {"booklet": ".booklet.pdf", "duplex": ".duplex.pdf", "": ".pdf"}


def test_both_sides_are_asked_of_the_printer_by_the_edge_that_the_pages_turn_on(made):
    edges = {}
    for (_, fold), one in made.items():
        with pikepdf.open(io.BytesIO(one.pdf)) as file:
            edges.setdefault(fold, set()).add(str(file.Root.ViewerPreferences.get("/Duplex")))
    assert edges == {"booklet": {"/DuplexFlipShortEdge"}, "duplex": {"/DuplexFlipLongEdge"}, "": {"None"}}


def test_sheets_of_paper_are_a_quarter_or_half_of_the_pages(made):
    for (_, fold), one in made.items():
        share = {"booklet": 4, "duplex": 2, "": 1}[fold]
        assert one.entry.pages % share == 0
        assert one.entry.sheets * share == one.entry.pages
        with pikepdf.open(io.BytesIO(one.pdf)) as file:
            assert len(file.pages) == one.entry.pages // (2 if fold == "booklet" else 1)
    assert made["en", "booklet"].entry.pages == 12
    assert made["en", "booklet"].entry.sheets == 3


def test_an_empty_page_says_so_as_an_artifact_and_stands_at_the_end(made):
    empty = own_leaflet("en").words["empty_page"].text
    written = made["en", ""].entry.pages
    for fold in ("", "duplex"):
        pdf, pages = made["en", fold].pdf, made["en", fold].entry.pages
        assert [empty in one for one in text(pdf)] == [False] * written + [True] * (pages - written)
        assert [empty in one for one in structure(pdf).artifacts] == [False] * written + [True] * (
            pages - written
        )
        assert all(empty not in one.text for one in read_blocks(structure(pdf)))
    folded = made["en", "booklet"]
    said = Counter("\n".join(structure(folded.pdf).artifacts).split("\n"))
    assert sum(count for line, count in said.items() if empty in line) == folded.entry.pages - written


def test_a_fold_changes_nothing_that_is_read(made):
    """The plain leaflet, on both sides and as a booklet: the same blocks, the same text for browsers."""
    plain = made["en", ""]
    said = [replace(one, page=0) for one in read_blocks(structure(plain.pdf))]
    for fold in ("duplex", "booklet"):
        one = made["en", fold]
        assert [replace(block, page=0) for block in read_blocks(structure(one.pdf))] == said
        assert one.beside == plain.beside
        assert one.entry.text_digest == plain.entry.text_digest


def test_vera_pdf_finds_nothing_in_folded_leaflets(made):
    verdicts = judge({"-".join(key): one.pdf for key, one in made.items() if key[1]})
    assert {name: one.failures for name, one in verdicts.items() if not one.compliant} == {}
    assert len(verdicts) == len(made) - 1 >= 3
