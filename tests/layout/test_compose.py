import re
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from plainleaf.findings import Span
from plainleaf.layout.compose import compose
from plainleaf.translate import Words
from plainleaf.translate import leaflet as made
from plainleaf.translate.leaflet import PhoneLine
from plainleaf.values.characters import ISOLATES
from tests.conftest import change
from tests.layout.samples import (
    PROJECT,
    TAGS,
    composed,
    descend,
    elements,
    language,
    leaflet_of,
    of_class,
    own_leaflet,
    page,
    profile,
    told,
    tree,
    words,
)

FORBIDDEN = {
    "dl",
    "dt",
    "dd",
    "em",
    "i",
    "u",
    "text",
    "tspan",
    "font",
    "center",
    "a",
    "img",
    "script",
    "link",
    "blockquote",
}
MARKS = str.maketrans("", "", ISOLATES + "\u200b\u2060")
ENGLISH = language("en")


def said(text: str, tag: str = "en") -> Words:
    return Words(text, language(tag), "", Span("leaflets/baclofen.yaml", 1, 1))


PHONES = (
    PhoneLine("emergency", said("Emergency"), "\u2066911\u2069"),
    PhoneLine("clinic", said("Your clinic"), "\u2066202-555-0142\u2069"),
)


def section_of(*blocks: made.Block, tag: str = "en") -> Element:
    """One section of these blocks, as composed."""
    leaflet = own_leaflet(tag)
    only = made.Section("only", said("Heading", tag), blocks)
    return composed(replace(leaflet, front=(), sections=(only,)))


def block_of(block: made.Block) -> Element:
    (section,) = [
        element for element in elements(section_of(block), "section") if element.get("id") == "only"
    ]
    return section


def readable(element: Element) -> str:
    return " ".join(words(element).translate(MARKS).split())


def test_a_text_is_a_paragraph():
    assert [readable(p) for p in elements(block_of(made.Text(said("Do **not** stop."))), "p")] == [
        "Do not stop."
    ]


@pytest.mark.parametrize(
    ("text", "lead_in"), [("Tell them:", "lead-in"), ("Tell:  ", "lead-in"), ("No.", None)]
)
def test_a_text_that_ends_in_a_colon_stays_with_its_list(text, lead_in):
    (p,) = elements(block_of(made.Text(said(text))), "p")
    assert p.get("class") == lead_in


@pytest.mark.parametrize(("ordered", "name"), [(False, "ul"), (True, "ol")])
def test_items_are_a_list(ordered, name):
    (items,) = elements(block_of(made.ListItems((said("One."), said("Two.")), ordered)), "ul", "ol")
    assert items.tag == name
    assert [(item.tag, readable(item)) for item in items] == [("li", "One."), ("li", "Two.")]


def test_every_cell_of_a_table_has_its_headers():
    head = (said("Product"), said("Strength"))
    rows = ((said("Tablets"), said("A")), (said("Liquid"), said("B")))
    (table,) = elements(block_of(made.Table(head, rows)), "table")
    cells = [[(cell.tag, cell.get("scope"), readable(cell)) for cell in row] for row in elements(table, "tr")]
    assert cells == [
        [("th", "col", "Product"), ("th", "col", "Strength")],
        [("th", "row", "Tablets"), ("td", None, "A")],
        [("th", "row", "Liquid"), ("td", None, "B")],
    ]


@pytest.mark.parametrize("level", ["danger", "caution"])
def test_a_warning_says_its_level_and_its_heading(level):
    warning = made.Warning(level, said("Do not stop"), (said("It can kill."), said("Ask.")), "stop")
    (box,) = of_class(block_of(warning), "warning")
    assert level in box.get("class").split()
    assert [readable(heading) for heading in elements(box, "h3")] == ["Do not stop"]
    assert [readable(p) for p in elements(box, "p")] == ["It can kill.", "Ask."]
    assert box.get("data-continued") == "Do not stop (continued)"
    assert len(elements(box, "{http://www.w3.org/2000/svg}svg")) == 1


def test_a_warning_without_a_heading_says_its_level_to_who_cannot_see_its_colour():
    (box,) = of_class(block_of(made.Warning("danger", None, (said("It can kill."),), "stop")), "warning")
    assert elements(box, "h2", "h3") == []
    (title,) = elements(box, "{http://www.w3.org/2000/svg}title")
    assert title.text == "Danger"


