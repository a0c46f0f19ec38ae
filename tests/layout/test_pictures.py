"""Pictures of a clinic: a drawing keeps its shapes and nothing that acts, fetches or says; a code leads somewhere."""

import re
import struct
import zlib
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
import zxingcpp

from plainleaf.findings import Span
from plainleaf.inspect.pdfium import opened
from plainleaf.layout.pictures import (
    LARGEST_DRAWING,
    LARGEST_LOGO,
    BadPicture,
    checked_png,
    cleaned_svg,
    qr_code,
    shape,
)
from plainleaf.translate.leaflet import Logo
from tests.conftest import ROOT
from tests.layout.samples import composed, leaflet_of, of_class, told, words
from tests.layout.test_logo import picture
from tests.render.samples import page

SVG = "http://www.w3.org/2000/svg"
NAMESPACES = f'xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink"'
GOOD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Drawn by hand. -->
<svg {NAMESPACES} xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
  viewBox="0 0 40 20" width="400" height="200" class="x" sodipodi:docname="leaf.svg">
  <title>A leaf</title><desc>Green</desc><metadata><work/></metadata>
  <sodipodi:namedview pagecolor="#fff"/>
  <defs>
    <linearGradient id="shade" x1="0" x2="1"><stop offset="0" stop-color="#0b3d2e"/></linearGradient>
    <radialGradient id="glow" href="#shade"/>
    <clipPath id="round"><circle cx="5" cy="5" r="5"/></clipPath>
    <symbol id="leaf"><path d="M0 0h9v9z"/></symbol>
  </defs>
  <g transform="translate(1 1)" style="stroke:#000;stroke-width:2; filter:none">
    <rect x="0" y="0" width="9" height="9" fill="url(#shade)" clip-path="url('#round')"/>
    <use href="#leaf" x="3"/><use xlink:href="#leaf"/>
    <ellipse rx="3" ry="2" style="fill:url(#glow)"/><line x2="5"/><polyline points="0,0 1,1"/><polygon points="0,0"/>
  </g>
