"""The step summary: the worst first, never so long that GitHub drops it, nothing of ours read as markup."""

import pytest

from plainleaf.findings import Finding, Severity, Span
from plainleaf.pipeline import Job, Outcome
from plainleaf.report import REPORTS, Checked, summarise
from tests.report.test_formats import ERROR, JOB, MADE, PATH, WARNING, WITHHELD

MEBIBYTE = 1024 * 1024


def written(root, *outcomes, more=(), **how):
    return REPORTS["summary"](summarise(outcomes, more, **how), root)


def test_it_tells_counts_leaflets_by_language_and_findings_errors_first(tmp_path):
    warning = Finding("long-sentence", "too long", Span("a.yaml", 1, 1), severity=Severity.WARNING)
    assert written(tmp_path, MADE, WITHHELD, more=(warning,)) == (
        "## plainleaf: 1 of 2 leaflets withheld\n"
        "\n"
        "**0** printed anew, **1** unchanged, **1** withheld, **1** errors, **2** warnings.\n"
        "\n"
        "| medicine | en | es |\n"
        "| :-- | :-: | :-: |\n"
        "| testol | ☑️ | ❌ withheld |\n"
        "\n"
        "☑️ made and unchanged\n"
        "\n"
        "### Findings\n"
        "\n"
        f"- **error** `{PATH}:2:13` the digit “5” stands in a text \\(write a fact and name it in braces\\) "
        "(`digit-in-text`)\n"
        "- **warning** `a.yaml:1:1` too long (`long-sentence`)\n"
        "- **warning** `locales/es` the texts have changed (`stale-catalogue`)\n"
        "\n"
    )


def test_a_medicine_with_a_withheld_leaflet_stands_first(tmp_path):
    made = Outcome(Job("aol", "en", "oral", "large", "letter", "default"), MADE.entry)
    lines = written(tmp_path, made, WITHHELD).splitlines()
    rows = [line for line in lines if line.startswith("| ") and "---" not in line and ":-" not in line]
    assert rows == ["| medicine | en | es |", "| testol | – | ❌ withheld |", "| aol | ✅ | – |"]


def test_a_check_tells_what_is_faulty(tmp_path):
    checked = (Checked(JOB, (WARNING,)), Checked(WITHHELD.job, (ERROR,)))
    text = written(tmp_path, more=(ERROR, WARNING), checked=checked)
    assert text.startswith("## plainleaf: 1 of 2 leaflets with errors\n")
    assert "| testol | ✅ | ❌ faulty |" in text


def test_nothing_to_do_is_said(tmp_path):
    assert written(tmp_path).startswith("## plainleaf: no leaflet was looked at\n")
    assert written(tmp_path, more=(ERROR,)).startswith("## plainleaf: errors were found\n")
    assert written(tmp_path, MADE).startswith("## plainleaf: 1 leaflet, none withheld\n")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a | b", "a \\| b"),
        ("<b>[x](y)</b>", "\\<b\\>\\[x\\]\\(y\\)\\</b\\>"),
        ("*a* _b_ `c` ~~d~~ # {e}", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\# \\{e\\}"),
        ("back\\slash &amp;", "back\\\\slash \\&amp;"),
        ("@octocat $x$ :pill:", "&#64;octocat &#36;x&#36; &#58;pill:"),
        ("one\ntwo\x1b", "one\ufffdtwo\ufffd"),
    ],
)
def test_no_text_is_read_as_markup(tmp_path, said, shown):
    text = written(tmp_path, more=(Finding("po-syntax", said, Span("a`b.po", 1, 1)),))
    assert f"- **error** `` a`b.po:1:1 `` {shown} (`po-syntax`)\n" in text


def test_it_is_never_longer_than_github_takes(tmp_path):
    findings = tuple(Finding("po-syntax", "<&>" * 900, Span(f"{n}.po", 1, 1)) for n in range(5000))
    outcomes = [
        Outcome(Job(f"medicine-{n:04}", f"l{tag}", "oral", "large", "a4", "default"), findings=findings[:1])
        for n in range(400)
        for tag in range(60)
    ]
    text = written(tmp_path, *outcomes, more=findings)
    assert len(text.encode()) < MEBIBYTE / 4
    assert "\n… and 4950 more\n" in text
    assert "\n… and 300 more medicines\n" in text
