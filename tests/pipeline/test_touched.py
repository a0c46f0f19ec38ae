"""Which leaflets a change touches: by path, by who reads a catalogue, and where shared sentences move."""

import pytest

from plainleaf.findings import Refused
from plainleaf.pipeline import Changes, changes_since, make_leaflet, plan_jobs, touch, touched
from plainleaf.pipeline.touched import Touch, loses_sources
from tests.conftest import change
from tests.pipeline.repository import commit_all
from tests.pipeline.samples import FRENCH, MONOGRAPH, SPANISH, STOP, monograph, translate_all, workshop

ALL = Touch(everything=True)
NONE = Touch()
OTHER = "leaflets/otherol.yaml"


def medicine(name):
    return Touch(medicines=frozenset({name}))


def catalogue(folder, domain):
    return Touch(catalogues=frozenset({(folder, domain)}))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("leaflets/testol.yaml", medicine("testol")),
        ("leaflets/a.b-c.yaml", medicine("a.b-c")),
        ("leaflets/signoffs/testol.yaml", medicine("testol")),
        ("leaflets/_phrases.yaml", ALL),
        ("leaflets/_other.yaml", ALL),
        ("leaflets/leaflet.schema.json", NONE),
        ("leaflets/README.md", NONE),
        ("leaflets/sub/testol.yaml", NONE),
        ("leaflets", ALL),
        ("leaflets/", ALL),
        ("leaflets/signoffs", ALL),
        ("locales/es/LC_MESSAGES/testol.po", catalogue("es", "testol")),
        ("locales/zh_Hans/LC_MESSAGES/common.po", catalogue("zh_Hans", "common")),
        ("locales/es/LC_MESSAGES/testol.mo", NONE),
        ("locales/es/LC_MESSAGES/sub/testol.po", NONE),
        ("locales/es/notes.txt", NONE),
        ("locales/es", ALL),
        ("locales/es/LC_MESSAGES", ALL),
        ("locales/languages.yaml", ALL),
        ("locales/glossary.yaml", ALL),
        ("locales/testol.pot", NONE),
        ("clinics/default.yaml", ALL),
        ("clinics/other.yaml", NONE),
        ("clinics/logo.png", ALL),
        ("clinics/other.png", NONE),
        ("clinics", ALL),
        ("templates/leaflet.html.jinja", ALL),
        ("templates/css/leaflet.css.jinja", ALL),
        ("templates/profiles.yaml", ALL),
        ("templates/.leaflet.html.jinja.swp", NONE),
        ("templates", ALL),
        ("fonts/fonts.yaml", ALL),
        ("fonts/.DS_Store", NONE),
        ("pyproject.toml", ALL),
        ("requirements.lock", ALL),
        ("requirements-dev.lock", ALL),
        ("build.py", ALL),
        ("src/plainleaf/values/lexicons/es.toml", ALL),
        ("docs/ci.md", NONE),
        ("docs/leaflets/testol.yaml", NONE),
        ("tests/conftest.py", NONE),
        ("bench/scale.py", NONE),
        ("README.md", NONE),
        ("sub/pyproject.toml", NONE),
        ("out/manifest.json", NONE),
        (".github/workflows/leaflets.yml", NONE),
    ],
)
def test_each_file_is_read_for_something_or_for_nothing(path, found):
    assert touch([path], "default", "logo.png") == found
    assert bool(found) is (found != NONE)


def test_what_several_files_touch_is_put_together():
    paths = ["docs/a.md", "leaflets/a.yaml", "leaflets/b.yaml", "locales/es/LC_MESSAGES/page.po"]
    assert touch(paths, "default") == Touch(
        medicines=frozenset({"a", "b"}), catalogues=frozenset({("es", "page")})
    )


@pytest.fixture
def two(small):
    """Two medicines that share no sentence, in English, Spanish and a French that takes what it lacks from Spanish."""
    (small.root / OTHER).write_text(monograph("otherol"), encoding="utf-8")
    languages = small.locales / "languages.yaml"
    languages.write_text(languages.read_text("utf-8") + FRENCH.replace("}\n", ", parent: es}\n"), "utf-8")
    translate_all(small, "es")
    translate_all(small, "fr")
    commit_all(small.root)
    return small


def names(project, *paths, **asked):
    """The touched leaflets as “medicine tag”."""
    opened = workshop(project, **asked)
    changes = Changes(project, frozenset(paths), changes_since(project, "HEAD").revision)
    return [f"{job.medicine} {job.tag}" for job in touched(opened, plan_jobs(opened), changes)]


OTHERS = ["otherol en", "otherol es", "otherol fr"]
TESTOLS = ["testol en", "testol es", "testol fr"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("leaflets/testol.yaml", TESTOLS),
        ("leaflets/signoffs/testol.yaml", TESTOLS),
        ("locales/es/LC_MESSAGES/testol.po", ["testol es", "testol fr"]),
        ("locales/fr/LC_MESSAGES/testol.po", ["testol fr"]),
        ("locales/es/LC_MESSAGES/common.po", ["otherol es", "otherol fr", "testol es", "testol fr"]),
        ("locales/fr/LC_MESSAGES/page.po", ["otherol fr", "testol fr"]),
        ("locales/fr/LC_MESSAGES/phrases.po", ["otherol fr", "testol fr"]),
        ("locales/fr/LC_MESSAGES/gone.po", []),
        ("locales/xx/LC_MESSAGES/testol.po", []),
        ("locales/languages.yaml", OTHERS + TESTOLS),
        ("clinics/british.yaml", []),
        ("docs/ci.md", []),
        ("leaflets/signoffs/gone.yaml", OTHERS + TESTOLS),
    ],
)
def test_a_change_touches_who_reads_the_file(two, path, found):
    if path == "leaflets/signoffs/gone.yaml":
        (two.leaflets / "signoffs").mkdir()
        (two.root / path).write_text("format: 1\nsignoffs: []\n", encoding="utf-8")
    assert names(two, path) == found


