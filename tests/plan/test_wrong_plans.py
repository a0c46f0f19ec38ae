"""Wrong plans are refused: one fault is one finding, told where it stands, in words that a nurse understands."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from plainleaf.findings import Finding, Refused, Severity
from plainleaf.pipeline import patient
from plainleaf.plan import RULES, WHERE, check_plan, read_plan
from plainleaf.source import LARGEST
from plainleaf.values.kinds import parse_strength
from tests.plan.samples import (
    CANARY,
    HIGHEST,
    LIQUID,
    PROJECT,
    TABLETS,
    TODAY,
    Sample,
    limits,
    samples,
    told,
    with_rows,
)

UNREAD = "the file cannot be read from here on"
CONFIRM = "prescriber_confirmed: Seen at the pain clinic"
NEEDLESS = "“prescriber_confirmed” stands where nothing needs it"
FORM, PART, SUM = "plan-form", "plan-part", "plan-sum"
DAYS, HIGH, STEP, STOP = "plan-days", "plan-highest", "plan-step", "plan-stop"
CONFIRMABLE = (STEP, STOP)

JARGON = re.compile(
    r"\b(None|True|False|null|NaN|str|int|dict|list|tuple|mapping|sequence|object|type|input|string|integer|parse\w*|"
    r"valid\w*|pydantic|schema|YAML|UTF-8|byte\w*|key|node|token|Decimal|Fraction|Amount|Finding|Span|Traceback|"
    r"\w*Error|Exception|Refused|line \d+|column)\b|[{}<>\\=]|0x|\.py\b"
)
"""Words of programs and programmers."""


SAMPLES = tuple(samples())
RIGHT = [one for one in SAMPLES if not one.check]
WRONG = [one for one in SAMPLES if one.check]
RULED = [one for one in WRONG if one.check != FORM]
"""What can be read, and breaks a rule."""

FILES = (
    ("an empty file", b"", 1, 1),
    ("a file of comments", b"# Nothing yet\n", 1, 1),
    (
        "a file of another encoding",
        TABLETS.replace("language: en", "language: en # \u00e9").encode("latin-1"),
        3,
        16,
    ),
    ("a file of a word processor", b"PK\x03\x04\x14\x00", 1, 3),
    ("a file with a control character", TABLETS.replace("adult", "ad\x07ult").encode(), 4, 12),
    ("a file without end", TABLETS.encode() + b"#" * LARGEST, 0, 0),
    ("a file of brackets", b"steps: " + b"[" * 60 + b"]" * 60, 1, 32),
    ("a file that ends amid a list", b"steps: [", 2, 1),
    ("a list as the name of a field", b"? [morning]\n: 1 tablet\n", 1, 3),
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "plan.yaml"


def values_in(text: str) -> set[str]:
    """What the file says after its colons."""
    return {found.strip(" []\"'&*") for found in re.findall(r":[ \t]+(\S.*)", text)} - {""}


def stands_in(value: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def is_plain(text: str) -> bool:
    """Words alone: no word of a program; names of fields in quotes, or in a list of them."""
    quoted = re.sub("“[a-z_]+”|`[^`]*`|docs/clinics.md|known here: [a-z_, ]+", "", text)
    return not JARGON.search(quoted) and not re.search(r"\w_\w", quoted) and text == " ".join(text.split())


def test_the_good_plans_have_nothing_wrong(file):
    assert [told(file, text) for text in (TABLETS, LIQUID, HIGHEST)] == [()] * 3


def test_each_rule_has_a_wrong_plan():
    assert {wrong.check for wrong in WRONG} == set(RULES) - {"plan-limits"}
    assert len(WRONG) > 90
    assert len(RIGHT) > 12
    assert len({one.name for one in SAMPLES}) == len(SAMPLES)


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_one_fault_is_one_finding_where_it_stands_until_it_is_mended(file, wrong):
    (found,) = told(file, wrong.text, wrong.jurisdiction)
    assert (found.check, found.place.row, found.place.column) == (wrong.check, wrong.row, wrong.column)
    assert (found.message, found.severity) == (wrong.said, Severity.ERROR)
    is_told_to_a_nurse(found)
    repeats_nothing(found, wrong)
    assert told(file, wrong.good) == ()


def is_told_to_a_nurse(found: Finding) -> None:
    """In plain words, what is wrong and what to do; in “the plan” and nowhere else."""
    assert (found.place.path, found.related) == (WHERE, ()) == ("the plan", ())
    assert is_plain(found.message), found.message
    assert found.hint
    assert is_plain(found.hint), found.hint


def repeats_nothing(found: Finding, wrong: Sample) -> None:
    """No value of the file stands in it; hints have examples of their own, so there it is what was changed."""
    values = values_in(wrong.text)
    assert len(values) > 5
    # That a plan is for a child is what the finding says, and in which step it is.
    said = re.sub(r"step \d+", "", found.message)
    assert [one for one in values - {"child"} if stands_in(one, said)] == []
    changed = values_in("\n".join(filter(None, wrong.rows.values()))) - values_in(wrong.good)
    assert [one for one in changed - {"child"} if stands_in(one, found.hint)] == []


@pytest.mark.parametrize(("data", "row", "column"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_that_is_no_plan_is_told_in_the_same_way(file, data, row, column):
    (found,) = told(file, data)
    assert (found.check, found.place.row, found.place.column) == (FORM, row, column)
    assert found.message == UNREAD
    is_told_to_a_nurse(found)


@pytest.mark.parametrize("right", RIGHT, ids=str)
def test_what_a_rule_just_allows_is_allowed(file, right):
    assert told(file, right.text, right.jurisdiction) == ()


# ---- what one wrong row makes of more than one rule


@pytest.mark.parametrize(
    ("plan", "rows", "expected"),
    [
        # The total is wrong, and what would be taken is too much: either alone must not hide the other.
        (HIGHEST, {10: "    morning: 9 tablets"}, [(SUM, 11), (HIGH, 11)]),
        # A gap and, of the same two days, a step that ends before it begins.
        (TABLETS, {10: "    last: 2026-05-31"}, [(DAYS, 10), (DAYS, 15)]),
        # The step up that begins a day early begins on another step's day.
        (TABLETS, {15: "  - first: 2026-06-03"}, [(DAYS, 15), (STEP, 15)]),
        # Each step with halves of its own is told.
        (
            TABLETS,
            {7: None, 28: "    bedtime: 1 and a half tablets", 29: "    total: 15 mg"},
            [(PART, 11), (PART, 27)],
        ),
        # Each missing field is told.
        (TABLETS, {3: None, 4: None}, [(FORM, 1), (FORM, 1)]),
        (TABLETS, {3: "Language: en"}, [(FORM, 1), (FORM, 3)]),
        # A start too high that is ended too soon.
        (
            HIGHEST,
            {
                5: "taking_now: 0 mg",
                9: "  - first: 2026-06-01\n    last: 2026-06-02",
                10: "    morning: 2 tablets",
                11: "    total: 20 mg",
                12: "stops: 2026-06-03",
            },
            [(STEP, 12), (STOP, 13)],
        ),
    ],
)
def test_each_rule_that_a_plan_breaks_is_told(file, plan, rows, expected):
    found = told(file, with_rows(plan, rows))
    assert sorted((one.check, one.place.row) for one in found) == sorted(expected)
    assert told(file, plan) == ()


def test_an_amount_that_is_no_round_mass_is_refused(file):
    """5 mg in 3 mL: no such liquid is made. The parts are not round, their sum is."""
    rows = {7: "liquid: 5 mg in 3 mL", 11: "    morning: 1 mL", 12: "    midday: 2 mL", 13: None}
    rows |= {14: "    total: 5 mg", 16: "    morning: 3 mL", 17: None, 18: None, 19: "    total: 5 mg"}
    file.write_text(with_rows(LIQUID, rows), encoding="utf-8")
    plan, source = read_plan(file)
    made = replace(limits(), in_hand=frozenset({parse_strength("5 mg in 3 mL")}))
    found = check_plan(plan, source, made, TODAY)
    said = "of step 1 is no round amount of medicine with the strength in hand"
    assert [(one.check, one.place.row, one.message) for one in found] == [
        (PART, 11, f"“morning” {said}"),
        (PART, 12, f"“midday” {said}"),
    ]
    file.write_text(with_rows(LIQUID, rows | {11: "    morning: 3 mL", 12: None}), encoding="utf-8")
    assert check_plan(*read_plan(file), made, TODAY) == ()


@pytest.mark.parametrize("steps", [60, 61])
def test_a_plan_has_sixty_steps_at_most(file, steps):
    head = HIGHEST.partition("  - ")[0].replace("65 mg", "10 mg")
    days = [TODAY + timedelta(days=number) for number in range(steps)]
    lines = [f"  - first: {day}\n    last: {day}\n    morning: 1 tablet\n    total: 10 mg\n" for day in days]
    lines[-1] = lines[-1].replace(f"    last: {days[-1]}\n", "")
    found = [(one.check, str(one.place), one.message) for one in told(file, head + "".join(lines))]
    assert found == ([] if steps == 60 else [(FORM, "the plan:9:3", "“steps” cannot be read")])


# ---- what the prescriber has confirmed


def confirmed(wrong: Sample) -> str:
    """The plan with a confirmation where its finding stands: in the step, or beside the end."""
    lines = wrong.text.splitlines()
    lines.insert(wrong.row, CONFIRM if wrong.check == STOP else f"    {CONFIRM}")
    return "\n".join(lines)


@pytest.mark.parametrize("wrong", [one for one in RULED if one.check in CONFIRMABLE], ids=str)
def test_what_the_prescriber_has_confirmed_may_be_larger_or_faster(file, wrong):
    assert told(file, confirmed(wrong), wrong.jurisdiction) == ()
    assert {one.check for one in told(file, wrong.text, wrong.jurisdiction)} == {wrong.check}


@pytest.mark.parametrize("wrong", [one for one in RULED if one.check not in CONFIRMABLE], ids=str)
def test_no_confirmation_makes_a_wrong_plan_right(file, wrong):
    found = told(file, f"{wrong.text}{CONFIRM}\n", wrong.jurisdiction)
    assert wrong.check in [one.check for one in found]
    # Beside it only what says that nothing needed confirming.
    assert {one.message for one in found if one.check != wrong.check} <= {NEEDLESS}


def test_these_kinds_of_step_can_be_confirmed_and_no_more():
    kinds = {re.sub(r"step \d", "step", one.said) for one in RULED if one.check in CONFIRMABLE}
    assert kinds == {
        "step begins higher than the sources allow",
        "step goes up by more than the sources allow",
        "step goes down by more than one step of the sources",
        "step goes up sooner than the sources allow",
        "step goes down sooner than the sources allow",
        "the way down to the last dose is shorter than the sources ask for",
    }


@pytest.mark.parametrize(
    ("rows", "place"),
    [({35: CONFIRM}, "the plan:35:23"), ({20: f"    total: 40 mg\n    {CONFIRM}"}, "the plan:21:27")],
    ids=["the end", "a step"],
)
def test_a_confirmation_that_nothing_needs_is_told(file, rows, place):
    (found,) = told(file, with_rows(TABLETS, rows))
    assert (found.check, str(found.place), found.message) == (STEP, place, NEEDLESS)
    is_told_to_a_nurse(found)
    assert "pain" not in found.message + found.hint
    assert told(file, TABLETS) == ()


def test_a_confirmation_is_for_the_step_it_stands_in(file):
    """Whoever confirms a high start has not confirmed what comes after it."""
    rows = {
        5: "taking_now: 0 mg",
        9: "  - first: 2026-06-01\n    last: 2026-06-28",
        10: "    morning: 2 tablets",
    }
    rows |= {11: f"    total: 20 mg\n    {CONFIRM}", 12: "  - first: 2026-06-29\n    last: 2026-06-29"}
    rows |= {13: "    morning: 8 tablets", 14: "    total: 80 mg", 15: "stops: 2026-06-30"}
    found = told(file, with_rows(HIGHEST, rows))
    assert [(one.check, str(one.place)) for one in found] == [
        (STEP, "the plan:17:12"),
        (STOP, "the plan:18:8"),
    ]


def test_a_way_down_day_by_day_is_refused_though_it_has_no_end(file):
    rows = {5: "taking_now: 80 mg"}
    days = {1: ("6 and a half tablets", 65), 2: ("5 tablets", 50), 3: ("3 and a half tablets", 35)}
    steps = [
        f"  - first: 2026-06-0{day}\n    last: 2026-06-0{day}\n    morning: {dose}\n    total: {total} mg"
        for day, (dose, total) in days.items()
    ]
    last = "  - first: 2026-06-04\n    morning: 2 tablets\n    total: 20 mg"
    found = told(file, with_rows(HIGHEST, rows | {9: "\n".join([*steps, last]), 10: None, 11: None}))
    assert [one.message for one in found] == [
        f"step {number} goes down sooner than the sources allow" for number in (2, 3, 4)
    ]


# ---- names that the project has not


class ReachedError(Exception):
    """The names were all known: the workshop would be opened."""


@pytest.fixture
def named(file, monkeypatch):
    """What is said of a plan's names; nothing where they are known."""

    def reached(*_):
        raise ReachedError

    monkeypatch.setattr(patient, "open_workshop", reached)

    def ask(text: str):
        file.write_text(text, encoding="utf-8")
        try:
            patient.print_plan(PROJECT, *read_plan(file), "large", None, "default", TODAY)
        except Refused as refused:
            return refused.findings
        except ReachedError:
            return ()
        raise AssertionError

    return ask


