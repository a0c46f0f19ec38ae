"""Good sheets by two other hands, plain WeasyPrint and ReportLab, and faults of print to plant in them."""

import base64
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.conftest import ROOT

FONTS = ROOT / "fonts"
PRINTER = """
import json, sys, weasyprint
for name, (html, tagged) in json.load(sys.stdin).items():
    weasyprint.HTML(string=html).write_pdf(name, pdf_tags=tagged, uncompressed_pdf=True)
"""

CSS = """
@font-face { font-family: A; src: url(FONTS/AtkinsonHyperlegibleNext-Regular.ttf) }
@font-face { font-family: A; font-weight: 700; src: url(FONTS/AtkinsonHyperlegibleNext-Bold.ttf) }
@font-face { font-family: N; src: url(FONTS/NotoNaskhArabic-Regular.ttf) }
@page { size: letter; margin: 25.4mm; @bottom-left { content: "Page " counter(page); font: 18pt A } }
html { font: 18pt/1.5 A, N; color: #000 } body { margin: 0 }
h1 { font-size: 34pt; line-height: 1.25; margin: 0 0 9pt } h2 { font-size: 22pt; line-height: 1.25; margin: 0 0 9pt }
p, li { margin: 0 0 27pt; widows: 3; orphans: 3 }
.box { background: #0b2545; color: #fff; padding: 3pt 9pt; margin: 0 0 9pt }
""".replace("FONTS", FONTS.as_uri())

LONG = (
    "Some people feel sleepy at first, and most of them feel better after some days, as soon as their body is used "
    "to the medicine and to the time of the day at which they take it."
)
SHEET = f"""<!DOCTYPE html><html lang=en><head><title>Testol</title><style>{CSS}</style></head><body>
<h1>Testol</h1>
<p class=box>Do not stop it suddenly.</p>
<h2>How to take it</h2>
<p class=long>{LONG}</p>
<p>Take 5 mg with food. Call 1-800-555-0142 if you have taken too much, or if you are not sure.</p>
<p class=here>Keep it where a child cannot see it.</p>
<!--more--></body></html>"""


@dataclass(frozen=True)
class Planted:
    """A fault: what it changes of the sheet, what is told of it, and a word that it stands at."""

    old: str
    new: str
    codes: frozenset[str]
    at: str = "child"
    profile: str = "large"
    only_tagged: bool = False
    page: int = 1


def picture(side: int = 60) -> bytes:
    """A picture with something to see in it, as PNG."""
    chance = random.Random(4)
    image = Image.new("RGB", (side, side))
    image.putdata([(chance.randrange(256), chance.randrange(256), 128) for _ in range(side * side)])
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


DATA = "data:image/png;base64," + base64.b64encode(picture()).decode()
HERE, LAST = "<p class=here>Keep it where a child cannot see it.</p>", "<!--more-->"
ARABIC = "خذ هذا الدواء مع الطعام كل يوم ولا توقفه فجأة واتصل بعيادتك إذا شعرت بأي شيء غريب"


def styled(style: str, *codes: str, **more: object) -> Planted:
    """The paragraph about the child, set otherwise."""
    return Planted("<p class=here>", f'<p style="{style}">', frozenset(codes), **more)  # type: ignore[arg-type]


def instead(html: str, *codes: str, **more: object) -> Planted:
    """Something else in its place."""
    return Planted(HERE, html, frozenset(codes), **more)  # type: ignore[arg-type]


def of_long(style: str, *codes: str, **more: object) -> Planted:
    """The long paragraph, set otherwise."""
    return Planted(
        "<p class=long>",
        f'<p style="{style}">',
        frozenset(codes),
        **{"at": "sleepy", **more},  # type: ignore[arg-type]
    )


def on_next_page(room: float, html: str, *codes: str, at: str, page: int = 2) -> Planted:
    """Something with so many points above it on the second page."""
    above = f'<div style="break-before: page; height: {room}pt"></div>'
    return Planted(LAST, above + html, frozenset(codes), at, page=page)


