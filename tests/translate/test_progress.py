"""What counts as done, and that nothing unfinished rounds up to it."""

import pytest

from plainleaf.findings import Span
from plainleaf.translate.content import read_content
from plainleaf.translate.messages import templates, updated_files
from plainleaf.translate.progress import STATES, TRANSLATED, Counted, Progress, progress, shortfall
from tests.conftest import change


def rows(project, *names: str) -> dict[str, Progress]:
    content = read_content(project)
    return {row.medicine: row for row in progress(content, templates(content), ("es",), names)}


def update(project) -> None:
    for file, text in updated_files(read_content(project), ("es",)).items():
        file.write_text(text, encoding="utf-8")


def counted(done: int, total: int) -> Counted:
    place = Span("testol.po")
    return Counted((("reviewed", place),) * done + (("fuzzy", place),) * (total - done))


@pytest.mark.parametrize(
    ("done", "total", "percent"),
    [(0, 3, 0), (1, 3, 33.3), (1999, 2000, 99.9), (2000, 2000, 100), (0, 0, 100)],
)
def test_percents_are_rounded_down(done, total, percent):
    assert counted(done, total).percent == percent


def test_what_is_required_is_not_rounded():
    assert counted(1999, 2000).reaches(99.95)
    assert not counted(1999, 2000).reaches(99.96)


@pytest.mark.parametrize("state", STATES)
def test_only_what_prints_is_translated(state):
    one = Counted(((state, Span("testol.po")),))
    assert (one.translated, one.total) == (int(state in TRANSLATED), 1)
    assert one.translated == (state not in {"fuzzy", "missing", "stale"})


def test_a_shared_text_counts_for_each_medicine_that_holds_it_and_no_other(project):
    update(project)
    before = rows(project, "baclofen")["baclofen"]
    text = (project.leaflets / "baclofen.yaml").read_text(encoding="utf-8")
    (project.leaflets / "otherine.yaml").write_text(
        text.replace("medicine: baclofen", "medicine: otherine"), encoding="utf-8"
    )
    change(project.leaflets / "otherine.yaml", "purpose: It helps", "purpose: It will help")
    held = rows(project, "baclofen", "otherine")
    assert (held["baclofen"].total, held["baclofen"].translated) == (before.total, before.translated)
    assert held["otherine"].total == before.total
    update(project)
    held = rows(project, "baclofen", "otherine")
    assert (held["baclofen"].total, held["baclofen"].translated) == (before.total, before.translated)
    assert (held["otherine"].total, held["otherine"].translated) == (before.total, before.translated - 1)
    assert {part.domain: part.total for part in held["baclofen"].parts}["baclofen"] == 1


def test_a_shortfall_names_the_first_text_to_do_and_a_few_more(project):
    update(project)
    file = project.locales / "es" / "LC_MESSAGES" / "phrases.po"
    file.write_text(
        file.read_text(encoding="utf-8").replace("\nmsgctxt", "\n#, fuzzy\nmsgctxt"), encoding="utf-8"
    )
    row = rows(project, "baclofen")["baclofen"]
    told = shortfall(row, 100)
    assert row.count("fuzzy") >= 40
    assert told is not None
    assert len(told.related) == 5
    assert told.place.row
    assert told.hint == "translate it"
    assert shortfall(row, 10) is None
