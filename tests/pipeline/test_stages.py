"""From check to print: what withholds which leaflet, and what is made again."""

import io
import shutil
from dataclasses import replace

import pikepdf
import pytest

from plainleaf.catalogue import draft_mark
from plainleaf.pipeline import Variant, plan_jobs, run
from plainleaf.pipeline.memory import recall_outcome
from plainleaf.pipeline.running import tasks
from plainleaf.pipeline.worker import perform
from plainleaf.project import Project
from plainleaf.publish import are_in_place
from plainleaf.render import Renderer
from tests.conftest import change
from tests.pipeline.samples import MONOGRAPH, SECTIONS, SPANISH, STOP, codes, monograph, outcomes, workshop

ENTRY = f'msgid "{STOP}"\nmsgstr "{STOP}"\n'
PHRASES = "locales/es/LC_MESSAGES/phrases.po"
MEXICAN = "  es-MX: {name: Español, english: Spanish, family: Atkinson Hyperlegible Next, parent: es}\n"
LONG = "Ask us if you need help and ask us again and again until you know all of it."


def place_of(project: Project, file: str, words: str) -> tuple[str, int, int]:
    text = (project.root / file).read_text(encoding="utf-8")
    assert text.count(words) == 1
    before = text[: text.index(words)]
    return file, before.count("\n") + 1, len(before) - before.rfind("\n")


def places(outcome) -> list[tuple[str, int, int]]:
    return [(found.place.path, found.place.row, found.place.column) for found in outcome.findings]


def test_leaflets_are_made_with_all_that_the_manifest_tells(small):
    made = outcomes(small)
    assert [outcome.made for outcome in made.values()] == [True, True]
    entry = made["es"].entry
    assert (entry.medicine, entry.language, entry.clinic, entry.paper) == (
        "testol",
        "es",
        "default",
        "letter",
    )
    assert (entry.jurisdiction, entry.signed, entry.drafted) == ("US", "draft", 0)
    assert (small.out / entry.path).read_bytes().startswith(b"%PDF-")
    assert entry.pages > 0
    assert any("Atkinson" in font for font in entry.fonts)
    assert made["en"].entry.text_digest != entry.text_digest


def test_what_is_printed_already_comes_from_the_shelf(small):
    first, second = outcomes(small), outcomes(small)
    assert all(outcome.cached for outcome in second.values())
    assert all(second[tag].entry == first[tag].entry for tag in first)


def test_a_changed_word_is_printed_anew_and_only_where_it_stands(small):
    outcomes(small)
    change(small.root / SPANISH, ENTRY, ENTRY.replace(f'msgstr "{STOP}"', 'msgstr "Pregunte."'))
    made = outcomes(small)
    assert {tag: outcome.cached for tag, outcome in made.items()} == {"en": True, "es": False}


def test_another_floor_of_either_language_is_measured_anew(small):
    asked = {"tags": ("es",), "variant": Variant(also="en")}
    outcomes(small, **asked)
    change(small.locales / "languages.yaml", "{name: English,", "{floor: 0.99, name: English,")
    assert not outcomes(small, **asked)["es"].cached


def test_without_a_shelf_everything_is_printed_to_equal_bytes(small):
    kept = outcomes(small, tags=("en",))["en"]
    anew = outcomes(small, tags=("en",), shelf=False)["en"]
    assert (kept.cached, anew.cached) == (True, False)
    assert replace(anew, cached=True, seconds=kept.seconds) == kept


def test_what_lies_in_out_as_it_should_stays_there_unread(small):
    outcomes(small)
    assert all(outcome.in_place and outcome.cached for outcome in outcomes(small).values())
    (small.out / "default/en/testol.oral.large.letter.txt").write_text("other words", encoding="utf-8")
    again = outcomes(small)
    assert {tag: (one.in_place, one.cached) for tag, one in again.items()} == {
        "en": (False, True),
        "es": (True, True),
    }
    assert are_in_place(small.out, again["en"].entry)


def test_a_damaged_file_on_the_shelf_is_made_anew(small):
    kept = outcomes(small, tags=("en",))["en"]
    shutil.rmtree(small.out)
    file = small.shelf / "files" / kept.entry.sha256[:2] / kept.entry.sha256
    right = file.read_bytes()
    file.write_bytes(right[:-1] + b"!")
    anew = outcomes(small, tags=("en",))["en"]
    assert (anew.cached, anew.entry) == (False, kept.entry)
    assert file.read_bytes() == right


