"""Reports of audits: exact text of each format, JSON that never changes shape, a page that trusts no file."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from plainleaf.audit import Area, Audit, Flaw, Question, audit
from plainleaf.audit.printing import look_at_print
from plainleaf.audit.verdict import ranges
from plainleaf.findings import ExitCode, Severity
from plainleaf.inspect import structure
from plainleaf.inspect.printed import printed
from plainleaf.layout.profiles import read_profiles
from plainleaf.report.audit import AUDIT_FORMATS, Audited, against, counted, wanted
from plainleaf.report.audit_page import BADGE, audit_page
from tests.audit import bad_tags as bad
from tests.layout.samples import PROJECT

LARGE = read_profiles(PROJECT)["large"]
PDF = bad.small()
ERROR = Flaw(
    "alt-missing", "a picture has no words", "say what it tells", areas=(Area(1, 73, 580, 113, 612),)
)
WARNING = Flaw("claim-missing", "the file makes no promise", severity=Severity.WARNING)
ASKED = Question("alt-meaning", "does “A plate” say it?", (Area(1, 0, 0, 9, 9), Area(2, 0, 0, 9, 9)))
FIGURES = {"smallest type, pt": 17.5, "letters of Thai, pt": 10.0}
BAD = Audit("a.pdf", "large", 3, (ERROR, WARNING), (ASKED,), FIGURES, ("alt-missing", "claim-missing"))
CLEAN = Audit("b.pdf", "large", 1, checked=("alt-missing",))


def shown(format, *audits, strict=False, **how):
    return AUDIT_FORMATS[format](Audited(audits, LARGE, strict), **how)


def test_full_tells_flaws_then_figures_then_what_needs_a_person():
    assert shown("full", BAD) == (
        "a.pdf: error: page 1: a picture has no words [alt-missing]\n"
        "  hint: say what it tells\n"
        "a.pdf: warning: the file makes no promise [claim-missing]\n"
        "a.pdf: measured, against the profile large\n"
        "  smallest type, pt    17.5 (at least 18: missed)\n"
        "  letters of Thai, pt  10\n"
        "a.pdf: needs a person\n"
        "  pages 1 to 2: does “A plate” say it? [alt-meaning]\n"
        "a.pdf: checked against 2 rules; 2 flaws; 1 thing needs a person\n"
    )


def test_a_clean_file_is_never_called_good():
    told = shown("full", CLEAN)
    assert told == "b.pdf: checked against 1 rule; 0 flaws; 0 things need a person\n"
    page = audit_page(Audited((CLEAN,), LARGE), [PDF])
    for word in ("certif", "complian", "conform", "accessible.", " passes"):
        assert word not in told + page.lower()


def test_quiet_tells_flaws_alone():
    assert shown("full", BAD, CLEAN, quiet=True).count("\n") == 3


def test_concise_and_github_are_one_line_a_flaw():
    assert shown("concise", BAD, CLEAN).splitlines() == [
        "a.pdf: error: page 1: a picture has no words [alt-missing]",
        "a.pdf: warning: the file makes no promise [claim-missing]",
    ]
    assert shown("github", BAD).startswith("::error file=a.pdf,line=1,col=1,title=alt-missing::page 1: ")


def test_json_has_one_shape():
    report = json.loads(shown("json", BAD, CLEAN))
    assert list(report) == ["version", "exit_code", "summary", "profile", "audits"]
    assert report["summary"] == {"files": 2, "errors": 1, "warnings": 1, "questions": 1}
    assert report["profile"]["text"] == 18
    bad, clean = report["audits"]
    assert list(bad) == list(clean)
    assert list(bad) == ["path", "pages", "profile", "figures", "flaws", "questions", "checked"]
    assert bad["flaws"][0] == {
        "check": "alt-missing",
        "severity": "error",
        "message": "a picture has no words",
        "hint": "say what it tells",
        "areas": [{"page": 1, "left": 73, "bottom": 580, "right": 113, "top": 612}],
    }
    assert bad["figures"] == FIGURES
    assert shown("json", BAD, quiet=True, color=True) == shown("json", BAD)


@pytest.mark.parametrize(
    ("audits", "strict", "code"),
    [
        ((CLEAN,), True, ExitCode.CLEAN),
        ((BAD, CLEAN), False, ExitCode.WITHHELD),
        ((Audit("c.pdf", "large", 1, (WARNING,), (ASKED,)),), False, ExitCode.CLEAN),
        ((Audit("c.pdf", "large", 1, (WARNING,), (ASKED,)),), True, ExitCode.WITHHELD),
    ],
)
def test_an_error_exits_1_a_warning_when_strict_a_question_never(audits, strict, code):
    audited = Audited(audits, LARGE, strict)
    assert audited.exit_code is code
    assert json.loads(AUDIT_FORMATS["json"](audited))["exit_code"] == code


def test_each_figure_that_is_measured_stands_beside_the_profile_s_value():
    figures = look_at_print(printed(PDF), structure(PDF), LARGE).figures
    assert len(figures) > 5
    assert [name for name in figures if not wanted(name, LARGE)] == []
    assert wanted("longest line, characters", LARGE) == "at most 70"
    assert wanted("letters of Thai, pt", LARGE) == ""


def test_ranges_of_pages_read_as_people_write_them():
    assert ranges([1, 2, 3, 5, 7, 8]) == "1 to 3, 5, 7 to 8"
    assert ranges([]) == ""


def page_of(*audits):
    return audit_page(Audited(audits, LARGE), [PDF] * len(audits))


def test_the_page_numbers_each_flaw_in_the_list_beside_the_picture_and_on_it():
    page = page_of(BAD)
    assert page.startswith("<!DOCTYPE html>")
    assert page.count('<img src="data:image/jpeg;base64,') == 1
    assert re.findall(r'<li id="flaw-1-(\d)">', page) == ["1", "2"]
    assert re.findall(r'<text class="digits[^>]*>(\d)</text>', page) == ["1"]
    assert 'href="#flaw-1-1"' in page
    assert "Nothing was seen on pages 2 to 3." in page


def frame_of(page):
    """x, y, width and height of the first frame."""
    sides = r'class="frame" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
    return tuple(map(float, re.search(sides, page).groups()))


def test_the_box_stands_round_what_is_wrong():
    assert frame_of(page_of(BAD)) == pytest.approx((70, 792 - 612 - 3, 46, 38), abs=1)


def test_on_a_page_in_a_unit_of_its_own_the_box_stands_round_it_too():
    def doubled(pdf):
        bad.entry("Figure", "/Alt", None)(pdf)
        pdf.pages[0].obj.UserUnit = 2

    pdf = bad.planted(doubled, PDF)
    page = audit_page(Audited((audit(pdf, LARGE, "large", "a.pdf"),), LARGE), [pdf])
    assert 'viewBox="-34.0 0 1292.0 1584.0"' in page
    assert frame_of(page) == pytest.approx((2 * 73 - 3, 2 * (792 - 606) - 3, 2 * 40 + 6, 2 * 32 + 6), abs=1)


def test_words_of_one_flaw_that_stand_together_get_one_box_and_no_badge_covers_another():
    words = tuple(Area(1, 72 + 40 * n, 700, 105 + 40 * n, 714) for n in range(9))
    flaws = [Flaw("type-too-small", f"small {n}", areas=words) for n in range(40)]
    page = page_of(Audit("a.pdf", "large", 1, tuple(flaws)))
    assert len(re.findall(r'class="frame"', page)) == 40
    badges = re.findall(r'class="plate" x="(-?[\d.]+)" y="([\d.]+)"', page)
    assert len(badges) == 40
    assert len(set(badges)) == 40
    assert all(float(y) <= 792 - BADGE for _, y in badges)


def test_the_page_needs_nothing_from_elsewhere_and_runs_no_script():
    page = page_of(BAD, CLEAN)
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="([^"#]{4})', page)) == {"data"}
    assert "default-src 'none'" in page
    assert '<html lang="en">' in page


def test_axe_finds_nothing_wrong_with_the_page(chromium, tmp_path):
    (tmp_path / "audit.html").write_text(page_of(BAD, CLEAN), encoding="utf-8")
    # The page's own policy would keep axe out too.
    page = chromium.new_page(bypass_csp=True)
    page.goto((tmp_path / "audit.html").as_uri())
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag22aa", "best-practice"]}
    )
    page.close()
    assert len(found.response["passes"]) > 20
    assert [rule["id"] for rule in found.response["violations"]] == []


def test_a_stranger_s_words_are_words():
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    flaw = Flaw("alt-missing", hostile, hostile, areas=ERROR.areas)
    audit = Audit(hostile, "large", 1, (flaw,), (Question("alt-meaning", hostile),), {hostile: hostile})
    page = page_of(audit)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_a_file_that_cannot_be_opened_has_no_picture():
    found = Audit(
        "no.pdf", "large", 0, (Flaw("pdf-unreadable", "it is no PDF"),), checked=("pdf-unreadable",)
    )
    page = audit_page(Audited((found,), LARGE), [b"no"])
    assert "it is no PDF" in page
    assert "<img" not in page


def test_the_count_says_one_where_it_is_one():
    assert counted(Audit("a", "large", 1, (ERROR,), (ASKED,), {}, ("alt-missing",))) == (
        "checked against 1 rule; 1 flaw; 1 thing needs a person"
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("lowest contrast", 1.0, "at least 7: missed"),
        ("lowest contrast", 7.0, "at least 7"),
        ("smallest type, pt", 17.95, "at least 18"),
        ("letters of Thai, pt", 3.0, ""),
    ],
)
def test_a_figure_that_misses_the_profile_says_so(name, value, said):
    assert against(name, value, LARGE) == said