FAULTS: Mapping[str, Planted] = {
    "small print": instead("<p style='font-size: 9pt'>Keep away from a child.</p>", "type-too-small"),
    "a small page number": Planted("18pt A }", "10pt A }", frozenset({"type-too-small"}), at="Page"),
    "a small scale": styled("transform: scale(.6); transform-origin: left", "type-too-small"),
    "a small text": Planted(
        "</style>", "html { font-size: 13pt } p { max-width: 330pt }</style>", frozenset({"body-too-small"}),
        at="", profile="clear",
    ),
    "a small heading": Planted(
        "<h2>", "<h2 style='font-size: 19pt'>", frozenset({"heading-too-small"}), at="How", only_tagged=True
    ),
    "close lines": of_long("line-height: 1.2", "lines-too-close"),
    "long lines": Planted(
        "size: letter;", "size: letter landscape;", frozenset({"line-too-long"}), at="sleepy"
    ),
    "justified": of_long("text-align: justify", "not-ragged"),
    "centred": of_long("text-align: center", "not-ragged"),
    "aligned at the end": of_long("text-align: right", "not-ragged"),
    "grey": styled("color: #767676", "contrast-too-low"),
    "half transparent": styled("opacity: .45", "contrast-too-low"),
    "half transparent ink": styled("color: rgba(0, 0, 0, .45)", "contrast-too-low"),
    "pale in a box": Planted("color: #fff;", "color: #789;", frozenset({"contrast-too-low"}), at="suddenly"),
    "on a gradient": styled("background: linear-gradient(90deg, #fff, #000)", "contrast-too-low", at="see"),
    "in the margin": styled("margin-left: -30pt", "margin-too-narrow"),
    "at the edge of the paper": instead(
        "<p style='position: absolute; left: -62pt; top: 500pt; width: 300pt'>Keep from a child.</p>",
        "margin-too-narrow",
    ),
    "hyphenated": instead(
        "<p style='hyphens: auto; width: 190pt'>Antispasticity medicines: pharmaceutical administration of "
        "intrathecal antispasticity medicines by a multidisciplinary team.</p>",
        "word-split", at="Antispasticity",
    ),
    "a soft hyphen": instead(
        "<p>Never give this medicine of yours to a child or to an grand&shy;parent of the child.</p>",
        "word-split",
    ),
    "slanted": styled("font-style: italic", "italics"),
    "capitals": instead("<p>KEEP IT WHERE A child CANNOT SEE IT.</p>", "capitals", at="WHERE"),
    "transformed to capitals": styled("text-transform: uppercase", "capitals", at="CHILD"),
    "underlined": instead("<p>Keep it where <u>a child</u> cannot see it.</p>", "underlined"),
    "struck through": instead("<p>Keep it where <s>a child</s> cannot see it.</p>", "underlined"),
    "an orphan": on_next_page(
        610, f"<p style='widows: 1; orphans: 1'>{LONG}</p>", "lonely-line", at="Some"
    ),
    "a widow": on_next_page(
        585, f"<p style='widows: 1; orphans: 1'>{LONG}</p>", "lonely-line", at="medicine", page=3
    ),
    "a dose on two lines": instead("<p>Give a child 5<br>mg, and no more.</p>", "value-split"),
    "tablets on two lines": instead("<p>Give a child 2<br>tablets, and no more.</p>", "value-split"),
    "a phone number on two lines": instead("<p>For a child: 1-800-<br>555-0142, at night.</p>", "value-split"),
    "a phone number with spaces": instead("<p>For a child: 020 7946<br>0958, at night.</p>", "value-split"),
    "a range on two lines": instead("<p>Give a child 30–<br>60 mg, and no more.</p>", "value-split"),
    "a dose on two pages": on_next_page(
        540, "<p style='widows: 3; orphans: 3'>This is for you alone.<br>It is for no child.<br>Most people take 5"
        "<br>mg with food.<br>You may take it<br>at any time.</p>", "value-split", at="Most",
    ),
    "over a picture": styled(f"background: url({DATA}); color: #000", "over-picture", "contrast-too-low"),
    "over an image": instead(
        f"<p style='position: relative'><img src='{DATA}' alt='' style='position: absolute; z-index: -1; "
        "width: 300pt; height: 30pt'>Keep it from a child.</p>", "over-picture", "contrast-too-low",
    ),
    "turned": instead(
        "<p style='transform: rotate(90deg); transform-origin: left; width: 90pt; margin-left: 99pt'>A child</p>",
        "turned-text",
    ),
    "low letters": Planted(
        HERE, f"<p style='font-size: 12pt; line-height: 1.6; width: 300pt' lang=ar dir=rtl>{ARABIC}</p>",
        frozenset({"letters-too-low"}), at="الطعام", profile="clear",
    ),
}  # fmt: skip


def html(planted: Planted | None) -> str:
    """The sheet with a fault; the good one for None."""
    if planted is None:
        return SHEET
    assert SHEET.count(planted.old) == 1, planted.old
    return SHEET.replace(planted.old, planted.new)


def weasyprinted(sheets: Mapping[str, tuple[str, bool]], folder: str) -> dict[str, bytes]:
    """Sheets and whether they are tagged, printed by WeasyPrint as anybody has it, in a process of its own."""
    asked = {f"{folder}/{number}.pdf": sheet for number, sheet in enumerate(sheets.values())}
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PRINTER],
        input=json.dumps(asked),
        text=True,
        check=True,
        timeout=300,
    )
    found = {}
    for name, path in zip(sheets, asked, strict=True):
        with open(path, "rb") as file:  # noqa: PTH123
            found[name] = file.read()
    return found


