"""Rules over what is printed: a good sheet has no flaw; each planted fault is told where it stands, and no other."""

import io
import re

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from plainleaf.audit import printing
from plainleaf.audit.printing import PRINT_RULES, RULES, look_at_print
from plainleaf.audit.rule import Rule
from plainleaf.inspect import structure
from plainleaf.inspect.printed import printed
from plainleaf.layout.profiles import read_profiles
from tests.audit import bad_pdfs as bad
from tests.audit import bad_tags, strangers
from tests.layout.samples import PROJECT
from tests.render.samples import LATIN, face, page

PROFILES = read_profiles(PROJECT)
WAYS = ("tagged", "bare")


def looked(pdf, profile="large"):
    return look_at_print(printed(pdf), structure(pdf), PROFILES[profile])


def told(pdf, profile="large"):
    return {flaw.check for flaw in looked(pdf, profile).flaws}


def places(pdf, word):
    """Where a word stands: page, left, bottom, right, top."""
    found = [
        (page.number, *one.box)
        for page in printed(pdf).pages
        for line in page.lines
        for one in line.words
        if one.text.strip(".,:") == word.strip(".,:")
    ]
    assert found, f"“{word}” is not on the page"
    return found


def touches(area, place):
    page, left, bottom, right, top = place
    return (
        area.page == page
        and area.left < right
        and left < area.right
        and area.bottom < top
        and bottom < area.top
    )


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """Every sheet by WeasyPrint, tagged and not, in one run."""
    asked = {("good", way): (bad.html(None), way == "tagged") for way in WAYS}
    for name, planted in bad.FAULTS.items():
        asked |= {(name, way): (bad.html(planted), way == "tagged") for way in WAYS}
    return bad.weasyprinted(asked, str(tmp_path_factory.mktemp("sheets")))


def test_there_are_enough_bad_files():
    assert len(bad.FAULTS) + len(bad.DRAWN) >= 40
    planted = {code for fault in bad.FAULTS.values() for code in fault.codes}
    assert planted | {"text-unseen"} == {rule.code for rule in PRINT_RULES}


@pytest.mark.parametrize("way", WAYS)
def test_a_good_sheet_by_another_program_has_no_flaw(sheets, way):
    found = looked(sheets["good", way])
    assert found.flaws == found.questions == ()
    assert found.checked == tuple(RULES)


def test_the_figures_of_a_good_sheet_are_those_of_its_style_sheet(sheets):
    figures = looked(sheets["good", "tagged"]).figures
    assert figures["smallest type, pt"] == figures["body type, pt"] == 18
    assert (figures["smallest heading, pt"], figures["leading"]) == (22, 1.5)
    assert figures["smallest margin, mm"] == pytest.approx(25.4, abs=0.3)
    assert 45 < figures["longest line, characters"] <= 70
    assert figures["lowest contrast"] == pytest.approx(15.3, abs=0.1)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", bad.FAULTS)
def test_a_planted_fault_is_told_and_nothing_else(sheets, name, way):
    fault, pdf = bad.FAULTS[name], sheets[name, way]
    flaws = looked(pdf, fault.profile).flaws
    if fault.only_tagged and way == "bare":
        assert not flaws
        return
    assert {flaw.check for flaw in flaws} == fault.codes
    if fault.at:
        stands = [place for place in places(pdf, fault.at) if place[0] >= fault.page]
        for code in fault.codes:
            areas = [area for flaw in flaws if flaw.check == code for area in flaw.areas]
            assert any(touches(area, place) for area in areas for place in stands), (code, areas, stands)


def test_a_good_sheet_by_reportlab_has_no_flaw():
    assert not looked(bad.drawn()).flaws


@pytest.mark.parametrize("name", bad.DRAWN)
def test_a_fault_drawn_by_reportlab_is_told_and_nothing_else(name):
    draw, code, word = bad.DRAWN[name]
    pdf = bad.drawn(draw)
    flaws = looked(pdf).flaws
    assert {flaw.check for flaw in flaws} - ({"contrast-too-low"} if code == "over-picture" else set()) == {
        code
    }
    stands = places(pdf, word)
    assert any(touches(area, place) for flaw in flaws for area in flaw.areas for place in stands)