@pytest.mark.parametrize(
    ("row", "line", "column", "name"),
    [
        (2, "medicine: warfarin", 11, "medicine"),
        (2, "medicine: Baclofen", 11, "medicine"),
        (2, "medicine: _phrases", 11, "medicine"),
        (2, "medicine: ../leaflets/baclofen", 11, "medicine"),
        (3, "language: Spanish", 11, "language"),
        (3, "language: xx", 11, "language"),
        (3, "language: zh", 11, "language"),
        (3, "language: es\nalso: english", 7, "also"),
        (4, "clinic: north", 9, "clinic"),
        (4, "clinic: ../clinics/default", 9, "clinic"),
        (4, "clinic: _countries", 9, "clinic"),
    ],
)
def test_a_name_that_the_project_has_not_is_told_and_not_repeated(named, row, line, column, name):
    (found,) = named(with_rows(LIQUID, {row: line}))
    place = (row + line.count("\n"), column)
    assert (found.check, found.place.row, found.place.column) == (FORM, *place)
    assert found.message == f"“{name}” names none that this project has"
    is_told_to_a_nurse(found)
    assert not stands_in(line.rpartition(": ")[2], found.message + found.hint)
    assert named(LIQUID) == ()


@pytest.mark.parametrize("tag", ["en", "es", "ar", "zh-Hans", "am"])
def test_each_language_of_the_project_is_known_by_its_tag(named, tag):
    also = "es" if tag == "en" else "en"
    assert named(with_rows(LIQUID, {3: f"language: {tag}\nalso: {also}"})) == ()


