"""The lists of negations and units: complete for our own texts, and no wider than they say."""

import re
import unicodedata

import pytest

from plainleaf.project import Project
from plainleaf.translate.content import read_content
from plainleaf.values.lexicon import Kind, languages, lexicon, number_words, sections
from tests.conftest import ROOT

CONTENT = read_content(Project(ROOT))
TAGS = tuple(tag for tag in CONTENT.languages if tag != "en")
SENTENCE = re.compile(r"(?<=[.?!:。？！：۔؟।።፦])\*{0,2}\s*")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
CANNOT_SEE = "Keep it where children cannot see or reach it."
NOT_ENOUGH = "The pump is for very tight muscles when baclofen by mouth does not help enough."
REWORDED = {
    "fr": {CANNOT_SEE: "hors de la vue et de la portée"},  # out of sight and of reach
    "pl": {CANNOT_SEE: "z dala od wzroku i rąk"},  # away from eyes and hands
    "ru": {NOT_ENOUGH: "помогает недостаточно"},  # helps too little
    "ko": {NOT_ENOUGH: "효과가 부족할 때"},  # where its effect is short
}
"""By language, English sentences whose translation says the same without a negation, and the words that say it."""


def negations(text: str, tag: str) -> tuple[str, ...]:
    return lexicon(Kind.NEGATIONS, tag).found(text)


def units(text: str, tag: str) -> tuple[str, ...]:
    return lexicon(Kind.UNITS, tag).found(PLACEHOLDER.sub("", text))


def sentences(text: str) -> list[str]:
    return [part for part in SENTENCE.split(text) if part.strip()]


def translations(tag: str):
    """(English, translated) of every text of ours, each plural form by itself."""
    for catalogue in CONTENT.catalogues[tag].values():
        for message in catalogue.entries:
            yield from ((message.msgid_plural or message.msgid, form) for form in message.msgstr)


def test_every_language_of_ours_has_all_lists():
    assert len(TAGS) == 14
    for tag in CONTENT.languages:
        assert number_words(tag.partition("-")[0])
        for kind in (Kind.NEGATIONS, Kind.UNITS):
            assert lexicon(kind, tag) != lexicon(kind, "xx"), (kind, tag)


@pytest.mark.parametrize("tag", TAGS)
def test_where_english_negates_a_sentence_its_translation_does(tag):
    others: dict[str, str] = REWORDED.get(tag, {})
    seen, missing, used = 0, [], set()
    for english, said in translations(tag):
        theirs, ours = sentences(english.replace("**", "")), sentences(said.replace("**", ""))
        negated = [at for at, sentence in enumerate(theirs) if negations(sentence, "en")]
        reworded = {theirs[at] for at in negated if theirs[at] in others and others[theirs[at]] in said}
        negated = [at for at in negated if theirs[at] not in reworded]
        used |= reworded
        seen += len(negated)
        if len(theirs) == len(ours) and tag != "th":  # Thai ends no sentence with a mark
            missing += [(theirs[at], ours[at]) for at in negated if not negations(ours[at], tag)]
        elif len(negations(said, tag)) < len(negated):
            missing.append((english, said))
    assert seen >= 35
    assert missing == []
    assert used == others.keys()


@pytest.mark.parametrize("tag", TAGS)
def test_where_english_has_a_unit_its_translation_has_one(tag):
    pairs = [
        (english, said) for english, said in translations(tag) if "{n}" in english and units(english, "en")
    ]
    assert len(pairs) > 30
    assert [pair for pair in pairs if not units(pair[1], tag)] == []


SAID = [
    ("en", "Do **not** stop. Don’t wait, it can’t hurt.", ("not", "Don’t", "can’t")),
    ("en", "Note the knot, another nothing-like notion.", ("nothing",)),
    ("en", "It is against  the law.", ("against  the law",)),
    ("es", "No pare. Nunca sin agua.", ("No", "Nunca", "sin")),
    (
        "fr",
        "N’arrêtez pas, rien d’autre : s’il n’a qu’aucun",
        ("N’arrêtez", "pas", "rien", "n’a", "qu’aucun"),
    ),
    ("ar", "لا توقف، فلا بأس. ألا تفرغ", ("لا", "فلا", "ألا")),
    ("ar", "الآن ولاية سؤال", ()),
    ("hi", "बंद न करें, नेत्र नहीं", ("न", "नहीं")),
    ("bn", "আপনি পানি খাননি, যায়নি, না", ("খাননি", "যায়নি", "না")),
    ("th", "ห้ามหยุดยา อย่างไร อย่ารอ 5 มิลลิกรัม", ("ห้าม", "อย่า")),
    ("zh-Hans", "特别注意：不要停药，是否非常别扭", ("不", "停药", "别")),
    ("ko", "잘못 먹지 마세요. 먹지 않고 없이 말하세요", ("마세요", "않고", "없이")),
    ("am", "አልኮል አይጠጡ። ምን ዓይነት አይነት አልረዳም", ("አይጠጡ", "አልረዳም")),
    ("ru", "Не небо. Нельзя запрещать", ("Не", "Нельзя", "запрещать")),
    ("ru", "Неизвестно, помогает ли; причина неизвестна", ("Неизвестно",)),
    ("pl", "Nie w niedzielę, niezgodne: niezgodne z prawem", ("Nie", "niezgodne z prawem")),
    ("so", "Ha joojin, la’aan hal", ("Ha", "joojin", "la’aan")),
    ("so", "Waa in aan lagu siin", ("in aan lagu",)),
    ("vi", "Đừng ngừng, không", ("Đừng", "ngừng", "không")),
    ("ur", "بند نہ کریں، نہیں نہر", ("نہ", "نہیں")),
]


