"""The clinic's logo: on the page with its words and its digest, or a finding."""

import struct
import zlib
from dataclasses import replace

import pytest

from plainleaf.findings import Span
from plainleaf.layout.pictures import LARGEST_LOGO
from plainleaf.translate.leaflet import Leaflet, Logo
from tests.layout.samples import composed, elements, leaflet_of, told

PLACE = Span("clinics/default.yaml", 20, 14)


def picture(ink: int = 0, side: int = 8) -> bytes:
    """A PNG picture of one grey."""
    rows = b"".join(b"\0" + bytes([ink]) * side for _ in range(side))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.fixture
def leaflet(project) -> Leaflet:
    made = leaflet_of(project, "es")
    return replace(made, clinic=replace(made.clinic, logo=Logo("clinics/logo.png", "Example Clinic", PLACE)))


def test_a_logo_stands_beside_the_clinic_with_its_words(project, leaflet):
    (project.clinics / "logo.png").write_bytes(picture())
    (image,) = elements(composed(leaflet, project), "img")
    assert (image.get("class"), image.get("alt"), image.get("lang")) == ("logo", "Example Clinic", "en")
    assert image.get("src").startswith("plainleaf:clinics/logo.png?")


def test_another_picture_is_another_page(project, leaflet):
    addresses = set()
    for ink in (0, 128):
        (project.clinics / "logo.png").write_bytes(picture(ink))
        addresses.add(elements(composed(leaflet, project), "img")[0].get("src"))
    assert len(addresses) == 2


def test_without_a_logo_there_is_no_picture(project):
    assert elements(composed(leaflet_of(project, "es"), project), "img") == []


@pytest.mark.parametrize(
    "data",
    [None, b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST_LOGO, picture()[:-20]],
    ids=["missing", "no PNG", "too large", "damaged"],
)
def test_a_logo_that_cannot_be_printed_is_told(project, leaflet, data):
    if data is not None:
        (project.clinics / "logo.png").write_bytes(data)
    assert told(leaflet, project) == [("bad-logo", "clinics/default.yaml:20:14")]
    (project.clinics / "logo.png").write_bytes(picture())
    assert told(leaflet, project) == []
