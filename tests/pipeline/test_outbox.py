"""out/ equals the sources: what passes is there and whole, what does not is gone, what is not ours stays."""

import hashlib
import json
import os
import shutil
from contextlib import closing

import pytest

from plainleaf.findings import Refused
from plainleaf.pipeline import plan_jobs, publish, run
from plainleaf.publish import Manifest
from tests.conftest import change
from tests.pipeline.samples import (
    FRENCH,
    LANGUAGES,
    MONOGRAPH,
    SPANISH,
    STOP,
    codes,
    edition,
    files_in,
    monograph,
    outcomes,
    translate_all,
    workshop,
)

ENGLISH_FILE = "default/en/testol.oral.large.letter.pdf"
SPANISH_FILE = "default/es/testol.oral.large.letter.pdf"
ALL = {"manifest.json", *edition(ENGLISH_FILE, SPANISH_FILE)}


@pytest.fixture
def built(small):
    outcomes(small)
    assert files_in(small.out) == ALL
    return small


def listed(project):
    return set(Manifest.read(project.out).entries)


def break_spanish(project):
    change(project.root / SPANISH, f'msgstr "{STOP}"', 'msgstr ""')


def test_a_build_leaves_its_leaflets_and_a_manifest_of_them(built):
    held = json.loads((built.out / "manifest.json").read_text(encoding="utf-8"))
    assert set(held["files"]) == {ENGLISH_FILE, SPANISH_FILE}
    assert held["versions"]["weasyprint"]
    assert {(built.out / file).stat().st_mode & 0o777 for file in ALL} == {0o644}


def test_outcomes_give_their_bytes_to_the_files_and_keep_none(small):
    made = outcomes(small)
    assert all((small.out / outcome.job.path).stat().st_size for outcome in made.values())
    assert {tag: (outcome.made, outcome.pdf, outcome.beside) for tag, outcome in made.items()} == {
        "en": (True, b"", {}),
        "es": (True, b"", {}),
    }


def test_the_manifest_tells_the_digest_of_each_file(built):
    told = Manifest.read(built.out).entries
    digests = {path: digest for entry in told.values() for path, digest in entry.files.items()}
    found = {path: hashlib.sha256((built.out / path).read_bytes()).hexdigest() for path in digests}
    assert set(digests) == ALL - {"manifest.json"}
    assert digests == found


@pytest.mark.parametrize("suffix", ["html", "txt"])
def test_an_edition_that_cannot_be_written_whole_is_not_written_at_all(small, suffix):
    blocked = small.out / SPANISH_FILE.replace("pdf", suffix)
    blocked.mkdir(parents=True)
    made = outcomes(small)
    assert (codes(made["en"]), codes(made["es"])) == ([], ["unwritable"])
    assert files_in(small.out) == {"manifest.json", *edition(ENGLISH_FILE)}
    assert listed(small) == {ENGLISH_FILE}
    blocked.rmdir()
    assert outcomes(small)["es"].made
    assert files_in(small.out) == ALL


def test_an_edition_of_an_older_manifest_gets_its_other_files(built):
    file = built.out / "manifest.json"
    held = json.loads(file.read_text(encoding="utf-8"))
    for name, row in held["files"].items():
        del row["beside"]
        for other in edition(name) - {name}:
            (built.out / other).unlink()
    file.write_text(json.dumps(held), encoding="utf-8")
    outcomes(built)
    assert files_in(built.out) == ALL
    break_spanish(built)
    outcomes(built)
    assert files_in(built.out) == ALL - edition(SPANISH_FILE)


def test_a_manifest_cannot_name_another_kind_of_file_for_deletion(built):
    file = built.out / "manifest.json"
    held = json.loads(file.read_text(encoding="utf-8"))
    held["files"][SPANISH_FILE]["beside"]["/../../../../clinics/default.yaml"] = "0"
    file.write_text(json.dumps(held), encoding="utf-8")
    break_spanish(built)
    outcomes(built)
    assert (built.clinics / "default.yaml").exists()
    assert listed(built) == {ENGLISH_FILE}


