import os
import subprocess
import sys
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plainleaf.findings import Finding, Refused, Span
from plainleaf.source import LARGEST, load, parse
from tests.conftest import ROOT

GOOD = "title: Baclofen\nfacts:\n  age: 12 years\n"


def tree(text: str):
    return parse("a.yaml", text.encode()).data


def refused(data: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(Refused) as caught:
        parse("a.yaml", data if isinstance(data, bytes) else data.encode())
    return caught.value.findings


def told(data: str | bytes) -> list[tuple[str, int, int]]:
    return [(finding.check, finding.place.row, finding.place.column) for finding in refused(data)]


def test_good_text_is_read_as_text_lists_and_mappings():
    assert tree(GOOD) == {"title": "Baclofen", "facts": {"age": "12 years"}}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Baclofen", "title: 'Baclofen", ("source-syntax", 4, 1)),
        ("title: Baclofen", "title: [Baclofen", ("source-syntax", 2, 6)),
        ("title: Baclofen", "title: a: b", ("source-syntax", 1, 9)),
        ("  age", "\tage", ("source-syntax", 3, 1)),
        ("facts:", "title:", ("source-key", 2, 1)),
        ("  age: 12 years", "  ? [age]\n  : 12", ("source-key", 3, 5)),
        ("age: 12 years\n", "age: 12 years\n---\na: b\n", ("source-syntax", 4, 1)),
    ],
)
def test_one_slip_is_one_finding_where_it_stands(old, new, expected):
    assert GOOD.count(old) == 1
    assert tree(GOOD)
    assert told(GOOD.replace(old, new)) == [expected]


def test_a_tab_as_indent_is_named_in_the_hint():
    assert "tab" in refused(GOOD.replace("  age", "\tage"))[0].hint


def test_a_key_written_twice_points_to_the_first():
    (finding,) = refused("age: 12 years\nname: x\nage: 14 years\n")
    assert finding.related == (Span("a.yaml", 1, 1),)


def test_every_key_written_twice_is_told_at_once():
    twice = "a: 1\na: 2\na: 3\nb: {c: 1,\n c: 2}\n"
    assert told(twice) == [("source-key", 2, 1), ("source-key", 3, 1), ("source-key", 5, 2)]


def test_equal_keys_of_different_mappings_are_good():
    assert tree("a: {c: 1}\nb: {c: 2}\n") == {"a": {"c": "1"}, "b": {"c": "2"}}


def test_an_alias_is_refused_where_it_stands():
    good = "start: 5 mg\nmost: 5 mg\n"
    assert tree(good) == {"start": "5 mg", "most": "5 mg"}
    assert told("start: &start 5 mg\nmost: *start\n") == [("source-alias", 2, 7)]


def test_an_alias_as_a_key_is_refused():
    assert told("a: &word start\n*word : 5 mg\n") == [("source-alias", 2, 1)]


def test_a_merge_key_is_refused():
    assert {check for check, *_ in told("a: &a {b: c}\nd: {<<: *a}\n")} == {"source-alias"}


def test_aliases_nested_to_grow_without_bound_are_refused_at_once():
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60)]
    start = time.monotonic()
    assert {check for check, *_ in told("\n".join(lines))} == {"source-alias"}
    assert time.monotonic() - start < 5


def test_deep_nesting_is_refused_where_it_passes_the_bound():
    assert told("[" * 30 + "]" * 30) == [("source-syntax", 1, 26)]
    assert tree("[" * 20 + "]" * 20)


@pytest.mark.parametrize("brackets", [5_000, 300_000])
def test_nesting_without_end_is_refused_and_does_not_kill_the_process(brackets):
    program = (
        "from plainleaf.findings import Refused\nfrom plainleaf.source import parse\n"
        f"try: parse('a.yaml', b'[' * {brackets})\nexcept Refused: print('refused')\n"
    )
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", program]
    ran = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "refused\n")


def test_a_file_of_ten_megabytes_is_refused_before_it_is_parsed(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: [x]\n" * 1_500_000)
    start = time.monotonic()
    with pytest.raises(Refused) as caught:
        load(file, tmp_path)
    assert [finding.check for finding in caught.value.findings] == ["source-size"]
    assert time.monotonic() - start < 5


def test_a_file_of_the_largest_size_is_read():
    assert told("a: " + "x" * LARGEST) == [("source-size", 0, 0)]
    assert tree("a: " + "x" * (LARGEST - 3))


@pytest.mark.parametrize(
    ("data", "row", "column"),
    [
        (b"\xff", 1, 1),
        (b"a: b\nc: caf\xe9\n", 2, 7),
        ("word: é\nname: naïve ".encode() + b"\xff\n", 2, 13),
        (b"\xef\xbb\xbfa: \xff\n", 1, 4),
    ],
)
def test_bytes_that_are_not_utf8_are_told_at_their_character(data, row, column):
    assert told(data) == [("source-encoding", row, column)]


def test_a_control_character_is_told_at_its_row_and_column():
    assert told(b"a: b\nc: d\x00e\n") == [("source-syntax", 2, 5)]
    assert told("a: é\nc: é\x07e\n") == [("source-syntax", 2, 5)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "\ufeff"])
