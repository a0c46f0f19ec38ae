"""Terms in translations, and the glossary itself."""

from dataclasses import replace
from functools import cache

import pytest

from plainleaf.catalogue import Catalogue, Message
from plainleaf.checks import GlossaryFile, Translation, run_checks
from plainleaf.findings import Severity, Span
from plainleaf.monograph.authored import read
from plainleaf.project import Project
from plainleaf.source import parse
from plainleaf.translate.content import read_content
from plainleaf.translate.glossary import Glossary, read_glossary, read_with_source
from plainleaf.translate.messages import templates
from plainleaf.values.languages import read_languages
from tests.conftest import ROOT

PROJECT = Project(ROOT)
PLACE = Span("es.po", 7, 1)
OURS = ("forbidden-term", "term-unused")


@cache
def content():
    return read_content(PROJECT)


@cache
def glossary():
    return read_glossary(PROJECT)


def found(tag, msgid, msgstr, *flags):
    """What is said of one entry of a language."""
    return found_in(tag, Message(msgid, msgstr=(msgstr,), flags=flags, place=PLACE, msgstr_places=(PLACE,)))


def found_in(tag, entry):
    catalogue = Catalogue("es.po", Message("", msgstr=("",)), (entry,))
    subject = Translation(catalogue, catalogue.digest or "", content().languages[tag], glossary())
    return [one for one in run_checks(subject) if one.check in OURS]


@pytest.mark.parametrize(
    ("tag", "msgid", "bad", "good"),
    [
        ("es", "Shake the tablets.", "Agite las píldoras y tabletas.", "Agite las tabletas."),
        ("pl", "It can cause seizures.", "Może wywołać zawały i drgawki.", "Może wywołać drgawki."),
        ("ur", "You have a seizure.", "مرگی جیسا دورہ، دل کا دورہ", "مرگی جیسا دورہ"),
        ("ru", "Use an oral syringe.", "Мерный шприц без иглы: инъекции.", "Мерный шприц без иглы."),
        ("zh-Hans", "Keep tablets dry.", "药片或药丸要保持干燥。", "药片要保持干燥。"),
        ("bn", "Take a **tablet**.", "ট্যাবলেট বা বড়িটি খান।", "ট্যাবলেট খান।"),
    ],
)
def test_a_forbidden_word_is_an_error_at_its_msgstr(tag, msgid, bad, good):
    (finding,) = found(tag, msgid, bad)
    assert (finding.check, finding.severity, finding.place) == ("forbidden-term", Severity.ERROR, PLACE)
    assert found(tag, msgid, good) == []


def test_a_forbidden_word_may_stand_for_what_it_means():
    assert found("pl", "Seizures or a heart attack.", "Drgawki lub zawał.") == []
    assert [one.check for one in found("pl", "Seizures.", "Drgawki lub zawał.")] == ["forbidden-term"]
    assert found("pl", "Your heart.", "Zawał.") == []


@pytest.mark.parametrize(
    ("tag", "msgid", "bad", "good"),
    [
        ("es", "Ask your pharmacist.", "Pregunte al boticario.", "Pregunte a su farmacéutico."),
        ("ar", "Your kidneys.", "القلب", "كليتاك"),
        ("hi", "Your kidneys.", "दिल", "आपके गुर्दे"),
        ("th", "Your liver.", "ไตของคุณ", "ตับของคุณ"),
        ("zh-Hans", "Gabapentin.", "普瑞巴林。", "加巴喷丁。"),
        ("ko", "Ask your doctor.", "약사에게 물어보세요.", "의사에게 물어보세요."),
        ("am", "Call your clinic.", "ይደውሉ።", "ለክሊኒክዎ ይደውሉ።"),
    ],
)
def test_a_term_that_is_not_used_is_a_warning(tag, msgid, bad, good):
    (finding,) = found(tag, msgid, bad)
    assert (finding.check, finding.severity, finding.place) == ("term-unused", Severity.WARNING, PLACE)
    assert found(tag, msgid, good) == []


