"""Find the Chromium to drive: the one `login` remembered, the named one, an installed one, Playwright's own."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from withdrawer.errors import NoBrowser, UsageError

ON_PATH = (
    "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable", "microsoft-edge", "chromium",
    "chromium-browser",
)  # fmt: skip
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
DOWNLOAD_MEGABYTES = 170
"""What the driver's own Chromium takes to download, roughly: it differs by system and release."""


def find_browser(remembered: Path | None, named: str, environ: Mapping[str, str]) -> Path:
    """The browser to drive. Raises UsageError if one of the first two can't be run, NoBrowser if none is found."""
    found = program_named(named, environ) if named else None
    if remembered and remembered.is_file():
        if not os.access(remembered, os.X_OK):
            raise UsageError(
                f"The browser that you signed in with can no longer be run: {remembered}",
                "Sign in again: withdrawer login. It takes the browser that WITHDRAWER_BROWSER names, if you set that.",
            )
        return remembered
    if found:
        return found
    for candidate in _installed(environ):
        if candidate.is_file() and not _is_snap(candidate):
            return candidate
    own = playwrights_own()
    if not own.is_file():
        raise NoBrowser(
            "No browser was found.",
            f"Install {installable()}, or let withdrawer download one (about {DOWNLOAD_MEGABYTES} MB): in a terminal, "
            "`withdrawer login` and `withdrawer demo` ask you. If you have one elsewhere, name it with "
            "WITHDRAWER_BROWSER.",
            _browsers_folder(own),
        )
    return own


def program_named(named: str, environ: Mapping[str, str]) -> Path:
    """The program of a browser that was named by its path or command. Raises UsageError if it can't be run."""
    found = shutil.which(named)
    if not found:
        raise _misnamed(named, Naming.of(named, environ))
    return Path(found)


def installable() -> str:
    """The browsers that can be installed by hand on this system, and from where."""
    if sys.platform == "win32":
        return "Google Chrome (https://www.google.com/chrome) or Microsoft Edge (https://www.microsoft.com/edge)"
    if sys.platform == "darwin":
        return "Google Chrome (https://www.google.com/chrome) or Microsoft Edge"
    return "Google Chrome, Microsoft Edge or Chromium as your system's own package (not a snap or a Flatpak)"


def playwrights_own() -> Path:
    """Where the Chromium is that belongs to this version of Playwright, or would be after its installer has run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _browsers_folder(own: Path) -> Path:
    """The folder in which Playwright keeps its browsers, each in a folder such as `chromium-1234`."""
    return next((it.parent for it in own.parents if it.name.startswith("chromium")), own.parent)


class Naming(NamedTuple):
    """Where the browser and its arguments were configured, in words for the user."""

    program: str
    arguments: str

    @classmethod
    def of(cls, named: str, environ: Mapping[str, str]) -> "Naming":
        """The environment variable if it holds this name, otherwise the settings."""
        if environ.get("WITHDRAWER_BROWSER") == named:
            return cls("WITHDRAWER_BROWSER", "WITHDRAWER_BROWSER_ARGS")
        return cls("[browser] path in config.toml", "[browser] args")


def _misnamed(named: str, naming: Naming) -> UsageError:
    """The error for a configured browser that can't be run, and how to name it correctly."""
    path = Path(named)
    if path.is_dir():
        programs = sorted(it for it in (path / "Contents" / "MacOS").glob("*") if it.is_file())
        inside = f"The program is {programs[0]}" if programs else "Name the program in it"
        return UsageError(
            f"The browser that was named is a folder: {named}",
            f"{inside}: put its whole path into {naming.program}.",
        )
    if path.is_file():
        return UsageError(
            f"The browser that was named can't be run: {named}",
            f"If it is the browser's program, allow it: chmod +x {quote(named)}. Else correct {naming.program}.",
        )
    program, *rest = named.split()
    if rest and shutil.which(program):
        return UsageError(
            f"{naming.program} names one program file, and this is a command line: {named}",
            f"Name the program alone; its options go into {naming.arguments}. A browser that a Flatpak or a "
            "container holds can't be driven: install it as your system's own package.",
        )
    return UsageError(f"The browser that was named is not there: {named}", f"Correct {naming.program}.")


def _installed(environ: Mapping[str, str]) -> list[Path]:
    if sys.platform == "darwin":
        return [Path(path) for path in APPLICATIONS]
    if sys.platform == "win32":
        roots = [Path(environ[root]) for root in WINDOWS_ROOTS if root in environ]
        return [root / tail for tail in WINDOWS for root in roots]
    return [Path(found) for name in ON_PATH if (found := shutil.which(name))]


def _is_snap(path: Path) -> bool:
    """Whether the browser is a snap: those can't write hidden folders.

    Debian's and Ubuntu's `chromium-browser` may be a script that starts one.
    """
    real = path.resolve()
    if "snap" in real.parts:
        return True
    with real.open("rb") as file:
        start = file.read(4096)
    return start.startswith(b"#!") and b"/snap/bin" in start
