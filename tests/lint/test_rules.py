"""Each rule on one good translation and the same with one mistake, over scripts."""

import pytest

from plainleaf.findings import Severity
from plainleaf.lint import RULES, Pair, Side, flaws

CASES = [
    ("number-changed", "es", "Take 5 mg.", "Tome 5 mg.", "Tome 50 mg."),
    ("number-changed", "es", "Take it once a day.", "Tómelo una vez al día.", "Tómelo once al día."),
    ("number-changed", "fr", "Take 1.5 mL.", "Prenez 1,5 ml.", "Prenez 15 ml."),
    ("number-changed", "ar", "Take 3 tablets.", "تناول ثلاثة أقراص.", "تناول ثمانية أقراص."),
    ("number-changed", "ar", "Take 2 tablets.", "تناول قرصين.", "تناول قرصًا."),
    ("number-changed", "hi", "Take 5 mg.", "5 मि.ग्रा. लें।", "7 मि.ग्रा. लें।"),
    ("number-changed", "hi", "Take 5 mg.", "५ मि.ग्रा. लें।", "५० मि.ग्रा. लें।"),
    ("number-changed", "zh-Hans", "Take half a tablet.", "服半片。", "服一片半。"),
    ("number-changed", "ru", "Take 1.5 tablets.", "Принимайте полторы таблетки.", "Принимайте полтаблетки."),
    ("number-changed", "ko", "Take 3 tablets.", "세 알을 복용하십시오.", "네 알을 복용하십시오."),
    ("unit-changed", "es", "Take 5 mg.", "Tome 5 mg.", "Tome 5 g."),
    ("unit-changed", "ru", "Take 10 mL.", "Принимайте 10 мл.", "Принимайте 10 мг."),
    ("unit-changed", "th", "Use it for 5 days.", "ใช้เป็นเวลา 5 วัน", "ใช้เป็นเวลา 5 สัปดาห์"),
    ("range-changed", "es", "Take 1 or 2 tablets.", "Tome 1 o 2 tabletas.", "Tome 1 y 2 tabletas."),
    ("range-changed", "fr", "Wait 6 to 8 hours.", "Attendez 6 à 8 heures.", "Attendez 8 à 6 heures."),
    (
        "number-order",
        "es",
        "Take 10 mg in the morning and 20 mg at night.",
        "Tome 10 mg por la mañana y 20 mg por la noche.",
        "Tome 20 mg por la mañana y 10 mg por la noche.",
    ),
    (
        "frequency-changed",
        "es",
        "Take it once a week.",
        "Tómelo una vez a la semana.",
        "Tómelo una vez al día.",
    ),
    ("frequency-changed", "zh-Hans", "Take 1 tablet a day.", "每天服1片。", "每周服1片。"),
    ("time-changed", "es", "Take it in the morning.", "Tómelo por la mañana.", "Tómelo por la noche."),
    ("time-changed", "hi", "Take it in the morning.", "इसे सुबह लें।", "इसे रात को लें।"),
    (
        "bound-changed",
        "es",
        "Take at most 4 tablets.",
        "Tome como máximo 4 tabletas.",
        "Tome como mínimo 4 tabletas.",
    ),
    ("bound-changed", "ru", "Wait at least 4 hours.", "Ждите не менее 4 часов.", "Ждите не более 4 часов."),
    ("order-changed", "es", "Take it before meals.", "Tómelo antes de comer.", "Tómelo después de comer."),
    ("order-changed", "zh-Hans", "Take it before meals.", "饭前服用。", "饭后服用。"),
    ("negation-dropped", "es", "Do not stop.", "No pare.", "Pare."),
    ("negation-dropped", "ar", "Do not drive.", "لا تقد السيارة.", "قد السيارة."),
    ("negation-dropped", "zh-Hans", "Do not drive.", "不要开车。", "要开车。"),
    ("negation-dropped", "ko", "Do not drive.", "운전하지 마십시오.", "운전하십시오."),
    ("negation-added", "es", "Take it with food.", "Tómelo con comida.", "No lo tome con comida."),
    ("negation-added", "hi", "Take it with food.", "इसे खाने के साथ लें।", "इसे खाने के साथ न लें।"),
    (
        "negation-count",
        "es",
        "If you are ill, do not drive, and do not drink alcohol.",
        "Si está enfermo, no maneje, y no beba alcohol.",
        "Si está enfermo, maneje, y no beba alcohol.",
    ),
    ("medicine-changed", "es", "Take baclofen.", "Tome baclofeno.", "Tome bactrofeno."),
    ("medicine-changed", "ru", "Take warfarin.", "Принимайте варфарин.", "Принимайте метформин."),
    ("untranslated", "es", "Call your doctor now.", "Llame ya a su médico.", "Call your doctor now."),
    (
        "untranslated",
        "th",
        "Take one. Call your doctor if you feel ill.",
        "กินหนึ่งเม็ด โทรหาแพทย์ถ้าไม่สบาย",
        "กินหนึ่งเม็ด Call your doctor if you feel ill.",
    ),
    (
        "wrong-language",
        "es",
        "Take the tablet with a glass of water.",
        "Tome la tableta con un vaso de agua.",
        "Prenez le comprimé avec un verre d’eau.",
    ),
    ("wrong-language", "hi", "Call your doctor now.", "अपने डॉक्टर को अभी फ़ोन करें।", "Позвоните врачу сейчас."),
    ("mixed-script", "es", "Take it now.", "Tómelo ahora.", "Tómelо ahora."),
    ("mixed-script", "ru", "Take it now.", "Примите сейчас.", "Примитe сейчас."),
    ("confusable-digit", "es", "Take 10 mg.", "Tome 10 mg.", "Tome 1O mg."),
    ("confusable-digit", "ar", "Take 10 mg.", "تناول 10 ملغ.", "تناول 1٠ ملغ."),
    ("trailing-zero", "es", "Take 5 mg.", "Tome 5 mg.", "Tome 5.0 mg."),
    ("hidden-character", "es", "Take it now.", "Tómelo ahora.", "Tóme\u00adlo ahora."),
    ("hidden-character", "hi", "Take it now.", "इसे अभी लें।", "इसे अभी\ufeff लें।"),
    ("bidi-override", "ar", "Take 12 mg.", "تناول 12 ملغ.", "تناول \u202e12 ملغ."),
    ("bidi-override", "ar", "Take 12 mg.", "تناول 12 ملغ.", "تناول \u206712 ملغ."),
    ("placeholder-lost", "es", "Take {dose} now.", "Tome {dose} ahora.", "Tome {dosis} ahora."),
    ("placeholder-lost", "zh-Hans", "Take %(count)s tablets.", "服%(count)s片。", "服%(count)片。"),
    ("markup-lost", "es", "Do **not** stop.", "**No** pare.", "**No pare."),
    ("markup-lost", "es", "Take <b>2</b> now.", "Tome <b>2</b> ahora.", "Tome <b>2 ahora."),
    (
        "length-differs",
        "es",
        "Take the tablets with plenty of water and stay upright for a while afterwards.",
        "Tome las tabletas con mucha agua y quédese de pie un rato después.",
        "Tome las tabletas con agua.",
    ),
    ("sentence-count", "es", "Take one. Call us.", "Tome una. Llámenos.", "Tome una y llámenos."),
    ("end-mark", "hi", "Take it now.", "इसे अभी लें।", "इसे अभी लें"),
    ("end-mark", "es", "Are you well?", "¿Está bien?", "Está bien."),
    ("no-break-lost", "es", "Take 5\u00a0mg.", "Tome 5\u00a0mg.", "Tome 5 mg."),
    ("repeated-word", "es", "Take the tablet.", "Tome la tableta.", "Tome la la tableta."),
]
WARNINGS = {"length-differs", "sentence-count", "end-mark", "no-break-lost", "repeated-word"}
"""Length, sentences and style: told, and no alarm."""

