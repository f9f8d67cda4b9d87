"""Child processes: withdrawer itself, with nothing loaded from the current folder, and the user's own browser."""

import os
import sys
from collections.abc import Mapping

HARMLESS = ("PYTHONHOME", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED")
"""Variables that Python may need to start or to write. All its other variables can name code to run."""

NO_WINDOW = 0x08000000 if os.name == "nt" else 0
"""`creationflags` for a console program: without a console of its own, withdrawer would flash one for it."""


def own_command(*words: str) -> list[str]:
    """Return the command that starts withdrawer again. `-P`, because `-m` alone imports from the current folder."""
    return [sys.executable, "-P", "-m", "withdrawer", *words]


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without variables that make Python run other code, above all PYTHONPATH."""
    return {name: value for name, value in environ.items() if not name.startswith("PYTHON") or name in HARMLESS}


def keep_off_current_folder() -> None:
    """Stop Windows from searching the current folder first for programs."""
    if os.name == "nt":
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"


OPEN_PAGE = """
import os, sys, webbrowser
browser = webbrowser.get()
if type(browser) is webbrowser.GenericBrowser and not os.environ.get("BROWSER"):
    sys.exit("only a browser that draws in the terminal")
sys.exit(not browser.open(sys.argv[1]))
"""
BROWSER_SECONDS = 10.0


def open_page(address: str) -> bool:
    """Open a page in the user's default browser, and return whether one took it.

    From a process of its own, because a browser may write to the terminal, draw in it, or not return.
    """
    import subprocess  # not needed by commands that must start fast

    try:
        ended = subprocess.run(
            [sys.executable, "-I", "-c", OPEN_PAGE, address],
            env=clean_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=BROWSER_SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return ended.returncode == 0
