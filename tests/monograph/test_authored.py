import pytest

from plainleaf.findings import Refused
from tests.monograph.samples import changed, findings, monograph, told


def test_the_good_example_is_nothing_to_tell():
    assert monograph().medicine == "sampline"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1", "format: 9", ("wrong-format", 1, 9)),
        ("format: 1\n", "", ("missing-key", 1, 1)),
        ("version: 1", "version: one", ("wrong-type", 5, 10)),
        ("version: 1", "version: 1.0", ("wrong-type", 5, 10)),
        ("reviewed: 2026-05-31", "reviewed: soon", ("wrong-type", 6, 11)),
        ("reviewed: 2026-05-31", "reviewed: 0", ("wrong-type", 6, 11)),
        ("reviewed: 2026-05-31", "reviewed: 20260531", ("wrong-type", 6, 11)),
        ("jurisdiction: US}\nfacts", "jurisdiction: US, verified: no}\nfacts", ("wrong-type", 9, 60)),
        ("jurisdiction: US}\nfacts", "jurisdiction: US, verified: 1}\nfacts", ("wrong-type", 9, 60)),
        ("jurisdiction: US}\nfacts", "jurisdiction: US, dated: 2026}\nfacts", ("wrong-type", 9, 57)),
        ("format: 1", "format: [1]", ("wrong-format", 1, 9)),
        ("names: [Brand]", "names: []", ("wrong-type", 16, 25)),
        ("names: [Brand]", "names: ['']", ("wrong-type", 16, 26)),
        ("purpose: It helps tight muscles relax.", "purpose:", ("bad-value", 7, 9)),
        ("purpose: It helps tight muscles relax.", "purpose: [a, b]", ("wrong-type", 7, 10)),
        ("medicine: sampline", "medicine: Sampline", ("wrong-type", 2, 11)),
        ("    heading: Check the strength\n", "", ("missing-key", 29, 5)),
        (
            "  - id: strength\n    heading",
            "  - id: strength\n    extra: x\n    heading",
            ("unknown-key", 30, 5),
        ),
        ("  start_dose:", "  Start_dose:", ("wrong-type", 11, 3)),
    ],
)
def test_one_slip_is_one_finding_where_it_stands(old, new, expected):
    assert told((old, new)) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("    heading: Check", "    headin: Check", "heading"),
        ("purpose: It", "purpos: It", "purpose"),
        ("        when: {jurisdiction", "        when: {jurisdicton", "jurisdiction"),
        ("    level: danger", "    levle: danger", "level"),
        ("at: [morning", "att: [morning", "at"),
        ("          rows:", "          row:", "rows"),
    ],
)
def test_a_misspelt_key_is_unknown_and_the_meant_one_is_named(old, new, wanted):
    (unknown,) = [finding for finding in findings((old, new)) if finding.check == "unknown-key"]
    assert unknown.hint == f"did you mean “{wanted}”?"
    rows = changed((old, new)).splitlines()
    misspelt = new.replace("[", "{").split("{")[-1 if "jur" in new else 0].split(":")[0].strip()
    assert rows[unknown.place.row - 1][unknown.place.column - 1 :].startswith(misspelt)


def test_a_key_that_is_known_elsewhere_is_not_proposed_for_itself():
    (finding,) = findings(("    level: danger", "    level: danger\n    items: [x]"))
    assert finding.check == "unknown-key"
    assert "“items”" not in finding.hint


def test_only_true_and_false_say_whether_a_source_is_verified():
    for word, verified in (("true", True), ("false", False)):
        text = changed(("jurisdiction: US}\nfacts", f"jurisdiction: US, verified: {word}}}\nfacts"))
        assert monograph(text).sources["us-label"].verified is verified


def test_a_key_like_no_other_is_to_be_deleted():
    (finding,) = findings(("    level: danger", "    qqqq: danger"))
    assert finding.hint.startswith("delete it")


def test_faults_all_over_the_file_are_told_at_once_each_at_its_own_place():
    expected = [
        ("wrong-format", 1, 9),
        ("bad-value", 11, 24),
        ("upside-down-range", 17, 21),
        ("unknown-key", 21, 5),
        ("unknown-block", 28, 9),
        ("bad-value", 35, 16),
    ]
    found = told(
        ("format: 1", "format: 2"),
        ("amount: 5 mg", "amount: 5.0 mg"),
        ("strength: 25 mg in 5 mL", "range: 80 to 40 mg"),
        ("    level: danger", "    lvl: danger"),
        ("- list: [Opioids., Alcohol.]", "- liste: [Opioids., Alcohol.]"),
        ('- [Liquid, "{strength}"]', '- ["", "{strength}"]'),
    )
    assert found == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # The names of facts and sections hold “int”, “str” and “list”, and are names of kinds and blocks.
        ("strength: 25 mg in 5 mL", "strength: 25 mg/5 mL", ("bad-value", 17, 24)),
        ("checklist: {count: 2 doses}", "checklist: {count: 2.0 doses}", ("bad-value", 18, 22)),
        ("interactions: {names: [Brand]}", "interactions: {names: Brand}", ("wrong-type", 16, 25)),
        ("checklist: {count", "list: {amounts: [5mg]}\n  checklist: {count", ("bad-value", 18, 20)),
        ("checklist: {count", "amount: {amount: 5mg}\n  checklist: {count", ("bad-value", 18, 20)),
        ("checklist: {count", "fact: {amount: 5mg}\n  checklist: {count", ("bad-value", 18, 18)),
        ("checklist: {count", "str: {name: [x]}\n  checklist: {count", ("wrong-type", 18, 15)),
        ("- list: [Opioids., Alcohol.]", "- list: [Opioids., '']", ("bad-value", 28, 26)),
        ("- list: [Opioids., Alcohol.]", "- list: Opioids.", ("wrong-type", 28, 15)),
        ("heading: Other medicines", "heading: ''", ("bad-value", 24, 14)),
    ],
)
def test_names_that_look_like_internals_keep_their_places(old, new, expected):
    assert told((old, new)) == [expected]


def test_a_file_that_is_no_mapping_is_one_finding():
    with pytest.raises(Refused) as caught:
        monograph("- format: 1\n")
    assert [(finding.check, str(finding.place)) for finding in caught.value.findings] == [
        ("wrong-type", "leaflets/sampline.yaml:1:1")
    ]


def test_no_message_speaks_of_the_program_inside():
    for old, new in (
        ("jurisdiction: US}\n    - {amount: 100", "jurisdiction: UK}\n    - {amount: 100"),
        ("  start_dose: {amount: 5 mg, sources: [us-label]}", "  start_dose: 5 mg"),
        ("  start_dose:", "  Start_dose:"),
        ("times: 2", "times: 13"),
        ("times: 2", "times: [2]"),
        ("[Opioids., Alcohol.]", "[]"),
        ("[Opioids., Alcohol.]", "Alcohol."),
        ("  us-label: {title: The label, jurisdiction: US}", "  []"),
        ("level: danger", "level: [danger]"),
        ("title: Sampline\nlatin", "title: [Sampline]\nlatin"),
    ):
        for finding in findings((old, new)):
            for word in (
                "function-",
                "literal[",
                "list[",
                "[key]",
                "instance of",
                "^[",
                "Input",
                "valid",
                "{",
            ):
                assert word not in finding.message, finding.message
            assert finding.hint
