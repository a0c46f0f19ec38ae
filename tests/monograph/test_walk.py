import pytest

from plainleaf.monograph import Monograph, passages, read
from plainleaf.monograph.blocks import When
from plainleaf.monograph.walk import has_short_version
from plainleaf.source import load
from tests.monograph.samples import changed, monograph

EVERYTHING = """\
      - {text: t1, pictogram: food}
      - list: [l1, l2]
      - steps: [s1, s2]
      - table: {head: [h1, h2], rows: [[r11, r12], [r21, r22]]}
      - {warning: [w1, w2], heading: wh}
      - questions: [{ask: q1, answer: a1}, {ask: q2, answer: a2}]
      - note: n1
      - {call: now, heading: ch, items: [i1, i2], phones: [emergency]}
      - dose_lines: d1
      - {card: [c1, c2], heading: cardh}
"""
TEXT = "      - text: Tell your doctor what you take.\n        when: {jurisdiction: US}\n"


def test_every_text_of_every_kind_of_block_comes_in_reading_order():
    sample = monograph(changed((TEXT, EVERYTHING)))
    found = [(p.text, p.role) for p in passages(sample) if p.block.startswith("interactions/")]
    assert found == [
        ("Other medicines", "heading"),
        ("t1", "text"),
        *[("l1", "item"), ("l2", "item"), ("s1", "step"), ("s2", "step")],
        *[(cell, "cell") for cell in ("h1", "h2", "r11", "r12", "r21", "r22")],
        *[("wh", "heading"), ("w1", "warning"), ("w2", "warning")],
        *[("q1", "question"), ("a1", "answer"), ("q2", "question"), ("a2", "answer")],
        ("n1", "text"),
        *[("ch", "heading"), ("i1", "item"), ("i2", "item")],
        ("d1", "heading"),
        *[("cardh", "card"), ("c1", "card"), ("c2", "card")],
        *[("Opioids.", "item"), ("Alcohol.", "item")],
    ]


def test_the_title_and_the_purpose_come_first_then_the_front_page():
    first = [(p.text, p.role, p.block) for p in passages(monograph())][:3]
    assert first == [
        ("Sampline", "title", "title"),
        ("It helps tight muscles relax.", "text", "purpose"),
        ("Do not stop suddenly.", "warning", "front/warning"),
    ]


def test_a_route_leads_to_the_very_text_in_the_file(project):
    source = load(project.leaflets / "baclofen.yaml", project.root)
    found = list(passages(read(Monograph, source)))
    assert len(found) > 50
    for passage in found:
        held = source.data
        for step in passage.route:
            # One paragraph may be written without its list.
            held = held if isinstance(held, str) else held[step]
        assert held == passage.text
        assert source.place(passage.route).row > 1


def test_a_text_has_the_condition_of_its_block():
    by_text = {passage.text: passage.when for passage in passages(monograph())}
    assert by_text["Tell your doctor what you take."] == When(jurisdiction="US")
    assert by_text["Opioids."] == When()


def test_a_heading_has_the_one_condition_that_all_its_blocks_share():
    assert heading(monograph()).when == When()
    both = changed(("- list: [Opioids., Alcohol.]", "- {list: [Opioids.], when: {jurisdiction: US}}"))
    assert heading(monograph(both)).when == When(jurisdiction="US")


def heading(sample: Monograph):
    return next(passage for passage in passages(sample) if passage.text == "Other medicines")


def test_headings_names_cells_and_cards_are_no_prose():
    kinds = {p.role: p.is_prose for p in passages(monograph(changed((TEXT, EVERYTHING))))}
    assert {role for role, prose in kinds.items() if not prose} == {"title", "heading", "cell", "card"}
    assert {role for role, prose in kinds.items() if prose} >= {"text", "item", "step", "warning", "answer"}


@pytest.mark.parametrize(
    ("block", "short"),
    [
        ("{text: t, optional: true}", {"US", "GB"}),
        ("{text: t}", set()),
        ("{text: t, optional: true, when: {jurisdiction: GB}}", {"GB"}),
        ("{list: [{text: t, when: {jurisdiction: US}}], optional: true}", {"US"}),
    ],
)
def test_a_short_version_is_where_something_optional_prints(block, short):
    sample = monograph(changed((TEXT, f"      - {block}\n")))
    assert {one for one in ("US", "GB") if has_short_version(sample, one, "oral")} == short
