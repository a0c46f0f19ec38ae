"""Rules over tags and file: a good file has no flaw; each planted fault has one, and only one."""

import io
import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Permissions, String

from plainleaf.audit import RULES, Audit, audit
from plainleaf.audit.audit import ASKED, SEEN
from plainleaf.findings import Severity
from plainleaf.inspect import structure
from plainleaf.layout.profiles import read_profiles
from tests.audit import bad_tags as bad
from tests.conftest import ROOT
from tests.judges.verapdf import judge
from tests.layout.samples import PROJECT
from tests.render.samples import LATIN, face, page

LARGE = read_profiles(PROJECT)["large"]
GOOD = bad.small()
TAGS = {rule.code for rule in SEEN}
E, W = Severity.ERROR, Severity.WARNING


def audited(pdf: bytes) -> Audit:
    return audit(pdf, LARGE, "large", "sample.pdf")


def told(pdf: bytes) -> list[tuple[str, Severity]]:
    """What the rules over tags and file say; those over print are tried elsewhere."""
    return [(flaw.check, flaw.severity) for flaw in audited(pdf).flaws if flaw.check in TAGS]


FAULTS = {
    "no tags": (bad.untagged, "untagged", E),
    "does not say that it is tagged": (bad.of_root("/MarkInfo", None), "untagged", E),
    "an empty tree": (lambda pdf: bad._set(pdf.Root.StructTreeRoot, "/K", Array()), "untagged", E),
    "no language": (bad.of_root("/Lang", None), "language-missing", E),
    "a language with an underscore": (bad.of_root("/Lang", String("en_US")), "language-malformed", E),
    "a language in words": (bad.of_root("/Lang", String("English")), "language-malformed", E),
    "a language nobody has": (bad.of_root("/Lang", String("qq")), "language-malformed", W),
    "a part in no language": (bad.entry("P", "/Lang", String("?")), "language-malformed", E),
    "English said to be Russian": (bad.of_root("/Lang", String("ru")), "language-mismatch", E),
    "no title": (bad.metadata("dc:title", None), "title-missing", E),
    "a title that is a file": (
        bad.metadata("dc:title", "Microsoft Word - leaflet_FINAL2.docx"),
        "title-missing",
        E,
    ),
    "the title is not shown": (bad.of_root("/ViewerPreferences", Dictionary()), "title-hidden", E),
    "no claim": (bad.metadata("pdfuaid:part", None), "claim-missing", W),
    "a font left out": (bad.no_font_file, "font-not-embedded", E),
    "a font without characters": (bad.of_font("/ToUnicode", None), "text-unmapped", E),
    "a letter without a character": (bad.unknown, "text-unmapped", E),
    "a bullet of the font's own": (bad.private, "text-unmapped", W),
    "a scanned page": (bad.scanned, "scanned-page", E),
    "a page for a stamp": (bad.of_page("/MediaBox", Array([0, 0, 100, 100])), "page-size", E),
    "pages of two sizes": (bad.larger, "page-size", W),
    "text without a tag": (bad.loose, "text-untagged", E),
    "a mark that no tag holds": (bad.dropped("P", 0), "text-untagged", E),
    "no first heading": (bad.renamed("H1", "P"), "heading-first", E),
    "two first headings": (bad.renamed("H2", "H1", 0), "heading-first", W),
    "a heading too deep": (bad.renamed("H2", "H3", 0), "heading-skipped", E),
    "an empty heading": (bad.emptied("H2", 0), "heading-empty", E),
    "a picture without words": (bad.entry("Figure", "/Alt", None), "alt-missing", E),
    "a picture with a blank": (bad.entry("Figure", "/Alt", String(" ")), "alt-missing", E),
    "a picture with its file": (bad.entry("Figure", "/Alt", String("IMG_2041.jpg")), "alt-file-name", E),
    "a picture called image": (bad.entry("Figure", "/Alt", String("image 3")), "alt-file-name", E),
    "an item without a body": (bad.renamed("LBody", "Span", 0), "list-broken", W),
    "a tag of no kind": (bad.renamed("P", "Paragraph_Body", 0), "tag-unknown", E),
    "a tag of PDF 2.0": (bad.renamed("P", "Aside", 0), "tag-unknown", W),
    "a link without words of its own": (bad.of_link("/Contents", None), "link-wordless", W),
    "a link in no tag": (bad.of_link("/StructParent", None), "link-untagged", E),
    "a field in no tag": (bad.field(tagged=False, TU=String("Name")), "field-untagged", E),
    "a field without a name": (bad.field(), "field-nameless", E),
    "a field for paper alone": (bad.field(F=32), "field-nameless", E),
    "a field with a blank name": (bad.field(TU=String(" ")), "field-nameless", E),
    "a field whose group has none": (bad.field(parent=True), "field-nameless", E),
    "no tab order": (bad.of_page("/Tabs", None), "tab-order", E),
    "a header without scope": (bad.entry("TH", "/A", None), "header-scope", E),
    "a header that is not there": (
        bad.entry("TD", "/A", Dictionary(O=Name.Table, Headers=Array([String("nowhere")]))),
        "cell-headless",
        E,
    ),
    "a missing cell": (bad.dropped("TD", 1), "table-ragged", E),
    "a span too wide": (
        bad.entry("TH", "/A", Dictionary(O=Name.Table, Scope=Name.Column, ColSpan=2)),
        "table-ragged",
        E,
    ),
}
TWO_THINGS = {
    "a missing cell": "text-untagged",  # the cell's words are still on the page
}


