from dataclasses import replace
from pathlib import Path

import pytest

from withdrawer.linkedin.browser.launch import SAME_STORE, BrowserSettings
from withdrawer.linkedin.browser.sign_in import LOGIN_ADDRESS, command_line

SETTINGS = BrowserSettings(Path("browser"), Path("home/profile"), Path("home/snapshots"))


@pytest.fixture(params=[True, False], ids=["root", "nobody special"])
def is_root(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr("withdrawer.linkedin.browser.sign_in.is_root", lambda: request.param)
    return bool(request.param)


def test_the_browser_starts_plainly_on_the_profile_at_the_sign_in_page(is_root: bool) -> None:
    words = command_line(SETTINGS)
    assert (words[0], words[-1]) == ("browser", LOGIN_ADDRESS)
    assert f"--user-data-dir={Path('home/profile')}" in words
    assert LOGIN_ADDRESS.startswith("https://www.linkedin.com/")


def test_it_keeps_its_cookies_where_the_driver_finds_them(is_root: bool) -> None:
    assert set(SAME_STORE) <= set(command_line(SETTINGS))


def test_nothing_in_it_is_automation(is_root: bool) -> None:
    assert not any("automation" in word or "remote-debugging" in word for word in command_line(SETTINGS))


def test_the_sandbox_is_off_for_root_alone(is_root: bool) -> None:
    assert ("--no-sandbox" in command_line(SETTINGS)) == is_root


def test_it_is_hidden_only_where_asked(is_root: bool) -> None:
    assert not any("headless" in word for word in command_line(SETTINGS))
    assert "--headless=new" in command_line(replace(SETTINGS, is_headless=True))


def test_arguments_reach_it_as_they_are(is_root: bool) -> None:
    given = ("--host-resolver-rules=MAP * 127.0.0.1:1", "--lang=en US")
    assert command_line(replace(SETTINGS, args=given))[-3:] == [*given, LOGIN_ADDRESS]