def test_each_question_is_a_heading_over_its_answer():
    pairs = ((said("Why?"), said("It helps.")), (said("When?"), said("Now.")))
    section = block_of(made.Questions(pairs))
    told = [(e.tag, readable(e)) for e in elements(section, "h3", "p")]
    assert told == [("h3", "Why?"), ("p", "It helps."), ("h3", "When?"), ("p", "Now.")]


def test_a_note_stands_beside_its_pictogram():
    section = block_of(made.Note(said("Take it with **food**."), "food"))
    (drawing,) = elements(section, "{http://www.w3.org/2000/svg}svg")
    assert drawing.get("aria-hidden") == "true"
    assert [readable(p) for p in elements(section, "p")] == ["Take it with food."]


@pytest.mark.parametrize("level", ["now", "today"])
def test_a_call_box_says_whom_to_call_and_when(level):
    section = block_of(
        made.Call(level, said("Get help"), (said("You have a fit."), said("You fall.")), PHONES)
    )
    (box,) = of_class(section, "call")
    assert [readable(heading) for heading in elements(box, "h3")] == ["Get help"]
    assert [readable(li) for li in elements(of_class(box, "signs")[0], "li")] == [
        "You have a fit.",
        "You fall.",
    ]
    numbers = [
        readable(part) for part in elements(box, "p", "span") if "911" in words(part) or "202" in words(part)
    ]
    assert numbers == ["911", "202-555-0142"]
    assert {number.get("dir") for number in of_class(box, "number")} == {"ltr"}
    others = [readable(label) for label in of_class(box, "label")]
    assert others == (["Your clinic"] if level == "now" else ["Emergency", "Your clinic"])


def test_a_call_box_without_phones_has_no_empty_list():
    section = block_of(made.Call("today", said("Get help"), (said("You have a fit."),), ()))
    assert of_class(section, "phones") == []


def test_the_dose_table_has_a_cell_to_write_in_for_each_time_of_day():
    times = (("morning", said("morning")), ("bedtime", said("bedtime")))
    root = section_of(made.DoseLines(said("Take the dose"), times), made.Text(said("And so on.")))
    (table,) = elements(root, "table")
    assert [(th.get("scope"), readable(th)) for th in elements(table, "th")] == [
        ("col", "morning"),
        ("col", "bedtime"),
    ]
    assert [readable(td) for td in elements(table, "td")] == ["", ""]
    assert [readable(caption) for caption in elements(table, "caption")] == ["Amount to take"]
    assert [readable(h) for h in elements(root, "h2")][:2] == ["Take the dose", "Heading"]


def test_the_card_stands_at_the_end_in_the_language_of_the_clinic():
    card = made.Card(said("Medical alert"), (said("Do not stop it."),), PHONES)
    root = section_of(made.Text(said("Frage", "es")), card, tag="es")
    (box,) = of_class(root, "card")
    assert (box.get("lang"), box.get("dir")) == ("en", "ltr")
    assert [readable(h) for h in elements(box, "h2")] == ["Medical alert"]
    assert len(of_class(box, "number")) == 2
    (cut,) = of_class(root, "cut")
    assert cut.get("data-continued") == "Medical alert (continued)"
    everything = list(root.iter())
    assert everything.index(cut) > everything.index(of_class(root, "edition")[0])


def test_a_starting_plan_is_a_table_under_its_caution():
    table = made.Table(
        (said("Days"), said("morning"), said("evening")),
        ((said("one to three"), said("some"), said("more")),),
    )
    plan = made.Starting(
        made.Warning("caution", said("Only an example"), (said("Take the dose on your label."),)), table
    )
    section = block_of(plan)
    (box,) = of_class(section, "warning")
    assert box.get("class") == "warning caution"
    assert [readable(h) for h in elements(box, "h3")] == ["Only an example"]
    assert [readable(p) for p in elements(box, "p")] == ["Take the dose on your label."]
    (grid,) = elements(section, "table")
    order = list(section.iter())
    assert order.index(grid) > order.index(box)
    assert [th.get("scope") for th in elements(grid, "th")] == ["col", "col", "col", "row"]
    assert [readable(td) for td in elements(grid, "td")] == ["some", "more"]


