"""Leaflets by other hands: as a surgery, a hospital and a charity would make them, printed by Chromium; our own words.

And a letter by ReportLab, which writes no tags at all.
"""

import base64
import io

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def printed(chromium, *pages: str) -> list[bytes]:
    """Pages of HTML as Chromium prints them, with its tags."""
    sheet = chromium.new_page(java_script_enabled=False)
    found = []
    for html in pages:
        sheet.set_content(html)
        found.append(sheet.pdf(prefer_css_page_size=True, print_background=True, tagged=True))
    sheet.close()
    return found


def logo() -> str:
    """A small picture as a data URI."""
    held = io.BytesIO()
    Image.new("RGB", (120, 40), "#1d6f8f").save(held, "PNG")
    return "data:image/png;base64," + base64.b64encode(held.getvalue()).decode()


def surgery() -> str:
    """Two justified columns of small grey type, a logo without words, headings that are only bold."""
    part = (
        "<p><b>What is it?</b></p><p>Gout is a kind of arthritis that comes on suddenly, often at night. A joint, most "
        "often the big toe, becomes red, hot and very painful for five to seven days.</p>"
        "<p><b>What you can do</b></p><p>Rest the foot and keep it up. An ice pack in a towel for twenty minutes "
        "brings the swelling down. Drink plenty of water, and leave out beer and spirits until it is over.</p>"
        "<p><b>MEDICINES</b></p><p>Your doctor may give you <i>naproxen</i> 500 mg twice a day with food. Call us on "
        "01632 960 123 if you have had a stomach ulcer, or <a href='https://example.org/gout'>click here</a>.</p>"
    )
    return (
        "<!DOCTYPE html><title>gout_v3_FINAL.docx</title><style>@page{size:A5;margin:9mm}"
        "body{font:8.5pt/1.15 'Liberation Sans',Arial,sans-serif;color:#6b6b6b;columns:2;column-gap:5mm;"
        "text-align:justify;hyphens:auto}p{margin:0 0 2pt}.top{column-span:all}small{font-size:6pt}</style>"
        f"<div class=top><img src='{logo()}' height=30> <span style='font-size:16pt;color:#1d6f8f'>Gout: the facts"
        f"</span></div>{part * 2}<p><small>Riverside Surgery, Mill Lane. Produced 2021, review 2024.</small></p>"
    )


def hospital() -> str:
    """A coloured band, 11 pt, a table whose head is not marked, headings that leap, capitals and italics."""
    rows = "".join(
        f"<tr><td>{when}</td><td>{what}</td></tr>"
        for when, what in (
            ("Seven days before", "Stop iron tablets"),
            ("The day before", "Drink clear fluids only"),
            ("On the day", "Take your blood pressure tablets with a sip of water"),
        )
    )
    return (
        "<!DOCTYPE html><html lang=en><title>Getting ready for your colonoscopy</title><style>@page{size:A4;"
        "margin:15mm}body{font:11pt/1.3 'Liberation Sans',Arial,sans-serif}h1{background:#0072ce;color:#fff;"
        "padding:4mm}table{border-collapse:collapse}td{border:1px solid #999;padding:2mm}.warn{color:#d33}</style>"
        "<h1>Getting ready for your colonoscopy</h1><p><em>Please read this leaflet at least one week before your "
        "appointment, and bring it with you.</em></p><h3>What happens?</h3><p>A doctor or a nurse looks at the inside "
        "of your bowel with a thin, bendy tube. It takes about forty minutes. You can have something to make you "
        f"sleepy.</p><h3>Before you come</h3><table>{rows}</table><p class=warn>DO NOT EAT ANYTHING ON THE MORNING OF "
        "YOUR TEST.</p><ul><li>Bring a list of your medicines</li><li>Ask somebody to take you home</li></ul>"
        f"<img src='{logo()}' alt='logo.png'><p>Questions? <a href='https://example.org/endoscopy'>Endoscopy unit, "
        "Eastfield Hospital</a>, 020 7946 0123.</p>"
    )


def charity() -> str:
    """Large print by people who know how: the nearest to good that a browser prints."""
    return (
        "<!DOCTYPE html><html lang=en-GB><title>Living with low vision</title><style>@page{size:A4;margin:26mm}"
        "body{font:18pt/1.5 'Liberation Sans',Arial,sans-serif;color:#000}h1{font-size:36pt;line-height:1.2}"
        "h2{font-size:24pt}p,ul,table{margin:0 0 27pt}h1,h2{margin:0 0 14pt}th,td{text-align:left;padding:4pt 12pt "
        "4pt 0}</style><h1>Living with low vision</h1><p>Many people see less as they get older. You can do a lot to "
        "make everyday things easier.</p><h2>At home</h2><ul><li>Put a lamp beside your chair.</li><li>Mark the first "
        "stair with bright tape.</li></ul><h2>Who can help</h2><table><thead><tr><th scope=col>Who<th scope=col>What "
        "for<tbody><tr><td>Optician<td>Glasses and magnifiers<tr><td>Council<td>Aids at home</table>"
        f"<p><img src='{logo()}' alt='Seeing Well Together'></p>"
    )


def letter() -> bytes:
    """By ReportLab: type by name only, and no tags."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1)
    canvas.setTitle("Your appointment")
    for line, text in enumerate(
        ("Your appointment", "Please come to the clinic on Monday.", "Bring this letter.")
    ):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 760 - 20 * line, text)
    canvas.linkURL("https://example.org/", (72, 710, 200, 730))
    canvas.showPage()
    canvas.save()
    return held.getvalue()
