import shutil
from dataclasses import replace

import pytest

from plainleaf.findings import Span
from plainleaf.project import Project
from plainleaf.render import Renderer
from plainleaf.render.faces import verify_faces
from tests.render.samples import LATIN, PROJECT, codes, page


@pytest.fixture
def project(tmp_path):
    (tmp_path / "fonts").mkdir()
    for face in LATIN:
        shutil.copy(PROJECT.fonts / face.file, tmp_path / "fonts")
    return Project(tmp_path)


def test_a_missing_font_file_is_found_before_it_ends_the_process(project):
    file = project.fonts / "NotoSans-Bold.ttf"
    away = file.rename(file.with_suffix(".away"))
    (finding,) = verify_faces(project, LATIN)
    assert (finding.check, finding.place) == ("font-missing", Span("fonts/NotoSans-Bold.ttf"))
    with Renderer(project) as renderer:
        assert codes(renderer, page("<p>Text")) == ["font-missing"]
        away.rename(file)
        assert codes(renderer, page("<p>Text")) == []


def test_an_altered_font_file_is_found(project):
    file = project.fonts / "NotoSans-Regular.ttf"
    good = file.read_bytes()
    assert verify_faces(project, LATIN) == ()
    file.write_bytes(good + b"\0")
    (finding,) = verify_faces(project, LATIN)
    assert (finding.check, finding.place) == ("font-altered", Span("fonts/NotoSans-Regular.ttf"))
    file.write_bytes(good)
    assert verify_faces(project, LATIN) == ()


def test_a_page_without_fonts_is_refused(renderer):
    assert codes(renderer, replace(page("<p>Text"), faces=())) == ["font-missing"]