@pytest.mark.parametrize(
    "fault", ["medicine: [", "format: 9\n", monograph().replace("medicine: testol", "medicine: x")]
)
def test_one_bad_monograph_does_not_stop_the_others(small, fault):
    (small.leaflets / "badol.yaml").write_text(fault, encoding="utf-8")
    opened = workshop(small)
    made = {(o.job.medicine, o.job.tag): o for o in run(opened, plan_jobs(opened), workers=2)}
    assert {key for key, outcome in made.items() if outcome.made} == {("testol", "en"), ("testol", "es")}
    assert all(codes(made["badol", tag]) for tag in ("en", "es"))
    assert {found.place.path for found in made["badol", "en"].findings} == {"leaflets/badol.yaml"}


@pytest.mark.parametrize(
    ("code", "file", "old", "new", "at"),
    [
        ("missing-translation", SPANISH, ENTRY, f'msgid "{STOP}"\nmsgstr ""\n', f'msgid "{STOP}"'),
        ("fuzzy-translation", SPANISH, ENTRY, f"#, fuzzy\n{ENTRY}", f'msgid "{STOP}"'),
        (
            "half-plural",
            PHRASES,
            'msgid_plural "{n} doses"\nmsgstr[0] "{n} doses"\n',
            'msgid_plural "{n} doses"\nmsgstr[0] ""\n',
            'msgstr[0] ""',
        ),
        (
            "po-conflict",
            SPANISH,
            ENTRY,
            f"<<<<<<< ours\n{ENTRY}=======\n{ENTRY}>>>>>>> theirs\n",
            "<<<<<<< ours",
        ),
        ("po-syntax", SPANISH, ENTRY, ENTRY[:-2] + "\n", f'"{STOP}\n'),
        ("digit-in-translation", SPANISH, ENTRY, ENTRY[:-2] + ' 5."\n', f'msgstr "{STOP} 5."'),
    ],
    ids=lambda value: value if "-" in value and " " not in value else "",
)
def test_a_fault_in_one_language_withholds_that_language_only(small, code, file, old, new, at):
    change(small.root / file, old, new)
    made = outcomes(small)
    assert {tag: outcome.made for tag, outcome in made.items()} == {"en": True, "es": False}
    told = dict(zip(codes(made["es"]), places(made["es"]), strict=True))
    assert told[code] == place_of(small, file, at)
    assert set(told) <= {code, "missing-catalogue", "missing-translation"}
    change(small.root / file, new, old)
    repaired = outcomes(small)["es"]
    assert (repaired.made, repaired.findings) == (True, ())


@pytest.fixture
def variant(small):
    """Mexican Spanish says nothing of its own: all its texts come from its parent."""
    with (small.locales / "languages.yaml").open("a", encoding="utf-8") as file:
        file.write(MEXICAN)
    return small


def test_a_fault_in_a_parent_withholds_the_variant_that_takes_its_texts(variant):
    change(variant.root / SPANISH, ENTRY, ENTRY[:-2] + ' 5."\n')
    made = outcomes(variant, tags=("es-MX",))["es-MX"]
    assert (made.made, codes(made)) == (False, ["digit-in-translation"])
    change(variant.root / SPANISH, ENTRY[:-2] + ' 5."\n', ENTRY)
    repaired = outcomes(variant, tags=("es-MX",))["es-MX"]
    assert (repaired.made, repaired.findings) == (True, ())


def test_what_a_machine_drafted_counts_in_the_variant_that_takes_it_too(variant):
    change(variant.root / SPANISH, ENTRY, f"# {draft_mark((STOP,))}\n#: x\n{ENTRY}")
    made = outcomes(variant, tags=("es", "es-MX"))
    assert {tag: outcome.entry.drafted for tag, outcome in made.items()} == {"es": 1, "es-MX": 1}


@pytest.mark.parametrize("name", ["testol", "page", "phrases"])
def test_a_catalogue_that_is_not_there_withholds_its_language_only(small, name):
    (small.root / f"locales/es/LC_MESSAGES/{name}.po").unlink()
    made = outcomes(small)
    assert {tag: outcome.made for tag, outcome in made.items()} == {"en": True, "es": False}
    assert set(codes(made["es"])) == {"missing-catalogue"}
    assert all(f"es/{name}.po" in found.message for found in made["es"].findings)


def test_a_text_that_no_translator_has_seen_withholds_the_other_languages(small):
    change(small.root / MONOGRAPH, STOP, "Ask us how to stop it well.")
    made = outcomes(small)
    assert {tag: outcome.made for tag, outcome in made.items()} == {"en": True, "es": False}
    assert codes(made["es"]) == ["missing-translation", "stale-catalogue"]
    assert place_of(small, MONOGRAPH, "Ask us how to stop it well.") in places(made["es"])


