"""What is shipped can test itself, and its scripts run on what macOS has: bash 3.2 and BSD's tools."""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = [
    file
    for file in (*sorted((ROOT / "scripts").iterdir()), *sorted((ROOT / ".ci").iterdir()))
    if file.is_file() and file.read_bytes().startswith(b"#!/usr/bin/env bash")
]
NOT_EVERYWHERE = {
    "bash 4": r"\bmapfile\b|\breadarray\b|\bdeclare -[gnA]|\blocal -[nA]|\$\{\w+(\^|,)|&>>|\|&|\bcoproc\b|;;&|\[\[ -v"
    r"|\bwait -n|\$\{\w+@\w\}|\bprintf .%\(|\$\{\w+:[^}]*:-\d|\bEPOCH|\bBASHPID|\bshopt -s (globstar|lastpipe)"
    r"|\$\([^)]*<<-?['\"]?\w",
    "GNU grep": r"\bgrep [^|]*-(\w*[zP]\w*|-null-data|-perl-regexp)\b",
    "GNU sed": r"\bsed [^|]*(-i\b|-r\b|-z\b|--)",
    "GNU's other tools": r"\bdate [^|]*(-d|--date)\b|\bstat -c|\bsort -[Vz]|\bxargs -r|\btac\b|\bnproc\b|\bhead -n -"
    r"|\bmktemp --|\brealpath\b|\bcp [^|]*--|(?<!-)\btimeout \d|\bsha256sum\b|\bseq -[ws]",
}


QUOTED = (
    "An invented account on a site on this machine.", "Do you want to continue? Type yes, or press Enter to stop",
    "Download it now?", "No browser was found.",
)  # fmt: skip
"""What docs/start-*.md tell people to expect on the screen, as the code has it in one piece."""
NOT_PLAYED = {"cases", "README.md"}
"""What of fixtures/ the replay site never shows: the wheel goes without."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and a source distribution of this code."""
    folder = tmp_path_factory.mktemp("shipped")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def wheel(shipped: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(shipped.glob("*.whl")))


def test_a_wheel_holds_the_whole_package_and_what_the_replay_site_plays(wheel: zipfile.ZipFile) -> None:
    package = {file.relative_to(ROOT).as_posix() for file in files(ROOT / "withdrawer")}
    played = {
        f"withdrawer/_{file.relative_to(ROOT).as_posix()}"
        for it in (ROOT / "fixtures").iterdir()
        if it.name not in NOT_PLAYED
        for file in files(it)
    }
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == package | played


def test_the_licence_of_what_is_vendored_is_shipped_with_it(wheel: zipfile.ZipFile) -> None:
    folder = "withdrawer/show/review/page/vendor/"
    vendored = json.loads(wheel.read(f"{folder}vendor.json"))
    for package in vendored:
        for name, sha256 in package["files"].items():
            assert hashlib.sha256(wheel.read(folder + name)).hexdigest() == sha256
        assert b"Copyright" in wheel.read(f"{folder}LICENSE")


def test_a_package_index_is_given_a_text_without_links_or_pictures_that_would_break(wheel: zipfile.ZipFile) -> None:
    name = next(it for it in wheel.namelist() if it.endswith(".dist-info/METADATA"))
    about = message_from_bytes(wheel.read(name))
    text = str(about.get_payload())
    assert about["Description-Content-Type"] == "text/markdown"
    assert "withdrawer demo" in text
    assert re.findall(r"\]\((?!https://)[^)]*\)", text) == []


def test_only_pythons_that_are_asked_for_are_named(wheel: zipfile.ZipFile) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [it.rpartition(" :: ")[2] for it in project["classifiers"] if ":: Python :: 3." in it]
    assert f">={named[0]}" == project["requires-python"]
    assert "Operating System :: OS Independent" not in project["classifiers"]


def test_a_source_distribution_holds_all_that_is_in_the_repository(shipped: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no repository: this is what was shipped")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    there = {name for name in listed.split("\0") if name and (ROOT / name).exists()}
    with tarfile.open(next(shipped.glob("*.tar.gz"))) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert there - held == set()


def files(place: Path) -> Iterator[Path]:
    """The file, or all files of a folder, but for what Python itself writes."""
    for file in [place] if place.is_file() else place.rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            yield file


START = ["start-windows.md", "start-mac.md"]


@pytest.mark.parametrize("page", START)
def test_the_first_steps_quote_what_withdrawer_says(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    code = "".join(
        file.read_text("utf-8") for room in ("show", "linkedin") for file in files(ROOT / "withdrawer" / room)
    )
    assert set(QUOTED) <= set(re.findall("“([^”]+)”", text))
    assert [it for it in QUOTED if it not in code] == []


@pytest.mark.parametrize("page", START)
def test_the_address_to_install_from_is_a_placeholder_that_is_explained(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    lines = re.findall(r"(?:uv tool|pipx) install .*", text)
    assert lines
    assert all('"ADDRESS"' in line for line in lines)
    assert "Replace **ADDRESS**" in text


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda it: it.name)
def test_a_script_needs_nothing_that_macos_lacks(script: Path) -> None:
    lines = [line for line in script.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    found = {
        f"{of}: {line.strip()}" for line in lines for of, pattern in NOT_EVERYWHERE.items() if re.search(pattern, line)
    }
    assert found == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda it: it.name)
def test_an_array_is_expanded_only_where_something_is_in_it(script: Path) -> None:
    """Under `set -u`, bash 3.2 calls an empty one unbound."""
    text = script.read_text("utf-8")
    assert [name for name in set(re.findall(r"\$\{(\w+)\[@\]\}", text)) if f"${{#{name}[@]}} -gt 0" not in text] == []


def test_there_are_scripts_to_look_at() -> None:
    assert {"setup", "demo", "test", "check", "run"} <= {script.name for script in SCRIPTS}
