import pytest

from plainleaf.findings import Span
from plainleaf.translate.lookup import SHOWN, Lookup
from tests.translate.speakers import FIRST_ROW, languages, po

SPANISH = languages()["es"]
PLACE = Span("leaflets/baclofen.yaml", 80, 9)
SENTENCE = "Take it with food."
GOOD = 'msgid "Take it with food."\nmsgstr "Tómelo con comida."\n'
COUNTED = (
    'msgctxt "phrase"\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} día"\nmsgstr[1] "{n} días"\n'
)


def lookup(body: str, parent: str | None = None) -> Lookup:
    return Lookup(
        SPANISH, {"baclofen": po("es", body)}, {} if parent is None else {"baclofen": po("es", parent)}
    )


def told(held: Lookup) -> list[tuple[str, str]]:
    return [(finding.check, str(finding.place)) for finding in held.missing.values()]


def test_a_translated_text_is_found_and_nothing_is_told():
    held = lookup(GOOD)
    assert held.text("baclofen", None, SENTENCE, PLACE) == "Tómelo con comida."
    assert held.forms("baclofen", None, SENTENCE, PLACE) == ("Tómelo con comida.",)
    assert told(held) == []


@pytest.mark.parametrize(
    ("body", "check", "row", "related"),
    [
        (GOOD.replace("Tómelo con comida.", ""), "missing-translation", FIRST_ROW, True),
        ("#, fuzzy\n" + GOOD, "fuzzy-translation", FIRST_ROW + 1, True),
    ],
)
def test_a_translation_that_is_not_sure_is_told_at_its_entry(body, check, row, related):
    held = lookup(body)
    assert held.text("baclofen", None, SENTENCE, PLACE) is None
    assert told(held) == [(check, f"locales/es/LC_MESSAGES/baclofen.po:{row}:1")]
    (finding,) = held.missing.values()
    assert finding.related == (PLACE,)
    assert SENTENCE in finding.message


@pytest.mark.parametrize(
    "body",
    [
        "",
        GOOD.replace("food", "milk"),
        'msgctxt "heading"\n' + GOOD,
        "#~ " + GOOD.replace("\nmsgstr", "\n#~ msgstr"),
    ],
)
def test_a_text_that_its_catalogue_does_not_hold_is_told_where_it_is_authored(body):
    held = lookup(body)
    assert held.text("baclofen", None, SENTENCE, PLACE) is None
    assert told(held) == [("missing-translation", "leaflets/baclofen.yaml:80:9")]
    assert "messages update -l es" in next(iter(held.missing.values())).hint


@pytest.mark.parametrize(("empty", "row"), [("msgstr[0] ", FIRST_ROW + 3), ("msgstr[1] ", FIRST_ROW + 4)])
def test_a_plural_form_left_empty_is_told_at_that_form(empty, row):
    lines = [f'{empty}""' if line.startswith(empty) else line for line in COUNTED.splitlines()]
    held = lookup("\n".join(lines) + "\n")
    assert held.forms("baclofen", "phrase", "{n} day", PLACE) is None
    assert told(held) == [("half-plural", f"locales/es/LC_MESSAGES/baclofen.po:{row}:1")]
    good = lookup(COUNTED)
    assert good.forms("baclofen", "phrase", "{n} day", PLACE) == ("{n} día", "{n} días")
    assert told(good) == []


def test_a_missing_catalogue_is_told_with_the_command_that_makes_it():
    held = Lookup(SPANISH, {})
    assert held.text("baclofen", None, SENTENCE, PLACE) is None
    (finding,) = held.missing.values()
    assert (finding.check, finding.place.path) == ("missing-catalogue", "locales/es")
    assert "messages update -l es" in finding.hint


def test_the_folder_of_a_variant_is_named_as_gettext_names_it():
    held = Lookup(languages()["es"].__class__("zh-Hans", "中文", "Chinese", "Any"), {})
    held.text("baclofen", None, SENTENCE, PLACE)
    assert told(held) == [("missing-catalogue", "locales/zh_Hans")]


def test_a_text_asked_for_twice_is_told_once():
    held = lookup("")
    for _ in range(2):
        held.text("baclofen", None, SENTENCE, PLACE)
    assert len(held.missing) == 1


def test_every_text_that_is_missing_is_told():
    held = lookup("")
    for text in ("One.", "Two.", "Three."):
        held.text("baclofen", None, text, PLACE)
    assert [next(iter(finding.message.split("“")[1:])) for finding in held.missing.values()] == [
        "One.”",
        "Two.”",
        "Three.”",
    ]


def test_a_long_text_is_told_by_its_beginning():
    held = lookup("")
    held.text("baclofen", None, "word " * 40, PLACE)
    (finding,) = held.missing.values()
    assert finding.message.endswith("…”")
    assert len(finding.message) < SHOWN + 60


def test_the_source_language_says_its_own_text():
    held = Lookup(languages()["en"], {})
    assert held.text("baclofen", None, SENTENCE, PLACE) == SENTENCE
    days = [held.counted("phrases", "phrase", "{n} day", "{n} days", n, PLACE) for n in (0, 1, 2, 21)]
    assert days == ["{n} days", "{n} day", "{n} days", "{n} days"]
    assert told(held) == []


def test_medicines_share_what_common_holds():
    held = Lookup(SPANISH, {"baclofen": po("es", ""), "common": po("es", GOOD, "common")})
    assert held.text("baclofen", None, SENTENCE, PLACE) == "Tómelo con comida."
    assert told(held) == []


def test_a_variant_takes_what_it_lacks_from_its_explicit_parent():
    held = lookup("", parent=GOOD)
    assert held.text("baclofen", None, SENTENCE, PLACE) == "Tómelo con comida."
    assert told(held) == []


def test_a_variant_says_its_own_word_where_it_has_one():
    own = lookup(GOOD.replace("Tómelo", "Tomalo"), parent=GOOD)
    assert own.text("baclofen", None, SENTENCE, PLACE) == "Tomalo con comida."


def test_an_entry_that_a_variant_has_left_empty_is_its_parents():
    held = lookup(GOOD.replace("Tómelo con comida.", ""), parent=GOOD)
    assert held.text("baclofen", None, SENTENCE, PLACE) == "Tómelo con comida."


def test_what_the_parent_is_unsure_of_is_told_and_not_printed():
    held = lookup("", parent="#, fuzzy\n" + GOOD)
    assert held.text("baclofen", None, SENTENCE, PLACE) is None
    assert told(held) == [("fuzzy-translation", f"locales/es/LC_MESSAGES/baclofen.po:{FIRST_ROW + 1}:1")]


def test_the_form_of_a_number_is_the_one_its_own_file_gives():
    rule = "(n%10==1 && n%100!=11 ? 2 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 0)"
    body = COUNTED.replace("{n} días", "дня").replace("{n} día", "дней") + 'msgstr[2] "день"\n'
    held = Lookup(languages()["ru"], {"phrases": po("ru", body, "phrases", 3, rule)})
    days = [held.counted("phrases", "phrase", "{n} day", "{n} days", n, PLACE) for n in (1, 2, 5, 11, 21)]
    assert days == ["день", "дня", "дней", "дней", "день"]
