"""Why a browser does not start: its own messages, and what to do about them.

The driver's error says only that the browser has gone; the browser's own output follows below, line by line.
"""

import re

from withdrawer.errors import NoScreen, WithdrawerError

SAID = re.compile(r"^\W*\[pid=\d+\]\[err\]\s*(.+)$", re.MULTILINE)
"""A line of the browser's output within the driver's error."""
STAMP = re.compile(r"^\[[^\]]*\]\s*")
"""Chromium's prefix of a line: process, time, level, place in its source."""
LONGEST = 200
ANOTHER = "Or name another browser with WITHDRAWER_BROWSER, and sign in with it: withdrawer login"
PACKAGE = "Install Google Chrome, Microsoft Edge or Chromium as your system's own package"
SCREEN = (
    "Run it in a desktop session. Under Wayland without X, put --ozone-platform=wayland into [browser] args of the "
    "config file. (--headless hides the browser, and announces itself to LinkedIn.)"
)
REASONS = (
    (
        re.compile(r"No usable sandbox|Failed to move to new namespace|sandboxing failed|SUID sandbox", re.IGNORECASE),
        "it finds no sandbox to run pages in",
        f"{PACKAGE}, which brings the permission for it; or have an administrator allow user namespaces (on Ubuntu: "
        f"sysctl kernel.apparmor_restrict_unprivileged_userns=0). {ANOTHER}",
    ),
    (
        re.compile(
            r"Missing X server|platform failed to initialize|(?:cannot|can't|unable to) open (?:X )?display|"
            r"Failed to connect to Wayland display|without having a XServer",
            re.IGNORECASE,
        ),
        "it reaches no screen",
        SCREEN,
    ),
    (
        re.compile(r"error while loading shared libraries:? (?P<what>[^\s:]+)|Library not loaded:? (?P<what2>\S+)"),
        "a library of the system is missing",
        f"{PACKAGE}, which brings its libraries along. {ANOTHER}",
    ),
    (
        re.compile(r"profile appears to be in use|Failed to create a ProcessSingleton|SingletonLock", re.IGNORECASE),
        "its profile is in use by another browser",
        "Quit that browser (on macOS: Cmd-Q), then run the same command again.",
    ),
    (
        re.compile(r"DevTools remote debugging is disallowed"),
        "a policy of your company or school forbids any program to work with it",
        f"Use a computer of your own. withdrawer does not work around a policy. {ANOTHER}",
    ),
    (
        re.compile(r"Exec format error|cannot execute binary file|Bad CPU type|wrong ELF class"),
        "it is made for another kind of machine",
        f"{PACKAGE}. {ANOTHER}",
    ),
    (
        re.compile(r"spawn .* (?:EACCES|EPERM)"),
        "it may not be run",
        f"See to its permissions. {ANOTHER}",
    ),
    (
        re.compile(r"No space left on device|Disk quota exceeded"),
        "the disk is full",
        "Make room, then run the same command again.",
    ),
)
"""Messages of Chromium, the loader and the driver, their meaning, and a remedy."""


def reason_of(text: str) -> tuple[str, str] | None:
    """The meaning of a browser's output, and a remedy; None if no known message is in it."""
    for pattern, meaning, remedy in REASONS:
        if found := pattern.search(text):
            what = next(filter(None, found.groups()), "")
            return f"{meaning}: {what}" if what else meaning, remedy
    return None


def failure(browser: object, text: str) -> WithdrawerError:
    """The error for a browser that did not start, from the driver's error with the browser's output in it."""
    if reason := reason_of(text):
        meaning, remedy = reason
        kind = NoScreen if remedy == SCREEN else WithdrawerError
        return kind(f"The browser {browser} could not be started: {meaning}.", remedy)
    said = [STAMP.sub("", line).strip() for line in SAID.findall(text)]
    told = f"it says “{said[-1][:LONGEST]}”" if said else (text.strip().splitlines() or ["it says nothing"])[0]
    return WithdrawerError(
        f"The browser {browser} could not be started: {told}",
        f"Close other windows of withdrawer's browser and try again. {ANOTHER}",
    )