def test_a_withheld_leaflet_is_removed_and_the_others_stay(built):
    break_spanish(built)
    outcomes(built)
    assert files_in(built.out) == ALL - edition(SPANISH_FILE)
    assert listed(built) == {ENGLISH_FILE}


def test_a_leaflet_that_was_not_asked_for_stays_even_where_it_would_not_pass_now(built):
    break_spanish(built)
    outcomes(built, tags=("en",))
    assert files_in(built.out) == ALL
    assert listed(built) == {ENGLISH_FILE, SPANISH_FILE}


def test_partial_builds_add_up_in_the_manifest(small):
    outcomes(small, tags=("es",))
    assert listed(small) == {SPANISH_FILE}
    outcomes(small, tags=("en",))
    assert listed(small) == {ENGLISH_FILE, SPANISH_FILE}
    parts = (small.out / "manifest.json").read_bytes()
    shutil.rmtree(small.out)
    outcomes(small)
    assert (small.out / "manifest.json").read_bytes() == parts


def test_the_leaflets_of_a_deleted_monograph_go_with_it(built):
    (built.root / MONOGRAPH).unlink()
    (built.leaflets / "anotherol.yaml").write_text(monograph("anotherol"), encoding="utf-8")
    made = outcomes(built, tags=("en",))
    assert codes(made["en"]) == []
    assert files_in(built.out) == {"manifest.json", *edition("default/en/anotherol.oral.large.letter.pdf")}
    assert len(listed(built)) == 1


def test_the_leaflets_of_a_language_that_is_no_more_go_with_it(built):
    file = built.locales / "languages.yaml"
    file.write_text("\n".join(LANGUAGES.splitlines()[:-1]) + "\n", encoding="utf-8")
    outcomes(built)
    assert files_in(built.out) == {"manifest.json", *edition(ENGLISH_FILE)}


def test_the_leaflets_of_a_clinic_that_is_no_more_go_with_it(built):
    (built.clinics / "default.yaml").rename(built.clinics / "other.yaml")
    outcomes(built, clinic="other", tags=("en",))
    assert files_in(built.out) == {"manifest.json", *edition("other/en/testol.oral.large.letter.pdf")}


def test_what_somebody_else_put_there_stays(built):
    stranger = built.out / "default/es/notes.pdf"
    stranger.write_bytes(b"mine")
    unlisted = built.out / "default/es/oldol.oral.large.letter.pdf"
    unlisted.write_bytes(b"mine too")
    break_spanish(built)
    outcomes(built)
    assert files_in(built.out) == (ALL - edition(SPANISH_FILE)) | {
        "default/es/notes.pdf",
        "default/es/oldol.oral.large.letter.pdf",
    }


def test_a_file_that_no_manifest_lists_stays_even_where_a_leaflet_would_go(small):
    (small.out / SPANISH_FILE).parent.mkdir(parents=True)
    (small.out / SPANISH_FILE).write_bytes(b"mine")
    break_spanish(small)
    assert not outcomes(small)["es"].made
    assert (small.out / SPANISH_FILE).read_bytes() == b"mine"


def test_a_manifest_cannot_name_a_file_elsewhere_for_deletion(built):
    file = built.out / "manifest.json"
    held = json.loads(file.read_text(encoding="utf-8"))
    held["files"]["../clinics/spare.yaml"] = held["files"][SPANISH_FILE] | {"medicine": "goneol"}
    file.write_text(json.dumps(held), encoding="utf-8")
    (built.clinics / "spare.yaml").write_text("format: 1\n", encoding="utf-8")
    outcomes(built)
    assert (built.clinics / "spare.yaml").exists()
    assert listed(built) == {ENGLISH_FILE, SPANISH_FILE}


