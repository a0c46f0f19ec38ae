import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from plainleaf.project import Project
from plainleaf.render.fence import FenceError, environment, resolve
from tests.render.samples import codes, page

pytestmark = pytest.mark.usefixtures("cold_children")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><title>a</title></svg>'


@pytest.fixture
def project(tmp_path):
    for name in ("fonts", "templates", "clinics"):
        (tmp_path / name).mkdir()
    (tmp_path / "templates" / "a.svg").write_text(SVG)
    (tmp_path / "secret.svg").write_text(SVG)
    return Project(tmp_path)


def test_the_folder_of_a_child_may_have_any_name(tmp_path):
    folder = tmp_path / "a&b<c>"
    folder.mkdir()
    config = ET.parse(environment(folder)["FONTCONFIG_FILE"])
    assert config.findtext("cachedir") == str(folder / "fontconfig")


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/a.svg",
        "file:///etc/hostname",
        "data:image/svg+xml,<svg/>",
        "plainleaf:templates/../secret.svg",
        "plainleaf:templates/%2e%2e/secret.svg",
        "plainleaf:templates//etc/hostname",
        "plainleaf:templates/%00a.svg",
        "plainleaf:templates",
        "plainleaf:leaflets/a.svg",
        "plainleaf:templates/none.svg",
        "templates/a.svg",
    ],
)
def test_only_files_in_the_three_folders_are_served(project, address):
    assert resolve(project, "plainleaf:templates/a.svg").read_text() == SVG
    with pytest.raises(FenceError):
        resolve(project, address)


def test_a_logo_is_served_whatever_digest_its_address_bears(project):
    (project.clinics / "logo.png").write_bytes(b"a picture")
    assert resolve(project, "plainleaf:clinics/logo.png?0123abcd").read_bytes() == b"a picture"
    (project.clinics / "default.yaml").write_text("format: 1")
    with pytest.raises(FenceError):
        resolve(project, "plainleaf:clinics/default.yaml")


def test_a_link_out_of_the_folder_is_refused(project):
    link = project.templates / "link.svg"
    link.symlink_to(project.templates / "a.svg")
    assert resolve(project, "plainleaf:templates/link.svg").read_text() == SVG
    link.unlink()
    link.symlink_to(project.root / "secret.svg")
    with pytest.raises(FenceError):
        resolve(project, "plainleaf:templates/link.svg")


@pytest.mark.parametrize(
    "address", ["http://localhost/a.png", "file:///etc/hostname", "data:image/png;base64,AAAA"]
)
def test_a_page_that_asks_for_more_is_refused(renderer, address):
    assert codes(renderer, page(f'<p>Text <img src="{address}">')) == ["render-fetch"]
    assert codes(renderer, page(f'<p style="background: url({address})">Text')) == ["render-fetch"]
    assert codes(renderer, page("<p>Text")) == []


def test_a_font_from_elsewhere_is_refused(renderer):
    subject = page("<p>Text", '@font-face { font-family: Other; src: url("http://localhost/other.ttf") }')
    assert codes(renderer, subject) == ["render-fetch"]


def test_the_child_sees_no_variable_and_no_system_font(tmp_path):
    seen = environment(tmp_path, {"SECRET": "1", "TZ": "Asia/Tokyo"})
    assert "SECRET" not in seen
    assert seen["TZ"] == "Asia/Tokyo"
    assert seen["FONTCONFIG_FILE"] == str(tmp_path / "fonts.conf")
    assert "<dir>" not in (tmp_path / "fonts.conf").read_text()


@pytest.mark.parametrize(
    "attempt", ["import socket; socket.socket()", "import subprocess; subprocess.run(['true'])"]
)
def test_sockets_and_programs_are_closed(tmp_path, attempt):
    before = "from plainleaf.render import fence; fence.close_network(); "
    run = [sys.executable, "-c", before + attempt]
    result = subprocess.run(run, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert "is not allowed while a page is printed" in result.stderr
    assert subprocess.run([sys.executable, "-c", attempt], check=False).returncode == 0