</svg>
"""
EMPTY = f'<svg {NAMESPACES} viewBox="0 0 40 20"></svg>'


def cleaned(drawing):
    return cleaned_svg(drawing.encode())


def kinds(drawing):
    return [element.tag.removeprefix(f"{{{SVG}}}") for element in fromstring(drawing).iter()]


# ---- what stays


def test_a_drawing_keeps_its_shapes_gradients_and_use_of_its_own():
    told = kinds(cleaned(GOOD))
    assert told == [
        *("svg", "defs", "linearGradient", "stop", "radialGradient", "clipPath", "circle", "symbol", "path"),
        *("g", "rect", "use", "use", "ellipse", "line", "polyline", "polygon"),
    ]


def test_its_names_are_its_own_and_all_that_leads_to_them_goes_with_them():
    made = cleaned(GOOD)
    names = {element.get("id") for element in fromstring(made).iter()} - {None}
    prefixes = {name.rpartition("-")[0] for name in names}
    assert {name.rpartition("-")[2] for name in names} == {"shade", "glow", "round", "leaf"}
    assert len(prefixes) == 1
    assert re.fullmatch(r"logo-[0-9a-f]{8}", prefixes.pop())
    led = re.findall(r'(?:href="|url\()#([^")]+)', made)
    assert [name.rpartition("-")[2] for name in led] == ["shade", "shade", "round", "leaf", "leaf", "glow"]
    assert set(led) <= names


def test_two_drawings_never_share_a_name():
    first, second = (cleaned(GOOD.replace("#fff", ink)) for ink in ("#fff", "#eee"))
    assert not set(re.findall(r'id="([^"]+)"', first)) & set(re.findall(r'id="([^"]+)"', second))
    assert cleaned(GOOD) == first


def test_a_style_attribute_becomes_attributes_and_what_is_not_known_is_left_out():
    made = cleaned(GOOD)
    group = next(one for one in fromstring(made).iter() if one.tag.endswith("}g"))
    assert dict(group.attrib) == {"transform": "translate(1 1)", "stroke": "#000", "stroke-width": "2"}
    assert dict(fromstring(made).attrib) == {"viewBox": "0 0 40 20"}


def test_nothing_of_it_is_read_aloud():
    made = cleaned(GOOD)
    assert "".join(fromstring(made).itertext()) == ""
    assert "Drawn by hand" not in made


def test_a_drawing_without_a_view_box_takes_its_width_and_height():
    made = cleaned(EMPTY.replace('viewBox="0 0 40 20"', 'width="40px" height="20"'))
    assert fromstring(made).get("viewBox") == "0 0 40 20"
    assert shape(made) == 2


def test_the_sample_of_the_project_is_a_drawing():
    assert shape(cleaned_svg((ROOT / "clinics/example-logo.svg").read_bytes())) == 4


@pytest.mark.parametrize(
    "hiding",
    [
        *('display="none"', 'display=" NONE "', 'style="display:none"', 'style="Display : none"'),
        *('style="display:none !important"', 'style="display:none!important;display:inline"'),
        *('visibility="hidden"', 'visibility="collapse"', 'style="fill:#000; visibility:hidden"'),
        'display="inline" style="display:none"',
    ],
)
@pytest.mark.parametrize("kind", ["path", "g", "use"])
def test_what_does_not_show_is_taken_out_with_all_below_it(kind, hiding):
    made = cleaned(within(f'<rect width="1"/><{kind} {hiding}><path d="M0 0"/><text>old</text></{kind}>'))
    assert kinds(made) == ["svg", "rect"]


@pytest.mark.parametrize(
    "showing", ['display="inline"', 'visibility="visible"', 'opacity="1"', 'style="mask:none"']
)
def test_what_shows_stays(showing):
    made = cleaned(within(f'<defs display="none"><path id="a" d="M0 0"/></defs><use href="#a" {showing}/>'))
    assert kinds(made) == ["svg", "defs", "path", "use"]


@pytest.mark.parametrize(
    ("style", "fill"),
    [
        ("fill:#111", "#111"),
        ("fill:#111 !important", "#111"),
        ("fill:#111 ! IMPORTANT; fill:#222", "#111"),
        ("FILL:#111; fill:#222", "#222"),
        ("fill-opacity:0", "#333"),
    ],
)
def test_the_style_that_holds_is_kept(style, fill):
    path = fromstring(cleaned(within(f'<path fill="#333" style="{style}"/>')))[0]
    assert path.get("fill") == fill
    assert path.get("fill-opacity", "0") == "0"


# ---- what is refused


def within(inside):
    return EMPTY.replace("></svg>", f">{inside}</svg>")


BOMB = f"""<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "{"&a;" * 10}"><!ENTITY c "{"&b;" * 10}">]>
<svg xmlns="{SVG}" viewBox="0 0 1 1"><path d="&c;"/></svg>"""
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'
REFUSED = {
    "hidden": (EMPTY.replace("viewBox", 'display="none" viewBox'), "hidden"),
    "shown in what is hidden": (within('<g visibility="hidden"><path visibility="visible"/></g>'), "shows"),
    "hidden and used": (within('<g display="none"><path id="a"/></g><use href="#a"/>'), "hidden part"),
    "hidden and filled with": (
        within('<g display="none"><linearGradient id="a"/></g><path fill="url(#a)"/>'),
        "hidden part",
    ),
    "pale": (within('<path opacity="0.5"/>'), "opacity"),
    "without any ink": (within('<path style="opacity:0"/>'), "opacity"),
    "masked": (within('<path mask="url(#a)"/>'), "mask"),
    "filtered": (within('<g style="filter:blur(2px)"/>'), "filter"),
    "escaped name": (within(r'<path style="d\69splay:none"/>'), "escape"),
    "name behind a comment": (within('<path style="/**/display:none"/>'), "comment"),
    "script": (within("<script>alert(1)</script>"), "script"),
    "script of HTML": (within(f"<h:script {HTML}>alert(1)</h:script>"), "script"),
    "script of no kind": (within('<script xmlns="">alert(1)</script>'), "script"),
    "script in a shape": (within("<g><path><script/></path></g>"), "script"),
    "HTML in what is no drawing": (within(f'<x:y xmlns:x="urn:x"><h:b {HTML}/></x:y>'), "“y”"),
    "onload": (EMPTY.replace("viewBox", 'onload="alert(1)" viewBox'), "script"),
    "onClick": (within('<path onClick="alert(1)" d="M0 0"/>'), "script"),
    "onload in a style": (within('<path style="onload:alert(1)"/>'), "script"),
    "onload of an inner drawing": (within('<svg onload="alert(1)"/>'), "script"),
    "foreignObject": (within("<foreignObject/>"), "foreignObject"),
    "text": (within("<text>5 mg</text>"), "text"),
    "tspan": (within("<g><tspan>5 mg</tspan></g>"), "tspan"),
    "image": (within('<image href="data:image/png;base64,AA=="/>'), "image"),
    "style element": (within("<style>@import 'https://x.example/a.css';</style>"), "style"),
    "style of HTML": (within(f"<h:style {HTML}/>"), "style"),
    "link": (within('<a href="https://x.example/"/>'), "“a”"),
    "animation": (within('<animate attributeName="href" to="javascript:alert(1)"/>'), "animate"),
    "set": (within('<set attributeName="onload" to="alert(1)"/>'), "“set”"),
    "filter": (within("<filter/>"), "filter"),
    "mask": (within("<mask/>"), "mask"),
    "pattern": (within("<pattern/>"), "pattern"),
    "href outside": (within('<use href="https://x.example/a.svg#b"/>'), "outside"),
    "href of a file": (within('<use href="/etc/passwd#b"/>'), "outside"),
    "href of a script": (within('<use href="javascript:alert(1)"/>'), "outside"),
    "href before a space": (within('<use href=" #b"/>'), "outside"),
    "xlink:href outside": (within('<use xlink:href="https://x.example/a.svg#b"/>'), "outside"),
    "gradient from outside": (within('<linearGradient href="other.svg#a"/>'), "outside"),
    "url outside": (within('<path fill="url(https://x.example/a#b)"/>'), "outside"),
    "url outside in quotes": (within("<path fill=\"url('https://x.example/a#b')\"/>"), "outside"),
    "url outside in a style": (within('<path style="fill:url(https://x.example/a#b)"/>'), "outside"),
    "url outside after one of its own": (within('<path fill="url(#a) url(//x.example/b)"/>'), "outside"),
    "URL in capitals": (within('<path fill="URL(https://x.example/a#b)"/>'), "outside"),
    "url with an escape": (within('<path fill="u\\72l(https://x.example/a#b)"/>'), "outside"),
    "DOCTYPE": (f"<!DOCTYPE svg>{EMPTY}", "document type"),
    "entity bomb": (BOMB, "document type"),
    "no size": (EMPTY.replace('viewBox="0 0 40 20"', ""), "no size"),
    "width alone": (EMPTY.replace("viewBox", 'width="40" data-x'), "no size"),
    "size in per cent": (EMPTY.replace('viewBox="0 0 40 20"', 'width="100%" height="100%"'), "no size"),
    "no height": (EMPTY.replace("0 0 40 20", "0 0 40 0"), "no size"),
    "three numbers": (EMPTY.replace("0 0 40 20", "0 40 20"), "no size"),
    "endless": (EMPTY.replace("0 0 40 20", "0 0 inf 20"), "no size"),
    "height that is no number": (EMPTY.replace("0 0 40 20", "0 0 40 nan"), "no size"),
    "place that is no number": (EMPTY.replace("0 0 40 20", "0 nan 40 20"), "no size"),
    "too large": (within("<!--" + "x" * LARGEST_DRAWING + "-->"), "larger than"),
    "too deep": (within("<g>" * 5000 + "</g>" * 5000), ""),
    "unknown encoding": (f'<?xml version="1.0" encoding="x-none"?>{EMPTY}', "not an SVG"),
    "not SVG": ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "not an SVG"),
    "SVG of no name": ('<svg viewBox="0 0 1 1"/>', "not an SVG"),
    "not XML": ("<svg", "not an SVG"),
    "nothing": ("", "not an SVG"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_could_act_fetch_or_say_something_is_refused_with_its_reason(fault):
    drawing, said = REFUSED[fault]
    with pytest.raises(BadPicture) as caught:
        cleaned(drawing)
    assert said in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_letters_that_could_hide_a_document_type_are_refused(encoding):
    with pytest.raises(BadPicture):
        cleaned_svg(BOMB.encode(encoding))
    with pytest.raises(BadPicture):
        cleaned_svg(EMPTY.encode(encoding))


def test_what_is_refused_within_is_good_without():
    assert kinds(cleaned(within("<path/>"))) == ["svg", "path"]


# ---- on the page


@pytest.fixture
def leaflet(project):
    made = leaflet_of(project, "es")
    place = Span("clinics/default.yaml", 20, 14)
    logo = Logo("clinics/logo.svg", 'Leaf & <b>"Co"</b>', place)
    return replace(made, clinic=replace(made.clinic, logo=logo))


def test_a_drawing_stands_in_the_page_with_its_words_in_the_clinics_language(project, leaflet):
    (project.clinics / "logo.svg").write_text(GOOD, encoding="utf-8")
    (drawing,) = of_class(composed(leaflet, project), "logo")
    assert (drawing.get("role"), drawing.get("lang")) == ("img", "en")
    assert words(drawing[0]) == words(drawing) == 'Leaf & <b>"Co"</b>'
    assert (drawing.get("width"), drawing.get("height")) == ("50.00mm", "25.00mm")


@pytest.mark.parametrize("fault", ["script", "not XML", "no size", "too large"])
def test_a_drawing_that_is_refused_is_told_where_the_clinic_names_it(project, leaflet, fault):
    (project.clinics / "logo.svg").write_text(REFUSED[fault][0], encoding="utf-8")
    assert told(leaflet, project) == [("bad-logo", "clinics/default.yaml:20:14")]
    (project.clinics / "logo.svg").write_text(GOOD, encoding="utf-8")
    assert told(leaflet, project) == []


def test_no_logo_leaves_no_drawing(project):
    assert of_class(composed(leaflet_of(project, "es"), project), "logo") == []


# ---- PNG


def header(side):
    """A picture that says it is so wide and so high, and holds nothing."""
    data = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", data), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_png_picture_is_taken_as_it_is():
    assert checked_png(picture()) == picture()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (picture()[:-20], "not a PNG"),
        (header(4), "not a PNG"),
        (b"", "not a PNG"),
        (b"GIF89a", "not a PNG"),
        (EMPTY.encode(), "not a PNG"),
        (header(5001), "more than 25,000,000 pixels"),
        (header(100_000), ""),
        (picture() + b"\0" * LARGEST_LOGO, "larger than 1,000,000 bytes"),
    ],
    ids=["damaged", "empty", "nothing", "GIF", "SVG", "pixels", "far too many pixels", "bytes"],
)
def test_a_png_picture_that_cannot_be_a_logo_is_refused(data, said):
    with pytest.raises(BadPicture) as caught:
        checked_png(data)
    assert said in str(caught.value)
    assert "PNG" in caught.value.hint


# ---- the code


def read_codes(pdf, number, dots=150):
    """What a phone reads on a printed page."""
    with opened(pdf) as document:
        shown = document[number].render(scale=dots / 72).to_pil().convert("L")
    return [code.text for code in zxingcpp.read_barcodes(shown)]


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/",
        "https://clinic.example/leaflets/baclofen/zh-Hans.html",
        "https://clinic.example/" + "l" * 77,
    ],
)
def test_a_printed_code_leads_to_its_address(renderer, address):
    body = f'<div style="width: 30mm">{qr_code(address)}</div>'
    pdf = renderer.render(page(f"<h1>A code</h1>{body}"), "a code").pdf
    assert read_codes(pdf, 0) == [address]


def test_a_code_says_nothing_aloud_and_has_four_modules_of_quiet():
    code = fromstring(qr_code("https://a.example/"))
    assert code.get("aria-hidden") == "true"
    side = int(code.get("viewBox").split()[2])
    dark = [tuple(map(int, one)) for one in re.findall(r"M(\d+) (\d+)h1", code[1].get("d"))]
    assert {(min(axis), max(axis)) for axis in zip(*dark, strict=True)} == {(4, side - 5)}
