import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.catalogue import RULES, Catalogue, Message, examine, read, write
from plainleaf.catalogue.reader import LARGEST
from plainleaf.findings import Finding, Refused, Span

PATH = "locales/es/LC_MESSAGES/baclofen.po"
GOOD = dedent(r"""
    # Translators of the Spanish leaflet
    msgid ""
    msgstr ""
    "Language: es\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
    "X-Plainleaf-Digest: 1f\n"

    # Said to the patient
    #. {start_dose} = 5 mg
    #: leaflets/baclofen.yaml:stopping/warning leaflets/baclofen.yaml:about
    #, fuzzy, python-brace-format
    #| msgctxt "title"
    #| msgid ""
    #| "Stop "
    #| "slowly"
    msgctxt "heading"
    msgid "Storing"
    msgstr "Conservación"

    msgid "for {n} day"
    msgid_plural "for {n} days"
    msgstr[0] "durante {n} día"
    msgstr[1] "durante {n} días"

    msgid "Take with food."
    msgstr ""
    "Tomar con "
    "comida."

    # was once here
    #, fuzzy
    #~| msgid "Going"
    #~ msgid "Gone"
    #~ msgstr "Ido"

    # the end
""").lstrip()


CUTTINGS = st.text('"\\#~|,:.msgidtr_plu[]01 \n\r<=>é', max_size=9)


