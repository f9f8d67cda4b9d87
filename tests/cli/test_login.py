"""Signing in: a real browser, started plainly, whose session is found afterwards under automation."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.browser import SharedDriver
from tests.support.command import Told, command
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.skipif(sys.platform == "win32", reason="it signals processes")]


def start_login(stage: Stage) -> "subprocess.Popen[str]":
    stage.given["WITHDRAWER_BROWSER_ARGS"] = f"{stage.site.browser_args} --remote-debugging-port=0"
    return subprocess.Popen(
        command("login", "--json"), env=stage.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def look_and_press_enter(stage: Stage, *arguments: str) -> Told:
    """What a person does whose session still holds."""
    return stage.run_apart("login", "--json", *arguments, text="\n")


def sign_in(profile: Path, login: "subprocess.Popen[str]") -> int:
    """Stand in for the person: type into the browser that `login` opened. Gives the browser's process."""
    try:
        return _type_into(profile)
    except BaseException:
        login.terminate()  # it would wait for the person for ever
        raise


def _type_into(profile: Path) -> int:
    port_file = profile / "DevToolsActivePort"
    end = time.monotonic() + 30
    while not port_file.exists() or not port_file.read_text().strip():
        assert time.monotonic() < end, "no browser came up"
        time.sleep(0.05)
    port = port_file.read_text().splitlines()[0]
    with SharedDriver() as playwright:
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = browser.contexts[0].pages[0]
        page.wait_for_url("**/login**")
        page.locator('[autocomplete="username"]:visible').fill("robin@example.org")
        page.locator('[autocomplete="current-password"]:visible').fill("not a real one")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/feed/**")
    return int((profile / "SingletonLock").readlink().name.rpartition("-")[2])


@pytest.mark.parametrize("ending", [pytest.param("enter", marks=pytest.mark.long), "the window is closed"])
def test_what_was_signed_in_plainly_is_found_under_automation(stage: Callable[..., Stage], ending: str) -> None:
    here = stage(scenario="signed-out", people=10)
    login = start_login(here)
    process = sign_in(here.home / "profile", login)
    if ending == "enter":
        assert login.stdin
        login.stdin.write("\n")
        login.stdin.flush()
    else:
        os.kill(process, signal.SIGINT)
    out, err = login.communicate(timeout=60)
    assert login.returncode == Exit.DONE, err
    for words in ("separate, empty browser", "https://www.linkedin.com", "mail", "Cmd-Q", "Enter", "Keep me signed in"):
        assert words in err
    assert "You are Robin Ashgrove (linkedin.com/in/robin-ashgrove-5e1d), 10 invitations pending." in err
    assert '"slug": "robin-ashgrove-5e1d"' in out
    del here.given["WITHDRAWER_BROWSER_ARGS"]
    used, other = (here.home / "browser").read_text().strip(), here.home.parent / "other-browser"
    other.write_text("#!/bin/sh\n")
    other.chmod(0o755)
    here.given["WITHDRAWER_BROWSER"] = str(other)
    told = here.run_apart("preview", "--json")
    assert told.code == Exit.DONE, told.err
    assert f"You signed in with {used}, so that is used and not {other}." in " ".join(told.err.split())
    here.given["WITHDRAWER_BROWSER"] = str(other.with_name("none"))
    assert here.run_apart("preview").code == Exit.USAGE


def test_leaving_without_signing_in_is_said(stage: Callable[..., Stage]) -> None:
    here = stage(scenario="signed-out", people=10)
    login = start_login(here)
    port_file = here.home / "profile" / "DevToolsActivePort"
    end = time.monotonic() + 30
    while not port_file.exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    _, err = login.communicate("\n", timeout=60)
    assert login.returncode == Exit.SIGNED_OUT
    assert "withdrawer login" in err
