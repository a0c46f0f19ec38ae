"""What a finished PDF shows, by files drawn for it: places, sizes, styles, marks, lines, ground."""

import io

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from plainleaf.inspect.printed import printed
from tests.render.samples import face, page

FACES = (face("NotoSans"), face("NotoSans", 700))


def drawn(draw, size=letter):
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=size, invariant=1)
    draw(canvas)
    canvas.save()
    return held.getvalue()


def line(text, x=100, y=500, font="Helvetica", size=20):
    def draw(canvas):
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)

    return draw


def each(*steps):
    return lambda canvas: [step(canvas) for step in steps]


def changed(pdf, change):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        held = io.BytesIO()
        document.save(held)
        return held.getvalue()


def only(pdf):
    (shown,) = printed(pdf).pages
    return shown


def texts(pdf):
    return [one.text for one in only(pdf).lines]


def style(pdf):
    return only(pdf).lines[0].words[0].chars[0].style


def test_a_line_stands_where_it_was_drawn():
    (one,) = only(drawn(line("Take it now"))).lines
    assert (one.text, one.page, one.size) == ("Take it now", 1, 20)
    assert one.left == pytest.approx(100, abs=0.5)
    assert one.baseline == pytest.approx(500, abs=0.01)
    assert [word.text for word in one.words] == ["Take", "it", "now"]
    assert one.box.bottom == pytest.approx(500, abs=0.5)
    assert one.box.top == pytest.approx(500 + 0.72 * 20, abs=1)


@pytest.mark.parametrize(("turn", "corner"), [(0, "left"), (90, "top"), (180, "right"), (270, "bottom")])
def test_a_page_that_is_turned_is_measured_as_it_is_shown(turn, corner):
    def turned(document):
        document.pages[0].Rotate = turn

    shown = only(changed(drawn(line("I")), turned))
    (one,) = shown.lines
    assert (shown.width, shown.height) == ((612, 792) if turn % 180 == 0 else (792, 612))
    distance = {
        "left": (one.box.left, one.box.bottom),
        "top": (shown.height - one.box.top, one.box.left),
        "right": (shown.width - one.box.right, shown.height - one.box.top),
        "bottom": (one.box.bottom, shown.width - one.box.right),
    }[corner]
    assert distance == (pytest.approx(101, abs=2), pytest.approx(500, abs=1))
    assert round(one.words[0].chars[0].style.angle) % 360 == (-turn) % 360


def test_a_page_that_is_cropped_is_measured_from_its_corner():
    def cropped(document):
        document.pages[0].CropBox = pikepdf.Array([50, 40, 600, 700])

    shown = only(changed(drawn(line("Take it")), cropped))
    assert (shown.width, shown.height) == (550, 660)
    assert shown.lines[0].baseline == pytest.approx(460, abs=0.1)
    assert shown.lines[0].left == pytest.approx(50, abs=0.5)


def test_a_size_is_that_on_paper():
    def scaled(canvas):
        canvas.scale(0.5, 0.5)
        line("Take it", 200, 900)(canvas)

    assert style(drawn(scaled)).size == pytest.approx(10)


@pytest.mark.parametrize(
    ("font", "bold", "italic"),
    [
        ("Helvetica", False, False),
        ("Helvetica-Bold", True, False),
        ("Helvetica-Oblique", False, True),
        ("Times-BoldItalic", True, True),
    ],
)
def test_bold_and_italic_are_told_by_the_font(font, bold, italic):
    one = style(drawn(line("Take it", font=font)))
    assert (one.font, one.bold, one.italic) == (font, bold, italic)


def test_text_in_a_form_counts_with_all_its_matrices_and_opacity():
    def form(canvas):
        canvas.beginForm("one")
        line("Take it", 0, 0)(canvas)
        canvas.endForm()
        canvas.translate(100, 300)
        canvas.scale(0.5, 0.5)
        canvas.setFillAlpha(0.5)
        canvas.doForm("one")

    (one,) = only(drawn(form)).lines
    assert (one.size, one.baseline) == (pytest.approx(10), pytest.approx(300, abs=0.1))


