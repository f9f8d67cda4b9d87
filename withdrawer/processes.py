"""What withdrawer's child processes are given: withdrawer itself, with nothing loaded from the current folder."""

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