def test_the_good_file_has_no_flaw():
    found = audited(GOOD)
    assert found.flaws == ()
    assert found.pages == 1
    assert set(found.checked) >= TAGS
    assert len(TAGS) == len(SEEN) > 25


@pytest.mark.parametrize(("fault", "code", "severity"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_told(request, fault, code, severity):
    more = TWO_THINGS.get(request.node.callspec.id)
    expected = [(code, severity), *([(more, E)] if more else [])]
    assert sorted(told(bad.planted(fault, GOOD))) == sorted(expected)


def test_every_rule_of_tags_and_file_has_a_planted_fault():
    elsewhere = {"direction-missing", "heading-missing", "table-headless", "reader-locked-out"}
    assert {code for _, code, _ in FAULTS.values()} | elsewhere == TAGS


def test_the_good_file_is_pdf_ua_in_the_eyes_of_another_judge():
    assert judge({"good": GOOD})["good"].failures == ()


def test_every_code_the_audit_tells_has_a_manual():
    found = {
        code
        for file in sorted((ROOT / "src/plainleaf/audit").glob("*.py"))
        for code in re.findall(r"(?:Flaw|Question)\(\s*\"([a-z-]+)\"", file.read_text(encoding="utf-8"))
    }
    assert len(found) > 40
    assert found - RULES.keys() == set()


def test_without_headings_one_thing_is_told():
    def plain(pdf):
        bad.renamed("H1", "P")(pdf)
        bad.renamed("H2", "P")(pdf)

    assert told(bad.planted(plain, GOOD)) == [("heading-missing", E)]


def test_a_table_of_data_cells_alone_has_no_headers():
    assert told(bad.planted(bad.renamed("TH", "TD"), GOOD)) == [("table-headless", E)]


def test_list_items_outside_of_a_list_are_told_each_time():
    assert set(told(bad.planted(bad.renamed("L", "Sect"), GOOD))) == {("list-broken", E)}
    assert set(told(bad.planted(bad.renamed("LI", "P"), GOOD))) == {("list-broken", E)}


def test_a_file_locked_against_screen_readers_is_told():
    # Newer locks than R=3 cannot say it: PDF 2.0 lets assistive technology in always.
    closed = Encryption(
        owner="o", user="", R=3, allow=Permissions(accessibility=False), aes=False, metadata=False
    )
    assert told(bad.planted(lambda _: None, GOOD, encryption=closed)) == [("reader-locked-out", E)]
    opened = Encryption(owner="o", user="", R=4, allow=Permissions(extract=False), aes=True)
    assert told(bad.planted(lambda _: None, GOOD, encryption=opened)) == []


ARABIC = "خذ الدواء مع الطعام والماء في الصباح والمساء واتصل بعيادتك إذا شعرت بأي شيء غريب"
ENGLISH = "Take it with food and water, in the morning and in the evening."


def arabic(tag="", language="ar", way=None):
    """A file in Arabic; ``tag`` is what its paragraph says, ``way`` its direction."""
    entries = {"Lang": String(tag)} if tag else {}
    nodes = (bad.Node("H1", "الدواء", size=36), bad.Node("P", ARABIC, entries=entries))
    made = bad.planted(
        bad.of_root("/Lang", String(language)), bad.small(nodes, "NotoNaskhArabic-Regular.ttf")
    )
    shown = Dictionary(DisplayDocTitle=True, **({"Direction": way} if way else {}))
    return bad.planted(bad.of_root("/ViewerPreferences", shown), made)


def test_arabic_that_does_not_say_its_direction_is_told():
    assert told(arabic()) == [("direction-missing", W)]
    assert told(arabic(way=Name.R2L)) == []
    assert told(arabic(language="en")) == [("language-mismatch", E)]


def test_what_tags_say_of_a_language_does_not_hide_its_letters():
    """As a word processor writes it that takes all for English."""
    assert told(arabic("en")) == [("language-mismatch", E), ("direction-missing", W)]
    assert told(arabic("en", way=Name.R2L)) == [("language-mismatch", E)]
    (flaw,) = (one for one in audited(arabic("en", way=Name.R2L)).flaws if one.check in TAGS)
    assert flaw.message == "tags say “en” where most letters are Arabic"
    assert len(flaw.areas) == 1


@pytest.mark.parametrize("tag", ["ar", "ur", "und", "mul"])
def test_a_language_of_the_same_script_or_of_none_is_no_mismatch(tag):
    assert told(arabic(tag, way=Name.R2L)) == []


@pytest.mark.parametrize(
    ("english", "codes"),
    [
        (f"<p lang=en dir=ltr>{ENGLISH}</p>" * 2, []),
        (f"<p lang=ar dir=ltr>{ENGLISH}</p>" * 2, [("language-mismatch", E)]),
        ("<p lang=en dir=ltr>10 mg Lioresal</p>", [("direction-missing", W)]),
    ],
    ids=["half of it English", "half of it English and not told so", "one name"],
)
def test_a_file_in_two_languages_that_run_against_each_other_may_leave_its_direction(
    renderer, english, codes
):
    css = "html { font-family: NotoNaskhArabic, NotoSans }"
    body = f"<h1>الدواء</h1><p>{ARABIC}</p>{english}"
    subject = page(body, css, (*LATIN, face("NotoNaskhArabic"), face("NotoNaskhArabic", 700)), "ar", "rtl")
    shown = Dictionary(DisplayDocTitle=True)
    pdf = bad.planted(bad.of_root("/ViewerPreferences", shown), renderer.render(subject, "sample").pdf)
    assert told(pdf) == codes


def test_a_flaw_says_where_it_stands():
    (flaw,) = audited(bad.planted(bad.entry("Figure", "/Alt", None), GOOD)).flaws
    (area,) = flaw.areas
    assert area.page == 1
    assert (area.left, area.right) == pytest.approx((73, 113), abs=1.5)
    assert area.top - area.bottom == pytest.approx(32, abs=3)
    assert str(flaw.finding("a.pdf").message).startswith("page 1: ")


def test_on_a_turned_page_it_is_where_the_eye_sees_it():
    def turned(pdf):
        pdf.pages[0].Rotate = 90
        bad.entry("Figure", "/Alt", None)(pdf)

    flaws = audited(bad.planted(turned, GOOD)).flaws
    (area,) = next(flaw for flaw in flaws if flaw.check == "alt-missing").areas
    assert (area.bottom, area.top) == pytest.approx((612 - 113, 612 - 73), abs=1.5)


@pytest.mark.parametrize(
    ("pdf", "word"),
    [
        (b"", "no PDF"),
        (b"GIF89a", "no PDF"),
        (GOOD[:600], "no PDF"),
        (
            bad.planted(lambda _: None, GOOD, encryption=Encryption(owner="o", user="secret")),
            "password",
        ),
    ],
    ids=["empty", "another kind", "cut off", "locked"],
)
def test_a_file_that_cannot_be_opened_is_one_flaw(pdf, word):
    found = audited(pdf)
    assert [flaw.check for flaw in found.flaws] == ["pdf-unreadable"]
    assert word in found.flaws[0].message
    assert "0x" not in found.flaws[0].message
    assert (found.pages, found.questions) == (0, ())


def test_no_damage_ends_in_a_traceback():
    """Every tenth byte of the file's skeleton turned, one at a time."""
    with pikepdf.open(io.BytesIO(GOOD)) as pdf:
        held = io.BytesIO()
        font = pdf.pages[0].Resources.Font.F.DescendantFonts[0].FontDescriptor
        del font["/FontFile2"]
        pdf.save(held, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = held.getvalue()
    seen = set()
    for at in range(20, len(plain), max(1, len(plain) // 150)):
        damaged = plain[:at] + bytes([plain[at] ^ 0x15]) + plain[at + 1 :]
        seen |= {flaw.check for flaw in audited(damaged).flaws}
    assert len(seen) > 3
    assert seen <= RULES.keys()


def odd_class(pdf):
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Head=Dictionary(O=Name.Table, Scope=Name.Column))
    for head in bad.elements(pdf, "TH"):
        del head["/A"]
        head.C = Name.Head


def odd_attributes(pdf):
    for number, cell in enumerate(bad.elements(pdf, "TD")):
        owner = Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String("x"), V=1)]))
        cell.A = owner if number else Dictionary(O=Name.Table, RowSpan=Dictionary())