def test_text_that_is_never_seen_is_left_out():
    def hidden(canvas):
        text = canvas.beginText(100, 500)
        text.setFont("Helvetica", 20)
        text.setTextRenderMode(3)
        text.textOut("Scanned")
        text.setTextRenderMode(0)
        canvas.drawText(text)

    assert texts(drawn(each(hidden, line("Seen", y=300)))) == ["Seen"]


def test_marks_tell_what_is_none_of_the_content(renderer):
    css = "@page { @bottom-left { content: 'Foot'; font: 18pt NotoSans } }"
    shown = only(renderer.render(page("<h1>Head</h1><p>Text <b>bold</b> text</p>", css, FACES)).pdf)
    margin = {one.text: one.margin for one in shown.lines}
    assert margin == {"Head": False, "Text bold text": False, "Foot": True}
    numbers = {word.text: word.chars[0].style.number for one in shown.lines for word in one.words}
    assert numbers["Head"] != numbers["Text"]
    assert None not in (numbers["Head"], numbers["Text"], numbers["bold"])


def test_a_foot_without_marks_is_known_by_its_place_and_its_number():
    def pages(canvas):
        for number in range(3):
            each(line(f"Text {'abc'[number]}", y=600), line(f"Sheet {number + 1} of three", y=40))(canvas)
            line("Call us", y=760 - 40 * number)(canvas)
            canvas.showPage()

    found = {one.text: one.margin for shown in printed(drawn(pages)).pages for one in shown.lines}
    assert found == {
        **{f"Text {name}": False for name in "abc"},
        **{f"Sheet {number} of three": True for number in (1, 2, 3)},
        "Call us": False,
    }


def test_columns_and_cells_are_lines_of_their_own():
    two = each(*(line(text, x, y) for x in (72, 330) for y, text in ((500, "One two"), (470, "three"))))
    assert texts(drawn(two)) == ["One two", "three", "One two", "three"]
    cells = each(line("Day"), line("Dose", x=152), lambda canvas: canvas.line(145, 480, 145, 530))
    assert texts(drawn(cells)) == ["Day", "Dose"]
    assert texts(drawn(each(line("Day"), line("Dose", x=145)))) == ["Day Dose"]


def test_a_raised_figure_stands_on_its_line():
    assert texts(drawn(each(line("10"), line("2", x=124, y=506, size=12)))) == ["102"]


def test_a_right_to_left_line_keeps_the_order_of_its_text(renderer):
    faces = (face("NotoNaskhArabic"), face("NotoSans"))
    made = page("<p>خذ الدواء مع الطعام</p>", "html { font-family: NotoNaskhArabic }", faces, "ar", "rtl")
    (one,) = only(renderer.render(made).pdf).lines
    assert one.text == "خذ الدواء مع الطعام"
    assert one.words[0].box.left > one.words[-1].box.right


def test_the_ground_is_the_page_without_its_text():
    def box(canvas):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(90, 480, 300, 50, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)

    shown = only(drawn(each(box, line("Take it"), line("Take it", y=300))))
    grounds = [shown.ground.behind(*one.box) for one in shown.lines]
    assert grounds == [((255, 0, 0),), ((255, 255, 255),)]
    assert shown.ground.behind(60, 490, 120, 520) == ((255, 255, 255), (255, 0, 0))
    assert shown.ground.behind(900, 0, 950, 20) == ()


def test_thin_shapes_are_strokes_and_thick_ones_are_none():
    def shapes(canvas):
        canvas.line(100, 300, 200, 300)
        canvas.rect(100, 350, 100, 2, stroke=0, fill=1)
        canvas.rect(100, 400, 100, 40, stroke=0, fill=1)
        canvas.scale(2, 2)
        canvas.line(100, 50, 100, 90)

    level, bar, upright = only(drawn(shapes)).strokes
    assert level == pytest.approx((100, 299.5, 200, 300.5), abs=0.6)
    assert bar == pytest.approx((100, 350, 200, 352), abs=0.1)
    assert upright == pytest.approx((200, 100, 200, 180), abs=2)


def test_no_file_at_all_is_refused():
    with pytest.raises(pypdfium2.PdfiumError):
        printed(b"no PDF")
