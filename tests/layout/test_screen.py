"""The HTML for browsers: it says what the leaflet says, needs nothing from outside, and is built to be read aloud."""

import base64
import hashlib
import itertools
import re
from dataclasses import replace

import pytest

from plainleaf.findings import Refused
from plainleaf.layout.screen import compose_screen
from plainleaf.layout.spoken import as_read, spoken
from plainleaf.translate.leaflet import Call, Card, Logo
from tests.conftest import change, sampled
from tests.layout.editions import EDITIONS, FEW, heard, leaflet, named, read_out, screen
from tests.layout.samples import PROJECT, TAGS, elements, leaflet_of, of_class, profile, tree, words
from tests.layout.test_logo import PLACE, picture

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(params=TAGS)
def tag(request):
    return request.param


@pytest.fixture
def page(tag):
    return tree(screen(tag))


def only(root, name):
    (element,) = elements(root, name)
    return element


@pytest.mark.parametrize("edition", sampled(EDITIONS, FEW), ids=named)
def test_it_says_what_the_leaflet_says_block_by_block(edition):
    said = tuple(one for one in read_out(only(tree(screen(*edition)), "main"), edition[0]) if one.text)
    assert said == spoken(leaflet(*edition))


def test_it_carries_its_language_direction_and_title(tag, page):
    own = leaflet(tag).language
    assert (page.get("lang"), page.get("dir")) == (tag, own.direction)
    title = words(only(page, "title") if len(elements(page, "title")) == 1 else elements(page, "title")[0])
    assert title == as_read(f"{leaflet(tag).title.text}: {leaflet(tag).purpose.text}")


def test_the_draft_mark_and_what_it_is_stand_first_and_the_mark_last(tag, page):
    made = leaflet(tag)
    draft, clinics = (as_read(words["draft"].text) for words in (made.words, made.clinic_words))
    rows = [as_read(" · ".join(word.text for word in row)) for row in made.headers]
    both = [clinics] if len(rows) > 1 else []
    assert [one.text for one in read_out(only(page, "header"), tag)] == [draft, *rows, *both]
    assert [one.text for one in read_out(only(page, "footer"), tag)] == [draft, *both]
    body = [child.tag for child in only(page, "body")]
    assert body == ["header", "main", "footer"]


