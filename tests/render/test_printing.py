import os
import subprocess
import sys
from pathlib import Path

import pytest

from plainleaf.inspect import facts
from plainleaf.layout import fonts
from plainleaf.render import RULES
from tests.render.samples import PROJECT, codes, face, page

pytestmark = pytest.mark.usefixtures("cold_children")

TEXT = "<h2>Storing</h2><p>Keep it <b>dry</b>.</p><table><tr><th scope=col>A</th><td>5 mg</td></tr></table>"


def test_what_weasyprint_warns_of_is_not_printed(renderer):
    assert codes(renderer, page("<p>Text", "p { colour: red }")) == ["render-warning"]
    assert codes(renderer, page("<p>Text", "p { color: red }")) == []


def test_the_file_says_its_title_language_and_how_to_print_it(renderer):
    known = facts(renderer.render(page(TEXT)).pdf)
    assert (known.title, known.language, known.tagged) == ("Sample", "en", True)
    assert known.preferences == {"/PrintScaling": "/None", "/DisplayDocTitle": "true", "/Direction": "/L2R"}


def test_a_right_to_left_file_says_so(renderer):
    faces = (face("NotoNaskhArabic"),)
    subject = page("<p>نص", "html { font-family: NotoNaskhArabic }", faces, "ar", "rtl")
    known = facts(renderer.render(subject).pdf)
    assert (known.language, known.preferences["/Direction"]) == ("ar", "/R2L")


def test_no_date_is_in_the_file(renderer):
    pdf = renderer.render(page(TEXT)).pdf
    assert not facts(pdf).dated
    assert facts(pdf).identifier
    assert b"Date" not in pdf


def test_a_page_prints_the_same_whatever_was_printed_before(renderer):
    first = renderer.render(page(TEXT)).pdf
    assert renderer.render(page("<p>Another text")).pdf != first
    assert renderer.render(page(TEXT)).pdf == first


def test_a_page_prints_the_same_in_any_process():
    script = (
        "import sys; from tests.render.samples import *; from tests.render.test_printing import TEXT\n"
        "from plainleaf.render import Renderer\n"
        "with Renderer(PROJECT) as renderer: sys.stdout.buffer.write(renderer.render(page(TEXT)).pdf)"
    )
    paths = os.pathsep.join([str(PROJECT.root / "src"), str(PROJECT.root)])
    files = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": paths, "PYTHONHASHSEED": seed, "TZ": zone},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert files[0].startswith(b"%PDF")
    assert files[0] == files[1]


def test_every_code_has_its_manual_page():
    folder = Path(PROJECT.root / "src" / "plainleaf" / "render")
    sources = "".join(file.read_text() for file in folder.glob("*.py") if file.name != "rules.py")
    for code, manual in RULES.items():
        assert f'"{code}"' in sources, code
        assert "?" in manual.splitlines()[0], code
        assert "Bad:" in manual, code
        assert "Good:" in manual, code


@pytest.mark.parametrize("code", ["render-", "font-"])
def test_no_code_is_without_one(code):
    folder = PROJECT.root / "src" / "plainleaf" / "render"
    found = {
        word.split('"')[0]
        for file in folder.glob("*.py")
        for word in file.read_text().split(f'Finding("{code}')[1:]
    }
    assert found
    assert {code + rest for rest in found} <= {*RULES, *fonts.RULES}
