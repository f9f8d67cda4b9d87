"""Installs what is shipped as a new user would, on each Python that is here, and plays the demo with it.

    scripts/long packaging [--python PROGRAM]… [--tests]

The wheel is made from the source distribution, so both are known to build. Each Python gets the wheel in an environment
of its own, and plays the demo in an empty folder with an empty home folder, without and with WITHDRAWER_HOME; the first
one gets the source distribution too. Where `uv` and `pipx` are installed, both install the wheel and the source
distribution, by an address and, with uv, from the repository. Packages come from the registry that pip is set up for.
With --tests the unpacked source distribution sets itself up, and runs its own tests without a browser. Prints one line
a trial; exits 1 if one failed.
"""

import argparse
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
OLDEST = (3, 11)
MINORS = range(OLDEST[1], 20)
PASSED_ON = re.compile(r"(PIP|UV|SSL|WITHDRAWER_BROWSER)(_|$)|.*_proxy$", re.IGNORECASE)
"""Variables without which packages, or the browser, may not be found here."""
PEOPLE = 24
SECONDS = 900


class Failed(Exception):
    """A trial did not come out as it should; the text says how."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", metavar="PROGRAM", help="only this one (repeatable)")
    parser.add_argument("--tests", action="store_true", help="also run the source distribution's own tests")
    arguments = parser.parse_args()
    pythons = arguments.python or [*pythons_here()]
    with tempfile.TemporaryDirectory(prefix="packaging-") as name:
        folder = Path(name)
        for variable, cache in (("UV_CACHE_DIR", "uv"), ("PIP_CACHE_DIR", "pip")):  # each package is fetched once
            os.environ.setdefault(variable, str(folder / "caches" / cache))
        wheel, source = built(folder)
        trials: list[tuple[str, Callable[[Path], None]]] = [
            (f"wheel, {version(it)}", functools.partial(installed_by_pip, it, wheel)) for it in pythons
        ]
        trials.append((f"source, {version(pythons[0])}", functools.partial(installed_by_pip, pythons[0], source)))
        trials += [*by_installers(pythons[0], wheel, source)]
        if arguments.tests:
            trials.append(("the source distribution's own tests", functools.partial(own_tests, pythons[0], source)))
        return run_all(trials, folder)


def run_all(trials: Sequence[tuple[str, Callable[[Path], None]]], folder: Path) -> int:
    failed = 0
    for number, (name, trial) in enumerate(trials):
        place = folder / f"{number}"
        place.mkdir()
        try:
            trial(place)
            outcome = "good"
        except (Failed, OSError, subprocess.SubprocessError) as error:
            failed += 1
            outcome = f"FAILED: {error}"
        print(f"{name}: {outcome}", flush=True)  # noqa: T201
        shutil.rmtree(place, ignore_errors=True)
    print(f"{len(trials) - failed} passed, {failed} failed")  # noqa: T201
    return 1 if failed else 0


def pythons_here() -> Iterator[str]:
    """One Python of each version that is new enough: on the search path, or kept by pyenv."""
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for minor in MINORS:
        name = f"python3.{minor}"
        on_path = filter(None, [shutil.which(name)])
        for program in (*sorted(map(str, kept.glob(f"3.{minor}.*/bin/{name}"))), *on_path):
            if (
                subprocess.run([program, "-c", "import venv, ensurepip"], capture_output=True, check=False).returncode
                == 0
            ):
                yield program
                break


def version(python: str) -> str:
    return subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def built(folder: Path) -> tuple[Path, Path]:
    """A wheel and a source distribution; the wheel comes out of the latter."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    told([*hatchling, "-t", "sdist"], ROOT)
    source = next(folder.glob("*.tar.gz"))
    told([*hatchling, "-t", "wheel"], unpacked(source, folder / "unpacked"))
    return next(folder.glob("*.whl")), source


def unpacked(source: Path, folder: Path) -> Path:
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.iterdir())


def installed_by_pip(python: str, shipped: Path, place: Path) -> None:
    told([python, "-m", "venv", str(place / "env")], place)
    told([str(place / "env" / "bin" / "pip"), "install", "--quiet", str(shipped)], place)
    play(place, place / "env" / "bin")


def by_installers(python: str, wheel: Path, source: Path) -> Iterator[tuple[str, Callable[[Path], None]]]:
    """A trial for each installer that is here, and each way to name what it installs."""
    for name, words in (
        ("uv", ["uv", "tool", "install", "--python", python]),
        ("pipx", ["pipx", "install", "--python", python]),
    ):
        if shutil.which(name) is None:
            print(f"{name}: not here, not tried")  # noqa: T201
            continue
        for shipped in (wheel, source):
            yield f"{name}, {shipped.name} by its address", functools.partial(installed_by_address, words, shipped)
        if (ROOT / ".git").exists():
            yield f"{name}, the repository", functools.partial(installed_by, words, f"git+file://{ROOT}")


def installed_by_address(words: Sequence[str], shipped: Path, place: Path) -> None:
    with served(shipped.parent) as address:
        installed_by(words, f"{address}/{shipped.name}", place)


def installed_by(words: Sequence[str], what: str, place: Path) -> None:
    told([*words, what], place)
    play(place, place / ".local" / "bin")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder, on this machine alone."""

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def play(place: Path, programs: Path) -> None:
    """The demo in an empty folder, without and with WITHDRAWER_HOME: whoever is to be undone is, and nobody else."""
    program = shutil.which("withdrawer", path=str(programs))
    if program is None:
        raise Failed(f"there is no withdrawer in {programs}")
    empty = place / "empty"
    empty.mkdir()
    for more in ({}, {"WITHDRAWER_HOME": str(place / "a home")}):
        words = [program, "demo", "--yes", "--json", "--people", str(PEOPLE)]
        data = json.loads(told(words, empty, place, **more))["data"]
        site, truth = data["site"], data["truth"]
        if set(site["withdrawn"]) != set(truth["blast"]) - set(truth["accepted"]) or not site["removed"]:
            raise Failed("the demo did not undo the blast")
        if set(site["withdrawn"] + site["removed"]) & set(truth["outside"]):
            raise Failed("the demo undid somebody else")
    if left := [it.name for it in empty.iterdir()]:
        raise Failed(f"it leaves files in the current folder: {left}")
    if (place / "a home").exists():
        raise Failed("the demo uses the home of the account")


def own_tests(python: str, source: Path, place: Path) -> None:
    """What a developer does who has only the archive."""
    folder = unpacked(source, place)
    told(["scripts/setup"], folder, place, PYTHON=python)
    for words in (["--collect-only", "-q", "-m", ""], ["-q", "-n2", "tests/unit"]):
        told([".venv/bin/python", "-m", "pytest", *words], folder, place)


def told(words: Sequence[str], folder: Path, home: Path | None = None, **more: str) -> str:
    """What a program writes, run in this folder by a user for whom nothing is set up."""
    environment = {name: value for name, value in os.environ.items() if PASSED_ON.match(name)}
    environment |= {"HOME": str(home or folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    environment |= {"UV_PYTHON_DOWNLOADS": "never", **more}
    ended = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if ended.returncode:
        last = " / ".join((ended.stderr or ended.stdout).strip().splitlines()[-5:])
        raise Failed(f"{Path(words[0]).name} {' '.join(words[1:4])} … ended with {ended.returncode}: {last}")
    return ended.stdout


if __name__ == "__main__":
    sys.exit(main())
