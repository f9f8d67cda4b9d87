"""A company's or school's policy that forbids programs to control the browser, found before the browser is started.

Such a browser starts and never answers the driver, whose time-out would be the only sign: tried with Chromium 156 and
both policies. Places: Chrome Enterprise "Set up Chrome browser on …", Microsoft Edge "Configure policy settings on …".
"""

import getpass
import json
import plistlib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from withdrawer.errors import UsageError

REMOTE = "RemoteDebuggingAllowed"
DEVELOPER = "DeveloperToolsAvailability"
DISALLOWED = 2
"""The value of DEVELOPER that also closes every page to a driver; 0 and 1 leave ordinary pages open."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Where one maker's browsers are told what they may do."""

    linux: tuple[str, ...]
    mac: str
    windows: str


CHROME = Maker(("opt/chrome",), "com.google.Chrome", r"Software\Policies\Google\Chrome")
EDGE = Maker(("opt/edge",), "com.microsoft.Edge", r"Software\Policies\Microsoft\Edge")
CHROMIUM = Maker(("chromium", "chromium-browser"), "org.chromium.Chromium", r"Software\Policies\Chromium")


def registry_values(key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the values below a key of Windows' registry, for the user and the machine, each with its whole name."""
    if sys.platform != "win32":
        return
    import winreg

    for name, root in (("HKCU", winreg.HKEY_CURRENT_USER), ("HKLM", winreg.HKEY_LOCAL_MACHINE)):
        try:
            with winreg.OpenKey(root, key) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                yield rf"{name}\{key}", {it[0]: it[1] for it in (winreg.EnumValue(opened, at) for at in range(count))}
        except OSError:
            continue


@dataclass(frozen=True)
class PolicyPlaces:
    """Where a system keeps policies. Later ones take precedence."""

    platform: str = sys.platform
    linux: Path = Path("/etc")
    mac: Path = Path("/Library/Managed Preferences")
    user: str = field(default_factory=lambda: _user())
    registry: Callable[[str], Iterator[tuple[str, Mapping[str, Any]]]] = registry_values

    def of(self, maker: Maker) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield each place's name and its policies."""
        if self.platform == "win32":
            yield from self.registry(maker.windows)
        elif self.platform == "darwin":
            for folder in (self.mac / self.user, self.mac):
                yield from _read(folder / f"{maker.mac}.plist", plistlib.loads)
        else:
            for name in maker.linux:
                for file in sorted((self.linux / name / "policies" / "managed").glob("*.json")):
                    yield from _read(file, json.loads)


def refuse_forbidden(browser: Path, places: PolicyPlaces | None = None) -> None:
    """Raise UsageError if a policy keeps programs from controlling this browser."""
    found: dict[str, tuple[object, str]] = {}
    for place, policies in (places or PolicyPlaces()).of(maker_of(browser)):
        found |= {name: (policies[name], place) for name in (REMOTE, DEVELOPER) if name in policies}
    for name, (value, place) in found.items():
        if value == (0 if name == REMOTE else DISALLOWED):  # False equals 0, which is how the registry says it
            raise UsageError(
                f"A policy of your company or school forbids any program to work with {browser} ({name} in {place}).",
                "Use a computer of your own, or another browser: name it with WITHDRAWER_BROWSER, then type: "
                "withdrawer login. withdrawer does not work around a policy.",
            )


def maker_of(browser: Path) -> Maker:
    """Return whose policies a browser heeds, by its path."""
    names = [browser.name.casefold(), browser.resolve().name.casefold()]
    if any("edge" in name for name in names):
        return EDGE
    is_playwrights = any("ms-playwright" in part for part in browser.parts)
    return CHROMIUM if is_playwrights or any("chromium" in name for name in names) else CHROME


def _read(file: Path, parse: Callable[[bytes], Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield a file's policies; nothing if it is missing or unreadable, as the browser then ignores it too."""
    try:
        content = parse(file.read_bytes())
    except (OSError, ValueError, plistlib.InvalidFileException):
        return
    if isinstance(content, dict):
        yield str(file), content


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
