import re
from itertools import pairwise
from xml.etree.ElementTree import fromstring, tostring

import pytest

from plainleaf.render.sentences import boundaries, split_into_sentences


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Take it now. |Do not stop."),
        ("en", "Take 2.5 mg now. |Stop"),
        ("ar", "خذه الآن. |لا تتوقف؟ |اسأل."),
        ("hi", "अभी लें। |रुकें नहीं।"),
        ("zh-Hans", "现在吃。|不要停。"),
        ("en", "Take it. |\u20685\u2069 Tablets."),
        ("en", "Call \u2068Dr. A. Now\u2069 at once."),
        ("en", "One line\nand another."),
    ],
)
def test_a_text_is_cut_between_its_sentences(language, text):
    whole = text.replace("|", "")
    cuts = [0, *boundaries(whole, language), len(whole)]
    assert [whole[a:b] for a, b in pairwise(cuts)] == text.split("|")


def split(markup: str) -> str:
    root = fromstring(f"<html lang='en'><div>{markup}</div></html>")
    split_into_sentences(root, root[0])
    return tostring(root[0], encoding="unicode").removeprefix("<div>").removesuffix("</div>")


WHOLE, PART = '<p data-piece="">', '<p data-piece="" data-sentences="1">'


def test_markup_is_kept_where_a_sentence_ends_inside_it():
    assert split(f"{WHOLE}One <b>two. Three <i>four. Five</i></b> six.</p>tail") == (
        f"{PART}One <b>two.</b></p> {PART}<b>Three <i>four.</i></b></p> {PART}<b><i>Five</i></b> six.</p>tail"
    )


def test_markup_between_sentences_stays_whole():
    assert (
        split(f"{WHOLE}One <b>two.</b> <b>Three.</b></p>")
        == f"{PART}One <b>two.</b></p> {PART}<b>Three.</b></p>"
    )


def test_an_id_is_not_doubled_and_other_paragraphs_are_left():
    assert split('<p data-piece="" id="a">One. Two.</p>') == (
        f'<p data-piece="" id="a" data-sentences="1">One.</p> {PART}Two.</p>'
    )
    assert split("<p>One. Two.</p>") == "<p>One. Two.</p>"


def test_the_sentences_of_each_paragraph_have_its_number():
    said = split(f"{WHOLE}One. Two.</p>{WHOLE}Three.</p>{WHOLE}Four. Five.</p>")
    assert re.findall('data-sentences="([0-9])"', said) == ["1", "1", "2", "2"]
    assert f"{WHOLE}Three.</p>" in said