def test_a_warning_is_told_and_withholds_only_when_strict(small):
    change(small.root / MONOGRAPH, f"{STOP}\n", f"{LONG}\n")
    made = outcomes(small, tags=("en",))["en"]
    assert (made.made, codes(made)) == (True, ["long-sentence"])
    strict = outcomes(small, tags=("en",), strict=True)["en"]
    assert (strict.made, codes(strict), strict.pdf) == (False, ["long-sentence"], b"")
    change(small.root / MONOGRAPH, f"{LONG}\n", f"{STOP}\n")
    assert outcomes(small, tags=("en",), strict=True)["en"].made


def test_what_layout_refuses_withholds_that_leaflet_and_comes_with_the_warnings(small):
    change(small.root / MONOGRAPH, f"{STOP}\n", f"{LONG} 試\n")
    made = outcomes(small, tags=("en",))["en"]
    assert not made.made
    assert {"long-sentence"} < set(codes(made))


def test_outcomes_come_from_several_workers_once_each(small):
    opened = workshop(small)
    jobs = plan_jobs(opened) * 3
    assert sorted(outcome.job for outcome in run(opened, jobs, workers=3)) == sorted(jobs)


def test_a_front_page_that_runs_over_is_told_and_withholds_only_when_strict(small):
    assert "render-front" not in codes(outcomes(small, tags=("en",))["en"])
    long = ", ".join(["You have trouble walking and breathing."] * 30)
    change(small.leaflets / "testol.yaml", "items: [You get a rash.]", f"items: [{long}]")
    spilt = outcomes(small, tags=("en",))["en"]
    assert spilt.made
    assert "render-front" in codes(spilt)
    assert not outcomes(small, tags=("en",), strict=True)["en"].made


def test_an_outcome_says_how_hard_the_leaflet_and_each_section_is_to_read(small):
    levels = outcomes(small, tags=("en",))["en"].reading
    assert levels[0].section == ""
    assert {level.section for level in levels[1:]} <= set(SECTIONS)
    assert len(levels) > 3
    assert all(level.score <= level.limit and level.formula and level.meaning for level in levels)


class Tampered(Renderer):
    """Prints, and then changes what was printed."""

    change = staticmethod(lambda pdf: None)

    def render(self, page, where=None):
        printed = super().render(page, where)
        held = io.BytesIO()
        with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
            self.change(pdf)
            pdf.save(held, deterministic_id=True)
        return replace(printed, pdf=held.getvalue())


def paragraphs(pdf):
    return [
        thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/P"
    ]


def without_a_paragraph(pdf):
    lost = paragraphs(pdf)[-1]
    lost.P.K = pikepdf.Array([kid for kid in lost.P.K if kid.objgen != lost.objgen])


def without_language(pdf):
    del pdf.Root["/Lang"]


@pytest.mark.parametrize(
    ("fault", "code"), [(without_a_paragraph, "text-lost"), (without_language, "language-missing")]
)
def test_a_finished_file_that_is_not_right_is_withheld_and_never_shelved(small, fault, code):
    shutil.rmtree(small.shelf)
    opened = workshop(small, tags=("en",))
    (task,) = tasks(opened, plan_jobs(opened))
    with type("Faulty", (Tampered,), {"change": staticmethod(fault)})(small) as faulty:
        made = perform(opened, task, faulty)
    assert not made.made
    assert code in codes(made)
    assert {finding.place.path for finding in made.findings} == {made.job.path}
    again = outcomes(small, tags=("en",))["en"]
    assert (again.made, again.cached, codes(again)) == (True, False, [])


def test_an_outcome_is_remembered_only_where_no_input_was_changed_meanwhile(small):
    shutil.rmtree(small.shelf)
    opened = workshop(small, tags=("en",))
    (task,) = tasks(opened, plan_jobs(opened))
    change(small.root / MONOGRAPH, STOP, "Ask us how to stop.")
    with Renderer(small) as renderer:
        assert perform(opened, task, renderer).made
    assert recall_outcome(opened.shelf, task.inputs, task.job, None) is None
    opened = workshop(small, tags=("en",))
    (task,) = tasks(opened, plan_jobs(opened))
    with Renderer(small) as renderer:
        made = perform(opened, task, renderer)
    assert recall_outcome(opened.shelf, task.inputs, task.job, None) == replace(made, cached=True, seconds=0)