def test_a_chart_is_a_page_at_the_end_with_a_box_for_each_day_and_time():
    times = (("morning", said("morning")), ("bedtime", said("bedtime")))
    days = tuple(map(said, ("Sunday", "Monday", "Tuesday")))
    chart = made.Chart(
        said("Mark the box."), said("This week begins on:"), said("Day"), days, times, said("Notes:")
    )
    leaflet = own_leaflet("en")
    only, weekly = (
        made.Section("only", said("Heading"), (made.Text(said("And so on.")),)),
        made.Section("chart", said("Weekly chart"), (chart,)),
    )
    root = composed(replace(leaflet, front=(), sections=(weekly, only)))
    (section,) = of_class(root, "chart")
    assert [readable(h) for h in elements(section, "h2")] == ["Weekly chart"]
    assert [text for p in elements(section, "p") if (text := readable(p))] == [
        *("Baclofen", "Mark the box.", "This week begins on:", "Notes:")
    ]
    cells = [
        [(cell.tag, cell.get("scope"), readable(cell)) for cell in row] for row in elements(section, "tr")
    ]
    assert cells == [
        [("th", "col", "Day"), ("th", "col", "morning"), ("th", "col", "bedtime")],
        *(
            [("th", "row", day), *[("td", None, "")] * 2]
            for day in ("Amount to take", "Sunday", "Monday", "Tuesday")
        ),
    ]
    boxes = [len(of_class(row, "tick")) for row in elements(section, "tr")]
    assert boxes == [0, 0, 2, 2, 2]
    everything = list(root.iter())
    assert everything.index(section) > everything.index(of_class(root, "edition")[0])
    assert [e.get("id") for e in elements(root, "section") if e.get("id")] == ["only", "chart"]


def test_lines_are_labels_each_with_room_to_write():
    section = block_of(made.Lines((said("Name:"), said("Date of birth:"))))
    assert [readable(p) for p in of_class(section, "line")] == ["Name:", "Date of birth:"]
    assert [len(of_class(p, "rule")) for p in of_class(section, "line")] == [1, 1]


def test_a_step_of_a_plan_says_its_days_then_each_dose_beside_its_time_then_their_sum():
    doses = (("morning", said("morning"), said("some")), ("bedtime", said("bedtime"), said("more")))
    days = (said("First day: Monday"), said("Last day: Tuesday"))
    section = block_of(made.Step(said("First step"), days, doses, said("Total a day: much")))
    (step,) = of_class(section, "step")
    assert step.get("data-continued") == "First step (continued)"
    parts = [(e.tag, e.get("scope"), readable(e)) for e in elements(step, "h3", "p", "th", "td")]
    assert parts == [
        ("h3", None, "First step"),
        ("p", None, "First day: Monday"),
        ("p", None, "Last day: Tuesday"),
        ("th", "row", "morning"),
        ("td", None, "some"),
        ("th", "row", "bedtime"),
        ("td", None, "more"),
        ("p", None, "Total a day: much"),
    ]


def test_a_short_leaflet_says_so_where_its_second_page_begins():
    short = composed(replace(own_leaflet("en"), short=True))
    (said,) = of_class(short, "short")
    assert readable(said) == "Short version. Ask us for the full leaflet."
    assert of_class(short, "first") == [said]
    full = composed(own_leaflet("en"))
    assert of_class(full, "short") == []
    assert [first.get("id") for first in of_class(full, "first")] == ["how"]
    assert list(short.iter()).index(said) < list(short.iter()).index(of_class(short, "dose-lines")[0])


def test_every_kind_of_block_is_tried_here():
    tried = set(re.findall(r"made\.([A-Z]\w+)\(", Path(__file__).read_text(encoding="utf-8")))
    assert {kind.__name__ for kind in made.Block.__args__} <= tried


