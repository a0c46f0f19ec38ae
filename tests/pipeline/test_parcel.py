"""The parcel: the same files give the same bytes, and nothing leaves its folder."""

import hashlib
import io
import os
import tarfile

import pytest

from plainleaf.findings import UsageFailure
from plainleaf.pipeline.files import Files
from plainleaf.pipeline.parcel import pack, unpack
from tests.pipeline.samples import MONOGRAPH, files_in

LEFT_OUT = ("out/", ".cache/", "tests/")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def tar_of(entry, data=b""):
    blob = io.BytesIO()
    with tarfile.open(fileobj=blob, mode="w") as tar:
        entry.size = len(data)
        tar.addfile(entry, io.BytesIO(data))
    return blob.getvalue()


def test_files_come_out_as_they_went_in_and_only_those_that_leaflets_are_made_from(small, tmp_path):
    for name in LEFT_OUT:
        (small.root / name).mkdir(exist_ok=True)
        (small.root / name / "more.txt").write_text("not to be sent", encoding="utf-8")
    blob = pack(small, Files())
    unpacked = unpack(blob, sha256(blob), tmp_path / "there")
    sent = {name for name in files_in(small.root) if not name.startswith(LEFT_OUT)}
    fonts = {f"fonts/{file.name}" for file in small.fonts.iterdir()}
    assert MONOGRAPH in sent
    assert files_in(unpacked.root) == sent | fonts
    assert all((unpacked.root / name).read_bytes() == (small.root / name).read_bytes() for name in sent)


def test_neither_times_nor_rights_nor_places_change_the_bytes(small, tmp_path):
    blob = pack(small, Files())
    os.utime(small.root / MONOGRAPH, (1, 1))
    (small.root / MONOGRAPH).chmod(0o600)
    assert pack(small, Files()) == blob
    again = unpack(blob, sha256(blob), tmp_path / "there")
    assert pack(again, Files()) == blob
    (small.root / MONOGRAPH).write_text("changed", encoding="utf-8")
    assert pack(small, Files()) != blob


def test_a_file_that_is_being_changed_is_told(small, monkeypatch):
    monkeypatch.setattr(
        Files,
        "sha256",
        lambda files, file: "f" * 64 if file.name == "testol.yaml" else sha256(file.read_bytes()),
    )
    with pytest.raises(UsageFailure, match=f"{MONOGRAPH} was changed while the project was packed"):
        pack(small, Files())


def test_a_damaged_parcel_is_refused_before_anything_is_written(small, tmp_path):
    blob = pack(small, Files())
    with pytest.raises(ValueError, match="damaged"):
        unpack(blob[:-1], sha256(blob), tmp_path / "there")
    assert not (tmp_path / "there").exists()


def of_kind(name, kind):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, "/etc/passwd"
    return entry


@pytest.mark.parametrize(
    "entry",
    [
        tarfile.TarInfo("../outside"),
        tarfile.TarInfo("leaflets/../../outside"),
        tarfile.TarInfo("/tmp/outside"),
        of_kind("leaflets/link", tarfile.SYMTYPE),
        of_kind("leaflets/link", tarfile.LNKTYPE),
        of_kind("leaflets/pipe", tarfile.FIFOTYPE),
        of_kind("leaflets", tarfile.DIRTYPE),
    ],
    ids=lambda entry: entry.name,
)
def test_what_is_no_file_of_a_project_is_refused(tmp_path, entry):
    blob = tar_of(entry)
    with pytest.raises((ValueError, KeyError), match=r"no file of a project|linkname"):
        unpack(blob, sha256(blob), tmp_path / "there")
    assert not files_in(tmp_path)
