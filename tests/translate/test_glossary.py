"""The glossary: forms found in texts, terms to other programs and back, files merged without loss."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tbx import tbxfile

from plainleaf.findings import Refused, Severity
from plainleaf.monograph.authored import read
from plainleaf.project import Project
from plainleaf.source import parse
from plainleaf.translate.glossary import KINDS, Glossary, read_glossary, read_with_source
from plainleaf.translate.inflection import comparable, spans
from plainleaf.translate.tbx import read_tbx, write_tbx
from plainleaf.translate.term_merge import merged
from plainleaf.translate.term_table import HEAD, read_csv, write_csv
from plainleaf.translate.termbase import LARGEST, Row, Status, concepts, rows
from plainleaf.values.languages import read_languages
from tests.conftest import ROOT

PROJECT = Project(ROOT)
LANGUAGES = tuple(read_languages(PROJECT))
TEXT = """\
format: 1
# Drafts.
terms:
  tablet:  # solid
    kind: form
    note: never a pill
    in:
      en: {term: tablet, forms: [tablets]}
      es: {term: tableta, forms: [tabletas], forbidden: [píldora]}  # as packs say
      # Polish inflects.
      pl:
        term: tabletka
        forms:
          - tablet-
  half a tablet:
    kind: form
    in: {es: {term: media tableta}}
