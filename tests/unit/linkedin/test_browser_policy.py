"""Policies that forbid programs to control a browser, as each system keeps them."""

import json
import plistlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from withdrawer.errors import UsageError
from withdrawer.linkedin.browser.browser_policy import CHROME, CHROMIUM, EDGE, PolicyPlaces, maker_of, refuse_forbidden

GOOGLES, MICROSOFTS, DEBIANS = (Path(f"/usr/bin/{it}") for it in ("google-chrome-stable", "microsoft-edge", "chromium"))
FORBIDS = {"RemoteDebuggingAllowed": False}


def put(root: Path, folder: str, content: object, name: str = "company.json") -> PolicyPlaces:
    file = root / folder / "policies" / "managed" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return PolicyPlaces("linux", linux=root)


@pytest.mark.parametrize(
    ("folder", "browser", "other"),
    [
        ("opt/chrome", GOOGLES, MICROSOFTS),
        ("opt/edge", MICROSOFTS, GOOGLES),
        ("chromium", DEBIANS, GOOGLES),
        ("chromium-browser", DEBIANS, GOOGLES),
    ],
)
def test_on_linux_each_browser_has_a_folder(tmp_path: Path, folder: str, browser: Path, other: Path) -> None:
    places = put(tmp_path, folder, FORBIDS)
    with pytest.raises(UsageError) as refused:
        refuse_forbidden(browser, places)
    assert "RemoteDebuggingAllowed in" in refused.value.message
    assert "company.json" in refused.value.message
    assert "WITHDRAWER_BROWSER" in refused.value.hint
    refuse_forbidden(other, places)


@pytest.mark.parametrize(
    ("policies", "is_forbidden"),
    [
        ({"DeveloperToolsAvailability": 2}, True),
        ({"DeveloperToolsAvailability": 1}, False),
        ({"DeveloperToolsAvailability": 0}, False),
        ({"RemoteDebuggingAllowed": True}, False),
        ({"HomepageLocation": "https://example.org"}, False),
        ({}, False),
        ("no json at all {", False),
        ("[1, 2]", False),
    ],
)
def test_only_what_forbids_is_refused(tmp_path: Path, policies: object, is_forbidden: bool) -> None:
    places = put(tmp_path, "opt/chrome", policies)
    if is_forbidden:
        with pytest.raises(UsageError, match="DeveloperToolsAvailability"):
            refuse_forbidden(GOOGLES, places)
    else:
        refuse_forbidden(GOOGLES, places)


def test_of_two_files_the_later_name_holds(tmp_path: Path) -> None:
    put(tmp_path, "opt/chrome", FORBIDS, "1.json")
    refuse_forbidden(GOOGLES, put(tmp_path, "opt/chrome", {"RemoteDebuggingAllowed": True}, "2.json"))


@pytest.mark.parametrize("owner", ["", "robin"])
def test_on_a_mac_it_is_a_managed_preference(tmp_path: Path, owner: str) -> None:
    folder = tmp_path / owner
    folder.mkdir(exist_ok=True)
    (folder / "com.google.Chrome.plist").write_bytes(plistlib.dumps(FORBIDS, fmt=plistlib.FMT_BINARY))
    places = PolicyPlaces("darwin", mac=tmp_path, user="robin")
    with pytest.raises(UsageError, match=r"com\.google\.Chrome"):
        refuse_forbidden(Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"), places)
    refuse_forbidden(Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"), places)
    (folder / "com.google.Chrome.plist").write_bytes(b"torn")
    refuse_forbidden(Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"), places)


def test_on_windows_it_is_in_the_registry() -> None:
    def registry(key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        if key.endswith(r"Microsoft\Edge"):
            yield rf"HKLM\{key}", {"RemoteDebuggingAllowed": 0}

    places = PolicyPlaces("win32", registry=registry)
    with pytest.raises(UsageError, match=r"HKLM\\Software\\Policies\\Microsoft\\Edge"):
        refuse_forbidden(Path("C:/Program Files/Microsoft/Edge/Application/msedge.exe"), places)
    refuse_forbidden(Path("C:/Program Files/Google/Chrome/Application/chrome.exe"), places)


def test_whose_policies_a_browser_heeds() -> None:
    assert maker_of(Path("/opt/google/chrome/chrome")) is CHROME
    assert maker_of(Path("msedge.exe")) is EDGE
    assert maker_of(Path("/root/.cache/ms-playwright/chromium-1/chrome-linux/chrome")) is CHROMIUM
    assert maker_of(Path("/snap/bin/chromium")) is CHROMIUM


def test_the_browsers_own_message_is_understood() -> None:
    from withdrawer.linkedin.browser.start_errors import failure

    told = failure("chrome", "Timeout\n  - [pid=1][err] DevTools remote debugging is disallowed by the system admin.\n")
    assert "policy of your company" in told.message
