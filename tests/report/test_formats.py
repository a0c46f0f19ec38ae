"""Reports: exact text of each format, a caret only where it tells the truth, JSON that never changes shape."""

import json

import pytest

from plainleaf.findings import ExitCode, Finding, Severity, Span
from plainleaf.pipeline import Job, Outcome, ReadingLevel
from plainleaf.publish import Entry
from plainleaf.report import FORMATS, Summary, summarise

PATH = "leaflets/testol.yaml"
ERROR = Finding(
    "digit-in-text",
    "the digit “5” stands in a text",
    Span(PATH, 2, 13),
    "write a fact and name it in braces",
    related=(Span("leaflets/other.yaml", 7, 3),),
)
WARNING = Finding("stale-catalogue", "the texts have changed", Span("locales/es"), severity=Severity.WARNING)
ENTRY = Entry(
    path="default/en/testol.oral.large.letter.pdf",
    medicine="testol",
    form="oral",
    language="en",
    clinic="default",
    jurisdiction="US",
    profile="large",
    paper="letter",
    pages=4,
    sha256="0" * 64,
    text_digest="1" * 64,
    page_digest="2" * 64,
    signed="draft",
    drafted=0,
    beside={"html": "3" * 64},
)
JOB = Job("testol", "en", "oral", "large", "letter", "default")
LEVEL = ReadingLevel("", "Flesch-Kincaid", 3.6, 6.0, "school year 4")
MADE = Outcome(JOB, ENTRY, b"%PDF", cached=True, findings=(WARNING,), reading=(LEVEL,))
WITHHELD = Outcome(Job("testol", "es", "oral", "large", "letter", "default"), findings=(ERROR, WARNING))


@pytest.fixture
def root(tmp_path):
    (tmp_path / "leaflets").mkdir()
    (tmp_path / PATH).write_text("format: 1\ntext: Start 5 mg.\n", encoding="utf-8")
    return tmp_path


def shown(format, root, *findings, color=False):
    return FORMATS[format](summarise((), findings), root, color=color)


def shown_in(root, line, column, row=1):
    """The excerpt and caret lines of a finding in a file of one line."""
    (root / PATH).write_text(line + "\n", encoding="utf-8")
    finding = Finding("digit-in-text", "said", Span(PATH, row, column))
    return shown("full", root, finding).splitlines()[1:]


def test_full_shows_the_line_a_caret_other_places_and_what_to_do(root):
    assert shown("full", root, ERROR) == (
        "leaflets/testol.yaml:2:13: error: the digit “5” stands in a text [digit-in-text]\n"
        "    text: Start 5 mg.\n"
        "                ^\n"
        "  see also: leaflets/other.yaml:7:3\n"
        "  hint: write a fact and name it in braces\n"
    )


def test_full_shows_no_line_where_there_is_none(root):
    assert shown("full", root, WARNING) == "locales/es: warning: the texts have changed [stale-catalogue]\n"
    missing = Finding("font-missing", "gone", Span("fonts/none.yaml", 3, 1))
    assert shown("full", root, missing) == "fonts/none.yaml:3:1: error: gone [font-missing]\n"
    beyond = Finding("font-missing", "gone", Span(PATH, 99, 1))
    assert shown("full", root, beyond) == f"{PATH}:99:1: error: gone [font-missing]\n"


def test_concise_is_one_line_a_finding_by_place(root):
    assert shown("concise", root, WARNING, ERROR, ERROR) == (
        "leaflets/testol.yaml:2:13: error: the digit “5” stands in a text [digit-in-text]\n"
        "locales/es: warning: the texts have changed [stale-catalogue]\n"
    )


def test_github_gets_commands_with_escaped_properties_and_text(root):
    odd = Finding("po-syntax", "100% wrong\nhere", Span("a,b:c.po", 4, 5), "mend it")
    assert shown("github", root, ERROR) == (
        "::error file=leaflets/testol.yaml,line=2,col=13,title=digit-in-text::"
        "the digit “5” stands in a text (write a fact and name it in braces)\n"
    )
    assert shown("github", root, odd) == (
        "::error file=a%2Cb%3Ac.po,line=4,col=5,title=po-syntax::100%25 wrong%0Ahere (mend it)\n"
    )
    assert shown("github", root, WARNING).startswith("::warning file=locales/es,line=1,col=1,")


@pytest.mark.parametrize(
    ("line", "column", "lead"),
    [
        ("text: 5 mg", 7, 6),
        ("文本: 5 毫克", 5, 6),  # two wide characters before the five
        ("ＡＢ 5", 4, 5),  # full-width Latin
        ("cafe\u0301: 5", 8, 6),  # an accent of its own
        ("ข้าว 5", 6, 4),  # a Thai tone mark
        ("दूध: 5", 6, 4),  # a Hindi vowel sign below
        ("\u2068a\u2069: 5", 6, 3),  # isolates take no room
    ],
)
def test_the_caret_stands_under_its_character(root, line, column, lead):
    assert line[column - 1] == "5"
    assert shown_in(root, line, column) == [f"    {line}", " " * (4 + lead) + "^"]


