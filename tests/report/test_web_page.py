"""The web page of a run: each leaflet in its cell, each finding once with its line, everything escaped."""

import re
from dataclasses import replace

import pytest

from plainleaf.findings import Finding, Severity, Span
from plainleaf.pipeline import Job, Outcome, Variant
from plainleaf.report import REPORTS, Checked, summarise
from plainleaf.report.web_page import Excerpt, excerpt
from tests.report.test_formats import ENTRY, ERROR, MADE, PATH, WARNING, WITHHELD

SCRIPT = "<script>alert(1)</script>"
ANEW = Outcome(Job("testol", "zh-Hans", "oral", "large", "letter", "default"), ENTRY)
RUN = summarise((MADE, WITHHELD, ANEW))
ODD = summarise(
    (
        MADE,
        Outcome(
            Job(f'a"{SCRIPT}', "en-XA", "oral", "large", "a4", "x y", Variant(starting=True)),
            findings=(
                Finding("po-syntax", SCRIPT, Span(f"{SCRIPT}.po", 1, 1), SCRIPT, related=(Span(SCRIPT),)),
            ),
        ),
        Outcome(Job("testol", "xx", "pump", "large", "a4", "default"), findings=(ERROR,)),
    ),
    (replace(ERROR, check=SCRIPT, message="x " * 300),),
)


def written(summary, root):
    return REPORTS["html"](summary, root)


def cells(html):
    """The matrix as a reader hears it: rows of words."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[_heard(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def _heard(cell):
    seen_only = r"<(b|span) aria-hidden[^>]*>[^<]*</\1>"
    return " ".join(re.sub(rf"{seen_only}|<[^>]+>", " ", cell).replace(" ,", ",").split())


def test_a_matrix_tells_what_became_of_each_leaflet(tmp_path):
    other = Outcome(Job("otherol", "en", "pump", "large", "a4", "default"), ENTRY)
    head, first, second = cells(written(summarise((MADE, WITHHELD, ANEW, other)), tmp_path))
    assert head == ["Medicine", "en English", "es Spanish", "zh-Hans Chinese (Simplified)"]
    assert first == ["otherol pump, large, a4", "made, printed anew", "not asked for", "not asked for"]
    assert second == [
        "testol oral, large, letter",
        "made, its pages unchanged 1 found",
        "withheld, 2 found",
        "made, printed anew",
    ]


def test_each_finding_stands_once_with_its_line_its_hint_and_its_leaflets(tmp_path):
    (tmp_path / "leaflets").mkdir()
    (tmp_path / PATH).write_text("format: 1\ntext: Start 5 mg.\n", encoding="utf-8")
    error = replace(ERROR, place=Span(PATH, 2, 13))
    html = written(summarise((MADE, replace(WITHHELD, findings=(error, WARNING)), ANEW)), tmp_path)
    assert html.count("the digit “5” stands in a text") == 1
    assert '<pre class="line" dir="auto">text: Start <mark>5</mark> mg.</pre>' in html
    assert f"<code>{PATH}:2:13</code>" in html
    assert "<dt>What to do</dt><dd>write a fact and name it in braces</dd>" in html
    assert "<dt>Check</dt><dd>Does any text hold a digit? <code>digit-in-text</code></dd>" in html
    assert "<dt>Leaflets</dt><dd>testol: es</dd>" in html
    assert "<dt>Leaflets</dt><dd>testol: en, es</dd>" in html
    assert "<dt>See also</dt><dd><code>leaflets/other.yaml:7:3</code></dd>" in html
    assert html.index('<h2 id="errors">') < html.index('<h2 id="warnings">')


def test_a_check_and_a_run_of_nothing_have_a_page_too(tmp_path):
    checked = summarise((), (ERROR,), checked=(Checked(WITHHELD.job, (ERROR,)), Checked(MADE.job, ())))
    html = written(checked, tmp_path)
    assert "1 of 2 leaflets with errors" in html
    assert cells(html)[1][1:] == ["no error found", "has errors, 1 found"]
    assert "No leaflet was looked at" in written(summarise(()), tmp_path)
    assert "Nothing that a program can see" in written(summarise((ANEW,)), tmp_path)


def test_everything_is_escaped(tmp_path):
    html = written(ODD, tmp_path)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 6


def test_it_is_the_same_at_each_writing_and_tells_no_machine_path(tmp_path):
    assert written(RUN, tmp_path) == written(RUN, tmp_path)
    assert str(tmp_path) not in written(RUN, tmp_path)


def test_nothing_is_fetched(tmp_path):
    html = written(ODD, tmp_path)
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"https?:|url\(|@import| src=", html)


def test_what_every_leaflet_tells_of_is_said_shortly(tmp_path):
    told = replace(WARNING, severity=Severity.WARNING)
    html = written(summarise((MADE, replace(WITHHELD, findings=(told,)))), tmp_path)
    assert "<dt>Leaflets</dt><dd>every leaflet</dd>" in html


@pytest.mark.parametrize(
    ("line", "column", "parts"),
    [
        ("text: 5 mg", 7, ("text: ", "5", " mg")),
        ("नमस्ते", 3, ("नम", "स्", "ते")),
        ("กี่", 1, ("", "กี่", "")),
        ("نص 5", 4, ("نص ", "5", "")),
        ("short", 9, ("short", "", "")),
        ("short", 0, ("short", "", "")),
        ("a" * 100 + "5" + "b" * 100, 101, ("…" + "a" * 90, "5", "b" * 90 + "…")),
        ("a" * 200, 0, ("a" * 180 + "…", "", "")),
    ],
)
def test_a_line_is_parted_round_what_is_meant(line, column, parts):
    assert excerpt(line, column) == Excerpt(*parts)


def test_no_line_is_no_excerpt():
    assert excerpt("", 1) is None
