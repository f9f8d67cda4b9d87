"""Files that are no text."""

from pathlib import Path

import pytest

from withdrawer.errors import UsageError
from withdrawer.text_files import read_text


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"PK\x03\x04\x14\x00", "xlsx"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 Ana}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1", "xls"),
    ],
)
def test_what_another_program_saved_is_refused_by_its_name(tmp_path: Path, content: bytes, called: str) -> None:
    file = tmp_path / "friends"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=called) as raised:
        read_text(file, "friends")
    assert "CSV" in str(raised.value.hint)