def test_the_caret_stands_right_after_a_tab(root):
    assert shown_in(root, "\ttext:\t5", 8) == ["    \ttext:\t5", "    \t     \t^"]


@pytest.mark.parametrize("line", ["نص: 5", "text: ملغ 5", "טקסט 5"])
def test_no_caret_stands_under_a_line_that_a_terminal_reorders(root, line):
    assert shown_in(root, line, line.index("5") + 1) == [f"    {line}"]


def test_rows_are_counted_as_editors_count_them(root):
    assert shown_in(root, "one\u2028still one\x0cand on\ntwo 5", 5, row=2) == ["    two 5", "        ^"]


def test_a_byte_order_mark_moves_no_caret(root):
    (root / PATH).write_bytes(b"\xef\xbb\xbftext: 5\n")
    finding = Finding("digit-in-text", "said", Span(PATH, 1, 7))
    assert shown("full", root, finding).splitlines()[1:] == ["    text: 5", "          ^"]


def test_what_would_command_the_terminal_is_not_passed_on(root):
    (root / PATH).write_text("text: \033[2J5\n", encoding="utf-8")
    finding = Finding("digit-in-text", "said \033[31m\nthis", Span(PATH, 1, 11), "know \033[31m")
    text = shown("full", root, finding)
    assert "\033" not in text
    assert text.splitlines()[0] == f"{PATH}:1:11: error: said \ufffd[31m\ufffdthis [digit-in-text]"


def test_markup_of_other_tools_is_shown_as_it_stands(root):
    assert shown_in(root, "[pl] {start_dose} %s <b>", 1)[0] == "    [pl] {start_dose} %s <b>"


def test_colour_adds_nothing_but_colour(root):
    for format in ("full", "concise"):
        painted = shown(format, root, ERROR, WARNING, color=True)
        assert "\033[31merror\033[0m" in painted
        assert "\033[33mwarning\033[0m" in painted
        for code in ("\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"):
            painted = painted.replace(code, "")
        assert painted == shown(format, root, ERROR, WARNING)


def test_json_tells_everything_in_the_agreed_shape(root):
    report = json.loads(FORMATS["json"](summarise((MADE, WITHHELD)), root, color=True))
    assert report == {
        "version": 1,
        "exit_code": 1,
        "summary": {"jobs": 2, "made": 1, "withheld": 1, "cached": 1, "errors": 1, "warnings": 1},
        "artifacts": [
            {
                "medicine": "testol",
                "language": "en",
                "form": "oral",
                "starting": False,
                "extras": [],
                "clinic": "default",
                "jurisdiction": "US",
                "profile": "large",
                "paper": "letter",
                "path": "default/en/testol.oral.large.letter.pdf",
                "pages": 4,
                "sheets": 0,
                "sha256": "0" * 64,
                "beside": [{"path": "default/en/testol.oral.large.letter.html", "sha256": "3" * 64}],
                "text_digest": "1" * 64,
                "signed": "draft",
                "reading": [
                    {
                        "section": "",
                        "formula": "Flesch-Kincaid",
                        "score": 3.6,
                        "limit": 6.0,
                        "meaning": "school year 4",
                    }
                ],
                "cached": True,
            }
        ],
        "findings": [
            {
                "check": "digit-in-text",
                "severity": "error",
                "message": "the digit “5” stands in a text",
                "location": {"path": PATH, "row": 2, "column": 13},
                "related": [{"path": "leaflets/other.yaml", "row": 7, "column": 3}],
                "hint": "write a fact and name it in braces",
            },
            {
                "check": "stale-catalogue",
                "severity": "warning",
                "message": "the texts have changed",
                "location": {"path": "locales/es", "row": 0, "column": 0},
                "related": [],
                "hint": "",
            },
        ],
    }


def test_json_with_nothing_to_tell_has_the_same_keys(root):
    full = json.loads(FORMATS["json"](summarise((MADE, WITHHELD)), root))
    empty = json.loads(FORMATS["json"](summarise(()), root))
    assert list(empty) == list(full)
    assert list(empty["summary"]) == list(full["summary"])
    assert (empty["exit_code"], empty["artifacts"], empty["findings"]) == (0, [], [])


@pytest.mark.parametrize(
    ("outcomes", "more", "strict", "code"),
    [
        ((), (), False, ExitCode.CLEAN),
        ((MADE,), (), False, ExitCode.CLEAN),
        ((MADE,), (), True, ExitCode.WITHHELD),
        ((MADE, WITHHELD), (), False, ExitCode.WITHHELD),
        ((Outcome(JOB),), (), False, ExitCode.WITHHELD),
        ((), (WARNING,), False, ExitCode.CLEAN),
        ((), (ERROR,), False, ExitCode.WITHHELD),
    ],
)
def test_the_exit_code_says_whether_something_was_withheld_or_wrong(outcomes, more, strict, code):
    assert summarise(outcomes, more, strict=strict).exit_code is code


def test_a_summary_orders_outcomes_and_tells_each_finding_once():
    summary = summarise((WITHHELD, MADE), (ERROR,))
    assert summary == Summary((MADE, WITHHELD), (ERROR, WARNING), ExitCode.WITHHELD)
