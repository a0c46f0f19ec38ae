"""Change one thing: exactly the sign-offs of the leaflets it prints in lapse, of the kinds that saw it."""

from dataclasses import replace

import pytest

from plainleaf.signoff import KINDS, TRANSLATION_KINDS, required_kinds
from tests.signoff.worlds import EDITIONS, TAGS, World, lapsed

WORLD = World().translated("Opioids.", "опиаты.")
COMPARED, SEEN = "the translation kinds of translations", "all kinds"
EVERYWHERE = {
    (tag, *edition, kind)
    for tag in TAGS
    for edition in EDITIONS
    for kind in required_kinds(is_source=tag == "en")
}


def expected(*, en: bool = True, ru: str = SEEN, **where: object):
    """All sign-offs in English, if it is touched, and those of Russian that saw it, where it prints."""
    names = ("jurisdiction", "form", "starting")
    return {
        (tag, *edition, kind)
        for tag, *edition, kind in EVERYWHERE
        if all(edition[names.index(name)] == value for name, value in where.items())
        and (en if tag == "en" else ru == SEEN or (ru == COMPARED and kind in TRANSLATION_KINDS))
    }


CHANGES = {
    "nothing": (WORLD, set()),
    "an English typo that its translators let pass": (
        WORLD.text_with(("Alcohol.", "Alcahol.")),
        expected(ru=COMPARED),
    ),
    "a translated word": (WORLD.translated("Opioids."), expected(en=False)),
    "an English word and its translation": (
        WORLD.text_with(("Alcohol.", "Wine.")),
        expected(),
    ),
    "an English typo of the pump's leaflet": (
        WORLD.text_with(("Come when your", "Coma when your")),
        expected(ru=COMPARED, form="pump"),
    ),
    "a translated word of the pump's leaflet": (
        WORLD.translated("Come when your pump team tells you."),
        expected(en=False, form="pump"),
    ),
    "a word for one country": (
        WORLD.text_with(("Tell your doctor in this country.", "Tell a nurse in this country.")),
        expected(jurisdiction="US"),
    ),
    "a word of the starting plan": (
        WORLD.text_with(("on your own label", "on a label")),
        expected(starting=True),
    ),
    "a translated head of the starting plan": (WORLD.translated("Days"), expected(en=False, starting=True)),
    "a fact": (
        WORLD.text_with(("duration: 3 hours", "duration: 4 hours")),
        expected(form="oral"),
    ),
    "a fact of one country": (
        WORLD.text_with(("amount: 100 mg", "amount: 90 mg")),
        expected(jurisdiction="GB", form="oral"),
    ),
    "a fact of the starting plan": (
        WORLD.text_with(("duration: 4 days", "duration: 5 days")),
        expected(starting=True),
    ),
    "the name of a fact": (
        WORLD.text_with(("  start_dose:", "  first_dose:"), ("{start_dose}", "{first_dose}")).text_with(
            ("doses: [start_dose", "doses: [first_dose")
        ),
        set(),
    ),
    "a translated phrase": (WORLD.translated("{n} mg", "{n} мг"), expected(en=False, form="oral")),
    "an English phrase that its translators let pass": (
        WORLD.phrase_with("hour_after", "about {n} hours"),
        expected(ru=COMPARED, form="oral"),
    ),
    "an English name of a time of day": (
        WORLD.phrase_with("morning", "mornins"),
        expected(ru=COMPARED, form="oral"),
    ),
    "an English unit": (WORLD.phrase_with("mg", "{n} MG"), expected(ru=COMPARED, form="oral")),
    "a phrase that nothing speaks": (WORLD.translated("{n} kg", "{n} кг"), set()),
    "a phrase of opening hours": (
        WORLD.translated("{first} to {last}", "{first}…{last}"),
        expected(en=False),
    ),
    "an English word of the page": (
        WORLD.word_with("your_clinic", "Your clinix"),
        expected(ru=COMPARED),
    ),
    "a translated word of the page": (WORLD.translated("Opening hours:"), expected(en=False)),
    "the page's word for the other form": (
        WORLD.translated("from a pump"),
        expected(en=False, form="pump"),
    ),
    "the page's word above the lines for the dose": (
        WORLD.word_with("write_amount", "What to take now"),
        expected(form="oral"),
    ),
    "the page's name of a danger without heading": (WORLD.translated("Danger"), expected(en=False)),
    "the page's name of a danger that no block has": (WORLD.translated("Take care"), set()),
    "the label of a phone that is named": (WORLD.translated("Emergency"), expected(en=False)),
    "the label of a phone that the pump's leaflet alone names": (
        WORLD.translated("Pump team"),
        expected(en=False, form="pump"),
    ),
    "the label of a phone that no block names": (WORLD.translated("Crisis line"), set()),
    "the draft mark": (
        WORLD.translated("DRAFT: do not give to patients").word_with("draft", "DRAFT"),
        set(),
    ),
    "the lines on how the text came about": (
        WORLD.translated("Translated from English.").word_with("signed_revision", "Seen: {who}, {date}."),
        set(),
    ),
    "a pictogram": (WORLD.text_with(("pictogram: food", "pictogram: milk")), expected()),
    "the order of a list": (
        WORLD.text_with(("[Opioids., Alcohol.]", "[Alcohol., Opioids.]")),
        expected(),
    ),
    "how grave a warning is": (WORLD.text_with(("level: danger", "level: caution")), expected()),
    "a block that prints in a second country": (
        WORLD.text_with(("when: {jurisdiction: US}", "when: {jurisdiction: [US, GB]}")),
        expected(jurisdiction="GB") | expected(en=False, ru=COMPARED, jurisdiction="US"),
    ),
    "the English card": (
        WORLD.text_with(("takes a medicine that must", "tokes a medicine that must")),
        expected(),  # a clinic that speaks English prints it beside any language
    ),
    "the translated card": (
        WORLD.translated("This person takes a medicine that must not stop."),
        expected(en=False),
    ),
    "what no leaflet says": (
        WORLD.text_with(("version: 1", "version: 2"), ("reviewed: 2026-05-31", "reviewed: 2026-06-30")),
        set(),
    ),
    "the language of the clinic": (replace(WORLD, clinic_tag="ru"), set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_lapses_exactly_the_sign_offs_that_saw_it(change):
    after, touched = CHANGES[change]
    assert lapsed(WORLD, after) == touched


def test_the_table_knows_sign_offs_of_every_kind_and_edition():
    assert len(EVERYWHERE) == len(EDITIONS) * (len(KINDS) + len(KINDS) - len(TRANSLATION_KINDS))
    assert {len(touched) for _, touched in CHANGES.values()} > {0, len(EVERYWHERE)}