def test_no_language_stands_beside_itself(named):
    (found,) = named(with_rows(LIQUID, {3: "language: es\nalso: es"}))
    assert (found.check, str(found.place)) == (FORM, "the plan:4:7")
    assert found.message == "“also” is the language of the plan itself"
    is_told_to_a_nurse(found)


# ---- nothing of the file is repeated


@pytest.mark.parametrize("plan", [TABLETS, LIQUID], ids=["tablets", "liquid"])
@pytest.mark.parametrize(
    "wild",
    [
        f": {CANARY}",
        f": {CANARY} mg",
        f": [{CANARY}, {CANARY}]",
        f": {{{CANARY}: {CANARY}}}",
        f": '{CANARY}",
        f": !{CANARY} x",
        f": *{CANARY}",
        f": 1 {CANARY}",
        f": {CANARY}: {CANARY}",
        f"{CANARY}: 1 tablet",
        f" {CANARY}",
    ],
)
def test_what_stands_wrong_in_any_row_is_never_repeated(file, named, plan, wild):
    seen = 0
    for row, line in enumerate(plan.splitlines(), 1):
        if line == "steps:":
            continue
        text = with_rows(plan, {row: f"{line.partition(':')[0]}{wild}"})
        found = told(file, text) or named(text)
        assert found, (row, line)
        assert CANARY not in repr(found)
        assert {one.place.path for one in found} == {WHERE}
        seen += 1
    assert seen > 15