def odd_reference(pdf):
    bad.elements(pdf, "TD")[0].K.append(Dictionary(Type=Name.MCR))


def odd_rectangle(pdf):
    pdf.pages[0].Annots.append(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 2])))


def odd_names(pdf):
    node = pdf.make_indirect(Dictionary(Names=Array([])))
    node.Kids = Array([node, node])
    pdf.Root.StructTreeRoot.IDTree = node


def odd_descriptor(pdf):
    pdf.pages[0].Resources.Font.F.DescendantFonts = Array([])


def test_what_stands_in_the_place_of_a_dictionary_is_as_if_it_were_not_there():
    assert told(bad.planted(odd_descriptor, GOOD)) == [("font-not-embedded", E)]
    assert told(bad.planted(bad.of_root("/MarkInfo", 7), GOOD)) == [("untagged", E)]
    assert told(bad.planted(bad.of_root("/ViewerPreferences", Array()), GOOD)) == [("title-hidden", E)]


@pytest.mark.parametrize("odd", [odd_class, odd_attributes, odd_reference, odd_rectangle, odd_names])
def test_an_oddity_of_a_file_does_not_keep_the_rest_from_being_read(odd):
    found = audited(bad.planted(odd, GOOD))
    assert found.flaws == ()
    assert found.checked == audited(GOOD).checked


