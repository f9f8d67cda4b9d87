"""Crash reports."""

from pathlib import Path

import pytest

from withdrawer.show.crashlog import keep_traceback, scrubbed, told, unforeseen


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


SECRETS = (
    "li_at=AQEDARxyz1234567890abcdefghijk; Path=/",
    'JSESSIONID="ajax:1234567890123456789"',
    "Cookie: bcookie=v2",
    "ana.nueva@example.org",
    "https://www.linkedin.com/in/ana-nueva-9/?trk=x",
    "AQEDATokenOfTwentyLetters123",
)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_crash_report_says_where_but_nothing_of_anybody(secret: str) -> None:
    try:
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"page failed: {secret}\nCall log: <button>Ana Nueva</button>") from error
    except ValueError as error:
        log = keep_traceback(error)
        said = told(error)
    text = log.read_text("utf-8")
    assert log.stat().st_mode & 0o777 == 0o600
    assert "test_crashlog.py" in text
    assert "ValueError" in text
    assert "KeyError" in text
    for part in ("AQED", "ajax:1", "v2", "ana.nueva", "ana-nueva", "trk=x", "Ana Nueva"):
        assert part not in said
        assert part not in text.replace(_source_lines(text), "")


def test_a_home_keeps_the_last_ten_and_nobody_elses_file_goes(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "crashes"
    folder.mkdir(parents=True)
    (folder / "notes.log").write_text("mine")
    for number in range(13):
        said = unforeseen(ValueError(f"no {number}"), folder)
        assert str(folder) in said.hint
    kept = sorted(folder.glob("2*.log"))
    assert [f"no {number}" in file.read_text() for number, file in enumerate(kept, 3)] == [True] * 10
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}
    assert (folder / "notes.log").exists()
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]


def test_where_the_home_takes_none_it_is_in_the_temporary_folder_and_else_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    [kept] = [it for it in unforeseen(ValueError("x"), tmp_path / "file").hint.split() if it.startswith(str(tmp_path))]
    assert Path(kept).parent == tmp_path
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    told = unforeseen(ValueError("x"), tmp_path / "file")
    assert (told.exit_code, "ValueError: x" in told.message, "Run the same" in told.hint) == (1, True, True)


def _source_lines(text: str) -> str:
    """The lines of this very test, which a traceback quotes."""
    return next((line for line in text.splitlines() if "raise ValueError(f" in line), "")


def test_ordinary_words_and_paths_stay() -> None:
    words = "[Errno 28] No space left on device: /home/you/.local/share/withdrawer/real/journal.sqlite3"
    assert scrubbed(words) == words