@pytest.mark.parametrize(
    ("tag", "text", "found"), SAID, ids=lambda value: value if isinstance(value, str) else ""
)
def test_negations_are_found_whole_and_nothing_like_them(tag, text, found):
    assert negations(text, tag) == found


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("en", "5 mg in 5 mL, 2.5mg at 20 °C or 80%", ("mg", "mL", "mg", "°C", "%")),
        ("en", "manage milligrams daily", ("milligrams",)),
        ("ru", "часто 2 часа, 5 мг", ("часа", "мг")),
        ("ur", "5 ملی گرام اور 5 گرام", ("ملی گرام", "گرام")),
        ("zh-Hans", "每天 5 mg，2 小时后，omg", ("天", "mg", "小时")),
        ("ar", "10 ملغم كل 5 مل و3 أقراص", ("ملغم", "مل", "أقراص")),
        ("ar", "20 ميكروغرامات كل ساعتين أو قرصين", ("ميكروغرامات", "ساعتين", "قرصين")),
        ("th", "5 มิลลิกรัม นาน 2 วัน 3 มื้อ", ("มิลลิกรัม", "วัน", "มื้อ")),
        ("am", "መጠኑን አይቀንሱ፣ በቀን 3 ጊዜ", ("መጠኑን", "በቀን", "ጊዜ")),
    ],
)
def test_units_are_found_whole_and_nothing_like_them(tag, text, found):
    assert lexicon(Kind.UNITS, tag).found(text) == found


def test_a_language_without_a_list_has_an_empty_one():
    assert lexicon(Kind.NEGATIONS, "eo").found("ne, neniam") == ()


SECTIONS = {
    "numbers": {*map(str, range(2, 13)), "1/2", "1/4"},
    "quantities": set(),
    "units": {
        "mg",
        "microgram",
        "g",
        "mL",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "time",
        "tablet",
        "drop",
    },
    "periods": {"day", "week"},
    "times": {"morning", "noon", "evening", "night", "bedtime", "breakfast", "monday", "sunday"},
    "bounds": {"at-least", "at-most", "more-than", "less-than"},
    "order": {"before", "after", "during", "until"},
    "range": {"to", "or", "and"},
    "negations": {"not", "without", "avoid", "maybe"},
    "medicines": {"baclofen", "paracetamol", "warfarin", "insulin"},
    "common": {"words"},
    "clitics": {"before", "after"},
    "repeats": {"words"},
    "letters": {"foreign"},
}
"""Every class of the lint, and keys that no language may lack: for sure or, with a question mark, perhaps."""


@pytest.mark.parametrize("language", sorted(tag.partition("-")[0] for tag in CONTENT.languages))
def test_every_language_has_every_class(language):
    held = sections(language)
    assert held.keys() >= SECTIONS.keys()
    for name, keys in SECTIONS.items():
        filled = {
            key.removesuffix("?") for key, entries in held[name].items() if entries or name in MAY_BE_EMPTY
        }
        assert keys - filled == set(), name


MAY_BE_EMPTY = {"clitics", "repeats", "letters"}


@pytest.mark.parametrize("language", languages())
def test_entries_are_clean_and_stand_once_under_a_key(language):
    for name, table in sections(language).items():
        for key, entries in table.items():
            if name == "letters":
                continue
            assert len(entries) == len(set(entries)), (name, key)
            assert all(
                entry == entry.strip() and entry.strip("-!~") for entry in entries if entry[0] != "~"
            ), (name, key)
            assert all(re.compile(entry[1:]) for entry in entries if entry[0] == "~")
            assert entries == tuple(unicodedata.normalize("NFC", entry) for entry in entries), (name, key)