def test_an_entry_that_a_person_looked_at_may_leave_a_term_out():
    said = "ar", "Your kidneys.", "القلب"
    assert [one.check for one in found(*said)] == ["term-unused"]
    assert found(*said, "ignore-term-unused") == []
    assert found(*said, "fuzzy", "ignore-term-unused") == []
    for other in ("ignore-forbidden-term", "ignore-term", "term-unused", "ignore-number-changed"):
        assert [one.check for one in found(*said, other)] == ["term-unused"], other


def test_no_flag_makes_a_forbidden_word_good():
    flags = "ignore-term-unused", "ignore-forbidden-term"
    assert [one.check for one in found("es", "Shake the tablets.", "Agite las píldoras.", *flags)] == [
        "forbidden-term"
    ]
    assert found("es", "Shake the tablets.", "Agite las tabletas.", *flags) == []


def test_words_that_may_be_said_otherwise_are_left_out():
    assert glossary().terms["suddenly"].kind == "word"
    assert found("es", "Suddenly.", "De pronto.") == []


def test_a_variant_takes_its_parents_terms():
    variant = replace(content().languages["es"], tag="es-US", parent="es")
    entry = Message("Tablets.", msgstr=("Píldoras.",), place=PLACE, msgstr_places=(PLACE,))
    catalogue = Catalogue("es.po", Message("", msgstr=("",)), (entry,))
    subject = Translation(catalogue, catalogue.digest or "", variant, glossary())
    assert {one.check for one in run_checks(subject)} >= set(OURS)
    alone = replace(subject, language=replace(variant, parent=""))
    assert not {one.check for one in run_checks(alone)} & set(OURS)


@pytest.mark.parametrize("tag", [tag for tag in read_languages(PROJECT) if tag != "en"])
def test_our_own_catalogues_use_every_term(tag):
    looked_at = 0
    for domain, catalogue in content().catalogues[tag].items():
        template = templates(content())[domain]
        subject = Translation(catalogue, template.digest, content().languages[tag], glossary())
        assert [one for one in run_checks(subject) if one.check in OURS] == []
        looked_at += sum(bool(glossary().named_in(message.msgid)) for message in catalogue.entries)
    assert looked_at > 100


def test_every_entry_of_ours_that_leaves_a_term_out_needs_its_flag():
    flag, looked_at = "ignore-term-unused", 0
    for tag in content().catalogues:
        for domain in content().catalogues[tag].values():
            for message in (one for one in domain.entries if flag in one.flags):
                bare = replace(message, flags=tuple(one for one in message.flags if one != flag))
                assert [one.check for one in found_in(tag, bare)] == ["term-unused"], (tag, message.msgid)
                looked_at += 1
    assert looked_at > 3


GOOD = """\
format: 1
terms:
  tablet:
    kind: form
    in:
      en: {term: tablet, forms: [tablets]}
      es: {term: tableta, forms: [tabletas], forbidden: [píldora]}
  pill:
    kind: form
    in:
      es: {term: pastilla}
"""


def findings_about(text):
    source = parse("locales/glossary.yaml", text.encode())
    return run_checks(GlossaryFile(read(Glossary, source), source, content().languages))


@pytest.mark.parametrize(
    ("old", "new", "at", "severity"),
    [
        ("[píldora]", "[píldora, TABLETA]", "TABLETA", Severity.ERROR),
        ("[píldora]", "[píldora, píldora]", "píldora]", Severity.ERROR),
        ("[tabletas]", "[tabletas, tabletas]", "tabletas]", Severity.ERROR),
        ("[tabletas]", "[--]", "--", Severity.ERROR),
        ("[tablets]", "[tablets, pill]", "pill:", Severity.ERROR),
        ("en: {term: tablet,", "en: {term: pellet,", "pellet", Severity.ERROR),
        ("es: {term: pastilla}", "xx: {term: pastilla}", "xx", Severity.WARNING),
    ],
)
def test_a_contradiction_in_the_glossary_is_told_at_its_place(old, new, at, severity):
    assert findings_about(GOOD) == ()
    text = GOOD.replace(old, new)
    (finding,) = findings_about(text)
    before = text[: text.index(at)]
    place = Span("locales/glossary.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (finding.check, finding.place, finding.severity) == ("bad-glossary", place, severity)


def test_our_own_glossary_is_free_of_contradictions():
    held, source = read_with_source(PROJECT)
    assert run_checks(GlossaryFile(held, source, content().languages)) == ()