def test_lines_that_end_at_one_place_by_chance_are_not_justified():
    chance = bad.after(
        bad.say("Tell your doctor before the day of the operation", 500),
        bad.say("and tell the nurses. Take it on that day, as usual", 473),
        bad.say("on any other.", 446),
    )
    pdf = bad.drawn(chance)
    ends = [line.right for page in printed(pdf).pages for line in page.lines if 460 < line.baseline < 510]
    assert len(ends) == 2
    assert abs(ends[0] - ends[1]) < 1.5
    assert not told(pdf)


@pytest.mark.parametrize("tag", bad.EVEN)
def test_even_ends_by_chance_are_told_from_justified_lines_in_scripts_with_marks(tag, renderer):
    family, texts = bad.EVEN[tag]
    css = f"@page {{ size: letter }} html {{ font-family: {family}, AtkinsonHyperlegibleNext }}"
    faces = face(family), face("AtkinsonHyperlegibleNext")
    by_chance, meant = (
        renderer.render(page(f"<p{style}>{text}</p>", css, faces, tag)).pdf
        for style, text in (("", "<br>".join(texts)), (" style='text-align: justify'", " ".join(texts) * 2))
    )
    lines = [line for each in printed(by_chance).pages for line in each.lines]
    assert len(lines) == 3
    assert abs(lines[0].right - lines[1].right) < 1.5
    assert "not-ragged" not in told(by_chance)
    assert "not-ragged" in told(meant)


def test_what_a_profile_allows_is_no_flaw(sheets):
    assert not told(sheets["underlined", "tagged"], "acb-2025")
    assert told(sheets["struck through", "tagged"], "acb-2025") == {"underlined"}
    assert "type-too-small" in told(sheets["good", "tagged"], "giant")


def test_a_compound_at_the_end_of_a_line_is_no_split_word():
    known = bad.after(
        bad.say("Never while breast-feeding. If you are breast-", 500),
        bad.say("feeding, ask the clinic before you take it.", 473),
    )
    found = looked(bad.drawn(known))
    assert found.flaws == found.questions == ()


def test_a_hyphen_that_nothing_decides_is_asked_about():
    unknown = bad.after(
        bad.say("Keep it away from a child, and never from a grand-", 500),
        bad.say("parent who looks after the child.", 473),
    )
    found = looked(bad.drawn(unknown))
    assert not found.flaws
    (question,) = found.questions
    assert question.check == "word-split"
    assert "grand-parent" in question.message


@pytest.mark.parametrize(
    "text",
    [
        "DRAFT: do not give to patients",
        "Ask the US FDA about it",
        "Do NOT stop it",
        "°C and °F are units",
        "AM 9:00",
        "Ask US NHS MRI about it",
        "US NHS MRI",
    ],
)
def test_abbreviations_and_one_word_that_stands_out_are_no_block_of_capitals(text):
    found = looked(bad.drawn(bad.say(text, 500)))
    assert found.flaws == found.questions == ()


@pytest.mark.parametrize("text", ["TAKE WITH FOOD", "DO NOT STOP", "Tell us: DO NOT STOP it"])
def test_three_short_words_in_capitals_are_a_block(text):
    assert told(bad.drawn(bad.say(text, 500))) == {"capitals"}


@pytest.mark.parametrize("rule", PRINT_RULES, ids=lambda rule: rule.code)
def test_the_bad_example_of_a_manual_is_told(rule):
    """Where it is text, not a colour or a style: each piece of it on a line of its own."""
    example = re.search(r"Bad: ([^.]*(?:`[^`]*`[^.]*)+)\.", rule.manual)
    pieces = re.findall(r"`([^#:`]+)`", example[1]) if example else []
    if not pieces:
        assert rule.code not in {"capitals", "word-split", "value-split"}
        return
    steps = (bad.say(piece, 500 - 27 * number) for number, piece in enumerate(pieces))
    found = looked(bad.drawn(bad.after(*steps)))
    assert {one.check for one in (*found.flaws, *found.questions)} == {rule.code}


