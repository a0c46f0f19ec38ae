import re

from plainleaf.monograph import Passage
from plainleaf.project import Project
from plainleaf.translate.content import read_content
from plainleaf.translate.extraction import FEW_WORDS, context_of, extract, is_translatable
from tests.conftest import ROOT
from tests.monograph.samples import GOOD, changed
from tests.translate.samples import authored
from tests.translate.speakers import languages, wordings

OTHER = changed(("medicine: sampline", "medicine: otherine"), ("title: Sampline\nl", "title: Otherine\nl"))


def extracted(*texts: str):
    return extract([authored(text) for text in texts], wordings(), languages()["en"])


def by_text(messages):
    return {message.msgid: message for message in messages}


def test_there_is_a_domain_a_monograph_and_one_each_for_the_page_and_phrases():
    assert list(extracted(GOOD)) == ["sampline", "page", "phrases"]


def test_a_text_is_one_message_in_its_domain():
    content = read_content(Project(ROOT))
    domains = extract(content.monographs.values(), content.wordings, content.languages["en"])
    assert {"baclofen", "page", "phrases"} <= domains.keys()
    for domain, messages in domains.items():
        found = [message.key for message in messages]
        assert sorted(set(found), key=str) == sorted(found, key=str), domain


def test_a_text_used_twice_in_one_role_is_one_message_with_both_places():
    twice = changed(("[Opioids., Alcohol.]", "[Opioids., Opioids.]\n      - steps: [Opioids.]"))
    messages = [message for message in extracted(twice)["sampline"] if message.msgid == "Opioids."]
    assert [(m.msgctxt, m.references) for m in messages] == [
        ("item", ("leaflets/sampline.yaml:interactions/list",)),
        ("step", ("leaflets/sampline.yaml:interactions/steps",)),
    ]


def test_messages_come_in_reading_order_with_their_context():
    found = [(message.msgctxt, message.msgid) for message in extracted(GOOD)["sampline"]]
    assert found == [
        ("title", "Sampline"),
        (None, "It helps tight muscles relax."),
        (None, "Do not stop suddenly."),
        ("heading", "Other medicines"),
        (None, "Tell your doctor what you take."),
        ("item", "Opioids."),
        ("item", "Alcohol."),
        ("heading", "Check the strength"),
        ("cell", "Product"),
        ("cell", "Strength"),
        ("cell", "Liquid"),
    ]


def test_a_heading_has_its_role_for_a_context_however_long_it_is():
    long = changed(("heading: Other medicines", "heading: Other medicines that you must not take with it"))
    messages = by_text(extracted(long)["sampline"])
    assert messages["Other medicines that you must not take with it"].msgctxt == "heading"


def test_a_text_of_few_words_has_its_role_for_a_context():
    assert context_of(Passage((), "word " * (FEW_WORDS - 1), "item", "")) == "item"
    assert context_of(Passage((), "word " * FEW_WORDS, "item", "")) is None
    assert context_of(Passage((), "word " * FEW_WORDS, "cell", "")) == "cell"


def test_a_value_alone_is_nothing_to_translate():
    assert not is_translatable("{strength}")
    assert not is_translatable("{room_f} ({room_c})")
    assert is_translatable("about {strength}")
    assert "{strength}" not in by_text(extracted(GOOD)["sampline"])


def test_a_comment_says_what_a_text_is_and_what_its_placeholders_print():
    told = "Take {start_dose}, {start_times}, {max_daily_at_most}, {strength}."
    text = changed(("Do not stop suddenly.", told))
    message = by_text(extracted(text)["sampline"])[told]
    assert message.extracted == (
        "warning in front/warning",
        "{start_dose} = 5 mg",
        "{start_times} = 2 times a day: morning and evening",
        "{max_daily_at_most} = at most 80 mg (US)",
        "{max_daily_at_most} = at most 100 mg (GB)",
        "{strength} = 25 mg in 5 mL",
    )
    assert message.flags == ("python-brace-format",)


def test_a_comment_says_where_a_text_prints_if_not_everywhere():
    message = by_text(extracted(GOOD)["sampline"])["Tell your doctor what you take."]
    assert message.extracted == ("text in interactions/text", "only for US")
    assert message.flags == ()


def test_no_comment_holds_a_mark_that_cannot_be_seen():
    for messages in extracted(GOOD).values():
        for message in messages:
            assert not re.search("[\u00a0\u2060\u2066-\u2069]", "".join(message.extracted))


def test_a_place_is_a_file_and_a_block_and_never_a_line():
    for domain, messages in extracted(GOOD, OTHER).items():
        assert messages, domain
        for message in messages:
            assert message.references, message
            for reference in message.references:
                assert re.fullmatch(r"(leaflets|templates)/[a-z_]+\.yaml:[A-Za-z_/-]+", reference), reference


def test_moving_a_text_down_changes_no_message():
    assert extracted(GOOD) == extracted("# A remark.\n\n" + GOOD)


def test_what_two_monographs_share_goes_to_common_with_the_places_of_both():
    domains = extracted(GOOD, OTHER)
    assert [message.msgid for message in domains["sampline"]] == ["Sampline"]
    assert [message.msgid for message in domains["otherine"]] == ["Otherine"]
    shared = by_text(domains["common"])
    assert "Do not stop suddenly." in shared
    assert len(shared) == len(extracted(GOOD)["sampline"]) - 1
    assert "common" not in extracted(GOOD)


def test_phrases_and_page_words_carry_their_notes_and_plural_forms():
    domains = extracted(GOOD)
    day = by_text(domains["phrases"])["{n} day"]
    assert (day.msgctxt, day.msgid_plural, day.msgstr) == ("phrase", "{n} days", ("", ""))
    assert day.extracted == ("a length of time",)
    assert day.references == ("leaflets/_phrases.yaml:day",)
    page = by_text(domains["page"])["Page {page} of {pages}"]
    assert (page.msgctxt, page.flags) == ("label", ("python-brace-format",))
