"""Counted nouns as the project's own catalogues say them, by the number before them."""

from functools import cache

import pytest

from plainleaf.project import Project
from plainleaf.translate.content import Content, read_content
from plainleaf.translate.lookup import Lookup
from plainleaf.translate.phrases import Speaker
from plainleaf.values.kinds import Age, Duration
from plainleaf.values.numbers import without_isolates
from tests.conftest import ROOT

HOURS = {
    "ru": {
        "{} час": (1, 21, 31, 101),
        "{} часа": (2, 3, 4, 22, 104),
        "{} часов": (5, 11, 12, 14, 20, 25, 100, 111),
    },
    "pl": {
        "{} godzina": (1,),
        "{} godziny": (2, 3, 4, 22, 104),
        "{} godzin": (5, 11, 12, 14, 20, 21, 25, 100, 101),
    },
    "ar": {
        "ساعة واحدة ({})": (1,),
        "ساعتين ({})": (2,),
        "{} ساعات": (3, 10, 103, 110),
        "{} ساعة": (11, 21, 99, 100, 101, 102),
    },
    "fr": {"{} heure": (1,), "{} heures": (2, 11, 21, 100)},
    "en": {"{} hour": (1,), "{} hours": (2, 11, 21, 100)},
}


@cache
def content() -> Content:
    return read_content(Project(ROOT))


def speaker(tag: str) -> Speaker:
    held = content()
    return Speaker(Lookup(held.languages[tag], held.catalogues.get(tag, {})), held.wordings, "US")


def plain(text: str) -> str:
    return without_isolates(text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("tag", "form", "n"),
    [(tag, form, n) for tag, forms in HOURS.items() for form, numbers in forms.items() for n in numbers],
)
def test_a_counted_noun_has_the_form_of_its_number(tag, form, n):
    assert plain(speaker(tag).speak(Duration(n, "hour"))) == form.format(n)


@pytest.mark.parametrize(
    ("n", "said"), [(1, "младше 1 года"), (2, "младше 2 лет"), (12, "младше 12 лет"), (21, "младше 21 года")]
)
def test_a_form_follows_its_preposition_too(n, said):
    assert plain(speaker("ru").speak(Age(n), "under")) == said


@pytest.mark.parametrize("tag", content().languages)
@pytest.mark.parametrize("n", [1, 2, 3, 5, 11, 12, 21, 22, 100, 101])
def test_the_number_stands_in_every_form_of_every_language(tag, n):
    for unit in ("hour", "day", "week", "month", "year"):
        assert str(n) in plain(speaker(tag).speak(Duration(n, unit)))