def test_the_error_that_carries_the_findings_holds_nothing_of_the_file(file):
    file.write_text(TABLETS.replace("adult", CANARY), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_plan(file)
    error = caught.value
    assert CANARY not in f"{error!r} {error.args} {error.__cause__!r}"
    assert error.__suppress_context__ or error.__context__ is None


# ---- slips that a nurse is likely to make


def test_a_year_that_ends_the_calendar_is_a_gap_and_no_fault_of_ours(file):
    """“For ever” is often written as 9999-12-31."""
    rows = {9: "  - first: 2026-06-01\n    last: 9999-12-31", 12: "stops: 2026-06-04"}
    found = told(file, with_rows(HIGHEST, rows))
    assert {one.check for one in found} >= {DAYS}


@pytest.mark.parametrize("text", ["Take one tablet\n", "- morning\n- evening\n", "null\n"])
def test_a_file_that_holds_no_fields_is_told_so(file, text):
    (found,) = told(file, text)
    assert found.check == FORM
    assert "mass" not in found.message


@pytest.mark.parametrize(
    ("rows", "place"),
    [({14: "    total: 2 tablets"}, "the plan:14:12"), ({6: "tablet: 1 tablet"}, "the plan:6:9")],
)
def test_tablets_in_the_place_of_a_mass_are_told_where_they_stand(file, rows, place):
    (found,) = told(file, with_rows(TABLETS, rows))
    assert (found.check, str(found.place)) == (FORM, place)


def test_a_plan_with_nothing_in_hand_is_told_nothing_about_a_liquid(file):
    (found,) = told(file, with_rows(HIGHEST, {6: None}))
    assert found.message == "nothing says which strength is in hand"


@pytest.mark.parametrize(
    ("now", "tablets", "total"), [("75 mg", "6 tablets", "60 mg"), ("60 mg", "5 tablets", "50 mg")]
)
def test_the_last_step_to_zero_is_no_larger_than_another_step_down(file, now, tablets, total):
    """Sixty milligrams one day and none the next is what `plan-stop` calls bad."""
    rows = {5: f"taking_now: {now}", 9: "  - first: 2026-06-01\n    last: 2026-06-28"}
    rows |= {10: f"    morning: {tablets}", 11: f"    total: {total}", 12: "stops: 2026-06-29"}
    found = told(file, with_rows(HIGHEST, rows))
    assert {one.check for one in found} in ({STEP}, {STOP}, {STEP, STOP})
    confirmed = {12: f"stops: 2026-06-29\n{CONFIRM}"}
    assert told(file, with_rows(HIGHEST, rows | confirmed)) == ()


def test_the_plan_that_the_manual_has_to_copy_is_a_right_one(file):
    """What cannot be read is told with “docs/clinics.md has a plan to copy”."""
    manual = (PROJECT.root / "docs/clinics.md").read_text(encoding="utf-8")
    held = [one for one in re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL) if "taking_now:" in one]
    assert held
    for text in held:
        file.write_text(text, encoding="utf-8")
        plan, source = read_plan(file)
        assert check_plan(plan, source, limits(), plan.steps[0].begins) == ()