# The end.
"""
WAYS = {"tbx": (write_tbx, read_tbx), "csv": (write_csv, read_csv)}


def glossary_of(text):
    source = parse("locales/glossary.yaml", text.encode())
    return read(Glossary, source), source


def brought(given, text=TEXT, *, replace=False):
    """The text after an import of these rows."""
    glossary, source = glossary_of(text)
    return merged(source, glossary, concepts(given, LANGUAGES, KINDS)[0], replace=replace)


def read_whole(take, path, data):
    """The file as an import takes it."""
    given, faults = take(path, data)
    return concepts(given, LANGUAGES, KINDS, faults)


def row(word, status=Status.PREFERRED, tag="es", name="tablet", **more):
    return Row(name, tag, status, word, **more)


@pytest.mark.parametrize(
    ("form", "tag", "text", "found"),
    [
        ("tablet", "en", "Tablets, a TABLET’s half, tablet.", ["tablet", "tablet"]),
        ("tablet-", "pl", "Tabletki i tabletek, nie protabletka", ["tabletki", "tabletek"]),
        ("-دواء-", "ar", "وَالدَّوَاء هنا، ودواءك", ["والدواء", "ودواءك"]),
        ("skut- uboczn-", "pl", "Skutki  **uboczne**. Skutki. Uboczne.", ["skutki  uboczne"]),
        ("दौरा", "hi", "दौरा, दौरात", ["दौरा"]),
        ("уколы", "ru", "{doses} уколы", ["уколы"]),
        ("ยา", "th", "กินยาเม็ด", ["ยา"]),
        ("AVC", "zh-Hans", "AVC后，XAVC", ["avc"]),
        ("药片", "zh-Hans", "药片。药丸", ["药片"]),
        ("pump‑ka", "so", "Pump-ka waa", ["pump-ka"]),
        ("l’estomac", "fr", "à l'estomac", ["l'estomac"]),
        ("видеть то, чего нет", "ru", "видеть то чего нет, видеть то, чего нет", ["видеть то, чего нет"]),
        ("--", "en", "a -- b", []),
        ("--", "th", "ยา --", []),
    ],
)
def test_a_form_is_found_as_it_is_written(form, tag, text, found):
    said = comparable(text)
    assert [said[slice(*span)] for span in spans([form], said, tag)] == found


def test_a_text_names_the_longest_term_at_each_place():
    glossary, _ = glossary_of(TEXT)
    assert glossary.named_in("Half a tablet, then tablets.") == ("half a tablet", "tablet")
    assert glossary.named_in("Take **half a tablet**.") == ("half a tablet",)
    assert glossary.named_in("Tabletop") == ()


def test_medicines_go_to_the_lint_with_their_forms():
    glossary = read_glossary(PROJECT)
    polish = {key: entries for section, key, entries in glossary.lint_words("pl") if section == "medicines"}
    assert polish["gabapentin"] == ("gabapentyna", "gabapentyn-")
    assert "tablet" not in polish
    english = {key: entries for _, key, entries in glossary.lint_words("en")}
    assert english["opioids"] == ("opioids", "opioid")
    assert set(polish) == set(english)


def test_every_entry_of_ours_has_every_language_but_a_few():
    glossary = read_glossary(PROJECT)
    lacking = {
        name: missing
        for name, entry in glossary.terms.items()
        if (missing := set(LANGUAGES) - {"en"} - set(entry.terms))
    }
    assert set(lacking) == {"die", "ahead", "muscle spasm", "heart attack"}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_exported_comes_back_as_it_is(way):
    write, take = WAYS[way]
    glossary, source = read_with_source(PROJECT)
    given_rows = tuple(rows(glossary))
    taken, faults = take(f"terms.{way}", write(given_rows).encode())
    assert (taken, faults) == (given_rows, ())
    assert len(taken) > 1500
    for replace in (False, True):
        result = merged(source, glossary, concepts(taken, LANGUAGES, KINDS)[0], replace=replace)
        assert (result.text, result.changes, result.kept) == (source.text, (), ())


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]), max_size=12).map(
    lambda text: " ".join(text.split())
)
some_rows = st.builds(
    Row, words, st.sampled_from(LANGUAGES), st.sampled_from(Status), words, st.sampled_from(KINDS), words
)


@given(st.lists(some_rows, min_size=1, max_size=5))
def test_any_rows_come_back_from_a_table(given_rows):
    assert read_csv("terms.csv", write_csv(given_rows).encode()) == (tuple(given_rows), ())


@given(
    st.dictionaries(
        words.filter(lambda word: any(map(str.isalpha, word))),
        st.tuples(words, words.filter(lambda word: any(map(str.isalpha, word)))),
        min_size=1,
        max_size=3,
    )
)
@settings(deadline=None)
def test_any_new_entry_is_added_and_all_else_stays(entries):
    given_rows = [
        Row(name, "es", Status.PREFERRED, word, note=note) for name, (note, word) in entries.items()
    ]
    try:
        held, _ = concepts(given_rows, LANGUAGES, KINDS)
    except Refused:
        return
    glossary, source = glossary_of(TEXT)
    result = merged(source, glossary, held, replace=False)
    after, _ = glossary_of(result.text)
    for name, (note, word) in entries.items():
        if comparable(name) not in map(comparable, glossary.terms):
            assert (after.terms[name].note, after.terms[name].terms["es"].term) == (note, word)
    assert [line for line in TEXT.split("\n") if line not in result.text.split("\n")] == []


def test_translate_toolkit_reads_terms_forms_and_forbidden_words():
    glossary, _ = glossary_of(TEXT)
    unit = tbxfile.parsefile(BytesIO(write_tbx(rows(glossary)).encode())).units[0]
    assert unit.source == "tablet"
    terms = unit.get_target_terms("es")
    assert [(term.text, term.deprecated) for term in terms] == [
        ("tableta", False),
        ("tabletas", False),
        ("píldora", True),
    ]
    assert "never a pill" in {note.text for note in unit.get_common_notes()}


def test_a_file_of_translate_toolkit_is_read():
    made = tbxfile(sourcelanguage="en", targetlanguage="es")
    made.addsourceunit("syrup").target = "jarabe"
    taken, _ = read_tbx("made.tbx", bytes(made))
    assert [(one.name, one.tag, one.status, one.word) for one in taken] == [
        ("syrup", "en", Status.PREFERRED, "syrup"),
        ("syrup", "es", Status.PREFERRED, "jarabe"),
    ]


def test_forms_languages_and_entries_are_added_where_they_belong():
    given_rows = [
        row("tabletitas", Status.ADMITTED),
        row("pigułka", Status.FORBIDDEN, "pl"),
        row("قرص", tag="ar"),
        row("syrup", tag="en", name="syrup", kind="form", note="to drink: sweet"),
        row("jarabe", name="syrup"),
        row("half a tablet", tag="en", name="half a tablet"),
        row("pół tabletki", tag="pl", name="half a tablet"),
    ]
    result = brought(given_rows)
    assert (
        result.text
        == """\
format: 1
# Drafts.
terms:
  tablet:  # solid
    kind: form
    note: never a pill
    in:
      en: {term: tablet, forms: [tablets]}
      es: {term: tableta, forms: [tabletas, tabletitas], forbidden: [píldora]}  # as packs say
      # Polish inflects.
      pl:
        {term: tabletka, forms: [tablet-], forbidden: [pigułka]}
      ar: {term: قرص}
  half a tablet:
    kind: form
    in: {es: {term: media tableta}, pl: {term: pół tabletki}}
  syrup:
    kind: form
    note: "to drink: sweet"
    in:
      es: {term: jarabe}
