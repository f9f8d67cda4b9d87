"""What the processes that withdrawer starts are given: withdrawer itself, without anything of the current folder."""

import os
import sys
from collections.abc import Mapping

HARMLESS = ("PYTHONHOME", "PYTHONUTF8", "PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED")
"""What a Python may need to start, or to write with. All its other variables can name code to be run."""


def own_command(*words: str) -> list[str]:
    """The words that start withdrawer again. `-P`, since `-m` alone looks for each import in the current folder."""
    return [sys.executable, "-P", "-m", "withdrawer", *words]


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without what tells a Python to run other code than its own, PYTHONPATH before all."""
    return {name: value for name, value in environ.items() if not name.startswith("PYTHON") or name in HARMLESS}


def keep_off_current_folder() -> None:
    """Have no program looked for in the current folder, as Windows does before all others."""
    if os.name == "nt":
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
