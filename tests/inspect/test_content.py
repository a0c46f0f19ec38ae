"""Text of marked content: codes that need no map of their own, and pieces that a form numbers."""

import io
import unicodedata

import pikepdf
import pytest
from fontTools.agl import toUnicode
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import _fontdata, pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from plainleaf.inspect import structure
from plainleaf.inspect.encodings import codec_of, standard_signs
from plainleaf.inspect.printed import _MANY, printed


def drawn(*steps):
    held = io.BytesIO()
    canvas = Canvas(held, invariant=1)
    for font, text in steps:
        canvas.setFont(font, 18)
        canvas.drawString(100, 500, text)
    canvas.save()
    return held.getvalue()


def made(build):
    """A file of one page of Letter with a plain font."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    fonts = Dictionary(F=pdf.make_indirect(font))
    page.obj.Resources = Dictionary(Font=fonts)
    build(pdf, page, fonts)
    held = io.BytesIO()
    pdf.save(held)
    return held.getvalue()


def in_a_form(pdf, page, fonts):
    form = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F 18 Tf 100 500 Td (In the form.) Tj ET EMC")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    form.Resources = Dictionary(Font=fonts)
    page.obj.Contents = pdf.make_stream(
        b"/P <</MCID 0>> BDC BT /F 18 Tf 100 600 Td (On the page.) Tj ET EMC /Fm Do"
    )
    page.obj.Resources.XObject = Dictionary(Fm=form)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=tree))
    reference = Dictionary(Type=Name.MCR, Stm=form, MCID=0, Pg=page.obj)
    document.K = Array(
        [Dictionary(S=Name.P, Pg=page.obj, K=0), Dictionary(S=Name.H1, Pg=page.obj, K=reference)]
    )
    tree.K, pdf.Root.StructTreeRoot = document, tree


def test_a_form_numbers_its_pieces_for_itself():
    read = structure(made(in_a_form))
    assert [(one.kind, one.text) for one in read.root.elements] == [
        ("P", "On the page."),
        ("H1", "In the form."),
    ]
    assert read.orphans == ()


def test_a_piece_of_a_form_that_no_tag_names_is_lost():
    def unnamed(pdf, page, fonts):
        in_a_form(pdf, page, fonts)
        del pdf.Root.StructTreeRoot.K.K[1]

    assert [one.text for one in structure(made(unnamed)).orphans] == ["In the form."]


def test_a_form_that_its_tag_forgets_to_name_is_read_all_the_same():
    def forgotten(pdf, page, fonts):
        in_a_form(pdf, page, fonts)
        page.obj.Contents = pdf.make_stream(b"/Fm Do")
        del pdf.Root.StructTreeRoot.K.K[1]

    read = structure(made(forgotten))
    assert read.root.text == "In the form."
    assert read.orphans == ()


@pytest.mark.parametrize("font", ["Symbol", "ZapfDingbats"])
def test_the_signs_of_standard_fonts_are_those_of_their_names(font):
    zapf = font == "ZapfDingbats"
    names = dict(enumerate(_fontdata.encodings[f"{font}Encoding"]))
    known = {code: toUnicode(name, isZapfDingbats=zapf) for code, name in names.items() if name}
    signs = dict(standard_signs(font))
    assert len(signs) > 180
    for code, sign in signs.items():
        if known.get(code) and unicodedata.category(known[code]) != "Co":
            # The list of names has the increment and the ohm for Delta and Omega.
            named = unicodedata.normalize("NFKC", known[code]).replace("\u2206", "Δ")
            assert unicodedata.normalize("NFKC", sign) == named, hex(code)


def test_dingbats_are_read_as_signs():
    assert structure(drawn(("ZapfDingbats", "● ■"), ("Helvetica", "ln"))).loose == ("● ■ln",)


def test_a_font_of_east_asia_with_a_known_map_is_read():
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    assert structure(drawn(("STSong-Light", "请勿突然停药"))).loose == ("请勿突然停药",)


def test_a_map_that_is_not_known_here_accuses_nobody():
    assert codec_of("UniJIS-UTF16-H") == "utf-16-be"
    assert codec_of("GBK-EUC-V") == "gbk"
    assert codec_of("Add-RKSJ-H") == ""
    assert codec_of("Identity-H") is None


def test_letters_of_a_font_with_a_unit_of_its_own_have_the_size_they_are_seen_in():
    def typed(pdf, page, _):
        page.obj.Resources.Font.F = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 6, 9]),
            FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            CharProcs=Dictionary(A=pdf.make_stream(b"6 0 0 0 6 9 d1 0 0 6 9 re f")),
            Encoding=Dictionary(Differences=Array([65, Name.A])),
            FirstChar=65,
            LastChar=65,
            Widths=Array([6]),
        )
        page.obj.Contents = pdf.make_stream(b"BT /F 1 Tf 100 600 Td (AAAA) Tj ET")

    (line,) = printed(made(typed)).pages[0].lines
    assert line.size == pytest.approx(9, abs=0.5)


def test_the_grounds_of_many_pages_are_held_small_and_say_the_same():
    held = io.BytesIO()
    canvas = Canvas(held, invariant=1)
    for _ in range(_MANY + 2):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(100, 490, 200, 40, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    pages = printed(held.getvalue()).pages
    assert len(pages[-1].ground.held.rows) < 50_000
    for page in (pages[0], pages[-1]):
        assert page.ground.behind(110, 500, 150, 520) == ((255, 0, 0),)
        assert page.ground.behind(10, 10, 50, 50) == ((255, 255, 255),)
        assert page.ground.behind(90, 500, 310, 560, without=[(485, 535)]) == ((255, 255, 255),)