def test_a_cell_s_own_attributes_stand_over_those_of_its_class():
    def both(pdf):
        odd_class(pdf)
        bad.elements(pdf, "TH")[0].A = Dictionary(O=Name.Table, Scope=Name.Row)

    first, second = [
        e.attributes["Scope"] for e in structure(bad.planted(both, GOOD)).root.walk() if e.kind == "TH"
    ]
    assert (first, second) == ("Row", "Column")


def test_a_file_without_a_page_says_so():
    held = io.BytesIO()
    pikepdf.new().save(held)
    (flaw,) = audited(held.getvalue()).flaws
    assert flaw.check == "pdf-unreadable"
    assert flaw.message.endswith("it has no page")


def test_forms_without_end_are_told_and_not_followed():
    def bomb(pdf):
        inner = None
        for _ in range(11):
            form = pdf.make_stream(b"/F Do " * 8 if inner is not None else b"BT (x) Tj ET")
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
            form.Resources = Dictionary() if inner is None else Dictionary(XObject=Dictionary(F=inner))
            inner = form
        pdf.pages[0].Resources.XObject = Dictionary(F=inner)
        pdf.pages[0].contents_add(pdf.make_stream(b"/F Do"))

    (flaw,) = audited(bad.planted(bomb, GOOD)).flaws
    assert flaw.check == "pdf-unreadable"
    assert "drawings that hold drawings" in flaw.message


