"""Two languages in one leaflet: each text beside the same in the other, and either taken out again."""

from dataclasses import replace

import pytest

from plainleaf.checks import PairedLeaflet, run_checks
from plainleaf.layout.plain import plain_text
from plainleaf.layout.spoken import spoken
from plainleaf.translate import Words
from plainleaf.translate.leaflet import Card
from plainleaf.translate.rewording import paired, reworded, side
from tests.layout.samples import own_leaflet
from tests.translate.test_rewording import all_of

PAIRS = (("ar", "en"), ("zh-Hans", "es"), ("ur", "en"), ("en", "ar"), ("hi", "th"))


@pytest.fixture(params=PAIRS, ids="+".join)
def pair(request):
    """Two leaflets, and both in one."""
    own, other = map(own_leaflet, request.param)
    return own, other, paired(own, other)


def words_of(part):
    """Its texts, without those beside them."""
    found = []

    def noted(words):
        found.append(words)
        return words

    reworded(part, noted)
    return found


def test_each_text_of_its_language_has_the_same_in_the_other_beside_it(pair):
    own, other, both = pair
    first, second, together = (words_of(replace(one, headers=())) for one in (own, other, both))
    body = [one for one in together if one.also]
    assert len(body) > 100
    assert [replace(one, also=None) for one in together] == first
    assert {(one.language.tag, one.also.language.tag) for one in body} == {
        (own.language.tag, other.language.tag)
    }
    assert all(one.also in second for one in body)
    assert all(one.where == one.also.where for one in body if one.where.startswith("leaflets/"))
    assert both.also == other.language


def test_what_is_in_the_clinics_language_alone_stays_alone(pair):
    own, _, both = pair
    for words in words_of(both):
        if words.language.tag != own.language.tag:
            assert words.also is None
    assert {row[0].language.tag for row in both.headers} == {one.language.tag for one in pair[:2]}


def test_cards_stay_in_the_clinics_language(pair):
    own, _, both = pair
    cards = list(all_of(both, Card))
    assert cards
    assert cards == list(all_of(own, Card))
    assert {words.language.tag for card in cards for words in words_of(card)} == {"en"}
    assert [words for card in cards for words in words_of(card) if words.also] == []


def test_either_language_can_be_taken_out_again(pair):
    own, other, both = pair
    assert spoken(side(both, other=False)) == spoken(own)
    assert spoken(side(both, other=True)) == spoken(other)
    for one, is_other in ((own, False), (other, True)):
        taken = side(both, other=is_other)
        assert (taken.language, taken.also, taken.title) == (one.language, None, one.title)
        assert (taken.headers[0], len(taken.headers)) == (one.headers[0], 1)


def test_it_is_spoken_own_then_also(pair):
    own, other, both = pair
    said, alone = spoken(both), {one for one in spoken(own) if one.language == other.language.tag}
    seconds = [at for at, one in enumerate(said) if one.language == other.language.tag and one not in alone]
    assert len(seconds) > 100
    for at in seconds:
        assert (said[at - 1].kind, said[at - 1].language) == (said[at].kind, own.language.tag)
    assert all(one.also is None for one in said)


def test_plain_text_holds_both_one_after_the_other(pair):
    _, _, both = pair
    halves = [plain_text(side(both, other=other)) for other in (False, True)]
    assert plain_text(both) == "\n\n".join(halves)
    assert halves[0] != halves[1]
    for half, one in zip(halves, pair[:2], strict=True):
        assert f"\n{one.title.text}\n" in half
        assert len(half.splitlines()) > 150


def test_both_sides_say_the_same_numbers(pair):
    assert run_checks(PairedLeaflet(pair[2])) == ()


def test_how_either_came_about_is_told_and_a_draft_of_one_is_a_draft():
    own, other = (replace(own_leaflet(tag), draft=False, drafted=0) for tag in ("ar", "en"))
    lines = [Words(f"By {one.language.tag}", one.language) for one in (own, other)]
    own, other = (replace(one, process=(line,)) for one, line in zip((own, other), lines, strict=True))
    both = paired(own, other)
    assert both.process == tuple(lines)
    assert (both.draft, both.drafted) == (False, 0)
    assert paired(replace(own, draft=True), other).draft
    assert paired(own, replace(other, draft=True)).draft
    assert paired(replace(own, drafted=3), replace(other, drafted=4)).drafted == 7


def test_leaflets_of_different_shape_are_never_paired():
    own, other = own_leaflet("ar"), own_leaflet("en")
    with pytest.raises(ValueError, match=r"shorter|longer"):
        paired(own, replace(other, sections=other.sections[:-1]))


def noted(tag, *texts, others=()):
    """A leaflet with paragraphs of the clinic's own, and the other languages it hands out."""
    made = own_leaflet(tag)
    note = tuple(Words(text, made.language) for text in texts)
    return replace(made, clinic=replace(made.clinic, note=note, others=others))


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        (("A", "B"), ("C", "D"), [("A", "C"), ("B", "D")]),
        ((), ("C", "D"), [("C", None), ("D", None)]),
        (("A",), (), [("A", None)]),
        (("A",), ("C", "D"), [("A", None), ("C", None), ("D", None)]),
    ],
)
def test_what_the_clinic_says_stands_text_by_text_or_one_language_after_the_other(own, other, told):
    both = paired(noted("ar", *own), noted("en", *other))
    assert [(one.text, one.also and one.also.text) for one in both.clinic.note] == told
    for texts, is_other in ((own, False), (other, True)):
        assert tuple(one.text for one in side(both, other=is_other).clinic.note) == texts


def test_neither_language_of_a_leaflet_is_among_the_others():
    others = tuple(Words(tag, own_leaflet(tag).language) for tag in ("en", "es", "hi"))
    both = paired(noted("ar", others=others), noted("en", others=others))
    assert [one.language.tag for one in both.clinic.others] == ["es", "hi"]