def test_a_file_that_was_damaged_or_deleted_is_written_again(built):
    whole = {name: (built.out / name).read_bytes() for name in edition(SPANISH_FILE)}
    for name in edition(SPANISH_FILE):
        (built.out / name).write_bytes(whole[name][:100])
    for name in edition(ENGLISH_FILE):
        (built.out / name).unlink()
    made = outcomes(built)
    assert all(outcome.cached for outcome in made.values())
    assert files_in(built.out) == ALL
    assert {name: (built.out / name).read_bytes() for name in whole} == whole


def test_a_file_that_is_right_already_is_not_touched(built):
    for name in edition(SPANISH_FILE):
        os.utime(built.out / name, (0, 0))
    outcomes(built)
    assert {(built.out / name).stat().st_mtime for name in edition(SPANISH_FILE)} == {0}


def test_a_new_language_adds_its_leaflet(built):
    (built.locales / "languages.yaml").write_text(LANGUAGES + FRENCH, encoding="utf-8")
    translate_all(built, "fr")
    assert outcomes(built, tags=("fr",))["fr"].made
    assert files_in(built.out) == ALL | edition("default/fr/testol.oral.large.letter.pdf")


def test_where_nothing_can_be_written_the_leaflet_is_withheld_with_a_finding(small):
    small.out.mkdir()
    (small.out / "default").write_text("a file", encoding="utf-8")
    made = outcomes(small)
    assert {tag: (outcome.made, outcome.pdf, codes(outcome)) for tag, outcome in made.items()} == {
        "en": (False, b"", ["unwritable"]),
        "es": (False, b"", ["unwritable"]),
    }
    finding = made["es"].findings[0]
    assert str(finding.place) == f"out/{SPANISH_FILE}"
    assert finding.hint
    assert listed(small) == set()
    (small.out / "default").unlink()
    assert all(outcome.made for outcome in outcomes(small).values())


def test_a_file_in_the_place_of_the_clinics_folder_is_survived_by_a_second_build(built):
    shutil.rmtree(built.out / "default")
    (built.out / "default").write_text("a file", encoding="utf-8")
    assert codes(outcomes(built)["es"]) == ["unwritable"]
    assert listed(built) == set()


def test_a_full_disk_withholds_removes_what_is_stale_and_is_told_at_the_end(built, monkeypatch):
    (built.out / ENGLISH_FILE).write_bytes(b"of an older text")

    def full(*_):
        raise OSError(28, "No space left on device")

    opened = workshop(built, tags=("en",))
    jobs = plan_jobs(opened)
    made = []
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as caught:
        made.extend(publish(built.out, opened, run(opened, jobs)))
    assert [codes(outcome) for outcome in made] == [["unwritable"]]
    assert [(finding.check, finding.place.path) for finding in caught.value.findings] == [
        ("unwritable", "out/manifest.json")
    ]
    assert files_in(built.out) == ALL - edition(ENGLISH_FILE)
    monkeypatch.undo()
    assert outcomes(built, tags=("en",))["en"].made
    assert files_in(built.out) == ALL


def test_an_old_file_that_cannot_be_removed_is_told_and_stays_listed(built):
    break_spanish(built)
    (built.out / SPANISH_FILE).unlink()
    (built.out / SPANISH_FILE).mkdir()
    with pytest.raises(Refused) as caught:
        outcomes(built)
    assert [(finding.check, finding.place.path) for finding in caught.value.findings] == [
        ("unwritable", f"out/{SPANISH_FILE}")
    ]
    assert listed(built) == {ENGLISH_FILE, SPANISH_FILE}


def test_a_build_that_is_broken_off_keeps_what_it_finished_and_lists_it(small):
    opened = workshop(small)
    with closing(publish(small.out, opened, run(opened, plan_jobs(opened)))) as finished:
        first = next(finished)
    assert first.made
    assert files_in(small.out) == {"manifest.json", *edition(first.job.path)}
    assert listed(small) == {first.job.path}
