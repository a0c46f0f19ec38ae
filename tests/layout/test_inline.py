import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.layout.breaks import prepared
from plainleaf.layout.inline import MARK, broken_markup, marked_up
from tests.layout.samples import language

TEXTS = st.lists(st.text(st.characters(blacklist_characters="*", blacklist_categories=("Cs",))), max_size=5)
STRONG = re.compile(r"</?strong>")


def untagged(markup: str) -> str:
    return html.unescape(STRONG.sub("", markup))


def test_two_asterisks_are_strong_and_nothing_else_is_markup():
    assert marked_up("Do **not** stop.") == "Do <strong>not</strong> stop."
    for text in ("_not_", "`not`", "# not", "[a](b)", "~~no~~", "*not*", "1. no"):
        assert marked_up(text) == text


def test_what_an_author_writes_is_never_html():
    assert marked_up("a < b & **<i>c</i>**") == "a &lt; b &amp; <strong>&lt;i&gt;c&lt;/i&gt;</strong>"
    assert marked_up("\"q\" 'a'") == "&#34;q&#34; &#39;a&#39;"


@given(TEXTS)
def test_without_its_tags_the_text_is_the_text(runs):
    text = MARK.join(runs)
    assert untagged(str(marked_up(text))) == unicodedata.normalize("NFC", "".join(runs))


@given(TEXTS, st.sampled_from(["ar", "th", "ko", "km", "es"]))
def test_the_marks_change_nothing_of_how_a_text_is_prepared(runs, tag):
    def ready(text: str) -> str:
        return prepared(text, language(tag))

    plain = "".join(unicodedata.normalize("NFC", MARK.join(runs)).split(MARK))
    assert untagged(str(marked_up(MARK.join(runs), ready))) == ready(plain)


@given(st.lists(st.text("abกิ가나 ", min_size=1), min_size=2, max_size=5))
def test_each_strong_run_stays_strong(runs):
    found = re.findall("<strong>(.*?)</strong>", str(marked_up(MARK.join(runs[: len(runs) // 2 * 2 + 1]))))
    assert found == [*runs[1 : len(runs) // 2 * 2 + 1 : 2]]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("ko", "**의사**에게", "<strong>의\u2060사</strong>\u2060에\u2060게"),
        ("th", "คุณ**ห้าม**กิน", "คุณ\u200b<strong>ห้าม</strong>\u200bกิน"),
        ("ar", "خذ **Ozobax** DS", "خذ \u2068<strong>Ozobax</strong> DS\u2069"),
        ("ar", "**Ozobax**.", "\u2068<strong>Ozobax</strong>\u2069."),
    ],
)
def test_a_word_that_is_strong_in_part_is_still_one_word(tag, text, expected):
    assert marked_up(text, lambda plain: prepared(plain, language(tag))) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Do **not stop.", "a “**” has no partner"),
        ("Do **not** stop **now.", "a “**” has no partner"),
        ("Do **** stop.", "nothing stands between “**” and “**”"),
        ("Do ** ** stop.", "nothing stands between “**” and “**”"),
        ("Do ** not** stop.", "a space stands inside “**”"),
        ("Do **not ** stop.", "a space stands inside “**”"),
        ("Do *not* stop.", "a single “*” is no markup"),
        ("Do ***not*** stop.", "a single “*” is no markup"),
        ("Do **not** stop.", None),
        ("**Do** not **stop.**", None),
        ("Do not stop.", None),
        ("", None),
    ],
)
def test_asterisks_that_are_no_markup_are_told_with_their_reason(text, reason):
    assert broken_markup(text) == reason
