import pytest

from plainleaf.monograph.blocks import KINDS, When
from tests.monograph.samples import changed, findings, monograph, told

TEXT = "      - text: Tell your doctor what you take.\n        when: {jurisdiction: US}"

BLOCKS = {
    "text": "text: A text.",
    "list": "list: [One., Two.]",
    "steps": "steps: [One., Two.]",
    "table": "table: {head: [a, b], rows: [[c, d]]}",
    "warning": "warning: [One., Two.]",
    "questions": "questions: [{ask: Why?, answer: So.}]",
    "note": "note: A note.",
    "call": "{call: now, heading: Call, items: [Fits.], phones: [emergency]}",
    "dose_lines": "dose_lines: Take the dose on your label",
    "starting": (
        "{starting: {every: step, times: start_times, doses: [start_dose, next]}, heading: An example,"
        " caution: Only an example., days: Days}"
    ),
    "card": "{card: This person takes it., heading: Alert}",
}


def test_every_kind_of_block_is_tried_here():
    assert list(BLOCKS) == [block.kind for block in KINDS]


@pytest.mark.parametrize(("kind", "written"), BLOCKS.items())
def test_a_block_is_of_the_kind_its_key_names(kind, written):
    (block, _) = monograph(changed((TEXT, f"      - {written}"))).sections[0].blocks
    assert block.kind == kind
    assert block.when == When()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("txt: A text.", ("unknown-block", 26, 9)),
        ("Just words.", ("unknown-block", 26, 9)),
        ("[text, list]", ("unknown-block", 26, 9)),
        ("{}", ("unknown-block", 26, 9)),
        ("text:", ("bad-value", 26, 14)),
        ("text: '  '", ("bad-value", 26, 15)),
        ("{text: A., list: [B.]}", ("unknown-key", 26, 20)),
        ("list: []", ("wrong-type", 26, 15)),
        ("list: [a, [b]]", ("wrong-type", 26, 19)),
        ("steps: [a, '']", ("bad-value", 26, 20)),
        ("table: {head: [a], rows: [[b]]}", ("wrong-type", 26, 23)),
        ("table: {head: [a, b], rows: [[c]]}", ("bad-value", 26, 16)),
        ("table: {head: [a, b]}", ("missing-key", 26, 16)),
        ("{warning: A., level: deadly}", ("wrong-type", 26, 30)),
        ("questions: [{ask: Why?}]", ("missing-key", 26, 21)),
        ("{call: later, heading: Call, items: [Fits.], phones: [emergency]}", ("wrong-type", 26, 16)),
        ("{call: now, heading: Call, items: [Fits.], phones: [police]}", ("wrong-type", 26, 61)),
        ("{call: now, items: [Fits.], phones: [emergency]}", ("missing-key", 26, 9)),
        ("{dose_lines: A., times: [noon]}", ("wrong-type", 26, 34)),
        ("{card: A.}", ("missing-key", 26, 9)),
        (
            "{starting: {every: a, times: b, doses: [c]}, heading: A., caution: B., days: C.}",
            ("wrong-type", 26, 48),
        ),
        ("list: [{text: A.}]", ("missing-key", 26, 16)),
        ("list: [{text: A., when: {forn: pump}}]", ("unknown-key", 26, 34)),
        ("{text: A., when: {country: US}}", ("unknown-key", 26, 27)),
        ("{text: A., when: {form: spray}}", ("wrong-type", 26, 33)),
    ],
)
def test_one_slip_in_a_block_is_one_finding_where_it_stands(written, expected):
    assert told((TEXT, f"      - {written}")) == [expected]


def test_an_unknown_block_is_told_the_known_kinds():
    (finding,) = findings((TEXT, "      - txt: A text."))
    assert all(block.kind in finding.hint for block in KINDS)


@pytest.mark.parametrize(
    ("when", "jurisdiction", "form", "holds"),
    [
        (When(), "US", "oral", True),
        (When(jurisdiction="US"), "US", "oral", True),
        (When(jurisdiction="US"), "GB", "oral", False),
        (When(jurisdiction=["US", "GB"]), "GB", "pump", True),
        (When(form="pump"), "US", "oral", False),
        (When(jurisdiction="US", form="pump"), "US", "pump", True),
        (When(jurisdiction="US", form="pump"), "GB", "pump", False),
    ],
)
def test_a_block_prints_where_all_its_conditions_hold(when, jurisdiction, form, holds):
    assert when.holds(jurisdiction, form) is holds