def test_medicines_and_languages_asked_for_narrow_it(two):
    assert names(two, "locales/languages.yaml", medicines=("testol",), tags=("es",)) == ["testol es"]
    assert names(two, "leaflets/otherol.yaml", medicines=("testol",)) == []


def test_a_clinics_own_language_stands_on_every_card(two):
    change(two.clinics / "default.yaml", "language: en", "language: fr")
    assert names(two, "locales/fr/LC_MESSAGES/page.po") == OTHERS + TESTOLS
    assert names(two, "locales/fr/LC_MESSAGES/testol.po") == TESTOLS
    # What French does not say itself, Spanish says.
    assert names(two, "locales/es/LC_MESSAGES/page.po") == OTHERS + TESTOLS


def test_a_changed_sentence_that_no_other_medicine_has_touches_one(two):
    change(two.root / MONOGRAPH, STOP, "Ask us how to end it.")
    assert names(two, MONOGRAPH) == TESTOLS


def test_a_sentence_that_comes_to_be_shared_touches_every_leaflet(two):
    change(two.root / MONOGRAPH, STOP, "With otherol, ask us how to stop it.")
    assert names(two, MONOGRAPH) == OTHERS + TESTOLS


def test_a_sentence_that_is_shared_no_longer_touches_every_leaflet(two):
    change(two.root / MONOGRAPH, STOP, "With otherol, ask us how to stop it.")
    commit_all(two.root)
    change(two.root / MONOGRAPH, "With otherol, ask us how to stop it.", STOP)
    assert names(two, MONOGRAPH) == OTHERS + TESTOLS


def test_a_change_beside_a_shared_sentence_touches_one(two):
    change(two.root / MONOGRAPH, STOP, "With otherol, ask us how to stop it.")
    commit_all(two.root)
    change(two.root / MONOGRAPH, "It helps you feel well.", "It helps you feel good.")
    assert names(two, MONOGRAPH) == TESTOLS


def test_a_deleted_monograph_touches_those_it_shared_with(two):
    change(two.root / MONOGRAPH, STOP, "With otherol, ask us how to stop it.")
    commit_all(two.root)
    (two.root / OTHER).unlink()
    assert names(two, OTHER) == TESTOLS


def test_a_deleted_monograph_that_shared_nothing_touches_no_other(two):
    (two.root / OTHER).unlink()
    assert names(two, OTHER) == []
    assert loses_sources(Changes(two, frozenset({OTHER})))
    assert not loses_sources(Changes(two, frozenset({MONOGRAPH, "docs/ci.md"})))


def test_a_new_monograph_touches_no_other_unless_it_shares(two):
    own = monograph("newol").replace("your face", "the whole face").replace("you get", "there is")
    (two.leaflets / "newol.yaml").write_text(own, encoding="utf-8")
    new = ["newol en", "newol es", "newol fr"]
    assert names(two, "leaflets/newol.yaml") == new
    change(two.leaflets / "newol.yaml", "With newol, ask us how to stop it.", STOP)
    assert names(two, "leaflets/newol.yaml") == new + OTHERS + TESTOLS


def test_signoffs_that_lose_or_find_their_monograph_touch_every_leaflet(two):
    (two.leaflets / "signoffs").mkdir()
    (two.leaflets / "signoffs/otherol.yaml").write_text("format: 1\nsignoffs: []\n", encoding="utf-8")
    commit_all(two.root)
    text = (two.root / OTHER).read_text(encoding="utf-8")
    (two.root / OTHER).unlink()
    assert names(two, OTHER) == TESTOLS
    commit_all(two.root)
    (two.root / OTHER).write_text(text, encoding="utf-8")
    assert names(two, OTHER) == OTHERS + TESTOLS


@pytest.mark.parametrize("at_first", [True, False])
def test_a_monograph_that_cannot_be_read_may_have_shared_anything(two, at_first):
    text = (two.root / MONOGRAPH).read_text(encoding="utf-8")
    change(two.root / MONOGRAPH, STOP, "With otherol, ask us how to stop it.")
    commit_all(two.root)
    if at_first:
        (two.root / MONOGRAPH).write_text("format: [", encoding="utf-8")
        commit_all(two.root)
        (two.root / MONOGRAPH).write_text(text, encoding="utf-8")
    else:
        (two.root / MONOGRAPH).write_text("format: [", encoding="utf-8")
    assert names(two, MONOGRAPH) == OTHERS + TESTOLS


def test_without_a_revision_a_monograph_may_have_shared_anything(two):
    opened = workshop(two)
    jobs = plan_jobs(opened)
    assert touched(opened, jobs, Changes(two, frozenset({MONOGRAPH}))) == jobs
    found = touched(opened, jobs, Changes(two, frozenset({SPANISH})))
    assert [job.tag for job in found] == ["es", "fr"]


def test_every_leaflet_whose_findings_a_change_alters_is_touched(two):
    """The rule itself: what is not touched tells what it told before."""
    before = told(two)
    change(two.root / MONOGRAPH, STOP, "With otherol, ask us how to stop it.")
    after = told(two)
    altered = {name for name in after if after[name] != before[name]}
    assert any(name.startswith("otherol") for name in altered)
    assert altered <= set(names(two, MONOGRAPH))


def told(project):
    opened, found = workshop(project, shelf=False), {}
    for job in plan_jobs(opened):
        findings = []
        try:
            make_leaflet(opened, job, findings)
        except Refused as refused:
            findings += refused.findings
        found[f"{job.medicine} {job.tag}"] = findings
    return found