# The end.
"""
    )
    assert len(result.changes) == 5
    assert brought(given_rows, result.text).changes == ()


def test_what_is_there_changes_with_replace_alone():
    given_rows = [
        row("comprimido", kind="word", note="any tablet"),
        row("píldora", Status.ADMITTED),
        row("tabletka", tag="pl"),
    ]
    kept = brought(given_rows)
    assert (kept.text, kept.changes, len(kept.kept)) == (TEXT, (), 4)
    changed = brought(given_rows, replace=True)
    glossary, _ = glossary_of(changed.text)
    tablet = glossary.terms["tablet"]
    assert (tablet.kind, tablet.note) == ("word", "any tablet")
    assert tablet.terms["es"].allowed == ("comprimido", "píldora")
    assert tablet.terms["es"].forbidden == tablet.terms["pl"].forms == []
    assert "  # as packs say" in changed.text
    assert "      # Polish inflects." in changed.text


def test_a_comment_is_never_lost():
    text = TEXT.replace("          - tablet-", "          # all cases\n          - tablet-")
    with pytest.raises(Refused) as refused:
        brought([row("pigułka", Status.FORBIDDEN, "pl")], text)
    (finding,) = refused.value.findings
    assert finding.check == "bad-termbase"
    assert finding.place.row == text[: text.index("term: tabletka")].count("\n") + 1


def table(*lines):
    return "\n".join([",".join(HEAD), *lines]).encode()


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("tablet,form,,es,best,tableta", 17, "status"),
        ("tablet,shape,,es,preferred,tableta", 28, "kind"),
        ("tablet,form,,es,preferred,12", 27, "letters"),
        (",form,,es,preferred,tableta", 21, "no entry"),
        ("tablet,form,,es,preferred", 1, "cells"),
        ('tablet,form,"never,es,preferred,tableta', 13, "quote"),
        ("tablet,form,,en,preferred,pill", 27, "English"),
    ],
)
def test_a_bad_row_of_a_table_is_told_at_its_place(line, column, said):
    with pytest.raises(Refused) as refused:
        read_whole(read_csv, "terms.csv", table("tablet,form,,fr,preferred,comprimé", line))
    (finding,) = refused.value.findings
    assert (finding.check, str(finding.place)) == ("bad-termbase", f"terms.csv:3:{column}")
    assert said in finding.message


@pytest.mark.parametrize(
    "second",
    [
        "tablet,form,,es,preferred,comprimido",
        "tablet,form,,es,forbidden,tableta",
        "tablet,word,,es,admitted,tabletas",
        "tablet,form,other,es,admitted,tabletas",
    ],
)
def test_rows_that_contradict_each_other_are_told_at_the_second(second):
    data = table("tablet,form,one,es,preferred,tableta", second)
    with pytest.raises(Refused) as refused:
        read_whole(read_csv, "terms.csv", data)
    assert [finding.place.row for finding in refused.value.findings] == [3]


def test_a_language_we_do_not_have_is_left_out_with_a_warning():
    held, findings = concepts(
        [row("Tablette", tag="de"), row("tableta"), row("药片", tag="zh_hans")], LANGUAGES, KINDS
    )
    assert set(held["tablet"].lines) == {"es", "zh-Hans"}
    assert [finding.severity for finding in findings] == [Severity.WARNING]


def test_a_new_language_needs_its_preferred_word():
    with pytest.raises(Refused):
        brought([row("comprimés", Status.ADMITTED, "fr")])


def test_a_cell_that_a_spreadsheet_would_run_is_guarded():
    text = write_csv([row("=HYPERLINK(1)"), row("-دواء-"), row("'@x"), row("'x")])
    cells = [line.rpartition(",")[2] for line in text.splitlines()[1:]]
    assert cells == ["'=HYPERLINK(1)", "'-دواء-", "''@x", "'x"]
    assert text.startswith("\ufeff")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_as_other_spreadsheets_save_it_is_read(separator):
    data = (
        table("tablet,form,,es,Preferred,tableta").replace(b",", separator.encode()).replace(b"\n", b"\r\n")
    )
    assert read_csv("terms.csv", data) == ((row("tableta", kind="form"),), ())


def test_every_bad_row_of_a_table_is_told_at_once():
    data = table(
        "tablet,form,,es,best,tableta",
        "tablet,form,,es,preferred",
        'tablet,form,,es,preferred,"tab"leta',
        "tablet,shape,,es,preferred,tableta",
        "tablet,form,,es,preferred,12",
        "tablet,form,,fr,preferred,comprimé",
        "tablet,form,,fr,preferred,cachet",
        'tablet,form,,fr,admitted,"pastille',
    )
    with pytest.raises(Refused) as refused:
        read_whole(read_csv, "terms.csv", data)
    assert sorted(one.place.row for one in refused.value.findings) == [2, 3, 4, 5, 6, 8, 9]


@pytest.mark.parametrize("odd", ["\u202e", "\u2066", "\x00", "\x1b", "\x7f"])
@pytest.mark.parametrize("line", ["{}tablet,form,,es", "tablet,form,no{}te,es", "tablet,form,,e{}s"])
def test_a_character_that_is_not_seen_is_refused_at_its_row(odd, line):
    good = "tablet,form,,fr,preferred,comprimé"
    for said in (f"{line.format(odd)},preferred,tableta", f"{line.format('')},preferred,tab{odd}leta"):
        with pytest.raises(Refused) as refused:
            read_whole(read_csv, "terms.csv", table(good, said))
        (finding,) = refused.value.findings
        assert finding.place.row == 3
        assert finding.message == f"the character U+{ord(odd):04X} does not belong here"
        assert read_whole(read_csv, "terms.csv", table(good, said.replace(odd, "")))[0]


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(Refused) as refused:
        read_csv("terms.csv", b"entry,language,status,word,Word,,\n")
    assert [str(one.place) for one in refused.value.findings] == ["terms.csv:1:28"]
    assert read_csv("terms.csv", b"entry,language,status,word,,\n") == ((), ())


def test_the_faults_of_several_entries_are_told_at_once():
    status = '<termNote type="administrativeStatus">best</termNote></tig>'
    wrong = ENTRY.replace("</tig>", status).format("a")
    with pytest.raises(Refused) as refused:
        read_whole(read_tbx, "terms.tbx", xml(f"{wrong}\n{wrong}\n{ENTRY.format('12')}"))
    assert [one.place.row for one in refused.value.findings] == [3, 4, 5]


def xml(body, head=""):
    return f'<?xml version="1.0"?>\n{head}<martif><text><body>\n{body}\n</body></text></martif>'.encode()


ENTRY = '<termEntry><langSet xml:lang="en"><tig><term>{}</term></tig></langSet></termEntry>'
LAUGHS = '<!DOCTYPE martif [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n'
OUTSIDE = '<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'


@pytest.mark.parametrize(
    ("data", "row_at"),
    [
        (xml(ENTRY.format("&b;"), LAUGHS), 2),
        (xml(ENTRY.format("&a;"), OUTSIDE), 2),
        (xml(ENTRY.format("&a;"), '<!DOCTYPE martif SYSTEM "TBX.dtd">\n'), 4),
        (xml(ENTRY.format("a") + "<open>"), 4),
        (xml(""), 1),
        (xml(ENTRY.replace('"en"', '"fr"').format("a")), 3),
        (
            xml(
                ENTRY.replace("</tig>", '<termNote type="administrativeStatus">best</termNote></tig>').format(
                    "a"
                )
            ),
            3,
        ),
        ("é".encode("latin-1"), 1),
        (b"<" + b" " * LARGEST, 0),
    ],
    ids=["laughs", "outside", "undeclared", "open", "empty", "no English", "status", "latin-1", "large"],
)
def test_xml_that_hides_grows_or_lacks_is_refused_with_its_place(data, row_at):
    with pytest.raises(Refused) as refused:
        read_whole(read_tbx, "terms.tbx", data)
    (finding,) = refused.value.findings
    assert (finding.check, finding.place.path, finding.place.row) == ("bad-termbase", "terms.tbx", row_at)


def test_places_count_letters_and_not_bytes():
    (finding,) = _refused(xml("<p>дозы &a;</p>", '<!DOCTYPE martif SYSTEM "TBX.dtd">\n'))
    assert str(finding.place) == "terms.tbx:4:9"


def _refused(data):
    with pytest.raises(Refused) as refused:
        read_tbx("terms.tbx", data)
    return refused.value.findings


def test_a_doctype_alone_is_read():
    ((taken,), _) = read_tbx("terms.tbx", xml(ENTRY.format("pill"), '<!DOCTYPE martif SYSTEM "TBX.dtd">\n'))
    assert (taken.word, taken.place.row, taken.place.column) == ("pill", 4, 40)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(data):
    for take in (read_csv, read_tbx):
        try:
            take("terms", data)
        except Refused as refused:
            assert refused.findings  # noqa: PT017 - most bytes are refused, not all
