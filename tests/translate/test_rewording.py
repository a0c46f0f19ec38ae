"""Leaflets whose texts are changed one by one: in another face of their script."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from plainleaf.translate import Leaflet, Words
from plainleaf.translate.leaflet import ClinicLines, Logo
from plainleaf.translate.rewording import in_face, reworded
from plainleaf.values.languages import Language
from tests.monograph.samples import changed
from tests.translate.samples import leaflet, translated
from tests.translate.speakers import languages

LIST = "- list: [Opioids., Alcohol.]"
BLOCKS = (
    f"{LIST}\n"
    "      - {questions: [{ask: Why do I take it?, answer: It helps.}]}\n"
    "      - {note: Take it with food., pictogram: food}\n"
    "      - {call: now, heading: Get help, items: [You have a fit.], phones: [emergency, clinic]}\n"
    "      - {dose_lines: Take the dose, times: [morning, bedtime]}\n"
    "      - {card: This person takes it., heading: Alert, phones: [clinic]}"
)
FULL = changed((LIST, BLOCKS))
RUSSIAN = languages()["ru"]
FACE = replace(RUSSIAN, family="Other Face", leading=2.4, floor=0)


@pytest.fixture(params=["en", "ru"], ids=lambda tag: f"clinic-{tag}")
def made(request) -> Leaflet:
    """A Russian leaflet with every kind of block but a plan; the clinic speaks English or Russian."""
    return leaflet(FULL, "ru", catalogues=translated(FULL), clinic_tag=request.param, chart=True)


def all_of(node: object, kind: type) -> Iterator[object]:
    """Every value of a kind in a leaflet, at any depth."""
    if isinstance(node, kind):
        yield node
    if isinstance(node, dict):
        yield from (found for child in node.values() for found in all_of(child, kind))
    elif isinstance(node, tuple):
        yield from (found for child in node for found in all_of(child, kind))
    elif is_dataclass(node):
        yield from (found for field in fields(node) for found in all_of(getattr(node, field.name), kind))


def test_a_face_is_set_on_every_text_of_its_language_and_on_no_other(made):
    shown = in_face(made, FACE)
    before, after = list(all_of(made, Words)), list(all_of(shown, Words))
    assert len(before) == len(after) > 100
    assert {words.language.tag for words in before} == {"ru", made.clinic.language.tag}
    for one, other in zip(before, after, strict=True):
        assert other == (replace(one, language=FACE) if one.language.tag == "ru" else one)


def test_nothing_of_its_language_stays_in_the_old_face(made):
    left = [one for one in all_of(in_face(made, FACE), Language) if one.tag == "ru" and one != FACE]
    assert left == []
    assert in_face(made, FACE).language == FACE
    assert (in_face(made, FACE).clinic.language == FACE) is (made.clinic.language.tag == "ru")


def test_a_face_changes_nothing_but_the_language_of_texts(made):
    shown = in_face(made, FACE)
    assert in_face(shown, RUSSIAN) == made
    assert in_face(shown, FACE) == shown
    assert (shown.text_digest, shown.reader_digest) == (made.text_digest, made.reader_digest)


def test_a_face_of_another_language_changes_no_text(made):
    other = replace(languages()["ar"], family="Other Face")
    assert list(all_of(in_face(made, other), Words)) == list(all_of(made, Words))


def test_a_logo_keeps_its_words(made):
    logo = Logo("clinics/logo.svg", "Example Clinic")
    by = replace(made.clinic, logo=logo)
    assert in_face(replace(made, clinic=by), FACE).clinic.logo == logo


def test_every_text_is_offered_once_and_in_order(made):
    offered: list[Words] = []

    def noted(words: Words) -> Words:
        offered.append(words)
        return words

    assert reworded(made, noted) == made
    assert offered == list(all_of(made, Words))


def test_a_part_of_a_leaflet_is_reworded_as_the_whole_is(made):
    def louder(words: Words) -> Words:
        return replace(words, text=words.text.upper())

    whole = reworded(made, louder)
    assert tuple(reworded(section, louder) for section in made.sections) == whole.sections
    assert reworded(made.title, louder) == whole.title == louder(made.title)
    assert isinstance(reworded(made.clinic, louder), ClinicLines)
    assert whole.title.text != made.title.text