RIGHT = [
    ("es", "Take 2 tablets once a day.", "Tome dos tabletas una vez al día."),
    ("es", "Take 1.5 tablets.", "Tome una tableta y media."),
    ("es", "Take two (2) tablets.", "Tome dos (2) tabletas."),
    ("es", "Do not take more than 4 tablets.", "Tome 4 tabletas como máximo."),
    ("es", "Wait 30 minutes.", "Espere media hora."),
    ("es", "Take 1,000 mg.", "Tome 1,000 mg."),
    ("fr", "Take 1,000 mg.", "Prenez 1\u202f000 mg."),
    ("fr", "Take 0.5 mg.", "Prenez 0,5 mg."),
    ("ru", "Wait 6 to 8 hours.", "Подождите 6–8 часов."),
    ("ar", "Take 2 tablets twice a day.", "تناول قرصين مرتين في اليوم."),
    ("ar", "Take 25 mg.", "تناول خمسة وعشرين ملغ."),
    ("hi", "Take one and a half tablets.", "डेढ़ गोली लें।"),
    ("zh-Hans", "Take 24 tablets.", "服二十四片。"),
    ("zh-Hans", "Keep it below 25 °C.", "请在25 °C以下保存。"),
    ("th", "Take 2 tablets.", "กิน ๒ เม็ด"),
    ("ko", "Take 2 tablets every 6 hours.", "6시간마다 두 알을 복용하십시오."),
    ("es", "Get it from your pharmacist.", "Pídalo en la farmacia."),
]


def found(tag: str, source: str, target: str) -> dict[str, Severity]:
    return {flaw.check: flaw.severity for flaw in flaws(Pair(Side(source, "en"), Side(target, tag)))}


def test_every_rule_is_tried():
    assert {case[0] for case in CASES} == {rule.code for rule in RULES}
    assert {rule.code for rule in RULES if not (rule.look.__doc__ or "").strip()} == set()


@pytest.mark.parametrize(("check", "tag", "source", "good", "bad"), CASES)
def test_a_mistake_is_told_and_its_repair_is_quiet(check, tag, source, good, bad):
    assert found(tag, source, good) == {}
    told = found(tag, source, bad)
    assert check in told
    assert (told[check] is Severity.WARNING) == (check in WARNINGS)


@pytest.mark.parametrize(("tag", "source", "target"), RIGHT)
def test_what_says_the_same_is_no_alarm(tag, source, target):
    assert [
        check for check, severity in found(tag, source, target).items() if severity is Severity.ERROR
    ] == []


def test_a_reworded_negation_is_a_warning():
    assert found("es", "Do not drink alcohol.", "Evite el alcohol.") == {"negation-dropped": Severity.WARNING}


def test_what_equals_it_in_another_unit_is_a_warning():
    assert found("es", "Take 1,000 mg.", "Tome 1 g.") == {"unit-changed": Severity.WARNING}
