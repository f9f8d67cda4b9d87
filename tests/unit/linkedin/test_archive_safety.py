"""What is no export, is damaged or is meant badly gets a clear error, and never a file on the disk."""

import zipfile
from pathlib import Path

import pytest

from withdrawer.errors import UsageError
from withdrawer.linkedin.export import container
from withdrawer.linkedin.export.export_reader import read_archive

from .making import CONNECTIONS, zipped

MANY = "Jo,Doe,https://www.linkedin.com/in/jo-doe-1a2b,,Acme,Director,08 Feb 2026\n" * 3000


def test_a_doubled_suffix_is_an_ordinary_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"Connections.csv": CONNECTIONS}, "Complete_LinkedInDataExport_11-21-2026.zip.zip")
    assert read_archive(path).archive.connections == ()


@pytest.mark.parametrize(
    "name", ["../Connections.csv", "/etc/Connections.csv", "a/../../b.csv", "..\\b.csv", "C:\\b.csv"]
)
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="outside of itself"):
        read_archive(zipped(tmp_path, {name: CONNECTIONS}))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="far too large"):
        read_archive(zipped(tmp_path, {"Connections.csv": b"\0" * (12 * 1024**2)}))


def test_limits_hold_for_files_and_their_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path, {"Connections.csv": CONNECTIONS + MANY, "b.csv": "x"})
    monkeypatch.setattr(container, "MOST_BYTES", 1000)
    with pytest.raises(UsageError, match="far too large"):
        read_archive(path)
    monkeypatch.setattr(container, "MOST_FILES", 1)
    with pytest.raises(UsageError, match="holds 2 files"):
        read_archive(path)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.95])
def test_a_zip_that_was_cut_off_is_damaged(tmp_path: Path, part: float) -> None:
    path = zipped(tmp_path, {"Connections.csv": CONNECTIONS + MANY})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    with pytest.raises(UsageError, match="damaged"):
        read_archive(path)


def test_a_zip_with_a_wrong_byte_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Connections.csv", CONNECTIONS + MANY)
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    with pytest.raises(UsageError, match="damaged"):
        read_archive(path)


def test_a_foreign_zip_and_an_empty_one_are_no_export(tmp_path: Path) -> None:
    for files in ({"holiday.csv": "day,place\n1,sea\n", "a.txt": "x"}, {}):
        with pytest.raises(UsageError, match="not a LinkedIn export"):
            read_archive(zipped(tmp_path, files))


def test_what_is_no_zip_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello")
    with pytest.raises(UsageError, match="has none of the headers"):
        read_archive(tmp_path / "a.txt")
    with pytest.raises(UsageError, match="can't be read"):
        read_archive(tmp_path / "missing.zip")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Connections\.csv: it is not text in UTF-8"):
        read_archive(zipped(tmp_path, {"Connections.csv": CONNECTIONS.encode() + b"Jos\x81\xe9,,,,,,08 Feb 2026\n"}))
