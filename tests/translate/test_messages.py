from plainleaf.catalogue import read
from plainleaf.translate.content import read_content
from plainleaf.translate.messages import extracted_files, templates, updated_files
from tests.conftest import change

TAGS = ("ar", "es", "ru", "pl", "zh-Hans")


def test_the_templates_in_the_project_are_fresh(project):
    files = extracted_files(read_content(project))
    assert set(files) == set(project.locales.glob("*.pot"))
    for file, text in files.items():
        assert file.read_text(encoding="utf-8") == text, file.name


def test_every_template_reads_back_without_a_fault(project):
    for file, text in extracted_files(read_content(project)).items():
        assert read(project.relative(file), text.encode()).entries


def test_a_changed_text_changes_the_digest_of_its_template_alone(project):
    before = {domain: pot.digest for domain, pot in templates(read_content(project)).items()}
    change(project.leaflets / "baclofen.yaml", "heading: Check the strength", "heading: Check how strong")
    after = {domain: pot.digest for domain, pot in templates(read_content(project)).items()}
    assert {domain for domain in before if before[domain] != after[domain]} == {"baclofen"}


def test_a_language_is_made_and_brought_up_to_date_twice_with_the_same_bytes(project):
    for file in project.locales.glob("*/LC_MESSAGES/*.po"):
        file.unlink()
    written = updated(project)
    assert {file.parent.parent.name for file in written if file.suffix == ".po"} == {
        *("ar", "es", "ru", "pl", "zh_Hans")
    }
    content = read_content(project)
    assert dict(content.damaged) == {}
    assert not [file for file in updated(project) if file.suffix == ".po"]


def test_updating_keeps_what_a_translator_wrote(project):
    for file in project.locales.glob("*/LC_MESSAGES/*.po"):
        file.unlink()
    updated(project, "es")
    file = project.locales / "es" / "LC_MESSAGES" / "baclofen.po"
    change(file, 'msgid "Do not stop suddenly"\nmsgstr ""', 'msgid "Do not stop suddenly"\nmsgstr "No pare"')
    before = file.read_bytes()
    updated(project, "es")
    assert file.read_bytes() == before
    change(
        project.leaflets / "baclofen.yaml", "heading: Do not stop suddenly", "heading: Do not stop at once"
    )
    updated(project, "es")
    after = file.read_text(encoding="utf-8")
    assert 'msgid "Do not stop at once"\nmsgstr "No pare"' in after
    assert '#| msgid "Do not stop suddenly"' in after


def test_a_catalogue_that_an_editor_wrapped_in_its_own_way_is_left_so(project):
    updated(project, "es")
    file = project.locales / "es" / "LC_MESSAGES" / "phrases.po"
    change(file, 'msgid "for {n} day"', 'msgid ""\n"for {n} "\n"day"')
    assert file not in updated(project, "es")


def test_what_a_translation_was_made_for_is_forgotten_once_it_is_sure(project):
    updated(project, "es")
    file = project.locales / "es" / "LC_MESSAGES" / "baclofen.po"
    before = file.read_text(encoding="utf-8")
    change(file, 'msgid "It helps tight', '#| msgid "It helps."\nmsgid "It helps tight')
    updated(project, "es")
    assert file.read_text(encoding="utf-8") == before


def test_a_text_that_two_medicines_share_moves_and_comes_back_to_the_letter(project):
    updated(project, "es")
    folder = project.locales / "es" / "LC_MESSAGES"
    before = (folder / "baclofen.po").read_bytes()
    other = project.leaflets / "otherine.yaml"
    text = (project.leaflets / "baclofen.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("medicine: baclofen", "medicine: otherine"), encoding="utf-8")
    updated(project, "es")
    assert not read_content(project).catalogues["es"]["baclofen"].entries
    shared = read_content(project).catalogues["es"]["common"]
    assert len(shared.entries) > 100
    assert all(message.translated for message in shared.entries)
    other.unlink()
    updated(project, "es")
    assert (folder / "baclofen.po").read_bytes() == before
    after = read_content(project).catalogues["es"]["common"]
    assert (after.entries, after.obsolete) == ((), ())


def test_the_source_language_has_no_catalogue(project):
    assert not [file for file in updated_files(read_content(project), ("en",)) if file.suffix == ".po"]


def updated(project, *tags: str) -> dict:
    files = updated_files(read_content(project), tags or TAGS)
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return files
