from plainleaf.catalogue import RULES


def test_each_manual_page_asks_a_question_and_shows_both_sides():
    assert RULES
    for code, text in RULES.items():
        question, *_ = text.splitlines()
        assert code.startswith("po-")
        assert question.endswith("?")
        assert text.count("\nBad") == text.count("\nGood") == 1