def test_a_page_in_a_unit_of_its_own_is_measured_in_points():
    def doubled(pdf):
        pdf.pages[0].obj.UserUnit = 2

    one, two = audited(GOOD).figures, audited(bad.planted(doubled, GOOD)).figures
    assert two["body type, pt"] == 2 * one["body type, pt"]
    assert two["smallest margin, mm"] == pytest.approx(2 * one["smallest margin, mm"], abs=0.2)


@pytest.mark.parametrize(
    "fault",
    [
        bad.field(TU=String("Name of your medicine")),
        bad.field(parent=True, TU=String("Name of your medicine")),
        bad.field(alt="Name of your medicine"),
        bad.field(tagged=False, F=2),
    ],
    ids=["named", "named above", "named by its element", "hidden"],
)
def test_a_field_that_says_what_to_write_or_that_nobody_sees_is_right(fault):
    assert told(bad.planted(fault, GOOD)) == []


def test_a_link_round_nothing_is_not_quoted():
    def empty(pdf):
        bad.of_link("/Contents", None)(pdf)
        bad.entry("Link", "/ActualText", String(""))(pdf)
        bad.entry("Link", "/Alt", String("Home"))(pdf)

    (flaw,) = [one for one in audited(bad.planted(empty, GOOD)).flaws if one.check == "link-wordless"]
    assert "“”" not in flaw.message
    assert "“Home”" in flaw.message


def test_what_a_machine_cannot_decide_is_asked_of_every_file():
    asked = {question.check for question in audited(GOOD).questions}
    assert asked >= {rule.code for rule in ASKED}
    bare = {question.check for question in audited(bad.planted(bad.untagged, GOOD)).questions}
    assert bare >= {"reading-order", "colour-alone", "heading-words", "language-changes"}
    assert not {rule.code for rule in ASKED} & set(audited(GOOD).checked)


def test_without_tags_the_rules_over_tags_are_not_said_to_have_looked():
    checked = set(audited(bad.planted(bad.untagged, GOOD)).checked)
    assert not checked & {rule.code for rule in SEEN if rule.of_tags}
    assert checked >= {rule.code for rule in SEEN if not rule.of_tags}


def test_words_that_say_nothing_alone_are_asked_about():
    def vague(pdf):
        bad.entry("Link", "/ActualText", String("Click here"))(pdf)

    (asked,) = [q for q in audited(bad.planted(vague, GOOD)).questions if q.check == "link-words"]
    assert "“Click here”" in asked.message
    assert asked.areas
    (asked,) = [q for q in audited(GOOD).questions if q.check == "link-words"]
    assert "Click" not in asked.message


def test_a_stranger_s_text_stays_on_one_line_and_in_order():
    hostile = "Ends \u202e here\n\x1b[31m" + "x" * 200
    flaws = audited(bad.planted(bad.entry("Figure", "/Alt", String(f"{hostile}.png")), GOOD)).flaws
    (flaw,) = [flaw for flaw in flaws if flaw.check == "alt-file-name"]
    assert not set(flaw.message) & set("\u202e\n\x1b")
    assert len(flaw.message) < 140


def test_what_is_said_of_several_pages_is_said_once():
    def twice(pdf):
        pdf.pages.append(pdf.pages[0])
        for one in pdf.pages:
            del one.obj["/Tabs"]

    (flaw,) = [flaw for flaw in audited(bad.planted(twice, GOOD)).flaws if flaw.check == "tab-order"]
    assert flaw.finding("a.pdf").message.startswith("pages 1 to 2: ")