def test_it_has_one_first_heading_and_skips_no_level(page):
    levels = [int(heading.tag[1]) for heading in elements(page, *HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_section_and_table_is_named_by_a_heading_or_a_caption(page):
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    headings = {heading.get("id"): words(heading) for heading in elements(page, *HEADINGS)}
    for section in elements(page, "section"):
        assert headings[section.get("aria-labelledby")]
    tables = elements(page, "table")
    assert tables
    for table in tables:
        assert elements(table, "caption") or headings[table.get("aria-labelledby")]


def test_every_head_of_a_table_says_what_it_is_the_head_of(page):
    heads = elements(page, "th")
    assert heads
    assert {head.get("scope") for head in heads} == {"row", "col"}
    for table in of_class(page, "table"):
        columns = [words(head) for head in elements(elements(table, "thead")[0], "th")]
        for row in elements(elements(table, "tbody")[0], "tr"):
            assert [cell.tag for cell in row] == ["th", *["td"] * (len(columns) - 1)]
            assert [as_read(cell.get("data-head")) for cell in list(row)[1:]] == list(
                map(as_read, columns[1:])
            )


@pytest.mark.parametrize("tag", ["en", "ar", "hi", "ko"])
def test_each_box_of_the_chart_stands_under_its_time_and_beside_its_day(tag):
    (section,) = of_class(tree(screen(tag, "default", "oral", False, True)), "chart")
    (table,) = of_class(section, "week")
    chart = leaflet(tag, "default", "oral", False, True).sections[-1].blocks[0]
    times = [as_read(name.text) for _, name in chart.times]
    head, amount, *days = elements(table, "tr")
    assert [as_read(words(cell)) for cell in head] == [as_read(chart.day.text), *times]
    assert [as_read(words(row[0])) for row in days] == [as_read(day.text) for day in chart.days]
    for row in (amount, *days):
        assert [as_read(cell.get("data-head")) for cell in list(row)[1:]] == times
        assert [len(of_class(cell, "tick")) for cell in list(row)[1:]] == [int(row is not amount)] * 4
    assert (
        section.get("aria-labelledby") == table.get("aria-labelledby") == elements(section, "h2")[0].get("id")
    )


def phones_of(made):
    blocks = [*made.front, *(block for section in made.sections for block in section.blocks)]
    cards = [block for block in blocks if isinstance(block, Card)]
    calls = [block for block in blocks if isinstance(block, Call)]
    lines = [line for block in (*calls, made.clinic, *cards) for line in block.phones]
    return [(as_read(line.label.text), as_read(line.number)) for line in lines]


def link_name(link):
    if link.get("aria-label"):
        return as_read(link.get("aria-label"))
    pictures = [one.text for one in read_out(link, "")]
    return " ".join([*pictures, as_read(heard(link))])


@pytest.mark.parametrize("edition", sampled(EDITIONS, FEW), ids=named)
def test_every_phone_can_be_called_and_its_link_says_whose_it_is(edition):
    links = elements(tree(screen(*edition)), "a")
    phones = phones_of(leaflet(*edition))
    assert len(phones) > 3
    assert sorted(link_name(link) for link in links) == sorted(
        f"{label} {number}" for label, number in phones
    )
    dialled = sorted(re.sub("[ -]", "", number) for _, number in phones)
    assert sorted(link.get("href").removeprefix("tel:") for link in links) == dialled


def test_a_phone_number_can_be_copied_as_it_is_dialled(page):
    numbers = of_class(page, "number")
    assert numbers
    for number in numbers:
        assert re.fullmatch("[0-9+ -]+", words(number)), words(number)
        assert number.get("dir") == "ltr"


@pytest.mark.parametrize("edition", sampled(EDITIONS, FEW), ids=named)
def test_it_needs_nothing_from_outside_and_runs_nothing(edition):
    html = screen(*edition)
    root = tree(html)
    assert not elements(root, "script", "link", "iframe", "object", "form", "input", "base", "video", "audio")
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    addresses = [
        element.get(name)
        for element in root.iter()
        for name in ("src", "href")
        if element.get(name) is not None
    ]
    assert addresses
    assert {address.partition(":")[0] for address in addresses} <= {"tel", "data"}
    style = words(only(root, "style"))
    assert "@import" not in style
    assert {address[:22] for address in re.findall(r'url\("?([^)"]*)', style)} == {"data:font/woff;base64,"}
    policy = next(one.get("content") for one in elements(root, "meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:")
    assert "plainleaf:" not in html


@pytest.mark.parametrize("tag", ["th", "zh-Hans", "ko", "ar"])
def test_nothing_that_lines_of_print_need_stands_in_it(tag):
    body = screen(tag).partition("<body>")[2]
    assert not re.search("[\u200b\u2060]", body)


def test_values_keep_their_isolates():
    assert "\u20685 ملغم\u2069".replace(" ", "\u00a0") in screen("ar")


def test_values_may_break_beside_words_but_never_beside_digits():
    english = screen("en")
    assert "\u2066more than\u00a0\u20681\u2069\u00a0dose\u2069" in english
    assert "\u20685\u00a0mg\u2069" in english


def test_equal_leaflets_give_equal_bytes(tag):
    again = compose_screen(leaflet(tag), PROJECT, profile(), "letter")
    assert hashlib.sha256(again.encode()).digest() == hashlib.sha256(screen(tag).encode()).digest()


def test_it_is_small_enough_to_mail(tag):
    assert len(screen(tag)) < 400_000


def test_the_page_is_that_of_the_paper():
    assert "size: 215.9mm 279.4mm" in screen("en")
    assert "size: 210mm 297mm" in compose_screen(leaflet("en"), PROJECT, profile(), "a4")


def test_the_sizes_are_those_of_the_profile():
    large = profile().model_copy(update={"text": 24.0, "phone": 36.0})
    style = compose_screen(leaflet("en"), PROJECT, large, "letter")
    assert "font: 2.0rem/1.5" in style
    assert "font-size: 3.0rem" in style
    assert "font: 1.5rem/1.5" in screen("en")


def test_a_logo_lies_in_the_file_with_its_words(project):
    (project.clinics / "logo.png").write_bytes(picture())
    made = leaflet_of(project, "es")
    logo = Logo("clinics/logo.png", "Example Clinic", PLACE)
    made = replace(made, clinic=replace(made.clinic, logo=logo))
    root = tree(compose_screen(made, project, profile(), "a4"))
    (image,) = elements(root, "img")
    assert (image.get("alt"), image.get("lang")) == ("Example Clinic", "en")
    head, _, data = image.get("src").partition(",")
    assert (head, base64.b64decode(data)) == ("data:image/png;base64", picture())
    said = tuple(one for one in read_out(only(root, "main"), "es") if one.text)
    assert said == spoken(made)
    (project.clinics / "logo.png").unlink()
    with pytest.raises(Refused) as caught:
        compose_screen(made, project, profile(), "a4")
    assert [(one.check, one.place) for one in caught.value.findings] == [("bad-logo", PLACE)]


def test_a_failing_template_is_told_at_its_row(project):
    file = project.templates / "screen/blocks.jinja"
    change(file, "{{ say(leaflet.words.cut) }}", "{{ say(leaflet.words.cutt) }}")
    text = file.read_text(encoding="utf-8")
    row = text[: text.index("words.cutt")].count("\n") + 1
    with pytest.raises(Refused) as caught:
        compose_screen(leaflet_of(project, "en"), project, profile(), "a4")
    (finding,) = caught.value.findings
    assert (finding.check, str(finding.place)) == ("template-error", f"templates/screen/blocks.jinja:{row}")


def test_a_text_cannot_end_the_style_sheet_or_become_markup():
    made = leaflet("en")
    sly = '"</style><script>alert()</script>'
    page_words = replace(made.words["page"], text=f"{sly} {{page}} {{pages}}")
    made = replace(made, purpose=replace(made.purpose, text=sly), words=made.words | {"page": page_words})
    root = tree(compose_screen(made, PROJECT, profile(), "a4"))
    assert not elements(root, "script")
    assert words(of_class(root, "purpose")[0]) == sly
    assert words(only(root, "style")).rstrip().endswith("}")
