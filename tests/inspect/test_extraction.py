"""What PDFium and poppler get out of pages, and what is said where one of them cannot."""

import os
import subprocess
import threading

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.inspect import Reader, UnreadablePages, extracted, extraction
from tests.render.samples import page

BODY = "<p>Do not take more than 5 mg<p style='break-before: page'>Ne prenez pas plus de 80 mg, même une fois"
WAYS = [(Reader.PDFIUM, False), (Reader.POPPLER, False), (Reader.POPPLER, True)]


@pytest.fixture(scope="module")
def pdf(renderer):
    return renderer.render(page(BODY)).pdf


@pytest.mark.parametrize(("reader", "raw"), WAYS)
def test_the_text_comes_page_by_page(pdf, reader, raw):
    first, second = extracted(pdf, reader, raw=raw)
    assert " ".join(first.split()) == "Do not take more than 5 mg"
    assert " ".join(second.split()) == "Ne prenez pas plus de 80 mg, même une fois"


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_unreadable_with_a_reason(reader, content):
    with pytest.raises(UnreadablePages, match=r"\w"):
        extracted(content, reader)


def test_without_poppler_the_command_to_type_is_told(pdf, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageFailure) as caught:
        extracted(pdf, Reader.POPPLER)
    assert caught.value.hint == "apt install poppler-utils"


def test_a_poppler_that_hangs_is_ended(pdf, monkeypatch, tmp_path):
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(extraction, "LIMIT", 0.2)
    with pytest.raises(UnreadablePages, match="longer than"):
        extracted(pdf, Reader.POPPLER)


def test_a_poppler_that_fails_without_a_word_is_told_by_its_code(pdf, monkeypatch, tmp_path):
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\ncat > /dev/null\nexit 9\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(UnreadablePages, match="9"):
        extracted(pdf, Reader.POPPLER)


def test_several_threads_read_at_once_and_all_get_the_same(pdf):
    wanted, got = extracted(pdf, Reader.PDFIUM), []
    threads = [
        threading.Thread(target=lambda: got.extend(extracted(pdf, Reader.PDFIUM) for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 80
    assert set(got) == {wanted}


def test_poppler_leaves_no_file_behind(pdf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert extracted(pdf, Reader.POPPLER)
    assert list(tmp_path.iterdir()) == []
    assert subprocess.run(["pdftotext", "-v"], capture_output=True, check=False).returncode in (0, 99)
