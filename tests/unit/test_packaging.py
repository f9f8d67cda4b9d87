"""What is shipped can test itself, and its scripts run on what macOS has: bash 3.2 and BSD's tools."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALWAYS = {"pyproject.toml", "README.md", "LICENSE", ".gitignore"}
"""What a source distribution holds whatever it is told."""
SCRIPTS = [
    file
    for file in (*sorted((ROOT / "scripts").iterdir()), *sorted((ROOT / ".ci").iterdir()))
    if file.is_file() and file.read_bytes().startswith(b"#!/usr/bin/env bash")
]
NOT_EVERYWHERE = {
    "bash 4": r"\bmapfile\b|\breadarray\b|\bdeclare -[gnA]|\blocal -[nA]|\$\{\w+(\^|,)|&>>|\|&|\bcoproc\b|;;&|\[\[ -v"
    r"|\bwait -n|\$\{\w+@\w\}|\bprintf .%\(",
    "GNU grep": r"\bgrep [^|]*-(\w*[zP]\w*|-null-data|-perl-regexp)\b",
    "GNU sed": r"\bsed [^|]*(-i\b|-r\b|-z\b|--)",
    "GNU's other tools": r"\bdate [^|]*(-d|--date)\b|\bstat -c|\bsort -[Vz]|\bxargs -r|\btac\b|\bnproc\b|\bhead -n -"
    r"|\bmktemp --|\brealpath\b|\bcp [^|]*--|(?<!-)\btimeout \d|\bsha256sum\b|\bseq -[ws]",
}


def test_a_source_distribution_holds_all_that_lies_beside_the_package() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    if not (ROOT / ".git").exists():
        pytest.skip("no repository: this is what was shipped")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    there = {name.split("/")[0] for name in listed.split("\0") if name}
    assert there - set(build["targets"]["sdist"]["include"]) - ALWAYS == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda it: it.name)
def test_a_script_needs_nothing_that_macos_lacks(script: Path) -> None:
    lines = [line for line in script.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    found = {
        f"{of}: {line.strip()}" for line in lines for of, pattern in NOT_EVERYWHERE.items() if re.search(pattern, line)
    }
    assert found == set()


def test_there_are_scripts_to_look_at() -> None:
    assert {"setup", "demo", "test", "check", "run"} <= {script.name for script in SCRIPTS}
