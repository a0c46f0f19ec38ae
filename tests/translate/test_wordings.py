import pytest

from plainleaf.findings import Refused
from plainleaf.translate.wordings import PHRASES, read_wordings
from tests.conftest import change

AT_MOST = '  at_most: {text: "at most {value}", note: an upper limit that must not be passed}\n'


def told(project) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        read_wordings(project)
    return [(finding.check, str(finding.place)) for finding in caught.value.findings]


def row(file, text: str) -> int:
    return file.read_text(encoding="utf-8").split(text)[0].count("\n") + 1


def test_the_phrases_of_the_project_are_those_that_the_program_speaks(project):
    wordings = read_wordings(project)
    assert set(wordings.phrases) == set(PHRASES)
    day = wordings.phrases["day"]
    assert (day.text, day.plural, day.context) == ("{n} day", "{n} days", "phrase")
    assert (day.place.path, day.place.row) == (
        "leaflets/_phrases.yaml",
        row(project.leaflets / "_phrases.yaml", "  day:"),
    )
    page = wordings.words["page"]
    assert (page.plural, page.context, page.place.path) == (None, "label", "templates/words.yaml")


def test_every_phrase_with_a_number_holds_it_in_every_form(project):
    without = {id for id, phrase in read_wordings(project).phrases.items() if "{" not in phrase.text}
    assert without == {"half_tablet", "morning", "midday", "evening", "bedtime"}
    for id, phrase in read_wordings(project).phrases.items():
        assert phrase.plural is None or "{n}" in phrase.plural, id


@pytest.mark.parametrize(
    ("new", "check", "column"),
    [
        ("", "phrase-missing", 3),
        (AT_MOST.replace("at_most", "atmost"), "phrase-unknown", 3),
        (AT_MOST.replace("text:", "txt:"), "unknown-key", 13),
        (AT_MOST.replace("text:", "one:"), "bad-value", 12),
        (AT_MOST.replace(", note: an upper limit that must not be passed", ""), "missing-key", 12),
        (AT_MOST.replace("note:", "other: x, note:"), "bad-value", 12),
    ],
)
def test_one_slip_in_a_phrase_is_told_where_it_stands(project, new, check, column):
    file = project.leaflets / "_phrases.yaml"
    at = row(file, AT_MOST) if new else row(file, "  mg:")
    change(file, AT_MOST, new)
    assert (check, f"leaflets/_phrases.yaml:{at}:{column}") in told(project)
    change(file, new or "  range:", AT_MOST if new else AT_MOST + "  range:")
    assert read_wordings(project)


def test_faults_of_both_files_are_told_at_once(project):
    change(project.leaflets / "_phrases.yaml", AT_MOST, "")
    change(project.templates / "words.yaml", "format: 1", "format: 2")
    assert [check for check, _ in told(project)] == ["phrase-missing", "wrong-format"]
