"""The shortcut on the desktop: its text for each system, when it is offered, and that it goes with everything else."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.answers import Answering
from withdrawer.app.context import CommandContext, open_context
from withdrawer.app.forget import forget
from withdrawer.app.guide_record import read_record
from withdrawer.app.interruption import Interruption
from withdrawer.app.shortcut import linux_text, mac_text, offer_shortcut, shortcut_in, shortcut_of, windows_text
from withdrawer.app.typed_input import Everywhere
from withdrawer.app.user_questions import Forgettable, OfferShortcut

AWKWARD = "100% $HOME `id` \"q\" 'a' \\ ü"
posix = pytest.mark.skipif(sys.platform == "win32", reason="sh runs it")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program with an awkward name that tells with which words it was started."""
    file = tmp_path / AWKWARD / "withdrawer"
    file.parent.mkdir()
    file.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    file.chmod(0o700)
    return file


def words_of_entry(line: str) -> list[str]:
    """Take apart a desktop entry's `Exec` as its specification says: the string's escapes, quotes, then field codes."""
    text = line.removeprefix("Exec=").replace("\\\\", "\\")
    found = re.findall(r'"((?:\\.|[^"\\])*)"', text)
    assert not re.sub(r'"(?:\\.|[^"\\])*"', "", text).strip(), "something stands outside quotes"
    assert not any(re.search(r"(?<!%)%(?:%%)*(?!%)", word) for word in found), "a field code"
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in found]


@posix
def test_on_linux_the_program_gets_its_words_whatever_they_hold(program: Path) -> None:
    text = linux_text([str(program), "--account", AWKWARD], "withdrawer", "withdrawer-1a2b3c4d")
    [line] = [it for it in text.splitlines() if it.startswith("Exec=")]
    words = words_of_entry(line)
    ran = subprocess.run(words, input="\n", capture_output=True, text=True, check=True)
    assert ran.stdout.startswith(f"--account|{AWKWARD}|")
    assert "Press Enter to close" in ran.stdout
    assert "Terminal=true" in text.splitlines()


@posix
def test_on_a_mac_the_program_gets_its_words_whatever_they_hold(program: Path) -> None:
    file = program.parent / "withdrawer.command"
    file.write_text(mac_text([str(program), "--account", AWKWARD], "withdrawer-1a2b3c4d"))
    file.chmod(0o700)
    ran = subprocess.run([file], capture_output=True, text=True, check=True)
    assert ran.stdout == f"--account|{AWKWARD}|"


def test_on_windows_nothing_in_a_path_is_expanded_and_the_window_stays() -> None:
    text = windows_text([r"C:\Users\Zoë & Co 100%\Scripts\withdrawer.exe", "--account", "work"], "withdrawer-1a2b3c4d")
    lines = text.split("\r\n")
    assert r'"C:\Users\Zoë & Co 100%%\Scripts\withdrawer.exe" "--account" "work"' in lines
    assert lines.index("chcp 65001 >nul") < lines.index("pause")
    assert lines[-2:] == ["pause", ""]
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_a_word_that_would_be_another_line_makes_no_shortcut(platform: str) -> None:
    assert shortcut_of(["/x\nrm -r ~"], "", "withdrawer-1a2b3c4d", platform, {}) is None


Open = Callable[..., AbstractContextManager[CommandContext]]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    for name in ("XDG_DESKTOP_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "WITHDRAWER_HOME", "WITHDRAWER_BROWSER_ARGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")
    (tmp_path / "Desktop").mkdir()

    def opening(user: Answering, **changes: object) -> AbstractContextManager[CommandContext]:
        everywhere = Everywhere(home=tmp_path / "home", **changes)  # type: ignore[arg-type]
        return open_context(everywhere, Interruption(), lambda *_: user)

    return opening


@posix
def test_it_is_offered_once_and_goes_with_everything(opened: Open, tmp_path: Path) -> None:
    user = Answering(True)
    with opened(user) as at:
        offer_shortcut(at)
        offer_shortcut(at)
        file = shortcut_in(at.home.folder)
        home = at.home
    assert [type(it) for it in user.asked] == [OfferShortcut]
    assert file is not None
    assert file.parent == tmp_path / "Desktop"
    assert stat.S_IMODE(file.stat().st_mode) == 0o700
    assert str(home.folder) in file.read_text()
    assert str(file) in user.told[-1]
    found = forget(home, Forgettable.ALL, Answering(True), datetime.now(UTC), says_yes=True)
    assert found is not None
    assert not file.exists()
    assert not home.folder.exists()


def test_a_no_is_remembered(opened: Open, tmp_path: Path) -> None:
    user = Answering(False)
    for _ in range(2):
        with opened(user) as at:
            offer_shortcut(at)
    assert len(user.asked) == 1
    assert not any((tmp_path / "Desktop").iterdir())
    assert read_record(tmp_path / "home").shortcut == ""


def test_it_is_not_offered_where_nobody_answers_or_a_document_is_wanted(opened: Open, tmp_path: Path) -> None:
    with opened(Answering(None)) as at:
        offer_shortcut(at)
    user = Answering(True)
    with opened(user, json=True) as at:
        offer_shortcut(at)
    assert not user.asked
    assert read_record(tmp_path / "home").shortcut is None


def test_it_is_not_offered_on_an_invented_account(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WITHDRAWER_BROWSER_ARGS", '--host-resolver-rules="MAP * 127.0.0.1:9"')
    user = Answering(True)
    with opened(user) as at:
        assert at.home.kind == "replay"
        offer_shortcut(at)
    assert not user.asked


@pytest.mark.skipif(sys.platform != "linux", reason="its file's name is another one elsewhere")
def test_a_file_of_the_same_name_is_never_replaced_or_deleted(opened: Open, tmp_path: Path) -> None:
    mine = tmp_path / "Desktop" / "withdrawer.desktop"
    mine.write_text("my own")
    user = Answering(True)
    with opened(user) as at:
        offer_shortcut(at)
    assert not user.asked
    mine.unlink()
    with opened(user) as at:
        offer_shortcut(at)
        home = at.home
    assert shortcut_in(home.folder) == mine
    mine.write_text("put here since")
    forget(home, Forgettable.ALL, Answering(True), datetime.now(UTC), says_yes=True)
    assert mine.read_text() == "put here since"


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a desktop elsewhere")
def test_without_a_desktop_it_goes_among_the_applications(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "Desktop").rmdir()
    with opened(Answering(True)) as at:
        offer_shortcut(at)
        file = shortcut_in(at.home.folder)
    assert file == tmp_path / ".local" / "share" / "applications" / "withdrawer.desktop"
    assert os.access(file, os.X_OK)