def test_an_empty_file_is_told_at_its_beginning(text):
    assert told(text) == [("source-syntax", 1, 1)]


@pytest.mark.parametrize(
    "scalar",
    [
        *(
            "no",
            "yes",
            "on",
            "off",
            "true",
            "null",
            "~",
            "12:30",
            "010",
            "0o10",
            "1_000",
            "0x1F",
            "1e3",
            ".inf",
        ),
        *("2026-05-31", "2026-05-31 10:00:00", "5.0", "+1", "=", "<<x", "5 mg", "911"),
    ],
)
def test_every_scalar_stays_the_text_its_author_typed(scalar):
    assert tree(f"a: {scalar}\n") == {"a": scalar}
    assert tree(f"a: [{scalar}, b]\n") == {"a": [scalar, "b"]}
    assert tree(f"{scalar}: a\n") == {scalar: "a"}


def test_a_key_without_a_value_holds_empty_text():
    assert tree("a:\nb: ''\n") == {"a": "", "b": ""}


def test_a_tag_makes_nothing_but_text():
    assert tree("a: !!python/object/apply:os.getcwd []\nb: !!int 5\n") == {"a": [], "b": "5"}


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_move_no_place(prefix, line_end):
    source = parse("a.yaml", (prefix + GOOD.replace("\n", line_end)).encode())
    assert source.data == tree(GOOD)
    assert source.place(("title",)) == Span("a.yaml", 1, 8)
    assert source.place(("facts", "age")) == Span("a.yaml", 3, 8)
    assert source.place(("facts", "age"), "years") == Span("a.yaml", 3, 11)
    assert source.key_place(("facts", "age")) == Span("a.yaml", 3, 3)


@pytest.mark.parametrize(
    ("text", "within", "row", "column"),
    [
        ("a: 7\nb: Take 7 pills\n", "7", 2, 9),
        ('a: 7\nb: "Take 7 pills"\n', "7", 2, 10),
        ("a: 7\nb: 'Take 7 pills'\n", "7", 2, 10),
        ("a: 7\nb: 'It''s 7 pills'\n", "7", 2, 11),
        ("a: 7\nb: >\n  Take\n  no more than 7\n  pills\n", "7", 4, 16),
        ("a: 7\nb: |\n  Take\n  no more than 7\n", "7", 3 + 1, 16),
        ("a: 7\nb: >-\n  Take\n\n  no more than 7\n", "7", 5, 16),
        ("a: 7\nb: Take\n  no more than 7\n", "7", 3, 16),
        ("a: 7\nb: {c: [x, y 7 z]}\n", "7", 2, 14),
        ("a: 7\nb: 患者 7 片\n", "7", 2, 7),
        ("a: 7\nb: 👩‍⚕️ 7\n", "7", 2, 9),
    ],
)
def test_characters_are_found_inside_their_value_however_it_is_quoted(text, within, row, column):
    source = parse("a.yaml", text.encode())
    route = ("b", "c", 1) if "{c" in text else ("b",)
    assert source.place(route, within) == Span("a.yaml", row, column)


def test_characters_that_do_not_stand_in_the_value_leave_its_own_place():
    source = parse("a.yaml", b"a: Take x\nb: 7\n")
    assert source.place(("a",), "7") == Span("a.yaml", 1, 4)


def test_an_unknown_route_falls_to_its_nearest_known_parent():
    source = parse("a.yaml", GOOD.encode())
    assert source.place(("facts", "weight", 3)) == source.place(("facts",)) == Span("a.yaml", 3, 3)
    assert source.key_place(("facts", "weight")) == Span("a.yaml", 3, 3)
    assert source.place(("nothing",)) == Span("a.yaml", 1, 1)


def test_a_loaded_file_is_named_from_the_root(tmp_path):
    folder = tmp_path / "leaflets"
    folder.mkdir()
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert load(folder / "a.yaml", tmp_path).path == "leaflets/a.yaml"
    with pytest.raises(FileNotFoundError):
        load(folder / "b.yaml", tmp_path)


def test_a_pipe_or_a_folder_in_place_of_a_file_is_told_and_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("pipe.yaml", "folder.yaml"):
        with pytest.raises(Refused) as caught:
            load(tmp_path / name, tmp_path)
        assert [(one.check, one.place.path) for one in caught.value.findings] == [("source-syntax", name)]


# YAML 1.1 folds U+0085 as a line end, and PyYAML writes it bare all the same.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85"), max_size=40)


@given(st.dictionaries(TEXTS, TEXTS, max_size=6), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_mapping_of_texts_reads_back_as_itself(mapping, allow_unicode):
    written = yaml.safe_dump(mapping, allow_unicode=allow_unicode)
    source = parse("a.yaml", written.encode())
    assert source.data == mapping
    assert all((key,) in source.key_places for key in mapping)
