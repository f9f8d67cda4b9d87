"""Crash reports."""

from pathlib import Path

import pytest

from withdrawer.show.crashlog import keep_traceback, scrubbed, told


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


def _source_lines(text: str) -> str:
    """The lines of this very test, which a traceback quotes."""
    return next((line for line in text.splitlines() if "raise ValueError(f" in line), "")


def test_ordinary_words_and_paths_stay() -> None:
    words = "[Errno 28] No space left on device: /home/you/.local/share/withdrawer/real/journal.sqlite3"
    assert scrubbed(words) == words