HEAD = GOOD[: GOOD.index("\n\n")].encode()
# What damage is made of: all that means something in a PO file but the merge base, which neither side has.
PARTS = [
    *(
        part.encode()
        for part in ("\n", "\r", " ", "\t", '"', "\\", "#", "#~ ", "#| ", "#~| ", "#, fuzzy\n", "#. x")
    ),
    *(
        part.encode()
        for part in ("msgid ", "msgctxt ", "msgstr ", "msgid_plural ", "msgstr[0] ", '"text"', '""')
    ),
    *(
        part.encode()
        for part in ("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "#-#-#-#-#", "\ufeff", "é", "\u2028")
    ),
    *(b"\xff\xfe", b"\0", b"\xe9", b"\\303", b"domain "),
]


def findings_in(text: str | bytes, language: str | None = None) -> tuple[Finding, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    try:
        read(PATH, data, language=language)
    except Refused as refused:
        return refused.findings
    return ()


def test_a_good_file_has_no_findings():
    assert findings_in(GOOD, "es") == ()


def test_everything_an_entry_says_is_read():
    catalogue = read(PATH, GOOD.encode())
    assert catalogue.get("heading", "Storing") == Message(
        "Storing",
        "heading",
        msgstr=("Conservación",),
        fuzzy=True,
        comments=("Said to the patient",),
        extracted=("{start_dose} = 5 mg",),
        references=("leaflets/baclofen.yaml:stopping/warning", "leaflets/baclofen.yaml:about"),
        flags=("python-brace-format",),
        previous=("title", "Stop slowly", None),
    )
    assert catalogue.obsolete == (
        Message(
            "Gone",
            msgstr=("Ido",),
            fuzzy=True,
            comments=("was once here",),
            previous=(None, "Going", None),
            obsolete=True,
        ),
    )
    assert catalogue.trailing == ("the end",)
    assert list(catalogue.messages) == [
        ("heading", "Storing"),
        (None, "for {n} day"),
        (None, "Take with food."),
    ]


def test_the_header_keeps_every_line_in_order():
    catalogue = read(PATH, GOOD.encode())
    assert [name for name, _ in catalogue.header] == [
        "Language",
        "MIME-Version",
        "Content-Type",
        "Plural-Forms",
        "X-Plainleaf-Digest",
    ]
    assert catalogue.language == "es"
    assert catalogue.digest == "1f"
    assert catalogue.comments == ("Translators of the Spanish leaflet",)
    assert catalogue.plural.nplurals == 2


def test_messages_and_their_forms_know_their_places():
    message = read(PATH, GOOD.encode()).get(None, "for {n} day")
    assert message is not None
    assert message.place == Span(PATH, 22, 1)
    assert message.place_of(1) == Span(PATH, 25, 1)


def test_a_line_may_end_in_carriage_returns():
    assert read(PATH, GOOD.replace("\n", "\r\n").encode()) == read(PATH, GOOD.encode())


def test_escapes_are_read_as_c_reads_them():
    text = GOOD.replace("Tomar con ", r"\a\b\f\n\r\t\v\\\"\303\261\x41")
    message = read(PATH, text.encode()).get(None, "Take with food.")
    assert message is not None
    assert message.msgstr == ('\a\b\f\n\r\t\v\\"ñAcomida.',)


BREAKS = [
    # what breaks, how, check, row, column
    ("unterminated text", 'msgid "Storing"', 'msgid "Storing', "po-syntax", 19, 7),
    ("unterminated after an escape", '"comida."', r'"comida.\"', "po-syntax", 30, 1),
    ("unterminated previous", '#| "Stop "', '#| "Stop ', "po-syntax", 16, 4),
    ("unterminated obsolete", '#~ msgid "Gone"', '#~ msgid "Gone', "po-syntax", 35, 10),
    ("unknown escape", '"comida."', r'"com\ida."', "po-syntax", 30, 5),
    ("escape that is half a letter", '"comida."', r'"com\303ida."', "po-syntax", 30, 2),
    ("text after the text", '"comida."', '"comida." y agua', "po-syntax", 30, 11),
    ("bare quotation mark", '"comida."', '"la "comida"."', "po-syntax", 30, 6),
    ("line without quotes", '"comida."', "comida.", "po-syntax", 30, 1),
    ("unknown keyword", 'msgstr "Conservación"', 'msgsrt "Conservación"', "po-syntax", 20, 1),
    ("no msgid", 'msgid "Storing"\n', "", "po-syntax", 18, 1),
    ("no msgstr", 'msgstr "Conservación"\n', "", "po-syntax", 19, 1),
    ("second msgstr", 'msgstr "Conservación"', 'msgstr "C"\nmsgstr "D"', "po-syntax", 21, 1),
    ("plural form without plural", 'msgstr "Conservación"', 'msgstr[0] "C"', "po-syntax", 20, 1),
    ("plural form left out", "msgstr[1]", "msgstr[2]", "po-syntax", 25, 1),
    ("text before any keyword", "# Translators", '"lost"\n# Translators', "po-syntax", 1, 1),
    ("comment on nothing", "# the end", "#, fuzzy", "po-syntax", 38, 1),
    ("blank line inside", '"Storing"\nmsgstr', '"Storing"\n\nmsgstr', "po-syntax", 20, 1),
    ("comment inside", '"Storing"\nmsgstr', '"Storing"\n# Said\nmsgstr', "po-syntax", 20, 1),
    ("previous inside", '"Storing"\nmsgstr', '"Storing"\n#| msgid_plural "x"\nmsgstr', "po-syntax", 20, 4),
    ("form below a comment", "\nmsgstr[1]", "\n# two\nmsgstr[1]", "po-syntax", 25, 1),
    ("text below a blank line", '"comida."', '\n"comida."', "po-syntax", 31, 1),
    ("text below a comment", '"comida."', '# c\n"comida."', "po-syntax", 31, 1),
    ("second previous", '#| msgid ""\n', '#| msgid "a"\n#| msgid ""\n', "po-syntax", 16, 4),
    ("previous translation", '#| msgid ""\n#| "Stop "', '#| msgstr "A"\n#| "Stop "', "po-syntax", 15, 4),
    ("domain", 'msgid "Take', 'domain "other"\nmsgid "Take', "po-syntax", 27, 1),
    ("keyword and text apart", 'msgstr "Conservación"', 'msgstr\n"C"', "po-syntax", 20, 1),
    ("no-break space", 'msgstr "Conservación"', 'msgstr\u00a0"Conservación"', "po-syntax", 20, 1),
    ("NUL by its escape", '"comida."', r'"com\000ida."', "po-syntax", 30, 2),
    ("NUL", '"comida."', '"com\0ida."', "po-encoding", 30, 5),
    ("lone carriage return", "# the end", "# the\r# end", "po-encoding", 38, 6),
    ("byte order mark", "# Translators", "\ufeff# Translators", "po-encoding", 1, 1),
    ("other charset", "charset=UTF-8", "charset=ISO-8859-1", "po-encoding", 6, 2),
    ("no charset", "; charset=UTF-8", "", "po-encoding", 6, 2),
    ("marker alone", "# the end", "<<<<<<< HEAD", "po-conflict", 38, 1),
    ("end marker alone", "# the end", ">>>>>>> other", "po-conflict", 38, 1),
    ("undecided header", '"MIME', r'"#-#-#-#-#  a.po  #-#-#-#-#\n"' + '\n"MIME', "po-conflict", 3, 1),
    ("undecided and gone", '"Ido"', r'"#-#-#-#-#  a.po  #-#-#-#-#\n"', "po-conflict", 36, 4),
    ("undecided msgcat", '"comida."', r'"#-#-#-#-#  a.po  #-#-#-#-#\n"', "po-conflict", 28, 1),
    ("duplicate", "Take with food.", "for {n} day", "po-duplicate", 27, 1),
    ("no plural forms", '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "", "po-plural-forms", 3, 1),
    ("no C", "plural=(n != 1)", "plural=n is 1", "po-plural-forms", 7, 2),
    ("divides by zero", "plural=(n != 1)", "plural=1/n", "po-plural-forms", 7, 2),
    ("too few forms", "plural=(n != 1)", "plural=n%3", "po-plural-forms", 7, 2),
    ("form nobody takes", "plural=(n != 1)", "plural=0", "po-plural-forms", 7, 2),
    ("another language's plural", "plural=(n != 1)", "plural=(n > 1)", "po-plural-forms", 7, 2),
    ("form missing", 'msgstr[1] "durante {n} días"\n', "", "po-plural-count", 24, 1),
    ("form too many", '\n\nmsgid "Take', '\nmsgstr[2] ""\n\nmsgid "Take', "po-plural-count", 24, 1),
    ("no language", '"Language: es\\n"\n', "", "po-language", 3, 1),
    ("other language", "Language: es", "Language: es_US", "po-language", 4, 2),
    ("header lost", "leaflet\nmsgid", 'leaflet\nmsgctxt "x"\nmsgid', "po-syntax", 1, 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "check", "row", "column"),
    [fault[1:] for fault in BREAKS],
    ids=[fault[0] for fault in BREAKS],
)
def test_one_fault_is_one_finding_at_its_place(old, new, check, row, column):
    assert (GOOD.count(old), findings_in(GOOD, "es")) == (1, ())
    (finding,) = findings_in(GOOD.replace(old, new), "es")
    assert (finding.check, finding.place) == (check, Span(PATH, row, column))
    assert finding.hint


def test_every_check_is_broken_here_and_has_a_manual_page():
    assert {check for *_, check, _, _ in BREAKS} | {"po-size"} == set(RULES)


def test_a_file_of_more_than_eight_megabytes_is_not_read():
    assert findings_in(GOOD + "#" * (LARGEST - len(GOOD.encode()))) == ()
    (finding,) = findings_in(GOOD + "#" * (LARGEST - len(GOOD.encode()) + 1))
    assert (finding.check, finding.place) == ("po-size", Span(PATH, 1, 1))


def test_a_file_in_another_charset_is_told_once_with_the_number_of_lines():
    charset, text = findings_in(GOOD.replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    assert (charset.check, charset.place.row) == ("po-encoding", 6)
    assert (text.check, text.place) == ("po-encoding", Span(PATH, 20, 19))
    assert text.message.endswith("in 2 later lines")


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_of_wide_characters_is_one_finding_and_read_all_the_same(charset):
    catalogue, (finding,) = examine(PATH, GOOD.encode(charset))
    assert (finding.check, finding.place) == ("po-encoding", Span(PATH, 1, 1))
    assert catalogue == read(PATH, GOOD.encode())


@pytest.mark.parametrize(
    ("charset", "text"),
    [("iso-8859-15", "Conservación €"), ("shift_jis", "表示ソ"), ("gb18030", "联通"), ("koi8-r", "Хранение")],
)
def test_a_file_in_the_charset_of_its_header_is_told_and_read(charset, text):
    data = GOOD.replace("UTF-8", charset).replace("Conservación", text).replace("í", "i").encode(charset)
    catalogue, findings = examine(PATH, data)
    assert {finding.check for finding in findings} == {"po-encoding"}
    assert catalogue.messages["heading", "Storing"].msgstr == (text,)
    assert read(PATH, write(catalogue).encode()).entries == catalogue.entries


@pytest.mark.parametrize("charset", ["UTF-8", "idna", "unicode_escape", "base64", "cp0", "CHARSET"])
def test_no_charset_but_a_real_one_is_believed(charset):
    data = GOOD.replace("charset=UTF-8", f"charset={charset}").encode().replace(b"\xc3\xb3", b"\xf3")
    catalogue, findings = examine(PATH, data)
    assert {finding.check for finding in findings} == {"po-encoding"}
    assert catalogue.messages["heading", "Storing"].msgstr == ("Conservaci\ufffdn",)


def test_a_conflict_is_one_finding_that_names_all_its_markers():
    sides = 'msgstr "A"\n||||||| base\nmsgstr "B"\n=======\nmsgstr "C"\n>>>>>>> theirs'
    text = GOOD.replace('msgstr "Conservación"', f"<<<<<<< HEAD\n{sides}")
    (finding,) = findings_in(text)
    assert (finding.check, finding.place) == ("po-conflict", Span(PATH, 20, 1))
    assert [place.row for place in finding.related] == [22, 24, 26]


def test_a_half_merged_file_shows_all_entries_outside_the_conflict():
    text = GOOD.replace("# Said", '<<<<<<< a\nmsgid "Ours"\nmsgstr "O"\n=======\n>>>>>>> b\n\n# Said')
    catalogue, findings = examine(PATH, text.encode())
    assert [finding.check for finding in findings] == ["po-conflict"]
    assert {*catalogue.messages} == {*read(PATH, GOOD.encode()).messages, (None, "Ours")}


def test_a_half_merged_file_shows_both_sides_of_a_text():
    text = GOOD.replace('msgstr "Conservación"', '<<<<<<< a\nmsgstr "A"\n=======\nmsgstr "B"\n>>>>>>> b')
    catalogue, findings = examine(PATH, text.encode())
    assert [finding.check for finding in findings] == ["po-conflict"]
    assert [entry.msgstr for entry in catalogue.entries if entry.msgid == "Storing"] == [("A",), ("B",)]
    assert len(catalogue.entries) == 4


@pytest.mark.parametrize(
    "left", ["<<<<<<<", "<<<<<<< =======", "======= >>>>>>>", "<<<<<<< >>>>>>>", "<<<<<<< |||||||"]
)
def test_all_lines_count_where_a_marker_is_missing(left):
    ours, theirs = 'msgid "Ours"\nmsgstr "O"\n', 'msgid "Theirs"\nmsgstr "T"\n'
    first, *second = left.split()
    conflict = f"{first}\n{ours}\n{''.join(f'{mark}{chr(10)}' for mark in second)}{theirs}\n"
    catalogue, findings = examine(PATH, GOOD.replace("# Said", f"{conflict}# Said").encode())
    assert {finding.check for finding in findings} == {"po-conflict"}
    assert {*catalogue.messages} == {
        *read(PATH, GOOD.encode()).messages,
        (None, "Ours"),
        (None, "Theirs"),
    }


def test_two_conflicts_and_a_fault_between_them_are_told_at_once():
    conflict = "<<<<<<< a\n=======\n>>>>>>> b\n"
    text = GOOD.replace("# Said", f"{conflict}# Said").replace("# the end", conflict)
    text = text.replace('msgid "Storing"', 'msgid "Storing')
    assert [finding.check for finding in findings_in(text)] == ["po-conflict", "po-syntax", "po-conflict"]


def test_a_duplicate_names_the_first_and_loses_neither():
    text = GOOD.replace("Take with food.", "for {n} day")
    catalogue, (finding,) = examine(PATH, text.encode())
    assert finding.related == (Span(PATH, 22, 1),)
    assert len(catalogue.entries) == 3


def test_the_same_text_with_another_context_is_no_duplicate():
    assert findings_in(GOOD + '\nmsgctxt "label"\nmsgid "Storing"\nmsgstr "Conservar"\n') == ()


def test_flags_are_parted_by_blanks_too():
    text = GOOD.replace("fuzzy, python-brace-format", "fuzzy python-brace-format, range: 0..10")
    message = read(PATH, text.encode()).messages["heading", "Storing"]
    assert (message.fuzzy, message.flags) == (True, ("python-brace-format", "range: 0..10"))


def test_a_file_without_language_is_counted_by_its_own_plural_forms():
    text = GOOD.replace("Language: es", "Language: ").replace(
        "nplurals=2; plural=(n != 1)", "nplurals=1; plural=0"
    )
    findings = findings_in(text)
    assert [finding.check for finding in findings] == ["po-language", "po-plural-count"]
    assert examine(PATH, text.encode())[0].plural.nplurals == 1


def test_forms_are_counted_though_the_plural_rule_is_wrong():
    text = GOOD.replace("nplurals=2; plural=(n != 1)", "nplurals=3; plural=(n != 1)")
    assert [finding.check for finding in findings_in(text)] == ["po-plural-forms", "po-plural-count"]


def test_tabs_and_no_last_line_end_change_nothing():
    text = GOOD.replace("msgid ", "msgid\t").replace("\nmsgstr ", "\n\tmsgstr\t \f").rstrip("\n")
    assert read(PATH, text.encode()) == read(PATH, GOOD.encode())


def test_a_text_of_many_lines_is_one_text():
    lines = "\n".join(['"a"'] * 20_000)
    message = read(PATH, GOOD.replace('"comida."', lines).encode()).messages[None, "Take with food."]
    assert message.msgstr == ("Tomar con " + "a" * 20_000,)


def test_what_is_obsolete_and_what_follows_it_are_kept_apart():
    text = GOOD.replace(
        "# the end", 'msgid "After"\nmsgstr "D"\n#~ msgctxt "c"\n#~ msgid "Old"\n#~ msgstr "V"'
    )
    catalogue = read(PATH, text.encode())
    assert catalogue.get(None, "After") == Message("After", msgstr=("D",))
    assert [message.key for message in catalogue.obsolete] == [(None, "Gone"), ("c", "Old")]


def test_an_unknown_language_is_told():
    (finding,) = findings_in(GOOD.replace("Language: es", "Language: spanish"))
    assert finding.check == "po-language"


def test_the_hint_holds_the_plural_forms_of_the_language():
    text = GOOD.replace("Language: es", "Language: ar")
    (finding,) = [f for f in findings_in(text) if f.check == "po-plural-forms"]
    assert "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5" in finding.hint


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\x00\xff",
        b"{",
        b'"',
        b"#~",
        b"msgid",
        b'msgstr[9999] "',
        b"msgstr[" + b"9" * 5000,
        b"\\",
    ],
)
def test_rubbish_is_findings_and_no_crash(data):
    assert findings_in(data)


@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 9), CUTTINGS), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_is_read_without_a_crash_or_told(damages):
    text = GOOD
    for start, length, cutting in damages:
        text = text[:start] + cutting + text[start + length :]
    catalogue, findings = examine(PATH, text.encode())
    rows = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= finding.place.row <= rows and finding.place.column >= 1 for finding in findings)
    if not findings:
        assert read(PATH, write(catalogue).encode()) == catalogue