def test_two_words_in_capitals_inside_a_sentence_may_be_a_name():
    found = looked(bad.drawn(bad.say("The brand LIORESAL INTRATHECAL is for pumps.", 500)))
    assert not found.flaws
    assert [question.check for question in found.questions] == ["capitals"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Read this leaflet of 2024", "2025 brings the next edition."),
        ("You may feel better in week 5.", "10 of them will pass."),
        ("The doctor raises it from 5", "to 10 as the weeks go by."),
        ("Chapter 3", "gives more of the same."),
        ("Take vitamin B12", "tablets are in the other box."),
        ("The doctor asked about this in May", "10 people came."),
    ],
)
def test_a_number_at_the_end_of_a_line_is_no_torn_value(one, other):
    assert not told(bad.drawn(bad.after(bad.say(one, 500), bad.say(other, 473))))


@pytest.mark.parametrize(
    ("language", "one", "other", "said"),
    [
        ("en", "Take 4", "hours of rest.", "4 hours"),
        ("en", "Take ½", "tablet of it.", "½ tablet"),
        ("en", "Take 1½", "tablets of it.", "1½ tablets"),
        ("en", "Come on 12", "March, early.", "12 March"),
        ("en", "Come in March", "2025, early.", "March 2025"),
        ("en", "Come on March", "12, 2025, early.", "March 12, 2025"),
        ("es", "Tome 5", "gotas por la mañana.", "5 gotas"),
        ("fr", "Venez le 12", "août au matin.", "12 août"),
        ("ru", "Примите 5", "миллиграммов утром.", "5 миллиграммов"),
        ("pl", "Termin: 12", "marca, rano.", "12 marca"),
        ("de", "Nehmen Sie 5", "mg am Morgen.", "5 mg"),
        ("so", "Qaado 5", "miligaraam subaxdii.", "5 miligaraam"),
    ],
)
def test_a_value_is_known_in_the_language_of_the_file(language, one, other, said):
    pdf = bad.drawn(bad.after(bad.say(one, 500), bad.say(other, 473)))

    def named(document):
        document.Root.Lang = pikepdf.String(language)

    (flaw,) = looked(bad_tags.planted(named, pdf)).flaws
    assert flaw.check == "value-split"
    assert f"“{said}”" in flaw.message


URDU = "یہ دوا کھانے کے ساتھ لیں، اسے اچانک بند نہ کریں، اور اگر کچھ عجیب لگے تو اپنے کلینک کو فون کریں۔ "


def urdu(renderer, family, size, more=""):
    """Two paragraphs in Urdu, as long as the page is wide, and ``more``."""
    css = f"html {{ font: {size}pt/2.4 {family}, NotoSans; text-align: justify }}"
    body = f"<h1>دوا</h1><p>{URDU * 4}</p><p>{URDU * 4}</p>{more}"
    return renderer.render(
        page(body, css, (*LATIN, face(family), face(family, 700)), "ur", "rtl"), "urdu"
    ).pdf


def test_lines_of_a_font_that_programs_get_in_pieces_are_not_counted(renderer):
    counted = {"line-too-long", "not-ragged", "lonely-line"}
    assert "line-too-long" in told(urdu(renderer, "NotoNaskhArabic", 11))
    assert told(urdu(renderer, "NotoNastaliqUrdu", 8)).isdisjoint(counted)
    english = f"<p lang=en dir=ltr>{bad.LONG}</p>"
    found = looked(urdu(renderer, "NotoNastaliqUrdu", 8, english))
    assert {flaw.check for flaw in found.flaws} & counted == {"line-too-long"}


@pytest.mark.parametrize("family", ["NotoNaskhArabic", "NotoNastaliqUrdu"])
def test_the_height_of_letters_is_that_of_those_drawn_by_themselves(renderer, family):
    small, large = (looked(urdu(renderer, family, size)) for size in (11, 19.8))
    assert "letters-too-low" in {flaw.check for flaw in small.flaws}
    assert "letters-too-low" not in {flaw.check for flaw in large.flaws}
    heights = [found.figures["letters of Arab, pt"] / size for found, size in ((small, 11), (large, 19.8))]
    assert heights == pytest.approx([heights[0]] * 2, abs=0.02)
    assert 0.5 < heights[0] < 0.8