@pytest.mark.parametrize("tag", TAGS)
def test_there_is_one_title_and_no_level_of_heading_is_left_out(tag):
    levels = [
        int(heading.tag[1]) for heading in elements(tree(page(tag).html), "h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert len(levels) > 10
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_stands_in_a_page_that_readers_or_the_printer_mistake(tag):
    root = tree(page(tag).html)
    names = {str(element.tag).rpartition("}")[2] for element in root.iter()}
    assert {"h1", "p", "svg", "table"} <= names
    assert names.isdisjoint(FORBIDDEN)
    for element, *above in descend(root):
        if above:
            assert (above[0].tag, element.tag) not in {("li", "p"), ("li", "div")}
            assert not (element.tag == "p" and any(other.tag == "p" for other in above))


@pytest.mark.parametrize("tag", TAGS)
def test_a_pictogram_is_decoration_unless_it_says_what_no_word_does(tag):
    drawings = elements(tree(page(tag).html), "{http://www.w3.org/2000/svg}svg")
    spoken = [drawing for drawing in drawings if drawing.get("role") == "img"]
    assert len(drawings) > 8
    assert 0 < len(spoken) < len(drawings)
    for drawing in spoken:
        assert drawing[0].tag.endswith("}title")
        assert (drawing[0].text or "").strip()
    for drawing in drawings:
        assert (drawing.get("aria-hidden") == "true") is (drawing not in spoken)
        assert "currentColor" not in str(drawing.attrib) + "".join(
            str(part.attrib) for part in drawing.iter()
        )


@pytest.mark.parametrize("tag", TAGS)
def test_every_table_header_says_what_it_heads(tag):
    headers = elements(tree(page(tag).html), "th")
    assert headers
    assert {header.get("scope") for header in headers} == {"col", "row"}


@pytest.mark.parametrize("tag", TAGS)
def test_language_and_direction_stand_together_wherever_they_change(tag):
    root = tree(page(tag).html)
    own = language(tag)
    assert (root.get("lang"), root.get("dir")) == (tag, own.direction)
    marked = [element for element in root.iter() if element.get("lang") and element is not root]
    assert all((element.get("lang"), element.get("dir")) == ("en", "ltr") for element in marked)
    assert bool(marked) is (tag != "en")


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag not in {"en", "es"}])
def test_no_english_stands_under_another_language_unmarked(tag):
    found = 0
    for element, *above in descend(elements(tree(page(tag).html), "body")[0]):
        marked = any(other.get("lang") for other in (element, *above))
        for text in (element.text, *(child.tail for child in element)):
            running = re.sub("[\u2066\u2067\u2068][^\u2066-\u2069]*\u2069", "", text or "")
            english = re.findall(r"\b(?:the|of|taken|give|suddenly|This|Your)\b", running)
            found += bool(english)
            assert marked or not english, running
    assert found > 3


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_page_numbers_are_filled_in_and_no_brace_is_left(tag, paper):
    root = tree(page(tag, paper).html)
    (body,) = elements(root, "body")
    (line,) = [p for p in elements(body, "p") if p.get("class") == "page"]
    assert sorted(span.get("class") for span in line) == ["page-count", "page-number"]
    assert readable(line)
    for element in body.iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            assert not set("{}") & set(text or ""), text
            assert "**" not in (text or "")


@pytest.mark.parametrize("tag", TAGS)
def test_every_attribute_stands_once(tag):
    """A second `class` would be dropped in silence."""
    for opened in re.findall(r"<[a-z][^<>]*>", page(tag).html):
        names = re.findall(r"\s([a-z-]+)=", re.sub('"[^"]*"', '""', opened))
        assert len(names) == len(set(names)), opened


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_names_no_file_but_its_fonts(tag):
    addresses = re.findall(r"url\(\"?([^\")]*)", page(tag).html)
    assert addresses
    assert set(addresses) == {f"plainleaf:fonts/{face.file}" for face in page(tag).faces}
    assert not re.search(r"\s(?:src|href)=", page(tag).html)


def test_what_a_text_holds_is_never_markup():
    section = block_of(made.Text(said("a < b <i>c</i> & **d**")))
    (p,) = elements(section, "p")
    assert words(p) == "a < b <i>c</i> & d"
    assert [child.tag for child in p] == ["strong"]


def test_a_heading_that_is_said_again_is_never_markup():
    heading = '"Stop" <b> & **go**'
    (box,) = of_class(block_of(made.Warning("danger", said(heading), (said("No."),))), "warning")
    assert box.get("data-continued") == '"Stop" <b> & go (continued)'
    leaflet = own_leaflet("en")
    root = composed(replace(leaflet, title=replace(leaflet.title, text="A <i>b</i> & c")))
    assert [words(title) for title in elements(root, "title", "h1")] == ["A <i>b</i> & c"] * 2


