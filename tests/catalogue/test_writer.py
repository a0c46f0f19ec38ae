import re
import shutil
import subprocess
from io import BytesIO

import polib
import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings

from plainleaf.catalogue import Catalogue, Message, empty, examine, read, write
from tests.catalogue.strategies import catalogues
from tests.catalogue.test_reader import GOOD, PATH

LONG = "Do not stop taking this medicine suddenly, because that can be dangerous for you; always ask first."
TOLD = Message(
    "for {n} day",
    "phrase",
    "for {n} days",
    ("durante {n} día", 'durante\t{n} "días" \\ y más'),
    fuzzy=True,
    comments=("said twice", "  indented", ""),
    extracted=("{n} = 3",),
    references=("leaflets/baclofen.yaml:start",),
    flags=("python-brace-format",),
    previous=("phrase", "for a day", "for some days"),
)
CATALOGUE = Catalogue(
    "es.po",
    empty("es.po", "es").with_header("X-Generator", "Weblate 5").head,
    (TOLD, Message(LONG, msgstr=("Línea\notra línea",))),
    (Message("Gone", msgstr=("Ido",), fuzzy=True, previous=(None, "Going", None), obsolete=True),),
)


@given(catalogues())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back(catalogue):
    written = write(catalogue)
    again = read(catalogue.path, written.encode())
    assert again == catalogue
    assert write(again) == written


def test_a_file_in_our_form_comes_back_byte_for_byte():
    text = write(read(PATH, GOOD.encode()))
    assert write(read(PATH, text.encode())) == text
    assert text == GOOD.replace('""\n#| "Stop "\n#| "slowly"', '"Stop slowly"').replace(
        '""\n"Tomar con "\n"comida."', '"Tomar con comida."'
    )


def test_carriage_returns_become_line_feeds():
    assert "\r" not in write(read(PATH, GOOD.replace("\n", "\r\n").encode()))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ['msgid "short"']),
        ("ends with one\n", ['msgid "ends with one\\n"']),
        ("two\nlines", ['msgid ""', '"two\\n"', '"lines"']),
        ("x" * 90, [f'msgid "{"x" * 90}"']),
        ("x" * 71, [f'msgid "{"x" * 71}"']),
        (f"{'x' * 69} y", ['msgid "' + "x" * 69 + ' y"']),
        (f"{'x' * 70} y", ['msgid ""', '"' + "x" * 70 + ' y"']),
        (LONG, ['msgid ""', f'"{LONG[:77]}"', f'"{LONG[77:]}"']),
        ("药" * 40, ['msgid ""', f'"{"药" * 38}"', '"药药"']),
        ("药" * 37 + "。药", ['msgid ""', f'"{"药" * 37}。"', '"药"']),
    ],
)
def test_lines_break_where_msgcat_breaks_them(text, lines):
    catalogue = Catalogue("x.pot", Message("", msgstr=("",)), (Message(text, msgstr=("",)),))
    assert write(catalogue).split("\n")[3:-2] == lines


def test_a_comment_with_a_line_end_never_leaves_the_comment():
    catalogue = Catalogue(
        "x.pot", CATALOGUE.head, (Message("a", msgstr=("b",), extracted=('1\r\nmsgid "2"',)),)
    )
    assert '#. 1\n#. msgid "2"\nmsgid "a"\n' in write(catalogue)


def test_control_characters_are_written_as_msgcat_writes_them():
    catalogue = Catalogue("x.pot", CATALOGUE.head, (Message("a\x01\x7f\a\v\0", msgstr=("",)),))
    assert 'msgid "a\x01\x7f\\a\\v\\000"\n' in write(catalogue)


def test_the_header_of_what_is_written_says_utf_8():
    head = CATALOGUE.head.msgstr[0]
    other = Message("", msgstr=(head.replace("UTF-8", "ISO-8859-1"),))
    assert write(Catalogue("es.po", other)) == write(Catalogue("es.po", CATALOGUE.head))
    spelt = Message("", msgstr=(head.replace("UTF-8", "utf-8"),))
    assert "charset=utf-8" in write(Catalogue("es.po", spelt))


def test_a_line_of_a_million_letters_and_spaces_is_written():
    text = "a b   " * 170_000
    catalogue = Catalogue("x.pot", CATALOGUE.head, (Message(text, msgstr=("",)),))
    assert examine("x.pot", write(catalogue).encode())[0].entries[0].msgid == text


def test_polib_reads_the_same():
    file = polib.pofile(write(CATALOGUE))
    assert file.metadata["X-Generator"] == "Weblate 5"
    told = file.find("for {n} day")
    assert (told.msgctxt, told.msgid_plural) == (TOLD.msgctxt, TOLD.msgid_plural)
    assert tuple(told.msgstr_plural.values()) == TOLD.msgstr
    assert (told.previous_msgctxt, told.previous_msgid, told.previous_msgid_plural) == TOLD.previous
    assert told.flags == ["fuzzy", "python-brace-format"]
    assert [(entry.msgid, entry.msgstr) for entry in file.obsolete_entries()] == [("Gone", "Ido")]
    assert file.find(LONG).msgstr == "Línea\notra línea"


def test_babel_reads_the_same():
    known = re.sub(r"(?m)^#~\|.*\n", "", write(CATALOGUE))  # which Babel takes for a broken keyword
    file = read_po(BytesIO(known.encode()), abort_invalid=True)
    told = file.get("for {n} day", "phrase")
    assert told is not None
    assert (told.string, told.fuzzy) == (TOLD.msgstr, True)
    assert file.get(LONG).string == "Línea\notra línea"
    assert [message.id for message in file.obsolete.values()] == ["Gone"]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt (gettext) is not installed")
def test_msgfmt_finds_nothing_and_msgcat_changes_nothing():
    text = write(CATALOGUE).encode()
    checked = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", "-"], input=text, capture_output=True, check=False
    )
    assert (checked.returncode, checked.stderr.decode().count("error")) == (0, 0)
    again = subprocess.run(["msgcat", "-"], input=text, capture_output=True, check=True)
    assert again.stdout.decode() == text.decode()