EVEN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "bn": (
        "NotoSansBengali",
        (
            "মিসাফেন: লিথিয়াম, লেভোডোপা, ট্রাইসাইক্লিক (বিষণ্নতার ওষুধ)",
            "ও রক্তচাপের ওষুধের কথাও ডাক্তারকে জানান। আইবুপ্রোফেন বা",
            "এ ধরনের ওষুধ খাওয়ার আগে জিজ্ঞাসা করুন।",
        ),
    ),
    "th": (
        "NotoSansThai",
        (
            "มีโรเฟน: คุณอาจรู้สึกดีขึ้นในหลายชั่วโมงถึงหลายวัน แต่แพทย์",
            "ของคุณอาจต้องใช้เวลาหลายสัปดาห์เพื่อหาขนาดยาที่เหมาะกับ",
            "คุณ",
        ),
    ),
}
"""By language a font and three lines of which the first two end at one place, by chance."""


LINES = (
    "Take one tablet of Testol in the morning with a",
    "glass of water. Call the clinic if you are not sure.",
    "It is safe to take it with most other medicines.",
)
Draw = Callable[[Canvas], None]


def drawn(draw: Draw | None = None) -> bytes:
    """A sheet by ReportLab, without a tag; ``draw`` adds to it."""
    pdfmetrics.registerFont(TTFont("Good", FONTS / "NotoSans-Regular.ttf"))
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=letter, invariant=1)
    canvas.setFont("Good", 18)
    for number, line in enumerate(LINES):
        canvas.drawString(73, 690 - 27 * number, line)
    if draw is not None:
        draw(canvas)
    canvas.save()
    return held.getvalue()


def say(text: str, y: float, font: str = "Good", size: float = 18, x: float = 73) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)

    return draw


def after(*steps: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for step in steps:
            step(canvas)

    return draw


def in_frame(change: Draw, step: Draw) -> Draw:
    """A step with the canvas changed for it alone."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        change(canvas)
        step(canvas)
        canvas.restoreState()

    return draw


def justified(canvas: Canvas) -> None:
    words = (
        "Some people feel sleepy at first, and most of",
        "them feel better soon, when their body has",
        "learnt it.",
    )
    for number, line in enumerate(words):
        text = canvas.beginText(73, 500 - 27 * number)
        text.setFont("Good", 18)
        if number < 2:
            text.setWordSpace((430 - canvas.stringWidth(line, "Good", 18)) / line.count(" "))
        text.textOut(line)
        canvas.drawText(text)


PALE = (0.6, 0.6, 0.6)
DRAWN: Mapping[str, tuple[Draw, str, str]] = {
    "an oblique font": (say("Keep it from a child.", 500, "Helvetica-Oblique"), "italics", "child."),
    "slanted by a matrix": (
        in_frame(lambda canvas: canvas.transform(1, 0, 0.25, 1, 0, 0), say("A child.", 500, x=0)),
        "italics", "child.",
    ),
    "small print": (say("Made for a child.", 500, size=8), "type-too-small", "child."),
    "pale": (
        in_frame(lambda canvas: canvas.setFillColorRGB(*PALE), say("A child.", 500)),
        "contrast-too-low", "child.",
    ),
    "pale by four inks": (
        in_frame(lambda canvas: canvas.setFillColorCMYK(0, 0.6, 0.6, 0.1), say("A child.", 500)),
        "contrast-too-low", "child.",
    ),
    "a line below": (
        after(say("A child.", 500), lambda canvas: canvas.line(73, 497, 142, 497)), "underlined", "child.",
    ),
    "upright": (
        in_frame(lambda canvas: (canvas.translate(300, 400), canvas.rotate(90)), say("A child.", 0, x=0)),
        "turned-text", "child.",
    ),
    "over a photograph": (
        after(
            lambda canvas: canvas.drawImage(ImageReader(io.BytesIO(picture())), 73, 480, 200, 60),
            in_frame(lambda canvas: canvas.setFillColorRGB(1, 1, 1), say("A child.", 500)),
        ),
        "over-picture", "child.",
    ),
    "in the margin": (say("A child.", 500, x=40), "margin-too-narrow", "child."),
    "cut off": (say("A child.", 8), "margin-too-narrow", "child."),
    "a dose torn": (after(say("A child may have 5", 500), say("mg of it.", 473)), "value-split", "have"),
    "a word torn": (
        after(say("Never give this medicine to a child, or a medi-", 500), say("cine of yours to anybody.", 473)),
        "word-split", "medi-",
    ),
    "capitals": (say("NEVER FOR A CHILD.", 500), "capitals", "CHILD."),
    "justified": (justified, "not-ragged", "sleepy"),
    "close lines": (
        after(say("Never give it to a child or to anybody else, even", 500), say("if they feel as you do.", 480)),
        "lines-too-close", "feel",
    ),
    "a long line": (
        say("Never give this medicine of yours to a child or to anybody else.", 500, "Courier", 18, x=-80),
        "margin-too-narrow", "medicine",
    ),
}  # fmt: skip