def test_the_title_of_a_page_is_plain_text():
    leaflet = own_leaflet("en")
    purpose = replace(leaflet.purpose, text="It **helps** \u20685 mg\u2069.")
    made_page = compose(replace(leaflet, purpose=purpose), PROJECT, profile(), "a4")
    assert made_page.title == "Baclofen: It helps 5 mg."
    assert made_page.language == "en"


def test_what_a_pictogram_stands_for_is_plain_text():
    label = said('Take "it" <now> & **here** \u20685 mg\u2069')
    phones = (PhoneLine("emergency", label, "\u2066911\u2069"),)
    section = block_of(made.Call("now", said("Now"), (said("You fall."),), phones))
    (title,) = elements(section, "{http://www.w3.org/2000/svg}title")
    assert title.text == 'Take "it" <now> & here 5 mg'


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("leaflet.html.jinja", "{{ say(leaflet.title) }}", "{{ say(leaflet.tittle) }}"),
        ("macros/blocks.jinja", "{{ say(one.words) }}</p>\n</div>", "{{ say(one.wordz) }}</p>\n</div>"),
        ("css/leaflet.css.jinja", "{{ profile.heading * size }}", "{{ profile.headings * size }}"),
        ("css/leaflet.css.jinja", "size: {{ width }}mm", "size: {{ widht }}mm"),
        ("css/leaflet.css.jinja", "{{ profile.heading * size }}", "{{ profile.heading + 'pt' }}"),
        ("leaflet.html.jinja", "{{ say(leaflet.purpose) }}", "{{ say(leaflet.purpose }}"),
        ("macros/blocks.jinja", "{{ say(one.words) }}</p>\n</div>", "{% if %}</p>\n</div>"),
        ("leaflet.html.jinja", '{% include "css/leaflet.css.jinja" %}', '{% include "css/none.jinja" %}'),
        ("leaflet.html.jinja", '{% include "css/leaflet.css.jinja" %}', '{% include "../pyproject.toml" %}'),
        ("leaflet.html.jinja", "{{ say(leaflet.purpose) }}", "{{ leaflet.purpose | no_such }}"),
    ],
)
def test_a_fault_of_a_template_is_told_at_its_row(project, file, old, new):
    template = project.templates / file
    row = template.read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    leaflet = leaflet_of(project, "en")
    change(template, old, new)
    assert told(leaflet, project) == [("template-error", f"templates/{file}:{row}")]
    change(template, new, old)
    assert told(leaflet, project) == []


def test_a_fault_of_the_program_is_not_blamed_on_the_template(monkeypatch):
    def fail(*_):
        raise ValueError("ours")

    monkeypatch.setattr(sys.modules["plainleaf.layout.compose"], "prepared", fail)
    with pytest.raises(ValueError, match="ours"):
        compose(own_leaflet("en"), PROJECT, profile(), "a4")


@pytest.mark.parametrize("written", ["fod", '"fod"', "fod  # what to eat", "../../fonts/fonts", "Food"])
def test_an_unknown_pictogram_is_told_where_it_is_named(project, written):
    file = project.leaflets / "baclofen.yaml"
    old, new = "        pictogram: food", f"        pictogram: {written}"
    change(file, old, new)
    row = file.read_text(encoding="utf-8").splitlines().index(new) + 1
    assert told(leaflet_of(project, "en"), project) == [
        ("unknown-pictogram", f"leaflets/baclofen.yaml:{row}:20")
    ]
    change(file, new, old)
    assert told(leaflet_of(project, "en"), project) == []


def test_an_unknown_pictogram_is_told_wherever_it_is_named(project):
    file = project.leaflets / "baclofen.yaml"
    (project.templates / "pictograms" / "stop.svg").rename(project.templates / "pictograms" / "halt.svg")
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [row for row, line in enumerate(lines, 1) if line.endswith("pictogram: stop")]
    assert len(rows) == 4
    found = told(leaflet_of(project, "en"), project)
    assert [place.split(":")[1] for _, place in found] == [str(row) for row in rows]


def test_all_faults_of_a_page_are_told_at_once(project):
    change(project.leaflets / "baclofen.yaml", "pictogram: food", "pictogram: fod")
    change(project.leaflets / "baclofen.yaml", "purpose: It", "purpose: አ")
    checks = [check for check, _ in told(leaflet_of(project, "en"), project)]
    assert checks == ["missing-glyph", "unknown-pictogram"]
