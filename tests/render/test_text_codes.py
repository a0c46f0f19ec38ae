import hashlib
import io
import pickle
import re
import subprocess
import sys
import unicodedata
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from plainleaf.findings import Refused
from plainleaf.inspect import text
from plainleaf.layout.page import Face
from plainleaf.project import Project
from plainleaf.render import Renderer
from plainleaf.render.fence import environment
from plainleaf.render.text_codes import FILLER, UNSAID
from tests.render.samples import LATIN, PROJECT, face, page

LEFTWARD = ("ar", "ur")
SPACELESS = ("th", "zh-Hans")

SIGNS = {"⟨": "\u2068", "⟩": "\u2069", "|": "\u200b", "~": "\u2060"}
"""Isolates, break and no break in the samples."""

SAMPLES = {
    "en": ("Andika", "The usual dose is ⟨⟨40⟩ to ⟨80 mg⟩⟩ a day. Never stop it suddenly."),
    "es": ("Andika", "La dosis usual es de ⟨⟨40⟩ a ⟨80 mg⟩⟩ al día. Los niños no deben tomarla."),
    "fr": ("Andika", "La dose habituelle est de ⟨80 mg⟩ par jour : n’arrêtez pas d’un coup."),
    "pl": ("NotoSans", "Zwykła dawka to ⟨od ⟨40⟩ do ⟨80 mg⟩⟩ dziennie, rozłożona na cały dzień."),
    "ru": ("Andika", "Обычная доза — ⟨от ⟨40⟩ до ⟨80 мг⟩⟩ в день, её делят на весь день."),
    "vi": ("Andika", "Liều thường dùng là ⟨80 mg⟩ mỗi ngày. Quý vị có thể mềm nhũn và rất buồn ngủ."),
    "so": ("NotoSans", "Caadi ahaan waa ⟨⟨40⟩ ilaa ⟨80 mg⟩⟩ maalintii, oo maalinta loo qaybiyo."),
    "hi": ("NotoSansDevanagari", "रोज़ की खुराक कुल ⟨80 mg⟩ है। डॉक्टर के साथ बात करें, छूटी खुराकें कभी न लें।"),
    "bn": ("NotoSansBengali", "ডোজ দিনে মোট ⟨80 mg⟩, কখনো ফুসকুড়ি হলে র‍্যাশ ভালো হয় না। মৃগীর মতো খিঁচুনি হতে পারে।"),
    "th": ("NotoSansThai", "ขนาดยา|ที่|ใช้|กัน|ทั่วไป|คือ|วัน|ละ ⟨80 mg⟩ ห้าม|หยุด|ยา|ทันที ชื่อ|การค้า|นี้|ช่วย|ให้|รู้สึก|ดีขึ้น"),
    "zh-Hans": ("NotoSansSC", "通常剂量是每天 ⟨80 mg⟩，全天分次服用。请勿突然停药。"),
    "ko": ("NotoSansKR", "하~루 최~고 용~량: ⟨80 mg⟩. 갑~자~기 끊~지 마~세~요."),
    "am": ("NotoSansEthiopic", "የተለመደው መጠን በቀን ⟨80 mg⟩ ነው፤ ሊገድል ይችላል። ኮማ ውስጥ ሊገቡ ይችላሉ።"),
    "ar": (
        "NotoNaskhArabic",
        "الجرعة المعتادة من ⟨40⟩ إلى ⟨80 ملغم⟩ في اليوم، ولا توقف الدواء أبدًا. قد تكون جرعتك أقل.",
    ),
    "ur": (
        "NotoNaskhArabic",
        "عام خوراک پورے دن میں ⟨40⟩ سے ⟨80 ملی گرام⟩ ہے، فوراً فون کریں۔ دوا بند نہ کریں۔",
    ),
}

SENTENCES = {tag: (family, said.translate(str.maketrans(SIGNS))) for tag, (family, said) in SAMPLES.items()}


def sample(tag, words=None, css=""):
    family, sentence = SENTENCES[tag]
    faces = tuple(dict.fromkeys((*(face(family, weight) for weight in (400, 700)), *LATIN)))
    # PDFium sorts a line by places, and a raised mark parts a right-to-left line of several elements for it.
    part = "<p>" if tag in LEFTWARD else " "
    body = words or f"<p>{sentence}<p>{sentence}{part}<b>{sentence}</b>{part}{sentence}"
    css = f"html {{ font-family: {family}, NotoSans }} {css}"
    return page(body, css, faces, tag, "rtl" if tag in LEFTWARD else "ltr")


def written(tag):
    return plain(" ".join([SENTENCES[tag][1]] * 4), tag)


def plain(said, tag):
    """What of a text must be the same: without what shows nothing, white space as a space, in Thai and Chinese none."""
    said = unicodedata.normalize("NFC", re.sub("[\u200c\u200d]", "", said.translate(UNSAID)))
    return re.sub(r"\s+", "" if tag in SPACELESS else " ", said).strip()


