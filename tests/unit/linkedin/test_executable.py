import os
import sys
from pathlib import Path

import pytest

from withdrawer.errors import NoBrowser, UsageError
from withdrawer.linkedin.browser.executable import find_browser, installable

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other places there")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty search path, and no browser of the driver's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    own = tmp_path / "ms-playwright" / "chromium-1234" / "chrome-linux64" / "chrome"
    monkeypatch.setattr("withdrawer.linkedin.browser.executable.playwrights_own", lambda: own)
    return folder


def program(folder: Path, name: str, content: bytes = b"\x7fELF") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(0o755)
    return file


def test_the_browser_that_login_used_goes_before_all(path: Path) -> None:
    remembered, named = program(path, "old"), program(path, "named")
    program(path, "google-chrome")
    assert find_browser(remembered, str(named), {}) == remembered


def test_a_remembered_browser_that_has_gone_is_forgotten(path: Path) -> None:
    named = program(path, "named")
    assert find_browser(path / "gone", "named", {}) == named


def test_a_named_browser_goes_before_those_installed(path: Path) -> None:
    program(path, "google-chrome")
    named = program(path.parent, "elsewhere/browser")
    assert find_browser(None, str(named), {}) == named


@pytest.mark.parametrize("named", ["nonesuch", "/nowhere/browser"])
def test_a_named_browser_that_is_missing_is_an_error_and_not_replaced(path: Path, named: str) -> None:
    for remembered in (None, program(path, "google-chrome")):
        with pytest.raises(UsageError, match=named):
            find_browser(remembered, named, {})


def test_chrome_goes_before_edge_and_that_before_chromium(path: Path) -> None:
    chromium = program(path, "chromium")
    assert find_browser(None, "", {}) == chromium
    edge = program(path, "microsoft-edge")
    assert find_browser(None, "", {}) == edge
    chrome = program(path, "google-chrome")
    assert find_browser(None, "", {}) == chrome


def test_a_snap_is_passed_over(path: Path) -> None:
    program(path, "chromium-browser", b'#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    with pytest.raises(UsageError, match="No browser was found"):
        find_browser(None, "", {})
    snap = program(path.parent, "snap/chromium/current/chrome")
    (path / "chromium").symlink_to(snap)
    with pytest.raises(UsageError, match="No browser was found"):
        find_browser(None, "", {})


def test_a_script_that_starts_no_snap_will_do(path: Path) -> None:
    script = program(path, "chromium", b"#!/bin/sh\nexec /usr/lib/chromium/chromium\n")
    assert find_browser(None, "", {}) == script


def test_the_drivers_own_browser_is_the_last_resort(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = program(path.parent, "driver/chrome")
    monkeypatch.setattr("withdrawer.linkedin.browser.executable.playwrights_own", lambda: own)
    assert find_browser(None, "", {}) == own
    chrome = program(path, "google-chrome")
    assert find_browser(None, "", {}) == chrome


def test_without_any_it_says_installable_and_what_to_type(path: Path) -> None:
    with pytest.raises(NoBrowser, match="No browser was found") as error:
        find_browser(None, "", {})
    assert "Install Google Chrome" in error.value.hint
    assert "`withdrawer login`" in error.value.hint
    assert error.value.folder == path.parent / "ms-playwright"


@pytest.mark.parametrize(("platform", "is_told"), [("win32", "edge"), ("darwin", "chrome"), ("linux", "package")])
def test_installable_is_told_for_the_system_in_use(
    platform: str, is_told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert is_told in installable()
    assert ("snap" in installable()) == (platform == "linux")


@pytest.mark.parametrize("name", ["nonesuch", "folder", "notes.txt", "flatpak run chromium"])
def test_what_was_misnamed_is_blamed_on_where_it_was_named(path: Path, name: str) -> None:
    (path / "folder").mkdir()
    program(path, "notes.txt").chmod(0o644)
    program(path, "flatpak")
    named = str(path / name) if name in ("folder", "notes.txt") else name
    for environ, here, not_here in (
        ({"WITHDRAWER_BROWSER": named}, "WITHDRAWER_BROWSER", "config.toml"),
        ({}, "config.toml", "WITHDRAWER_BROWSER"),
        ({"WITHDRAWER_BROWSER": ""}, "config.toml", "WITHDRAWER_BROWSER"),
    ):
        with pytest.raises(UsageError) as error:
            find_browser(None, named, environ)
        told = error.value.message + error.value.hint
        assert (here in told, not_here in told) == (True, False), told


def test_a_browser_that_was_signed_in_with_and_cannot_be_run_leads_to_login(path: Path) -> None:
    remembered = program(path, "old")
    remembered.chmod(0o644)
    if os.access(remembered, os.X_OK):
        pytest.skip("everything can be run here")
    with pytest.raises(UsageError, match="signed in with") as error:
        find_browser(remembered, "", {})
    assert "withdrawer login" in error.value.hint


def test_a_command_line_in_place_of_a_program_is_told(path: Path) -> None:
    program(path, "flatpak")
    words = "flatpak run org.chromium.Chromium"
    with pytest.raises(UsageError, match="command line") as error:
        find_browser(None, words, {"WITHDRAWER_BROWSER": words})
    assert "WITHDRAWER_BROWSER_ARGS" in error.value.hint


def test_a_folder_is_told_with_the_program_in_it(path: Path) -> None:
    bundle = path.parent / "Google Chrome.app"
    inside = program(bundle, "Contents/MacOS/Google Chrome")
    with pytest.raises(UsageError, match="is a folder") as error:
        find_browser(None, str(bundle), {})
    assert str(inside) in error.value.hint
    with pytest.raises(UsageError, match="is a folder"):
        find_browser(None, str(path), {})


def test_a_file_that_cannot_be_run_is_told(path: Path) -> None:
    file = program(path, "notes.txt")
    file.chmod(0o644)
    with pytest.raises(UsageError, match="can't be run") as error:
        find_browser(None, str(file), {})
    assert "chmod +x" in error.value.hint