@given(st.lists(st.binary(max_size=60) | st.sampled_from(PARTS), max_size=12).map(b"".join))
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_findings_in_the_file_and_no_crash(data):
    findings = examine(PATH, data)[1]
    rows = len(data) + 1 if b"\0" in data else len(re.split(rb"\r\n|\r|\n", data))
    assert all(1 <= finding.place.row <= rows and finding.place.column >= 1 for finding in findings)


@given(
    st.dictionaries(st.integers(0, 5), st.lists(st.binary(max_size=20) | st.sampled_from(PARTS), max_size=6))
)
@settings(max_examples=400, deadline=None)
def test_an_entry_whose_lines_are_whole_is_never_lost(damaged):
    blocks = [f'#: a:{i}\nmsgid "Take {i}"\nmsgstr "Tomar {i} días"' for i in range(6)]
    whole = {(f"Take {i}", (f"Tomar {i} días",)) for i in range(6) if i not in damaged}
    data = [b"".join(damaged[i]) if i in damaged else block.encode() for i, block in enumerate(blocks)]
    catalogue, findings = examine(PATH, b"\n\n".join([HEAD, *data, b""]))
    assert whole <= {(message.msgid, message.msgstr) for message in catalogue.entries}
    assert len(catalogue.entries) >= len(whole)
    if not findings:
        assert read(PATH, write(catalogue).encode()) == catalogue


def test_a_template_needs_no_language_and_no_plural_rule():
    text = GOOD.replace("Language: es", "Language: ")
    text = text.replace("nplurals=2; plural=(n != 1);", "nplurals=INTEGER; plural=EXPRESSION;")
    catalogue, findings = examine("locales/baclofen.pot", text.encode())
    assert (findings, catalogue.language, catalogue.plural.nplurals) == ((), "", 2)


def test_a_catalogue_stands_in_for_itself_when_nothing_is_wrong():
    catalogue, findings = examine(PATH, GOOD.encode())
    assert isinstance(catalogue, Catalogue)
    assert findings == ()
