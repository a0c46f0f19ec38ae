"""Reports as files: whole or absent, each in a file of its own."""

import os
import resource
import signal

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.report import REPORTS, save_reports, summarise, wanted_reports
from tests.report.test_formats import ERROR, MADE, WITHHELD

SUMMARY = summarise((MADE, WITHHELD))


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("format", REPORTS)
def test_every_format_is_written_as_utf_8(here, format):
    save_reports(wanted_reports([f"{format}=sub/a.txt"]), SUMMARY, here)
    assert (here / "sub/a.txt").read_text(encoding="utf-8") == REPORTS[format](SUMMARY, here)
    assert [file.name for file in (here / "sub").iterdir()] == ["a.txt"]


@pytest.mark.parametrize("asked", ["junit", "junit=", "=a.xml", "xml=a.xml", ""])
def test_a_report_is_named_by_format_and_file(asked):
    with pytest.raises(UsageFailure, match="is not FORMAT=FILE") as failure:
        wanted_reports([asked])
    assert "junit, sarif, html, summary" in failure.value.hint


@pytest.mark.parametrize("other", ["a.txt", "./a.txt", "sub/../a.txt", "link.txt"])
def test_two_reports_into_one_file_are_refused(here, other):
    (here / "sub").mkdir()
    (here / "link.txt").symlink_to("a.txt")
    with pytest.raises(UsageFailure, match="two reports go into one file"):
        wanted_reports(["junit=a.txt", f"json={other}"])
    assert len(wanted_reports(["junit=a.txt", "json=b.txt"])) == 2


def test_a_step_summary_is_appended_and_any_other_report_replaced(here):
    reports = wanted_reports(["summary=step.md", "json=all.json"])
    (here / "step.md").write_text("# before\n\n", encoding="utf-8")
    for _ in range(2):
        save_reports(reports, SUMMARY, here)
    once = REPORTS["summary"](SUMMARY, here)
    assert (here / "step.md").read_text(encoding="utf-8") == "# before\n\n" + 2 * once
    assert (here / "all.json").read_text(encoding="utf-8") == REPORTS["json"](SUMMARY, here)


def test_one_that_cannot_be_written_is_told_and_the_others_are_written(here):
    (here / "folder").mkdir()
    asked = wanted_reports(["json=folder", "junit=all.xml"])
    with pytest.raises(UsageFailure, match="1 report could not be written: json=folder: it is no file"):
        save_reports(asked, SUMMARY, here)
    assert (here / "all.xml").is_file()


def test_a_pipe_keeps_its_place(here):
    os.mkfifo(here / "pipe")
    with pytest.raises(UsageFailure, match="it is no file"):
        save_reports(wanted_reports(["json=pipe"]), SUMMARY, here)
    assert (here / "pipe").is_fifo()


def test_a_full_disk_leaves_what_was_there(here, monkeypatch):
    (here / "a.txt").write_text("before", encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageFailure, match=r"1 report could not be written: json=a\.txt: No space left"):
        save_reports(wanted_reports(["json=a.txt"]), SUMMARY, here)
    assert (here / "a.txt").read_text(encoding="utf-8") == "before"
    assert [file.name for file in here.iterdir()] == ["a.txt"]


def test_a_step_summary_that_is_half_written_is_taken_back(here):
    (here / "step.md").write_text("before", encoding="utf-8")
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, most[1]))
        with pytest.raises(UsageFailure, match=r"summary=step\.md: "):
            save_reports(wanted_reports(["summary=step.md"]), SUMMARY, here)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
        signal.signal(signal.SIGXFSZ, ignored)
    assert (here / "step.md").read_text(encoding="utf-8") == "before"


def test_bytes_that_are_no_text_in_a_path_stop_no_report(here):
    odd = type(ERROR)(ERROR.check, "said", type(ERROR.place)("a\udcff.po", 1, 1))
    for format in REPORTS:
        save_reports(wanted_reports([f"{format}={format}.txt"]), summarise((), (odd,)), here)
        assert (here / f"{format}.txt").is_file()