@pytest.mark.parametrize(
    ("profile", "out", "narrow"),
    [("clear", 1.3, False), ("clear", 1.6, True), ("giant", 1.8, False), ("giant", 2.1, True)],
)
def test_letters_of_larger_type_may_stand_further_into_the_margin(profile, out, narrow):
    """A margin of 36 points."""
    pdf = bad.drawn(bad.say("A child.", 500, x=36 - out))
    assert ("margin-too-narrow" in told(pdf, profile)) is narrow


def test_a_stroke_of_a_text_is_none_of_its_ground(chromium):
    sheet = (
        "<!DOCTYPE html><html lang=en><title>Testol</title><style>@page{size:letter;margin:26mm}"
        "body{font:18pt/1.5 'DejaVu Sans'}</style>"
    )
    texts = (
        "<u>Stop taking pills today</u>",
        "<s>gypsy jug</s>",
        "<a href='https://example.org'>a happy page</a>",
    )
    for pdf in strangers.printed(chromium, *(f"{sheet}<p>{text}</p>" for text in texts)):
        found = looked(pdf)
        assert {flaw.check for flaw in found.flaws} == {"underlined"}
        assert found.figures["lowest contrast"] > 9


def test_a_rule_that_stumbles_is_asked_about_and_not_said_to_have_looked(monkeypatch):
    def stumble(_):
        raise ValueError

    broken = Rule("italics", stumble)
    monkeypatch.setattr(printing, "PRINT_RULES", (broken, *PRINT_RULES))
    found = looked(bad.drawn(bad.say("TAKE WITH FOOD", 500)))
    assert {flaw.check for flaw in found.flaws} == {"capitals"}
    assert [question.check for question in found.questions] == ["italics"]
    assert "could not look at italics" in found.questions[0].message
    assert found.checked == tuple(rule.code for rule in PRINT_RULES)


def test_a_scan_is_a_question_and_never_a_pass():
    def scan(canvas):
        canvas.showPage()
        canvas.drawImage(ImageReader(io.BytesIO(bad.picture())), 0, 0, 612, 792)

    (question,) = looked(bad.drawn(scan)).questions
    assert (question.check, question.areas[0].page) == ("text-unseen", 2)


def test_the_hidden_text_of_a_scan_is_not_measured():
    def scan(canvas):
        canvas.showPage()
        canvas.drawImage(ImageReader(io.BytesIO(bad.picture())), 0, 0, 612, 792)
        text = canvas.beginText(100, 500)
        text.setFont("Good", 7)
        text.setTextRenderMode(3)
        text.textLine("What the scanner took it for")
        canvas.drawText(text)

    found = looked(bad.drawn(scan))
    assert not found.flaws
    assert [question.check for question in found.questions] == ["text-unseen"]


def test_a_picture_in_one_colour_is_a_ground_like_any():
    held = io.BytesIO()
    Image.new("RGB", (9, 9), "#eef").save(held, "PNG")
    plain = bad.after(
        lambda canvas: canvas.drawImage(ImageReader(held), 73, 480, 300, 60), bad.say("A child.", 500)
    )
    assert not told(bad.drawn(plain))


def test_every_rule_has_its_manual():
    assert len({rule.code for rule in PRINT_RULES}) == len(PRINT_RULES)
    for rule in PRINT_RULES:
        assert isinstance(rule, Rule)
        first, *_ = rule.manual.splitlines()
        assert first.endswith("?"), rule.code
        assert "Bad: " in rule.manual, rule.code
        assert "Good: " in rule.manual, rule.code
        assert RULES[rule.code] == rule.manual


def test_headings_of_one_size_are_told_once(tmp_path_factory):
    more = "<h2>Keep it</h2><p>Keep it dry.</p>"
    sheet = bad.SHEET.replace("<!--more-->", more).replace("<h2>", "<h2 style='font-size: 19pt'>")
    pdf = bad.weasyprinted({"small": (sheet, True)}, str(tmp_path_factory.mktemp("headings")))["small"]
    (flaw,) = looked(pdf).flaws
    assert flaw.check == "heading-too-small"
    assert flaw.message.startswith("2 headings, ")
    assert len(flaw.areas) == sheet.count("<h2 style") == 2
