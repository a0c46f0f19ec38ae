import pytest

from plainleaf.checks.reading.sentences import sentences, words


def texts(text):
    return tuple(sentence.text for sentence in sentences(text))


def count(text, language="en"):
    """The words of a text of one sentence."""
    (sentence,) = sentences(text)
    return len(words(sentence.counted, language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take 5 mg. Then wait! Are you well? Good.", ("Take 5 mg.", "Then wait!", "Are you well?", "Good.")),
        ("Take 0.5 mg or 1.5 mg.", ("Take 0.5 mg or 1.5 mg.",)),
        ("Call 1-800-222-1222. Say “baclofen.” Wait.", ("Call 1-800-222-1222.", "Say “baclofen.”", "Wait.")),
        ("**Do not stop.** It can (in some) kill.", ("Do not stop.", "It can (in some) kill.")),
        ("Wait (an hour.) Then stand.", ("Wait (an hour.)", "Then stand.")),
        ("Remember: never take two doses.", ("Remember: never take two doses.",)),
        ("Tell us if you have:", ("Tell us if you have:",)),
        ("Take it at 9 a.m. or later.", ("Take it at 9 a.m. or later.",)),
        ("What?! No.", ("What?!", "No.")),
        ("One line\n  goes on. Two.\n", ("One line goes on.", "Two.")),
        ("kidney problems", ("kidney problems",)),
        ("Strong ones **(opioids)** **(codeine)** too", ("Strong ones (opioids) (codeine) too",)),
        ("— . !", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_pauses(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ne l’arrêtez pas. Écoutez ! Et vous ? Bien.", 4),  # a space before the mark
        ("¿Ya lo toma? No lo deje.", 2),
        ("Прием в 9 ч. утра или позже. Ждите.", 2),  # a small letter after a full stop
        ("ڈاکٹر کو بتائیں۔ کیا آپ ٹھیک ہیں؟ رکیں۔", 3),
        ("**لا توقفه.** هل أنت بخير؟ انتظر.", 3),
        ("दवा बंद न करें। **डॉक्टर को बताएँ।** रुकें।", 3),
        ("ওষুধ বন্ধ করবেন না। অপেক্ষা করুন।", 2),
        ("አያቋርጡት። ሐኪምዎን ይጠይቁ፧ ይጠብቁ።", 3),
        ("不要停药。您好吗？请等。", 3),
        ("突然停药**可能致命。**“请等。”绝不要自己减量。", 3),
        ("갑자기 끊지 마세요. 괜찮으세요? 기다리세요.", 3),
        ("หยุดยากะทันหัน **อาจทำให้เสียชีวิตได้** ห้ามลดขนาดยาเอง", 3),
        ("ຢ່າຢຸດຢາ ໃຫ້ຖາມແພດ", 2),
        ("កុំឈប់។ សួរ។", 2),
    ],
)
def test_a_sentence_ends_at_the_marks_of_its_own_script(text, expected):
    assert len(sentences(text)) == expected


def test_in_thai_a_space_beside_a_value_or_another_script_ends_nothing():
    assert texts("กินวันละ \u20683\u2069 ครั้ง ก่อนตรวจ MRI ให้แจ้งแพทย์") == (
        "กินวันละ 3 ครั้ง",
        "ก่อนตรวจ MRI ให้แจ้งแพทย์",
    )


@pytest.mark.parametrize("mark", ["\u2066", "\u2067", "\u2068", "\u2069", "\u200b", "\u2060", "**"])
def test_marks_that_are_not_read_change_nothing(mark):
    plain = "Take 5 mg. Then wait."
    marked = f"{mark}Take {mark}5 mg{mark}.{mark} Then wa{mark}it.{mark}"
    assert sentences(marked) == sentences(plain)
    assert [count(text) for text in texts(marked)] == [3, 2]


def test_a_no_break_space_parts_words_and_sentences():
    assert texts("Take 5\u00a0mg.\u00a0Stop.") == ("Take 5 mg.", "Stop.")
    assert count("5\u00a0mg or 10\u202fmg") == 5


def test_a_value_of_ours_is_one_word_however_many_it_holds():
    assert count("Take \u20685 mg\u2069 a day.") == 4
    times = "\u2066\u2066\u20683\u2069 times a day\u2069: morning, midday and evening\u2069"
    assert count(f"Most take \u20685 mg\u2069, {times}.") == 4
    (sentence,) = sentences(f"Take it {times}.")
    assert sentence.text == "Take it 3 times a day: morning, midday and evening."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Call 1-800-222-1222 now.", 3),
        ("Breast-feeding isn’t safe – ask.", 4),
        ("1,000 or 0.5, not both", 5),
        ("Take **1 tablet**, then rest.", 5),
        ("with food—or without", 4),
    ],
)
def test_a_number_and_a_hyphenated_word_are_one_word(sentence, expected):
    assert count(sentence) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "L’arrêt brusque peut tuer !", 4),
        ("hi", "डॉक्टर को तुरंत बताएँ।", 4),  # vowel signs are no letters to Python
        ("bn", "ডাক্তারকে জানান।", 2),
        ("ur", "ڈاکٹر کو بتائیں۔", 3),
        ("am", "ሐኪምዎን፡ይጠይቁ።", 2),
        ("ko", "의사에게 바로 알리세요.", 3),
        ("vi", "Hãy hỏi bác sĩ.", 4),
        ("th", "ห้ามหยุดยา", 3),
        ("zh", "不要停药。", 3),
    ],
)
def test_words_are_counted_as_a_script_parts_them(language, text, expected):
    assert count(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Baclofen’s effect", ("effect",)),
        ("en", "BACLOFEN or Ozobax DS", ("or",)),
        ("en", "ibaclofens", ("ibaclofens",)),
        ("pl", "Proszę brać baclofenu", ("Proszę", "brać")),
        ("pl", "w litrach", ("w", "litrach")),
    ],
)
def test_names_are_left_out_with_their_endings(language, text, expected):
    assert words(text, language, frozenset({"baclofen", "Ozobax", "ozobax ds", "lit", ""})) == expected


def test_a_russian_name_is_left_out_in_every_case_of_it():
    names = frozenset({"баклофен", "литий"})
    assert words("Баклофен, баклофена с баклофеном или литием", "ru", names) == ("с", "или")
