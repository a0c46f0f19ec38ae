"""An entry follows its text to the catalogue that medicines share, and back."""

from dataclasses import replace

from plainleaf.catalogue import Catalogue, Message, draft_mark, empty, template
from plainleaf.catalogue.move import move

TEXT = Message("Take it with food.", msgstr=("Tómelo con comida.",))
OTHER = Message("Store it dry.", msgstr=("Guárdelo seco.",))
DOMAINS = ("alphol", "betol")
SHARED = {"alphol": (), "betol": (OTHER,), "common": (TEXT,)}


def held(**entries: tuple[Message, ...]) -> dict[str, Catalogue]:
    return {
        domain: replace(empty(f"{domain}.po", "es"), entries=entries.get(domain, ()))
        for domain in (*DOMAINS, "common", "page")
    }


def pots(texts: dict[str, tuple[Message, ...]]) -> dict[str, Catalogue]:
    return {
        domain: template(f"{domain}.pot", texts.get(domain, ())) for domain in (*DOMAINS, "common", "page")
    }


def moved(texts: dict[str, tuple[Message, ...]] = SHARED, **entries: tuple[Message, ...]) -> dict[str, tuple]:
    after = move(held(**entries), pots(texts), "common", DOMAINS)
    return {domain: catalogue.entries for domain, catalogue in after.items() if catalogue.entries}


def test_a_text_that_a_second_medicine_shares_moves_as_it_is():
    drafted = replace(TEXT, comments=(draft_mark(TEXT.msgstr),))
    assert moved(alphol=(drafted,), betol=(OTHER,)) == {"betol": (OTHER,), "common": (drafted,)}


def test_a_text_that_one_medicine_is_left_with_moves_back():
    assert moved({"alphol": (TEXT,)}, common=(TEXT,)) == {"alphol": (TEXT,)}


def test_an_unsure_or_half_done_translation_stays():
    for unfit in (
        replace(TEXT, fuzzy=True),
        replace(TEXT, msgstr=("a", ""), msgid_plural="Take them with food."),
    ):
        assert moved(alphol=(unfit,)) == {"alphol": (unfit,)}


def test_holders_that_do_not_agree_keep_theirs():
    other = replace(TEXT, msgstr=("Tómela con comida.",))
    for second in (other, replace(TEXT, fuzzy=True)):
        entries = {"alphol": (TEXT,), "betol": (second,)}
        assert moved(**entries) == entries


def test_holders_that_agree_become_one_with_every_comment():
    first, second = (replace(TEXT, comments=(said,)) for said in ("ask Ana", draft_mark(TEXT.msgstr)))
    (message,) = moved(alphol=(first,), betol=(second,))["common"]
    assert message.comments == (*first.comments, *second.comments)


def test_a_holder_with_no_translation_says_nothing():
    blank = replace(TEXT, msgstr=("",))
    assert moved(alphol=(TEXT,), betol=(blank,))["common"] == (TEXT,)


def test_what_is_written_in_the_new_place_is_never_replaced():
    for own in (replace(TEXT, msgstr=("Con comida.",)), replace(TEXT, msgstr=("Con comida.",), fuzzy=True)):
        entries = {"alphol": (TEXT,), "common": (own,)}
        assert moved(**entries) == entries


def test_another_role_or_the_page_gives_nothing():
    label = replace(TEXT, msgctxt="label")
    assert moved(alphol=(label,), page=(TEXT,)) == {"alphol": (label,), "page": (TEXT,)}


def test_a_text_of_one_medicine_never_moves_to_another():
    assert moved({"betol": (TEXT,)}, alphol=(TEXT,)) == {"alphol": (TEXT,)}
