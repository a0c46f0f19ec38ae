"""Blocks of a structure tree: each text once, in order, whatever stands inside it."""

from plainleaf.inspect import Block, Content, Element, Structure, read_blocks


def say(text, page=1):
    return Content(page, 0, text)


def blocks(*elements):
    root = Element("Document", tuple(elements), "en")
    return [(block.kind, block.text) for block in read_blocks(Structure(root, (), (), ()))]


def test_a_block_holds_its_words_its_spans_and_its_links():
    link = Element("Link", (say("your clinic"),), "en", annotations=("your clinic",))
    paragraph = Element("P", (say("Call "), Element("Span", (link,), "en"), say(" today.")), "en")
    assert blocks(Element("Sect", (paragraph,), "en")) == [("P", "Call your clinic today.")]


def test_what_stands_for_an_element_is_read_in_its_place():
    said = Element("Span", (say("ال"),), "ar", actual="لا")
    assert blocks(Element("P", (said, say(" توقف")), "ar")) == [("P", "لا توقف")]
    assert blocks(Element("P", (Element("Span", (say("x"),)),), "en", actual="y")) == [("P", "y")]


def test_a_list_item_is_its_body_and_its_label_is_none():
    item = Element("LI", (Element("Lbl", (say("1."),)), Element("LBody", (say("Check the label."),), "en")))
    assert blocks(Element("L", (item,))) == [("LI", "Check the label.")]


def test_paragraphs_of_a_cell_are_one_text_and_a_list_in_it_stands_after_it():
    inner = Element("L", (Element("LI", (Element("LBody", (say("dry"),)),)),))
    parts = (Element("P", (say("Keep"),)), Element("P", (say("it"),)), inner)
    assert blocks(Element("Table", (Element("TR", (Element("TD", parts),)),))) == [
        ("TD", "Keep it"),
        ("LI", "dry"),
    ]


def test_a_figure_is_its_alternative_text_and_leaves_its_heading_whole():
    figure = Element("Figure", (), "en", alt="A phone")
    heading = Element("H2", (figure, say("Call now")), "en")
    assert blocks(heading) == [("H2", "Call now"), ("Figure", "A phone")]


def test_what_stands_in_a_part_in_another_language_is_read_too():
    items = (Element("LI", (Element("LBody", (say(word),), "fr"),), "fr") for word in ("un", "deux"))
    part = Element(
        "Div",
        (say("Sa partie:"), Element("L", tuple(items), "fr"), Element("Span", (say("end"),), "en")),
        "fr",
    )
    assert blocks(Element("TD", (say("Own"), part), "en")) == [
        ("TD", "Own"),
        ("TD", "Sa partie:"),
        ("LI", "un"),
        ("LI", "deux"),
        ("TD", "end"),
    ]


def test_what_says_nothing_is_no_block():
    assert blocks(Element("TD", ()), Element("P", (say(" \u2060\u200b"),)), Element("Figure", ())) == []


def test_text_outside_every_block_is_told_by_where_it_stands():
    assert blocks(Element("Sect", (say("stray"), Element("Span", (say("lost"),))))) == [
        ("Sect", "stray"),
        ("Span", "lost"),
    ]


def test_a_block_over_two_pages_is_one_and_stands_on_its_first():
    paragraph = Element("P", (say("Do not ", 2), say("stop.", 3)), "en", page=2)
    assert read_blocks(Structure(Element("Document", (paragraph,)), (), (), ())) == (
        Block("P", "Do not stop.", "en", 2),
    )


def test_a_file_without_a_tree_has_no_blocks():
    assert read_blocks(Structure(None, (), (), ())) == ()