def poppler(pdf, *ways):
    command = ["pdftotext", "-enc", "UTF-8", *ways, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def said_by(pdf, number=0):
    """The texts of a page's arrays, each by its codes; of a part with its own text, that."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheet = document.pages[number]
        maps = {name: to_unicode(font) for name, font in sheet.Resources.Font.items()}
        said, font, parts = [], None, []
        for operands, operator in pikepdf.parse_content_stream(sheet):
            match str(operator):
                case "BDC" | "BMC":
                    own = operands[1].get("/ActualText") if len(operands) > 1 else None
                    parts.append(own)
                    if own is not None:
                        said.append(str(own))
                case "EMC":
                    parts.pop()
                case "Tf":
                    font = str(operands[0])
                case "TJ" if not any(own is not None for own in parts):
                    codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                    pairs = zip(codes[::2], codes[1::2], strict=True)
                    said.append("".join(maps[font][256 * high + low] for high, low in pairs))
        return said


def to_unicode(font):
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in pairs}


@pytest.fixture(scope="module")
def prints(renderer):
    return {tag: renderer.render(sample(tag)).pdf for tag in SENTENCES}


@pytest.mark.parametrize("tag", SENTENCES)
def test_pdfium_reads_what_was_written(prints, tag):
    assert plain("".join(text(prints[tag])), tag) == written(tag)


@pytest.mark.parametrize("tag", SENTENCES)
def test_poppler_reads_what_was_written(prints, tag):
    ways = [] if tag in LEFTWARD else ["-raw"]
    assert plain(poppler(prints[tag], *ways), tag) == written(tag)


@pytest.mark.parametrize("tag", [tag for tag in SENTENCES if tag not in LEFTWARD])
def test_what_is_drawn_says_what_was_written_in_order(prints, tag):
    sentence = SENTENCES[tag][1]
    # Paragraphs are joined here without a space; lines and elements are not.
    assert plain("".join(said_by(prints[tag])), tag) == plain(
        f"{sentence}{sentence} {sentence} {sentence}", tag
    )


def test_no_pixel_differs_from_stock_weasyprint(prints, tmp_path):
    pages = [sample(tag) for tag in prints]
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("stock.py"))],
        input=pickle.dumps(pages),
        env={**(env := environment(tmp_path)), "PYTHONPATH": f"{env['PYTHONPATH']}:{PROJECT.root}"},
        capture_output=True,
        check=True,
    )
    stock = dict(zip(prints, pickle.loads(run.stdout), strict=True))
    for tag, pdf in prints.items():
        assert stock[tag] != pdf, tag
        for scale in (1, 1.5, 2):
            assert pixels(stock[tag], scale) == pixels(pdf, scale), (tag, scale)


def pixels(pdf, scale):
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        pictures = [bytes(sheet.render(scale=scale).buffer) for sheet in document]
    assert any(byte < 100 for byte in pictures[0][::101])
    return pictures


@pytest.mark.parametrize("tag", SENTENCES)
def test_every_code_has_a_text_that_shows(prints, tag):
    allowed = {FILLER, "\u200f"}
    with pikepdf.open(io.BytesIO(prints[tag])) as document:
        for sheet in document.pages:
            maps = {name: to_unicode(font) for name, font in sheet.Resources.Font.items()}
            font, seen = None, 0
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "Tf":
                    font = str(operands[0])
                if str(operator) == "TJ":
                    codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                    for high, low in zip(codes[::2], codes[1::2], strict=True):
                        said = maps[font][256 * high + low]
                        assert said, "a code without a text"
                        assert said in allowed or said == said.translate(UNSAID), ascii(said)
                        seen += 1
            assert seen > 100


def test_lam_alef_is_read_in_order(renderer):
    for pdf in [renderer.render(sample("ar", "<p>لا تأخذ الأقراص")).pdf]:
        assert plain(text(pdf)[0], "ar") == "لا تأخذ الأقراص"
        assert plain(poppler(pdf), "ar") == "لا تأخذ الأقراص"


def test_a_glyph_with_two_texts_says_each_where_it_is_written(renderer):
    words = "A·B • C‑D-E"
    pdf = renderer.render(sample("zh-Hans", f"<p>{words}", "html { font-family: NotoSansSC }")).pdf
    assert "".join(said_by(pdf)) == words
    assert text(pdf)[0].split() == words.split()


def test_a_mark_of_its_own_stays_with_its_letter(renderer):
    words = "كثيرًا وظهرًا ومساءً تغيّرها"
    pdf = renderer.render(sample("ar", f"<p>{words}")).pdf
    assert plain(text(pdf)[0], "ar") == words
    assert plain(poppler(pdf), "ar") == words


def test_a_full_stop_after_a_number_stays_after_it(renderer):
    words = "الطبعة 1. الصفحة 2026."
    pdf = renderer.render(sample("ar", f"<p>{words}")).pdf
    assert plain(text(pdf)[0], "ar") == words
    assert plain(poppler(pdf), "ar") == words


NARROW = "p { width: 90pt }"


def test_a_line_that_broke_at_a_space_ends_with_one(renderer):
    words = "One word after another goes to its line"
    said = said_by(renderer.render(page(f"<p>{words}", NARROW)).pdf)
    assert len(said) > 3
    assert "".join(said) == words


def test_a_space_between_two_elements_is_drawn_where_the_line_broke_and_where_it_did_not(renderer):
    for body in (
        "<b>another</b> <b>medicine</b> <i>or</i> two",
        "<b>another </b><b>medicine</b><b> or</b> two",
    ):
        said = "".join(
            said_by(renderer.render(page(f"<p>{body}", f"{NARROW} i {{ font-style: normal }}")).pdf)
        )
        assert " ".join(said.split()) == "another medicine or two", body


def test_a_line_that_broke_without_a_space_ends_without_one(renderer):
    words = "ขนาดยา|ที่|ใช้|กัน|ทั่วไป|คือ|วัน|ละ".replace("|", SIGNS["|"])
    said = said_by(renderer.render(sample("th", f"<p>{words}", NARROW)).pdf)
    assert " " not in "".join(said)
    said = said_by(renderer.render(sample("zh-Hans", "<p>请勿突然停药请勿突然停药", NARROW)).pdf)
    assert "".join(said) == "请勿突然停药请勿突然停药"
    assert len(said) > 1


def test_the_end_of_a_paragraph_is_no_line_break(renderer):
    said = said_by(renderer.render(page("<p>One</p> <p>Two</p> ")).pdf)
    assert said == ["One", "Two"]


def test_a_right_to_left_line_has_its_space_at_its_left(renderer):
    words = "حتى لو كنت تشعر أنك بخير"
    *lines, last = said_by(renderer.render(sample("ar", f"<p>{words}", NARROW)).pdf)
    assert lines[::2] == [" "] * (len(lines) // 2)
    assert " ".join(line[::-1] for line in [*lines[1::2], last]) == words
    assert len(lines) > 1


def test_a_repeated_table_head_marks_the_same_lines(renderer):
    rows = "<tr><td>Text text text text" * 60
    head = "<table><thead><tr><th>Head words in lines</thead><tbody>" + rows + "</table>"
    pdf = renderer.render(page(head, "td, th { width: 90pt; font-weight: 400 }")).pdf
    first, second = ("".join(said_by(pdf, number)) for number in (0, 1))
    assert first.startswith("Head words in lines")
    assert second.startswith("Head words in lines")


def test_a_running_header_ends_its_lines_with_spaces_too(renderer):
    css = (
        "@page { @top-left { content: element(head); width: 90pt } @top-right { content: 'Made up' } }"
        ".head { position: running(head) }"
    )
    pdf = renderer.render(page("<p class=head>Head words in three lines</p><p>Text", css)).pdf
    assert "Head words in three lines" in "".join(said_by(pdf))


def test_a_font_with_other_outlines_is_drawn_as_before(tmp_path):
    (tmp_path / "fonts").mkdir()
    file = tmp_path / "fonts" / "Square.otf"
    square(file)
    square_face = Face("Square", 400, file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    subject = page("<p>AA AA AA AA AA", f"html {{ font-family: Square }} {NARROW}", (square_face,))
    with Renderer(Project(tmp_path)) as renderer:
        pdf = renderer.render(subject).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (font,) = document.pages[0].Resources.Font.values()
        assert font.DescendantFonts[0].Subtype == "/CIDFontType0"
        assert font.DescendantFonts[0].CIDToGIDMap == "/Identity"
    assert text(pdf)[0].split() == ["AA"] * 5


def square(file):
    """Writes a font whose outlines are CFF: a square for A, and a space."""
    pen = T2CharStringPen(500, None)
    pen.moveTo((50, 0))
    for point in ((450, 0), (450, 700), (50, 700)):
        pen.lineTo(point)
    pen.closePath()
    blank = T2CharStringPen(500, None).getCharString()
    names = [".notdef", "space", "A"]
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({0x20: "space", 0x41: "A"})
    font.setupCFF("Square", {}, {".notdef": blank, "space": blank, "A": pen.getCharString()}, {})
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "Square"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(file)


def test_a_text_prints_the_same_whatever_was_printed_before(renderer, prints):
    for tag in ("hi", "ar", "th"):
        assert renderer.render(sample(tag)).pdf == prints[tag]


def test_a_character_without_a_glyph_is_still_told(renderer):
    with pytest.raises(Refused) as refused:
        renderer.render(page("<p>Text 中 text"))
    assert {finding.check for finding in refused.value.findings} == {"render-glyph"}
